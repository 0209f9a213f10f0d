package svarinn

import (
	"crypto/sha256"
	"sync"
	"time"
)

// How often one user may send the same wrong password from one address before it must wait. There is nothing to guess in a
// password of 256 random bits; this is so that a system whose password has been replaced does not keep the database busy.
// The password is part of what is counted, so that nobody shuts a system out who only knows its name: behind a proxy all come
// from one address. It is in memory: each process counts its own.
const (
	bremsetid   = time.Minute
	maksFeil    = 10
	maksBremset = 10_000 // remembered; beyond that all are forgotten
)

// bremsenokkel is what is counted under: a password is not kept, not even a wrong one.
func bremsenokkel(vert, bruker, passord string) [sha256.Size]byte {
	return sha256.Sum256([]byte(vert + "\x00" + bruker + "\x00" + passord))
}

type brems struct {
	mu   sync.Mutex
	talt map[[sha256.Size]byte]feilene
	naa  func() time.Time
}

type feilene struct {
	antall int
	fra    time.Time
}

func nyBrems() *brems { return &brems{talt: map[[sha256.Size]byte]feilene{}, naa: time.Now} }

// stengt reports whether a user must wait.
func (b *brems) stengt(nokkel [sha256.Size]byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	f, der := b.talt[nokkel]
	if der && b.naa().Sub(f.fra) >= bremsetid {
		delete(b.talt, nokkel)
		return false
	}
	return f.antall >= maksFeil
}

// feil counts a wrong password.
func (b *brems) feil(nokkel [sha256.Size]byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.talt) >= maksBremset {
		clear(b.talt)
	}
	f := b.talt[nokkel]
	if f.antall == 0 {
		f.fra = b.naa()
	}
	f.antall++
	b.talt[nokkel] = f
}
