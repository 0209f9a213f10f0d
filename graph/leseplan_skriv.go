package graph

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/graph/skalar"
)

// utskrift is an answer being written.
type utskrift struct {
	ctx context.Context // of the root field: its path, and who asks
	r   *Resolver
	arg map[*ast.Field]any
	b   []byte
}

// skriver writes one value, addressable, of the type it was made for.
type skriver func(u *utskrift, v reflect.Value) error

var (
	// errMeldt: the error is told already, at its path.
	errMeldt = errors.New("told already")
	errNull  = errors.New("null where the contract has none")
)

// tekst writes a string as graphql.MarshalString does.
func (u *utskrift) tekst(s string) {
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c == '\\' || c == '"' {
			var b bytes.Buffer
			graphql.MarshalString(s).MarshalGQL(&b)
			u.b = append(u.b, b.Bytes()...)
			return
		}
	}
	u.b = append(append(append(u.b, '"'), s...), '"')
}

// planlegger makes a plan. Each of its functions says whether it could.
type planlegger struct {
	skjema *ast.Schema
	leseplan
}

func (p *planlegger) plan(op *ast.OperationDefinition) bool {
	if op.Operation != ast.Query || len(op.Directives) > 0 {
		return false
	}
	felter, ok := samlet(op.SelectionSet, p.skjema.Query)
	for _, f := range felter {
		les, kjent := rotlesere[f.Name]
		if !kjent || !kunInnbyggerHoyt(f.Definition.Directives) || f.Definition.Type.NonNull {
			return false
		}
		p.kall = append(p.kall, kall{f, les.arg})
		skriv, kan := p.verdi(f.Definition.Type, f.SelectionSet, les.gir)
		if !kan {
			return false
		}
		p.rot = append(p.rot, rotsteg{f, les.les, skriv})
	}
	return ok
}

// verdi makes the writer of a Go type that stands for a type of the contract.
func (p *planlegger) verdi(t *ast.Type, sel ast.SelectionSet, gt reflect.Type) (skriver, bool) {
	switch {
	case gt.Kind() == reflect.Pointer:
		ikkeNull := *t
		ikkeNull.NonNull = true
		av, ok := p.verdi(&ikkeNull, sel, gt.Elem())
		return func(u *utskrift, v reflect.Value) error {
			if v.IsNil() {
				return u.null(t)
			}
			return av(u, v.Elem())
		}, ok
	case t.Elem != nil && gt.Kind() == reflect.Slice:
		av, ok := p.verdi(t.Elem, sel, gt.Elem())
		return func(u *utskrift, v reflect.Value) error {
			if v.IsNil() && !t.NonNull {
				return u.null(t)
			}
			return u.liste(v, av)
		}, ok
	case t.Elem != nil:
		return nil, false
	}
	switch def := p.skjema.Types[t.NamedType]; {
	case def.Kind == ast.Object && gt.Kind() == reflect.Struct:
		return p.objekt(def, sel, gt)
	case def.Kind == ast.Enum && gt.Kind() == reflect.String:
		return func(u *utskrift, v reflect.Value) error {
			if def.EnumValues.ForName(v.String()) == nil {
				return errNull
			}
			u.tekst(v.String())
			return nil
		}, true
	case def.Kind == ast.Scalar:
		s, ok := skalarer[skalartype{t.NamedType, gt}]
		return func(u *utskrift, v reflect.Value) error { return s(u, t, v) }, ok
	}
	return nil, false
}

func (u *utskrift) null(t *ast.Type) error {
	if t.NonNull {
		return errNull
	}
	u.b = append(u.b, "null"...)
	return nil
}

func (u *utskrift) liste(v reflect.Value, av skriver) error {
	u.b = append(u.b, '[')
	for i := range v.Len() {
		if i > 0 {
			u.b = append(u.b, ',')
		}
		if err := av(u, v.Index(i)); err != nil {
			return err
		}
	}
	u.b = append(u.b, ']')
	return nil
}

type skalartype struct {
	navn string
	gt   reflect.Type
}

var skalarer = map[skalartype]func(*utskrift, *ast.Type, reflect.Value) error{
	{"String", reflect.TypeFor[string]()}: func(u *utskrift, _ *ast.Type, v reflect.Value) error { u.tekst(v.String()); return nil },
	{"Boolean", reflect.TypeFor[bool]()}: func(u *utskrift, _ *ast.Type, v reflect.Value) error {
		u.b = strconv.AppendBool(u.b, v.Bool())
		return nil
	},
	{"Int", reflect.TypeFor[int]()}: func(u *utskrift, _ *ast.Type, v reflect.Value) error {
		u.b = strconv.AppendInt(u.b, v.Int(), 10)
		return nil
	},
	{"Float", reflect.TypeFor[float64]()}: func(u *utskrift, _ *ast.Type, v reflect.Value) error {
		u.b = strconv.AppendFloat(u.b, v.Float(), 'g', -1, 64)
		return nil
	},
	{"Time", reflect.TypeFor[time.Time]()}: func(u *utskrift, t *ast.Type, v reflect.Value) error {
		tid := v.Addr().Interface().(*time.Time)
		if tid.IsZero() {
			return u.null(t)
		}
		u.b = tid.UTC().AppendFormat(u.b, skalar.Tidsform)
		return nil
	},
	{"ID", reflect.TypeFor[uuid.UUID]()}: func(u *utskrift, t *ast.Type, v reflect.Value) error {
		id := v.Addr().Interface().(*uuid.UUID)
		if *id == uuid.Nil {
			return u.null(t)
		}
		u.tekst(id.String())
		return nil
	},
}

