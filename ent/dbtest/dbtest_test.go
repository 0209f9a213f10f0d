package dbtest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"barnevernportalen/ent/dbtest"

	"github.com/jackc/pgx/v5"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	for _, name := range []string{"ein", "to", "tre"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := dbtest.Pool(t)
			// The second to make the table in a shared database would fail.
			if _, err := pool.Exec(t.Context(), `CREATE TABLE husk (tall int)`); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestDatabasesAreDropped(t *testing.T) {
	var name string
	t.Run("uses one, and leaves a connection open", func(t *testing.T) {
		conn, err := pgx.Connect(t.Context(), dbtest.DSN(t))
		if err != nil {
			t.Fatal(err)
		}
		if err := conn.QueryRow(t.Context(), `SELECT current_database()`).Scan(&name); err != nil {
			t.Fatal(err)
		}
	})
	var there bool
	err := dbtest.Pool(t).QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there)
	if err != nil || there {
		t.Errorf("%s is still there (%v)", name, err)
	}
}

// Packages are tested by processes of their own, some at the same time.
func TestAnotherProcessHasItsOwnServer(t *testing.T) {
	dsn := dbtest.DSN(t)
	again := exec.Command(os.Args[0], "-test.run=^TestEachTestHasItsOwnDatabase$", "-test.v")
	if out, err := again.CombinedOutput(); err != nil || strings.Count(string(out), "--- PASS") != 4 {
		t.Fatalf("the other process: %v\n%s", err, out)
	}
	if _, err := pgx.Connect(t.Context(), dsn); err != nil {
		t.Errorf("and ours is gone: %v", err)
	}
}

// A cluster broken by a crash of the machine is only a cache.
func TestBrokenClusterIsMadeAnew(t *testing.T) {
	root := t.TempDir()
	if err := os.WriteFile(filepath.Join(root, "go.mod"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cluster := filepath.Join(root, ".cache", "dbtest", "1", "cluster")
	if err := os.MkdirAll(cluster, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cluster, "PG_VERSION"), []byte("18\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wd, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(wd, "../../frontend"), filepath.Join(root, "frontend")); err != nil {
		t.Fatal(err)
	}
	again := exec.Command(os.Args[0], "-test.run=^TestEachTestHasItsOwnDatabase$")
	again.Dir = root
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	waitForServer(t, filepath.Dir(cluster))
}

// waitForServer returns when the other process's server is gone: each of its processes holds this lock.
func waitForServer(t *testing.T, dir string) {
	t.Helper()
	lock, err := os.Open(filepath.Join(dir, "server.lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
}
