package server_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent/viewer"
)

func (v *verden) sesjon(metode, sti string) (ut struct {
	Innlogget            bool
	Niva                 string
	InaktivOm, UtloperOm int
}, status int) {
	v.t.Helper()
	req, err := http.NewRequest(metode, v.portal.URL+sti, nil)
	maa(v.t, err)
	resp, err := v.browser.Do(req)
	maa(v.t, err)
	defer resp.Body.Close() //nolint:errcheck // nothing is lost
	if resp.Header.Get("Cache-Control") != "no-store" {
		v.t.Errorf("%s may be cached", sti)
	}
	maa(v.t, json.NewDecoder(resp.Body).Decode(&ut))
	return ut, resp.StatusCode
}

func TestSesjonStatus(t *testing.T) {
	v := nyVerden(t)
	if s, status := v.sesjon("GET", "/sesjon"); s.Innlogget || status != http.StatusOK {
		t.Fatalf("before the login: %d %+v", status, s)
	}
	if _, status := v.sesjon("POST", "/sesjon/forny"); status != http.StatusUnauthorized {
		t.Fatalf("renewed no session: %d", status)
	}
	v.loggInn("som=melder")
	v.klokke.frem(10 * time.Minute)
	s, _ := v.sesjon("GET", "/sesjon")
	if !s.Innlogget || s.Niva != "BETYDELIG" || s.InaktivOm != 20*60 || s.UtloperOm != 110*60 {
		t.Fatalf("%+v", s)
	}
	if v.lager.beroringer != 0 {
		t.Error("GET /sesjon counted as activity")
	}
	s, status := v.sesjon("POST", "/sesjon/forny")
	if status != http.StatusOK || s.InaktivOm != 30*60 || s.UtloperOm != 110*60 {
		t.Fatalf("renewed: %d %+v", status, s)
	}
	// Near the end of the 120 minutes what is left of them is what is left without activity too.
	for range 4 {
		v.klokke.frem(25 * time.Minute)
		s, _ = v.sesjon("POST", "/sesjon/forny")
	}
	if s.InaktivOm != 10*60 || s.UtloperOm != 10*60 {
		t.Fatalf("near the end: %+v", s)
	}
}

func TestSesjonensEnde(t *testing.T) {
	for navn, tilfelle := range map[string]struct {
		steg   time.Duration // between two requests
		antall int           // requests that still find the session
	}{
		"in use, 120 minutes":        {29 * time.Minute, 4},
		"not in use, 30 minutes":     {30 * time.Minute, 0},
		"just within the 30 minutes": {30*time.Minute - time.Second, 4},
	} {
		t.Run(navn, func(t *testing.T) {
			v := nyVerden(t)
			v.loggInn("som=melder")
			n := 0
			for ; n < 10; n++ {
				v.klokke.frem(tilfelle.steg)
				if _, status := v.hvem(); status != http.StatusOK {
					break
				}
			}
			if n != tilfelle.antall {
				t.Errorf("alive for %d requests, want %d", n, tilfelle.antall)
			}
			if v.lager.antall() != 0 {
				t.Error("a row is left of an ended session")
			}
		})
	}
}

// The columns say when a session ends, and so does the sealed content: whoever can write the one cannot write the other.
func TestSesjonKanIkkeForlengesITabellen(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	v.lager.Lock()
	for id, rad := range v.lager.rader {
		rad.Utloper = rad.Utloper.Add(24 * time.Hour)
		rad.SistBrukt = rad.SistBrukt.Add(24 * time.Hour)
		v.lager.rader[id] = rad
	}
	v.lager.Unlock()
	if _, status := v.hvem(); status != http.StatusOK {
		t.Fatal("dead too early")
	}
	v.klokke.frem(121 * time.Minute)
	if _, status := v.hvem(); status == http.StatusOK {
		t.Fatal("alive after 121 minutes")
	}
}

