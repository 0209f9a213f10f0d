package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// The old keys are not thrown away while anything needs them, a private key in the folder included.
func TestNoklerKastesIkkeForTidlig(t *testing.T) {
	o := oppsett{data: t.TempDir(), passfrase: "a passphrase for tests", dsn: dbtest.DSN(t)}
	v, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(o.data, "nokler"), v)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := mappe.Lag(nokkel.FormalManuell, "manuelt mottak", time.Now(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	db, err := ent.Open(t.Context(), ent.Config{DSN: o.dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	igjen := func() (sum int) {
		t.Helper()
		av, err := underGamle(ctx, db, v, filepath.Join(o.data, "nokler"))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range av {
			sum += n
		}
		return sum
	}
	if n := igjen(); n != 0 {
		t.Fatalf("%d before", n)
	}
	var meldt int
	ferdig, stopp := context.WithCancel(t.Context())
	defer stopp()
	fulgt := make(chan struct{}, 10)
	annen, err := vault.Open(filepath.Join(o.data, "nokler"), o.passfrase)
	if err != nil {
		t.Fatal(err)
	}
	go folgNokler(ferdig, annen, time.Millisecond, func() { fulgt <- struct{}{} }, slog.New(slog.DiscardHandler))
	for _, hva := range []string{"forbered", "bruk"} {
		if err := nokler(t.Context(), o, slog.New(slog.DiscardHandler), hva); err != nil {
			t.Fatal(err)
		}
		<-fulgt // another process has read it, and told its sockets
		meldt++
	}
	if len(annen.Hashes("x", "")) != 2 || meldt != 2 {
		t.Error("the other process does not know both keys")
	}
	if n := igjen(); n != 1 {
		t.Errorf("%d things need the old keys; want the private key", n)
	}
	if err := nokler(t.Context(), o, slog.New(slog.DiscardHandler), "tull"); err == nil || !strings.Contains(err.Error(), "status") {
		t.Errorf("an unknown word: %v", err)
	}
}
