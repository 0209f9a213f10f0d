package maskinporten_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
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

const orgnr = "311024019"

// kanari stands in every token and must stand in no error.
const kanari = "KANARI-hemmelig"

var naa = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// nokler are made once; the tokens are made by the standard library alone, so that no mistake of the library that reads
// them can hide.
var nokler = sync.OnceValue(func() (k [2]*rsa.PrivateKey) {
	for i := range k {
		var err error
		if k[i], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			panic(err)
		}
	}
	return k
})

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func jwk(kid string, pub *rsa.PublicKey) map[string]any {
	return map[string]any{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": b64(pub.N.Bytes()), "e": b64(big.NewInt(int64(pub.E)).Bytes())}
}

func usignert(hode, krav any) string {
	h, _ := json.Marshal(hode)
	k, _ := json.Marshal(krav)
	return b64(h) + "." + b64(k)
}

// rs256 signs as RFC 7518 §3.3.
func rs256(key *rsa.PrivateKey, hode, krav any) string {
	s := usignert(hode, krav)
	sum := sha256.Sum256([]byte(s))
	sig, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return s + "." + b64(sig)
}

func rs512(key *rsa.PrivateKey, hode, krav any) string {
	s := usignert(hode, krav)
	sum := sha512.Sum512([]byte(s))
	sig, err := rsa.SignPKCS1v15(nil, key, crypto.SHA512, sum[:])
	if err != nil {
		panic(err)
	}
	return s + "." + b64(sig)
}

// utsteder is a Maskinporten that can be broken.
type utsteder struct {
	*httptest.Server
	mu    sync.Mutex
	keys  []map[string]any
	svar  func(http.ResponseWriter, *http.Request) bool // true: answered
	spurt atomic.Int64                                  // how often for keys
}

func nyUtsteder(t testing.TB) *utsteder {
	u := &utsteder{keys: []map[string]any{jwk("k1", &nokler()[0].PublicKey)}}
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u.mu.Lock()
		defer u.mu.Unlock()
		if u.svar != nil && u.svar(w, r) {
			return
		}
		switch r.URL.Path {
		case "/.well-known/oauth-authorization-server":
			_ = json.NewEncoder(w).Encode(map[string]any{"issuer": u.URL + "/", "jwks_uri": u.URL + "/jwk"})
		case "/jwk":
			u.spurt.Add(1)
			_ = json.NewEncoder(w).Encode(map[string]any{"keys": u.keys})
		}
	}))
	t.Cleanup(u.Close)
	return u
}

func (u *utsteder) sett(keys []map[string]any, svar func(http.ResponseWriter, *http.Request) bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if keys != nil {
		u.keys = keys
	}
	u.svar = svar
}

// klokke is a clock that stands still.
type klokke struct{ t atomic.Int64 }

func nyKlokke() *klokke { k := &klokke{}; k.t.Store(naa.UnixNano()); return k }

func (k *klokke) Now() time.Time       { return time.Unix(0, k.t.Load()) }
func (k *klokke) frem(d time.Duration) { k.t.Add(int64(d)) }

func (u *utsteder) sjekk(t testing.TB, k *klokke) *maskinporten.Sjekk {
	t.Helper()
	s, err := maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: u.URL + "/", Publikum: "https://portalen.example", Now: k.Now})
	maa(t, err)
	return s
}

type m = map[string]any

func (u *utsteder) hode() m { return m{"alg": "RS256", "kid": "k1"} }

// krav are what the real one's tokens say.
func (u *utsteder) krav() m {
	return m{
		"iss": u.URL + "/", "scope": "ks:fiks", "client_id": "klient", "client_amr": "private_key_jwt", "token_type": "Bearer", "jti": kanari,
		"iat": naa.Unix(), "exp": naa.Unix() + 120, "consumer": m{"authority": "iso6523-actorid-upis", "ID": "0192:" + orgnr},
	}
}

