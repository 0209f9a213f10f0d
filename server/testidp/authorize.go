package testidp

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// nivaer are ID-porten's levels, rising.
var nivaer = []string{"idporten-loa-substantial", "idporten-loa-high"}

// Lifetimes as at ID-porten.
const (
	parLevetid = 120 * time.Second
	ssoInaktiv = 30 * time.Minute
)

// foresporsel is a pushed authorization request.
type foresporsel struct {
	q    url.Values
	acr  string
	utgr time.Time
}

// sso is the browser's session with the provider; several logins, of several services, share it.
type sso struct {
	sid      string
	person   Person
	acr      string
	authTime time.Time
	brukt    time.Time
}

// par takes a pushed authorization request (RFC 9126).
func (i *IDP) par(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := i.godkjenn(r); err != nil {
		feil(w, http.StatusUnauthorized, "invalid_client", err.Error())
		return
	}
	q := r.PostForm
	acr := q.Get("acr_values")
	switch {
	case q.Get("response_type") != "code":
		feil(w, http.StatusBadRequest, "unsupported_response_type", "code only")
	case q.Get("redirect_uri") != i.o.Klient.RedirectURI:
		feil(w, http.StatusBadRequest, "invalid_request", "redirect_uri is not registered")
	case !slices.Contains(strings.Fields(q.Get("scope")), "openid"):
		feil(w, http.StatusBadRequest, "invalid_scope", "openid is missing")
	case q.Get("state") == "" || q.Get("nonce") == "":
		feil(w, http.StatusBadRequest, "invalid_request", "state and nonce are required")
	case q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43:
		feil(w, http.StatusBadRequest, "invalid_request", "PKCE with S256 is required")
	case q.Has("request_uri"):
		feil(w, http.StatusBadRequest, "invalid_request", "request_uri in a pushed request")
	case acr != "" && !slices.Contains(nivaer, acr):
		feil(w, http.StatusBadRequest, "invalid_request", "unknown acr")
	default:
		if acr == "" {
			acr = nivaer[0]
		}
		uri := "urn:idporten:" + rand.Text()
		i.kasse.Lock()
		defer i.kasse.Unlock()
		rydd(i.kasse.foresporsler, func(f foresporsel) time.Time { return f.utgr }, i.o.Now())
		i.kasse.foresporsler[uri] = foresporsel{q: q, acr: acr, utgr: i.o.Now().Add(parLevetid)}
		svarJSON(w, http.StatusCreated, map[string]any{"request_uri": uri, "expires_in": int(parLevetid.Seconds())})
	}
}

// authorize answers at once when it knows who, by login_hint or single sign-on at a level that is high enough,
// otherwise it shows the page.
func (i *IDP) authorize(w http.ResponseWriter, r *http.Request) {
	uri := r.URL.Query().Get("request_uri")
	f, ok := i.finn(uri, r.URL.Query().Get("client_id"))
	if !ok {
		i.sideUkjent(w)
		return
	}
	if p, ok := Finn(f.q.Get("login_hint")); ok {
		i.svar(w, r, uri, f, p)
		return
	}
	s, ok := i.sso(r)
	if ok && f.q.Get("prompt") != "login" && slices.Index(nivaer, s.acr) >= slices.Index(nivaer, f.acr) {
		i.svar(w, r, uri, f, s.person)
		return
	}
	i.sidePersoner(w, uri, f)
}

// valgt takes the choice made on the page.
func (i *IDP) valgt(w http.ResponseWriter, r *http.Request) {
	if err := i.vern.Check(r); err != nil {
		http.Error(w, "cross-origin", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	uri := r.PostFormValue("request_uri")
	f, ok := i.finn(uri, i.o.Klient.ID)
	if !ok {
		i.sideUkjent(w)
		return
	}
	if p, ok := Finn(r.PostFormValue("person")); ok {
		i.svar(w, r, uri, f, p)
		return
	}
	i.kasse.Lock()
	delete(i.kasse.foresporsler, uri)
	i.kasse.Unlock()
	i.tilbake(w, f, url.Values{"error": {"access_denied"}, "error_description": {"user aborted"}})
}

func (i *IDP) finn(uri, klient string) (foresporsel, bool) {
	i.kasse.Lock()
	defer i.kasse.Unlock()
	f, ok := i.kasse.foresporsler[uri]
	return f, ok && klient == i.o.Klient.ID && i.o.Now().Before(f.utgr)
}

// svar logs p in and sends the browser back with a code. The request is used up.
func (i *IDP) svar(w http.ResponseWriter, r *http.Request, uri string, f foresporsel, p Person) {
	naa := i.o.Now()
	s, ok := i.sso(r)
	if !ok || s.person != p {
		s = sso{sid: rand.Text(), person: p}
	}
	if !ok || slices.Index(nivaer, f.acr) > slices.Index(nivaer, s.acr) || s.authTime.IsZero() {
		s.acr, s.authTime = f.acr, naa
	}
	s.brukt = naa
	kake, k := rand.Text(), rand.Text()

	i.kasse.Lock()
	delete(i.kasse.foresporsler, uri)
	if c, err := r.Cookie(ssoKake); err == nil {
		delete(i.kasse.sso, c.Value)
	}
	i.kasse.sso[kake] = s
	rydd(i.kasse.koder, func(k kode) time.Time { return k.utgr }, naa)
	i.kasse.koder[k] = kode{sso: s, q: f.q, utgr: naa.Add(kodeLevetid)}
	i.kasse.Unlock()

	http.SetCookie(w, &http.Cookie{Name: ssoKake, Value: kake, Path: i.sti + "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	i.tilbake(w, f, url.Values{"code": {k}})
}

// tilbake sends the browser back with iss (RFC 9207) and state.
func (i *IDP) tilbake(w http.ResponseWriter, f foresporsel, q url.Values) {
	q.Set("iss", i.o.Utsteder)
	q.Set("state", f.q.Get("state"))
	w.Header().Set("Location", f.q.Get("redirect_uri")+"?"+q.Encode())
	w.WriteHeader(http.StatusSeeOther)
}

const ssoKake = "testidp"

func (i *IDP) sso(r *http.Request) (sso, bool) {
	c, err := r.Cookie(ssoKake)
	if err != nil {
		return sso{}, false
	}
	i.kasse.Lock()
	defer i.kasse.Unlock()
	s, ok := i.kasse.sso[c.Value]
	return s, ok && i.o.Now().Sub(s.brukt) < ssoInaktiv
}

// rydd drops what is past its time.
func rydd[T any](m map[string]T, utgr func(T) time.Time, naa time.Time) {
	for k, v := range m {
		if utgr(v).Before(naa) {
			delete(m, k)
		}
	}
}
