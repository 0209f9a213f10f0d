package server_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// mangler walks the schema from its roots and says which field, argument or root field has no line.
func mangler(s *ast.Schema) (ut []string) {
	sett := map[string]bool{}
	var gaa func(navn string, f *ast.FieldDefinition, avInnsyn bool)
	gaa = func(navn string, f *ast.FieldDefinition, avInnsyn bool) {
		if avInnsyn {
			for _, a := range f.Arguments {
				if arg := fmt.Sprintf("%s(%s)", navn, a.Name); argumentene[arg] == "" {
					ut = append(ut, arg)
				}
			}
		}
		typ := s.Types[f.Type.Name()]
		if typ.Kind == ast.Scalar || typ.Kind == ast.Enum {
			return
		}
		if typ.Kind != ast.Object {
			ut = append(ut, typ.Name+": neither object nor leaf")
			return
		}
		// A type is walked once as innsyn's and once from outside.
		nokkel := fmt.Sprint(typ.Name, avInnsyn)
		if sett[nokkel] {
			return
		}
		sett[nokkel] = true
		for _, under := range typ.Fields {
			if strings.HasPrefix(under.Name, "__") {
				continue
			}
			n := typ.Name + "." + under.Name
			if _, her := orakel[n]; her != avInnsyn && !slices.Contains(delte, typ.Name) {
				ut = append(ut, n)
			}
			gaa(n, under, avInnsyn)
		}
	}
	for navn, f := range rotfelt(s) {
		_, her := rotorakel[navn]
		if her == slices.Contains(utenfor, navn) {
			ut = append(ut, navn)
		}
		gaa(navn, f, her)
	}
	slices.Sort(ut)
	return slices.Compact(ut)
}

// overflodige are lines for fields that the schema does not have.
func overflodige(s *ast.Schema) (ut []string) {
	for navn := range orakel {
		typ, f, _ := strings.Cut(navn, ".")
		if t := s.Types[typ]; t == nil || t.Fields.ForName(f) == nil {
			ut = append(ut, navn)
		}
	}
	return ut
}

// forventet is the whole answer that a source gives as a type.
func forventet(s *ast.Schema, typ string, v any) any {
	switch v := v.(type) {
	case []any:
		ut := []any{}
		for _, e := range v {
			ut = append(ut, forventet(s, typ, e))
		}
		return ut
	case uordnet:
		return uordnet(forventet(s, typ, []any(v)).([]any))
	case kilde:
		t := s.Types[typ]
		if t == nil || t.Kind != ast.Object {
			return v
		}
		ut := map[string]any{}
		for _, f := range t.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			if r, her := orakel[t.Name+"."+f.Name]; her {
				ut[f.Name] = forventet(s, f.Type.Name(), r(v))
			}
		}
		return ut
	}
	return v
}
