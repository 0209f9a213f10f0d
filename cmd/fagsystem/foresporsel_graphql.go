package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

const (
	listForesporsler = `query Liste($kommunenummer: String!, $etter: String) {
  innsynsforesporsler(kommunenummer: $kommunenummer, first: 50, after: $etter) {
    edges { cursor node { id status fodselsnummer begrunnelse journalposter { meldingId systemId } } }
    pageInfo { hasNextPage }
  }
}`
	besvarForesporsel = `mutation Besvar($input: BesvarInnsynsforesporselInput!) {
  svar: besvarInnsynsforesporsel(input: $input) { utfall feil { felt kode } }
}`
)

// foresporselGraphQL is the portal's own contract: for a kommune without a protokollkonto.
type foresporselGraphQL struct {
	portal        *portal
	kommunenummer string
}

// ubesvarte are the requests that are not decided, oldest first.
func (g foresporselGraphQL) ubesvarte(ctx context.Context) (ut []foresporsel, err error) {
	etter := any(nil)
	for {
		var svar struct {
			Liste struct {
				Edges []struct {
					Cursor string      `json:"cursor"`
					Node   foresporsel `json:"node"`
				} `json:"edges"`
				PageInfo struct {
					HasNextPage bool `json:"hasNextPage"`
				} `json:"pageInfo"`
			} `json:"innsynsforesporsler"`
		}
		if err := g.portal.spor(ctx, listForesporsler, felter{"kommunenummer": g.kommunenummer, "etter": etter}, &svar); err != nil {
			return nil, err
		}
		for _, e := range svar.Liste.Edges {
			ut = append(ut, e.Node)
			etter = e.Cursor
		}
		if !svar.Liste.PageInfo.HasNextPage || len(svar.Liste.Edges) == 0 {
			return ut, nil
		}
	}
}

func (g foresporselGraphQL) besvar(ctx context.Context, id uuid.UUID, s foresporselsvar) error {
	if s.Status == statusIkkeFunnet { // it has no word for that: a person must look
		s.Status = "MANUELL_BEHANDLING"
	}
	inn := felter{"id": id, "status": s.Status}
	if s.Begrunnelse != "" {
		inn["begrunnelse"] = s.Begrunnelse
	}
	var svar struct {
		Svar struct {
			Utfall *string `json:"utfall"`
			Feil   []struct {
				Kode string `json:"kode"`
			} `json:"feil"`
		} `json:"svar"`
	}
	if err := g.portal.spor(ctx, besvarForesporsel, felter{"input": inn}, &svar); err != nil {
		return err
	}
	switch {
	case len(svar.Svar.Feil) > 0:
		return fmt.Errorf("the portal finds %d things wrong; the first is %s", len(svar.Svar.Feil), ord(svar.Svar.Feil[0].Kode))
	case svar.Svar.Utfall == nil:
		return fmt.Errorf("%w: no outcome", errUtilgjengelig)
	case *svar.Svar.Utfall == "MOTSIGELSE":
		return errors.New("the request was decided otherwise before; a person must look")
	}
	return nil
}
