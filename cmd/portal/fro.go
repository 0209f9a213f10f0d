package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/server/testidp"
)

// froDev sows what `make run` starts with: active receivers, their keys, and the test persons' rights. What is there is
// left as it is, so it runs at every start in dev mode, and never in another.
func froDev(ctx context.Context, o oppsett, d *ent.DB, f *forvaltning.Service, mappe *delivery.Nokkelmappe) error {
	printKey, err := liksomNokkel(filepath.Join(o.data, "liksom", "print"), "Liksom trykkeri")
	if err != nil {
		return err
	}
	if err := nyNokkel(ctx, d, f, nil, nokkel.FormalPrint, func() (seal.Key, error) { return printKey, nil }); err != nil {
		return err
	}
	for _, m := range []forvaltning.Mottak{
		{Kommunenummer: "4601", Bydelsnummer: "00", Navn: "Bergen", Kanal: bydel.KanalNedlasting, StandardMottaker: true,
			Postadresse: postadresse("Bergen kommune, postmottak", "Postboks 7700", "5020", "Bergen")},
		{Kommunenummer: "0301", Bydelsnummer: "01", Navn: "Gamle Oslo", Kanal: bydel.KanalNedlasting, StandardMottaker: true,
			Postadresse: postadresse("Bydel Gamle Oslo, postmottak", "Prøvegata 1", "0190", "Oslo")},
		{Kommunenummer: "0301", Bydelsnummer: "02", Navn: "Grünerløkka", Kanal: bydel.KanalNedlasting,
			Postadresse: postadresse("Bydel Grünerløkka, postmottak", "Prøvegata 2", "0550", "Oslo")},
	} {
		m.StottetVersjon, m.AvtaleInngatt = bydel.StottetVersjonV2, time.Now()
		id, err := f.LagreMottak(ctx, m)
		if err != nil {
			return err
		}
		if err := f.LagrePostadresse(ctx, id, m.Postadresse); err != nil { // a data folder from before there were any
			return err
		}
		err = nyNokkel(ctx, d, f, &id, nokkel.FormalManuell, func() (seal.Key, error) {
			now := time.Now()
			return mappe.Lag(nokkel.FormalManuell, m.Navn+", manuelt mottak", now.Add(-time.Minute), now.Add(nokkeltid))
		})
		if err != nil {
			return err
		}
		if err := f.AktiverMottak(ctx, id); err != nil {
			return err
		}
	}
	if err := froFagsystem(ctx, o, d, f); err != nil {
		return err
	}
	if o.maskin.utsteder == "" { // of another Maskinporten the case systems have no tokens
		if err := froMaskiner(ctx, o, f); err != nil {
			return err
		}
	}
	if err := froPost(ctx, o, f); err != nil {
		return err
	}
	if err := froProtokoll(ctx, o, d, f); err != nil {
		return err
	}
	return froTilganger(ctx, f)
}

func postadresse(navn, linje, nr, sted string) delivery.Postadresse {
	return delivery.Postadresse{Navn: navn, Linje1: linje, Postnummer: nr, Poststed: sted}
}

func froTilganger(ctx context.Context, f *forvaltning.Service) error {
	saks := viewer.RolleSaksbehandler
	for _, t := range []struct {
		bruker string
		rolle  viewer.Rolle
		bydel  viewer.Bydel
	}{
		{"saksbehandler1", saks, viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}},
		{"saksbehandler2", saks, viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}}, // a colleague of saksbehandler1 there
		{"saksbehandler2", saks, viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "01"}},
		{"saksbehandler2", saks, viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "02"}},
		{"saksbehandler2", saks, viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "03"}},
		{"saksbehandler2", saks, viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "04"}},
		{"admin1", viewer.RolleAdmin, viewer.Bydel{}},
		{"admin2", viewer.RolleAdmin, viewer.Bydel{}},
	} {
		p, ok := testidp.Finn(t.bruker)
		if !ok {
			return fmt.Errorf("there is no test person %s", t.bruker)
		}
		n := forvaltning.NyTilgang{Fodselsnummer: p.Fnr, Navn: p.Navn, Rolle: t.rolle, Kommunenummer: &t.bydel.Kommunenummer, Bydelsnummer: &t.bydel.Bydelsnummer}
		if _, err := f.GiSomSystem(ctx, n, false); err != nil { // what a test has withdrawn stays so
			return err
		}
	}
	return nil
}

// nyNokkel puts a key into use if there is none of its kind for the receiver.
func nyNokkel(ctx context.Context, d *ent.DB, f *forvaltning.Service, bydelID *uuid.UUID, formal nokkel.Formal, lag func() (seal.Key, error)) error {
	of := nokkel.BydelIDIsNil()
	if bydelID != nil {
		of = nokkel.BydelID(*bydelID)
	}
	there, err := d.Client().Nokkel.Query().Where(of, nokkel.FormalEQ(formal), nokkel.GyldigTilGT(time.Now()), nokkel.ErstattetIsNil()).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for a %s key: %w", formal, err)
	}
	if there {
		return nil
	}
	k, err := lag()
	if err != nil {
		return err
	}
	return f.LagreNokkel(ctx, bydelID, formal, k.Cert)
}

// liksomNokkel reads or makes the key pair of a look-alike on the far side. It lies in the look-alike's own folder, not
// in ours: the program that serves never reads the private half again.
func liksomNokkel(dir, navn string) (seal.Key, error) {
	certFile, keyFile := filepath.Join(dir, "sertifikat.pem"), filepath.Join(dir, "privat.pem")
	cert, err := os.ReadFile(certFile)
	if err == nil {
		c, err := seal.ParseCertificate(cert)
		return seal.Key{Cert: c}, err
	}
	if !errors.Is(err, os.ErrNotExist) {
		return seal.Key{}, fmt.Errorf("read %s: %w", filepath.Base(certFile), err)
	}
	k, err := seal.NewNokkel(navn, time.Now().Add(-time.Minute), time.Now().Add(nokkeltid))
	if err != nil {
		return k, err
	}
	private, err := seal.EncodePrivate(k.Private)
	if err != nil {
		return k, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return k, fmt.Errorf("make the look-alike's folder: %w", err)
	}
	if err := os.WriteFile(keyFile, private, 0o600); err != nil {
		return k, fmt.Errorf("write the look-alike's key: %w", err)
	}
	return k, os.WriteFile(certFile, seal.EncodeCertificate(k.Cert), 0o600)
}
