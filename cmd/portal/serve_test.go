package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// One life of a data folder: made, used by one program at a time, killed, mended, and left with nothing running.
func TestServe(t *testing.T) {
	t.Parallel() // it mostly waits
	data, port := filepath.Join(t.TempDir(), "data"), freePort(t)
	first := portal(t, "serve", "DATA_DIR="+data, "PORT="+port)
	first.serves(t)
	if want := "http://localhost:" + port; first.url != want {
		t.Errorf("serves %s, want %s", first.url, want)
	}
	if !first.says("Making a new PostgreSQL cluster") || !first.says("saksbehandler1") {
		t.Error("the first start says nothing of what it does, or not who may log in")
	}
	if postgresEnded(t, data) {
		t.Error("no PostgreSQL: this test would not see one that is left")
	}

	t.Run("a second program", func(t *testing.T) {
		other := portal(t, "serve", "DATA_DIR="+data, "PORT="+freePort(t))
		if code := other.ended(t); code != 1 || !strings.Contains(other.words(), ent.ErrDataDirInUse.Error()) {
			t.Errorf("on the same data folder: status %d", code)
		}
		other = portal(t, "serve", "DATA_DIR="+t.TempDir(), "PORT="+port)
		if code := other.ended(t); code != 1 || !strings.Contains(other.words(), "address already in use") || strings.Contains(other.words(), "PostgreSQL") {
			t.Errorf("on the same port, before it starts anything: status %d", code)
		}
	})

	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.ended(t)
	began := time.Now()
	second := portal(t, "serve", "DATA_DIR="+data, "PORT="+port) // while the old PostgreSQL may still be on its way down
	second.serves(t)
	t.Logf("served %v after kill -9", time.Since(began))
	second.ctrlC(t)
	if code := second.ended(t); code != 0 {
		t.Errorf("Ctrl-C gave status %d, want 0", code)
	}
	if !postgresEnded(t, data) {
		t.Error("Ctrl-C left PostgreSQL running")
	}
	if _, err := os.Stat(filepath.Join(data, "postgres", "cluster", "postmaster.pid")); err == nil {
		t.Error("PostgreSQL was not shut down in order")
	}
	if strings.Contains(second.words(), "level=ERROR") || strings.Contains(second.words(), "level=WARN") {
		t.Error("an ordinary stop is logged as trouble")
	}
}

