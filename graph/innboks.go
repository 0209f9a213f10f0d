package graph

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

// forsteSide is how many reports the first message of mottakEndret holds, the same as a page of mottak.
const forsteSide = 50

// folgInnboks is the subscription to an inbox. It tells of one report at a time, so that those who are told of a report are told
// the same, whatever else waits for each.
func (r *Resolver) folgInnboks(ctx context.Context, mottak uuid.UUID, b viewer.Bydel) (<-chan *generated.MottakEndring, error) {
	return aapne(ctx, r, kilde[generated.MottakEndring]{
		emner: []uuid.UUID{mottak}, maks: 1, skifterOm: func() time.Duration { return 0 },
		les: func(ctx context.Context, e endring) (*generated.MottakEndring, *kodinger, error) {
			switch {
			case e.alt:
				ut, err := r.innboks(ctx, b)
				return ut, nil, err
			case len(e.ids) == 0:
				return nil, nil, nil
			default:
				return r.innboksendring(ctx, mottak, b, e.ids[0], e.nr)
			}
		},
	})
}

// innboks reads an inbox's first page.
func (r *Resolver) innboks(ctx context.Context, b viewer.Bydel) (*generated.MottakEndring, error) {
	side, err := r.Delivery.Mottak(ctx, delivery.MottakSok{Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer, Antall: forsteSide})
	if err != nil {
		return nil, err
	}
	return &generated.MottakEndring{Nullstill: true, Meldinger: side.Meldinger, AntallUbekreftede: side.AntallUbekreftede}, nil
}

// innboksendring reads one report after change nr. Colleagues who sit at the same inbox see the same of it, so they share one
// reading. A machine reads for itself: a caseworker's reading says which of them did what, and a machine's does not.
func (r *Resolver) innboksendring(ctx context.Context, mottak uuid.UUID, b viewer.Bydel, id uuid.UUID, nr uint64) (*generated.MottakEndring, *kodinger, error) {
	en := func(ctx context.Context) (*generated.MottakEndring, error) { return r.enMelding(ctx, mottak, id) }
	v, person := viewer.From(ctx).(viewer.Saksbehandler)
	if !person { // a machine's rights are no notification's business
		if _, err := r.Delivery.MottakID(ctx, b.Kommunenummer, b.Bydelsnummer); err != nil {
			return nil, nil, err
		}
		ut, err := en(ctx)
		return ut, nil, err
	}
	if !slices.Contains(v.Bydeler, b) {
		return nil, nil, ent.ErrIkkeFunnet
	}
	l, err := r.innbokser.les(ctx, lesenokkel{mottak, id}, nr, r.Hub.hort, en)
	if err != nil {
		return nil, nil, err
	}
	return l.ut, &l.koder, nil
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
