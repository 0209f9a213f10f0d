package graph

import (
	"errors"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

// vist is an outcome as gqlgen wants it.
func vist[T any](v T, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	return &v, nil
}

func bydelI(i generated.MottakVersjonInput) viewer.Bydel {
	return viewer.Bydel{Kommunenummer: i.Kommunenummer, Bydelsnummer: i.Bydelsnummer}
}

func toEndringer(alle []forvaltning.Endring, flere bool, err error) (*generated.EndringConnection, error) {
	if errors.Is(err, forvaltning.ErrMarkor) {
		return nil, skalar.ErrUgyldig
	}
	if err != nil {
		return nil, err
	}
	c := &generated.EndringConnection{PageInfo: generated.PageInfo{HasNextPage: flere}, Edges: []generated.EndringEdge{}}
	for _, e := range alle {
		c.Edges = append(c.Edges, generated.EndringEdge{Cursor: e.Markor(), Node: e})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}
