package bekymring_test

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// PostgreSQL is killed in the midst of a stream of submissions, again and again. Every receipt that was ever given is
// found afterwards, with the same id and the same content; every report that was sent is there exactly once.
func TestDrepDatabasen(t *testing.T) {
	dir := t.TempDir()
	server := nyServer(t, filepath.Join(dir, "postgres"))
	safe, err := ent.Open(t.Context(), ent.Config{DSN: server.dsn}) // as serve opens it
	if err != nil {
		t.Fatal(err)
	}
	safe.Close()
	h := husPa(t, server.dsn, dir)
	s := startStrom(t, h)
	const kills = 4
	for range kills {
		s.venter(t, 2+rand.IntN(8))
		s.nede()
		server.drep(t)
		server.start(t)
		s.oppe()
	}
	s.venter(t, 4)
	s.slutt()
	s.sjekk(t)
	if len(s.errors) < kills || s.again == 0 {
		t.Errorf("%d errors, %d sent again after a receipt: the kills hit nothing", len(s.errors), s.again)
	}
	t.Logf("kills=%d accepted=%d errors=%d lost=0", kills, len(s.kvitteringer), len(s.errors))
}

// The control: the same stream, the same kill, on a database that answers before it has written. Receipts are lost, the
// check says so, and serve would not have opened it.
func TestDrepDatabasenKontroll(t *testing.T) {
	dir := t.TempDir()
	server := nyServer(t, filepath.Join(dir, "postgres"))
	if err := dbtest.Exec(t.Context(), server.dsn, `ALTER DATABASE proving SET synchronous_commit = off`); err != nil {
		t.Fatal(err)
	}
	if _, err := ent.Open(t.Context(), ent.Config{DSN: server.dsn}); !errors.Is(err, ent.ErrUnsafe) {
		t.Errorf("serve would open it: %v", err)
	}
	h := husPa(t, server.dsn, dir)
	s := startStrom(t, h)
	h.sql(t, `CHECKPOINT`)       // what the house stands on is not what is to be lost
	server.stans(t, "walwriter") // it would come to the rescue, mostly
	s.venter(t, 10)
	s.nede()
	server.drep(t)
	server.start(t)
	lost := len(s.tapte(t))
	s.oppe()
	s.slutt()
	if lost == 0 {
		t.Error("synchronous_commit is off and nothing was lost: the test of the real settings proves nothing")
	}
	t.Logf("control_lost=%d of %d", lost, len(s.kvitteringer))
}
