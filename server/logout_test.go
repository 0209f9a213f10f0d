package server_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
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

func TestBakkanal(t *testing.T) {
	v := nyVerden(t)
	var raw string
	v.tukle["/token"] = bytt(func(r string) string { raw = r; return r })
	v.etAnnetSted(func() { v.loggInn("som=far") })
	v.loggInn("som=mor")
	sid := lesToken(t, raw).krav["sid"].(string)
	if err := v.idp.LoggUt(t.Context(), sid); err != nil {
		t.Fatal(err)
	}
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Error("still logged in")
	}
	if v.lager.antall() != 1 {
		t.Errorf("%d sessions are left, want the other person's", v.lager.antall())
	}
}

// Where the token names a sid, the same person's login in another browser goes on.
func TestBakkanalSid(t *testing.T) {
	v := nyVerden(t)
	var raw string
	v.tukle["/token"] = bytt(func(r string) string { raw = r; return r })
	v.etAnnetSted(func() { v.loggInn("som=mor") })
	sid := lesToken(t, raw).krav["sid"]
	v.loggInn("som=mor")
	if status := v.bakkanal(v.logoutToken("mor", krav("sid", sid))); status != http.StatusOK || v.lager.antall() != 1 {
		t.Errorf("%d, %d sessions left", status, v.lager.antall())
	}
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("the wrong session ended")
	}
}

// A token without sid ends all sessions of the person.
func TestBakkanalSub(t *testing.T) {
	v := nyVerden(t)
	v.etAnnetSted(func() { v.loggInn("som=mor") })
	v.etAnnetSted(func() { v.loggInn("som=far") })
	v.loggInn("som=mor")
	if status := v.bakkanal(v.logoutToken("mor", krav("sid", nil))); status != http.StatusOK || v.lager.antall() != 1 {
		t.Errorf("%d, %d sessions left", status, v.lager.antall())
	}
}

func (v *verden) logoutToken(som string, f func(*token)) string {
	v.t.Helper()
	p, _ := testidp.Finn(som)
	raw, err := v.idp.LogoutToken("en-sid", p)
	maa(v.t, err)
	tok := lesToken(v.t, raw)
	f(tok)
	return tok.String()
}

func (v *verden) bakkanal(tok string) int {
	v.t.Helper()
	resp, _ := v.post("/logg-ut/bakkanal", url.Values{"logout_token": {tok}})
	return resp.StatusCode
}

