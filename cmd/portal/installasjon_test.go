package main

import (
	"errors"
	"log/slog"
	"strings"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// A key folder that is not the database's is refused before a row is written: not a kommune, not a key, not a right.
func TestAnotherKeyFolderIsRefusedBeforeARowIsWritten(t *testing.T) {
	dsn := dbtest.DSN(t)
	db, err := ent.Open(t.Context(), ent.Config{DSN: dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	if err := db.KnyttTil(t.Context(), strings.Repeat("a1", 16), string(server.ModusDev)); err != nil {
		t.Fatal(err)
	}
	o := oppsett{modus: server.ModusDev, data: t.TempDir(), passfrase: "a passphrase for tests"}
	if o.adresse, err = server.ParseAdresse("http://localhost:8080", o.modus); err != nil {
		t.Fatal(err)
	}
	_, err = bygg(viewer.With(t.Context(), viewer.System{Oppgave: "start"}), o, db, slog.New(slog.DiscardHandler))
	if !errors.Is(err, ent.ErrAnnenInstallasjon) {
		t.Errorf("bygg: %v", err)
	}
	for _, table := range []string{"kommune", "bydel", "nokkel", "tilgang", "river_job"} {
		var n int
		if err := dbtest.QueryRow(t.Context(), dsn, "SELECT count(*) FROM "+table, nil, &n); err != nil || n != 0 {
			t.Errorf("%d rows in %s (%v)", n, table, err)
		}
	}
}
