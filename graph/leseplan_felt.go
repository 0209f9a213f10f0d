package graph

import (
	"context"
	"errors"
	"reflect"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
	"barnevernportalen/innsyn"
)

// The fields that plans call. Arguments have been checked against the contract; what is left is to read our own scalars, and
// an error in that sends the whole request to gqlgen.

// rotleser is a root field: its arguments, the call, and what that returns.
type rotleser struct {
	arg func(map[string]any) (any, error)
	les func(ctx context.Context, r *Resolver, arg any) (any, error)
	gir reflect.Type
}

var rotlesere = map[string]rotleser{
	"mappe": {idArg, func(ctx context.Context, r *Resolver, id any) (any, error) {
		return (&queryResolver{r}).Mappe(ctx, id.(uuid.UUID))
	}, reflect.TypeFor[*innsyn.Mappe]()},
	"journalpost": {idArg, func(ctx context.Context, r *Resolver, id any) (any, error) {
		return (&queryResolver{r}).Journalpost(ctx, id.(uuid.UUID))
	}, reflect.TypeFor[*innsyn.Journalpost]()},
}

func idArg(a map[string]any) (any, error) { return skalar.UnmarshalUUID(a["id"]) }

// feltleser is a field of an object that has a resolver, likewise.
type feltleser struct {
	arg func(map[string]any) (any, error)
	les func(ctx context.Context, r *Resolver, av, arg any) (any, error)
	gir reflect.Type
}

var feltlesere = map[string]feltleser{
	"Mappe.journalposter": {posterArg, func(ctx context.Context, r *Resolver, av, arg any) (any, error) {
		a := arg.(*posterArgumenter)
		return (&mappeResolver{r}).Journalposter(ctx, av.(*innsyn.Mappe), a.term, a.dokumenttyper, a.fra, a.til, a.sortering, a.first, a.after)
	}, reflect.TypeFor[*generated.JournalpostConnection]()},
	"Mappe.trad": {ingenArg, func(ctx context.Context, r *Resolver, av, _ any) (any, error) {
		return (&mappeResolver{r}).Trad(ctx, av.(*innsyn.Mappe))
	}, reflect.TypeFor[[]innsyn.Innbyggerpost]()},
	"Edialogskjema.tilbys": {ingenArg, func(ctx context.Context, r *Resolver, av, _ any) (any, error) {
		return (&edialogskjemaResolver{r}).Tilbys(ctx, av.(*innsyn.Edialogskjema))
	}, reflect.TypeFor[bool]()},
	"Innbyggerpost.kvittering": {ingenArg, func(ctx context.Context, r *Resolver, av, _ any) (any, error) {
		return (&innbyggerpostResolver{r}).Kvittering(ctx, av.(*innsyn.Innbyggerpost))
	}, reflect.TypeFor[string]()},
}

func ingenArg(map[string]any) (any, error) { return nil, nil }

type posterArgumenter struct {
	term, after   *string
	dokumenttyper []innsynsmelding.Dokumenttype
	fra, til      *time.Time
	sortering     innsyn.Sortering
	first         int
}

func posterArg(arg map[string]any) (any, error) {
	var a posterArgumenter
	var feil [5]error
	a.term, feil[0] = valgfri(arg["term"], graphql.UnmarshalString)
	a.after, feil[1] = valgfri(arg["after"], graphql.UnmarshalString)
	a.fra, feil[2] = valgfri(arg["fra"], skalar.UnmarshalTime)
	a.til, feil[3] = valgfri(arg["til"], skalar.UnmarshalTime)
	a.first, feil[4] = graphql.UnmarshalInt(arg["first"])
	if typer := arg["dokumenttyper"]; typer != nil {
		for _, t := range graphql.CoerceList(typer) { // one may stand for a list of one
			s, _ := t.(string)
			a.dokumenttyper = append(a.dokumenttyper, innsynsmelding.Dokumenttype(s))
		}
	}
	sortering, _ := arg["sortering"].(string)
	a.sortering = innsyn.Sortering(sortering)
	return &a, errors.Join(feil[:]...)
}

func valgfri[T any](v any, les func(any) (T, error)) (*T, error) {
	if v == nil {
		return nil, nil
	}
	t, err := les(v)
	return &t, err
}
