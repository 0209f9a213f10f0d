package graph

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/graph/generated"
)

// lesenokkel is what is read: one report, as those see it who work at one inbox.
type lesenokkel struct{ mottak, id uuid.UUID }

// innbokslesninger lets all the desks that are told of one change share one reading of it: a thousand open desks would otherwise
// ask the database the same question a thousand times. The zero value is ready.
//
// A reading is shared only by those whose change was heard before it began, so nobody is given what was before her change; and
// only among caseworkers of one inbox, who have each been found to be so before they come here.
type innbokslesninger struct {
	mu sync.Mutex
	av map[lesenokkel]*innbokslesning
}

type innbokslesning struct {
	nr     uint64 // the last change heard before it began
	ferdig chan struct{}
	ut     *generated.MottakEndring // not to be written in
	err    error
}

const (
	maksLesninger = 64 // kept at once; one more, and all are forgotten
	maksLesetid   = 10 * time.Second
)

var errAvbrutt = errors.New("a shared reading was broken off")

// les gives what became of a change with number nr, reading it as the first who asks.
func (d *innbokslesninger) les(ctx context.Context, k lesenokkel, nr uint64, hort func() uint64, en func(context.Context) (*generated.MottakEndring, error)) (*generated.MottakEndring, error) {
	d.mu.Lock()
	if l, ok := d.av[k]; ok && l.nr >= nr {
		d.mu.Unlock()
		select {
		case <-l.ferdig:
			return l.ut, l.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	l := &innbokslesning{nr: hort(), ferdig: make(chan struct{}), err: errAvbrutt}
	if d.av == nil || len(d.av) >= maksLesninger {
		d.av = map[lesenokkel]*innbokslesning{}
	}
	d.av[k] = l
	d.mu.Unlock()

	defer func() {
		close(l.ferdig)
		if l.err != nil { // the next one tries for herself
			d.mu.Lock()
			if d.av[k] == l {
				delete(d.av, k)
			}
			d.mu.Unlock()
		}
	}()
	// The others wait for it also if the one who reads has left.
	ctx, slutt := context.WithTimeout(context.WithoutCancel(ctx), maksLesetid)
	defer slutt()
	l.ut, l.err = en(ctx)
	return l.ut, l.err
}
