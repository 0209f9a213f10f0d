package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/forvaltning"
)

// kontoStHanshaugen is the account of the one bydel of dev mode that receives over Fiks IO.
var kontoStHanshaugen = uuid.MustParse("f1000000-0301-4000-8000-000000000004")

// liksomFagsystemmappe is the reference case system's own folder: what reports to Oslo are sealed to. Only the public half is
// read here, once it is made.
func (o oppsett) liksomFagsystemmappe() string {
	return filepath.Join(o.data, "liksom", "fagsystem", "oslo")
}

// froFagsystem sows the bydeler of Oslo that have the reference case system: one on the native channel, and with FIKSIO=1 one
// over Fiks IO. Both give the storage token back.
func froFagsystem(ctx context.Context, o oppsett, d *ent.DB, f *forvaltning.Service) error {
	k, err := liksomNokkel(o.liksomFagsystemmappe(), "Liksom fagsystem Oslo")
	if err != nil {
		return err
	}
	mottak := []forvaltning.Mottak{{
		Bydelsnummer: "03", Navn: "Sagene", Kanal: bydel.KanalFagsystem,
		Postadresse: postadresse("Bydel Sagene, postmottak", "Prøvegata 3", "0460", "Oslo"),
	}}
	if o.fiksio.liksom {
		mottak = append(mottak, forvaltning.Mottak{
			Bydelsnummer: "04", Navn: "St. Hanshaugen", Kanal: bydel.KanalFiksio, FiksioKonto: &kontoStHanshaugen,
			Postadresse: postadresse("Bydel St. Hanshaugen, postmottak", "Prøvegata 4", "0170", "Oslo"),
		})
	}
	for _, m := range mottak {
		m.Kommunenummer, m.GirBevis, m.StottetVersjon, m.AvtaleInngatt = "0301", true, bydel.StottetVersjonV2, time.Now()
		id, err := f.LagreMottak(ctx, m)
		if err != nil {
			return err
		}
		if err := nyNokkel(ctx, d, f, &id, nokkel.FormalFagsystem, func() (seal.Key, error) { return k, nil }); err != nil {
			return err
		}
		if err := f.AktiverMottak(ctx, id); err != nil {
			return err
		}
	}
	return nil
}
