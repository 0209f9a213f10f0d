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

// innboks reads what has become of an inbox: its first page when all must be read again, else the reports named.
func (r *Resolver) innboks(mottak uuid.UUID, kommunenummer, bydelsnummer string) func(context.Context, endring) (*generated.MottakEndring, error) {
	sok := delivery.MottakSok{Kommunenummer: kommunenummer, Bydelsnummer: bydelsnummer, Antall: forsteSide}
	return func(ctx context.Context, e endring) (*generated.MottakEndring, error) {
		if e.alt {
			side, err := r.Delivery.Mottak(ctx, sok)
			if err != nil {
				return nil, err
			}
			return &generated.MottakEndring{Nullstill: true, Meldinger: side.Meldinger, AntallUbekreftede: side.AntallUbekreftede}, nil
		}
		return r.innboksendring(ctx, mottak, viewer.Bydel{Kommunenummer: kommunenummer, Bydelsnummer: bydelsnummer}, e)
	}
}

// innboksendring reads the reports named. Colleagues who sit at the same inbox see the same of it, so they share one reading.
func (r *Resolver) innboksendring(ctx context.Context, mottak uuid.UUID, b viewer.Bydel, e endring) (*generated.MottakEndring, error) {
	v, person := viewer.From(ctx).(viewer.Saksbehandler)
	if person && !slices.Contains(v.Bydeler, b) {
		return nil, ent.ErrIkkeFunnet
	}
	if !person { // a machine's rights are no notification's business
		if _, err := r.Delivery.MottakID(ctx, b.Kommunenummer, b.Bydelsnummer); err != nil {
			return nil, err
		}
	}
	var ut *generated.MottakEndring
	for _, id := range e.ids {
		en := func(ctx context.Context) (*generated.MottakEndring, error) { return r.enMelding(ctx, mottak, id) }
		var ny *generated.MottakEndring
		var err error
		if person {
			ny, err = r.innbokser.les(ctx, lesenokkel{mottak, id}, e.nr, r.Hub.hort, en)
		} else {
			ny, err = en(ctx)
		}
		switch {
		case err != nil:
			return nil, err
		case ut == nil:
			ut = ny
		default: // what is shared is not written in
			ut = &generated.MottakEndring{Meldinger: slices.Concat(ut.Meldinger, ny.Meldinger), AntallUbekreftede: ny.AntallUbekreftede}
		}
	}
	return ut, nil
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
