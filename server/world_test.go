package server_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
)

const klientID = "barnevernportalen"

// verden is the portal's login, the test provider, one browser, and a place on the way between them where a test can
// change what passes.
type verden struct {
	t        *testing.T
	klokke   *klokke
	lager    *lager
	logg     *logg
	sesjoner *server.Sesjoner
	inn      *server.Innlogging
	idp      *testidp.IDP
	portal   *httptest.Server
	op       *httptest.Server
	browser  *http.Client // follows no redirect: each step is one call
	// tukle, if set, changes the body of the provider's answers, by path («/token», «/jwks» …).
	tukle map[string]func([]byte) []byte
	// tukleInn, if set, changes the form we send to the provider.
	tukleInn    map[string]func(url.Values)
	hemmelighet []byte
	nede        bool // the provider answers nothing but 503
	kall        map[string]int
}

func nyVerden(t *testing.T) *verden {
	t.Helper()
	v := &verden{t: t, klokke: &klokke{naa: time.Now()}, logg: &logg{}, kall: map[string]int{},
		tukle: map[string]func([]byte) []byte{}, tukleInn: map[string]func(url.Values){}}
	v.lager, v.hemmelighet = nyttLager(), bytes.Repeat([]byte{7}, 32)
	v.op = httptest.NewServer(http.HandlerFunc(v.mellommann))
	mux := http.NewServeMux()
	v.portal = httptest.NewServer(mux)
	t.Cleanup(func() { v.portal.Close(); v.op.Close() })

	v.nyPortal(v.op.URL + "/testidp")
	signer := signeringsnokkel()
	var err error
	v.idp, err = testidp.New(server.ModusDev, testidp.Oppsett{
		Utsteder: v.op.URL + "/testidp",
		Klient: testidp.Klient{ID: klientID, Nokler: v.inn.OffentligeNokler(), RedirectURI: v.portal.URL + server.StiSvar,
			PostLogoutURI: v.portal.URL + server.StiUtlogget, BakkanalURI: v.portal.URL + server.StiBakkanal},
		Nokkel: &signer, Now: v.klokke.Now,
	})
	maa(t, err)
	v.ruter(mux)
	v.nyBrowser()
	return v
}

// nyPortal builds the portal's side against an issuer.
func (v *verden) nyPortal(issuer string) {
	v.t.Helper()
	adresse, err := server.ParseAdresse(v.portal.URL, server.ModusDev)
	maa(v.t, err)
	v.bygg(server.SesjonerOppsett{
		Modus: server.ModusDev, Adresse: adresse, Lager: v.lager, Hemmelighet: v.hemmelighet,
		Person: func(pid string) viewer.Person {
			h := sha256.Sum256([]byte("test" + pid))
			return viewer.Person{ID: h[:]}
		},
		Tilganger: v.lager.Tilganger, Now: v.klokke.Now, Logg: slog.New(slog.NewJSONHandler(v.logg, nil)),
	}, issuer)
}

// bygg builds it from o.
func (v *verden) bygg(o server.SesjonerOppsett, issuer string) {
	v.t.Helper()
	var err error
	v.sesjoner, err = server.NewSesjoner(o)
	maa(v.t, err)
	k, err := klientnokkel()
	maa(v.t, err)
	v.inn, err = server.NewInnlogging(v.sesjoner, server.InnloggingOppsett{Utsteder: issuer, KlientID: klientID, Klientnokkel: k})
	maa(v.t, err)
}

// Keys are made once: one takes longer than a login.
var (
	klientnokkel     = sync.OnceValues(server.NyKlientnokkel)
	signeringsnokkel = sync.OnceValue(nyNokkel)
	angripersNokkel  = sync.OnceValue(nyNokkel)
)

func nyNokkel() jose.JSONWebKey {
	k, err := server.NyKlientnokkel()
	if err != nil {
		panic(err)
	}
	return k
}

func (v *verden) ruter(mux *http.ServeMux) {
	mux.HandleFunc("GET /logg-inn", func(w http.ResponseWriter, r *http.Request) { v.inn.Start(w, r) })
	mux.HandleFunc("GET /logg-inn/svar", func(w http.ResponseWriter, r *http.Request) { v.inn.Svar(w, r) })
	mux.Handle("POST /logg-ut", server.Vern(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { v.inn.LoggUt(w, r) })))
	mux.Handle("POST /logg-ut/bakkanal", server.Vern(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { v.inn.Bakkanal(w, r) })))
	mux.Handle("POST /forlat", server.Vern(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { v.sesjoner.Forlat(w, r) })))
	mux.HandleFunc("GET /sesjon", func(w http.ResponseWriter, r *http.Request) { v.sesjoner.Status(w, r) })
	mux.Handle("POST /sesjon/forny", server.Vern(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { v.sesjoner.Forny(w, r) })))
	mux.HandleFunc("/hvem", func(w http.ResponseWriter, r *http.Request) {
		v.sesjoner.Mellomvare(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			i, ok := viewer.InnloggetFrom(r.Context())
			if !ok {
				w.WriteHeader(http.StatusUnauthorized)
				return
			}
			_ = json.NewEncoder(w).Encode(map[string]any{"navn": i.Navn, "niva": i.Niva.String(), "sesjon": i.SesjonID, "tilganger": len(i.Tilganger)})
		})).ServeHTTP(w, r)
	})
}

