package server_test

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"barnevernportalen/server/testidp"
)

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

// What anybody may write in a token that nobody has signed does not stand in our log.
func TestBakkanalLoggerIkkeTokenet(t *testing.T) {
	v := nyVerden(t)
	for _, navn := range []string{"iss", "aud"} {
		if status := v.bakkanal(v.logoutToken("mor", krav(navn, `Lillebror "24859100110" Prøvesen`))); status != http.StatusBadRequest {
			t.Errorf("%s: %d", navn, status)
		}
		if _, feil := v.logg.sist(t); feil == "" || strings.Contains(v.logg.String(), "Lillebror") || strings.Contains(v.logg.String(), "24859100110") {
			t.Errorf("%s: %s", navn, v.logg)
		}
	}
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
