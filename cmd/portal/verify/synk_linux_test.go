package verify

import (
	"crypto/ed25519"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// skrivI in the environment makes the test below a process that writes a checkpoint into the folder it names, and ends with 3
// if it cannot.
const skrivI = "VERIFY_TEST_SKRIV"

// A checkpoint whose sync failed, its own or its folder's, is not there when the next is made: that one would go on from what may be lost.
func TestSjekkpunktSomIkkeSynkes(t *testing.T) {
	if dir := os.Getenv(skrivI); dir != "" {
		runtime.LockOSThread() // calls are counted by thread
		key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
		if _, err := Skriv(dir, Sjekkpunkt{Versjon: 1, Nr: 1, Tidspunkt: time.Now()}, key); err != nil {
			os.Exit(3)
		}
		os.Exit(0)
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skipf("SKIPPED: %v", err)
	}
	for regel, kode := range map[string]int{
		"fsync:error=EIO:when=1": 3, // the file's
		"fsync:error=EIO:when=2": 3, // the folder's
		"fsync:error=EIO:when=3": 0, // the control: there is no third
	} {
		dir, spor := t.TempDir(), filepath.Join(t.TempDir(), "spor")
		cmd := exec.CommandContext(t.Context(), "strace", "-f", "-y", "-qq", "-o", spor, "-e", "trace=fsync", "-e", "inject="+regel, //nolint:gosec // our own
			os.Args[0], "-test.run=^TestSjekkpunktSomIkkeSynkes$")
		cmd.Env = append(os.Environ(), skrivI+"="+dir)
		sagt, err := cmd.CombinedOutput()
		raw, _ := os.ReadFile(spor)
		if len(raw) == 0 {
			t.Skipf("SKIPPED: processes may not be traced here: %v %s", err, sagt)
		}
		if fikk := cmd.ProcessState.ExitCode(); fikk != kode || strings.Contains(string(raw), "(INJECTED)") != (kode != 0) {
			t.Errorf("%s: status %d\n%s%s", regel, fikk, raw, sagt)
		}
		igjen, err := os.ReadDir(dir)
		if err != nil || len(igjen) != map[int]int{0: 1, 3: 0}[kode] {
			t.Errorf("%s: %v, %v", regel, igjen, err)
		}
	}
}
