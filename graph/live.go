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
	mu     sync.Mutex
	nr     uint64 // of what has happened here, from 1: someone came, a reading was begun
	emner  map[uuid.UUID]map[*abonnement]struct{}
	felles map[uuid.UUID]*fellesleser // by inbox
}

// Hear takes what [ent.DB.Listen] hears. It does not block.
func (h *Hub) Hear(v ent.Varsel) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if v.Tapt { // her rights may have changed unheard, too
		for _, alle := range h.emner {
			for a := range alle {
				h.meldRett(a)
			}
		}
		for _, l := range h.felles {
			l.meldAlle(h.meldRett)
		}
		return
	}
	for _, emne := range []uuid.UUID{v.ForsendelseID, v.BydelID} {
		for a := range h.emner[emne] {
			a.meld(v.ForsendelseID)
		}
	}
	if l := h.felles[v.BydelID]; l != nil {
		l.meld(h, v.ForsendelseID)
	}
	for a := range h.emner[v.Eier] {
		a.meld(v.MappeID)
	}
	for a := range h.emner[v.ForesporselEmne] {
		a.meld(v.ForesporselID)
	}
	for a := range h.emner[v.SamtykkeEmne] {
		a.meld(v.SamtykkeID)
	}
	for a := range h.emner[v.TilgangEmne] {
		h.meldRett(a) // she may see less now, and then her stream ends; or more
	}
}

// abonner watches ids: of a forsendelse, of a bydel for all that comes to it, or of a person by each of her hashes (see
// ent.EmneAv). Subscribe before the first read, so that nothing falls in between, and call the function returned when done.
func (h *Hub) abonner(emner ...uuid.UUID) (*abonnement, func()) {
	a := &abonnement{vekket: make(chan struct{}, 1)}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.nr++
	a.fra = h.nr
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

// meldRett makes a subscriber read everything again, and her rights first. The caller holds mu.
func (h *Hub) meldRett(a *abonnement) {
	h.nr++
	a.fra = h.nr
	a.rett.Add(1)
	a.meldAlt()
}

// abonnement is one subscriber's queue.
type abonnement struct {
	rett   atomic.Uint64 // how often her rights may have changed: what was read before the last time is not told her
	vekket chan struct{} // one place: a waking that waits is enough
	fra    uint64        // Hub.nr when she last was to read everything; guarded by Hub.mu
	mu     sync.Mutex
	endret endring
}

// endring is what a subscriber must read again: some reports, or everything.
type endring struct {
	ids  []uuid.UUID       // each once, in the order first heard
	lest []*innbokslesning // read already, by a fellesleser: each report once
	alt  bool
}

func (a *abonnement) meld(id uuid.UUID) {
	a.mu.Lock()
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

// meldLest is meld for what has been read; a newer reading of a report takes the place of an older.
func (a *abonnement) meldLest(l *innbokslesning) {
	a.mu.Lock()
	i := slices.IndexFunc(a.endret.lest, func(e *innbokslesning) bool { return e.id == l.id })
	switch {
	case a.endret.alt:
	case i >= 0:
		a.endret.lest[i] = l
	case len(a.endret.lest) == maksEndret:
		a.endret = endring{alt: true}
	default:
		a.endret.lest = append(a.endret.lest, l)
	}
	a.mu.Unlock()
	a.vekk()
}

func (a *abonnement) meldAlt() {
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

// ta takes what waits: everything, but of what has been read the first alone, since each is told by itself.
func (a *abonnement) ta() endring {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.endret
	a.endret = endring{}
	if len(e.lest) > 1 {
		a.endret.lest = slices.Clone(e.lest[1:])
		a.vekk()
	}
	return e
}

// vent waits for a waking, or om (0: not), and says what is to be read again; false: the subscriber has left.
func (a *abonnement) vent(ctx context.Context, om time.Duration) (endring, bool) {
	var klokke <-chan time.Time
	if om > 0 {
		t := time.NewTimer(om)
		defer t.Stop()
		klokke = t.C
	}
	select {
	case <-a.vekket:
		return a.ta(), true
	case <-klokke:
		a.ta()
		return endring{alt: true}, true
	case <-ctx.Done():
		return endring{}, false
	}
}
