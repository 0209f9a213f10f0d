package testidp_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
)

// maskinrom is a look-alike of Maskinporten with one client.
type maskinrom struct {
	*testing.T
	naa      time.Time
	utsteder string
	nokkel   jose.JSONWebKey
	*testidp.Maskinporten
}

func nyttMaskinrom(t *testing.T) *maskinrom {
	t.Helper()
	r := &maskinrom{T: t, naa: time.Now().Truncate(time.Second)}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) { r.ServeHTTP(w, q) }))
	t.Cleanup(srv.Close)
	r.utsteder = srv.URL + "/testidp/maskinporten/"
	var err error
	if r.nokkel, err = server.NyKlientnokkel(); err != nil {
		t.Fatal(err)
	}
	r.Maskinporten, err = testidp.NyMaskinporten(server.ModusDev, testidp.MaskinportenOppsett{
		Utsteder: r.utsteder, Now: func() time.Time { return r.naa },
		Maskiner: []testidp.Maskin{{ID: "fagsystem", Orgnr: "311024019", Scope: []string{"ks:fiks"}, ForOrgnr: []string{"311024027"},
			Nokler: jose.JSONWebKeySet{Keys: []jose.JSONWebKey{r.nokkel.Public()}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// krav are those of a good assertion.
func (r *maskinrom) krav(jti string) map[string]any {
	return map[string]any{"aud": r.utsteder, "iss": "fagsystem", "scope": "ks:fiks", "jti": jti, "iat": r.naa.Unix(), "exp": r.naa.Unix() + 120}
}

func (r *maskinrom) signert(k jose.JSONWebKey, alg jose.SignatureAlgorithm, hode map[jose.HeaderKey]any, krav map[string]any) string {
	r.Helper()
	o := &jose.SignerOptions{}
	for navn, v := range hode {
		o.WithHeader(navn, v)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: k}, o)
	if err != nil {
		r.Fatal(err)
	}
	raw, err := json.Marshal(krav)
	if err != nil {
		r.Fatal(err)
	}
	jws, err := s.Sign(raw)
	if err != nil {
		r.Fatal(err)
	}
	ut, err := jws.CompactSerialize()
	if err != nil {
		r.Fatal(err)
	}
	return ut
}

func (r *maskinrom) spor(grant, assertion string) (int, map[string]any) {
	r.Helper()
	resp, err := http.PostForm(r.utsteder+"token", url.Values{"grant_type": {grant}, "assertion": {assertion}})
	if err != nil {
		r.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // read
	var svar map[string]any
	if err := json.NewDecoder(resp.Body).Decode(&svar); err != nil {
		r.Fatal(err)
	}
	return resp.StatusCode, svar
}

func TestMaskinportenKunDev(t *testing.T) {
	for _, m := range []server.Modus{server.ModusProduksjon, "", "DEV"} {
		if p, err := testidp.NyMaskinporten(m, testidp.MaskinportenOppsett{Utsteder: "http://localhost/m/"}); !errors.Is(err, testidp.ErrKunDev) || p != nil {
			t.Errorf("mode %q: %v", m, err)
		}
	}
}

const jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

func TestMaskinportensStrenghet(t *testing.T) {
	r := nyttMaskinrom(t)
	n := 0
	med := func(navn string, verdi any) string {
		n++
		k := r.krav(fmt.Sprint("j", n))
		if k[navn] = verdi; verdi == nil {
			delete(k, navn)
		}
		return r.signert(r.nokkel, jose.RS256, nil, k)
	}
	forst := r.signert(r.nokkel, jose.RS256, nil, r.krav("brukt"))
	status, svar := r.spor(jwtBearer, forst)
	if status != http.StatusOK || svar["token_type"] != "Bearer" || svar["expires_in"] != float64(119) || svar["scope"] != "ks:fiks" {
		t.Fatalf("control: %d %v", status, svar)
	}
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(svar["access_token"].(string), ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	var token struct {
		Iss      string
		Exp, Iat int64
		Consumer map[string]string
	}
	if err := json.Unmarshal(raw, &token); err != nil || token.Exp-token.Iat != 120 || token.Iss != r.utsteder ||
		token.Consumer["ID"] != "0192:311024019" || token.Consumer["authority"] != "iso6523-actorid-upis" {
		t.Errorf("the token says %s: %v", raw, err)
	}
	for navn, a := range map[string]string{
		"control: RS512":    r.signert(r.nokkel2(jose.RS512), jose.RS512, nil, r.krav("512")),
		"control: delegate": med("consumer_org", "311024027"), "control: resource": med("resource", "https://x.example"), "control: short": med("exp", r.naa.Unix()+1),
	} {
		if status, svar := r.spor(jwtBearer, a); status != http.StatusOK {
			t.Errorf("%s: %d %v", navn, status, svar)
		}
	}
	fremmed, err := server.NyKlientnokkel()
	if err != nil {
		t.Fatal(err)
	}
	somVaar := fremmed
	somVaar.KeyID = r.nokkel.KeyID
	uten := r.nokkel
	uten.KeyID = ""
	for navn, c := range map[string]struct{ grant, assertion, feil string }{
		"another grant":              {"client_credentials", med("x", "y"), "unsupported_grant_type"},
		"no grant":                   {"", med("x", "y"), "unsupported_grant_type"},
		"used before":                {jwtBearer, forst, "invalid_grant"},
		"the same jti":               {jwtBearer, med("jti", "brukt"), "invalid_grant"},
		"no jti":                     {jwtBearer, med("jti", nil), "invalid_grant"},
		"unknown client":             {jwtBearer, med("iss", "annen"), "invalid_grant"},
		"no client":                  {jwtBearer, med("iss", nil), "invalid_grant"},
		"aud of another":             {jwtBearer, med("aud", "https://maskinporten.no/"), "invalid_grant"},
		"aud without its slash":      {jwtBearer, med("aud", strings.TrimSuffix(r.utsteder, "/")), "invalid_grant"},
		"aud and another":            {jwtBearer, med("aud", []string{r.utsteder, "https://x.example"}), "invalid_grant"},
		"121 seconds":                {jwtBearer, med("exp", r.naa.Unix()+121), "invalid_grant"},
		"run out":                    {jwtBearer, med("exp", r.naa.Unix()), "invalid_grant"},
		"no exp":                     {jwtBearer, med("exp", nil), "invalid_grant"},
		"no iat":                     {jwtBearer, med("iat", nil), "invalid_grant"},
		"iat ahead":                  {jwtBearer, med("iat", r.naa.Unix()+11), "invalid_grant"},
		"a scope it has not":         {jwtBearer, med("scope", "ks:fiks ks:annet"), "invalid_scope"},
		"no scope":                   {jwtBearer, med("scope", nil), "invalid_scope"},
		"delegate of nobody":         {jwtBearer, med("consumer_org", "311024035"), "invalid_grant"},
		"a key not registered":       {jwtBearer, r.signert(fremmed, jose.RS256, nil, r.krav("a")), "invalid_grant"},
		"a key under our name":       {jwtBearer, r.signert(somVaar, jose.RS256, nil, r.krav("b")), "invalid_grant"},
		"no kid":                     {jwtBearer, r.signert(uten, jose.RS256, nil, r.krav("c")), "invalid_grant"},
		"a certificate that is none": {jwtBearer, r.signert(uten, jose.RS256, map[jose.HeaderKey]any{"x5c": []string{"AAAA"}}, r.krav("d")), "invalid_grant"},
		"kid and certificate":        {jwtBearer, r.signert(r.nokkel, jose.RS256, map[jose.HeaderKey]any{"x5c": []string{"AAAA"}}, r.krav("e")), "invalid_grant"},
		"PS256":                      {jwtBearer, r.signert(r.nokkel2(jose.PS256), jose.PS256, nil, r.krav("f")), "invalid_grant"},
		"nonsense":                   {jwtBearer, "a.b.c", "invalid_grant"},
		"nothing":                    {jwtBearer, "", "invalid_grant"},
	} {
		if status, svar := r.spor(c.grant, c.assertion); status != http.StatusBadRequest || svar["error"] != c.feil || svar["access_token"] != nil {
			t.Errorf("%s: %d %v", navn, status, svar)
		}
	}
}

// nokkel2 is the client's key for another algorithm.
func (r *maskinrom) nokkel2(alg jose.SignatureAlgorithm) jose.JSONWebKey {
	k := r.nokkel
	k.Algorithm = string(alg)
	return k
}

// Our own client and our own check agree with it: what one fetches the other lets in, and the organisation is right.
func TestMaskinportenMedEgenKlient(t *testing.T) {
	r := nyttMaskinrom(t)
	raw, err := json.Marshal(r.nokkel)
	if err != nil {
		t.Fatal(err)
	}
	nokkel, err := maskinporten.LesNokkel(raw)
	if err != nil {
		t.Fatal(err)
	}
	c, err := maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: r.utsteder, KlientID: "fagsystem", Nokkel: nokkel})
	if err != nil {
		t.Fatal(err)
	}
	s, err := maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: r.utsteder})
	if err != nil {
		t.Fatal(err)
	}
	for f, vil := range map[maskinporten.Foresporsel]string{
		{Scope: maskinporten.ScopeFiks}:                           "311024019",
		{Scope: maskinporten.ScopeFiks, ConsumerOrg: "311024027"}: "311024027",
	} {
		token, err := c.Token(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		if orgnr, err := s.Konsument(t.Context(), token); err != nil || orgnr != vil {
			t.Errorf("%v: %q %v", f, orgnr, err)
		}
	}
}
