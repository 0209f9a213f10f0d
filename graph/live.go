package graph

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
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
				a.meldAlt()
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
		a.meldAlt() // she may see less now, and then her stream ends; or more
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

// ta empties the queue.
func (a *abonnement) ta() endring {
	a.mu.Lock()
	defer a.mu.Unlock()
	e := a.endret
	a.endret = endring{}
	return e
}

// folg is a subscription: the present state first, then what les reads at each change, until the subscriber leaves, her
// right is withdrawn, or reading fails. les returns nil when there is nothing to tell.
//
// Her rights are read after she watches them: of one withdrawn after they were read for this operation, and before that, she
// would never be told, and a caseworker's are not read again with each report.
func folg[T any](ctx context.Context, r *Resolver, emner []uuid.UUID, les func(context.Context, endring) (*T, error)) (<-chan *T, error) {
	return folgTil(ctx, r, emner, les, func() time.Duration { return 0 })
}

// folgTil is folg with a clock. skifterOm is asked each time it waits: how long until all is to be read again though nobody
// has said anything; 0: never.
func folgTil[T any](ctx context.Context, r *Resolver, emner []uuid.UUID, les func(context.Context, endring) (*T, error), skifterOm func() time.Duration) (<-chan *T, error) {
	a, slutt := r.Hub.abonner(slices.Concat(emner, egneTilganger(ctx))...)
	forst, err := lesSom(ctx, r, endring{alt: true}, les)
	if err != nil {
		slutt()
		return nil, err
	}
	ut := make(chan *T)
	go func() {
		defer close(ut)
		defer slutt()
		defer func() { // no panic of ours may take the process with it
			if v := recover(); v != nil {
				r.avbryt(ctx, r.Feil.Recover(ctx, v))
			}
		}()
		for naa := forst; ; {
			if naa != nil {
				select {
				case ut <- naa:
				case <-ctx.Done():
					return
				}
			}
			e, ok := a.vent(ctx, skifterOm())
			if !ok {
				return
			}
			ny, err := lesSom(ctx, r, e, les)
			if err != nil {
				r.avbryt(ctx, err)
				return
			}
			naa = ny
		}
	}()
	return ut, nil
}

// egneTilganger are the topics of what the subscriber may do: a right withdrawn ends a stream that nothing else happens on.
func egneTilganger(ctx context.Context) []uuid.UUID {
	if f, ok := viewer.MaskinFrom(ctx); ok {
		return []uuid.UUID{ent.TilgangEmneFor(f.IntegrasjonID)}
	}
	i, ok := viewer.InnloggetFrom(ctx)
	if !ok {
		return nil
	}
	var ut []uuid.UUID
	for _, h := range i.IDer() {
		ut = append(ut, ent.TilgangEmneTil(h))
	}
	return ut
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

// lesSom reads as the subscriber is now. A caseworker's rights are read again when somebody has changed them, and not with each
// report that comes to her inbox: word of a right withdrawn comes by the same connection as word of a report, in the order they
// were committed, and wakes her to read everything again (egneTilganger). If that connection breaks, all is read again too.
func lesSom[T any](ctx context.Context, r *Resolver, e endring, les func(context.Context, endring) (*T, error)) (*T, error) {
	if _, ok := viewer.From(ctx).(viewer.Saksbehandler); ok && !e.alt {
		return les(ctx, e)
	}
	ctx, err := r.fornyet(ctx)
	if err != nil {
		return nil, err
	}
	return les(ctx, e)
}
