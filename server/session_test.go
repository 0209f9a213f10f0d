package server_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
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
	if _, til := v.get("/logg-inn?niva=hoyt"); til != "/?innlogging=feilet" {
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

func TestSesjonerOppsett(t *testing.T) {
	v := nyVerden(t)
	https, err := server.ParseAdresse("https://portal.example.no", server.ModusProduksjon)
	maa(t, err)
	god := v.sesjoner.SesjonerOppsett
	god.Modus, god.Adresse = server.ModusProduksjon, https
	for navn, f := range map[string]func(*server.SesjonerOppsett){
		"plain http in production": func(o *server.SesjonerOppsett) { o.Adresse = v.sesjoner.Adresse },
		"no address":               func(o *server.SesjonerOppsett) { o.Adresse = server.Adresse{} },
		"short secret":             func(o *server.SesjonerOppsett) { o.Hemmelighet = o.Hemmelighet[:31] },
		"no store":                 func(o *server.SesjonerOppsett) { o.Lager = nil },
		"no persons":               func(o *server.SesjonerOppsett) { o.Person = nil },
		"no rights":                func(o *server.SesjonerOppsett) { o.Tilganger = nil },
	} {
		o := god
		f(&o)
		if _, err := server.NewSesjoner(o); err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	s, err := server.NewSesjoner(god)
	maa(t, err)
	k, err := klientnokkel()
	maa(t, err)
	if _, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: v.op.URL + "/testidp", KlientID: klientID, Klientnokkel: k}); err == nil {
		t.Error("an http issuer in production: taken")
	}
	if _, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: "https://idporten.no", KlientID: klientID, Klientnokkel: k.Public()}); err == nil {
		t.Error("a public client key: taken")
	}
}

func TestParseAdresse(t *testing.T) {
	for s, god := range map[string]map[server.Modus]bool{
		"https://portal.example.no":   {server.ModusProduksjon: true, server.ModusDev: true},
		"https://portal.example.no/":  {server.ModusProduksjon: true, server.ModusDev: true},
		"http://localhost:8080":       {server.ModusDev: true},
		"http://127.0.0.1:8080":       {server.ModusDev: true},
		"http://portal.example.no":    {},
		"http://localhost.example.no": {},
		"https://portal.example.no/x": {},
		"https://a@portal.example.no": {},
		"portal.example.no":           {},
		"":                            {},
	} {
		for _, m := range []server.Modus{server.ModusProduksjon, server.ModusDev} {
			if _, err := server.ParseAdresse(s, m); (err == nil) != god[m] {
				t.Errorf("%q in %s: %v", s, m, err)
			}
		}
	}
	for s, vil := range map[string]server.Modus{"": server.ModusProduksjon, "produksjon": server.ModusProduksjon, "dev": server.ModusDev} {
		if m, err := server.ParseModus(s); m != vil || err != nil {
			t.Errorf("%q: %s %v", s, m, err)
		}
	}
	if _, err := server.ParseModus("Dev"); err == nil {
		t.Error("a misspelt mode was taken")
	}
}
