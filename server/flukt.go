package server

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
)

// kakeForlatt is a cookie the page itself writes, before anything else, when somebody leaves in haste. It says that and no more.
// A request that brings it has no session, whatever ticket it brings besides: the session is ended by the first that comes. So
// one who leaves while the network is away is logged out by whoever sits down at the device next, and not half an hour later;
// and the next login asks for the person again, since the identity provider may still know the one who left. It is gone with that
// login, or after [maksLevetid], when there is no session it could end.
const kakeForlatt = "forlatt"

// harForlatt reports whether whoever sat at this browser has left in haste. Of two cookies one is planted; here that is heeded too,
// since the worst it can do is to ask for a login.
func (s *Sesjoner) harForlatt(r *http.Request) bool {
	return len(r.CookiesNamed(s.Adresse.kakenavn(kakeForlatt))) > 0
}

// Forlat answers POST /forlat, which a page sends when it is left in haste and nobody waits for: 204. It ends the session here
// and closes its sockets, and leaves the identity provider's session as it is (see [kakeForlatt]).
func (s *Sesjoner) Forlat(w http.ResponseWriter, r *http.Request) {
	ses, err := s.les(r)
	if err == nil {
		err = s.avslutt(r.Context(), ses.id)
	}
	if err != nil && !errors.Is(err, errIngenSesjon) {
		s.utilgjengelig(w, r, err) // the page's cookie ends the session when we can
		return
	}
	s.Adresse.slettKake(w, kakeSesjon)
	s.Adresse.slettKake(w, kakeInnlogging)
	h := w.Header()
	h.Set("Clear-Site-Data", `"cache", "storage"`) // as LoggUt
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusNoContent)
}

// Utgang is where one who leaves in haste is taken: a page on another site that is nothing to ask about.
type Utgang struct{ adresse string }

// StandardUtgang is a weather forecast: looked at by everybody, at all hours.
const StandardUtgang = "https://www.yr.no/"

// ParseUtgang checks s, such as [StandardUtgang], which it is if s is empty. It must be https, on another host than our own, and
// say nothing that could follow one there: no user and no fragment.
func ParseUtgang(s string, egen Adresse) (Utgang, error) {
	if s == "" {
		s = StandardUtgang
	}
	u, err := url.Parse(s)
	if err != nil {
		return Utgang{}, fmt.Errorf("the way out: %w", err)
	}
	own, err := url.Parse(egen.String())
	if err != nil {
		return Utgang{}, fmt.Errorf("own address: %w", err)
	}
	if u.Scheme != "https" || u.Host == "" || u.User != nil || u.Fragment != "" || u.Hostname() == own.Hostname() {
		return Utgang{}, fmt.Errorf("the way out %q: want an https page on another site", s)
	}
	return Utgang{adresse: u.String()}, nil
}

// utgangmerke is how the portal's pages say where the way out leads, as they are built.
const utgangmerke = `<meta name="utgang" content="` + StandardUtgang + `"`

// skrivInn is a page with the way out in it. It stands there from the first moment, since it must work when nothing more can be
// fetched. A page that cannot be told where it leads is an error, unless it leads where the page says already.
func (u Utgang) skrivInn(navn string, side []byte) ([]byte, error) {
	if u.adresse == "" || u.adresse == StandardUtgang {
		return side, nil
	}
	if !bytes.Contains(side, []byte(utgangmerke)) {
		return nil, fmt.Errorf("%s has no way out to set", navn)
	}
	return bytes.Replace(side, []byte(utgangmerke), []byte(`<meta name="utgang" content="`+html.EscapeString(u.adresse)+`"`), 1), nil
}
