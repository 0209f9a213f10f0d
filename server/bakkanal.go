package server

import (
	"crypto/rand"
	"log/slog"
	"net/http"
)

// maksBakkanal bounds the body of a back-channel call, in bytes. A logout token is about one thousand.
const maksBakkanal = 16 << 10

// Bakkanal answers POST /logg-ut/bakkanal, the provider's word that somebody has logged out elsewhere
// (OpenID Connect Back-Channel Logout 1.0). ID-porten calls once, waits 5 s and does not try again, so all that is done
// here is to verify the token and delete rows.
//
// The same token again is answered like the first time, and ends nothing: the session it would hit may be a newer one.
func (i *Innlogging) Bakkanal(w http.ResponseWriter, r *http.Request) {
	s, ctx := i.sesjoner, r.Context()
	r.Body = http.MaxBytesReader(w, r.Body, maksBakkanal)
	tok, err := i.tokener.logoutToken(ctx, r.PostFormValue("logout_token"))
	if err != nil {
		s.Logg.LogAttrs(ctx, slog.LevelWarn, "bakkanal avvist", slog.String("feilId", rand.Text()), slog.Any("feil", err))
		svarJSON(w, http.StatusBadRequest, map[string]string{"error": "invalid_request"})
		return
	}
	var sid, sub []byte
	if tok.SessionID != "" {
		sid = s.oppslag("sid", tok.SessionID)
	} else {
		sub = s.oppslag("sub", tok.Subject)
	}
	// The token cannot come again once it is older than maksAlder; a minute covers the clocks. The sessions' sockets
	// close when the store's word of it reaches [Sesjoner.MeldAvsluttet].
	if err := s.Lager.SlettSesjonerFor(ctx, "bakkanal:"+tok.TokenID, s.Now().Add(maksAlder+2*slark), sid, sub); err != nil {
		s.utilgjengelig(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusOK)
}
