package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/forvaltning"
)

// kontoInnsynOslo is Oslo's protokollkonto in dev mode: the account its case system gets innsynsforespørsler at, where there is a
// Fiks IO. Another than the one of reports: a protokollkonto cannot talk to an account made outside Fiks protokoll.
var kontoInnsynOslo = uuid.MustParse("f1000000-0301-4000-8000-000000000011")

// kommuneProtokoll is the kommune that has it. Bergen has none, and answers over GraphQL.
const kommuneProtokoll = "0301"

// liksomProtokollmappe is where the case system finds what it must know of it, oslo.json, and its own key, which only it reads:
//
//	{"api": "http://127.0.0.1:…", "amqp": "amqp://127.0.0.1:…", "kontoId": "…", "tjenesteKontoId": "…", "nokler": ["oslo"]}
func (o oppsett) liksomProtokollmappe() string { return filepath.Join(o.data, "liksom", "protokoll") }

func (o oppsett) liksomProtokollnokkel() (seal.Key, error) {
	return liksomNokkel(filepath.Join(o.liksomProtokollmappe(), "oslo"), "Liksom protokollkonto Oslo")
}

// froProtokoll sows it with FIKSIO=1. Without, Oslo answers over GraphQL again: what was sent to the account waits for the day
// there is a Fiks IO.
func froProtokoll(ctx context.Context, o oppsett, d *ent.DB, f *forvaltning.Service) error {
	her := d.Client().Protokollkonto.Query().Where(protokollkonto.Kommunenummer(kommuneProtokoll), protokollkonto.Konto(kontoInnsynOslo), protokollkonto.Aktiv(true))
	if !o.fiksio.liksom {
		if er, err := her.Exist(ctx); err != nil || !er {
			return err
		}
		return f.FjernProtokollkonto(ctx, kommuneProtokoll)
	}
	k, err := o.liksomProtokollnokkel()
	if err != nil {
		return err
	}
	// What is there is left as it is: each time it is stored the key is too.
	if er, err := her.QueryNokkel().Where(nokkel.Tommelavtrykk(delivery.Tommelavtrykk(k.Cert))).Exist(ctx); err != nil || er {
		return err
	}
	return f.LagreProtokollkonto(ctx, forvaltning.Protokollkonto{
		Kommunenummer: kommuneProtokoll, Bydelsnummer: "03", Konto: kontoInnsynOslo, Part: "fagsystem", StottedeParter: []string{delivery.Protokollpart},
		Tilgang: true, Sertifikat: k.Cert,
	})
}

// liksomProtokollkonto makes the account at the look-alike, and tells the case system where it is.
func (o oppsett) liksomProtokollkonto(s *liksom.Server, f fiksioOppsett, oslo integrasjonsfil) error {
	k, err := o.liksomProtokollnokkel()
	if err != nil {
		return err
	}
	err = s.NyKonto(liksom.Konto{
		ID: kontoInnsynOslo, FiksOrgID: oslo.FiksOrgID, Integrasjon: oslo.IntegrasjonID, Navn: "Innsynsforespørsler Oslo", FiksOrgNavn: "Oslo kommune",
		Orgnr: orgnrOslo, Kommunenummer: kommuneProtokoll, Nokkel: string(seal.EncodeCertificate(k.Cert)),
	})
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(map[string]any{
		"api": f.api, "amqp": f.amqp, "kontoId": kontoInnsynOslo, "tjenesteKontoId": f.konto, "nokler": []string{"oslo"},
	}, "", "  ")
	if err != nil {
		return errors.New("encode a protokollkonto's file")
	}
	// By another name first, so that a case system that starts now reads the old one or the new.
	fil := filepath.Join(o.liksomProtokollmappe(), "oslo.json")
	if err := os.WriteFile(fil+".ny", raw, 0o600); err != nil {
		return fmt.Errorf("write a protokollkonto's file: %w", err)
	}
	return os.Rename(fil+".ny", fil)
}
