package graph

import (
	"context"
	"errors"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// At each event a machine is read again, and asked for the very right it was let in by.
func TestFornyetMaskin(t *testing.T) {
	rett := func(r viewer.Rett, k string) viewer.Rettighet { return viewer.Rettighet{Rett: r, Kommunenummer: k} }
	bergen := viewer.Fagsystem{Passordnr: 1, Rettigheter: []viewer.Rettighet{rett(viewer.RettKonsument, "4601")}}
	nede := errors.New("the database does not answer")
	konsument := viewer.RettKonsument
	for _, f := range []struct {
		navn string
		naa  []viewer.Rettighet
		feil error
		vil  error
	}{
		{"control: as before", bergen.Rettigheter, nil, nil},
		{"the right elsewhere", []viewer.Rettighet{rett(viewer.RettKonsument, "0301")}, nil, nil}, // the rows are another matter
		{"another right", []viewer.Rettighet{rett(viewer.RettProdusent, "4601")}, nil, Feil{Kode: KodeManglerRettighet}},
		{"none", nil, nil, Feil{Kode: KodeManglerRettighet}},
		{"let in no more", bergen.Rettigheter, ent.ErrIkkeFunnet, Feil{Kode: KodeIkkeInnlogget}},
		{"not known", bergen.Rettigheter, nede, nede},
	} {
		t.Run(f.navn, func(t *testing.T) {
			r := &Resolver{Maskin: func(_ context.Context, m viewer.Fagsystem) (viewer.Fagsystem, error) {
				m.Rettigheter = f.naa
				return m, f.feil
			}}
			ctx, err := Krev(viewer.WithMaskin(t.Context(), bergen), []viewer.Rolle{viewer.RolleFagsystem}, viewer.NivaIngen, &konsument)
			if err != nil {
				t.Fatal(err)
			}
			ctx, err = r.fornyet(ctx)
			if !errors.Is(err, f.vil) || (f.vil == nil) != (err == nil) {
				t.Fatalf("got %v, want %v", err, f.vil)
			}
			if err != nil {
				return
			}
			v, _ := viewer.From(ctx).(viewer.Fagsystem)
			if m, _ := viewer.MaskinFrom(ctx); len(v.Rettigheter) != 1 || v.Rettigheter[0] != f.naa[0] || m.Rettigheter[0] != f.naa[0] {
				t.Errorf("goes on as %+v", v)
			}
		})
	}
	// A machine that no field has let in has no right to ask for again.
	if _, err := (&Resolver{Maskin: func(_ context.Context, m viewer.Fagsystem) (viewer.Fagsystem, error) { return m, nil }}).
		fornyet(viewer.WithMaskin(t.Context(), bergen)); !errors.Is(err, Feil{Kode: KodeManglerRettighet}) {
		t.Errorf("by no right: %v", err)
	}
}
