package maskinporten_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"barnevernportalen/delivery/maskinporten"
)

// tokenendepunkt is a token endpoint that answers what a test says, and remembers what it was asked.
type tokenendepunkt struct {
	*httptest.Server
	spurt atomic.Int64
	mu    sync.Mutex
	sist  string // the last assertion
	svar  http.HandlerFunc
}

func nyttTokenendepunkt(t testing.TB) *tokenendepunkt {
	e := &tokenendepunkt{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := e.spurt.Add(1)
		if r.Method != http.MethodPost || r.URL.Path != "/token" || r.PostFormValue("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" || len(r.PostForm) != 2 {
			t.Errorf("asked by %s %s with %d values", r.Method, r.URL.Path, len(r.PostForm))
		}
		e.mu.Lock()
		e.sist = r.PostForm.Get("assertion")
		svar := e.svar
		e.mu.Unlock()
		if svar != nil {
			svar(w, r)
			return
		}
		_, _ = fmt.Fprintf(w, `{"access_token":"token-%d","token_type":"Bearer","expires_in":119,"scope":"ks:fiks"}`, n)
	}))
	t.Cleanup(e.Close)
	return e
}

func (e *tokenendepunkt) klient(t testing.TB, k *klokke, n maskinporten.Nokkel) *maskinporten.Klient {
	t.Helper()
	c, err := maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: e.URL + "/", KlientID: "klienten", Nokkel: n, Now: k.Now})
	maa(t, err)
	return c
}

// lest takes an assertion apart with the standard library, and checks its signature.
func (e *tokenendepunkt) lest(t *testing.T, pub *rsa.PublicKey) (hode, krav map[string]any) {
	t.Helper()
	e.mu.Lock()
	defer e.mu.Unlock()
	del := strings.Split(e.sist, ".")
	if len(del) != 3 {
		t.Fatalf("an assertion of %d parts", len(del))
	}
	for i, ut := range []*map[string]any{&hode, &krav} {
		raw, err := base64.RawURLEncoding.DecodeString(del[i])
		maa(t, err)
		maa(t, json.Unmarshal(raw, ut))
	}
	sig, err := base64.RawURLEncoding.DecodeString(del[2])
	maa(t, err)
	sum := sha256.Sum256([]byte(del[0] + "." + del[1]))
	maa(t, rsa.VerifyPKCS1v15(pub, crypto.SHA256, sum[:], sig))
	return hode, krav
}

func medKid() maskinporten.Nokkel {
	return maskinporten.Nokkel{Privat: nokler()[0], Kid: "registrert"}
}

var fiks = maskinporten.Foresporsel{Scope: maskinporten.ScopeFiks}

func TestAssertion(t *testing.T) {
	e, k := nyttTokenendepunkt(t), nyKlokke()
	c := e.klient(t, k, medKid())
	_, err := c.Token(t.Context(), maskinporten.Foresporsel{Scope: "ks:fiks openid", ConsumerOrg: "311024027", Resource: "https://annen.example", Pid: "24859123456"})
	maa(t, err)
	hode, krav := e.lest(t, &nokler()[0].PublicKey)
	if hode["alg"] != "RS256" || hode["kid"] != "registrert" || hode["x5c"] != nil {
		t.Errorf("header %v", hode)
	}
	jti, _ := krav["jti"].(string)
	delete(krav, "jti")
	vil := map[string]any{"aud": e.URL + "/", "iss": "klienten", "scope": "ks:fiks openid", "iat": float64(naa.Unix()), "exp": float64(naa.Unix() + 120),
		"consumer_org": "311024027", "resource": "https://annen.example", "pid": "24859123456"}
	if fmt.Sprint(krav) != fmt.Sprint(vil) || len(jti) != 36 {
		t.Errorf("claims %v, jti %q", krav, jti)
	}
	_, err = c.Token(t.Context(), fiks)
	maa(t, err)
	_, krav = e.lest(t, &nokler()[0].PublicKey)
	for _, navn := range []string{"consumer_org", "resource", "pid"} {
		if _, er := krav[navn]; er {
			t.Errorf("%s stands where nobody asked for it", navn)
		}
	}
	if krav["jti"] == jti {
		t.Error("the same jti twice")
	}

	// With a certificate: the leaf alone, and no kid.
	mal := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Virksomhet"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, mal, mal, &nokler()[1].PublicKey, nokler()[1])
	maa(t, err)
	cert, err := x509.ParseCertificate(der)
	maa(t, err)
	_, err = e.klient(t, k, maskinporten.Nokkel{Privat: nokler()[1], Sertifikat: cert}).Token(t.Context(), fiks)
	maa(t, err)
	hode, _ = e.lest(t, &nokler()[1].PublicKey)
	if x5c, _ := hode["x5c"].([]any); hode["kid"] != nil || len(x5c) != 1 || x5c[0] != base64.StdEncoding.EncodeToString(der) {
		t.Errorf("header with a certificate: %v", hode)
	}
}

