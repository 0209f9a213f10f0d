package vault

import (
	"bytes"
	"encoding/hex"
	"errors"
	"slices"
	"testing"
	"time"
)

const passphrase = "fire nye hattar på ei hylle"

// row is the associated data of the tests.
var row = Context("mappe", "0190", "eier")

func open(t *testing.T, dir string) *Vault {
	t.Helper()
	v, err := Open(dir, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func encrypt(t *testing.T, v *Vault, plaintext string) []byte {
	t.Helper()
	sealed, err := v.Encrypt([]byte(plaintext), row)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func mustDecrypt(t *testing.T, v *Vault, sealed []byte, want string) {
	t.Helper()
	got, err := v.Decrypt(sealed, row)
	if err != nil || string(got) != want {
		t.Errorf("decrypted %q, %v; want %q", got, err, want)
	}
}

func TestEncryptDecrypt(t *testing.T) {
	v := open(t, t.TempDir())
	for _, plaintext := range []string{"", "čáhci", string(bytes.Repeat([]byte{0}, 1<<20))} {
		sealed := encrypt(t, v, plaintext)
		if len(sealed) != len(plaintext)+33 {
			t.Errorf("%d bytes became %d", len(plaintext), len(sealed))
		}
		mustDecrypt(t, v, sealed, plaintext)
	}
	if bytes.Equal(encrypt(t, v, "same"), encrypt(t, v, "same")) {
		t.Error("the same plaintext gave the same ciphertext twice")
	}
}

func TestEveryChangeIsRefused(t *testing.T) {
	v := open(t, t.TempDir())
	sealed := encrypt(t, v, "innhold")
	refused := func(what string, sealed, aad []byte) {
		t.Helper()
		if got, err := v.Decrypt(sealed, aad); err != ErrDecrypt || got != nil {
			t.Errorf("%s: gave %q, %v; want the one error", what, got, err)
		}
	}
	for i := range len(sealed) * 8 {
		altered := slices.Clone(sealed)
		altered[i/8] ^= 1 << (i % 8)
		refused("a bit flipped", altered, row)
	}
	for n := range len(sealed) {
		refused("cut short", sealed[:n], row)
	}
	refused("made longer", append(slices.Clone(sealed), 0), row)
	refused("in another row", sealed, Context("mappe", "0191", "eier"))
	refused("same text of parts, other parts", sealed, Context("mappe", "019", "0eier"))
	other := open(t, t.TempDir())
	refused("of another installation", encrypt(t, other, "innhold"), row)
	mustDecrypt(t, v, sealed, "innhold") // control: unchanged, it opens
}

func TestAssociatedDataIsRequired(t *testing.T) {
	v := open(t, t.TempDir())
	for _, aad := range [][]byte{nil, {}} {
		if _, err := v.Encrypt([]byte("x"), aad); !errors.Is(err, ErrNoContext) {
			t.Errorf("encrypted without associated data: %v", err)
		}
		if _, err := v.Decrypt(encrypt(t, v, "x"), aad); !errors.Is(err, ErrNoContext) {
			t.Errorf("decrypted without associated data: %v", err)
		}
	}
}

func TestHash(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	h := v.Hash("person", "05810112345")
	if len(h) != 32 {
		t.Errorf("a hash of %d bytes", len(h))
	}
	if !bytes.Equal(h, open(t, dir).Hash("person", "05810112345")) {
		t.Error("another process would not find the row")
	}
	for what, other := range map[string][]byte{
		"another value":                v.Hash("person", "05810112346"),
		"another domain":               v.Hash("eksternref", "05810112345"),
		"the border moved":             v.Hash("person0", "5810112345"),
		"another installation's vault": open(t, t.TempDir()).Hash("person", "05810112345"),
	} {
		if bytes.Equal(h, other) {
			t.Errorf("%s hashes alike", what)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an empty domain was accepted")
		}
	}()
	v.Hash("", "05810112345")
}

func TestRotate(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	sealed, before := encrypt(t, v, "gammelt"), v.Hash("person", "x")
	if err := v.Rotate(); err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]*Vault{"same vault": v, "opened again": open(t, dir)} {
		mustDecrypt(t, v, sealed, "gammelt")
		if bytes.Equal(encrypt(t, v, "nytt")[:5], sealed[:5]) {
			t.Errorf("%s: still writes with the old key", name)
		}
		all := v.Hashes("person", "x")
		if len(all) != 2 || !bytes.Equal(all[0], v.Hash("person", "x")) || !bytes.Equal(all[1], before) {
			t.Errorf("%s: the hashes are not the new and the old one", name)
		}
	}
	if err := v.Rotate(); err != nil {
		t.Fatal(err)
	}
	if all := v.Hashes("person", "x"); len(all) != 3 || !bytes.Equal(all[2], before) {
		t.Error("the oldest hash is not last of three")
	}
	mustDecrypt(t, v, sealed, "gammelt")
}

// Two processes of one installation turn their keys in the order the package comment gives, and at no step does one
// write what the other cannot read or find.
func TestTurnTheKeysOfTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	agree := func(step string) {
		t.Helper()
		for _, p := range [][2]*Vault{{a, b}, {b, a}} {
			writer, reader := p[0], p[1]
			if !slices.ContainsFunc(reader.Hashes("person", "x"), func(h []byte) bool {
				return bytes.Equal(h, writer.Hash("person", "x"))
			}) {
				t.Errorf("%s: one process does not find what the other wrote", step)
			}
			mustDecrypt(t, reader, encrypt(t, writer, step), step)
		}
	}
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	agree("at first")
	old := a.Hash("person", "x")
	do(a.Prepare())
	if !bytes.Equal(a.Hash("person", "x"), old) {
		t.Error("Prepare already writes with the new key")
	}
	agree("prepared")
	do(b.Reload())
	agree("reloaded")
	do(a.Promote())
	if bytes.Equal(a.Hash("person", "x"), old) {
		t.Error("Promote still writes with the old key")
	}
	agree("promoted")
	do(b.Reload())
	agree("reloaded again")

	// Control: without the steps in between, the other process does look in vain.
	do(a.Rotate())
	if slices.ContainsFunc(b.Hashes("person", "x"), func(h []byte) bool { return bytes.Equal(h, a.Hash("person", "x")) }) {
		t.Error("the steps are not needed: a process knew a key it had never read")
	}
	mustDecrypt(t, b, encrypt(t, a, "nytt"), "nytt") // Decrypt reads the file again by itself
}

func TestVaultIsNotNamedByItsKeys(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	id := v.ID()
	if raw, err := hex.DecodeString(id); err != nil || len(raw) != 16 {
		t.Errorf("the id is %q", id)
	}
	if err := v.Rotate(); err != nil {
		t.Fatal(err)
	}
	if open(t, dir).ID() != id {
		t.Error("the id changed with the keys")
	}
	if open(t, t.TempDir()).ID() == id {
		t.Error("two vaults have one id")
	}
}

// Old keys are thrown away only when all must know the new ones, and then what they sealed is gone.
func TestRetire(t *testing.T) {
	dir := t.TempDir()
	v := open(t, dir)
	old, hash := encrypt(t, v, "gammelt"), v.Hash("person", "x")
	if current, older := v.Beginnings(); !bytes.HasPrefix(old, current) || len(older) != 0 {
		t.Errorf("before: %x %x begins %x", current, older, old[:5])
	}
	if err := v.Rotate(); err != nil {
		t.Fatal(err)
	}
	if err := v.Prepare(); err != nil { // a key that waits is neither old nor current
		t.Fatal(err)
	}
	sealed := encrypt(t, v, "nytt")
	if current, older := v.Beginnings(); !bytes.HasPrefix(sealed, current) || len(older) != 1 || !bytes.HasPrefix(old, older[0]) {
		t.Errorf("turned: %x %x", current, older)
	}
	if err := v.Retire(time.Now()); !errors.Is(err, ErrTooSoon) {
		t.Errorf("at once: %v", err)
	}
	mustDecrypt(t, v, old, "gammelt")
	if err := open(t, dir).Retire(time.Now().Add(Quarantine)); err != nil {
		t.Fatal(err)
	}
	v = open(t, dir)
	mustDecrypt(t, v, sealed, "nytt")
	if _, err := v.Decrypt(old, row); !errors.Is(err, ErrDecrypt) {
		t.Errorf("under a key that is gone: %v", err)
	}
	if slices.ContainsFunc(v.Hashes("person", "x"), func(h []byte) bool { return bytes.Equal(h, hash) }) {
		t.Error("the old hash is still searched")
	}
	if err := v.Promote(); err != nil {
		t.Errorf("the key that waited: %v", err)
	}
}
