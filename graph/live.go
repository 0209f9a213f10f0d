package graph

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
)

// maksEndret is how many changed reports or cases one subscriber may have waiting. One more, and it is told to read everything
// again instead: what waits for a slow subscriber stays small, and nothing is lost.
const maksEndret = 20

// Hub wakes subscribers. It knows ids and nothing else: what has become of a report each subscriber reads for itself, as
// itself. The zero Hub is ready.
//
// A subscriber's queue is one waking and a set of at most [maksEndret] ids. Waking therefore never blocks, and a
// subscriber that does not listen costs those bytes and holds up nobody. A client that does not read has its socket
// closed by the write deadline in server/websocket.go.
type Hub struct {
	mu    sync.Mutex
	nr    uint64 // of the last change heard, from 1
	emner map[uuid.UUID]map[*abonnement]struct{}
}

// Hear takes what [ent.DB.Listen] hears. It does not block.
func (h *Hub) Hear(v ent.Varsel) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.nr++
	if v.Tapt {
		for _, alle := range h.emner {
			for a := range alle {
				a.meldRett() // and her rights may have changed unheard
			}
		}
		return
	}
	for _, emne := range []uuid.UUID{v.ForsendelseID, v.BydelID} {
		for a := range h.emner[emne] {
			a.meld(v.ForsendelseID, h.nr)
		}
	}
	for a := range h.emner[v.Eier] {
		a.meld(v.MappeID, h.nr)
	}
	for a := range h.emner[v.ForesporselEmne] {
		a.meld(v.ForesporselID, h.nr)
	}
	for a := range h.emner[v.SamtykkeEmne] {
		a.meld(v.SamtykkeID, h.nr)
	}
	for a := range h.emner[v.TilgangEmne] {
		a.meldRett() // she may see less now, and then her stream ends; or more
	}
}

// abonner watches ids: of a forsendelse, of a bydel for all that comes to it, or of a person by each of her hashes (see
// ent.EmneAv). Subscribe before the first read, so that nothing falls in between, and call the function returned when done.
func (h *Hub) abonner(emner ...uuid.UUID) (*abonnement, func()) {
	a := &abonnement{vekket: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.emner == nil {
		h.emner = map[uuid.UUID]map[*abonnement]struct{}{}
	}
	for _, emne := range emner {
		if h.emner[emne] == nil {
			h.emner[emne] = map[*abonnement]struct{}{}
		}
		h.emner[emne][a] = struct{}{}
	}
	return a, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		for _, emne := range emner {
			delete(h.emner[emne], a)
			if len(h.emner[emne]) == 0 {
				delete(h.emner, emne)
			}
		}
	}
}

// hort is the number of the last change heard.
func (h *Hub) hort() uint64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.nr
}

// abonnement is one subscriber's queue.
type abonnement struct {
	rett   atomic.Uint64 // how often her rights may have changed: what was read before the last time is not told her
	vekket chan struct{} // one place: a waking that waits is enough
	mu     sync.Mutex
	endret endring
}

// endring is what a subscriber must read again: some reports, or everything.
type endring struct {
	ids []uuid.UUID // each once, in the order first heard
	alt bool
	nr  uint64 // of the last change among them: what is read of them must have been read after it was heard
}

func (a *abonnement) meld(id uuid.UUID, nr uint64) {
	a.mu.Lock()
	a.endret.nr = nr
	switch {
	case a.endret.alt || slices.Contains(a.endret.ids, id):
	case len(a.endret.ids) == maksEndret:
		a.endret = endring{alt: true}
	default:
		a.endret.ids = append(a.endret.ids, id)
	}
	a.mu.Unlock()
	a.vekk()
}

// meldRett makes the subscriber read everything again, and her rights first.
func (a *abonnement) meldRett() {
	a.rett.Add(1)
	a.mu.Lock()
	a.endret = endring{alt: true}
	a.mu.Unlock()
	a.vekk()
}

func (a *abonnement) vekk() {
	select {
	case a.vekket <- struct{}{}:
	default:
	}
}

// ta takes what waits: everything, or the first maks ids.
func (a *abonnement) ta(maks int) endring {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.endret
	a.endret = endring{}
	if len(e.ids) > maks {
		a.endret = endring{ids: slices.Clone(e.ids[maks:]), nr: e.nr}
		e.ids = e.ids[:maks]
		a.vekk()
	}
	return e
}

// vent waits for a waking, or om (0: not), and says what is to be read again, at most maks ids; false: the subscriber has left.
func (a *abonnement) vent(ctx context.Context, om time.Duration, maks int) (endring, bool) {
	var klokke <-chan time.Time
	if om > 0 {
		t := time.NewTimer(om)
		defer t.Stop()
		klokke = t.C
	}
	select {
	case <-a.vekket:
		return a.ta(maks), true
	case <-klokke:
		a.ta(maksEndret)
		return endring{alt: true}, true
	case <-ctx.Done():
		return endring{}, false
	}
}
