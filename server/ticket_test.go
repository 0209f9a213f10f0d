package server_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"barnevernportalen/ent/viewer"
)

// A new ticket at each login and step-up, and the old one is dead: a ticket planted or seen before is worth nothing.
func TestBillettByttes(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	forste, forsteHvem := v.kake("sesjon"), must(v.hvem())
	if til := v.loggInn("som=melder&niva=hoyt"); til != "/" {
		t.Fatalf("%q\n%s", til, v.logg)
	}
	andre, andreHvem := v.kake("sesjon"), must(v.hvem())
	if andreHvem.Niva != "HOYT" || forste == andre || forste[:20] == andre[:20] || forste[30:] == andre[30:] || forsteHvem.Sesjon == andreHvem.Sesjon {
		t.Fatal("the ticket was not changed, id and key")
	}
	v.settKake("sesjon", forste)
	if _, status := v.hvem(); status == http.StatusOK {
		t.Error("the old ticket still opens")
	}
	if v.lager.antall() != 1 {
		t.Errorf("%d rows, want 1", v.lager.antall())
	}
}

func must[T any](v T, _ int) T { return v }

func TestBillettTuklet(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	hel := v.kake("sesjon")
	v.etAnnetSted(func() { v.loggInn("som=far") })
	var annen string
	v.etAnnetSted(func() { v.loggInn("som=mor"); annen = v.kake("sesjon") })
	raw, _ := base64.RawURLEncoding.DecodeString(hel)
	annenRaw, _ := base64.RawURLEncoding.DecodeString(annen)
	bit := bytes.Clone(raw)
	bit[47] ^= 1
	for navn, verdi := range map[string]string{
		"empty": "", "nonsense": "x", "cut": hel[:60], "longer": hel + "AAAA", "padded": hel + "=",
		"one bit of the key":            base64.RawURLEncoding.EncodeToString(bit),
		"one's id, the other's key":     base64.RawURLEncoding.EncodeToString(append(bytes.Clone(raw[:16]), annenRaw[16:]...)),
		"id alone, key of zeros":        base64.RawURLEncoding.EncodeToString(append(bytes.Clone(raw[:16]), make([]byte, 32)...)),
		"the login state's cookie":      v.kake("innlogging"),
		"another alphabet of base64":    base64.RawStdEncoding.EncodeToString(raw) + "+",
		"two tickets, one of them ours": hel + "; sesjon=" + annen,
	} {
		req, err := http.NewRequest("GET", v.portal.URL+"/hvem", nil)
		maa(t, err)
		req.Header["Cookie"] = []string{"sesjon=" + verdi}
		resp, err := http.DefaultClient.Do(req)
		maa(t, err)
		maa(t, resp.Body.Close())
		if resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("%s: %d", navn, resp.StatusCode)
		}
	}
	if h, _ := v.hvem(); h.Navn != "Marte Synt Melder" { // control
		t.Error("the untouched ticket does not open")
	}
}

// What stands in the store tells nobody who is logged in.
func TestLageretErTaust(t *testing.T) {
	v := nyVerden(t)
	var raw string
	v.tukle["/token"] = bytt(func(r string) string { raw = r; return r })
	v.loggInn("som=melder")
	tok := lesToken(t, raw)
	alt := fmt.Sprintf("%+v %+v", v.lager.rader, v.lager.jti)
	for _, rad := range v.lager.rader {
		alt += string(rad.Innhold) + string(rad.SidHash) + string(rad.SubHash)
	}
	for _, ord := range []string{"Marte", "14838831231", tok.krav["sub"].(string), tok.krav["sid"].(string), "eyJ", v.kake("sesjon")} {
		if strings.Contains(alt, ord) {
			t.Errorf("the store holds %q", ord)
		}
	}
}

// The ticket seals for its own session alone.
func TestBillettForsegler(t *testing.T) {
	v := nyVerden(t)
	billett := func(som string) (b viewer.Billett) {
		v.etAnnetSted(func() {
			v.loggInn("som=" + som)
			r := httptest.NewRequest("GET", "/", nil)
			r.AddCookie(&http.Cookie{Name: "sesjon", Value: v.kake("sesjon")})
			v.sesjoner.Mellomvare(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				i, _ := viewer.InnloggetFrom(r.Context())
				b = i.Billett
			})).ServeHTTP(httptest.NewRecorder(), r)
		})
		return b
	}
	mor, far, morIgjen := billett("mor"), billett("far"), billett("mor")
	hemmelig, err := mor.Forsegl([]byte("kvittering"), []byte("id1"))
	maa(t, err)
	if klar, err := mor.Apne(hemmelig, []byte("id1")); err != nil || string(klar) != "kvittering" {
		t.Fatalf("%q %v", klar, err)
	}
	if _, err := mor.Apne(hemmelig, []byte("id2")); err == nil {
		t.Error("opened under another id")
	}
	for navn, b := range map[string]viewer.Billett{"another person": far, "another session of hers": morIgjen} {
		if _, err := b.Apne(hemmelig, []byte("id1")); err == nil {
			t.Errorf("opened by %s", navn)
		}
	}
	if s := fmt.Sprintf("%v %+v %#v %s %x", mor, mor, mor, mor, mor); s != "billett billett billett billett billett" {
		t.Errorf("a ticket prints as %s", s)
	}
}
