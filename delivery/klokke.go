package delivery

import (
	"errors"
	"sync"
	"time"
)

// ErrKlokkeTilbake: the clock is never moved back. Deadlines that have fired would lie in the future.
var ErrKlokkeTilbake = errors.New("the clock moves forward only")

// Klokke is a clock that can be moved ahead of real time: the ledger's, in dev mode and in tests. Sessions, tokens, keys
// and certificates live by real time and never see it. It is kept in memory: each process has its own, and a new start
// begins at real time again. The zero value shows real time.
type Klokke struct {
	mu    sync.Mutex
	foran time.Duration
}

// Naa is the time by this clock.
func (k *Klokke) Naa() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.Now().Add(k.foran)
}

// Frem moves the clock d forward, or fails with ErrKlokkeTilbake.
func (k *Klokke) Frem(d time.Duration) error {
	if d < 0 {
		return ErrKlokkeTilbake
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.foran += d
	return nil
}

// Til moves the clock forward to t, or fails with ErrKlokkeTilbake.
func (k *Klokke) Til(t time.Time) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	foran := time.Until(t)
	if foran < k.foran {
		return ErrKlokkeTilbake
	}
	k.foran = foran
	return nil
}