// steg is a field of an object: a constant, a field of the struct, or a call.
type steg struct {
	nokkel string // with its comma
	felt   []int
	skriv  skriver
}

func (p *planlegger) objekt(def *ast.Definition, sel ast.SelectionSet, gt reflect.Type) (skriver, bool) {
	felter, ok := samlet(sel, def)
	if !ok {
		return nil, false
	}
	var alle []steg
	for _, f := range felter {
		s, ok := p.steg(def, f, gt)
		if !ok {
			return nil, false
		}
		s.nokkel = `,"` + f.Alias + `":`
		if len(alle) == 0 {
			s.nokkel = "{" + s.nokkel[1:]
		}
		alle = append(alle, s)
	}
	return func(u *utskrift, v reflect.Value) error {
		for i := range alle {
			s := &alle[i]
			u.b = append(u.b, s.nokkel...)
			av := v
			if s.felt != nil {
				av = v.FieldByIndex(s.felt)
			}
			if err := s.skriv(u, av); err != nil {
				return err
			}
		}
		u.b = append(u.b, '}')
		return nil
	}, len(alle) > 0
}

func (p *planlegger) steg(def *ast.Definition, f *ast.Field, gt reflect.Type) (steg, bool) {
	if f.Name == "__typename" {
		return steg{skriv: func(u *utskrift, _ reflect.Value) error { u.tekst(def.Name); return nil }}, true
	}
	if len(f.Definition.Directives) > 0 {
		return steg{}, false
	}
	if les, er := feltlesere[def.Name+"."+f.Name]; er {
		return p.spor(f, les)
	}
	g, er := gt.FieldByNameFunc(func(navn string) bool { return strings.EqualFold(navn, f.Name) })
	if !er || !g.IsExported() || len(f.Definition.Arguments) > 0 || harMetode(gt, f.Name) {
		return steg{}, false
	}
	skriv, ok := p.verdi(f.Definition.Type, f.SelectionSet, g.Type)
	return steg{felt: g.Index, skriv: skriv}, ok
}

// harMetode: gqlgen would call it rather than read the field.
func harMetode(gt reflect.Type, navn string) bool {
	for m := range reflect.PointerTo(gt).Methods() {
		if strings.EqualFold(m.Name, navn) {
			return true
		}
	}
	return false
}

// spor makes the step that asks a resolver, and tells an error at its path.
func (p *planlegger) spor(f *ast.Field, les feltleser) (steg, bool) {
	p.kall = append(p.kall, kall{f, les.arg})
	skriv, ok := p.verdi(f.Definition.Type, f.SelectionSet, les.gir)
	return steg{skriv: func(u *utskrift, v reflect.Value) error {
		svar, err := les.les(u.ctx, u.r, v.Addr().Interface(), u.arg[f])
		if err != nil {
			graphql.AddError(graphql.WithPathContext(u.ctx, graphql.NewPathWithField(f.Alias)), err)
			return errMeldt
		}
		return skriv(u, reflect.ValueOf(svar))
	}}, ok
}

// samlet are the fields of a selection, fragments opened, each key once: as gqlgen collects them. What hangs on a directive
// or on another type is not for a plan.
func samlet(sel ast.SelectionSet, def *ast.Definition) (ut []*ast.Field, ok bool) {
	for _, s := range sel {
		var inni []*ast.Field
		switch s := s.(type) {
		case *ast.Field:
			if len(s.Directives) > 0 {
				return nil, false
			}
			inni, ok = []*ast.Field{s}, true
		case *ast.FragmentSpread:
			if len(s.Directives) > 0 || s.Definition.TypeCondition != def.Name {
				return nil, false
			}
			inni, ok = samlet(s.Definition.SelectionSet, def)
		case *ast.InlineFragment:
			if len(s.Directives) > 0 || s.TypeCondition != "" && s.TypeCondition != def.Name {
				return nil, false
			}
			inni, ok = samlet(s.SelectionSet, def)
		}
		if !ok {
			return nil, false
		}
		for _, f := range inni {
			if i := slices.IndexFunc(ut, func(g *ast.Field) bool { return g.Alias == f.Alias }); i >= 0 {
				beggeDeler := *ut[i]
				beggeDeler.SelectionSet = slices.Concat(ut[i].SelectionSet, f.SelectionSet)
				ut[i] = &beggeDeler
				continue
			}
			ut = append(ut, f)
		}
	}
	return ut, len(ut) > 0
}
