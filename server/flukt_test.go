package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"barnevernportalen/server"
)

// Leaving in haste ends the session at once; the ticket opens nothing afterwards, in whatever hands.
func TestForlat(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	billett := v.kake("sesjon")
	resp, _ := v.post("/forlat", nil, "Sec-Fetch-Site", "same-origin")
	if resp.StatusCode != http.StatusNoContent || resp.Header.Get("Clear-Site-Data") != `"cache", "storage"` || resp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", resp.StatusCode, resp.Header)
	}
	if v.lager.antall() != 0 || v.kake("sesjon") != "" {
		t.Error("something is left of the session")
	}
	v.settKake("sesjon", billett)
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Error("the ticket still opens")
	}
	if resp, _ := v.post("/forlat", nil); resp.StatusCode != http.StatusNoContent { // nobody is logged in
		t.Errorf("without a session: %d", resp.StatusCode)
	}
	v.sjekkLogg()
}

// Another site cannot throw anybody out.
func TestForlatFraFremmedSide(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	if resp, _ := v.post("/forlat", nil, "Sec-Fetch-Site", "cross-site"); resp.StatusCode != http.StatusForbidden {
		t.Errorf("%d", resp.StatusCode)
	}
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("thrown out by another site")
	}
}

// One who left while the network was away has told nobody: the first request that comes from the browser ends the session.
func TestForlattUtenNett(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	if _, status := v.hvem(); status != http.StatusOK { // control: without the cookie the session lives
		t.Fatalf("%d", status)
	}
	v.settKake("forlatt", "1")
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Errorf("still somebody: %d", status)
	}
	if v.lager.antall() != 0 {
		t.Error("the session lives on")
	}
}

// The identity provider still knows who left. It must ask, since it may be another who comes now.
func TestInnloggingEtterFlukt(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	v.post("/forlat", nil)
	if til := v.loggInn("til=/mine"); til != "/mine" { // control: by one click, where nobody left in haste
		t.Fatalf("%q", til)
	}
	v.settKake("forlatt", "2")
	_, til := v.get("/logg-inn?til=/mine")
	if status, _ := v.get(til); status != http.StatusOK { // the page with the persons, not a code at once
		t.Errorf("let in by one click: %d", status)
	}
	if v.lager.antall() != 0 {
		t.Error("the session from before lives on")
	}
	// Whoever proves who she is, is in, and stays in.
	v.loggInn("som=far&til=/mine")
	if h, status := v.hvem(); status != http.StatusOK || v.kake("forlatt") != "" {
		t.Errorf("%d %+v, the cookie is %q", status, h, v.kake("forlatt"))
	}
}

func TestParseUtgang(t *testing.T) {
	egen, err := server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
	maa(t, err)
	for s, ok := range map[string]bool{
		"": true, "https://www.yr.no/": true, "https://www.nrk.no/vaer?a=1": true,
		"http://www.yr.no/": false, "javascript:alert(1)": false, "//yr.no": false, "/": false, "https://": false,
		"https://portal.example.no/": false, "https://portal.example.no:8443/": false, "https://x@yr.no/": false, "https://yr.no/#x": false,
	} {
		if _, err := server.ParseUtgang(s, egen); (err == nil) != ok {
			t.Errorf("%q: %v", s, err)
		}
	}
}

// The page says where the way out leads from the first byte, on every path.
func TestUtgangStarISiden(t *testing.T) {
	egen, err := server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
	maa(t, err)
	u, err := url.Parse(server.StandardUtgang)
	maa(t, err)
	for s, vil := range map[string]string{"": u.String(), `https://www.nrk.no/?a="b&c`: "https://www.nrk.no/?a=&#34;b&amp;c"} {
		ut, err := server.ParseUtgang(s, egen)
		maa(t, err)
		side, err := server.SkrivUtgang(ut, []byte(`<head><meta name="utgang" content="https://www.yr.no/"></head>`))
		maa(t, err)
		if !strings.Contains(string(side), `<meta name="utgang" content="`+vil+`">`) {
			t.Errorf("%s", side)
		}
	}
	ut, err := server.ParseUtgang("https://www.nrk.no/", egen)
	maa(t, err)
	if _, err := server.SkrivUtgang(ut, []byte("<head></head>")); err == nil { // else one would be taken elsewhere than was decided
		t.Error("a page without a way out was taken")
	}
}
