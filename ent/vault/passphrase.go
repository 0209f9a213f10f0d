package vault

import (
	"crypto/rand"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"
	"golang.org/x/crypto/argon2"
)

// header stands in clear in the key file. It is associated data of both keysets, so no part of it can be altered.
type header struct {
	Version int    `json:"version"` // 1
	ID      string `json:"id"`      // 32 hex digits, random
	KDF     kdf    `json:"argon2id"`
}

// kdf is how the passphrase becomes a key.
type kdf struct {
	Time      uint32 `json:"time"`   // passes
	MemoryKiB uint32 `json:"memory"` // KiB
	Threads   uint8  `json:"threads"`
	Salt      []byte `json:"salt"`
}

// New files use the second recommended choice of RFC 9106 §4: 3 passes, 64 MiB, 4 lanes, a salt of 128 bits.
func newKDF() kdf { return kdf{Time: 3, MemoryKiB: 64 << 10, Threads: 4, Salt: random(16)} }

// valid bounds what a file may ask of us: an altered one may not take all memory before it is found out.
func (k kdf) valid() bool {
	return k.Time >= 1 && k.Time <= 16 && k.MemoryKiB >= 8<<10 && k.MemoryKiB <= 1<<20 && k.Threads >= 1 && len(k.Salt) >= 16
}

// context is the associated data of one keyset.
func (h header) context(use string) []byte {
	return Context("barnevernportalen vault", use, fmt.Sprint(h.Version), h.ID,
		fmt.Sprint(h.KDF.Time), fmt.Sprint(h.KDF.MemoryKiB), fmt.Sprint(h.KDF.Threads), string(h.KDF.Salt))
}

// wrappingKey makes the passphrase's key.
func (h header) wrappingKey(passphrase string) (tink.AEAD, error) {
	key := argon2.IDKey([]byte(passphrase), h.KDF.Salt, h.KDF.Time, h.KDF.MemoryKiB, h.KDF.Threads, 32)
	defer clear(key)
	a, err := subtle.NewAESGCM(key)
	if err != nil {
		return nil, fmt.Errorf("make a key of the passphrase: %w", err)
	}
	return a, nil
}

// random returns n random bytes; crypto/rand never fails.
func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}
