package server_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// stier are the paths below a type that end in a value: «.journalposter.edges.node.tittel».
func stier(s *ast.Schema, fra string) (ut []string) {
	var gaa func(sti string, typ *ast.Definition, over []string)
	gaa = func(sti string, typ *ast.Definition, over []string) {
		if typ.Kind != ast.Object {
			ut = append(ut, sti)
			return
		}
		if slices.Contains(over, typ.Name) {
			return
		}
		for _, f := range typ.Fields {
			if !strings.HasPrefix(f.Name, "__") {
				gaa(sti+"."+f.Name, s.Types[f.Type.Name()], append(slices.Clone(over), typ.Name))
			}
		}
	}
	gaa("", s.Types[fra], nil)
	return ut
}

// utvalg is the selection of all that a type has.
func utvalg(s *ast.Schema, typ string, over ...string) string {
	t := s.Types[typ]
	if t.Kind != ast.Object {
		return ""
	}
	var felt []string
	for _, f := range t.Fields {
		if strings.HasPrefix(f.Name, "__") || slices.Contains(over, f.Type.Name()) || f.Type.Name() == typ {
			continue
		}
		felt = append(felt, f.Name+utvalg(s, f.Type.Name(), append(slices.Clone(over), typ)...))
	}
	return "{" + strings.Join(felt, " ") + "}"
}

// alt is a fragment of all that a type has: a document has at most 1 000 tokens.
func alt(s *ast.Schema, typ string) string {
	return fmt.Sprintf("fragment Alt on %s%s", typ, utvalg(s, typ))
}

// mangeGanger is a document that asks a root field many times, with its argument in variables v0, v1 …
func mangeGanger(s *ast.Schema, navn, argument, typ string, n int) string {
	f := s.Query.Fields.ForName(navn)
	var variabler, felt strings.Builder
	for i := range n {
		fmt.Fprintf(&variabler, "$v%d:%s ", i, typ)
		fmt.Fprintf(&felt, "a%d:%s(%s:$v%d){...Alt}", i, navn, argument, i)
	}
	return fmt.Sprintf("query Flere%s%d(%s){%s} %s", strings.ToUpper(navn[:1])+navn[1:], n, variabler.String(), felt.String(), alt(s, f.Type.Name()))
}

const (
	maksMapper = 16
	maksPoster = 40
	maksTermer = 12
)

const dokLogg = `query Logg($first:Int!,$after:String){innsynslogg(first:$first,after:$after){edges{cursor node{tidspunkt handling aktor mappeId journalpostId samtykkeId}} pageInfo{hasNextPage endCursor}}}`

// dokSok asks for a page of a case with every argument; dokMangeTerm for many terms at once.
func dokSok(s *ast.Schema) string {
	return `query Sok($id:ID!,$term:String,$typer:[Dokumenttype!],$fra:Time,$til:Time,$sort:Journalpostsortering!,$first:Int!,$after:String){mappe(id:$id){` +
		`journalposter(term:$term,dokumenttyper:$typer,fra:$fra,til:$til,sortering:$sort,first:$first,after:$after)` + utvalg(s, "JournalpostConnection") + `}}`
}

func dokMangeTerm(s *ast.Schema) string {
	var v, f strings.Builder
	for i := range maksTermer {
		fmt.Fprintf(&v, "$t%d:String ", i)
		fmt.Fprintf(&f, "t%d:journalposter(term:$t%d){...Alt} ", i, i)
	}
	return "query MangeTerm($id:ID! " + v.String() + "){mappe(id:$id){" + f.String() + "}} " + alt(s, "JournalpostConnection")
}

// dokumenter are the matrix's own, made from the schema as it is.
func dokumenter(s *ast.Schema) map[string]string {
	return map[string]string{
		"mappe":       mangeGanger(s, "mappe", "id", "ID!", maksMapper),
		"journalpost": mangeGanger(s, "journalpost", "id", "ID!", maksPoster),
		"mineMapper":  mangeGanger(s, "mineMapper", "rolle", "Partsrolle", len(rollene)),
		"sok":         dokSok(s), "mangeTerm": dokMangeTerm(s), "logg": dokLogg,
		"dokumentlenke": dokLenke,
	}
}
