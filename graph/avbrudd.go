package graph

import (
	"context"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Avbrudd is why a stream ended. gqlgen's streams end in silence; whoever draws from one of ours makes room for the reason first.
type Avbrudd struct{ feil *gqlerror.Error }

type avbruddKey struct{}

// MedAvbrudd makes room for the reason in the context of one operation.
func MedAvbrudd(ctx context.Context) (context.Context, *Avbrudd) {
	a := &Avbrudd{}
	return context.WithValue(ctx, avbruddKey{}, a), a
}

// Feil is the reason as the subscriber may be told it; nil: the stream ended because it was over, or has not ended.
func (a *Avbrudd) Feil() *gqlerror.Error { return a.feil }

// avbryt says why the stream ends, to whoever draws from it.
func (r *Resolver) avbryt(ctx context.Context, err error) {
	a, ok := ctx.Value(avbruddKey{}).(*Avbrudd)
	if !ok || ctx.Err() != nil {
		return // nobody is there to be told
	}
	a.feil = r.Feil.Present(ctx, err)
}
