package ent

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The whole checkout in a folder only root may enter, and the npm package without its links, as «npm ci
// --ignore-scripts» leaves it.
func TestProgramsAndDataInAClosedFolder(t *testing.T) {
	places := npmPlaces()
	if places == nil {
		t.Fatal(ErrNoBinaries)
	}
	closed := filepath.Dir(dataDir(t, 0o700))
	if err := os.CopyFS(filepath.Join(closed, "package/native"), os.DirFS(filepath.Dir(places[0]))); err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(closed, "package/native/bin")
	eachRunner(t, func(t *testing.T, only string) {
		removeLinks(t, closed)
		for _, r := range runners() {
			if _, err := probe(t.Context(), r, bin, closed); err == nil {
				t.Fatal("without its links the package runs: nothing is tested")
			}
		}
		c := PrivateConfig{DataDir: filepath.Join(closed, "data"), BinDir: bin, only: only}
		if strings.HasPrefix(only, "as ") && os.Geteuid() == 0 && !strings.Contains(only, "CAP") {
			// Control: somebody else without that right cannot come in, and is told so.
			if _, err := StartPrivate(t.Context(), c); !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "permission denied") {
				t.Errorf("got %v", err)
			}
			return
		}
		p := startPrivate(t, c) // the same cluster each time: it changes hands
		do(t, connect(t, p.DSN("postgres")), `CREATE TABLE IF NOT EXISTS husk ()`)
	})
}

func removeLinks(t *testing.T, root string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type() == fs.ModeSymlink {
			return os.Remove(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoBinariesSaysWhatToDo(t *testing.T) {
	_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dataDir(t, 0o700), BinDir: t.TempDir()})
	if !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "npm ci") {
		t.Errorf("got %v", err)
	}
}

func TestAnotherVersionsClusterIsLeftAlone(t *testing.T) {
	dir := dataDir(t, 0o700)
	if err := os.MkdirAll(filepath.Join(dir, "cluster"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cluster", "PG_VERSION"), []byte("9\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir})
	if err == nil || !strings.Contains(err.Error(), "was made by version 9") {
		t.Errorf("got %v", err)
	}
}

func TestLongPathsGetAShortSocket(t *testing.T) {
	for name, odd := range map[string]string{"long": strings.Repeat("langt/", 20), "comma": "a,b", "quote": `a"b c`} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(dataDir(t, 0o700), odd)
			if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(withCluster(t, 0o700), dir); err != nil {
				t.Fatal(err)
			}
			p := startPrivate(t, PrivateConfig{DataDir: dir, Unsafe: true})
			do(t, connect(t, p.DSN("postgres")), `SELECT 1`)
			socket := p.dir.socket
			if info, err := os.Stat(socket); err != nil || info.Mode().Perm() != 0o700 || strings.HasPrefix(socket, dir) {
				t.Errorf("socket in %s: %v, %v", socket, info.Mode(), err)
			}
			stopPrivate(t, p)
			if _, err := os.Lstat(socket); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s was left behind: %v", socket, err)
			}

			// In a folder that all may write to, somebody may have put a link there first.
			if err := os.Symlink(t.TempDir(), socket); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Remove(socket) })
			if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir, Unsafe: true}); err == nil {
				t.Error("used a socket folder that somebody else chose")
			}
		})
	}
}
