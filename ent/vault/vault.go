// Package vault keeps the two secrets of an installation and lends out what can be done with them: sealing what the
// database stores (Tink AEAD, AES-256-GCM), and keyed hashes under which a row can be found (HMAC-SHA-256), so that a
// stolen database neither tells anything nor lets anybody try all eleven-digit numbers against it.
//
// Both keysets lie in one file, vault.json in the key folder, encrypted under a key that argon2id makes of a
// passphrase. Whoever loses the file or the passphrase has lost what the vault encrypted: back the folder up, apart
// from the database, and keep the passphrase apart from both.
//
// # Turning the keys
//
// [Vault.Rotate] adds a new key to each keyset and writes with it from then on; what was written under old keys is
// still read and still found. It is enough where one process runs. Several processes must all know a key before the
// first of them writes with it, or the others look in vain under the hashes they know. So: [Vault.Prepare] once,
// restart or [Vault.Reload] each, then [Vault.Promote]. When nothing stands under the old keys any more ([Vault.Beginnings]
// tells), [Vault.Retire] throws them away.
//
// This is the only package that imports Tink.
package vault

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"sync/atomic"
)

var (
	// ErrPassphrase: the passphrase does not open the key file, or the file has been altered; the two cannot be told
	// apart.
	ErrPassphrase = errors.New("the passphrase does not open the key file (or the file has been altered)")
	// ErrKeyFile: the key file is not one, or others than its owner may read it. It is never overwritten.
	ErrKeyFile = errors.New("the key file cannot be used")
	// ErrDecrypt is the one error for everything that cannot be decrypted: altered, moved to another row, encrypted
	// by another installation.
	ErrDecrypt = errors.New("cannot be decrypted")
	// ErrNoContext: associated data is missing. Without it a sealed value could be moved from row to row unnoticed.
	ErrNoContext = errors.New("encryption needs associated data that names the row and its owner")
)

// hashLen is the length of a look-up hash, in bytes.
const hashLen = 32

// Vault encrypts and hashes. It is safe for concurrent use.
type Vault struct {
	file *keyFile
	keys atomic.Pointer[keys]
}

// Open opens the vault in the folder dir, making folder (0700) and key file (0600) on first use. When two processes
// come first at once, both get the same keys. It takes about a tenth of a second and 64 MiB, which is the point of
// argon2id. Errors: [ErrPassphrase], [ErrKeyFile].
func Open(dir, passphrase string) (*Vault, error) {
	file, k, err := openKeyFile(dir, passphrase)
	if err != nil {
		return nil, fmt.Errorf("open the vault: %w", err)
	}
	v := &Vault{file: file}
	v.keys.Store(k)
	return v, nil
}

// ID names this vault, whatever keys it holds: 32 hex digits, no secret. A database that records it can tell that it
// has been started with somebody else's key folder, or a new and empty one, before a row is written.
func (v *Vault) ID() string { return v.file.head.ID }

// Encrypt seals plaintext for one place: aad names it ([Context] makes it), is not stored, and must be given again to
// decrypt. The result carries the id of the key, a fresh nonce and the tag: 33 bytes more than the plaintext.
func (v *Vault) Encrypt(plaintext, aad []byte) ([]byte, error) {
	if len(aad) == 0 {
		return nil, ErrNoContext
	}
	sealed, err := v.keys.Load().aead.Encrypt(plaintext, aad)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return sealed, nil
}

// Decrypt opens what Encrypt sealed for the same place. Everything that cannot be opened gives [ErrDecrypt]. If another
// process has turned the keys since, they are read again first.
func (v *Vault) Decrypt(ciphertext, aad []byte) ([]byte, error) {
	if len(aad) == 0 {
		return nil, ErrNoContext
	}
	k := v.keys.Load()
	plaintext, err := k.aead.Decrypt(ciphertext, aad)
	if err == nil {
		return plaintext, nil
	}
	if fresh, err := v.file.read(); err == nil && !bytes.Equal(fresh.raw, k.raw) {
		v.keys.Store(fresh)
		if plaintext, err := fresh.aead.Decrypt(ciphertext, aad); err == nil {
			return plaintext, nil
		}
	}
	return nil, ErrDecrypt
}

// Context joins the parts that name a place into associated data, so that no two lists of parts give the same bytes.
func Context(parts ...string) []byte {
	var b []byte
	for _, p := range parts {
		b = binary.BigEndian.AppendUint32(b, uint32(len(p)))
		b = append(b, p...)
	}
	return b
}

// Hash returns the 32-byte look-up hash of a value under the current key. The domain («person», «eksternref») keeps
// uses apart: the same value hashes differently in another. It is a constant of the caller's; an empty one panics.
func (v *Vault) Hash(domain, value string) []byte {
	return v.Hashes(domain, value)[0]
}

// Hashes returns the look-up hash under every key, the current first: rows may stand under any of them while keys turn.
func (v *Vault) Hashes(domain, value string) [][]byte {
	if domain == "" {
		panic("vault: a look-up hash needs a domain")
	}
	input := Context(domain, value)
	k := v.keys.Load()
	all := make([][]byte, 0, len(k.prfs))
	for _, p := range k.prfs {
		h, err := p.ComputePRF(input, hashLen)
		if err != nil {
			panic("vault: " + err.Error()) // only for a length beyond HMAC-SHA-256's
		}
		all = append(all, h)
	}
	return all
}
