package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// liksomFagsystem is a case system of dev mode, which `make run` knows and cmd/fagsystem may be.
type liksomFagsystem struct {
	navn, klientID, orgnr string
	id                    uuid.UUID
	kommune               string
	fiksOrg               uuid.UUID
}

var liksomFagsystemer = []liksomFagsystem{
	{"bergen", "fagsystem-bergen", orgnrBergen, uuid.MustParse("b0000000-4601-4000-8000-000000000001"),
		"4601", uuid.MustParse("f0000000-4601-4000-8000-000000000001")},
	{"oslo", "fagsystem-oslo", orgnrOslo, uuid.MustParse("b0000000-0301-4000-8000-000000000001"),
		"0301", uuid.MustParse("f0000000-0301-4000-8000-000000000001")},
}

// integrasjonsfil is what a case system of dev mode must know to call us: DATA_DIR/liksom/integrasjoner/<navn>.json, 0600.
// It lies in the far side's folder, and nothing that serves reads the password in it:
//
//	{
//	  "integrasjonId": "b0000000-4601-4000-8000-000000000001",
//	  "integrasjonPassord": "…",
//	  "fiksOrgId": "f0000000-4601-4000-8000-000000000001",
//	  "kommunenummer": "4601",
//	  "maskinporten": {
//	    "utsteder": "http://localhost:8080/testidp/maskinporten/",
//	    "klientId": "fagsystem-bergen",
//	    "nokkelfil": "/…/liksom/maskinporten/fagsystem-bergen/privat.jwk"
//	  }
//	}
type integrasjonsfil struct {
	IntegrasjonID      uuid.UUID `json:"integrasjonId"`
	IntegrasjonPassord string    `json:"integrasjonPassord"`
	FiksOrgID          uuid.UUID `json:"fiksOrgId"`
	Kommunenummer      string    `json:"kommunenummer"`
	Maskinporten       struct {
		Utsteder  string `json:"utsteder"`
		KlientID  string `json:"klientId"`
		Nokkelfil string `json:"nokkelfil"`
	} `json:"maskinporten"`
}

// froMaskiner sows the case systems. The password is made with the integration, and made again if the far side has lost it.
func froMaskiner(ctx context.Context, o oppsett, f *forvaltning.Service) error {
	dir := filepath.Join(o.data, "liksom", "integrasjoner")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the machines' folder: %w", err)
	}
	for _, m := range liksomFagsystemer {
		fil := filepath.Join(dir, m.navn+".json")
		passord, err := liksomPassord(ctx, f, m, fil)
		if err != nil {
			return fmt.Errorf("the case system of %s: %w", m.navn, err)
		}
		if err := f.SettFiksOrg(ctx, m.kommune, m.fiksOrg); err != nil && !errors.Is(err, forvaltning.ErrFiksOrgOpptatt) {
			return err
		}
		for _, rett := range []viewer.Rett{viewer.RettKonsument, viewer.RettProdusent, viewer.RettIndekser, viewer.RettSamtykke} {
			if err := f.GiRettighet(ctx, m.id, viewer.Rettighet{Rett: rett, Kommunenummer: m.kommune}); err != nil {
				return err
			}
		}
		if err := o.skrivIntegrasjonsfil(ctx, f, m, fil, passord); err != nil {
			return err
		}
	}
	return nil
}

// liksomPassord is the password in the far side's file, or a new one.
func liksomPassord(ctx context.Context, f *forvaltning.Service, m liksomFagsystem, fil string) (string, error) {
	_, err := f.Integrasjon(ctx, m.id)
	if errors.Is(err, ent.ErrIkkeFunnet) {
		_, passord, err := f.OpprettIntegrasjon(ctx, forvaltning.NyIntegrasjon{ID: m.id, Navn: "Liksom fagsystem " + m.navn, Orgnr: m.orgnr})
		return passord, err
	}
	if err != nil {
		return "", err
	}
	var der integrasjonsfil
	raw, err := os.ReadFile(fil)
	if err == nil && json.Unmarshal(raw, &der) == nil && der.IntegrasjonPassord != "" {
		return der.IntegrasjonPassord, nil
	}
	return f.NyttPassord(ctx, m.id)
}

func (o oppsett) skrivIntegrasjonsfil(ctx context.Context, f *forvaltning.Service, m liksomFagsystem, fil, passord string) error {
	fiksOrg, err := f.FiksOrgID(ctx, m.kommune)
	if err != nil {
		return err
	}
	ut := integrasjonsfil{IntegrasjonID: m.id, IntegrasjonPassord: passord, FiksOrgID: fiksOrg, Kommunenummer: m.kommune}
	ut.Maskinporten.Utsteder = o.liksomMaskinporten()
	ut.Maskinporten.KlientID = m.klientID
	ut.Maskinporten.Nokkelfil = filepath.Join(o.liksomKlientmappe(m.klientID), "privat.jwk")
	raw, err := json.MarshalIndent(ut, "", "  ")
	if err != nil {
		return errors.New("encode a machine's file")
	}
	// By another name first, so that a case system that starts now reads the old one or the new.
	if err := os.WriteFile(fil+".ny", raw, 0o600); err != nil {
		return fmt.Errorf("write a machine's file: %w", err)
	}
	return os.Rename(fil+".ny", fil)
}
