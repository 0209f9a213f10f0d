package svarinn

import (
	"sync"
	"time"
)

// How many wrong passwords one user may send from one address before it must wait. There is nothing to guess in a password
// of 256 random bits; this is so that who tries does not keep the database busy. It is in memory: each process counts its
// own.
const (
	bremsetid   = time.Minute
	maksFeil    = 10
	maksBremset = 10_000 // addresses remembered; beyond that all are forgotten
)

type brems struct {
	mu   sync.Mutex
	talt map[string]feilene
	naa  func() time.Time
}

type feilene struct {
	antall int
	fra    time.Time
}

func nyBrems() *brems { return &brems{talt: map[string]feilene{}, naa: time.Now} }

// stengt reports whether a user must wait.
func (b *brems) stengt(nokkel string) bool {
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
func (b *brems) feil(nokkel string) {
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