func TestAktivitetSkrivesHvertMinutt(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	for range 13 { // 2 minutes, a request each 10 s
		v.hvem()
		v.klokke.frem(10 * time.Second)
	}
	if v.lager.beroringer != 2 {
		t.Errorf("%d writes in two minutes, want 2", v.lager.beroringer)
	}
	v.klokke.frem(5 * time.Minute)
	req, err := http.NewRequest("GET", v.portal.URL+"/hvem", nil)
	maa(t, err)
	req.Header.Set("Connection", "Upgrade")
	req.Header.Set("Upgrade", "websocket")
	resp, err := v.browser.Do(req)
	maa(t, err)
	maa(t, resp.Body.Close())
	if resp.StatusCode != http.StatusOK || v.lager.beroringer != 2 {
		t.Errorf("a websocket: status %d, %d writes, want none more", resp.StatusCode, v.lager.beroringer)
	}
}

// What a page reads by itself, as when it is told of a change, keeps no session alive: a desk that is left open is logged out in
// time however much comes to it. The control is a person's own request.
func TestSidenSelvErIngenAktivitet(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=saksbehandler1&niva=hoyt")
	spor := func(bakgrunn bool) {
		req, err := http.NewRequest("GET", v.portal.URL+"/hvem", nil)
		maa(t, err)
		if bakgrunn {
			req.Header.Set("X-Portal-Bakgrunn", "1")
		}
		resp, err := v.browser.Do(req)
		maa(t, err)
		maa(t, resp.Body.Close())
	}
	for range 29 {
		v.klokke.frem(time.Minute)
		spor(true)
	}
	if s, _ := v.sesjon("GET", "/sesjon"); !s.Innlogget || s.InaktivOm > 60 || v.lager.beroringer != 0 {
		t.Fatalf("29 minutes of a page's own reading: %+v, %d touches", s, v.lager.beroringer)
	}
	spor(false)
	if s, _ := v.sesjon("GET", "/sesjon"); s.InaktivOm != 30*60 {
		t.Fatalf("a person's own request: %+v", s)
	}
	for range 31 {
		v.klokke.frem(time.Minute)
		spor(true)
	}
	if s, _ := v.sesjon("GET", "/sesjon"); s.Innlogget {
		t.Fatal("a page that is left open kept the session alive")
	}
}

// Whoever is logged in at the level asked for needs no provider; whoever is not is sent there.
func TestTrappetrinn(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder&niva=hoyt")
	if status, til := v.get("/logg-inn?til=/mine&niva=hoyt"); status != http.StatusSeeOther || til != "/mine" {
		t.Errorf("%d %q", status, til)
	}
	if status, til := v.get("/logg-inn?til=/mine"); status != http.StatusSeeOther || til != "/mine" {
		t.Errorf("%d %q", status, til)
	}
	v.nyBrowser()
	v.loggInn("som=melder&niva=betydelig")
	if _, til := v.get("/logg-inn?til=/mine&niva=hoyt"); !strings.HasPrefix(til, v.op.URL) {
		t.Errorf("a step-up went to %q", til)
	}
}

// A right given or withdrawn counts from the next request.
func TestTilgangerLesesHverGang(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=saksbehandler1&niva=hoyt")
	for _, n := range []int{0, 1, 0} {
		v.lager.Lock()
		v.lager.tilganger = make([]viewer.Tilgang, n)
		v.lager.Unlock()
		if h, _ := v.hvem(); h.Tilganger != n {
			t.Errorf("%d rights, want %d", h.Tilganger, n)
		}
	}
}

// A dead database is no logout.
func TestLagerNede(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	v.lager.settFeil(errors.New("connection refused"))
	if _, status := v.hvem(); status != http.StatusServiceUnavailable {
		t.Errorf("a request: %d", status)
	}
	for _, k := range [][2]string{{"GET", "/sesjon"}, {"POST", "/sesjon/forny"}} {
		if _, status := v.sesjon(k[0], k[1]); status != http.StatusServiceUnavailable {
			t.Errorf("%s: %d", k[1], status)
		}
	}
	if _, til := v.get("/logg-inn?niva=hoyt"); til != "/innlogging-feilet?innlogging=feilet&niva=hoyt" {
		t.Errorf("login: %q", til)
	}
	if resp, _ := v.post("/logg-ut", nil); resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("logout said it was done: %d", resp.StatusCode)
	}
	v.lager.settFeil(nil)
	if _, status := v.hvem(); status != http.StatusOK {
		t.Errorf("afterwards: %d", status)
	}
}
