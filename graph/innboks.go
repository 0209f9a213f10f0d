package graph

import (
	"context"
	"errors"
	"strconv"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

// forsteSide is how many reports the first message of mottakEndret holds, the same as a page of mottak.
const forsteSide = 50

// innboks reads what has become of an inbox: its first page when all must be read again, else the reports named.
func (r *Resolver) innboks(kommunenummer, bydelsnummer string) func(context.Context, endring) (*generated.MottakEndring, error) {
	sok := delivery.MottakSok{Kommunenummer: kommunenummer, Bydelsnummer: bydelsnummer, Antall: forsteSide}
	return func(ctx context.Context, e endring) (*generated.MottakEndring, error) {
		side, err := r.Delivery.Mottak(ctx, sok) // also when one report is asked for: it refuses who may no longer see it
		if err != nil {
			return nil, err
		}
		ut := &generated.MottakEndring{Nullstill: e.alt, AntallUbekreftede: side.AntallUbekreftede}
		if e.alt {
			ut.Meldinger = side.Meldinger
			return ut, nil
		}
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
		return ut, nil
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
		NokkelEndret: s.NokkelEndret,
	}
	for _, m := range s.Meldinger {
		c.Edges = append(c.Edges, generated.MottattMeldingEdge{Cursor: markor(m), Node: m})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}
