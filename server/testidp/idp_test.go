package testidp_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
)

const (
	klient      = "klient"
	redirectURI = "http://localhost:8080/logg-inn/svar"
)

func TestKunDev(t *testing.T) {
	for _, m := range []server.Modus{server.ModusProduksjon, "", "DEV", "test"} {
		if i, err := testidp.New(m, testidp.Oppsett{Utsteder: "http://localhost/testidp"}); !errors.Is(err, testidp.ErrKunDev) || i != nil {
			t.Errorf("mode %q: %v", m, err)
		}
	}
	if _, err := testidp.New(server.ModusDev, testidp.Oppsett{Utsteder: "http://localhost/testidp"}); err != nil { // control
		t.Error(err)
	}
}

// Nobody real: the month is 80 too high, and still the number is one, by its control digits.
func TestPersoner(t *testing.T) {
	vil := strings.Fields("melder laerer saksbehandler1 saksbehandler2 admin1 admin2 mor far barn verge medmor medfar")
	sett := map[string]bool{}
	for n, p := range testidp.Personer() {
		if p.Bruker != vil[n] {
			t.Errorf("number %d is %s, want %s", n, p.Bruker, vil[n])
		}
		if m := p.Fnr[2:4]; m < "81" || m > "92" {
			t.Errorf("%s: month %s is a real person's", p.Bruker, m)
		}
		if !kontrollsifre(p.Fnr) {
			t.Errorf("%s: control digits", p.Bruker)
		}
		if sett[p.Fnr] || !strings.Contains(p.Navn, " Synt ") {
			t.Errorf("%s: number twice, or a name that could be somebody's", p.Bruker)
		}
		sett[p.Fnr] = true
		if q, ok := testidp.Finn(p.Bruker); !ok || q != p {
			t.Errorf("%s: not found", p.Bruker)
		}
	}
	if len(sett) != len(vil) {
		t.Errorf("%d persons, want %d", len(sett), len(vil))
	}
	if kontrollsifre("14838831232") { // control
		t.Error("the check passes a wrong digit")
	}
}

// kontrollsifre checks the two control digits of an identity number (modulus 11).
func kontrollsifre(s string) bool {
	sum := func(vekter ...int) (n int) {
		for i, v := range vekter {
			n += v * int(s[i]-'0')
		}
		return n % 11
	}
	return len(s) == 11 && sum(3, 7, 6, 1, 8, 9, 4, 5, 2, 1) == 0 && sum(5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) == 0
}

type rom struct {
	*testing.T
	naa    time.Time
	idp    *httptest.Server
	nokkel jose.JSONWebKey
}

func nyttRom(t *testing.T) *rom {
	r := &rom{T: t, naa: time.Now()}
	var err error
	if r.nokkel, err = server.NyKlientnokkel(); err != nil {
		t.Fatal(err)
	}
	var i *testidp.IDP
	r.idp = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) { i.ServeHTTP(w, q) }))
	t.Cleanup(r.idp.Close)
	pub := r.nokkel.Public()
	i, err = testidp.New(server.ModusDev, testidp.Oppsett{Utsteder: r.idp.URL + "/testidp", Now: func() time.Time { return r.naa },
		Klient: testidp.Klient{ID: klient, RedirectURI: redirectURI, Nokler: jose.JSONWebKeySet{Keys: []jose.JSONWebKey{pub}}}})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// assertion returns a good client assertion after f has had it.
func (r *rom) assertion(jti string, k jose.JSONWebKey, f func(map[string]any)) string {
	r.Helper()
	krav := map[string]any{"iss": klient, "sub": klient, "aud": r.idp.URL + "/testidp", "jti": jti,
		"iat": r.naa.Unix(), "exp": r.naa.Add(time.Minute).Unix()}
	f(krav)
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: k}, nil)
	if err != nil {
		r.Fatal(err)
	}
	b, err := json.Marshal(krav)
	if err != nil {
		r.Fatal(err)
	}
	jws, err := s.Sign(b)
	if err != nil {
		r.Fatal(err)
	}
	ut, err := jws.CompactSerialize()
	if err != nil {
		r.Fatal(err)
	}
	return ut
}

