package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// samtykke is a consent as we ask for it, and as the portal has it.
type samtykke struct {
	ID          uuid.UUID       `json:"id"`
	Navn        string          `json:"navn"`
	Parter      []samtykkepart  `json:"personer"`
	Mappe       map[string]any  `json:"mappe"`
	Akseptfrist string          `json:"akseptfrist"` // yyyy-mm-dd, in Norway
	SluttDato   string          `json:"sluttDato"`   // "": no end
	Status      string          `json:"status"`      // as a whole; KS's paths do not tell it
	Invalidert  *time.Time      `json:"invalidert"`
	Historikk   []samtykkelinje `json:"-"`
}

// samtykkepart is one who is asked.
type samtykkepart struct {
	Fodselsnummer string `json:"fodselsnummer"`
	Navn          string `json:"navn"`
	Svar          string `json:"svar"`
	HarTilgang    bool   `json:"harTilgang"`
}

// samtykkelinje is a line of its history.
type samtykkelinje struct {
	Nr            int       `json:"sekvensnummer"`
	Type          string    `json:"type"`
	Tidspunkt     time.Time `json:"tidspunkt"`
	Fodselsnummer string    `json:"fodselsnummer"`
}

// samtykkeapi is a way to the consents: GraphQL, or KS's own paths.
type samtykkeapi interface {
	opprett(ctx context.Context, s samtykke) (uuid.UUID, error)
	hent(ctx context.Context, id uuid.UUID) (samtykke, error)
	sett(ctx context.Context, id uuid.UUID, fodselsnummer, svar, dato string) error
	tilgang(ctx context.Context, id uuid.UUID, fodselsnummer string, har bool) error
	endre(ctx context.Context, id uuid.UUID, frist, slutt string) error
	invalider(ctx context.Context, id uuid.UUID, begrunnelse string) error
}

// errHindret: the consent cannot be changed so, as it stands now.
var errHindret = errors.New("the consent cannot be changed so")

// saksbehandler is the caseworker of the demo, who is named with each act.
var saksbehandler = map[string]any{"saksbehandlerId": "kari", "fagsystem": "Referansefagsystemet"}

// samtykkeGraphQL is the portal's own contract.
type samtykkeGraphQL struct {
	portal        *portal
	kommunenummer string
}

const (
	feltSamtykke = `id navn status akseptfrist sluttDato invalidert personer { fodselsnummer navn svar harTilgang }`

	opprettSamtykke = `mutation Opprett($input: OpprettSamtykkeInput!) { opprettSamtykke(input: $input) { id feil { sti kode } } }`
	hentSamtykke    = `query Hent($id: ID!) { hentSamtykke(id: $id) { ` + feltSamtykke + ` } samtykkeHistorikk(id: $id) { sekvensnummer type tidspunkt fodselsnummer } }`
	settSamtykke    = `mutation Sett($input: OppdaterSamtykkeForPartInput!) { svar: oppdaterSamtykkeForPart(input: $input) { hindring feil { sti kode } } }`
	settTilgang     = `mutation Tilgang($input: EndreTilgangForPartInput!) { svar: endreTilgangForPart(input: $input) { hindring feil { sti kode } } }`
	endreSamtykke   = `mutation Endre($input: EndreSamtykkeInput!) { svar: endreSamtykke(input: $input) { hindring feil { sti kode } } }`
	invalider       = `mutation Invalider($input: InvaliderSamtykkeInput!) { svar: invaliderSamtykke(input: $input) { hindring feil { sti kode } } }`
)

func (g samtykkeGraphQL) opprett(ctx context.Context, s samtykke) (uuid.UUID, error) {
	var personer []felter
	for _, p := range s.Parter {
		personer = append(personer, felter{"fodselsnummer": p.Fodselsnummer, "navn": p.Navn, "harTilgang": p.HarTilgang})
	}
	inn := felter{
		"kommunenummer": g.kommunenummer, "navn": s.Navn, "personer": personer, "mappe": s.Mappe, "akseptfrist": s.Akseptfrist,
		"saksbehandler": saksbehandler,
	}
	if s.SluttDato != "" {
		inn["sluttDato"] = s.SluttDato
	}
	var svar struct {
		Opprett struct {
			ID   *uuid.UUID    `json:"id"`
			Feil []innsynsfeil `json:"feil"`
		} `json:"opprettSamtykke"`
	}
	err := g.portal.spor(ctx, opprettSamtykke, felter{"input": inn}, &svar)
	if err == nil {
		err = forsteFeil(svar.Opprett.Feil)
	}
	if err == nil && svar.Opprett.ID == nil {
		err = fmt.Errorf("%w: no id", errUtilgjengelig)
	}
	if err != nil {
		return uuid.Nil, err
	}
	return *svar.Opprett.ID, nil
}

func (g samtykkeGraphQL) hent(ctx context.Context, id uuid.UUID) (samtykke, error) {
	var svar struct {
		Samtykke  *samtykke       `json:"hentSamtykke"`
		Historikk []samtykkelinje `json:"samtykkeHistorikk"`
	}
	if err := g.portal.spor(ctx, hentSamtykke, felter{"id": id}, &svar); err != nil {
		return samtykke{}, err
	}
	if svar.Samtykke == nil {
		return samtykke{}, &avslag{Status: 404}
	}
	svar.Samtykke.Historikk = svar.Historikk
	return *svar.Samtykke, nil
}

func (g samtykkeGraphQL) gjor(ctx context.Context, sporsmal string, inn felter) error {
	var svar struct {
		Svar struct {
			Hindring *string       `json:"hindring"`
			Feil     []innsynsfeil `json:"feil"`
		} `json:"svar"`
	}
	if err := g.portal.spor(ctx, sporsmal, felter{"input": inn}, &svar); err != nil {
		return err
	}
	if svar.Svar.Hindring != nil {
		return fmt.Errorf("%w: %s", errHindret, ord(*svar.Svar.Hindring))
	}
	return forsteFeil(svar.Svar.Feil)
}

func (g samtykkeGraphQL) sett(ctx context.Context, id uuid.UUID, fodselsnummer, svar, dato string) error {
	inn := felter{"id": id, "fodselsnummer": fodselsnummer, "svar": svar, "saksbehandler": saksbehandler}
	if dato != "" {
		inn["svarDato"] = dato
	}
	return g.gjor(ctx, settSamtykke, inn)
}

func (g samtykkeGraphQL) tilgang(ctx context.Context, id uuid.UUID, fodselsnummer string, har bool) error {
	return g.gjor(ctx, settTilgang, felter{"id": id, "fodselsnummer": fodselsnummer, "harTilgang": har})
}

func (g samtykkeGraphQL) endre(ctx context.Context, id uuid.UUID, frist, slutt string) error {
	inn := felter{"id": id, "akseptfrist": frist, "saksbehandler": saksbehandler}
	if slutt != "" {
		inn["sluttDato"] = slutt
	}
	return g.gjor(ctx, endreSamtykke, inn)
}

func (g samtykkeGraphQL) invalider(ctx context.Context, id uuid.UUID, begrunnelse string) error {
	return g.gjor(ctx, invalider, felter{"id": id, "begrunnelse": begrunnelse, "saksbehandler": saksbehandler})
}
