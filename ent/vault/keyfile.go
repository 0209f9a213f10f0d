package vault

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/prf"
	"github.com/tink-crypto/tink-go/v2/tink"
)

const (
	fileName = "vault.json"
	lockName = "vault.lock"
)

// content is the key file.
type content struct {
	header
	Encryption []byte `json:"encryption"` // Tink's encrypted keyset
	Hashing    []byte `json:"hashing"`
	// Turned is when the current keys became so. It is not protected: it keeps an operator from haste, not from malice.
	Turned time.Time `json:"turned,omitzero"`
}

// handles are the two keysets, open.
type handles struct {
	encryption, hashing *keyset.Handle
	turned              time.Time
}

// keys are the two keysets, ready for use.
type keys struct {
	aead tink.AEAD
	prfs []prf.PRF // the current key's first
	raw  []byte    // the file they come from
	// How what is sealed begins: under the current key, and under each that is older than it.
	current []byte
	older   [][]byte
}

// keyFile is the file on disk, with what opens it.
type keyFile struct {
	dir      string
	head     header
	wrapping tink.AEAD // the passphrase's key
}

// openKeyFile reads the key file, or makes it.
func openKeyFile(dir, passphrase string) (*keyFile, *keys, error) {
	if passphrase == "" {
		return nil, nil, fmt.Errorf("%w: it is empty", ErrPassphrase)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fmt.Errorf("make the key folder: %w", err)
	}
	f := &keyFile{dir: dir}
	unlock, err := f.lock()
	if err != nil {
		return nil, nil, err
	}
	defer unlock()
	if _, err := os.Lstat(f.path()); errors.Is(err, fs.ErrNotExist) {
		if err := f.create(passphrase); err != nil {
			return nil, nil, err
		}
	}
	c, _, err := f.load()
	if err != nil {
		return nil, nil, err
	}
	f.head = c.header
	if f.wrapping, err = f.head.wrappingKey(passphrase); err != nil {
		return nil, nil, err
	}
	k, err := f.read()
	return f, k, err
}

func (f *keyFile) path() string { return filepath.Join(f.dir, fileName) }

// lock keeps other processes (and other vaults of this one) from changing the file.
func (f *keyFile) lock() (unlock func(), err error) {
	l, err := os.OpenFile(filepath.Join(f.dir, lockName), os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the key file: %w", err)
	}
	if err := syscall.Flock(int(l.Fd()), syscall.LOCK_EX); err != nil {
		return nil, errors.Join(fmt.Errorf("lock the key file: %w", err), l.Close())
	}
	return func() { _ = l.Close() }, nil
}

// create writes a file with one new key in each keyset.
func (f *keyFile) create(passphrase string) error {
	f.head = header{Version: 1, ID: hex.EncodeToString(random(16)), KDF: newKDF()}
	var err error
	if f.wrapping, err = f.head.wrappingKey(passphrase); err != nil {
		return err
	}
	var h handles
	if h.encryption, err = keyset.NewHandle(aead.AES256GCMKeyTemplate()); err != nil {
		return fmt.Errorf("make an encryption key: %w", err)
	}
	if h.hashing, err = keyset.NewHandle(prf.HMACSHA256PRFKeyTemplate()); err != nil {
		return fmt.Errorf("make a hash key: %w", err)
	}
	return f.write(h)
}

// change reads the file, lets edit alter the keysets, and writes it back, with no other process in between.
func (f *keyFile) change(edit func(handles) (handles, error)) (*keys, error) {
	unlock, err := f.lock()
	if err != nil {
		return nil, err
	}
	defer unlock()
	c, _, err := f.load()
	if err != nil {
		return nil, err
	}
	h, err := f.open(c)
	if err != nil {
		return nil, err
	}
	if h, err = edit(h); err != nil {
		return nil, err
	}
	if err := f.write(h); err != nil {
		return nil, err
	}
	return f.read()
}

// read returns the file's keys.
func (f *keyFile) read() (*keys, error) {
	c, raw, err := f.load()
	if err != nil {
		return nil, err
	}
	h, err := f.open(c)
	if err != nil {
		return nil, err
	}
	k := &keys{raw: raw}
	if k.aead, err = aead.New(h.encryption); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyFile, err)
	}
	if k.prfs, err = inOrder(h.hashing); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyFile, err)
	}
	if k.current, k.older, err = beginnings(h.encryption); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrKeyFile, err)
	}
	return k, nil
}