func TestTokenangrep(t *testing.T) {
	u := nyUtsteder(t)
	s := u.sjekk(t, nyKlokke())
	var1, fremmed := nokler()[0], nokler()[1]
	ec, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	maa(t, err)
	med := func(navn string, verdi any) string { // one claim changed
		k := u.krav()
		if k[navn] = verdi; verdi == nil {
			delete(k, navn)
		}
		return rs256(var1, u.hode(), k)
	}
	hode := func(navn string, verdi any) string { // one header changed
		h := u.hode()
		if h[navn] = verdi; verdi == nil {
			delete(h, navn)
		}
		return rs256(var1, h, u.krav())
	}
	org := func(authority, id any) string { return med("consumer", m{"authority": authority, "ID": id}) }
	god := rs256(var1, u.hode(), u.krav())
	del := strings.Split(god, ".")

	gode := map[string]string{
		"as it should be":           god,
		"several scopes":            med("scope", "openid ks:fiks ks:svarut"),
		"aud is ours":               med("aud", "https://portalen.example"),
		"aud is ours and another's": med("aud", []string{"https://annen.example", "https://portalen.example"}),
		"typ JWT":                   hode("typ", "JWT"),
		"typ at+jwt":                hode("typ", "at+jwt"),
		"iat a few seconds ahead":   med("iat", naa.Unix()+5),
		"a supplier beside":         med("supplier", m{"authority": "iso6523-actorid-upis", "ID": "0192:311024035"}),
		"no iat":                    med("iat", nil),
		"the last second":           med("exp", naa.Unix()+1),
	}
	for navn, token := range gode { // controls
		if fikk, err := s.Konsument(t.Context(), token); err != nil || fikk != orgnr {
			t.Errorf("control: %s: %q %v", navn, fikk, err)
		}
	}

	mac := hmac.New(sha256.New, x509.MarshalPKCS1PublicKey(&var1.PublicKey))
	hs := usignert(m{"alg": "HS256", "kid": "k1"}, u.krav())
	mac.Write([]byte(hs))
	es := usignert(m{"alg": "ES256", "kid": "k1"}, u.krav())
	sum := sha256.Sum256([]byte(es))
	r1, s1, err := ecdsa.Sign(rand.Reader, ec, sum[:])
	maa(t, err)
	offentligFremmed := jwk("k1", &fremmed.PublicKey)

	angrep := map[string]string{
		"nothing":                        "",
		"nonsense":                       "a.b.c",
		"two parts":                      del[0] + "." + del[1],
		"four parts":                     god + ".x",
		"very long":                      god + strings.Repeat("A", 1<<20),
		"no signature":                   del[0] + "." + del[1] + ".",
		"another key":                    rs256(fremmed, u.hode(), u.krav()),
		"another key of its own name":    rs256(fremmed, m{"alg": "RS256", "kid": "k2"}, u.krav()),
		"no kid":                         hode("kid", nil),
		"an empty kid":                   hode("kid", ""),
		"kid of nobody":                  hode("kid", "k9"),
		"kid is a path":                  hode("kid", "../../etc/passwd"),
		"kid in another case":            hode("kid", "K1"),
		"alg none":                       usignert(m{"alg": "none", "kid": "k1"}, u.krav()) + ".",
		"alg None":                       usignert(m{"alg": "None", "kid": "k1"}, u.krav()) + ".",
		"alg none, signed":               usignert(m{"alg": "none", "kid": "k1"}, u.krav()) + "." + del[2],
		"no alg":                         hode("alg", nil),
		"HS256 with the public key":      hs + "." + b64(mac.Sum(nil)),
		"ES256":                          es + "." + b64(append(r1.FillBytes(make([]byte, 32)), s1.FillBytes(make([]byte, 32))...)),
		"RS512 said, RS256 signed":       hode("alg", "RS512"),
		"jwk in the header":              rs256(fremmed, m{"alg": "RS256", "kid": "k1", "jwk": offentligFremmed}, u.krav()),
		"jku in the header":              rs256(fremmed, m{"alg": "RS256", "kid": "k1", "jku": "https://ond.example/jwk"}, u.krav()),
		"x5c in the header":              rs256(var1, m{"alg": "RS256", "kid": "k1", "x5c": []string{"AA=="}}, u.krav()),
		"crit in the header":             rs256(var1, m{"alg": "RS256", "kid": "k1", "crit": []string{"exp"}, "exp": 1}, u.krav()),
		"jku in the header, well signed": hode("jku", "https://ond.example/jwk"),
		"jwk in the header, well signed": hode("jwk", jwk("k1", &var1.PublicKey)),
		"x5u in the header, well signed": hode("x5u", "https://ond.example/x"),
		"RS512 by a key for RS256":       rs512(var1, m{"alg": "RS512", "kid": "k1"}, u.krav()),
		"b64 false":                      hode("b64", false),
		"a logout token":                 hode("typ", "logout+jwt"),
		"a client assertion's typ":       hode("typ", "client-authentication+jwt"),
		"claims changed":                 del[0] + "." + strings.Split(med("scope", "ks:fiks x"), ".")[1] + "." + del[2],
		"claims are a list":              rs256(var1, u.hode(), []any{u.krav()}),
		"claims are null":                rs256(var1, u.hode(), nil),
		"iss of the test environment":    med("iss", "https://test.maskinporten.no/"),
		"iss of ID-porten":               med("iss", "https://idporten.no"),
		"iss without its slash":          med("iss", u.URL),
		"iss and more":                   med("iss", u.URL+"/ond"),
		"iss missing":                    med("iss", nil),
		"iss in a list":                  med("iss", []string{u.URL + "/"}),
		"ISS instead": func() string {
			k := u.krav()
			delete(k, "iss")
			k["ISS"] = u.URL + "/"
			return rs256(var1, u.hode(), k)
		}(),
		"run out":                        med("exp", naa.Unix()),
		"run out long ago":               med("exp", naa.Unix()-3600),
		"exp missing":                    med("exp", nil),
		"exp null":                       med("exp", json.RawMessage("null")),
		"exp a text":                     med("exp", fmt.Sprint(naa.Unix()+120)),
		"exp below zero":                 med("exp", -1),
		"exp out of reach":               med("exp", json.RawMessage("1e300")),
		"not valid yet (nbf)":            med("nbf", naa.Unix()+11),
		"not issued yet (iat)":           med("iat", naa.Unix()+11),
		"iat a text":                     med("iat", "i går"),
		"scope missing":                  med("scope", nil),
		"scope empty":                    med("scope", ""),
		"scope ks:fiks2":                 med("scope", "ks:fiks2"),
		"scope xks:fiks":                 med("scope", "openid xks:fiks"),
		"scope KS:FIKS":                  med("scope", "KS:FIKS"),
		"scope with commas":              med("scope", "openid,ks:fiks"),
		"scope in a list":                med("scope", []string{"ks:fiks"}),
		"aud is another's":               med("aud", "https://api.fiks.ks.no"),
		"aud begins as ours":             med("aud", "https://portalen.example.ond.example"),
		"aud is empty":                   med("aud", ""),
		"aud is a list of none":          med("aud", []string{}),
		"aud is a number":                med("aud", 1),
		"consumer missing":               med("consumer", nil),
		"consumer null":                  med("consumer", json.RawMessage("null")),
		"consumer a text":                med("consumer", "0192:"+orgnr),
		"consumer in a list":             med("consumer", []m{{"authority": "iso6523-actorid-upis", "ID": "0192:" + orgnr}}),
		"consumer of another authority":  org("iso6523-actorid-upis2", "0192:"+orgnr),
		"consumer of no authority":       org("", "0192:"+orgnr),
		"consumer of a Swedish register": org("iso6523-actorid-upis", "0007:"+orgnr),
		"consumer without a scheme":      org("iso6523-actorid-upis", orgnr),
		"orgnr of eight digits":          org("iso6523-actorid-upis", "0192:31102401"),
		"orgnr of ten digits":            org("iso6523-actorid-upis", "0192:3110240191"),
		"orgnr with letters":             org("iso6523-actorid-upis", "0192:31102401a"),
		"orgnr with a space":             org("iso6523-actorid-upis", "0192: 11024019"),
		"orgnr in other digits":          org("iso6523-actorid-upis", "0192:٣١١٠٢٤٠١٩"),
		"orgnr and another":              org("iso6523-actorid-upis", "0192:"+orgnr+",0192:311024027"),
		"id instead of ID":               med("consumer", m{"authority": "iso6523-actorid-upis", "id": "0192:" + orgnr}),
		"an ID-porten id_token": rs256(var1, m{"alg": "RS256", "kid": "k1", "typ": "JWT"}, m{"iss": u.URL + "/", "aud": "barnevernportalen", "sub": "x",
			"pid": kanari, "acr": "idporten-loa-high", "iat": naa.Unix(), "exp": naa.Unix() + 120}),
		"an ID-porten access token": rs256(var1, m{"alg": "RS256", "kid": "k1"}, m{"iss": "https://idporten.no", "scope": "openid ks:fiks", "sub": "x",
			"iat": naa.Unix(), "exp": naa.Unix() + 120, "consumer": m{"authority": "iso6523-actorid-upis", "ID": "0192:" + orgnr}}),
		"a client assertion": rs256(var1, m{"alg": "RS256", "kid": "k1"}, m{"iss": "klient", "aud": u.URL + "/", "scope": "ks:fiks", "jti": kanari,
			"iat": naa.Unix(), "exp": naa.Unix() + 120}),
	}
	for navn, token := range angrep {
		fikk, err := s.Konsument(t.Context(), token)
		if !errors.Is(err, maskinporten.ErrUgyldig) || fikk != "" {
			t.Errorf("%s: %q %v", navn, fikk, err)
			continue
		}
		for _, hemmelig := range []string{kanari, del[1], orgnr} {
			if strings.Contains(err.Error(), hemmelig) {
				t.Errorf("%s: the error holds what the token held: %v", navn, err)
			}
		}
	}
	if len(angrep) < 40 {
		t.Errorf("%d attacks", len(angrep))
	}
	if n := u.spurt.Load(); n > 2 {
		t.Errorf("asked for keys %d times within ten seconds", n)
	}
}

