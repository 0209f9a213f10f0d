package graph

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Whoever writes for this API, or asks it by hand in GraphiQL, has the schema's own words and nothing else. So each type,
// field, argument, input field and enum value has some that say more than its name does.
func TestBeskrivelser(t *testing.T) {
	for _, f := range utenOrd((&Resolver{}).Schema().Schema()) {
		t.Error(f)
	}
}

// The control: what the rule is there to find, and what it lets pass.
func TestBeskrivelserKontroll(t *testing.T) {
	s := gqlparser.MustLoadSchema(&ast.Source{Input: `
"Everything that can be asked here."
type Query {
  "The kommune with this number; null if there is none."
  kommune(
    "Four digits, as SSB writes it."
    kommunenummer: String
    uten: String
  ): Kommune
  "Bydels navn."
  bydelsnavn: String
  ingenting: String
}
"Kommune."
type Kommune {
  "The kommune kommune of the kommune."
  kommune: String
  "Which one."
  hvilken: Farge
}
"A colour, as the eye sees it."
enum Farge { "As blood is red." ROD GRONN }
`})
	vil := []string{
		"Farge.GRONN", "Kommune.hvilken", "Kommune.kommune", "Kommune", "Query.bydelsnavn", "Query.ingenting", "Query.kommune(uten)",
	}
	var fikk []string
	for _, f := range utenOrd(s) {
		sted, _, _ := strings.Cut(f, ":")
		fikk = append(fikk, sted)
	}
	if !slices.Equal(fikk, vil) {
		t.Errorf("found %q, want %q", fikk, vil)
	}
}

// minsteOrd is how many words a description has at least; «What is wrong.» is enough beside a list of codes that say so.
const minsteOrd = 3

// utenOrd lists what is not described, or only by its own name, in order.
func utenOrd(s *ast.Schema) []string {
	var ut []string
	se := func(sted, navn, tekst string) {
		switch {
		case tekst == "":
			ut = append(ut, sted+": no description")
		case len(strings.Fields(tekst)) < minsteOrd || barenavn(navn, tekst):
			ut = append(ut, sted+": «"+tekst+"» says no more than the name")
		}
	}
	for _, d := range s.Types {
		if d.BuiltIn {
			continue
		}
		se(d.Name, d.Name, d.Description)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue // introspection's own
			}
			se(d.Name+"."+f.Name, f.Name, f.Description)
			for _, a := range f.Arguments {
				se(d.Name+"."+f.Name+"("+a.Name+")", a.Name, a.Description)
			}
		}
		for _, v := range d.EnumValues {
			se(d.Name+"."+v.Name, v.Name, v.Description)
		}
	}
	slices.Sort(ut)
	return ut
}

// barenavn reports whether tekst has no word beside the name, its parts, and those that say nothing.
func barenavn(navn, tekst string) bool {
	navn = strings.ToLower(navn)
	for _, ord := range strings.FieldsFunc(strings.ToLower(tekst), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch ord {
		case "the", "a", "an", "of", "its", "this", "that", "is", "it", "for", "to":
			continue
		}
		if !strings.Contains(navn, ord) {
			return false
		}
	}
	return true
}
