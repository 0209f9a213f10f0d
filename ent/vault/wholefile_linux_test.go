package vault

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// createAt in the environment makes the test below a process that creates the file it names, and ends with 3 if it cannot.
const createAt = "VAULT_TEST_CREATE"

// A name whose folder could not be synced is in the machine's memory alone: it is taken away, and the next who creates it
// writes it anew. The first sync is the file's, the second the folder's.
func TestCreatedFileWhoseSyncFails(t *testing.T) {
	if path := os.Getenv(createAt); path != "" {
		runtime.LockOSThread() // calls are counted by thread
		if CreateFile(path, []byte("whole")) != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skipf("SKIPPED: %v", err)
	}
	for _, c := range []struct {
		rule string
		code int
	}{
		{"fsync:error=EIO:when=1", 3},
		{"fsync:error=EIO:when=2", 3},
		{"fsync:error=EIO:when=3", 0}, // the control: there is no third
	} {
		path := filepath.Join(t.TempDir(), "key")
		trace := filepath.Join(t.TempDir(), "trace")
		cmd := exec.CommandContext(t.Context(), "strace", "-f", "-y", "-qq", "-o", trace, "-e", "trace=fsync", "-e", "inject="+c.rule,
			os.Args[0], "-test.run=^TestCreatedFileWhoseSyncFails$")
		cmd.Env = append(os.Environ(), createAt+"="+path)
		said, err := cmd.CombinedOutput()
		raw, _ := os.ReadFile(trace)
		if len(raw) == 0 {
			t.Skipf("SKIPPED: processes may not be traced here: %v %s", err, said)
		}
		if code := cmd.ProcessState.ExitCode(); code != c.code || strings.Contains(string(raw), "(INJECTED)") != (c.code != 0) {
			t.Errorf("%s: status %d\n%s%s", c.rule, code, raw, said)
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) != (c.code != 0) {
			t.Errorf("%s: the name: %v", c.rule, err)
		}
		if c.code == 0 {
			continue
		}
		if err := CreateFile(path, []byte("anew")); err != nil {
			t.Errorf("%s: nobody can write it anew: %v", c.rule, err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != "anew" {
			t.Errorf("%s: %q, %v", c.rule, b, err)
		}
	}
}
