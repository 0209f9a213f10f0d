package ent

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Somebody makes the database unsafe under a program that runs: nothing more is committed, and Ping says so, until it is
// mended; then all goes on without a restart.
func TestMadeUnsafeUnderARunningProgram(t *testing.T) {
	p := startPrivate(t, PrivateConfig{DataDir: withCluster(t, 0o700), loose: true})
	if err := p.EnsureDatabase(t.Context(), "portal"); err != nil {
		t.Fatal(err)
	}
	dsn := p.DSN("portal")
	if err := Migrate(t.Context(), dsn); err != nil {
		t.Fatal(err)
	}
	d := openFor(t, Config{DSN: dsn})
	blind := openFor(t, Config{DSN: dsn, UnsafeForTests: true})
	by := connect(t, p.DSN("postgres"))

	for _, c := range []struct {
		what, off, on string
		reload        bool // reaches sessions that are open
		pinned        bool // but ours have a word of their own, and are not reached
	}{
		{"fsync", `ALTER SYSTEM SET fsync = off`, `ALTER SYSTEM RESET fsync`, true, false},
		{"full_page_writes", `ALTER SYSTEM SET full_page_writes = off`, `ALTER SYSTEM RESET full_page_writes`, true, false},
		{"synchronous_commit", `ALTER SYSTEM SET synchronous_commit = off`, `ALTER SYSTEM RESET synchronous_commit`, true, true},
		{"a database's", `ALTER DATABASE portal SET synchronous_commit = off`, `ALTER DATABASE portal RESET synchronous_commit`, false, true},
		{"a role's", `ALTER ROLE portal SET synchronous_commit = off`, `ALTER ROLE portal RESET synchronous_commit`, false, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			if err := store(t, d); err != nil {
				t.Fatalf("before: %v", err)
			}
			change(t, by, dsn, c.off, true)
			if c.pinned {
				if got := sessionSays(t, d); got != "on" {
					t.Errorf("a session that was open has synchronous_commit %s", got)
				}
			} else if err := store(t, d); !errors.Is(err, ErrUnsafe) {
				t.Errorf("over a connection that was open: %v", err)
			}
			// The control: with nobody asking, PostgreSQL says that it is committed.
			if err := store(t, blind); err != nil {
				t.Errorf("unasked: %v", err)
			}
			if err := d.CheckSafe(t.Context()); !errors.Is(err, ErrUnsafe) {
				t.Errorf("asked: %v", err)
			}
			if err := store(t, d); !errors.Is(err, ErrUnsafe) {
				t.Errorf("when it has been asked: %v", err)
			}
			if err := d.Ping(t.Context()); !errors.Is(err, ErrUnsafe) {
				t.Errorf("it calls itself ready: %v", err)
			}
			change(t, by, dsn, c.on, false)
			if err := errors.Join(d.CheckSafe(t.Context()), d.Ping(t.Context()), store(t, d)); err != nil {
				t.Errorf("when it is mended: %v", err)
			}
		})
	}
}

func openFor(t *testing.T, c Config) *DB {
	t.Helper()
	d, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// store commits a row, and tells whether it is there if and only if that was the answer.
func store(t *testing.T, d *DB) error {
	t.Helper()
	id := uuid.New()
	err := d.Tx(t.Context(), func(tx *Tx) error { return tx.Enqueue(t.Context(), "husk", id) })
	var there bool
	conn, feil := pgx.ConnectConfig(t.Context(), d.pool.Config().ConnConfig)
	if feil != nil {
		t.Fatal(feil)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	if feil := conn.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM river_job WHERE args->>'id' = $1)`, id.String()).Scan(&there); feil != nil {
		t.Fatal(feil)
	}
	if there != (err == nil) {
		t.Errorf("stored: %v, and the answer was %v", there, err)
	}
	return err
}

// change does what a superuser does, and waits until new sessions know of it.
func change(t *testing.T, by *pgx.Conn, dsn, how string, unsafe bool) {
	t.Helper()
	do(t, by, how)
	do(t, by, `SELECT pg_reload_conf()`)
	for began := time.Now(); ; {
		if err := CheckSafeAt(t.Context(), dsn); errors.Is(err, ErrUnsafe) == unsafe {
			return
		} else if time.Since(began) > time.Minute {
			t.Fatalf("after %s: %v", how, err)
		}
	}
}

func sessionSays(t *testing.T, d *DB) (value string) {
	t.Helper()
	if err := d.pool.QueryRow(t.Context(), `SHOW synchronous_commit`).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}
