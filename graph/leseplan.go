package graph

import (
	"context"
	"errors"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/ent/viewer"
)

// A leseplan is one of the portal's own documents, compiled once: what a person's case looks like on the wire, field by field,
// over the structs of package innsyn. gqlgen answers a case with a goroutine, a context and a dozen allocations for each of
// its 1 300 fields, four fifths of what a reading costs; a plan writes them one after the other into one buffer.
//
// gqlgen still reads, checks and limits the request, runs the extensions of the operation (not those of single fields, of
// which there are none), and presents the errors. Whatever a plan cannot be made of (a field with a directive or a resolver it
// does not know, a struct that does not fit the contract, a document that is not the
// portal's) gqlgen answers alone; and a test holds the two to the same bytes.
type leseplan struct {
	rot  []rotsteg
	kall []kall
}

// rotsteg is a root field, called and written.
type rotsteg struct {
	felt  *ast.Field
	les   func(ctx context.Context, r *Resolver, arg any) (any, error)
	skriv skriver
}

// kall is a field that is called, and how its arguments are read.
type kall struct {
	felt *ast.Field
	arg  func(map[string]any) (any, error)
}

// MedLeseplaner is the contract with plans for those of the documents that plans can be made of, and with streams (see strom).
func (r *Resolver) MedLeseplaner(es graphql.ExecutableSchema, dokumenter map[string]*ast.QueryDocument) graphql.ExecutableSchema {
	p := &planlagt{es, r, map[*ast.OperationDefinition]leseplan{}}
	for _, d := range dokumenter {
		for _, op := range d.Operations {
			l := planlegger{skjema: es.Schema()}
			if l.plan(op) {
				p.planer[op] = l.leseplan
			}
		}
	}
	return p
}

// planlagt is an executable schema that has plans. The documents are parsed once, so an operation is known by its address.
type planlagt struct {
	graphql.ExecutableSchema
	r      *Resolver
	planer map[*ast.OperationDefinition]leseplan
}

// Exec implements [graphql.ExecutableSchema].
func (p *planlagt) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation == ast.Subscription {
		return p.folger(ctx, op)
	}
	plan, ok := p.planer[op.Operation]
	if !ok {
		return p.ExecutableSchema.Exec(ctx)
	}
	arg, err := plan.argumenter(op.Variables)
	if err != nil { // nothing has been read yet: gqlgen says what is wrong, and where
		return p.ExecutableSchema.Exec(ctx)
	}
	ferdig := false
	return func(ctx context.Context) *graphql.Response {
		if ferdig { // gqlgen asks until there is no more
			return nil
		}
		ferdig = true
		return &graphql.Response{Data: plan.svar(ctx, p.r, op, arg)}
	}
}

// argumenter reads the arguments of every call, before any of them.
func (p leseplan) argumenter(variabler map[string]any) (map[*ast.Field]any, error) {
	ut := make(map[*ast.Field]any, len(p.kall))
	for _, k := range p.kall {
		arg, err := k.arg(k.felt.ArgumentMap(variabler))
		if err != nil {
			return nil, err
		}
		ut[k.felt] = arg
	}
	return ut, nil
}

// svar answers each root field in turn. One that fails is null, as the contract lets each of them be.
func (p leseplan) svar(ctx context.Context, r *Resolver, op *graphql.OperationContext, arg map[*ast.Field]any) []byte {
	u := &utskrift{r: r, arg: arg, b: make([]byte, 0, 32<<10)}
	u.b = append(u.b, '{')
	for i, steg := range p.rot {
		if i > 0 {
			u.b = append(u.b, ',')
		}
		u.b = append(append(append(u.b, '"'), steg.felt.Alias...), '"', ':')
		for0 := len(u.b)
		sti := graphql.WithPathContext(ctx, graphql.NewPathWithField(steg.felt.Alias))
		if err := steg.kjor(sti, u, op); err != nil {
			if !errors.Is(err, errMeldt) {
				graphql.AddError(sti, err)
			}
			u.b = append(u.b[:for0], "null"...)
		}
	}
	return append(u.b, '}')
}

// kjor asks as the one who kunInnbyggerHoyt has made sure that the field is for.
func (s rotsteg) kjor(ctx context.Context, u *utskrift, op *graphql.OperationContext) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = op.Recover(ctx, p)
		}
	}()
	ctx, err = Krev(ctx, []viewer.Rolle{viewer.RolleInnbygger}, viewer.NivaHoyt, nil)
	if err != nil {
		return err
	}
	v, err := s.les(ctx, u.r, u.arg[s.felt])
	if err != nil {
		return err
	}
	u.ctx = ctx
	return s.skriv(u, reflect.ValueOf(v))
}

// kunInnbyggerHoyt: the field's @krever asks for what kjor does, and nothing else stands at the field.
func kunInnbyggerHoyt(d ast.DirectiveList) bool {
	if len(d) != 1 || d[0].Name != "krever" {
		return false
	}
	a := d[0].ArgumentMap(nil)
	roller, _ := a["rolle"].([]any)
	return len(roller) == 1 && roller[0] == "INNBYGGER" && a["niva"] == "HOYT" && a["rett"] == nil
}
