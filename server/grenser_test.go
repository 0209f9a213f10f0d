package server_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"barnevernportalen/server"
)

// dypt is a schema deeper than ours is yet, where the list of ten costs ten times what stands under it.
type dypt struct {
	graphql.ExecutableSchema
	skjema *ast.Schema
}

func (d dypt) Complexity(_ context.Context, _, felt string, under int, _ map[string]any) (int, bool) {
	return 10 * under, felt == "ti"
}

func TestVekt(t *testing.T) {
	es := dypt{skjema: gqlparser.MustLoadSchema(&ast.Source{Input: `type Query { en: Query ti: [Query] a: Int }`})}
	dobbelt := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `fragment f%d on Query{en{...f%d} x:en{...f%d}} `, i, i+1, i+1)
		}
		return b.String() + fmt.Sprintf(`fragment f%d on Query{a}`, n)
	}
	for _, f := range []struct {
		dok                string
		dybde, alias, pris int
	}{
		{`{a}`, 1, 0, 1},
		{`{a b:a}`, 1, 1, 2},
		{`{en{en{a}}}`, 3, 0, 3},
		{`{ti{a}}`, 2, 0, 10},
		{`{ti{ti{a}}}`, 3, 0, 100},
		{`{...on Query{en{...f}}} fragment f on Query{en{a}}`, 3, 0, 3},
		{`{...f ...f} fragment f on Query{x:a}`, 1, 2, 2},
		{`{__schema{types{fields{type{name}}}} a}`, 1, 0, 1},
		{`{ti{ti{ti{ti{ti{ti{ti{ti{ti{a}}}}}}}}}}`, 10, 0, 1_000_000},     // and no overflow
		{`{...f0} ` + dobbelt(60), 61, 1_000_000, 1_000_000},              // 2⁶⁰ fields, weighed at once
		{`{x:__schema{y:types{name}} __type(name:"z"){z:name}}`, 0, 3, 0}, // introspection is free, its aliases are not
	} {
		doc, feil := gqlparser.LoadQueryWithRules(es.skjema, f.dok, rules.NewDefaultRules())
		if feil != nil {
			t.Fatalf("%s: %v", f.dok, feil)
		}
		if dybde, alias, pris := server.Vekt(t.Context(), es, doc); dybde != f.dybde || alias != f.alias || pris != f.pris {
			t.Errorf("%.60s: depth %d, aliases %d, price %d; want %d, %d, %d", f.dok, dybde, alias, pris, f.dybde, f.alias, f.pris)
		}
	}
}
