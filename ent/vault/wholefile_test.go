package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Written over, or refused with the first one whole; private either way, and nothing half-written is left behind.
func TestWholeFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x")
	for _, step := range []struct {
		write func(string, []byte) error
		text  string
		err   error
		then  string
	}{
		{CreateFile, "one", nil, "one"},
		{CreateFile, "two", fs.ErrExist, "one"},
		{WriteFile, "three", nil, "three"},
	} {
		if err := step.write(path, []byte(step.text)); !errors.Is(err, step.err) {
			t.Fatalf("%s: %v", step.text, err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != step.then {
			t.Fatalf("after %s: %q, %v", step.text, b, err)
		}
	}
	if i, err := os.Stat(path); err != nil || i.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", i.Mode(), err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Fatalf("%v, %v", left, err)
	}
	// An error says where, as the callers' own words do not.
	if err := WriteFile(filepath.Join(dir, "none", "x"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
}
