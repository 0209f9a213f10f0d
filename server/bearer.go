package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// The headers of a machine, beside Authorization (the national platform's, «Felles/integrasjoner»).
const (
	hodeIntegrasjonID      = "IntegrasjonId"
	hodeIntegrasjonPassord = "IntegrasjonPassord"
)

// Maskiner lets machines in by their three headers.
type Maskiner struct {
	// Autentiser is forvaltning's; its ErrToken and ErrIntegrasjon are 401, other errors 503.
	Autentiser func(ctx context.Context, token, integrasjonID, passord string) (viewer.Fagsystem, error)
	Adresse    Adresse
	Logg       *slog.Logger
}

// errSesjonOgToken: one request, two callers. Whose rights it should have is not for us to guess.
var errSesjonOgToken = errors.New("both a session and a machine's headers")

// erMaskin reports whether a request says that it is a machine's: by any of the three headers, so that one with a header
// missing is told so, and is not taken for a person who has not logged in.
func erMaskin(r *http.Request) bool {
	_, bearer := bearer(r)
	return bearer || len(r.Header.Values(hodeIntegrasjonID)) > 0 || len(r.Header.Values(hodeIntegrasjonPassord)) > 0
}

// bearer returns the token, and whether Authorization is of that kind at all; the name of the scheme has no case.
func bearer(r *http.Request) (token string, er bool) {
	skjema, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	return strings.TrimSpace(token), strings.EqualFold(skjema, "Bearer")
}

// FraForesporsel authenticates a request. Errors: forvaltning.ErrToken, forvaltning.ErrIntegrasjon, one for a request that
// is a person's too, and others where it cannot be decided now; [Maskiner.Avvis] answers them all.
func (m *Maskiner) FraForesporsel(r *http.Request) (viewer.Fagsystem, error) {
	if len(r.CookiesNamed(m.Adresse.kakenavn(kakeSesjon))) > 0 {
		return viewer.Fagsystem{}, errSesjonOgToken
	}
	for _, h := range []string{"Authorization", hodeIntegrasjonID, hodeIntegrasjonPassord} {
		if len(r.Header.Values(h)) > 1 { // which one others on the way have looked at, nobody knows
			return viewer.Fagsystem{}, forvaltning.ErrToken
		}
	}
	token, er := bearer(r)
	if !er || token == "" {
		return viewer.Fagsystem{}, forvaltning.ErrToken
	}
	return m.Autentiser(r.Context(), token, r.Header.Get(hodeIntegrasjonID), r.Header.Get(hodeIntegrasjonPassord))
}

// Avvis answers a request that [Maskiner.FraForesporsel] refused, in the national platform's words, and leaves the reason
// in the log.
func (m *Maskiner) Avvis(w http.ResponseWriter, r *http.Request, err error) {
	f := Fiksfeil{Status: http.StatusUnauthorized}
	niva := slog.LevelWarn
	switch {
	case errors.Is(err, forvaltning.ErrToken):
		f.Melding = "Klarte ikke å validere access_token"
		w.Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	case errors.Is(err, forvaltning.ErrIntegrasjon):
		f.Melding = "Autentisering feilet for integrasjon med id " + vist(r.Header.Get(hodeIntegrasjonID))
	case errors.Is(err, errSesjonOgToken):
		f.Status, f.Melding = http.StatusBadRequest, "Både innlogget person og access_token i samme kall"
	default:
		f.Status, f.Melding, niva = http.StatusServiceUnavailable, "Utilgjengelig nå, prøv igjen", slog.LevelError
		w.Header().Set("Retry-After", "5")
	}
	LesUt(r)
	f.ErrorID = uuid.New()
	m.Logg.LogAttrs(r.Context(), niva, "maskin avvist", slog.String("feilId", f.ErrorID.String()),
		slog.String("integrasjon", vist(r.Header.Get(hodeIntegrasjonID))), slog.String("feil", err.Error()))
	f.Skriv(w, r)
}

// vist is an integration's id as it may be shown and logged: as an id, or not at all. The header may hold anything.
func vist(id string) string {
	u, err := uuid.Parse(id)
	if err != nil || len(id) != 36 {
		return "(ugyldig)"
	}
	return u.String()
}

// ellerMaskin lets a machine in by its headers, and everybody else through person.
//
// What protects a browser's session does not apply to a machine, and cannot be got around as one: a page of another site
// can send neither these headers (the browser asks for leave first, and gets none) nor any at all with a websocket, and a
// request with a session cookie is refused whatever its headers. The browser's own words of who asks, Sec-Fetch-Site and
// Origin, are looked at before we come here.
func (m *Maskiner) ellerMaskin(person func(http.Handler) http.Handler) func(http.Handler) http.Handler {
	return func(neste http.Handler) http.Handler {
		somPerson := person(neste)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !erMaskin(r) {
				somPerson.ServeHTTP(w, r)
				return
			}
			f, err := m.FraForesporsel(r)
			if err != nil {
				m.Avvis(w, r, err)
				return
			}
			neste.ServeHTTP(w, r.WithContext(viewer.WithMaskin(r.Context(), f)))
		})
	}
}
