package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// While it serves, the program checks its own ledger: a heartbeat outward, metrics at an address of their own, a checkpoint.
// `portal verify` beside it says that all is well, until somebody has been in the database.
func TestVakt(t *testing.T) {
	t.Parallel() // it mostly waits
	slag := make(chan string, 8)
	utenfor := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case slag <- r.URL.Path:
		default:
		}
	}))
	defer utenfor.Close()
	data, metrikk := filepath.Join(t.TempDir(), "data"), "localhost:"+freePort(t)
	p := portal(t, "serve", "DATA_DIR="+data, "PORT="+freePort(t), "METRIKK_LYTT="+metrikk, "HJERTESLAG_URL="+utenfor.URL+"/slag")
	p.serves(t)
	select {
	case sti := <-slag:
		if sti != "/slag" {
			t.Errorf("the heartbeat went to %s", sti)
		}
	case <-t.Context().Done():
		t.Fatal("no heartbeat")
	}
	if m := hent(t, "http://"+metrikk+"/metrics"); !strings.Contains(m, "\nbarnevernportalen_unaccounted 0\n") {
		t.Errorf("the metrics:\n%s", m)
	}

	rett := portal(t, "verify", "DATA_DIR="+data)
	if code := rett.ended(t); code != 0 || !strings.Contains(rett.words(), "uredegjort=0 funn=0") {
		t.Errorf("status %d of a ledger in order:\n%s", code, rett.words())
	}

	dsn, err := ent.PrivateDSN(filepath.Join(data, "postgres"), databasenavn)
	if err != nil {
		t.Fatal(err)
	}
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close(t.Context()) }()
	_, err = c.Exec(t.Context(), `SET session_replication_role = replica;
		INSERT INTO hendelsekjede (bydel_id, nr, hendelse_id, hash) SELECT id, 1, 4711, sha256('x') FROM bydel LIMIT 1`)
	if err != nil {
		t.Fatal(err)
	}
	galt := portal(t, "verify", "DATA_DIR="+data)
	if code := galt.ended(t); code != 1 || !strings.Contains(galt.words(), "FUNN hendelse 4711: er slettet") {
		t.Errorf("status %d after somebody was in the database:\n%s", code, galt.words())
	}
	p.ctrlC(t)
	if code := p.ended(t); code != 0 {
		t.Errorf("Ctrl-C gave status %d", code)
	}
}

// Somebody makes the database forgetful under the program: within a minute it calls itself not ready, says why, and gives no
// receipt. Mended, it goes on without a restart.
func TestDatabasenGjoresUtrygg(t *testing.T) {
	t.Parallel() // it waits for a minute to pass
	data, metrikk := filepath.Join(t.TempDir(), "data"), "localhost:"+freePort(t)
	p := portalI(t, 4*lengst, "serve", "DATA_DIR="+data, "PORT="+freePort(t), "METRIKK_LYTT="+metrikk)
	p.serves(t)
	m := nyMelder(t, p, "melder")
	if _, err := m.send("4601"); err != nil {
		t.Fatal(err)
	}
	dsn, err := ent.PrivateDSN(filepath.Join(data, "postgres"), databasenavn)
	if err != nil {
		t.Fatal(err)
	}
	endre := func(hvordan string) {
		if err := dbtest.Exec(t.Context(), dsn, `ALTER DATABASE `+databasenavn+` `+hvordan); err != nil {
			t.Fatal(err)
		}
	}
	endre(`SET synchronous_commit = off`)
	if !snart(t.Context(), lengst, func() bool {
		return strings.Contains(p.words(), `msg="nothing is taken, and no receipt given, before this is mended"`)
	}) {
		t.Fatal("it does not say so")
	}
	if kode := helse(t, p); kode != http.StatusServiceUnavailable {
		t.Errorf("/helse answered %d", kode)
	}
	if _, err := m.send("4601"); err == nil {
		t.Error("a receipt was given")
	}
	if m := hent(t, "http://"+metrikk+"/metrics"); !strings.Contains(m, "\nbarnevernportalen_database_unsafe 1\n") {
		t.Errorf("the metrics:\n%s", m)
	}
	endre(`RESET synchronous_commit`)
	if !snart(t.Context(), lengst, func() bool { _, err := m.send("4601"); return err == nil && helse(t, p) == http.StatusOK }) {
		t.Error("mended, it takes no reports")
	}
	p.ctrlC(t)
	if code := p.ended(t); code != 0 {
		t.Errorf("Ctrl-C gave status %d", code)
	}
}

// helse is what the portal says of itself.
func helse(t *testing.T, p *program) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/helse", nil)
	if err != nil {
		t.Fatal(err)
	}
	svar, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = svar.Body.Close()
	return svar.StatusCode
}

func hent(t *testing.T, adresse string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, adresse, nil)
	if err != nil {
		t.Fatal(err)
	}
	svar, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = svar.Body.Close() }()
	b, err := io.ReadAll(svar.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
