package graph

import (
	"context"
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// krever implements @krever.
func krever(ctx context.Context, _ any, next graphql.Resolver, roller []viewer.Rolle, niva viewer.Niva, rett *viewer.Rett) (any, error) {
	ctx, err := Krev(ctx, roller, niva, rett)
	if err == nil && graphql.GetOperationContext(ctx).Operation.Operation == ast.Mutation {
		err = KrevEgenSide(ctx)
	}
	if err != nil {
		return nil, err
	}
	return next(ctx)
}

// KrevEgenSide refuses what a person's page sends to be stored unless the page says that it is hers. The browser's session is one,
// and its windows many: where another has logged in in one of them, what was typed in the others would else be sent, or kept as a
// draft, in her name. A page that says nothing is refused too. A machine has no pages.
func KrevEgenSide(ctx context.Context) error {
	if i, ok := viewer.InnloggetFrom(ctx); ok && i.Side != viewer.SideEgen {
		return Feil{Kode: KodeAnnenPerson}
	}
	return nil
}

// Krev refuses, or returns the context of exactly one viewer: the first role named that the caller holds. A role that is
// not held is «not found», whatever the level: who receives reports for a bydel is not told.
//
// A machine has no level; it must hold rett in some kommune, and a field that asks a machine for no right is closed to
// machines. One that does not hold it is told so: which right a field asks for stands in the contract. In a kommune where
// it does not hold it, the rows are «not found». Errors: [Feil].
func Krev(ctx context.Context, roller []viewer.Rolle, niva viewer.Niva, rett *viewer.Rett) (context.Context, error) {
	if len(roller) == 0 && niva == viewer.NivaIngen {
		return viewer.With(ctx, viewer.Ingen{}), nil
	}
	if f, ok := viewer.MaskinFrom(ctx); ok {
		if rett == nil || !slices.Contains(roller, viewer.RolleFagsystem) {
			return nil, Feil{Kode: KodeManglerRettighet}
		}
		v, ok := f.Som(*rett)
		if !ok {
			return nil, Feil{Kode: KodeManglerRettighet}
		}
		return viewer.With(ctx, v), nil
	}
	i, ok := viewer.InnloggetFrom(ctx)
	if !ok {
		return nil, Feil{Kode: KodeIkkeInnlogget, Niva: niva}
	}
	if i.Side == viewer.SideAnnens {
		return nil, Feil{Kode: KodeAnnenPerson} // before all else: what is hers is not that page's to show
	}
	v, ok := forste(i, roller)
	if !ok {
		return nil, Feil{Kode: KodeIkkeFunnet}
	}
	if i.Niva < niva {
		return nil, Feil{Kode: KodeForLavtNiva, Niva: niva}
	}
	return viewer.With(ctx, v), nil
}

// forste returns the caller in the first role she holds. No role named: anybody who is logged in, seeing what all see.
func forste(i viewer.Innlogget, roller []viewer.Rolle) (viewer.Viewer, bool) {
	if len(roller) == 0 {
		return viewer.Ingen{}, true
	}
	for _, r := range roller {
		if v, ok := i.Som(r); ok {
			return v, true
		}
	}
	return nil, false
}

// fornyet is the context of a subscriber whose rights have been read again: the same role with the rows it has now, or
// «not found» if she no longer holds it.
func (r *Resolver) fornyet(ctx context.Context) (context.Context, error) {
	if f, ok := viewer.MaskinFrom(ctx); ok {
		return r.fornyetMaskin(ctx, f)
	}
	i, ok := viewer.InnloggetFrom(ctx)
	v := viewer.From(ctx)
	if !ok || v == nil {
		return nil, Feil{Kode: KodeIkkeFunnet}
	}
	var err error
	if i.Tilganger, err = r.Tilganger(ctx, i.Person); err != nil {
		return nil, err
	}
	if v, ok = i.Som(v.Rolle()); !ok {
		return nil, Feil{Kode: KodeIkkeFunnet}
	}
	return viewer.With(viewer.WithInnlogget(ctx, i), v), nil
}

// fornyetMaskin is fornyet for a machine: withdrawn, or with another password by now, it is logged in no more. The right it
// was let in by is the only one its viewer has.
func (r *Resolver) fornyetMaskin(ctx context.Context, f viewer.Fagsystem) (context.Context, error) {
	som, _ := viewer.From(ctx).(viewer.Fagsystem)
	f, err := r.Maskin(ctx, f)
	if errors.Is(err, ent.ErrIkkeFunnet) {
		return nil, Feil{Kode: KodeIkkeInnlogget}
	}
	if err != nil {
		return nil, err
	}
	if len(som.Rettigheter) == 0 {
		return nil, Feil{Kode: KodeManglerRettighet}
	}
	naa, ok := f.Som(som.Rettigheter[0].Rett)
	if !ok {
		return nil, Feil{Kode: KodeManglerRettighet}
	}
	return viewer.With(viewer.WithMaskin(ctx, f), naa), nil
}
