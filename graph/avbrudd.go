package graph

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Avbrudd is the gqlgen extension by which a stream ends with an error instead of silence.
//
// gqlgen's own way, transport.AddSubscriptionError from the goroutine that feeds the stream, is a race: when the client
// leaves, gqlgen reads the list while the feeder may be writing to it (found by the race detector). Here the feeder
// leaves its error under a lock, and gqlgen's goroutine takes it from there.
type Avbrudd struct{}

type avbrudd struct {
	mu   sync.Mutex
	feil *gqlerror.Error
}

type avbruddKey struct{}

// ExtensionName implements [graphql.HandlerExtension].
func (Avbrudd) ExtensionName() string { return "Avbrudd" }

// Validate implements [graphql.HandlerExtension].
func (Avbrudd) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation implements [graphql.OperationInterceptor].
func (Avbrudd) InterceptOperation(ctx context.Context, neste graphql.OperationHandler) graphql.ResponseHandler {
	a := &avbrudd{}
	svar := neste(context.WithValue(ctx, avbruddKey{}, a))
	return func(ctx context.Context) *graphql.Response {
		if r := svar(ctx); r != nil {
			return r
		}
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.feil != nil {
			transport.AddSubscriptionError(ctx, a.feil)
		}
		return nil
	}
}

// avbryt says why the stream ends. The caller closes the stream after.
func (r *Resolver) avbryt(ctx context.Context, err error) {
	a, ok := ctx.Value(avbruddKey{}).(*avbrudd)
	if !ok || ctx.Err() != nil {
		return // nobody is there to be told
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.feil = r.Feil.Present(ctx, err)
}