// What it stands on dies: the program ends too, with an error, and does not go on answering.
func TestServeEndsWithItsDatabase(t *testing.T) {
	t.Parallel() // it mostly waits
	data := filepath.Join(t.TempDir(), "data")
	p := portal(t, "serve", "DATA_DIR="+data, "PORT="+freePort(t))
	p.serves(t)
	if err := syscall.Kill(postmaster(t, data), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if code := p.ended(t); code != 1 || !strings.Contains(p.words(), "PostgreSQL ended") {
		t.Errorf("status %d", code)
	}
}

// Each of these ends with status 1 and a sentence that says what to do, before anything is made.
func TestServeRefuses(t *testing.T) {
	production := []string{
		"PORTAL_BREVANSVARLIG=Prøve Prøvesen",
		"PORTAL_MODUS=", "PORTAL_ADRESSE=https://portal.example.no", "PORTAL_LYTT=localhost:0",
		"IDPORTEN_UTSTEDER=https://idp.example.no", "IDPORTEN_KLIENT_ID=portal", "IDPORTEN_NOKKEL=/nowhere",
	}
	for name, c := range map[string]struct {
		env  []string
		want string
	}{
		"no passphrase":                     {append(production, "PORTAL_PASSFRASE="), "PORTAL_PASSFRASE is not set"},
		"nobody for refused letters":        {append(production, "PORTAL_BREVANSVARLIG="), "PORTAL_BREVANSVARLIG is not set"},
		"no passphrase in dev":              {[]string{"PORTAL_PASSFRASE="}, "PORTAL_PASSFRASE is not set"},
		"an unknown mode":                   {[]string{"PORTAL_MODUS=prod"}, "unknown mode"},
		"plain http off loopback":           {append(production, "PORTAL_LYTT=0.0.0.0:0"), "plain http off loopback is refused"},
		"plain http on every interface":     {append(production, "PORTAL_LYTT=:0"), "plain http off loopback is refused"},
		"a plain public address":            {append(production, "PORTAL_ADRESSE=http://portal.example.no"), "want https"},
		"no public address":                 {append(production, "PORTAL_ADRESSE="), "PORTAL_ADRESSE"},
		"no identity provider":              {append(production, "IDPORTEN_UTSTEDER="), "IDPORTEN_UTSTEDER"},
		"a database address of no kind":     {[]string{"DATABASE_URL=postgres://x:hemmelig@:bad"}, "cannot be read"},
		"a database that is not there":      {[]string{"DATABASE_URL=postgres:///x?host=/nowhere"}, "reach the database"},
		"a database without fsync":          {[]string{"DATABASE_URL=" + dbtest.Empty(t)}, "fsync is off, full_page_writes is off, synchronous_commit is off; set each to on"},
		"a certificate that is not there":   {append(production, "TLS_CERT=/nowhere", "TLS_KEY=/nowhere"), "TLS_CERT"},
		"a proxy that is no address":        {append(production, "PORTAL_PROXY=proxy.example.no"), "PORTAL_PROXY"},
		"plain http, production by default": {[]string{"PORTAL_MODUS=", "PORTAL_ADRESSE=http://localhost:1"}, "want https"},
	} {
		t.Run(name, func(t *testing.T) {
			data := t.TempDir()
			p := portal(t, "serve", append([]string{"DATA_DIR=" + data, "PORT=0"}, c.env...)...)
			if code := p.ended(t); code != 1 || !strings.Contains(p.words(), c.want) {
				t.Errorf("status %d, want 1 and %q", code, c.want)
			}
			if strings.Contains(p.words(), "hemmelig") {
				t.Error("it tells the password")
			}
			if made, err := os.ReadDir(data); err != nil || len(made) > 0 {
				t.Errorf("it made %v in DATA_DIR, %v", made, err)
			}
		})
	}
}

// synchronous_commit may be off for a single role. The refused database is left as it was.
func TestUnsafeRole(t *testing.T) {
	t.Parallel() // it mostly waits
	d, err := ent.StartPrivate(t.Context(), ent.PrivateConfig{DataDir: filepath.Join(t.TempDir(), "postgres")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Stop(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	conn, err := pgx.Connect(t.Context(), d.DSN("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(t.Context()) }()
	for _, sql := range []string{`CREATE DATABASE ledger`, `CREATE ROLE slurven LOGIN SUPERUSER`, `ALTER ROLE slurven SET synchronous_commit = off`} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	careful := d.DSN("ledger")
	careless := strings.Replace(careful, "portal@", "slurven@", 1)

	p := portal(t, "migrate", "DATABASE_URL="+careless, "DATA_DIR="+t.TempDir())
	if code := p.ended(t); code != 1 || !strings.Contains(p.words(), "settings under which it can lose what it has committed: synchronous_commit is off;") {
		t.Errorf("status %d", code)
	}
	ledger, err := pgx.Connect(t.Context(), careful)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ledger.Close(t.Context()) }()
	var tables int
	if err := ledger.QueryRow(t.Context(), `SELECT count(*) FROM pg_tables WHERE schemaname = 'public'`).Scan(&tables); err != nil || tables != 0 {
		t.Errorf("%d tables were made in a database that was refused (%v)", tables, err)
	}
	if code := portal(t, "migrate", "DATABASE_URL="+careful, "DATA_DIR="+t.TempDir()).ended(t); code != 0 {
		t.Errorf("another role on the same database: status %d", code)
	}
}

// postmaster returns the process id of the private PostgreSQL.
func postmaster(t testing.TB, data string) int {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(data, "postgres", "cluster", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	var pid int
	for _, c := range b {
		if c < '0' || c > '9' {
			break
		}
		pid = pid*10 + int(c-'0')
	}
	return pid
}
