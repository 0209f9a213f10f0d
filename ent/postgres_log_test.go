package ent

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// canary stands for what people write. It must not be found in what the server writes about itself.
const canary = "kanarifugl"

// mishaps are statements that fail, or complain, with content in their message, their detail or their text.
var mishaps = map[string]string{
	"unique violation":   `INSERT INTO husk VALUES ('` + canary + `', 1)`,
	"check violation":    `INSERT INTO husk VALUES ('` + canary + `x', -1)`,
	"not a number":       `SELECT '` + canary + `'::int`,
	"syntax error":       `SELEKT ` + canary,
	"raised by a server": `DO $$ BEGIN RAISE EXCEPTION '` + canary + `' USING DETAIL = '` + canary + `'; END $$`,
	"warning":            `DO $$ BEGIN RAISE WARNING '` + canary + `'; END $$`,
	"context":            `DO $$ BEGIN PERFORM '` + canary + `'::date; END $$`,
	"slow":               `SET statement_timeout = 1; SELECT pg_sleep(60), '` + canary + `'`,
}

// makeMishaps does all of them, as statements and (where there is one) with parameters, and last kills a backend in
// the middle of a statement, which the server reports with the statement's text.
func makeMishaps(t *testing.T, p *Private) {
	conn := connect(t, p.DSN("postgres"))
	do(t, conn, `CREATE TABLE husk (ord text PRIMARY KEY, n int CHECK (n > 0))`)
	do(t, conn, `INSERT INTO husk VALUES ($1, 1)`, canary)
	failed := 0
	count := func(_ any, err error) {
		if err != nil {
			failed++
		}
	}
	for _, sql := range mishaps {
		count(conn.Exec(t.Context(), sql, pgx.QueryExecModeSimpleProtocol))
		do(t, conn, `RESET statement_timeout`)
	}
	count(conn.Exec(t.Context(), `INSERT INTO husk VALUES ($1, 1)`, canary))
	count(conn.Exec(t.Context(), `SELECT $1::text::int`, canary))
	if want := len(mishaps) - 1 + 2; failed != want { // the warning does not fail
		t.Fatalf("%d statements failed, want %d", failed, want)
	}

	victim := ask[int](t, conn, `SELECT pg_backend_pid()`)
	hit := make(chan error, 1)
	witness := connect(t, p.DSN("postgres"))
	go func() {
		_, err := conn.Exec(t.Context(), `SELECT pg_sleep(600), '`+canary+`'`)
		hit <- err
	}()
	for !ask[bool](t, witness, `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')`) {
	}
	if err := syscall.Kill(victim, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-hit; err == nil {
		t.Fatal("the backend survived")
	}
	// The server restarts itself after that. Told to stop in the midst of it, it may not hear (seen on a busy machine), and
	// would be cut short, which is another test's matter.
	for {
		c, err := pgx.Connect(t.Context(), p.DSN("postgres"))
		if err == nil {
			_ = c.Close(t.Context())
			return
		}
		if t.Context().Err() != nil {
			t.Fatal(err)
		}
	}
}

func TestNoContentInTheLog(t *testing.T) {
	dir := withCluster(t, 0o700)
	p := startPrivate(t, PrivateConfig{DataDir: dir})
	makeMishaps(t, p)
	stopPrivate(t, p)
	if in := filesWith(t, dir, canary, "cluster"); in != nil {
		t.Errorf("content was found in %v", in)
	}
	// Control: the server did write its log, also of the crash; and the search does find what is there.
	if in := filesWith(t, dir, "was terminated by signal 9", "cluster"); len(in) != 1 {
		t.Errorf("the crash was not logged: %v", in)
	}
	if in := filesWith(t, dir, canary, ""); in == nil {
		t.Error("content is nowhere, not even in the table")
	}
}

// Control: with the server's own log settings the same mishaps do leave content in the log.
func TestContentInTheLogIsFound(t *testing.T) {
	dir := withCluster(t, 0o700)
	p := startPrivate(t, PrivateConfig{DataDir: dir, extra: []string{
		"log_min_messages=warning", "log_min_error_statement=error", "log_error_verbosity=default",
	}})
	makeMishaps(t, p)
	stopPrivate(t, p)
	if in := filesWith(t, dir, canary, "cluster"); len(in) != 1 {
		t.Errorf("content was found in %v", in)
	}
}

// filesWith returns the files under dir, but for the folder except, that hold the word.
func filesWith(t *testing.T, dir, word, except string) (found []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == except:
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(word)) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