// A token is used until ten seconds before its end, by all who ask for the same.
func TestTokenBrukesOmIgjen(t *testing.T) {
	e, k := nyttTokenendepunkt(t), nyKlokke()
	c := e.klient(t, k, medKid())
	hent := func(f maskinporten.Foresporsel) string {
		t.Helper()
		s, err := c.Token(t.Context(), f)
		maa(t, err)
		return s
	}
	forst := hent(fiks)
	k.frem(108 * time.Second)
	if hent(fiks) != forst {
		t.Error("fetched again with eleven seconds left")
	}
	k.frem(time.Second)
	if hent(fiks) == forst {
		t.Error("used with ten seconds left")
	}
	if hent(fiks) == hent(maskinporten.Foresporsel{Scope: maskinporten.ScopeFiks, Resource: "x"}) {
		t.Error("one token for two requests")
	}
	var alle sync.WaitGroup
	k.frem(time.Hour)
	foer := e.spurt.Load()
	for range 50 {
		alle.Go(func() { _, _ = c.Token(context.Background(), fiks) })
	}
	alle.Wait()
	if n := e.spurt.Load() - foer; n != 1 {
		t.Errorf("fifty at once fetched %d", n)
	}
	e.mu.Lock()
	e.svar = func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `{"access_token":"kort","expires_in":5}`)
	}
	e.mu.Unlock()
	k.frem(time.Hour)
	n := e.spurt.Load()
	hent(fiks)
	hent(fiks)
	if e.spurt.Load()-n != 2 {
		t.Error("a token with five seconds left was kept")
	}
}

// Who leaves the queue does not take the others with him.
func TestVenterIkkeForAlltid(t *testing.T) {
	e := nyttTokenendepunkt(t)
	inne, videre := make(chan struct{}), make(chan struct{})
	e.svar = func(w http.ResponseWriter, _ *http.Request) {
		close(inne)
		<-videre
		_, _ = fmt.Fprint(w, `{"access_token":"sent","expires_in":119}`)
	}
	c := e.klient(t, nyKlokke(), medKid())
	forste := make(chan string)
	go func() { s, _ := c.Token(context.Background(), fiks); forste <- s }()
	<-inne
	ctx, gi := context.WithCancel(t.Context())
	gi()
	if _, err := c.Token(ctx, fiks); !errors.Is(err, context.Canceled) {
		t.Errorf("waited: %v", err)
	}
	close(videre)
	if s := <-forste; s != "sent" {
		t.Errorf("the first got %q", s)
	}
}

