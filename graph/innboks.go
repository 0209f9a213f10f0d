package graph

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

// forsteSide is how many reports the first message of mottakEndret holds, the same as a page of mottak.
const forsteSide = 50

// folgInnboks is the subscription to an inbox. Colleagues who sit at the same inbox see the same of it, so they share each reading
// of a report. A machine reads for itself: a caseworker's reading says which of them did what, and a machine's does not.
func (r *Resolver) folgInnboks(ctx context.Context, mottak uuid.UUID, b viewer.Bydel) (<-chan *generated.MottakEndring, error) {
	if _, person := viewer.From(ctx).(viewer.Saksbehandler); !person {
		return folg(ctx, r, []uuid.UUID{mottak}, r.maskininnboks(mottak, b))
	}
	kollega := viewer.Saksbehandler{Niva: viewer.NivaHoyt, Bydeler: []viewer.Bydel{b}} // no one of them
	les := func(ctx context.Context, id uuid.UUID) (*generated.MottakEndring, error) {
		return r.enMelding(viewer.With(ctx, kollega), mottak, id)
	}
	return aapne(ctx, r, kilde[generated.MottakEndring]{
		abonner: func(rett ...uuid.UUID) (*abonnement, func()) { return r.Hub.abonnerFelles(mottak, les, rett...) },
		les: func(ctx context.Context, e endring) (*generated.MottakEndring, *kodinger, error) {
			v, _ := viewer.From(ctx).(viewer.Saksbehandler)
			switch {
			case !slices.Contains(v.Bydeler, b):
				return nil, nil, ent.ErrIkkeFunnet
			case e.alt:
				ut, err := r.innboks(ctx, b)
				return ut, nil, err
			case len(e.lest) == 0:
				return nil, nil, nil
			default:
				return e.lest[0].ut, &e.lest[0].koder, nil
			}
		},
		skifterOm: aldri,
	})
}

// maskininnboks reads what has become of an inbox for a machine: its first page when all must be read again, else the reports
// named.
func (r *Resolver) maskininnboks(mottak uuid.UUID, b viewer.Bydel) func(context.Context, endring) (*generated.MottakEndring, error) {
	return func(ctx context.Context, e endring) (*generated.MottakEndring, error) {
		if e.alt {
			return r.innboks(ctx, b)
		}
		if _, err := r.Delivery.MottakID(ctx, b.Kommunenummer, b.Bydelsnummer); err != nil { // its rights are no notification's business
			return nil, err
		}
		var ut *generated.MottakEndring
		for _, id := range e.ids {
			ny, err := r.enMelding(ctx, mottak, id)
			if err != nil {
				return nil, err
			}
			if ut != nil {
				ny.Meldinger = slices.Concat(ut.Meldinger, ny.Meldinger)
			}
			ut = ny
		}
		return ut, nil
	}
}

// innboks reads an inbox's first page.
func (r *Resolver) innboks(ctx context.Context, b viewer.Bydel) (*generated.MottakEndring, error) {
	side, err := r.Delivery.Mottak(ctx, delivery.MottakSok{Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer, Antall: forsteSide})
	if err != nil {
		return nil, err
	}
	return &generated.MottakEndring{Nullstill: true, Meldinger: side.Meldinger, AntallUbekreftede: side.AntallUbekreftede}, nil
}

// enMelding reads one report of an inbox, and how many are unproven after it.
func (r *Resolver) enMelding(ctx context.Context, mottak, id uuid.UUID) (*generated.MottakEndring, error) {
	ut := &generated.MottakEndring{Meldinger: []delivery.Mottatt{}}
	m, err := r.Delivery.Mottatt(ctx, id)
	switch {
	case err == nil && m.Mottaker.ID == mottak:
		ut.Meldinger = append(ut.Meldinger, *m)
	case err != nil && !errors.Is(err, ent.ErrIkkeFunnet):
		return nil, err
	}
	ut.AntallUbekreftede, err = r.Delivery.Ubekreftede(ctx, mottak)
	return ut, err
}

// A cursor is the receiver's own number of the report: it stays where it is when others come before it.

func markor(m delivery.Mottatt) string { return strconv.Itoa(m.Nr) }

func lesMarkor(after *string) (int, error) {
	if after == nil {
		return 0, nil
	}
	nr, err := strconv.Atoi(*after)
	if err != nil || nr < 1 {
		return 0, skalar.ErrUgyldig
	}
	return nr, nil
}

func toConnection(s *delivery.Side, err error) (*generated.MottattMeldingConnection, error) {
	if s == nil || err != nil {
		return nil, err
	}
	c := &generated.MottattMeldingConnection{
		PageInfo: generated.PageInfo{HasNextPage: s.HarFlere}, AntallUbekreftede: s.AntallUbekreftede,
		Numre: s.Numre, NokkelEndret: s.NokkelEndret,
	}
	for _, m := range s.Meldinger {
		c.Edges = append(c.Edges, generated.MottattMeldingEdge{Cursor: markor(m), Node: m})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}
