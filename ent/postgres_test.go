package ent

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// eachRunner runs f once for every way PostgreSQL can be run by this user, on this machine.
func eachRunner(t *testing.T, f func(t *testing.T, only string)) {
	possible := 0
	for _, r := range runners() {
		t.Run(r.name, func(t *testing.T) {
			if _, err := r.run(t.Context(), r.command("/", "/bin/true")); err != nil {
				t.Skipf("this machine bars it: %v", err)
			}
			possible++
			f(t, r.name)
		})
	}
	if possible == 0 {
		t.Error("this machine bars every way")
	}
}

// dataDir returns a data folder, not made yet, inside a folder with the given rights.
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

// newCluster makes one cluster for all tests that are not about making one: a copy costs a fraction of that.
var newCluster = sync.OnceValues(func() (string, error) {
	p, err := StartPrivate(context.Background(), PrivateConfig{DataDir: newClusterDir, Unsafe: true})
	if err != nil {
		return "", err
	}
	return p.dir.root, p.Stop(context.Background())
})

var newClusterDir string // set, and removed at last, by TestMain

// withCluster returns a data folder like dataDir, with a new cluster in it.
func withCluster(t *testing.T, around os.FileMode) string {
	t.Helper()
	made, err := newCluster()
	if err != nil {
		t.Fatal(err)
	}
	dir := dataDir(t, around)
	if err := os.CopyFS(filepath.Join(dir, "cluster"), os.DirFS(filepath.Join(made, "cluster"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "cluster"), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
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

func ask[T any](t *testing.T, conn *pgx.Conn, sql string) T {
	t.Helper()
	var answer T
	if err := conn.QueryRow(t.Context(), sql).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
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
		conn = connect(t, p.DSN("portal"))
		if words := ask[string](t, conn, `SELECT string_agg(ord, ' ' ORDER BY ord) FROM husk`); words != "Zz Ørland Aa Ås" {
			t.Errorf("read back %q", words)
		}
	})
}

func TestClusterIsUTF8WithoutAPort(t *testing.T) {
	p := startPrivate(t, PrivateConfig{DataDir: dataDir(t, 0o700), Unsafe: true})
	conn := connect(t, p.DSN("postgres"))
	for setting, want := range map[string]string{
		"server_encoding": "UTF8", "listen_addresses": "", "data_checksums": "on", "max_connections": "100", "timezone": "UTC",
	} {
		if got := ask[string](t, conn, `SELECT current_setting('`+setting+`')`); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if !ask[bool](t, conn, `SELECT 'ČÁHCI ØRLAND' = upper('čáhci ørland')`) {
		t.Error("the cluster's locale does not know letters beyond ASCII")
	}
	if ask[int](t, conn, `SELECT current_setting('server_version_num')::int`) >= 170000 &&
		ask[string](t, conn, `SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'template1'`) != "bC.UTF-8" {
		t.Error("the cluster's locale depends on the libc")
	}
	ask[int](t, conn, `SELECT count(*) FROM pg_collation WHERE collname IN ('nb-x-icu', 'se-x-icu') HAVING count(*) = 2`)
}

func TestOnlyWeReachTheSocket(t *testing.T) {
	dir := withCluster(t, 0o755)
	p := startPrivate(t, PrivateConfig{DataDir: dir, Unsafe: true})
	for _, path := range []string{dir, p.dir.socket, p.dir.cluster()} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestUnsafeSettingsAreRefused(t *testing.T) {
	refused := func(t *testing.T, q Querier, names ...string) {
		t.Helper()
		err := CheckSafe(t.Context(), q)
		if !errors.Is(err, ErrUnsafe) {
			t.Fatalf("not refused: %v", err)
		}
		for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
			if named := strings.Contains(err.Error(), name+" is off"); named != strings.Contains(strings.Join(names, " "), name) {
				t.Errorf("with %v off it says %q", names, err)
			}
		}
	}
	t.Run("safe, and then not", func(t *testing.T) {
		p := startPrivate(t, PrivateConfig{DataDir: withCluster(t, 0o700)})
		conn := connect(t, p.DSN("postgres"))
		for _, enough := range []string{"on", "local", "remote_write", "remote_apply"} {
			do(t, conn, `SET synchronous_commit = `+enough)
			if err := CheckSafe(t.Context(), conn); err != nil {
				t.Errorf("with synchronous_commit %s: %v", enough, err)
			}
		}
		do(t, conn, `SET synchronous_commit = off`)
		refused(t, conn, "synchronous_commit")

		// A database can carry the setting to every new session, and so can a role.
		do(t, conn, `CREATE DATABASE glemsom`)
		do(t, conn, `ALTER DATABASE glemsom SET synchronous_commit = off`)
		refused(t, connect(t, p.DSN("glemsom")), "synchronous_commit")
	})
	t.Run("unsafe", func(t *testing.T) {
		p := startPrivate(t, PrivateConfig{DataDir: withCluster(t, 0o700), Unsafe: true})
		refused(t, connect(t, p.DSN("postgres")), "fsync", "full_page_writes", "synchronous_commit")
	})
	dir := withCluster(t, 0o700)
	for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		t.Run("a private server with "+name+" off does not start", func(t *testing.T) {
			_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir, extra: []string{name + "=off"}})
			if !errors.Is(err, ErrUnsafe) {
				t.Errorf("got %v", err)
			}
		})
	}
	// What was not written when an fsync failed is not written by the next one either, which succeeds.
	t.Run("a private server that tries an fsync again does not start", func(t *testing.T) {
		_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir, extra: []string{"data_sync_retry=on"}})
		if !errors.Is(err, ErrUnsafe) || !strings.Contains(err.Error(), "data_sync_retry is on") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("and with none of these it does", func(t *testing.T) { startPrivate(t, PrivateConfig{DataDir: dir}) })
}

func TestGivingUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	dir := dataDir(t, 0o700)
	_, err := StartPrivate(ctx, PrivateConfig{DataDir: dir, Log: func(string) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	startPrivate(t, PrivateConfig{DataDir: dir, Unsafe: true}) // and nothing of it is in the way
}

func TestGivingUpBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := StartPrivate(ctx, PrivateConfig{DataDir: dataDir(t, 0o700)})
	if !errors.Is(err, context.Canceled) || errors.Is(err, ErrNoBinaries) {
		t.Errorf("got %v", err)
	}
}

// A server that runs but lets nobody in, as on a full disk, is an error and not something to wait for.
func TestServerThatLetsNobodyIn(t *testing.T) {
	dir := withCluster(t, 0o700)
	if err := os.WriteFile(filepath.Join(dir, "cluster", "pg_hba.conf"), []byte("local all all reject\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir, Unsafe: true})
	if err == nil || !strings.Contains(err.Error(), "cannot be used") {
		t.Errorf("got %v", err)
	}
}

func TestServerThatDiesIsSeen(t *testing.T) {
	p := startPrivate(t, PrivateConfig{DataDir: withCluster(t, 0o700), Unsafe: true})
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-p.Done(); err == nil || !strings.Contains(err.Error(), "ended by itself") {
		t.Errorf("got %v", err)
	}
	if err, open := <-p.Done(); open {
		t.Errorf("told twice: %v", err)
	}
}
