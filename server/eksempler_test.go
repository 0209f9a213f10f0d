package server_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/server"
)

// GraphiQL's example operations fit the schema and its limits, and say what they are for. Those that only read are run, as
// an administrator opens them.
func TestEksempler(t *testing.T) {
	filer, err := filepath.Glob("../frontend/src/graphiql/eksempler/*.graphql")
	maa(t, err)
	if len(filer) < 5 {
		t.Fatalf("%d examples: where are they?", len(filer))
	}
	p := nyttHus(t)
	kake := p.okt(t, pidAdmin, viewer.NivaHoyt)
	navn := map[string]string{}
	for _, fil := range filer {
		t.Run(filepath.Base(fil), func(t *testing.T) {
			raw, err := os.ReadFile(fil)
			maa(t, err)
			op, feil := eksempelfeil(t, string(raw))
			if feil != "" {
				t.Fatal(feil)
			}
			if annen := navn[op.Name]; annen != "" {
				t.Errorf("two tabs named %s: %s too", op.Name, annen)
			}
			navn[op.Name] = fil
			switch op.Operation {
			case ast.Query:
				if s := p.post(t, kake, map[string]any{"query": string(raw), "operationName": op.Name}); s.kode() != "" || s.les("data") == nil {
					t.Errorf("run: %s", s.raw)
				}
			case ast.Subscription:
				if kode := p.sokkel(t, kake).fritt(string(raw)); kode != "" {
					t.Errorf("run: %s", kode)
				}
			}
		})
	}
}

// The control: what the test above is there to find.
func TestEksemplerKontroll(t *testing.T) {
	for navn, dok := range map[string]string{
		"no comment":      `query A { meg { navn } }`,
		"no name":         "# What it is for.\n{ meg { navn } }",
		"two":             "# What it is for.\nquery A { meg { navn } } query B { meg { navn } }",
		"another schema":  "# What it is for.\nquery A { mge { navn } }",
		"no default":      "# What it is for.\nquery A($nr: String!) { kommune(kommunenummer: $nr) { navn } }",
		"over the limits": "# What it is for.\nquery A { " + aliaser(16, "meg{navn}") + " }",
		"somebody's":      "# What it is for.\nquery A($x: String = \"24859123456\") { kommuner(sok: $x) { navn } }",
	} {
		if _, feil := eksempelfeil(t, dok); feil == "" {
			t.Errorf("%s: taken", navn)
		}
	}
	if _, feil := eksempelfeil(t, "# What it is for.\nquery A($x: String = \"Bergen\") { kommuner(sok: $x) { navn } }"); feil != "" {
		t.Errorf("a good one: %s", feil)
	}
}

// eksempelfeil returns an example's operation, or what is wrong with it.
func eksempelfeil(t *testing.T, tekst string) (*ast.OperationDefinition, string) {
	t.Helper()
	if !strings.HasPrefix(tekst, "# ") {
		return nil, "it does not begin with a comment that says what it is for"
	}
	if len(tekst) > server.MaksDokument || antallTokens(tekst) > server.MaksTokens {
		return nil, "it is longer than the server takes"
	}
	es := (&graph.Resolver{}).Schema()
	doc, feil := gqlparser.LoadQueryWithRules(es.Schema(), tekst, rules.NewDefaultRules())
	if feil != nil {
		return nil, feil.Error()
	}
	if len(doc.Operations) != 1 || doc.Operations[0].Name == "" {
		return nil, "it is not one operation with a name: the tab is called by it"
	}
	op := doc.Operations[0]
	for _, v := range op.VariableDefinitions {
		if v.DefaultValue == nil {
			return nil, "$" + v.Variable + " has no default value"
		}
	}
	if dybde, alias, pris := server.Vekt(t.Context(), es, doc); dybde > server.MaksDybde || alias > server.MaksAlias || pris > server.MaksPris {
		return nil, fmt.Sprintf("it is over the limits: depth %d, aliases %d, price %d", dybde, alias, pris)
	}
	if ellevesifret.MatchString(tekst) {
		return nil, "it holds eleven digits: examples are about nobody"
	}
	return op, ""
}

var ellevesifret = regexp.MustCompile(`\b\d{11}\b`)

func antallTokens(tekst string) (n int) {
	l := lexer.New(&ast.Source{Input: tekst})
	for {
		if tok, err := l.ReadToken(); err != nil || tok.Kind == lexer.EOF {
			return n
		}
		n++
	}
}
