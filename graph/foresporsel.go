package graph

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
	"barnevernportalen/innsyn"
)

func toForesporsler(s *innsyn.Fagside, err error) (*generated.FagforesporselConnection, error) {
	if errors.Is(err, innsyn.ErrSok) {
		return nil, skalar.ErrUgyldig
	}
	if err != nil {
		return nil, err
	}
	c := &generated.FagforesporselConnection{PageInfo: generated.PageInfo{HasNextPage: s.HarFlere}}
	for i, f := range s.Foresporsler {
		c.Edges = append(c.Edges, generated.FagforesporselEdge{Cursor: s.Markorer[i], Node: f})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}

// emnerForesporsel are what one who waits for requests is woken by: a person by each of her hashes, a case system by its
// kommuner.
func emnerForesporsel(ctx context.Context) []uuid.UUID {
	var ut []uuid.UUID
	switch v := viewer.From(ctx).(type) {
	case viewer.Innbygger:
		for _, id := range v.IDer() {
			ut = append(ut, ent.ForesporselEmneTil(id))
		}
	case viewer.Fagsystem:
		for _, k := range v.Kommuner(viewer.RettIndekser) {
			ut = append(ut, ent.ForesporselEmneI(k))
		}
	}
	return ut
}

// egneForesporsler reads which requests are the subscriber's now: ids, so that what they say is read, and logged, as itself. A
// change of what is not the subscriber's is not told.
func (r *Resolver) egneForesporsler() func(context.Context, endring) (*generated.InnsynsforesporselEndring, error) {
	var sagt []uuid.UUID
	return func(ctx context.Context, e endring) (*generated.InnsynsforesporselEndring, error) {
		ider, err := r.Innsyn.ForesporselIDer(ctx)
		if err != nil {
			return nil, err
		}
		ut := &generated.InnsynsforesporselEndring{Nullstill: e.alt || slices.Contains(e.ids, uuid.Nil), Foresporsler: ider}
		for _, id := range e.ids {
			if slices.Contains(ider, id) || slices.Contains(sagt, id) { // of a case system: decided, and so gone from its list
				ut.Endret = append(ut.Endret, id)
			}
		}
		if !e.alt && len(ut.Endret) == 0 && slices.Equal(ider, sagt) {
			return nil, nil
		}
		sagt = ider
		ut.Stempel, err = stempel(ctx, r.Innsyn.Foresporselstempel)
		return ut, err
	}
}
