package server_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// sjekkEnkelside: every page the server writes itself is in its language, and has whom to call and two ways out.
func sjekkEnkelside(t *testing.T, side, sprak, forside, tittel string) {
	t.Helper()
	for _, vil := range []string{`<html lang="` + sprak + `">`, "<h1>" + tittel + "</h1>", `href="tel:112"`, `href="tel:02800"`, `href="tel:116111"`,
		`id="ut" href="` + server.StandardUtgang + `"`, `<a href="` + forside + `">`} {
		if !strings.Contains(side, vil) {
			t.Errorf("%s: %q is not on the page:\n%s", sprak, vil, side)
		}
	}
	if m := regexp.MustCompile(`<title>(.*)</title>`).FindStringSubmatch(side); m == nil || m[1] == "" || regexp.MustCompile(`(?i)barn|child|mánná`).MatchString(m[1]) {
		t.Errorf("the tab says %q", m)
	}
}

// One who logs out is told so in her language, and comes back to the front page in it.
func TestLoggUtPaSprak(t *testing.T) {
	for sprak, vil := range map[string][2]string{
		"nb": {"/", "Du logges ut"}, "nn": {"/nn", "Du blir logga ut"}, "en": {"/en", "You are being logged out"}, "se": {"/se", "Don loggejuvvot olggos"},
	} {
		v := nyVerden(t)
		v.loggInn("som=mor")
		_, side := v.post("/logg-ut", url.Values{"sprak": {sprak}})
		sjekkEnkelside(t, side, sprak, vil[0], vil[1])
		svar, err := v.browser.PostForm(v.op.URL+"/testidp/logout", skjema(side))
		maa(t, err)
		maa(t, svar.Body.Close())
		hjem, err := url.Parse(svar.Header.Get("Location"))
		maa(t, err)
		portal := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("the front page")) })
		w := httptest.NewRecorder()
		server.Forside(portal).ServeHTTP(w, httptest.NewRequest(http.MethodGet, hjem.RequestURI(), nil))
		if fikk := w.Header().Get("Location"); (sprak != "nb" && fikk != vil[0]) || (sprak == "nb" && (hjem.RequestURI() != "/" || w.Body.String() != "the front page")) {
			t.Errorf("%s: home at %q, which leads to %q", sprak, hjem, fikk)
		}
	}
	w := httptest.NewRecorder()
	server.Forside(http.NotFoundHandler()).ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/?state=//ond.example", nil))
	if w.Code != http.StatusNotFound || w.Header().Get("Location") != "" {
		t.Errorf("a state that is no language leads to %q", w.Header().Get("Location"))
	}
}

// Whoever is told «logged out» is, and told how far.
func TestLoggUtSomIkkeGar(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=mor")
	v.lager.settFeil(errors.New("connection refused"))
	resp, side := v.post("/logg-ut", nil, "Referer", v.portal.URL+"/en/mine")
	sjekkEnkelside(t, side, "en", "/en", "We could not log you out")
	if resp.StatusCode != http.StatusServiceUnavailable || !strings.Contains(side, `action="/logg-ut"`) || strings.Contains(side, "refused") {
		t.Errorf("%d %s", resp.StatusCode, side)
	}
	v.lager.settFeil(nil)
	if _, status := v.hvem(); status != http.StatusOK {
		t.Error("the session is gone")
	}
	v.bygg(v.sesjoner.SesjonerOppsett, "http://127.0.0.1:1/testidp") // a provider that does not answer, and of which nothing is known
	resp, side = v.post("/logg-ut", nil, "Accept-Language", "se-NO, nb;q=0.8")
	sjekkEnkelside(t, side, "se", "/se", "Don leat olggosloggejuvvon dáppe")
	if resp.StatusCode != http.StatusOK || strings.Contains(side, "<form") || v.lager.antall() != 0 {
		t.Errorf("%d, %d sessions, %s", resp.StatusCode, v.lager.antall(), side)
	}
}

func TestLastNedSide(t *testing.T) {
	p := nyttHus(t)
	const html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	kake := p.okt(t, pidMelder, viewer.NivaBetydelig)
	id := p.send(t, kake, "4601")
	ukjent := "/last-ned/kvittering/" + uuid.NewString()
	for _, c := range []struct {
		sti, fra, sprak, forside, tittel string
		kake                             *http.Cookie
		status                           int
	}{
		{ukjent, "/mine", "nb", "/", "Vi finner ikke dokumentet", kake, http.StatusNotFound},
		{ukjent, "/en/mine?a=1", "en", "/en", "We cannot find the document", kake, http.StatusNotFound},
		{"/last-ned/kvittering/" + id, "/se/mine", "se", "/se", "Don leat olggosloggejuvvon", nil, http.StatusUnauthorized},
		{"/last-ned/post/" + id, "/nn/innsyn", "nn", "/nn", "Vi finn ikkje dokumentet", kake, http.StatusForbidden}, // the level is too low
		{"/last-ned/dokument/x", "", "nb", "/", "Du er logget ut", nil, http.StatusUnauthorized},
		{"/last-ned/mottak/x/y", "", "nb", "/", "Vi finner ikke dokumentet", kake, http.StatusNotFound},
		{"/last-ned/hovedbok.csv", "", "nb", "/", "Vi finner ikke dokumentet", kake, http.StatusNotFound},
	} {
		hode := []string{"Accept", html}
		if c.fra != "" {
			hode = append(hode, "Referer", p.url+c.fra)
		}
		s := p.get(t, c.kake, c.sti, hode...)
		if s.status != c.status || !strings.HasPrefix(s.hode.Get("Content-Type"), "text/html") || s.hode.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", c.sti, s.status, s.hode)
		}
		sjekkEnkelside(t, string(s.raw), c.sprak, c.forside, c.tittel)
		if tilbake := `<a href="` + c.fra + `">`; (c.fra != "") != (strings.Count(string(s.raw), `<ul class="veier">`+"\n<li>"+tilbake) == 1) {
			t.Errorf("%s: the way back to %q is not there, or there is one to nowhere:\n%s", c.sti, c.fra, s.raw)
		}
		if s := p.get(t, c.kake, c.sti, "Accept", "*/*"); s.status != c.status || s.les("kode") == nil {
			t.Errorf("a program is told %d %s", s.status, s.raw)
		}
	}
	if s := p.get(t, kake, ukjent, "Accept", html, "Referer", "https://ond.example/en/mine"); strings.Contains(string(s.raw), "ond.example") || strings.Contains(string(s.raw), "/mine") {
		t.Errorf("a way back to another site: %s", s.raw)
	}
	s := p.get(t, kake, "/last-ned/kvittering/"+id, "Accept", html)
	if s.status != http.StatusOK || s.hode.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(string(s.raw), "%PDF-") {
		t.Errorf("a document that is there: %d %v", s.status, s.hode)
	}
}

func TestEnkeltekster(t *testing.T) {
	alle := server.Enkeltekster()
	if len(alle) != 4 {
		t.Fatalf("%d languages", len(alle))
	}
	for sprak, tekster := range alle {
		if slices.Contains(tekster, "") || len(tekster) != len(alle["nb"]) {
			t.Errorf("%s lacks a text: %q", sprak, tekster)
		}
		like := 0
		for i, tekst := range tekster {
			if tekst == alle["nb"][min(i, len(alle["nb"])-1)] {
				like++
			}
		}
		if sprak != "nb" && like*100 > 25*len(tekster) {
			t.Errorf("%s: %d of %d are bokmål", sprak, like, len(tekster))
		}
	}
}