// Every one of these is refused and ends no session.
func TestBakkanalAngrep(t *testing.T) {
	hendelse := "http://schemas.openid.net/event/backchannel-logout"
	uten := func(f func(*token)) func(*token) { return flere(krav("sid", nil), f) } // so that it would hit by sub
	angrepene := []struct {
		navn  string
		token func(*token)
		feil  string
	}{
		{"alg none", flere(alg("none"), ingenSignatur), "alg"},
		{"HS256 with the public key", hmacMed(offentligPEM()), "HS256"},
		{"the attacker's key", egen, "verify signature"},
		{"unknown kid", egenKid, "no such key"},
		{"jku", flere(egenKid, hode("jku", "https://angriper.example")), "jku"},
		{"typ missing", hode("typ", nil), "typ"},
		{"typ of an id_token", hode("typ", "JWT"), "typ"},
		{"iss of another", krav("iss", "https://angriper.example"), "different provider"},
		{"aud of another", krav("aud", "annen"), "audience"},
		{"aud with others", krav("aud", []string{klientID, "annen"}), "aud: others"},
		{"expired", om("exp", -121), "expired"},
		{"no exp", krav("exp", nil), "exp"},
		{"iat old", om("iat", -301), "iat"},
		{"iat in the future", om("iat", 60), "iat"},
		{"no iat", krav("iat", nil), "iat"},
		{"no jti", krav("jti", nil), "jti"},
		{"no events", krav("events", nil), "event"},
		{"events of another kind", krav("events", map[string]any{"annen": map[string]any{}}), "event"},
		{"event no object", krav("events", map[string]any{hendelse: "ja"}), "events"},
		{"a nonce", krav("nonce", "n"), "nonce"},
		{"a nonce of null", func(t *token) { t.krav["nonce"] = nil }, "nonce"},
		{"neither sub nor sid", krav("sub", nil), "sub"},
	}
	for _, a := range angrepene {
		t.Run(a.navn, func(t *testing.T) {
			t.Parallel()
			v := nyVerden(t)
			v.loggInn("som=mor")
			if status := v.bakkanal(v.logoutToken("mor", uten(a.token))); status != http.StatusBadRequest {
				t.Errorf("status %d", status)
			}
			if _, feil := v.logg.sist(t); !strings.Contains(feil, a.feil) {
				t.Errorf("refused for %q, want %q", feil, a.feil)
			}
			if _, status := v.hvem(); status != http.StatusOK {
				t.Error("the session ended")
			}
			v.sjekkLogg()
		})
	}
	t.Run("an id_token", func(t *testing.T) {
		v := nyVerden(t)
		var raw string
		v.tukle["/token"] = bytt(func(r string) string { raw = r; return r })
		v.loggInn("som=mor")
		if status := v.bakkanal(raw); status != http.StatusBadRequest {
			t.Errorf("status %d", status)
		}
		if _, status := v.hvem(); status != http.StatusOK {
			t.Error("the session ended")
		}
	})
	t.Run("nothing", func(t *testing.T) {
		v := nyVerden(t)
		for _, tok := range []string{"", "x", "a.b.c", strings.Repeat("a", 20<<10)} {
			if status := v.bakkanal(tok); status != http.StatusBadRequest {
				t.Errorf("status %d", status)
			}
		}
	})
	t.Run("control: untouched", func(t *testing.T) {
		v := nyVerden(t)
		v.loggInn("som=mor")
		if status := v.bakkanal(v.logoutToken("mor", uten(func(*token) {}))); status != http.StatusOK {
			t.Errorf("status %d\n%s", status, v.logg)
		}
		if _, status := v.hvem(); status != http.StatusUnauthorized {
			t.Error("the session lives")
		}
	})
	t.Logf("%d attacks", len(angrepene)+2)
}

// The same token again is answered as the first time, and does not end the session made since.
func TestBakkanalIgjen(t *testing.T) {
	v := nyVerden(t)
	tok := v.logoutToken("mor", krav("sid", nil))
	for i := range 3 {
		v.loggInn("som=mor")
		if status := v.bakkanal(tok); status != http.StatusOK {
			t.Fatalf("time %d: status %d", i, status)
		}
		_, status := v.hvem()
		if vil := map[bool]int{true: http.StatusUnauthorized, false: http.StatusOK}[i == 0]; status != vil {
			t.Errorf("time %d: %d, want %d", i, status, vil)
		}
	}
}

func TestBakkanalLagerNede(t *testing.T) {
	v := nyVerden(t)
	v.lager.settFeil(errors.New("connection refused"))
	if status := v.bakkanal(v.logoutToken("mor", func(*token) {})); status != http.StatusServiceUnavailable {
		t.Errorf("status %d", status)
	}
}

// Whoever sends unknown key ids over and over gets us to ask the provider once each ten seconds, not each time.
func TestBakkanalFlom(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	forst := v.kall["/jwks"]
	for range 50 {
		v.bakkanal(v.logoutToken("mor", egenKid))
	}
	v.klokke.frem(11 * time.Second)
	v.bakkanal(v.logoutToken("mor", egenKid))
	if n := v.kall["/jwks"] - forst; n > 2 {
		t.Errorf("asked for the keys %d times", n)
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
	if !regexp.MustCompile(`^__Host-innlogging=[\w-]+; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax$`).MatchString(forlop) {
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
	if _, til := v.get(u); til != "/?innlogging=utlopt" {
		t.Errorf("second time: %q", til)
	}
	v.settKake("innlogging", kake)
	if _, til := v.get(u); til != "/?innlogging=feilet" {
		t.Errorf("with the cookie kept back: %q", til)
	}
	if grunn, _ := v.logg.sist(t); grunn != "brukt" {
		t.Errorf("refused for %q", grunn)
	}
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("the login of the first time is gone")
	}
}
