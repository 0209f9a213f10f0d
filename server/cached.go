package server

import (
	"context"
	"sync"
	"time"
)

// bufret keeps the last good answer from the identity provider, so that logins survive its short outages, and asks
// again when the answer is old or somebody has a reason to.
type bufret[T any] struct {
	hent    func(context.Context) (T, error)
	now     func() time.Time
	frisk   time.Duration // used without asking
	holdbar time.Duration // used while the provider does not answer
	mellom  time.Duration // least time between two questions: a flood of forged tokens must not become one of ours

	mu              sync.Mutex
	verdi           T
	hentet, forsokt time.Time // zero before the first
	feil            error     // of the last attempt
}

// henteFrist bounds one question to the provider. ID-porten gives a back-channel call 5 s to be answered.
const henteFrist = 3 * time.Second

// les returns the answer in hand if it is fresh, otherwise asks.
func (b *bufret[T]) les(ctx context.Context) (T, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.hentet.IsZero() && b.now().Sub(b.hentet) < b.frisk {
		return b.verdi, nil
	}
	return b.spor(ctx)
}

// oppfrisk asks although the answer in hand is fresh, for instance because a key id was not in it.
func (b *bufret[T]) oppfrisk(ctx context.Context) (T, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.spor(ctx)
}

func (b *bufret[T]) spor(ctx context.Context) (T, error) {
	naa := b.now()
	if b.forsokt.IsZero() || naa.Sub(b.forsokt) >= b.mellom {
		// One visitor who goes away must not spoil the answer for those who wait.
		ctx, stopp := context.WithTimeout(context.WithoutCancel(ctx), henteFrist)
		defer stopp()
		b.forsokt = naa
		var ny T
		if ny, b.feil = b.hent(ctx); b.feil == nil {
			b.verdi, b.hentet = ny, naa
		}
	}
	if !b.hentet.IsZero() && naa.Sub(b.hentet) < b.holdbar {
		return b.verdi, nil
	}
	var ingen T
	return ingen, b.feil
}
