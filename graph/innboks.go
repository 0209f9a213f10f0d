package graph

import (
	"context"
	"errors"
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

// emnerForMottak are what wakes an open desk: what comes to the bydel, and a change of what she who sits there may see.
func emnerForMottak(ctx context.Context, mottak uuid.UUID) []uuid.UUID {
	emner := []uuid.UUID{mottak}
	if v, ok := viewer.From(ctx).(viewer.Saksbehandler); ok {
		for _, hash := range v.IDer() {
			emner = append(emner, ent.TilgangEmneTil(hash))
		}
	}
	return emner
}

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
		// It refuses who may no longer see it.
		if _, err := r.Delivery.MottakID(ctx, kommunenummer, bydelsnummer); err != nil {
			return nil, err
		}
		ut := &generated.MottakEndring{}
		for _, id := range e.ids {
			m, err := r.Delivery.Mottatt(ctx, id)
			if errors.Is(err, ent.ErrIkkeFunnet) {
				continue
			}
			if err != nil {
				return nil, err
			}
			ut.Meldinger = append(ut.Meldinger, *m)
		}
		var err error
		ut.AntallUbekreftede, err = r.Delivery.Ubekreftede(ctx, mottak)
		return ut, err
	}
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
