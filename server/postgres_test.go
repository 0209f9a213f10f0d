package server_test

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

var _ server.Sesjonslager = (*ent.DB)(nil)

// The same on real rows, with two replicas on one database: a session made at the one is good at the other, and its end
// at the one closes the sockets of the other.
func TestPostgres(t *testing.T) {
	db, err := ent.Open(t.Context(), ent.Config{DSN: dbtest.DSN(t), UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(db.Close)
	v := nyVerden(t)
	o := v.sesjoner.SesjonerOppsett
	o.Lager = db
	o.Tilganger = func(context.Context, viewer.Person) ([]viewer.Tilgang, error) { return nil, nil }
	v.bygg(o, v.op.URL+"/testidp")
	annen, err := server.NewSesjoner(o)
	maa(t, err)

	ctx, stopp := context.WithCancel(t.Context())
	horer := make(chan struct{})
	var forste sync.Once
	var vent sync.WaitGroup
	vent.Go(func() {
		db.Listen(ctx, slog.New(slog.DiscardHandler), func(n ent.Varsel) {
			switch {
			case n.Tapt:
				annen.MeldTapt()
				forste.Do(func() { close(horer) })
			case n.SesjonID != uuid.Nil:
				annen.MeldAvsluttet(n.SesjonID)
			}
		})
	})
	defer func() { stopp(); vent.Wait() }()
	<-horer

	slutter := func(c <-chan struct{}, hva string) {
		t.Helper()
		select {
		case <-c:
		case <-time.After(5 * time.Second):
			t.Errorf("%s: the other replica's socket is open", hva)
		}
	}
	if til := v.loggInn("som=mor&til=/mine"); til != "/mine" {
		t.Fatalf("%q\n%s", til, v.logg)
	}
	forrige, status := v.hvem()
	if status != http.StatusOK || forrige.Navn != "Mona Synt Mor" {
		t.Fatalf("%d %+v", status, forrige)
	}
	if s, _ := v.sesjon("POST", "/sesjon/forny"); s.InaktivOm < 1799 {
		t.Errorf("%+v", s)
	}

	// Step-up: the first session ends, at both.
	c := annen.Avsluttet(t.Context(), forrige.Sesjon)
	if til := v.loggInn("som=mor&niva=hoyt"); til != "/" {
		t.Fatalf("%q\n%s", til, v.logg)
	}
	slutter(c, "step-up")

	// Back channel, once and once more.
	naa, _ := v.hvem()
	c = annen.Avsluttet(t.Context(), naa.Sesjon)
	tok := v.logoutToken("mor", krav("sid", nil))
	for range 2 {
		if status := v.bakkanal(tok); status != http.StatusOK {
			t.Fatalf("back channel: %d\n%s", status, v.logg)
		}
	}
	slutter(c, "back channel")
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Error("still logged in")
	}

	// Logout, and an answer twice.
	u := v.tilSvar("som=mor").String()
	kake := v.kake("innlogging")
	v.get(u)
	naa, _ = v.hvem()
	c = annen.Avsluttet(t.Context(), naa.Sesjon)
	v.settKake("innlogging", kake)
	if _, til := v.get(u); til != "/innlogging-feilet?innlogging=feilet" {
		t.Errorf("an answer twice: %q", til)
	}
	v.post("/logg-ut", nil)
	slutter(c, "logout")

	// Time: the row goes when it is next looked at.
	v.loggInn("som=far")
	v.klokke.frem(31 * time.Minute)
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Errorf("after 31 minutes: %d", status)
	}
}