func (r *rom) par(assertion string) (status int, feil, uri string) {
	r.Helper()
	resp, err := http.PostForm(r.idp.URL+"/testidp/par", url.Values{
		"client_id": {klient}, "client_assertion": {assertion},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		"response_type":         {"code"}, "redirect_uri": {redirectURI}, "scope": {"openid"}, "state": {"s"}, "nonce": {"n"},
		"code_challenge": {strings.Repeat("a", 43)}, "code_challenge_method": {"S256"}, "acr_values": {"idporten-loa-high"},
	})
	if err != nil {
		r.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is lost
	var svar struct {
		Error, ErrorDescription string
		RequestURI              string `json:"request_uri"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&svar); err != nil {
		r.Fatal(err)
	}
	return resp.StatusCode, svar.Error, svar.RequestURI
}

func TestPrivateKeyJWT(t *testing.T) {
	r := nyttRom(t)
	ingen := func(map[string]any) {}
	if status, feil, _ := r.par(r.assertion("brukt", r.nokkel, ingen)); status != http.StatusCreated { // control
		t.Fatalf("a good one: %d %s", status, feil)
	}
	sett := func(navn string, verdi any) func(map[string]any) {
		return func(k map[string]any) { k[navn] = verdi }
	}
	fremmed, err := server.NyKlientnokkel()
	if err != nil {
		t.Fatal(err)
	}
	fremmedMedVaarKid := fremmed
	fremmedMedVaarKid.KeyID = r.nokkel.KeyID
	for navn, a := range map[string]string{
		"used before":              r.assertion("brukt", r.nokkel, ingen),
		"no jti":                   r.assertion("", r.nokkel, ingen),
		"iss of another":           r.assertion("1", r.nokkel, sett("iss", "annen")),
		"sub of another":           r.assertion("2", r.nokkel, sett("sub", "annen")),
		"aud of another":           r.assertion("3", r.nokkel, sett("aud", "https://annen.example")),
		"aud with others":          r.assertion("4", r.nokkel, sett("aud", []string{r.idp.URL + "/testidp", "https://annen.example"})),
		"exp past":                 r.assertion("5", r.nokkel, sett("exp", r.naa.Add(-time.Second).Unix())),
		"exp more than 120 s away": r.assertion("6", r.nokkel, sett("exp", r.naa.Add(121*time.Second).Unix())),
		"iat in the future":        r.assertion("7", r.nokkel, func(k map[string]any) { k["iat"], k["exp"] = r.naa.Unix()+60, r.naa.Unix()+90 }),
		"iat old":                  r.assertion("8", r.nokkel, sett("iat", r.naa.Unix()-180)),
		"key not registered":       r.assertion("9", fremmed, ingen),
		"key under our name":       r.assertion("10", fremmedMedVaarKid, ingen),
		"nonsense":                 "a.b.c",
		"nothing":                  "",
	} {
		if status, feil, _ := r.par(a); status != http.StatusUnauthorized || feil != "invalid_client" {
			t.Errorf("%s: %d %q", navn, status, feil)
		}
	}
}

// The page: a strict policy, and every person a button in one plain form.
func TestSiden(t *testing.T) {
	r := nyttRom(t)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	_, _, uri := r.par(r.assertion("1", r.nokkel, func(map[string]any) {}))
	resp, err := browser.Get(r.idp.URL + "/testidp/authorize?" + url.Values{"client_id": {klient}, "request_uri": {uri}}.Encode())
	if err != nil {
		t.Fatal(err)
	}
	b, _ := io.ReadAll(resp.Body)
	resp.Body.Close() //nolint:errcheck // read
	side := string(b)
	csp := resp.Header.Get("Content-Security-Policy")
	for _, vil := range []string{"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self' http://localhost:8080"} {
		if !strings.Contains(csp, vil) {
			t.Errorf("policy %q lacks %q", csp, vil)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(side, "<script") || strings.Contains(side, " style=") {
		t.Error("script or inline style")
	}
	for _, vil := range []string{`<html lang="nb">`, "<title>", "<main>", "<h1>", "høyt"} {
		if !strings.Contains(side, vil) {
			t.Errorf("the page lacks %s", vil)
		}
	}
	for _, p := range testidp.Personer() {
		if !strings.Contains(side, `<button name="person" value="`+p.Bruker+`">`+p.Navn) {
			t.Errorf("%s is not on the page", p.Bruker)
		}
		if strings.Contains(side, p.Fnr) {
			t.Errorf("the number of %s is on the page", p.Bruker)
		}
	}
	velg := func(person, opphav string) *http.Response {
		req, _ := http.NewRequest("POST", r.idp.URL+"/testidp/authorize",
			strings.NewReader(url.Values{"request_uri": {uri}, "person": {person}}.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", opphav)
		resp, err := browser.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close() //nolint:errcheck // not read
		return resp
	}
	if resp := velg("mor", "https://angriper.example"); resp.StatusCode != http.StatusForbidden {
		t.Errorf("chosen by another site: %d", resp.StatusCode)
	}
	if resp := velg("mor", r.idp.URL); resp.StatusCode != http.StatusSeeOther || !strings.Contains(resp.Header.Get("Location"), "code=") {
		t.Errorf("chosen: %d %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if resp := velg("mor", r.idp.URL); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("chosen again: %d", resp.StatusCode)
	}
	_, _, uri = r.par(r.assertion("2", r.nokkel, func(map[string]any) {}))
	if resp := velg("", r.idp.URL); !strings.Contains(resp.Header.Get("Location"), "error=access_denied") {
		t.Errorf("aborted: %s", resp.Header.Get("Location"))
	}
	_, _, uri = r.par(r.assertion("3", r.nokkel, func(map[string]any) {}))
	r.naa = r.naa.Add(121 * time.Second)
	if resp := velg("mor", r.idp.URL); resp.StatusCode != http.StatusBadRequest {
		t.Errorf("a request two minutes old: %d", resp.StatusCode)
	}
}
