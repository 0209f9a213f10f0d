package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/uuid"
)

// indeksREST is KS's own paths: what a case system that indexes today does, unchanged.
type indeksREST struct {
	portal    *portal
	fiksOrgID uuid.UUID
}

// nivaHoyt is ID-porten's highest level, which a case of barnevern is shown at.
const nivaHoyt = 4

func (r indeksREST) indekser(ctx context.Context, s slag, bolk []innsynsmelding) (opprettet, oppdatert int, err error) {
	type hvem struct {
		IdentifikatorType string `json:"identifikatorType"`
		Verdi             string `json:"verdi"`
	}
	type inn struct {
		MeldingID          uuid.UUID `json:"meldingId"`
		Sikkerhetsniva     int       `json:"sikkerhetsniva"`
		EksponertFor       hvem      `json:"eksponertFor"`
		FiksOrganisasjonID uuid.UUID `json:"fiksOrganisasjonId"`
		Versjon            slag      `json:"versjon"`
		MeldingMetadata    string    `json:"meldingMetadata"`
		EksternRef         string    `json:"eksternRef"`
	}
	meldinger := make([]inn, 0, len(bolk))
	for _, m := range bolk {
		raw, err := json.Marshal(m.metadata)
		if err != nil {
			return 0, 0, errors.New("a message cannot be written")
		}
		meldinger = append(meldinger, inn{
			m.ID, nivaHoyt, hvem{"FODSELSNUMMER", m.Fodselsnummer}, r.fiksOrgID, s, base64.StdEncoding.EncodeToString(raw), m.EksternRef,
		})
	}
	kropp, err := json.Marshal(map[string]any{"meldinger": meldinger})
	if err != nil {
		return 0, 0, errors.New("a batch cannot be written")
	}
	var svar struct {
		Opprettet int `json:"opprettet"`
		Oppdatert int `json:"oppdatert"`
	}
	err = r.portal.json(ctx, http.MethodPut, "innsyn-index/api/v2/indexRequest", "application/json", bytes.NewReader(kropp), &svar)
	return svar.Opprettet, svar.Oppdatert, err
}

func (r indeksREST) slett(ctx context.Context, eksternRef string) (int, error) {
	var svar struct {
		AntallSlettet int `json:"antallSlettet"`
	}
	sporring := url.Values{"fiksOrganisasjonId": {r.fiksOrgID.String()}, "eksternRef": {eksternRef}}
	if err := r.portal.json(ctx, http.MethodDelete, "innsyn-index/api/v1/delete/slett?"+sporring.Encode(), "", nil, &svar); err != nil {
		return 0, fmt.Errorf("delete: %w", err)
	}
	return svar.AntallSlettet, nil
}
