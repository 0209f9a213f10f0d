package server

import (
	"net/http"
	"time"
)

// The two cookies. Over https they carry the prefix __Host-, with which a browser takes them only from this very host,
// with Secure and Path=/, so that no sibling host can plant one.
const (
	kakeSesjon     = "sesjon"
	kakeInnlogging = "innlogging"
)

func (a Adresse) kakenavn(navn string) string {
	if a.https {
		return "__Host-" + navn
	}
	return navn
}

// settKake writes a cookie no script can read. SameSite is Lax, not Strict: the identity provider's answer is a
// navigation from another site, and must find the login state and, on a step-up, the session. What Lax lets through is
// navigation by GET; everything that changes something takes POST and is checked for its origin besides.
// Without levetid the cookie goes with the browser.
func (a Adresse) settKake(w http.ResponseWriter, navn, verdi string, levetid time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: a.kakenavn(navn), Value: verdi, Path: "/", MaxAge: int(levetid.Seconds()),
		Secure: a.https, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

func (a Adresse) slettKake(w http.ResponseWriter, navn string) {
	http.SetCookie(w, &http.Cookie{
		Name: a.kakenavn(navn), Path: "/", MaxAge: -1,
		Secure: a.https, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// lesKake returns the cookie's value, or "" if there is none or more than one: of two, one is planted.
func (a Adresse) lesKake(r *http.Request, navn string) string {
	if k := r.CookiesNamed(a.kakenavn(navn)); len(k) == 1 {
		return k[0].Value
	}
	return ""
}
