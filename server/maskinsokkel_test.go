package server_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// maskinsokkel opens a socket as a machine does: without an origin.
func (p *port) maskinsokkel(t testing.TB, m maskin) *sokkelklient {
	t.Helper()
	ws, _, err := p.ring(t, nil, m.hode(), "graphql-transport-ws")
	maa(t, err)
	c := &sokkelklient{t, ws}
	c.send(wsMelding{Type: "connection_init"})
	if m := c.neste(); m.Type != "connection_ack" {
		t.Fatalf("greeted with %s", m.Type)
	}
	return c
}

// A machine names no origin, or ours; what no machine and no page of ours would send is refused.
func TestMaskinsokkelOpphav(t *testing.T) {
	p := nyttHus(t)
	m := p.hus.maskiner[maskinBergen]
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	for navn, c := range map[string]struct {
		hode http.Header
		kake *http.Cookie
		inn  bool
	}{
		"no origin":                      {http.Header{}, nil, true},
		"our origin":                     {http.Header{"Origin": {p.url}}, nil, true},
		"another site":                   {http.Header{"Origin": {"https://ond.example"}}, nil, false},
		"null":                           {http.Header{"Origin": {"null"}}, nil, false},
		"cross-site":                     {http.Header{"Sec-Fetch-Site": {"cross-site"}}, nil, false},
		"a session too":                  {http.Header{}, kake, false},
		"a session too, and our origin":  {http.Header{"Origin": {p.url}}, kake, false},
		"a wrong password":               {http.Header{"Integrasjonpassord": {"x"}}, nil, false},
		"a session, no origin, no token": {http.Header{"Authorization": nil}, kake, false},
	} {
		hode := m.hode()
		maps.Copy(hode, c.hode)
		if _, res, err := p.ring(t, c.kake, hode, "graphql-transport-ws"); (err == nil) != c.inn {
			t.Errorf("%s: let in %v, want %v", navn, err == nil, c.inn)
		} else if !c.inn && (res == nil || res.StatusCode < 400) {
			t.Errorf("%s: %v", navn, res)
		}
	}
}

// An hour, and not longer; the test's hour is short.
func TestMaskinsokkelTid(t *testing.T) {
	p := nyttHus(t)
	p.SettMaskintid(50*time.Millisecond, time.Hour)
	if kode := p.maskinsokkel(t, p.hus.maskiner[maskinBergen]).slutt(); kode != 1012 {
		t.Errorf("ended with %d", kode)
	}
}

// A socket ends with its integration and with its password, also when nothing happens on it, and each operation is asked
// by what the machine may do now.
func TestMaskinsokkelSlutter(t *testing.T) {
	for navn, slutt := range map[string]func(*port, *testing.T){
		"withdrawn": func(p *port, t *testing.T) {
			maa(t, p.forvaltning.TrekkIntegrasjon(p.sys(t), uuid.MustParse(maskinBergen)))
		},
		"a new password": func(p *port, t *testing.T) {
			_, err := p.forvaltning.NyttPassord(p.sys(t), uuid.MustParse(maskinBergen))
			maa(t, err)
		},
	} {
		t.Run(navn, func(t *testing.T) {
			p := nyttHus(t)
			stille := p.maskinsokkel(t, p.hus.maskiner[maskinBergen])
			if k := stille.fritt(`{kommune(kommunenummer:"4601"){navn}}`); k != "" { // control
				t.Errorf("before: %s", k)
			}
			annen := p.hus.prosess(t) // which looks more often
			annen.SettMaskintid(time.Hour, 10*time.Millisecond)
			vaktet := annen.maskinsokkel(t, p.hus.maskiner[maskinBergen])
			slutt(p, t)
			if kode := vaktet.slutt(); kode != 4401 {
				t.Errorf("a socket where nothing happens ended with %d", kode)
			}
			stille.les() //nolint:errcheck // the end of the question before
			if k := stille.fritt(`{kommune(kommunenummer:"4601"){navn}}`); k != "IKKE_INNLOGGET" {
				t.Errorf("asked after: %s", k)
			}
		})
	}
}

// One integration has ten sockets at most, as a person.
func TestMaskinsoklerAntall(t *testing.T) {
	p := nyttHus(t)
	for range server.MaksSokler {
		p.maskinsokkel(t, p.hus.maskiner[maskinBergen])
	}
	ws, _, err := p.ring(t, nil, p.hus.maskiner[maskinBergen].hode(), "graphql-transport-ws")
	maa(t, err)
	if kode := (&sokkelklient{t, ws}).slutt(); kode != 4429 {
		t.Errorf("one too many ended with %d", kode)
	}
	p.maskinsokkel(t, p.hus.maskiner[maskinOslo]) // control: another's are its own
}

