package server

import (
	"errors"
	"log/slog"
	"net/http"
	"slices"
)

// LoggUt answers POST /logg-ut: it ends the session here, closes its sockets, and takes the browser to the provider's
// end_session endpoint, so that the next person at this machine is not logged in by one click. Where that cannot be asked, or
// the session cannot be ended, the page says so.
//
// The id_token goes there by a form, as ID-porten recommends, and not in the address of a redirect: it holds the
// identity number, and an address ends up in histories and logs. The page with the form sends itself; without scripts
// there is a button.
func (i *Innlogging) LoggUt(w http.ResponseWriter, r *http.Request) {
	s := i.sesjoner
	ses, err := s.les(r)
	if err == nil {
		err = s.avslutt(r.Context(), ses.id)
	}
	side := enkelside{Sprak: s.utloggingssprak(w, r), Utgang: i.utgang.adresse}
	tekst := enkeltekster[side.Sprak]
	if err != nil && !errors.Is(err, errIngenSesjon) { // the cookie stays: whoever is told «logged out» must be
		side.Tekst, side.UtAdresse, side.FeilID = tekst.ikkeUt, "/logg-ut", s.loggUtilgjengelig(r, err)
		side.svar(w, http.StatusServiceUnavailable)
		return
	}
	s.Adresse.slettKake(w, kakeSesjon)
	s.Adresse.slettKake(w, kakeInnlogging)
	// Not "cookies": that would clear those of every site under the same registered domain.
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
	if err != nil {
		videre(w, side.Forside())
		return
	}
	m, err := i.utsteder.metadata.les(r.Context())
	if err != nil {
		s.Logg.LogAttrs(r.Context(), slog.LevelWarn, "utlogging bare her", slog.Any("feil", err))
		side.Tekst = tekst.bareHer
		side.svar(w, http.StatusOK)
		return
	}
	side.Tekst, side.UtAdresse = tekst.utlogging, m.EndSession
	side.Skjema = map[string]string{
		"id_token_hint": ses.Identitet.Token, "client_id": i.klient.id, "post_logout_redirect_uri": s.Adresse.String() + StiUtlogget,
	}
	if side.Sprak != "nb" {
		side.Skjema["state"] = side.Sprak // comes back with the browser, see [Forside]
	}
	side.svar(w, http.StatusOK)
}

// utloggingssprak is the language of the page that one logs out from, which says it in the form.
func (s *Sesjoner) utloggingssprak(w http.ResponseWriter, r *http.Request) string {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<10)
	if sprak := r.PostFormValue("sprak"); slices.Contains(sprakene, sprak) {
		return sprak
	}
	return sprakFor(r, s.Adresse.fraSide(r))
}

// Forside answers GET of the front page: who comes from logging out at the provider, and had another language, is shown it in that.
// The provider gives back what it was sent as state, since the address to come back to must be one that it has registered.
func Forside(portal http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if sprak := en(r.URL.Query(), "state"); sprak != "nb" && slices.Contains(sprakene, sprak) {
			videre(w, paSprak(sprak, StiUtlogget))
			return
		}
		portal.ServeHTTP(w, r)
	})
}
