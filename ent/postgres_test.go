package ent

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// eachRunner runs f once for every way PostgreSQL can be run by this user.
func eachRunner(t *testing.T, f func(t *testing.T, only string)) {
	for _, r := range runners() {
		t.Run(r.name, func(t *testing.T) { f(t, r.name) })
	}
}

// dataDir returns a new folder inside one with the given rights.
func dataDir(t *testing.T, around os.FileMode) string {
	t.Helper()
	outer, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(outer); err != nil {
			t.Error(err)
		}
	})
	if err := os.Chmod(outer, around); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(outer, "data")
}

// startPrivate starts a server that ends with the test.
func startPrivate(t *testing.T, c PrivateConfig) *Private {
	t.Helper()
	c.Log = func(s string) { t.Log(s) }
	p, err := StartPrivate(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stopPrivate(t, p) })
	return p
}

func stopPrivate(t *testing.T, p *Private) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	if err := p.Stop(ctx); err != nil {
		t.Error(err)
	}
}

// connect returns a connection that is closed before the server stops.
func connect(t *testing.T, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func do(t *testing.T, conn *pgx.Conn, sql string, args ...any) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func TestStartStopStart(t *testing.T) {
	eachRunner(t, func(t *testing.T, only string) {
		c := PrivateConfig{DataDir: dataDir(t, 0o755), only: only}
		p := startPrivate(t, c)
		if err := p.EnsureDatabase(t.Context(), "portal"); err != nil {
			t.Fatal(err)
		}
		conn := connect(t, p.DSN("portal"))
		do(t, conn, `CREATE TABLE husk (ord text COLLATE "nb-x-icu")`)
		do(t, conn, `INSERT INTO husk VALUES ('Ås'), ('Aa'), ('Zz'), ('Ørland')`)
		stopPrivate(t, p)
		if err, open := <-p.Done(); open || err != nil {
			t.Errorf("Done after Stop gave %v", err)
		}

		p = startPrivate(t, c)
		if err := p.EnsureDatabase(t.Context(), "portal"); err != nil {
			t.Fatal(err)
		}
		var words string
		err := connect(t, p.DSN("portal")).QueryRow(t.Context(), `SELECT string_agg(ord, ' ' ORDER BY ord) FROM husk`).Scan(&words)
		if err != nil || words != "Zz Ørland Aa Ås" {
			t.Errorf("read back %q, %v", words, err)
		}
	})
}
