package graph

import (
	"context"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Lytter is the one who draws from a stream, as the stream knows it.
type Lytter struct {
	// Si writes an answer that others are given too: data alone, and not to be written in. Nil: those too are answers of gqlgen's.
	Si func(data []byte) error

	feil *gqlerror.Error
}

type lytterKey struct{}

// Med makes the listener known to the stream that an operation opens.
func (l *Lytter) Med(ctx context.Context) context.Context {
	return context.WithValue(ctx, lytterKey{}, l)
}

// Avbrudd is why the stream ended, as the subscriber may be told it: gqlgen's streams end in silence. Nil: it was over.
func (l *Lytter) Avbrudd() *gqlerror.Error { return l.feil }

// avbryt says why the stream ends.
func (r *Resolver) avbryt(ctx context.Context, err error) {
	l, ok := ctx.Value(lytterKey{}).(*Lytter)
	if !ok || ctx.Err() != nil {
		return // nobody is there to be told
	}
	l.feil = r.Feil.Present(ctx, err)
}
