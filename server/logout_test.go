package server_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"barnevernportalen/server"
)

func TestLoggUt(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	billett := v.kake("sesjon")
	resp, side := v.post("/logg-ut", nil, "Sec-Fetch-Site", "same-origin")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Location") != "" {
		t.Fatalf("%d %q", resp.StatusCode, resp.Header.Get("Location"))
	}
	if v.lager.antall() != 0 || v.kake("sesjon") != "" {
		t.Error("something is left of the session")
	}
	v.settKake("sesjon", billett)
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Error("the ticket still opens")
	}
	h := resp.Header
	if h.Get("Clear-Site-Data") != `"cache", "storage"` || h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("%v", h)
	}
	skript := side[strings.Index(side, "<script>")+len("<script>") : strings.Index(side, "</script>")]
	sum := sha256.Sum256([]byte(skript))
	if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "script-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") ||
		!strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
		t.Errorf("policy %s does not allow this script alone", csp)
	}

	// The browser does as the page says: the provider ends the single sign-on and sends it home.
	svar, err := v.browser.PostForm(v.op.URL+"/testidp/logout", skjema(side))
	maa(t, err)
	maa(t, svar.Body.Close())
	if svar.StatusCode != http.StatusSeeOther || svar.Header.Get("Location") != v.portal.URL+"/" {
		t.Errorf("the provider answered %d %q", svar.StatusCode, svar.Header.Get("Location"))
	}
	_, til := v.get("/logg-inn")
	if status, _ := v.get(til); status != http.StatusOK { // the page with the persons, not a code at once
		t.Errorf("still signed on at the provider: %d", status)
	}
	v.sjekkLogg()
}

// The control of the last lines above: without a logout the provider knows the browser.
func TestSSO(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	v.settKake("sesjon", "")
	if til := v.loggInn("til=/mine"); til != "/mine" {
		t.Errorf("%q", til)
	}
	if h, _ := v.hvem(); h.Navn != "Mona Synt Mor" {
		t.Errorf("%+v", h)
	}
}

func TestLoggUtUtenSesjon(t *testing.T) {
	v := nyVerden(t)
	if resp, _ := v.post("/logg-ut", nil); resp.StatusCode != http.StatusSeeOther || resp.Header.Get("Location") != "/" {
		t.Errorf("%d %q", resp.StatusCode, resp.Header.Get("Location"))
	}
}

func TestFremmedOpphav(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	for _, hode := range [][]string{
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
		{"Origin", "https://angriper.example"}, {"Origin", "null"},
		{"Origin", v.portal.URL, "Sec-Fetch-Site", "cross-site"},
	} {
		for _, sti := range []string{"/logg-ut", "/sesjon/forny"} {
			if resp, _ := v.post(sti, nil, hode...); resp.StatusCode != http.StatusForbidden {
				t.Errorf("%s with %v: %d", sti, hode, resp.StatusCode)
			}
		}
	}
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("logged out by another site")
	}
	if resp, _ := v.post("/sesjon/forny", nil, "Origin", v.portal.URL); resp.StatusCode != http.StatusOK { // control
		t.Errorf("our own page: %d", resp.StatusCode)
	}
}

// Over https the cookies have the prefix and the attributes; the whole answer is one header, so it is compared whole.
func TestKaker(t *testing.T) {
	v := nyVerden(t)
	var err error
	o := v.sesjoner.SesjonerOppsett
	o.Adresse, err = server.ParseAdresse("https://portal.example.no", server.ModusDev)
	maa(t, err)
	s, err := server.NewSesjoner(o)
	maa(t, err)
	k, err := klientnokkel()
	maa(t, err)
	inn, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: v.op.URL + "/testidp", KlientID: klientID, Klientnokkel: k})
	maa(t, err)
	v.tukleInn["/par"] = func(q url.Values) { q.Set("redirect_uri", v.portal.URL+server.StiSvar) }
	v.tukleInn["/token"] = v.tukleInn["/par"]

	w := httptest.NewRecorder()
	inn.Start(w, httptest.NewRequest("GET", "/logg-inn?som=mor", nil))
	forlop := w.Header().Get("Set-Cookie")
	if !regexp.MustCompile(`^__Host-innlogging=[\w-]+; Path=/; Max-Age=7200; HttpOnly; Secure; SameSite=Lax$`).MatchString(forlop) {
		t.Fatalf("login state: %s", forlop)
	}
	_, til := v.get(w.Header().Get("Location"))
	u, err := url.Parse(til)
	maa(t, err)
	r := httptest.NewRequest("GET", u.RequestURI(), nil)
	r.Header.Set("Cookie", strings.Split(forlop, ";")[0])
	w = httptest.NewRecorder()
	inn.Svar(w, r)
	kaker := w.Header().Values("Set-Cookie")
	if len(kaker) != 2 || kaker[0] != "__Host-innlogging=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax" ||
		!regexp.MustCompile(`^__Host-sesjon=[\w-]{64}; Path=/; HttpOnly; Secure; SameSite=Lax$`).MatchString(kaker[1]) {
		t.Errorf("session: %q\n%s", kaker, v.logg)
	}
	// A plain cookie of the same name, which any sibling host can plant, is not read.
	r = httptest.NewRequest("GET", "/sesjon", nil)
	r.Header.Set("Cookie", strings.TrimPrefix(strings.Split(kaker[len(kaker)-1], ";")[0], "__Host-"))
	w = httptest.NewRecorder()
	s.Status(w, r)
	if !strings.Contains(w.Body.String(), `"innlogget":false`) {
		t.Errorf("a cookie without the prefix: %s", w.Body)
	}
}

// An answer delivered twice: the second time the browser has dropped the cookie, or, if it was kept back, the server
// knows that it has been used.
func TestSvarToGanger(t *testing.T) {
	v := nyVerden(t)
	u := v.tilSvar("som=mor&til=/mine").String()
	kake := v.kake("innlogging")
	if _, til := v.get(u); til != "/mine" {
		t.Fatal(til)
	}
	if _, til := v.get(u); til != "/innlogging-feilet?innlogging=utlopt" {
		t.Errorf("second time: %q", til)
	}
	v.settKake("innlogging", kake)
	if _, til := v.get(u); til != "/innlogging-feilet?innlogging=feilet&til=%2Fmine" {
		t.Errorf("with the cookie kept back: %q", til)
	}
	if grunn, _ := v.logg.sist(t); grunn != "brukt" {
		t.Errorf("refused for %q", grunn)
	}
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("the login of the first time is gone")
	}
}
