// Package dbtest gives each test a database of its own: real PostgreSQL, real migrations, cloned from a template.
//
//	dsn := dbtest.DSN(t)   // migrated
//	dsn := dbtest.Empty(t) // nothing in it
//	pool := dbtest.Pool(t)
//
// A test process has one server, started by the first test that asks, and it ends with the process. The servers'
// folders lie in .cache/dbtest of the module, one per test process running at the same time, and are used again by
// the next: making a cluster takes half a second of CPU, starting an old one a tenth of that. With fsync off a cluster
// may not survive a crash of the machine; one that does not start is thrown away.
package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"barnevernportalen/ent"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	maintenance = "postgres" // the database one connects to in order to make others
	template    = "mal"
)

// server is the one of this process. It is started once and never stopped by hand: no test can know that it is the
// last, and the kernel tells it when the process ends (where there is no such kernel, the next user of the folder does).
var server = sync.OnceValues(start)

var made atomic.Int64 // databases made by this process, to name the next

// DSN returns the address of a migrated database that only this test uses. It is dropped when the test ends.
func DSN(t testing.TB) string {
	t.Helper()
	return create(t, "TEMPLATE "+template)
}

// Empty returns the address of a database with nothing in it, for tests of the migrations themselves.
func Empty(t testing.TB) string {
	t.Helper()
	return create(t, "TEMPLATE template0")
}

// Pool returns a pool on a migrated database that only this test uses. It is closed when the test ends.
func Pool(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return Open(t, DSN(t))
}

// Open returns a pool on a database, past every rule. It is closed when the test ends.
func Open(t testing.TB, dsn string) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), dsn)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	t.Cleanup(pool.Close)
	return pool
}

// Clone copies a database of this package as it stands. Whoever is connected to it is thrown out.
func Clone(t testing.TB, dsn string) string {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	name := strings.TrimPrefix(u.Path, "/")
	p, err := server()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	err = execute(t.Context(), p, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '`+name+`'`)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	return create(t, "TEMPLATE "+name)
}

// create makes a database and has it dropped, by force, when the test ends.
func create(t testing.TB, how string) string {
	t.Helper()
	p, err := server()
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	name := fmt.Sprintf("test_%d", made.Add(1))
	// Copying files rather than logging each page is the faster way with fsync off (37 ms against 49).
	if err := execute(t.Context(), p, "CREATE DATABASE "+name+" "+how+" STRATEGY file_copy"); err != nil {
		t.Fatalf("dbtest: create a database: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if err := execute(ctx, p, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("dbtest: drop the database: %v", err)
		}
	})
	return p.DSN(name)
}

// execute runs statements, each by itself, on the maintenance database.
func execute(ctx context.Context, p *ent.Private, statements ...string) error {
	conn, err := pgx.Connect(ctx, p.DSN(maintenance))
	if err != nil {
		return err
	}
	for _, s := range statements {
		if _, err = conn.Exec(ctx, s); err != nil {
			break
		}
	}
	return errors.Join(err, conn.Close(context.WithoutCancel(ctx)))
}

// start takes the first free folder, starts its server and makes the template anew.
func start() (*ent.Private, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	root, err := cacheDir()
	if err != nil {
		return nil, err
	}
	for n := 1; ; n++ {
		dir := filepath.Join(root, fmt.Sprint(n))
		p, err := startIn(ctx, dir)
		if errors.Is(err, ent.ErrDataDirInUse) {
			continue // another test process has it
		}
		if err != nil {
			return nil, err
		}
		if err := makeTemplate(ctx, p); err != nil {
			return nil, errors.Join(err, p.Stop(ctx))
		}
		return p, nil
	}
}

// startIn starts the server of one folder. A cluster that does not start (after a crash of the machine, or made by
// another version of PostgreSQL) is only a cache, so it is thrown away and made anew, once.
func startIn(ctx context.Context, dir string) (*ent.Private, error) {
	c := ent.PrivateConfig{DataDir: dir, Unsafe: true}
	p, err := ent.StartPrivate(ctx, c)
	if err == nil || errors.Is(err, ent.ErrDataDirInUse) || ctx.Err() != nil {
		return p, err
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, err
	}
	return ent.StartPrivate(ctx, c)
}

// makeTemplate drops what earlier processes left, and migrates.
func makeTemplate(ctx context.Context, p *ent.Private) error {
	left, err := leftovers(ctx, p)
	if err != nil {
		return fmt.Errorf("look for databases left by earlier tests: %w", err)
	}
	var drop []string
	for _, name := range left {
		drop = append(drop, "DROP DATABASE "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)")
	}
	if err := execute(ctx, p, append(drop, "CREATE DATABASE "+template)...); err != nil {
		return fmt.Errorf("make the template database: %w", err)
	}
	if err := migrate(ctx, p.DSN(template)); err != nil {
		return fmt.Errorf("migrate the template database: %w", err)
	}
	// A connection to a template would make every clone fail.
	return execute(ctx, p, "ALTER DATABASE "+template+" ALLOW_CONNECTIONS false")
}

func leftovers(ctx context.Context, p *ent.Private) ([]string, error) {
	conn, err := pgx.Connect(ctx, p.DSN(maintenance))
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close(ctx) }()
	rows, err := conn.Query(ctx, `SELECT datname FROM pg_database WHERE datname <> $1 AND NOT datistemplate`, maintenance)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// cacheDir returns .cache/dbtest of the module whose tests run.
func cacheDir() (string, error) {
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for d := wd; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return filepath.Join(d, ".cache", "dbtest"), nil
		}
		if d == filepath.Dir(d) {
			return "", errors.New("tests run outside a Go module; there is no place for a database")
		}
	}
}

// Exec runs SQL as superuser, past every rule: for tampering in tests. Several statements at once take no args.
func Exec(ctx context.Context, dsn, statement string, args ...any) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	_, err = conn.Exec(ctx, statement, args...)
	return err
}

// QueryRow reads one row as superuser, past every rule.
func QueryRow(ctx context.Context, dsn, query string, args []any, into ...any) error {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return conn.QueryRow(ctx, query, args...).Scan(into...)
}
