package innsyn

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"
)

// plasser bounds how many do something at once, each and all. The zero value has none inside. It is one process's: it is
// about that process's lines and memory, and no right hangs on it.
type plasser struct {
	mu    sync.Mutex
	alle  int
	hver  map[uuid.UUID]int
	ledig chan struct{} // closed when a place is given back; nil: nobody waits
}

// ta takes a place until ferdig is called, or reports that there is none.
func (p *plasser) ta(id uuid.UUID, maksHver, maksAlle int) (ferdig func(), ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.alle >= maksAlle || p.hver[id] >= maksHver {
		return nil, false
	}
	if p.hver == nil {
		p.hver = map[uuid.UUID]int{}
	}
	p.alle++
	p.hver[id]++
	return sync.OnceFunc(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.alle--
		if p.hver[id]--; p.hver[id] == 0 {
			delete(p.hver, id)
		}
		if p.ledig != nil {
			close(p.ledig)
			p.ledig = nil
		}
	}), true
}

// vent takes a place when there is one, or gives up: [ErrForMangeSamtidige] after frist, or the end of ctx.
func (p *plasser) vent(ctx context.Context, id uuid.UUID, maksHver, maksAlle int, frist time.Duration) (ferdig func(), err error) {
	for nok := time.After(frist); ; {
		p.mu.Lock() // before asking, so that no place given back falls in between
		if p.ledig == nil {
			p.ledig = make(chan struct{})
		}
		ledig := p.ledig
		p.mu.Unlock()
		if ferdig, ok := p.ta(id, maksHver, maksAlle); ok {
			return ferdig, nil
		}
		select {
		case <-ledig:
		case <-nok:
			return nil, ErrForMangeSamtidige
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
