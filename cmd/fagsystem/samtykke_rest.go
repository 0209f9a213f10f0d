package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// samtykkeREST is KS's own paths, below /samtykke/api/v1/ekstern/{fiksOrgId}/.
type samtykkeREST struct {
	portal    *portal
	fiksOrgID uuid.UUID
}

func (r samtykkeREST) sti(navn string, id ...uuid.UUID) string {
	sti := "samtykke/api/v1/ekstern/" + r.fiksOrgID.String() + "/" + navn
	for _, id := range id {
		sti += "/" + id.String()
	}
	return sti
}

// put makes a change, which is answered without a body.
func (r samtykkeREST) put(ctx context.Context, navn string, id uuid.UUID, kropp felter) error {
	raw, err := json.Marshal(kropp)
	if err != nil {
		return errors.New("a body cannot be written")
	}
	ctx, slutt := context.WithTimeout(ctx, 2*tidsfrist)
	defer slutt()
	resp, err := r.portal.kall(ctx, http.MethodPut, r.sti(navn, id), "application/json", bytes.NewReader(raw))
	if a := new(avslag); errors.As(err, &a) && a.Status == http.StatusConflict {
		return fmt.Errorf("%w: %w", errHindret, err)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (r samtykkeREST) opprett(ctx context.Context, s samtykke) (uuid.UUID, error) {
	var personer []felter
	for _, p := range s.Parter {
		personer = append(personer, felter{"fnr": p.Fodselsnummer, "navn": p.Navn, "harTilgangTilInnbyggerTjenester": p.HarTilgang})
	}
	kropp := felter{
		"samtykkeNavn": s.Navn, "samtykkeType": "BARNEVERN", "personer": felter{"personer": personer}, "mappe": s.Mappe,
		"akseptfrist": s.Akseptfrist, "saksbehandler": saksbehandler,
	}
	if s.SluttDato != "" {
		kropp["sluttDato"] = s.SluttDato
	}
	raw, err := json.Marshal(kropp)
	if err != nil {
		return uuid.Nil, errors.New("a body cannot be written")
	}
	var svar struct {
		ID uuid.UUID `json:"samtykkeId"`
	}
	err = r.portal.json(ctx, http.MethodPost, r.sti("opprettsamtykke"), "application/json", bytes.NewReader(raw), &svar)
	if err == nil && svar.ID == uuid.Nil {
		err = fmt.Errorf("%w: no id", errUtilgjengelig)
	}
	return svar.ID, err
}

func (r samtykkeREST) hent(ctx context.Context, id uuid.UUID) (samtykke, error) {
	var svar struct {
		Samtykker []struct {
			ID       uuid.UUID `json:"samtykkeId"`
			Navn     string    `json:"samtykkeNavn"`
			Personer struct {
				Personer []struct {
					Fnr        string `json:"fnr"`
					Navn       string `json:"navn"`
					Status     string `json:"samtykkeStatus"`
					HarTilgang bool   `json:"harTilgangTilInnbyggertjenester"`
				} `json:"personer"`
			} `json:"personer"`
			Akseptfrist string `json:"akseptfrist"`
			SluttDato   string `json:"sluttDato"`
		} `json:"samtykker"`
	}
	if err := r.portal.json(ctx, http.MethodGet, r.sti("hentSamtykke", id), "", nil, &svar); err != nil {
		return samtykke{}, err
	}
	if len(svar.Samtykker) != 1 || svar.Samtykker[0].ID != id {
		return samtykke{}, fmt.Errorf("%w: not the consent asked for", errUtilgjengelig)
	}
	s := svar.Samtykker[0]
	ut := samtykke{ID: s.ID, Navn: s.Navn, Akseptfrist: s.Akseptfrist, SluttDato: s.SluttDato}
	for _, p := range s.Personer.Personer {
		ut.Parter = append(ut.Parter, samtykkepart{p.Fnr, p.Navn, p.Status, p.HarTilgang})
	}
	var historikk struct {
		Hendelser []struct {
			Nr        int       `json:"sekvensnummer"`
			Type      string    `json:"hendelseType"`
			Tidspunkt time.Time `json:"tidspunkt"`
			PartFnr   string    `json:"partFnr"`
		} `json:"samtykkeHendelser"`
	}
	if err := r.portal.json(ctx, http.MethodGet, r.sti("samtykkeHistorikk", id), "", nil, &historikk); err != nil {
		return samtykke{}, err
	}
	for _, h := range historikk.Hendelser {
		ut.Historikk = append(ut.Historikk, samtykkelinje{h.Nr, h.Type, h.Tidspunkt, h.PartFnr})
	}
	return ut, nil
}

func (r samtykkeREST) sett(ctx context.Context, id uuid.UUID, fodselsnummer, svar, dato string) error {
	kropp := felter{"partFnr": fodselsnummer, "samtykkeSvarStatus": svar, "saksbehandler": saksbehandler}
	if dato != "" {
		kropp["oppdatertDato"] = dato
	}
	return r.put(ctx, "oppdaterStatusForPart", id, kropp)
}

func (r samtykkeREST) tilgang(ctx context.Context, id uuid.UUID, fodselsnummer string, har bool) error {
	return r.put(ctx, "endreInnbyggertjenesteTilgangForPart", id, felter{"partFnr": fodselsnummer, "skalHaTilgang": har})
}

func (r samtykkeREST) endre(ctx context.Context, id uuid.UUID, frist, slutt string) error {
	kropp := felter{"akseptfrist": frist, "saksbehandler": saksbehandler}
	if slutt != "" {
		kropp["sluttDato"] = slutt
	}
	return r.put(ctx, "endreSamtykke", id, kropp)
}

func (r samtykkeREST) invalider(ctx context.Context, id uuid.UUID, begrunnelse string) error {
	return r.put(ctx, "invaliderSamtykke", id, felter{"begrunnelse": begrunnelse, "saksbehandler": saksbehandler})
}
