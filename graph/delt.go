package graph

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/graph/generated"
)

// fellesleser reads what becomes of the reports of one inbox, for all the desks that are open at it: a thousand would otherwise
// ask the database the same question a thousand times, and encode a thousand equal answers.
//
// It reads as a caseworker of that inbox and of no other, and nothing as anybody in particular. Who is given a reading has been
// found to be such a caseworker, each for herself, and is asked again as it is told her (see strom).
type fellesleser struct {
	les func(context.Context, uuid.UUID) (*generated.MottakEndring, error)

	// Guarded by the hub's mu.
	skranker map[*abonnement]struct{}
	venter   []uuid.UUID // reports to read, each once
	iGang    bool
}

// innbokslesning is what one report of an inbox was when it was read.
type innbokslesning struct {
	id    uuid.UUID
	ut    *generated.MottakEndring // not to be written in
	koder kodinger                 // of ut
}

var errAvbrutt = errors.New("a shared reading was broken off")

const (
	maksVenter  = 200 // reports one inbox may have waiting to be read; one more, and all desks read everything again
	maksLesetid = 10 * time.Second
)

// abonnerFelles watches an inbox, to be given what others there are given. les is used if she is the first.
func (h *Hub) abonnerFelles(mottak uuid.UUID, les func(context.Context, uuid.UUID) (*generated.MottakEndring, error), rett ...uuid.UUID) (*abonnement, func()) {
	a, slutt := h.abonner(rett...)
	h.mu.Lock()
	defer h.mu.Unlock()
	l, ok := h.felles[mottak]
	if !ok {
		l = &fellesleser{les: les, skranker: map[*abonnement]struct{}{}}
		if h.felles == nil {
			h.felles = map[uuid.UUID]*fellesleser{}
		}
		h.felles[mottak] = l
	}
	l.skranker[a] = struct{}{}
	return a, func() {
		slutt()
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(l.skranker, a)
		if len(l.skranker) == 0 && h.felles[mottak] == l {
			delete(h.felles, mottak)
		}
	}
}

// meld has one report read, after those that wait. The caller holds the hub's mu.
func (l *fellesleser) meld(h *Hub, id uuid.UUID) {
	switch {
	case slices.Contains(l.venter, id):
	case len(l.venter) == maksVenter:
		l.venter = nil
		l.meldAlle((*abonnement).meldAlt)
	default:
		l.venter = append(l.venter, id)
	}
	if !l.iGang {
		l.iGang = true
		go l.lesAlle(h)
	}
}

func (l *fellesleser) meldAlle(meld func(*abonnement)) {
	for a := range l.skranker {
		meld(a)
	}
}

// lesAlle reads until nothing waits. One report at a time, so that nobody is told of an older state after a newer.
func (l *fellesleser) lesAlle(h *Hub) {
	for {
		h.mu.Lock()
		if len(l.venter) == 0 {
			l.iGang = false
			h.mu.Unlock()
			return
		}
		id := l.venter[0]
		l.venter = l.venter[1:]
		h.nr++
		nr := h.nr
		h.mu.Unlock()

		ny, err := l.lesEn(id)
		h.mu.Lock()
		l.meldAlle(func(a *abonnement) {
			switch {
			case err != nil:
				a.meldAlt() // each tries for herself, and is told why if she fails too
			case a.fra < nr: // who came, or was told to read everything, since it began has read it, or will
				a.meldLest(ny)
			}
		})
		h.mu.Unlock()
	}
}

func (l *fellesleser) lesEn(id uuid.UUID) (ny *innbokslesning, err error) {
	defer func() { // no panic of ours may take the process with it
		if v := recover(); v != nil {
			err = errAvbrutt
		}
	}()
	ctx, slutt := context.WithTimeout(context.Background(), maksLesetid)
	defer slutt()
	ut, err := l.les(ctx, id)
	return &innbokslesning{id: id, ut: ut}, err
}

// form is how something is asked for: an operation, which is parsed once and known by its address, and its variables as JSON.
type form struct {
	op        *ast.OperationDefinition
	variabler string
}

// kodinger are what one reading looks like on the wire, by the form it was asked for in. They belong to the reading, and go no
// further than it does: who has not been given the reading cannot come by them. The zero value is ready.
type kodinger struct {
	mu sync.Mutex
	av map[form][]byte
}

// kod gives the reading in form f, encoded by the first who asks; the others wait. What could not be encoded (nil) is not kept.
func (k *kodinger) kod(f form, en func() []byte) []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	if raw, ok := k.av[f]; ok {
		return raw
	}
	raw := en()
	if raw != nil {
		if k.av == nil {
			k.av = map[form][]byte{}
		}
		k.av[f] = raw
	}
	return raw
}