// Each kind of refusal is known by its kind, is not tried again, and its text repeats nothing of what was sent or said.
func TestTokenfeil(t *testing.T) {
	for navn, c := range map[string]struct {
		status      int
		medie, svar string
		slag        maskinporten.Slag
		kode        string
	}{
		"400":                   {400, "application/json", `{"error":"invalid_grant","error_description":"` + kanari + `"}`, maskinporten.SlagKlient, "invalid_grant"},
		"401, a page":           {401, "text/html", "<html>" + kanari, maskinporten.SlagKlient, ""},
		"429":                   {429, "", "", maskinporten.SlagKlient, ""},
		"400, a code that lies": {400, "application/json", `{"error":"` + kanari + `"}`, maskinporten.SlagKlient, ""},
		"503":                   {503, "text/html", kanari, maskinporten.SlagUtilgjengelig, ""},
		"500":                   {500, "", kanari, maskinporten.SlagAnnet, ""},
		"502, a page":           {502, "text/html", "<html>" + kanari, maskinporten.SlagAnnet, ""},
		"a redirect":            {302, "", "", maskinporten.SlagAnnet, ""},
		"200, a page":           {200, "text/html", "<html>" + kanari, maskinporten.SlagAnnet, ""},
		"200, empty":            {200, "application/json", "", maskinporten.SlagAnnet, ""},
		"200, no token":         {200, "application/json", `{"x":"` + kanari + `"}`, maskinporten.SlagAnnet, ""},
		"200, a list":           {200, "application/json", `["` + kanari + `"]`, maskinporten.SlagAnnet, ""},
		"200, a token of lines": {200, "application/json", `{"access_token":"` + kanari + `\r\nX: y","expires_in":100}`, maskinporten.SlagAnnet, ""},
		"200, cut short":        {200, "application/json", `{"access_token":"` + kanari, maskinporten.SlagAnnet, ""},
		"201":                   {201, "application/json", `{"access_token":"` + kanari + `"}`, maskinporten.SlagAnnet, ""},
	} {
		t.Run(navn, func(t *testing.T) {
			e := nyttTokenendepunkt(t)
			e.svar = func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", c.medie)
				w.Header().Set("Location", e.URL+"/token")
				w.WriteHeader(c.status)
				_, _ = fmt.Fprint(w, c.svar)
			}
			_, err := e.klient(t, nyKlokke(), medKid()).Token(t.Context(), maskinporten.Foresporsel{Scope: "ks:fiks", Pid: "24859123456"})
			var f *maskinporten.Feil
			if !errors.As(err, &f) || f.Slag != c.slag || f.Status != c.status || f.Kode != c.kode {
				t.Fatalf("%#v", err)
			}
			for _, hemmelig := range []string{kanari, "24859123456", e.sist, e.URL} {
				if strings.Contains(err.Error(), hemmelig) {
					t.Errorf("the error repeats %q: %v", hemmelig, err)
				}
			}
			if n := e.spurt.Load(); n != 1 {
				t.Errorf("tried %d times", n)
			}
		})
	}
	// What is no HTTP at all, and quotes the assertion: net/http repeats it.
	stum := nyttTokenendepunkt(t)
	stum.svar = func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = fmt.Fprintf(c, "%s\r\n\r\n", kanari)
		_ = c.Close()
	}
	if _, err := stum.klient(t, nyKlokke(), medKid()).Token(t.Context(), fiks); err == nil || strings.Contains(err.Error(), kanari) {
		t.Errorf("the error repeats the answer: %v", err)
	}
	e := nyttTokenendepunkt(t)
	c := e.klient(t, nyKlokke(), medKid())
	e.Close()
	_, err := c.Token(t.Context(), fiks)
	var f *maskinporten.Feil
	if !errors.As(err, &f) || f.Slag != maskinporten.SlagAnnet || f.Status != 0 {
		t.Errorf("nobody there: %v", err)
	}
}

func TestNokkelfil(t *testing.T) {
	n, err := maskinporten.NyNokkel()
	maa(t, err)
	privat, err := n.JWK()
	maa(t, err)
	lest, err := maskinporten.LesNokkel(privat)
	if err != nil || !lest.Privat.Equal(n.Privat) || lest.Kid != n.Kid {
		t.Errorf("read back: %v", err)
	}
	offentlig, err := n.Offentlig()
	maa(t, err)
	if strings.Contains(string(offentlig), `"d"`) {
		t.Error("the private half stands in the public one")
	}
	liten, err := rsa.GenerateKey(rand.Reader, 1024) //nolint:gosec // the weak one the test is about
	maa(t, err)
	for navn, err := range map[string]error{
		"the public half": feil(maskinporten.LesNokkel(offentlig)),
		"nonsense":        feil(maskinporten.LesNokkel([]byte(kanari))),
		"weak":            feilK(maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "https://x/", KlientID: "x", Nokkel: maskinporten.Nokkel{Privat: liten, Kid: "x"}})),
		"no name":         feilK(maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "https://x/", KlientID: "x", Nokkel: maskinporten.Nokkel{Privat: n.Privat}})),
		"no client":       feilK(maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "https://x/", Nokkel: n})),
		"in clear":        feilK(maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "http://x.example/", KlientID: "x", Nokkel: n})),
		"token in clear":  feilK(maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: "https://x/", TokenURL: "http://localhost/", KlientID: "x", Nokkel: n})),
	} {
		if err == nil || strings.Contains(err.Error(), kanari) {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

func feil(_ maskinporten.Nokkel, err error) error   { return err }
func feilK(_ *maskinporten.Klient, err error) error { return err }