// Keys turn, the provider falls, and a flood of made-up kids is not a flood of questions.
func TestNokler(t *testing.T) {
	u, k := nyUtsteder(t), nyKlokke()
	s := u.sjekk(t, k)
	nytt := func(kid string, n int) string {
		krav := u.krav()
		krav["exp"] = k.Now().Unix() + 120
		return rs256(nokler()[n], m{"alg": "RS256", "kid": kid}, krav)
	}
	nede := func(w http.ResponseWriter, _ *http.Request) bool { w.WriteHeader(http.StatusBadGateway); return true }
	sjekk := func(hva, token string, vil error) {
		t.Helper()
		_, err := s.Konsument(t.Context(), token)
		if vil == nil && err != nil || vil != nil && !errors.Is(err, vil) {
			t.Errorf("%s: %v", hva, err)
		}
	}
	ikkeAvgjort := func(hva, token string) {
		t.Helper()
		if _, err := s.Konsument(t.Context(), token); err == nil || errors.Is(err, maskinporten.ErrUgyldig) {
			t.Errorf("%s: told as %v", hva, err)
		}
	}

	u.sett(nil, nede)
	ikkeAvgjort("no keys yet, and the provider is down", nytt("k1", 0))
	u.sett(nil, nil)
	ikkeAvgjort("asked again within ten seconds", nytt("k1", 0))
	k.frem(10 * time.Second)
	sjekk("it is up again", nytt("k1", 0), nil)

	u.sett([]map[string]any{jwk("k2", &nokler()[1].PublicKey)}, nil)
	sjekk("a new key, too soon to ask", nytt("k2", 1), maskinporten.ErrUgyldig)
	k.frem(10 * time.Second)
	spurt := u.spurt.Load()
	var alle sync.WaitGroup
	for range 50 {
		alle.Go(func() { _, _ = s.Konsument(t.Context(), nytt("k2", 1)) })
	}
	alle.Wait()
	sjekk("the new key", nytt("k2", 1), nil)
	sjekk("the withdrawn key", nytt("k1", 0), maskinporten.ErrUgyldig)
	if n := u.spurt.Load() - spurt; n != 1 {
		t.Errorf("fifty at once asked %d times", n)
	}

	u.sett(nil, nede)
	k.frem(23 * time.Hour)
	sjekk("old keys while the provider is down", nytt("k2", 1), nil)
	k.frem(10 * time.Second)
	ikkeAvgjort("an unknown key meanwhile", nytt("k3", 0))
	k.frem(time.Hour)
	ikkeAvgjort("keys of yesterday", nytt("k2", 1))
}

