package graph

import (
	"errors"
	"strings"

	"barnevernportalen/delivery"
	"barnevernportalen/graph/generated"
	"barnevernportalen/graph/skalar"
)

func hovedbokfilter(f *delivery.Hovedbokfilter) delivery.Hovedbokfilter {
	if f == nil {
		return delivery.Hovedbokfilter{}
	}
	ut := *f
	if ut.Sok != nil && strings.TrimSpace(*ut.Sok) == "" { // nothing is searched for: nor in the address of the file
		ut.Sok = nil
	}
	return ut
}

func toHovedbok(side *delivery.Hovedbokside, f delivery.Hovedbokfilter, err error) (*generated.HovedbokConnection, error) {
	if errors.Is(err, delivery.ErrMarkor) || errors.Is(err, delivery.ErrFilter) {
		return nil, skalar.ErrUgyldig
	}
	if err != nil {
		return nil, err
	}
	c := &generated.HovedbokConnection{PageInfo: generated.PageInfo{HasNextPage: side.HarFlere}, Edges: []generated.HovedbokEdge{}, CSV: HovedbokSti(f)}
	for _, m := range side.Meldinger {
		c.Edges = append(c.Edges, generated.HovedbokEdge{Cursor: m.Markor(), Node: m})
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.EndCursor = &c.Edges[n-1].Cursor
	}
	return c, nil
}