// A browser cannot be a machine to get around what protects its session, nor both at once.
func TestNettleserErIkkeMaskin(t *testing.T) {
	p := nyttHus(t)
	m := p.hus.maskiner[maskinBergen]
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	kropp := map[string]any{"variables": map[string]any{"id": id}, "extensions": persistert(dokBekreft)}
	uten := func(r *http.Request) { r.Header.Del("X-Portal") }
	sett := func(navn, verdi string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(navn, verdi) }
	}
	for navn, c := range map[string]struct {
		kake   *http.Cookie
		endre  []func(*http.Request)
		status int
	}{
		"a session and a machine":            {kake, []func(*http.Request){m.bruk}, 400},
		"a session and a bearer":             {kake, []func(*http.Request){sett("Authorization", "bearer x")}, 400},
		"a session and an id":                {kake, []func(*http.Request){uten, sett("IntegrasjonId", maskinBergen)}, 400},
		"a session and a password":           {kake, []func(*http.Request){uten, sett("IntegrasjonPassord", "")}, 400},
		"a session, empty, and a machine":    {&http.Cookie{Name: kake.Name, Value: ""}, []func(*http.Request){m.bruk}, 400},
		"a session, no header":               {kake, []func(*http.Request){uten}, 400},
		"a session, no header, Basic":        {kake, []func(*http.Request){uten, sett("Authorization", "Basic eDp4")}, 400},
		"a machine from another site":        {nil, []func(*http.Request){m.bruk, sett("Sec-Fetch-Site", "cross-site")}, 403},
		"a machine with a foreign origin":    {nil, []func(*http.Request){m.bruk, sett("Origin", "https://ond.example")}, 403},
		"asking leave for the headers":       {nil, []func(*http.Request){preflight}, 0},
		"a bearer without an integration":    {nil, []func(*http.Request){uten, sett("Authorization", "Bearer "+m.token)}, 401},
		"an integration without a bearer":    {nil, []func(*http.Request){m.bruk, func(r *http.Request) { r.Header.Del("Authorization") }}, 401},
		"two bearers":                        {nil, []func(*http.Request){m.bruk, func(r *http.Request) { r.Header.Add("Authorization", "Bearer x") }}, 401},
		"two ids":                            {nil, []func(*http.Request){m.bruk, func(r *http.Request) { r.Header.Add("IntegrasjonId", maskinOslo) }}, 401},
		"the machine's token as its session": {&http.Cookie{Name: kake.Name, Value: m.token}, nil, 200}, // not logged in
		"the session's ticket as a token":    {nil, []func(*http.Request){m.bruk, sett("Authorization", "Bearer "+kake.Value)}, 401},
		"the password as a session":          {&http.Cookie{Name: kake.Name, Value: m.passord}, nil, 200},
	} {
		t.Run(navn, func(t *testing.T) {
			s := p.post(t, c.kake, kropp, c.endre...)
			if c.status != 0 && s.status != c.status {
				t.Errorf("%d %s", s.status, s.raw)
			}
			if s.les("data", "bekreftMottak") != nil || s.status == 200 && s.kode() != "IKKE_INNLOGGET" {
				t.Errorf("let through: %d %s", s.status, s.raw)
			}
			if a := s.hode.Get("Access-Control-Allow-Origin") + s.hode.Get("Access-Control-Allow-Headers"); a != "" {
				t.Errorf("leave is given: %s", a)
			}
		})
	}
	if s := p.post(t, kake, kropp); s.les("data", "bekreftMottak") == nil { // control
		t.Errorf("the session alone: %d %s", s.status, s.raw)
	}
	for _, hemmelig := range []string{m.token, m.passord, kake.Value} {
		if strings.Contains(p.logg.String(), hemmelig) {
			t.Error("a token, a password or a ticket stands in the log")
		}
	}
}

func preflight(r *http.Request) {
	r.Method = http.MethodOptions
	r.Header.Del("X-Portal")
	r.Header.Set("Origin", "https://ond.example")
	r.Header.Set("Access-Control-Request-Method", "POST")
	r.Header.Set("Access-Control-Request-Headers", "authorization,integrasjonid,integrasjonpassord,content-type")
}
