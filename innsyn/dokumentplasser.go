package innsyn

import (
	"sync"

	"github.com/google/uuid"
)

// plasser bounds how many do something at once, each and all. The zero value has none inside. It is one process's: it is
// about that process's lines and memory, and no right hangs on it.
type plasser struct {
	mu   sync.Mutex
	alle int
	hver map[uuid.UUID]int
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
	}), true
}