// What is no answer of a provider gives no keys, and says so without repeating it.
func TestUbrukeligeSvar(t *testing.T) {
	for navn, svar := range map[string]func(w http.ResponseWriter, r *http.Request, egen string) string{
		"a page": func(w http.ResponseWriter, _ *http.Request, _ string) string {
			w.Header().Set("Content-Type", "text/html")
			return "<html>" + kanari + "</html>"
		},
		"empty": func(http.ResponseWriter, *http.Request, string) string { return "" },
		"5xx":   func(w http.ResponseWriter, _ *http.Request, _ string) string { w.WriteHeader(500); return kanari },
		"another issuer": func(_ http.ResponseWriter, _ *http.Request, egen string) string {
			return `{"issuer":"https://ond.example/","jwks_uri":"` + egen + `/jwk"}`
		},
		"keys in clear elsewhere": func(_ http.ResponseWriter, _ *http.Request, egen string) string {
			return `{"issuer":"` + egen + `/","jwks_uri":"http://ond.example/jwk"}`
		},
		"no keys": func(_ http.ResponseWriter, r *http.Request, egen string) string {
			if r.URL.Path == "/jwk" {
				return `{"keys":[]}`
			}
			return `{"issuer":"` + egen + `/","jwks_uri":"` + egen + `/jwk"}`
		},
		"a redirect": func(w http.ResponseWriter, _ *http.Request, egen string) string {
			w.Header().Set("Location", "https://ond.example/")
			w.WriteHeader(http.StatusFound)
			return ""
		},
	} {
		u := nyUtsteder(t)
		u.sett(nil, func(w http.ResponseWriter, r *http.Request) bool {
			_, _ = fmt.Fprint(w, svar(w, r, u.URL))
			return true
		})
		_, err := u.sjekk(t, nyKlokke()).Konsument(t.Context(), rs256(nokler()[0], u.hode(), u.krav()))
		if err == nil || errors.Is(err, maskinporten.ErrUgyldig) || strings.Contains(err.Error(), kanari) {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

func TestUtstederAdresse(t *testing.T) {
	for _, a := range []string{"", "maskinporten.no", "http://maskinporten.no/", "https://x:y@maskinporten.no/", "ftp://localhost/"} {
		if _, err := maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: a}); err == nil {
			t.Errorf("%q is taken", a)
		}
	}
}
