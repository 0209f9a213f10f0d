package server

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"barnevernportalen/ent/viewer"
)

// Mellomvare puts the session's person in the request's context ([viewer.InnloggetFrom]). A request without a session
// passes on without one. When storage does not answer the request stops with 503: «not logged in» would be untrue, and
// send somebody in the middle of a form through the login.
//
// A request counts as activity, at most once a minute. The opening of a websocket does not, since a page left open
// reconnects by itself; nor does what is said on one, which never comes here; nor a request that the page says no person asked
// for ([hodeBakgrunn]). A page can only shorten its session by saying so.
func (s *Sesjoner) Mellomvare(neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := s.medInnlogget(r)
		switch {
		case errors.Is(err, errIngenSesjon):
			neste.ServeHTTP(w, r)
		case err != nil:
			s.utilgjengelig(w, r, err)
		default:
			neste.ServeHTTP(w, r.WithContext(ctx))
		}
	})
}

func (s *Sesjoner) medInnlogget(r *http.Request) (context.Context, error) {
	ses, err := s.les(r)
	if err != nil {
		return nil, err
	}
	if !avSegSelv(r) && s.Now().Sub(ses.sistBrukt) >= mellomBeroringer {
		if err := s.beror(r.Context(), &ses); err != nil {
			return nil, err
		}
	}
	p := s.Person(ses.Identitet.Pid)
	p.Navn = ses.Identitet.Navn
	tilganger, err := s.Tilganger(r.Context(), p)
	if err != nil {
		return nil, err
	}
	return viewer.WithInnlogget(r.Context(), viewer.Innlogget{
		Person: p, Niva: ses.Identitet.Niva, Tilganger: tilganger, SesjonID: ses.id, Billett: ses.billett, Side: side(r, p),
	}), nil
}

// hodePerson is how a page says whose it is, as [Sesjoner.Status] told it. See graph.Krev and graph.KrevEgenSide for what it is for.
const hodePerson = "X-Portal-Person"

// side is whose page a request says it comes from. Of two the header says nothing that can be trusted: they are another's.
func side(r *http.Request, p viewer.Person) viewer.Side {
	switch sagt := r.Header.Values(hodePerson); {
	case len(sagt) == 0:
		return viewer.SideUsagt
	case len(sagt) == 1 && p.HarRef(sagt[0]):
		return viewer.SideEgen
	default:
		return viewer.SideAnnens
	}
}

// hodeBakgrunn stands in a request that a page makes by itself, as when it is told of a change.
const hodeBakgrunn = "X-Portal-Bakgrunn"

// avSegSelv reports whether a request is a page's own doing.
func avSegSelv(r *http.Request) bool {
	return strings.EqualFold(r.Header.Get("Upgrade"), "websocket") || r.Header.Get(hodeBakgrunn) != ""
}

// sesjonsvar is the body of /sesjon (docs/http.md). Times are in whole seconds.
type sesjonsvar struct {
	Innlogget bool   `json:"innlogget"`
	Niva      string `json:"niva,omitempty"`
	Person    string `json:"person,omitempty"` // see [viewer.Person.Ref]
	InaktivOm int    `json:"inaktivOm,omitempty"`
	UtloperOm int    `json:"utloperOm,omitempty"`
}

// Status answers GET /sesjon. It counts as no activity, so that a page may ask as often as it likes.
func (s *Sesjoner) Status(w http.ResponseWriter, r *http.Request) {
	ses, err := s.les(r)
	switch {
	case errors.Is(err, errIngenSesjon):
		svarJSON(w, http.StatusOK, sesjonsvar{})
	case err != nil:
		s.utilgjengelig(w, r, err)
	default:
		s.svarSesjon(w, r, ses)
	}
}

// Forny answers POST /sesjon/forny, which counts as activity. It lengthens no session beyond its 120 minutes.
func (s *Sesjoner) Forny(w http.ResponseWriter, r *http.Request) {
	ses, err := s.les(r)
	if err == nil {
		err = s.beror(r.Context(), &ses)
	}
	switch {
	case errors.Is(err, errIngenSesjon):
		svarJSON(w, http.StatusUnauthorized, sesjonsvar{})
	case err != nil:
		s.utilgjengelig(w, r, err)
	default:
		s.svarSesjon(w, r, ses)
	}
}

func (s *Sesjoner) svarSesjon(w http.ResponseWriter, r *http.Request, ses sesjon) {
	naa := s.Now()
	svarJSON(w, http.StatusOK, sesjonsvar{
		Innlogget: true, Niva: ses.Identitet.Niva.String(), Person: person(r, s.Person(ses.Identitet.Pid)),
		InaktivOm: sekunder(ses.slutt().Sub(naa)), UtloperOm: sekunder(ses.Utloper.Sub(naa)),
	})
}

// person is what the page is told of who is logged in: what it has said itself, if it is hers. A page that was open when the hash
// key was turned would else be told that another has come, and be emptied.
func person(r *http.Request, p viewer.Person) string {
	if side(r, p) == viewer.SideEgen {
		return r.Header.Get(hodePerson)
	}
	return p.Ref()
}

func sekunder(d time.Duration) int { return int(d / time.Second) }

// utilgjengelig answers 503 and leaves the reason in the log under an id.
func (s *Sesjoner) utilgjengelig(w http.ResponseWriter, r *http.Request, err error) {
	id := s.loggUtilgjengelig(r, err)
	w.Header().Set("Retry-After", "5")
	svarJSON(w, http.StatusServiceUnavailable, map[string]string{"kode": "UTILGJENGELIG", "feilId": id})
}

// loggUtilgjengelig leaves the reason in the log, and returns where to look.
func (s *Sesjoner) loggUtilgjengelig(r *http.Request, err error) (id string) {
	id = rand.Text()
	s.Logg.LogAttrs(r.Context(), slog.LevelError, "sesjon utilgjengelig", slog.String("feilId", id), slog.Any("feil", err))
	return id
}

func svarJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the browser is gone
}
