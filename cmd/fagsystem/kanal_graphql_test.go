package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// kjorKanal runs the native channel until the test ends.
func kjorKanal(t *testing.T, k *graphqlKanal) {
	t.Helper()
	ctx, slutt := context.WithCancel(context.Background())
	ferdig := make(chan struct{})
	go func() {
		defer close(ferdig)
		_ = k.motta(ctx)
	}()
	t.Cleanup(func() {
		slutt()
		select {
		case <-ferdig:
		case <-time.After(10 * time.Second):
			t.Error("it does not stop")
		}
	})
}

func bevist(l *liksomportal, n *listet) func() bool {
	return func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return n.bevis == "LAGRET"
	}
}

// A new report is fetched because the socket says so, not because an hour has gone.
func TestSokkelenVekker(t *testing.T) {
	l := nyPortalTest(t)
	k, lg := nyKanal(t, l)
	forst := l.legg(nyRapport(t, 1, nokler()[0], true)) // waiting when we come
	kjorKanal(t, k)
	<-l.koblet
	til(t, "the one that waited", bevist(l, forst))
	for i := range 5 {
		n := l.legg(nyRapport(t, 2+i, nokler()[0], true))
		til(t, "a new one", bevist(l, n))
		if err := n.paDisk(k.lager.rot); err != nil {
			t.Fatal(err)
		}
	}
	// The socket breaks, and a report comes meanwhile: the first message of the next connection is reason enough.
	l.kastSokler()
	mens := l.legg(nyRapport(t, 9, nokler()[0], true))
	<-l.koblet
	til(t, "the one that came meanwhile", bevist(l, mens))
	// Each connection had a token of its own, and so had every other call.
	l.mu.Lock()
	defer l.mu.Unlock()
	slices.Sort(l.token)
	if n := len(l.token); n < 10 || len(slices.Compact(l.token)) != n {
		t.Errorf("tokens used twice among %d calls", n)
	}
	if strings.Contains(lg.String(), kanari) {
		t.Errorf("the log has content in it:\n%s", lg)
	}
}

// Without a socket there is polling.
func TestUtenSokkel(t *testing.T) {
	l := nyPortalTest(t)
	l.utenWS = true
	k, _ := nyKanal(t, l)
	k.hvert = 10 * time.Millisecond
	kjorKanal(t, k)
	n := l.legg(nyRapport(t, 1, nokler()[0], true))
	til(t, "proven by polling", bevist(l, n))
}

// The inbox has more pages than one, and a bad report in it does not stop those behind it.
func TestMangeOgEnDarlig(t *testing.T) {
	l := nyPortalTest(t)
	k, lg := nyKanal(t, l)
	var alle []*listet
	for i := range 130 {
		til := nokler()[0]
		if i == 60 {
			til = nokler()[2] // somebody else's key
		}
		alle = append(alle, l.legg(nyRapport(t, i, til, true)))
	}
	if err := k.se(t.Context(), k.mottakere[0]); err != nil {
		t.Fatal(err)
	}
	for i, n := range alle {
		vil := "LAGRET"
		if i == 60 {
			vil = "AVVIST"
		}
		if !slices.Equal(n.svar, []string{vil}) {
			t.Errorf("nr %d: %v", n.nr, n.svar)
		}
	}
	// Again: the refused one is not fetched and not refused again.
	hentet := l.hentet
	if err := k.se(t.Context(), k.mottakere[0]); err != nil || l.hentet != hentet || len(alle[60].svar) != 1 {
		t.Errorf("%v, %d fetched again, %v", err, l.hentet-hentet, alle[60].svar)
	}
	if s := lg.String(); !strings.Contains(s, "grunn=ULESELIG") || strings.Contains(s, kanari) {
		t.Errorf("the log:\n%s", s)
	}
	// vis: everything whole, and the chain too.
	ut := new(strings.Builder)
	if err := visKjeder(ut, k.lager, k.mottakere); err != nil || !strings.Contains(ut.String(), "holds: 130 reports") {
		t.Errorf("%v\n%s", err, ut)
	}
}

