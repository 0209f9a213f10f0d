package server

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
)

// mellomSjekk is how often the session behind an open socket is read again. It covers what no signal tells: time
// running out, a signal lost on the way, a back-channel call ID-porten tried once and did not get through.
const mellomSjekk = 30 * time.Second

// vakter are those who wait for sessions to end. Only sockets wait; a plain request is over before it matters.
type vakter struct {
	mu sync.Mutex
	av map[uuid.UUID]map[chan melding]struct{}
}

// melding is what a watch is told between its own looks.
type melding int

const (
	lesIgjen melding = iota
	erSlutt
)

func (v *vakter) still(id uuid.UUID) chan melding {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.av == nil {
		v.av = map[uuid.UUID]map[chan melding]struct{}{}
	}
	if v.av[id] == nil {
		v.av[id] = map[chan melding]struct{}{}
	}
	c := make(chan melding, 1)
	v.av[id][c] = struct{}{}
	return c
}

func (v *vakter) fjern(id uuid.UUID, c chan melding) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.av[id], c)
	if len(v.av[id]) == 0 {
		delete(v.av, id)
	}
}

// MeldAvsluttet says that a session has ended, here or at another replica, and closes its sockets. It may be called
// again, and for sessions nobody waits for. It does not block.
func (s *Sesjoner) MeldAvsluttet(id uuid.UUID) {
	s.vakter.mu.Lock()
	defer s.vakter.mu.Unlock()
	for c := range s.vakter.av[id] {
		fortell(c, erSlutt)
	}
}

// MeldTapt says that word of ended sessions may have been lost: every watch asks the store now. It does not block.
func (s *Sesjoner) MeldTapt() {
	s.vakter.mu.Lock()
	defer s.vakter.mu.Unlock()
	for _, alle := range s.vakter.av {
		for c := range alle {
			fortell(c, lesIgjen)
		}
	}
}

// fortell drops m when something is waiting to be read: either it is the end, or the look it causes will find the end.
func fortell(c chan melding, m melding) {
	select {
	case c <- m:
	default:
	}
}

// Avsluttet returns a channel that is closed when the session ends: by a logout here ([Sesjoner.MeldAvsluttet]), or by
// the store, which is asked every 30 s, saying that it is gone or its time is up. The watch itself ends with ctx.
func (s *Sesjoner) Avsluttet(ctx context.Context, id uuid.UUID) <-chan struct{} {
	ut := make(chan struct{})
	meldt := s.vakter.still(id) // before the first look, so that no end falls in between
	go func() {
		defer s.vakter.fjern(id, meldt)
		var kjent time.Time // the latest end we know of
		for {
			vent := mellomSjekk
			rad, err := s.Lager.HentSesjon(ctx, id)
			switch {
			case errors.Is(err, ent.ErrIkkeFunnet):
				close(ut)
				return
			case err == nil:
				kjent = tidligste(rad.Utloper, rad.SistBrukt.Add(MaksInaktiv))
			}
			// A store that does not answer ends no session before the time we last read.
			if igjen := kjent.Sub(s.Now()); !kjent.IsZero() && igjen <= 0 {
				close(ut)
				return
			} else if !kjent.IsZero() && igjen < vent {
				vent = igjen
			}
			select {
			case <-ctx.Done():
				return
			case m := <-meldt:
				if m == erSlutt {
					close(ut)
					return
				}
			case <-time.After(vent):
			}
		}
	}()
	return ut
}