// beginnings returns the output prefixes of a keyset's current key and of the older ones. One that has been prepared and
// not promoted is neither: another process may know more than this one.
func beginnings(h *keyset.Handle) (current []byte, older [][]byte, err error) {
	for i := range h.Len() { // in the order they were added
		e, err := h.Entry(i)
		if err != nil {
			return nil, nil, err
		}
		// Tink's own: a version, then the key's id. Source: Tink wire format, «output prefix».
		prefix := binary.BigEndian.AppendUint32([]byte{1}, e.KeyID())
		if e.IsPrimary() {
			return prefix, older, nil
		}
		older = append(older, prefix)
	}
	return nil, nil, errors.New("the keyset has no current key")
}

// inOrder returns a keyset's hash functions: the current first, then the others, newest first.
func inOrder(h *keyset.Handle) ([]prf.PRF, error) {
	set, err := prf.NewPRFSet(h)
	if err != nil {
		return nil, err
	}
	all := []prf.PRF{set.PRFs[set.PrimaryID]}
	for i := h.Len() - 1; i >= 0; i-- {
		e, err := h.Entry(i)
		if err != nil {
			return nil, err
		}
		if p, ok := set.PRFs[e.KeyID()]; ok && !e.IsPrimary() {
			all = append(all, p)
		}
	}
	return all, nil
}

// load reads and checks the form of the file, without opening the keysets.
func (f *keyFile) load() (content, []byte, error) {
	info, err := os.Stat(f.path())
	if err != nil {
		return content{}, nil, fmt.Errorf("read the key file: %w", err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return content{}, nil, fmt.Errorf("%w: others may read %s; chmod 600 it", ErrKeyFile, f.path())
	}
	raw, err := os.ReadFile(f.path())
	if err != nil {
		return content{}, nil, fmt.Errorf("read the key file: %w", err)
	}
	var c content
	if err := json.Unmarshal(raw, &c); err != nil {
		return content{}, nil, fmt.Errorf("%w: %s is damaged", ErrKeyFile, f.path())
	}
	if c.Version != 1 || !c.KDF.valid() {
		return content{}, nil, fmt.Errorf("%w: %s is of an unknown version or damaged", ErrKeyFile, f.path())
	}
	return c, raw, nil
}

// open decrypts both keysets. They must lie under the header this vault was opened with: a file put in its place
// since, with another passphrase or of another installation, is refused.
func (f *keyFile) open(c content) (h handles, err error) {
	if h.encryption, err = f.unwrap(c.Encryption, "encryption"); err != nil {
		return handles{}, err
	}
	if h.hashing, err = f.unwrap(c.Hashing, "hashing"); err != nil {
		return handles{}, err
	}
	h.turned = c.Turned
	return h, nil
}

func (f *keyFile) unwrap(sealed []byte, use string) (*keyset.Handle, error) {
	h, err := keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(sealed)), f.wrapping, f.head.context(use))
	if err != nil {
		return nil, ErrPassphrase
	}
	return h, nil
}

// write replaces the file whole: a crash leaves the old one or the new, and a power cut after it returns, the new.
func (f *keyFile) write(h handles) error {
	c := content{header: f.head, Turned: h.turned}
	for _, s := range []struct {
		handle *keyset.Handle
		use    string
		to     *[]byte
	}{{h.encryption, "encryption", &c.Encryption}, {h.hashing, "hashing", &c.Hashing}} {
		var sealed bytes.Buffer
		err := s.handle.WriteWithAssociatedData(keyset.NewBinaryWriter(&sealed), f.wrapping, f.head.context(s.use))
		if err != nil {
			return fmt.Errorf("encrypt the keyset: %w", err)
		}
		*s.to = sealed.Bytes()
	}
	raw, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("write the key file: %w", err)
	}
	if err := WriteFile(f.path(), append(raw, '\n')); err != nil {
		return fmt.Errorf("write the key file: %w", err)
	}
	return nil
}
