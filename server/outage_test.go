package server_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

func (v *verden) settNede(nede bool) {
	v.lager.Lock()
	defer v.lager.Unlock()
	v.nede = nede
}

// The provider turns its keys between two logins; nobody is turned away.
func TestNoklerByttes(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	v.klokke.frem(11 * time.Second)
	maa(t, v.idp.NyNokkel())
	if til := v.loggInn("som=mor&til=/mine"); til != "/mine" {
		t.Errorf("%q\n%s", til, v.logg)
	}
}

// A key the provider has withdrawn is forgotten within the hour.
func TestTrukketNokkel(t *testing.T) {
	for _, tilfelle := range []struct {
		ventet time.Duration
		vil    string
	}{{50 * time.Minute, "/"}, {61 * time.Minute, "/innlogging-feilet?innlogging=feilet"}} {
		v := nyVerden(t)
		v.loggInn("som=mor")
		maa(t, v.idp.NyNokkel())
		v.tukle["/token"] = bytt(func(raw string) string {
			tok := lesToken(t, raw) // signs with the old key
			tok.hode["kid"] = tok.nokkel.KeyID
			return tok.String()
		})
		v.klokke.frem(tilfelle.ventet)
		if til := v.loggInn("som=mor"); til != tilfelle.vil {
			t.Errorf("after %s: %q, want %q\n%s", tilfelle.ventet, til, tilfelle.vil, v.logg)
		}
	}
}

// The provider is away for a while. Sessions live on; a new login says so; what was cached is used until it answers.
func TestUtstederNede(t *testing.T) {
	v := nyVerden(t)
	v.settNede(true)
	if status, til := v.get("/logg-inn"); status != http.StatusSeeOther || til != "/innlogging-feilet?innlogging=feilet" {
		t.Fatalf("%d %q", status, til)
	}
	if grunn, _ := v.logg.sist(t); grunn != "utsteder" {
		t.Errorf("refused for %q", grunn)
	}
	v.settNede(false)
	v.klokke.frem(11 * time.Second)
	if til := v.loggInn("som=mor&til=/mine"); til != "/mine" {
		t.Fatalf("back again: %q\n%s", til, v.logg)
	}
	v.settNede(true)
	if _, status := v.hvem(); status != http.StatusOK {
		t.Errorf("the session does not live without the provider: %d", status)
	}
	// Keys past their hour serve while the provider is silent: a back-channel call is still understood.
	v.klokke.frem(25 * time.Minute)
	v.hvem()
	v.klokke.frem(25 * time.Minute)
	v.hvem()
	v.klokke.frem(25 * time.Minute)
	if status := v.bakkanal(v.logoutToken("mor", krav("sid", nil))); status != http.StatusOK {
		t.Errorf("back channel: %d\n%s", status, v.logg)
	}
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Error("the session lives")
	}
	v.klokke.frem(24 * time.Hour)
	if status := v.bakkanal(v.logoutToken("mor", krav("sid", nil))); status != http.StatusBadRequest {
		t.Errorf("keys a day old: %d", status)
	}
	// Logging out here does not wait for the provider.
	v.settNede(false)
	v.klokke.frem(11 * time.Second)
	v.loggInn("som=mor")
	v.settNede(true)
	if resp, _ := v.post("/logg-ut", nil); resp.StatusCode != http.StatusOK || v.lager.antall() != 0 {
		t.Errorf("logout: %d", resp.StatusCode)
	}
}

// A discovery document that would send our client assertion or the browser elsewhere is not used.
func TestOppdagelseTuklet(t *testing.T) {
	for _, f := range [][2]string{
		{"issuer", "https://angriper.example"},
		{"token_endpoint", "http://angriper.example/token"},
		{"token_endpoint", ""},
		{"pushed_authorization_request_endpoint", ""},
		{"authorization_endpoint", "javascript:alert(1)"},
		{"jwks_uri", "/jwks"},
		{"end_session_endpoint", "ftp://angriper.example"},
	} {
		v := nyVerden(t)
		v.tukle["/.well-known/openid-configuration"] = byttFelt(t, f[0], f[1])
		if _, til := v.get("/logg-inn?som=mor"); til != "/innlogging-feilet?innlogging=feilet" {
			t.Errorf("%s = %q: went to %q", f[0], f[1], til)
		}
	}
}

// Of the published keys only those fit for signatures are used, and one of an unknown kind does not hide the others.
func TestUbrukeligeNokler(t *testing.T) {
	k := signeringsnokkel()
	for navn, tilfelle := range map[string]struct {
		jwks string
		gaar bool
	}{
		"one of an unknown kind beside ours": {`{"keys":[{"kty":"XYZ","kid":"a"},` + jwk(t, k) + `]}`, true},
		"one that is no key beside ours":     {`{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"},` + jwk(t, k) + `]}`, true},
		"ours, for encryption":               {`{"keys":[` + jwk(t, med(k, func(k *jose.JSONWebKey) { k.Use = "enc" })) + `]}`, false},
		"ours, without a name":               {`{"keys":[` + jwk(t, med(k, func(k *jose.JSONWebKey) { k.KeyID = "" })) + `]}`, false},
		"ours, for another algorithm":        {`{"keys":[` + jwk(t, med(k, func(k *jose.JSONWebKey) { k.Algorithm = "RS384" })) + `]}`, false},
		"none":                               {`{"keys":[]}`, false},
		"no JSON":                            {`<html>`, false},
	} {
		v := nyVerden(t)
		v.tukle["/jwks"] = func([]byte) []byte { return []byte(tilfelle.jwks) }
		if til := v.loggInn("som=mor"); (til == "/") != tilfelle.gaar {
			t.Errorf("%s: %q\n%s", navn, til, v.logg)
		}
	}
}

func med(k jose.JSONWebKey, f func(*jose.JSONWebKey)) jose.JSONWebKey {
	f(&k)
	return k
}

func jwk(t *testing.T, k jose.JSONWebKey) string {
	pub := k.Public()
	t.Helper()
	b, err := pub.MarshalJSON()
	maa(t, err)
	return string(b)
}