// The answer was lost on its way: it is repeated, with the token from our own store, and nothing is fetched.
func TestSvaretGikkTapt(t *testing.T) {
	l := nyPortalTest(t)
	k, _ := nyKanal(t, l)
	n := l.legg(nyRapport(t, 1, nokler()[0], true))
	tapt := true
	l.forstyr = func(w http.ResponseWriter, r *http.Request) bool {
		if raw, _ := io.ReadAll(r.Body); strings.Contains(string(raw), "mutation") && tapt {
			w.WriteHeader(http.StatusBadGateway)
			return true
		} else {
			r.Body = io.NopCloser(strings.NewReader(string(raw)))
		}
		return false
	}
	if err := k.se(t.Context(), k.mottakere[0]); err == nil {
		t.Error("a lost answer is no success")
	}
	tapt = false
	hentet := l.hentet
	if err := k.se(t.Context(), k.mottakere[0]); err != nil || !bevist(l, n)() || l.hentet != hentet {
		t.Errorf("%v %v, fetched %d", err, n.svar, l.hentet-hentet)
	}
}

// A blind report (no token) is said yes to once, though it stays on the list of the unproven.
func TestBlindtJaEnGang(t *testing.T) {
	l := nyPortalTest(t)
	k, _ := nyKanal(t, l)
	n := l.legg(nyRapport(t, 1, nokler()[0], false))
	for range 3 {
		if err := k.se(t.Context(), k.mottakere[0]); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(n.svar, []string{"KVITTERT"}) {
		t.Errorf("%v", n.svar)
	}
}

// A token the portal calls wrong is a matter for a person, and not given again and again.
func TestFeilBevis(t *testing.T) {
	l := nyPortalTest(t)
	k, lg := nyKanal(t, l)
	r := nyRapport(t, 1, nokler()[0], true)
	r.bevis = "another"
	n := l.legg(r)
	for range 3 {
		if err := k.se(t.Context(), k.mottakere[0]); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(n.svar, []string{"FEIL_BEVIS"}) || !strings.Contains(lg.String(), "kode=FEIL_BEVIS") {
		t.Errorf("%v\n%s", n.svar, lg)
	}
}

// A chain that does not hold is called out, and reports are received all the same.
func TestBruddIKjedenStopperIkkeMottak(t *testing.T) {
	l := nyPortalTest(t)
	k, lg := nyKanal(t, l)
	for i := range 5 {
		l.legg(nyRapport(t, i, nokler()[0], true))
	}
	l.listet = slices.Delete(l.listet, 2, 3) // number 3 never was
	if err := k.se(t.Context(), k.mottakere[0]); err != nil {
		t.Fatal(err)
	}
	if s := lg.String(); strings.Count(s, "THE CHAIN DOES NOT HOLD") < 1 || !strings.Contains(s, "nr=3") {
		t.Errorf("the log:\n%s", s)
	}
	for _, n := range l.listet {
		if n.bevis != "LAGRET" {
			t.Errorf("nr %d: %s", n.nr, n.bevis)
		}
	}
	ut := new(strings.Builder)
	if err := visKjeder(ut, k.lager, k.mottakere); err == nil || !strings.Contains(ut.String(), "!!! nr 3: "+avvikHull) {
		t.Errorf("%v\n%s", err, ut)
	}
	// And one that is in the chain and was lost here.
	if err := os.RemoveAll(k.lager.sti(meldingMappe, l.listet[3].id.String())); err != nil {
		t.Fatal(err)
	}
	ut.Reset()
	if err := visKjeder(ut, k.lager, k.mottakere); err == nil || !strings.Contains(ut.String(), "!!! nr 5: "+avvikIkkeHer) {
		t.Errorf("%v\n%s", err, ut)
	}
}

// Whatever a peer answers, the log says what happened and nothing of the content, the password, the token, or the peer's own
// words; nothing is refused because of it; and when the peer is well again, all is received.
func TestStilleLogg(t *testing.T) {
	side := func(status int, typ, kropp string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Content-Type", typ)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, kropp)
			return true
		}
	}
	gjenta := func(w http.ResponseWriter, r *http.Request) bool { // a proxy that shows what it was sent
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusInternalServerError)
		_ = r.Header.Write(w)
		_, _ = io.Copy(w, r.Body)
		return true
	}
	for navn, f := range map[string]func(http.ResponseWriter, *http.Request) bool{
		"html 200":       side(200, "text/html", "<html>"+kanari),
		"html 404":       side(404, "text/html", "<html>"+kanari),
		"html 403":       side(403, "text/html", "<html>"+kanari),
		"401":            side(401, "application/json", `{"message":"`+kanari+`"}`),
		"empty 200":      side(200, "application/json", ""),
		"empty 500":      side(500, "", ""),
		"503":            side(503, "application/json", `{"message":"`+kanari+`"}`),
		"half JSON":      side(200, "application/json", `{"data":{"mottak":{"edges":[`),
		"JSON of else":   side(200, "application/json", `[1,"`+kanari+`"]`),
		"null":           side(200, "application/json", `{"data":null}`),
		"an error":       side(200, "application/json", `{"errors":[{"message":"`+kanari+`","extensions":{"kode":"INTERN"}}]}`),
		"a strange code": side(200, "application/json", `{"errors":[{"extensions":{"kode":"`+kanari+`: x"}}]}`),
		"redirect": func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://127.0.0.1:1/"+kanari, http.StatusFound)
			return true
		},
		"a proxy that shows": gjenta,
		"hangs up": func(w http.ResponseWriter, _ *http.Request) bool {
			if c, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = c.Close()
			}
			return true
		},
	} {
		for _, bare := range []string{"", "/last-ned/", "mutation"} {
			t.Run(navn+" "+bare, func(t *testing.T) {
				l := nyPortalTest(t)
				k, lg := nyKanal(t, l)
				n := l.legg(nyRapport(t, 1, nokler()[0], true))
				l.settForstyr(func(w http.ResponseWriter, r *http.Request) bool {
					raw, _ := io.ReadAll(r.Body)
					r.Body = io.NopCloser(strings.NewReader(string(raw)))
					if bare != "" && !strings.Contains(r.URL.Path+string(raw), bare) {
						return false
					}
					return f(w, r)
				})
				ctx, slutt := context.WithCancel(t.Context())
				ferdig := make(chan struct{})
				go func() { defer close(ferdig); k.pass(ctx, k.mottakere[0], nil) }()
				til(t, "something is logged", func() bool { return strings.Contains(lg.String(), "level=ERROR") })
				slutt()
				<-ferdig
				_, err := k.portal.ring(t.Context()) // the socket meets the same
				if bare == "" && err == nil {
					t.Error("a socket from nobody")
				}
				tekst := lg.String()
				if err != nil {
					tekst += err.Error()
				}
				if strings.Contains(tekst, kanari) || strings.Contains(tekst, "token-") {
					t.Errorf("the log:\n%s", tekst)
				}
				if len(n.svar) > 0 {
					t.Errorf("answered %v", n.svar)
				}
				l.settForstyr(nil)
				if err := k.se(t.Context(), k.mottakere[0]); err != nil || !bevist(l, n)() {
					t.Errorf("when all is well: %v %v", err, n.svar)
				}
			})
		}
	}
}

// The canary test itself can fail: the log it reads does show what is written to it.
func TestKanarienSees(t *testing.T) {
	_, lg := nyKanal(t, nyPortalTest(t))
	(program{feil: lg}).log().Error("x", "id", uuid.Nil, "feil", passord)
	if !strings.Contains(lg.String(), kanari) {
		t.Error("not seen")
	}
}
