package graph

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/graph/generated"
)

// lesenokkel is what is read: one report, as those see it who work at one inbox.
type lesenokkel struct{ mottak, id uuid.UUID }

// innbokslesninger lets all the desks that are told of one change share one reading of it: a thousand open desks would otherwise
// ask the database the same question a thousand times, and encode a thousand equal answers. The zero value is ready.
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
	koder  kodinger                 // of ut
	err    error
}

const (
	maksLesninger = 64 // kept at once; one more, and all are forgotten
	maksLesetid   = 10 * time.Second
)

var errAvbrutt = errors.New("a shared reading was broken off")

// les gives what became of a change with number nr, reading it as the first who asks.
func (d *innbokslesninger) les(ctx context.Context, k lesenokkel, nr uint64, hort func() uint64, en func(context.Context) (*generated.MottakEndring, error)) (*innbokslesning, error) {
	d.mu.Lock()
	if l, ok := d.av[k]; ok && l.nr >= nr {
		d.mu.Unlock()
		select {
		case <-l.ferdig:
			return l, l.err
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
	return l, l.err
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
