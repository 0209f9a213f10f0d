package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// node is a report in the portal's inbox: the envelope, never the content.
type node struct {
	ID         uuid.UUID `json:"id"`
	Type       string    `json:"type"`
	Nr         int64     `json:"nr"`
	Sha256     string    `json:"sha256"`
	Kjedehash  string    `json:"kjedehash"`
	Mottatt    time.Time `json:"mottatt"`
	Bevis      string    `json:"bevis"`
	Dokumenter []struct {
		Navn string `json:"navn"`
		Sti  string `json:"sti"`
	} `json:"dokumenter"`
}

func (n node) ledd() ledd { return ledd{Nr: n.Nr, ID: n.ID, Sha256: n.Sha256, Kjedehash: n.Kjedehash} }

// bevist: the portal has what it needs. A blind yes (KVITTERT) is not proof, and such a report is still listed.
func (n node) bevist() bool { return n.Bevis == "LAGRET" || n.Bevis == "REGISTRERT" }

const sporMottak = `query Mottak($kommunenummer: String!, $bydelsnummer: String!, $alle: Boolean!, $antall: Int!, $etter: String) {
  mottak(kommunenummer: $kommunenummer, bydelsnummer: $bydelsnummer, medBekreftede: $alle, first: $antall, after: $etter) {
    edges { node { id type nr sha256 kjedehash mottatt bevis dokumenter { navn sti } } }
    pageInfo { hasNextPage endCursor }
  }
}`

// perSide is how many are asked for at a time: what the portal gives at most.
const perSide = 100

// mottak reads a receiver's inbox from the newest back, until nok says that it has seen enough, and returns it oldest first.
// A nil nok reads all of it.
func (p *portal) mottak(ctx context.Context, m mottaker, alle bool, nok func(node) bool) ([]node, error) {
	var noder []node
	for etter := ""; ; {
		variabler := map[string]any{
			"kommunenummer": m.Kommunenummer, "bydelsnummer": m.Bydelsnummer, "alle": alle, "antall": perSide,
		}
		if etter != "" {
			variabler["etter"] = etter
		}
		var svar struct {
			Mottak *struct {
				Edges []struct {
					Node node `json:"node"`
				} `json:"edges"`
				PageInfo struct {
					HasNextPage bool   `json:"hasNextPage"`
					EndCursor   string `json:"endCursor"`
				} `json:"pageInfo"`
			} `json:"mottak"`
		}
		if err := p.spor(ctx, sporMottak, variabler, &svar); err != nil {
			return nil, fmt.Errorf("read the inbox of %s: %w", m, err)
		}
		if svar.Mottak == nil {
			return nil, fmt.Errorf("read the inbox of %s: %w: there is none for us", m, errTilgang)
		}
		ferdig := !svar.Mottak.PageInfo.HasNextPage || svar.Mottak.PageInfo.EndCursor == "" || svar.Mottak.PageInfo.EndCursor == etter
		for _, e := range svar.Mottak.Edges {
			if e.Node.ID == uuid.Nil {
				return nil, fmt.Errorf("read the inbox of %s: %w: a report without an id", m, errUtilgjengelig)
			}
			noder = append(noder, e.Node)
			ferdig = ferdig || nok != nil && nok(e.Node)
		}
		if ferdig {
			slices.Reverse(noder)
			return noder, nil
		}
		etter = svar.Mottak.PageInfo.EndCursor
	}
}

// forseglet is the name of what a machine fetches.
const forseglet = "asice.cms"

// hent opens a report's sealed bytes. The path is the portal's word, and is followed only within the portal.
func (p *portal) hent(ctx context.Context, n node) (io.ReadCloser, error) {
	for _, d := range n.Dokumenter {
		if d.Navn != forseglet {
			continue
		}
		if u, err := url.Parse(d.Sti); err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/last-ned/") {
			return nil, fmt.Errorf("fetch the sealed bytes: %w: a path that is none", errUtilgjengelig)
		}
		resp, err := p.kall(ctx, http.MethodGet, d.Sti, "", nil)
		if err != nil {
			return nil, fmt.Errorf("fetch the sealed bytes: %w", err)
		}
		if t := resp.Header.Get("Content-Type"); resp.StatusCode != http.StatusOK || strings.HasPrefix(t, "text/") {
			_ = resp.Body.Close()
			return nil, fmt.Errorf("fetch the sealed bytes: %w: %d, but a page", errUtilgjengelig, resp.StatusCode)
		}
		return resp.Body, nil
	}
	return nil, fmt.Errorf("fetch the sealed bytes: %w: there are none for a machine", errUtilgjengelig)
}

// feilkode is why an answer about a report was not taken.
type feilkode struct {
	Feil *struct {
		Kode string `json:"kode"`
	} `json:"feil"`
}

// mottakFeil: the portal did not take our answer. It will not take the same one later either: a person must look.
type mottakFeil struct{ Kode string }

func (f *mottakFeil) Error() string { return "the portal does not take the answer: " + f.Kode }

func (f feilkode) feil() error {
	if f.Feil == nil {
		return nil
	}
	return &mottakFeil{ord(f.Feil.Kode)}
}

// bekreft proves that a report is stored here; without a token it is only said.
func (p *portal) bekreft(ctx context.Context, id uuid.UUID, bevis string) error {
	input := map[string]any{"id": id}
	if bevis != "" {
		input["bevis"] = bevis
	}
	var svar struct {
		BekreftMottak *struct {
			feilkode
			Melding *struct {
				ID uuid.UUID `json:"id"`
			} `json:"melding"`
		} `json:"bekreftMottak"`
	}
	err := p.spor(ctx, `mutation Bekreft($input: BekreftMottakInput!) {
  bekreftMottak(input: $input) { melding { id } feil { kode } }
}`, map[string]any{"input": input}, &svar)
	switch {
	case err != nil:
		return fmt.Errorf("confirm a report: %w", err)
	case svar.BekreftMottak == nil || svar.BekreftMottak.Melding == nil || svar.BekreftMottak.Melding.ID != id:
		return fmt.Errorf("confirm a report: %w: it is about another", errUtilgjengelig)
	}
	return svar.BekreftMottak.feil()
}

// avvis says that a report will never be stored here: a letter leaves at once.
func (p *portal) avvis(ctx context.Context, id uuid.UUID, u *ubrukelig) error {
	var svar struct {
		AvvisMottak *struct {
			feilkode
			Melding *struct {
				ID uuid.UUID `json:"id"`
			} `json:"melding"`
		} `json:"avvisMottak"`
	}
	err := p.spor(ctx, `mutation Avvis($input: AvvisMottakInput!) {
  avvisMottak(input: $input) { melding { id } feil { kode } }
}`, map[string]any{"input": map[string]any{"id": id, "grunn": u.Grunn.portalens(), "melding": u.Tekst}}, &svar)
	switch {
	case err != nil:
		return fmt.Errorf("refuse a report: %w", err)
	case svar.AvvisMottak == nil || svar.AvvisMottak.Melding == nil || svar.AvvisMottak.Melding.ID != id:
		return fmt.Errorf("refuse a report: %w: it is about another", errUtilgjengelig)
	}
	return svar.AvvisMottak.feil()
}

// portalens is the portal's word for a reason (enum MottakGrunn).
func (g grunn) portalens() string {
	switch g {
	case grunnUleselig:
		return "KAN_IKKE_APNES"
	case grunnForStor:
		return "KAN_IKKE_LAGRES"
	case grunnAnnetHer:
		return "ANNET"
	default:
		return "UGYLDIG_INNHOLD"
	}
}
