package vault

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// TestMain lets the test binary be a process that opens a vault: see TestProcessesThatComeFirstAtOnce.
func TestMain(m *testing.M) {
	dir := os.Getenv("VAULT_TEST_OPEN")
	if dir == "" {
		os.Exit(m.Run())
	}
	_, _ = io.ReadAll(os.Stdin) // the starting gun
	v, err := Open(dir, passphrase)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%s %x\n", v.ID(), v.Hash("person", "x"))
}

func TestProcessesThatComeFirstAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nokler")
	var out [6]bytes.Buffer
	var guns []io.Closer
	var cmds []*exec.Cmd
	for i := range out {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "VAULT_TEST_OPEN="+dir)
		cmd.Stdout, cmd.Stderr = &out[i], &out[i]
		gun, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		guns, cmds = append(guns, gun), append(cmds, cmd)
	}
	for _, g := range guns {
		_ = g.Close()
	}
	for i, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, out[i].String())
		}
	}
	v := open(t, dir)
	want := fmt.Sprintf("%s %x\n", v.ID(), v.Hash("person", "x"))
	for i := range out {
		if out[i].String() != want {
			t.Errorf("a process got other keys than those on disk: %s", out[i].String())
		}
	}
}

func TestVaultsThatTurnAtOnceLoseNoKey(t *testing.T) {
	dir := t.TempDir()
	var vaults sync.WaitGroup
	for range 4 {
		v := open(t, dir)
		vaults.Go(func() {
			for range 3 {
				if err := v.Rotate(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	vaults.Wait()
	if n := len(open(t, dir).Hashes("person", "x")); n != 1+4*3 {
		t.Errorf("%d keys after 12 turns; want 13", n)
	}
}

func TestWrongPassphrase(t *testing.T) {
	dir := t.TempDir()
	id := open(t, dir).ID()
	for _, wrong := range []string{"", "feil", passphrase + " "} {
		if _, err := Open(dir, wrong); !errors.Is(err, ErrPassphrase) {
			t.Errorf("with a wrong passphrase: %v", err)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "ny"), ""); !errors.Is(err, ErrPassphrase) {
		t.Errorf("made a vault without a passphrase: %v", err)
	}
	if open(t, dir).ID() != id {
		t.Error("the wrong passphrase replaced the keys")
	}
}

func TestKeyFileIsForItsOwnerAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "nokler")
	v := open(t, dir)
	if err := v.Rotate(); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, fileName): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("the folder holds %v, %v; want the file and its lock", left, err)
	}
	if err := os.Chmod(filepath.Join(dir, fileName), 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, passphrase); !errors.Is(err, ErrKeyFile) {
		t.Errorf("read a key file open to others: %v", err)
	}
}

// Whatever happens to the file, it is refused, and never replaced by new keys: those would read nothing.
func TestDamagedKeyFileIsRefusedAndKept(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, fileName)
	open(t, dir)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	altered := func(edit func(c *content)) []byte {
		var c content
		if err := json.Unmarshal(whole, &c); err != nil {
			t.Fatal(err)
		}
		edit(&c)
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty":          {nil, ErrKeyFile},
		"cut short":      {whole[:len(whole)/2], ErrKeyFile},
		"version":        {altered(func(c *content) { c.Version = 2 }), ErrKeyFile},
		"all the memory": {altered(func(c *content) { c.KDF.MemoryKiB = 1 << 31 }), ErrKeyFile},
		"no salt":        {altered(func(c *content) { c.KDF.Salt = nil }), ErrKeyFile},
		"fewer passes":   {altered(func(c *content) { c.KDF.Time = 1 }), ErrPassphrase},
		"id":             {altered(func(c *content) { c.ID = "00" }), ErrPassphrase},
		"keyset":         {altered(func(c *content) { c.Encryption[len(c.Encryption)/2] ^= 1 }), ErrPassphrase},
		"keysets swapped": {altered(func(c *content) {
			c.Encryption, c.Hashing = c.Hashing, c.Encryption
		}), ErrPassphrase},
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(path, c.file, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := Open(dir, passphrase); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, c.file) {
				t.Error("the damaged file was touched")
			}
		})
	}
	if err := os.WriteFile(path, altered(func(*content) {}), 0o600); err != nil {
		t.Fatal(err)
	}
	open(t, dir) // control: written again unaltered, it opens
}
