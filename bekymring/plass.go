package bekymring

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
)

// How many sealed reports are in memory at once. One of 5 MB takes 14 to 17 MB while it is read, hashed and stored, so a
// hundred at once took 1.5 GB (measured); these are at most 300 MB. No integration may keep the others out.
const (
	maksSamtidige     = 16
	maksSamtidigeHver = 4
	// ventPaaPlass is less than any machine's client waits for an answer: ours and the platform's wait 30 s and more.
	ventPaaPlass = 20 * time.Second
)

// ErrOpptatt: as many sealed reports as there is room for are being taken in. Nothing was stored, and nothing was read.
var ErrOpptatt = errors.New("no room for another sealed report now")

// Plass waits until there is room for one more sealed report of this machine's, before its bytes are read. The place is held
// until ferdig is called. Errors: [ErrIkkeProdusent] for who is no machine, [ErrOpptatt] after 20 s, or the end of ctx.
func (s *Service) Plass(ctx context.Context) (ferdig func(), err error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok {
		return nil, ErrIkkeProdusent
	}
	for nok := time.After(ventPaaPlass); ; {
		ledig, inne := s.plasser.ta(v.IntegrasjonID)
		if inne {
			return sync.OnceFunc(func() { s.plasser.gi(v.IntegrasjonID) }), nil
		}
		select {
		case <-ledig:
		case <-nok:
			return nil, ErrOpptatt
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// plasser are the places that are taken. The zero value has none.
type plasser struct {
	mu    sync.Mutex
	alle  int
	hver  map[uuid.UUID]int
	ledig chan struct{} // closed when a place is given back; nil: nobody waits
}

// ta takes a place, or says what to wait for before trying again.
func (p *plasser) ta(integrasjon uuid.UUID) (ledig <-chan struct{}, inne bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.alle < maksSamtidige && p.hver[integrasjon] < maksSamtidigeHver {
		if p.hver == nil {
			p.hver = map[uuid.UUID]int{}
		}
		p.alle++
		p.hver[integrasjon]++
		return nil, true
	}
	if p.ledig == nil {
		p.ledig = make(chan struct{})
	}
	return p.ledig, false
}

func (p *plasser) gi(integrasjon uuid.UUID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.alle--
	if p.hver[integrasjon]--; p.hver[integrasjon] == 0 {
		delete(p.hver, integrasjon)
	}
	if p.ledig != nil {
		close(p.ledig)
		p.ledig = nil
	}
}
