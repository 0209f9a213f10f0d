package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph/generated"
	"barnevernportalen/innsyn"
)

// Resolver answers the root fields. It holds no database client, so it can do no more than call a room.
type Resolver struct {
	Bekymring   *bekymring.Service
	Delivery    *delivery.Service
	Forvaltning *forvaltning.Service
	Innsyn      *innsyn.Service
	Hub         *Hub
	Feil        *Presenter
	// Tilganger reads what a person may be now. A subscription asks it again at each event: a right withdrawn is gone at
	// once, also on a socket that was opened before.
	Tilganger func(context.Context, viewer.Person) ([]viewer.Tilgang, error)
	// Maskin reads what a machine may do now, likewise: ent.ErrIkkeFunnet for one that is let in no more.
	Maskin func(context.Context, viewer.Fagsystem) (viewer.Fagsystem, error)
}

// Schema is the contract with its resolvers, its guard and the price of its lists.
func (r *Resolver) Schema() graphql.ExecutableSchema {
	return generated.NewExecutableSchema(generated.Config{
		Resolvers:  r,
		Directives: generated.DirectiveRoot{Krever: krever},
		Complexity: priser(),
	})
}
