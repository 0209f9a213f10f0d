package ent_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// A notification connection that goes silent without a word is found out, and another one is heard on.
func TestListenFinnerStilleForbindelse(t *testing.T) {
	dsn := dbtest.DSN(t)
	vei := dbtest.NewProxy(t, dsn)
	d, err := ent.Open(t.Context(), ent.Config{DSN: vei.DSN(), UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	hort := make(chan ent.Varsel, 100)
	ctx, stopp := context.WithCancel(t.Context())
	var vent sync.WaitGroup
	vent.Go(func() { d.Listen(ctx, slog.New(slog.DiscardHandler), func(v ent.Varsel) { hort <- v }) })
	t.Cleanup(func() { stopp(); vent.Wait() })
	if v := <-hort; !v.Tapt {
		t.Fatalf("first %+v", v)
	}
	const mor = "SELECT pg_notify('innsyn', repeat('ab', 32) || ' 00000000-0000-0000-0000-000000000000')"
	si := func() {
		t.Helper()
		if err := dbtest.Exec(t.Context(), dsn, mor); err != nil {
			t.Fatal(err)
		}
	}
	si()
	if v := <-hort; v.Eier == (ent.Eieremne{}) {
		t.Fatalf("control: heard %+v", v)
	}
	vei.Hang()
	da := time.Now()
	si() // lost
	if v := <-hort; !v.Tapt {
		t.Errorf("after the silence %+v", v)
	}
	t.Logf("a silent connection was found out after %v (the promise: 1 s)", time.Since(da))
	for si(); (<-hort).Tapt; si() { // said before it listened again, it is lost, and that is what Tapt says
	}
}