// mellommann stands before the provider.
func (v *verden) mellommann(w http.ResponseWriter, r *http.Request) {
	sti := strings.TrimPrefix(r.URL.Path, "/testidp")
	v.lager.Lock()
	v.kall[sti]++
	nede := v.nede
	v.lager.Unlock()
	if nede {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if f := v.tukleInn[sti]; f != nil {
		maa(v.t, r.ParseForm())
		f(r.PostForm)
		r.Form = nil
		b := r.PostForm.Encode()
		r.PostForm = nil
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(b)), int64(len(b))
	}
	f := v.tukle[sti]
	if f == nil {
		v.idp.ServeHTTP(w, r)
		return
	}
	svar := httptest.NewRecorder()
	v.idp.ServeHTTP(svar, r)
	for k, verdier := range svar.Header() {
		w.Header()[k] = verdier
	}
	w.WriteHeader(svar.Code)
	_, _ = w.Write(f(svar.Body.Bytes()))
}

func (v *verden) nyBrowser() {
	jar, err := cookiejar.New(nil)
	maa(v.t, err)
	// A transport of its own: every httptest.Server that closes also closes the idle connections of the shared one,
	// under the feet of a test that runs beside it.
	egen := http.DefaultTransport.(*http.Transport).Clone()
	v.t.Cleanup(egen.CloseIdleConnections)
	v.browser = &http.Client{Transport: egen, Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// get goes to an address and returns where it sends the browser.
func (v *verden) get(adresse string) (status int, til string) {
	v.t.Helper()
	if strings.HasPrefix(adresse, "/") {
		adresse = v.portal.URL + adresse
	}
	resp, err := v.browser.Get(adresse)
	maa(v.t, err)
	_, _ = io.Copy(io.Discard, resp.Body)
	maa(v.t, resp.Body.Close())
	return resp.StatusCode, resp.Header.Get("Location")
}

// tilSvar goes from /logg-inn to the provider's answer, without delivering it.
func (v *verden) tilSvar(q string) *url.URL {
	v.t.Helper()
	status, til := v.get("/logg-inn?" + q)
	if status != http.StatusSeeOther || !strings.HasPrefix(til, v.op.URL) {
		v.t.Fatalf("start: %d %q\n%s", status, til, v.logg)
	}
	status, til = v.get(til)
	if status != http.StatusSeeOther {
		v.t.Fatalf("authorize: %d", status)
	}
	u, err := url.Parse(til)
	maa(v.t, err)
	return u
}

// loggInn goes the whole way and returns where the browser ends.
func (v *verden) loggInn(q string) string {
	v.t.Helper()
	status, til := v.get(v.tilSvar(q).String())
	if status != http.StatusSeeOther {
		v.t.Fatalf("answer: %d", status)
	}
	return til
}

type hvem struct {
	Navn, Niva string
	Sesjon     uuid.UUID
	Tilganger  int
}

// hvem returns who the browser is, and the status.
func (v *verden) hvem() (h hvem, status int) {
	v.t.Helper()
	resp, err := v.browser.Get(v.portal.URL + "/hvem")
	maa(v.t, err)
	defer resp.Body.Close() //nolint:errcheck // nothing is lost
	if resp.StatusCode == http.StatusOK {
		maa(v.t, json.NewDecoder(resp.Body).Decode(&h))
	}
	return h, resp.StatusCode
}

func (v *verden) post(sti string, q url.Values, hode ...string) (*http.Response, string) {
	v.t.Helper()
	req, err := http.NewRequest(http.MethodPost, v.portal.URL+sti, strings.NewReader(q.Encode()))
	maa(v.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i < len(hode); i += 2 {
		req.Header.Set(hode[i], hode[i+1])
	}
	resp, err := v.browser.Do(req)
	maa(v.t, err)
	b, err := io.ReadAll(resp.Body)
	maa(v.t, err)
	maa(v.t, resp.Body.Close())
	return resp, string(b)
}

func (v *verden) kake(navn string) string {
	u, err := url.Parse(v.portal.URL)
	maa(v.t, err)
	for _, k := range v.browser.Jar.Cookies(u) {
		if k.Name == navn {
			return k.Value
		}
	}
	return ""
}

func (v *verden) settKake(navn, verdi string) {
	u, err := url.Parse(v.portal.URL)
	maa(v.t, err)
	v.browser.Jar.SetCookies(u, []*http.Cookie{{Name: navn, Value: verdi, Path: "/"}})
}

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
