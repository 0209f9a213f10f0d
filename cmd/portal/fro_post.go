package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/forvaltning"
)

// liksomPostmottak is who gets, in dev mode, what persons write from the cases of a case system: that system itself, which
// fetches it on SvarInn's paths.
type liksomPostmottak struct {
	navn, orgnr, mottaker   string
	kommunenummer, bydelsnr string
	edialogIDer             []string // "": of a form that names none
}

var liksomPostmottakere = []liksomPostmottak{
	{"bergen", orgnrBergen, "Barnevernstjenesten i Bergen", "4601", "00", []string{"", "barnevern-bergen", "barnevern-bergen-mote"}},
	{"oslo", orgnrOslo, "Barnevernstjenesten i bydel Sagene", "0301", "03", []string{"", "barnevern-sagene"}},
}

// svarinnfil is what a case system must know to fetch its post: DATA_DIR/liksom/svarinn/<navn>.json, 0600. It lies in the far
// side's folder with the key it names, and nothing that serves reads either.
type svarinnfil struct {
	Bruker  string   `json:"bruker"`
	Passord string   `json:"passord"`
	Nokler  []string `json:"nokler"` // from the folder the file lies in
}

// froPost sows them. The password is made with the system, and made again if the far side has lost it.
func froPost(ctx context.Context, o oppsett, f *forvaltning.Service) error {
	dir := filepath.Join(o.data, "liksom", "svarinn")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the post's folder: %w", err)
	}
	for _, m := range liksomPostmottakere {
		if err := froPostsystem(ctx, f, m, dir); err != nil {
			return fmt.Errorf("the post of %s: %w", m.navn, err)
		}
		for _, id := range m.edialogIDer {
			err := f.LagreDialogmottaker(ctx, forvaltning.Dialogmottaker{
				Orgnr: m.orgnr, EdialogID: id, Kommunenummer: m.kommunenummer, Bydelsnummer: m.bydelsnr, MottakerOrgnr: m.orgnr,
				MottakerNavn: m.mottaker, Vei: dialogmottaker.VeiSvarinn,
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func froPostsystem(ctx context.Context, f *forvaltning.Service, m liksomPostmottak, dir string) error {
	fil := filepath.Join(dir, m.navn+".json")
	der := svarinnfil{Bruker: "fagsystem-" + m.navn, Nokler: []string{m.navn}}
	if raw, err := os.ReadFile(fil); err == nil && json.Unmarshal(raw, &der) == nil {
		if _, err := f.AutentiserMottakersystem(ctx, der.Bruker, der.Passord); !errors.Is(err, forvaltning.ErrMottakersystem) {
			return err
		}
	}
	k, err := liksomNokkel(filepath.Join(dir, m.navn), "Liksom postmottak "+m.navn)
	if err != nil {
		return err
	}
	_, der.Passord, err = f.LagreMottakersystem(ctx, forvaltning.NyttMottakersystem{
		Navn: "Liksom postmottak " + m.navn, Orgnr: m.orgnr, Sikkerhetsniva: mottakersystem.SikkerhetsnivaHoyeste, Bruker: der.Bruker,
		Sertifikat: k.Cert, Kommunenummer: m.kommunenummer, Bydelsnummer: m.bydelsnr,
	})
	if err != nil {
		return err
	}
	raw, err := json.MarshalIndent(der, "", "  ")
	if err != nil {
		return errors.New("encode a post system's file")
	}
	if err := os.WriteFile(fil+".ny", raw, 0o600); err != nil {
		return fmt.Errorf("write a post system's file: %w", err)
	}
	return os.Rename(fil+".ny", fil)
}
