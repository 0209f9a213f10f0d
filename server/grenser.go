package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// Limits of what a free document may ask for, as GraphQL Armor has them by default: depth 6, 15 aliases, cost 5 000. What
// a list costs stands in graph/pris.go. Introspection costs nothing, for those who may.
const (
	maksDybde = 6
	maksAlias = 15
	maksPris  = 5000
)

// innenfor reports whether an operation keeps within the limits.
func innenfor(ctx context.Context, es graphql.ExecutableSchema, op *graphql.OperationContext) bool {
	v := &vekt{es: es, variabler: op.Variables, fragment: map[string]sum{}}
	s := v.utvalg(ctx, op.Operation.SelectionSet)
	return s.dybde <= maksDybde && s.alias <= maksAlias && s.pris <= maksPris
}

// vekt weighs an operation in one walk. A fragment is weighed once however often it is spread: fragments that spread
// each other twice, forty deep, are a billion fields in a few hundred tokens.
type vekt struct {
	es        graphql.ExecutableSchema
	variabler map[string]any
	fragment  map[string]sum
}

type sum struct{ dybde, alias, pris int }

func (v *vekt) utvalg(ctx context.Context, set ast.SelectionSet) sum {
	var s sum
	for _, valg := range set {
		var en sum
		switch f := valg.(type) {
		case *ast.Field:
			en = v.felt(ctx, f)
		case *ast.InlineFragment:
			en = v.utvalg(ctx, f.SelectionSet)
		case *ast.FragmentSpread:
			en = v.spredt(ctx, f)
		}
		s = sum{max(s.dybde, en.dybde), mettet(s.alias + en.alias), mettet(s.pris + en.pris)}
	}
	return s
}

func (v *vekt) spredt(ctx context.Context, f *ast.FragmentSpread) sum {
	s, ok := v.fragment[f.Name]
	if !ok {
		s = v.utvalg(ctx, f.Definition.SelectionSet)
		v.fragment[f.Name] = s
	}
	return s
}

func (v *vekt) felt(ctx context.Context, f *ast.Field) sum {
	under := v.utvalg(ctx, f.SelectionSet)
	if f.Alias != f.Name {
		under.alias = mettet(under.alias + 1)
	}
	if f.Name == "__schema" || f.Name == "__type" {
		return sum{alias: under.alias}
	}
	pris, ok := v.es.Complexity(ctx, f.ObjectDefinition.Name, f.Name, under.pris, f.ArgumentMap(v.variabler))
	if !ok || pris < 1 {
		pris = under.pris + 1
	}
	return sum{under.dybde + 1, under.alias, mettet(pris)}
}

// mettet keeps sums far above any limit and far below overflow.
func mettet(n int) int { return min(max(n, 0), 1_000_000) }
