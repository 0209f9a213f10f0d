package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
)

// Who we are to the look-alike.
var (
	liksomKonto       = uuid.MustParse("f1000000-0000-4000-8000-000000000001")
	liksomIntegrasjon = uuid.MustParse("f1000000-0000-4000-8000-000000000002")
)

// liksomFiksio starts a Fiks IO of our own, with a real RabbitMQ, and returns the settings for it: our account, with our
// service key, and Oslo's two, with the reference case system's; see fro_protokoll.go for the second. The case system finds what it must know in
// DATA_DIR/liksom/fagsystem/oslo/fiksio.json:
//
//	{"api": "http://127.0.0.1:…", "amqp": "amqp://127.0.0.1:…", "kontoId": "…", "tjenesteKontoId": "…"}
func (o oppsett) liksomFiksio(ctx context.Context, dor *maskindor, tjeneste seal.Signer) (*liksom.Server, fiksioOppsett, error) {
	var none fiksioOppsett
	if dor == nil || dor.liksom == nil {
		return nil, none, errors.New("FIKSIO=1 needs the look-alike of Maskinporten too")
	}
	s, err := liksom.Start(ctx, liksom.Oppsett{
		Mappe: filepath.Join(o.data, "liksom", "fiksio"),
		Token: func(token string) (string, error) { return dor.sjekk.Konsument(context.WithoutCancel(ctx), token) },
	})
	if err != nil {
		return nil, none, fmt.Errorf("start the look-alike of Fiks IO: %w", err)
	}
	f := fiksioOppsett{
		api: s.API(), amqp: s.AMQP(), konto: liksomKonto, integrasjon: liksomIntegrasjon, passord: rand.Text(), liksom: true,
	}
	if err := o.liksomKontoer(s, f, tjeneste); err != nil {
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		return nil, none, errors.Join(err, s.Stopp(stop))
	}
	return s, f, nil
}

func (o oppsett) liksomKontoer(s *liksom.Server, f fiksioOppsett, tjeneste seal.Signer) error {
	s.NyIntegrasjon(f.integrasjon, f.passord, orgnrPortalen)
	err := s.NyKonto(liksom.Konto{
		ID: f.konto, FiksOrgID: f.konto, Integrasjon: f.integrasjon, Navn: "Barnevernportalen", FiksOrgNavn: "Barnevernportalen",
		Orgnr: orgnrPortalen, Nokkel: string(seal.EncodeCertificate(tjeneste.Chain[0])),
	})
	if err != nil {
		return err
	}
	var oslo integrasjonsfil
	raw, err := os.ReadFile(filepath.Join(o.data, "liksom", "integrasjoner", "oslo.json"))
	if err != nil || json.Unmarshal(raw, &oslo) != nil {
		return errors.New("the case system of Oslo has no integration")
	}
	cert, err := os.ReadFile(filepath.Join(o.liksomFagsystemmappe(), "sertifikat.pem"))
	if err != nil {
		return fmt.Errorf("read the case system's certificate: %w", err)
	}
	s.NyIntegrasjon(oslo.IntegrasjonID, oslo.IntegrasjonPassord, orgnrOslo)
	err = s.NyKonto(liksom.Konto{
		ID: kontoStHanshaugen, FiksOrgID: oslo.FiksOrgID, Integrasjon: oslo.IntegrasjonID, Navn: "Bydel St. Hanshaugen",
		FiksOrgNavn: "Oslo kommune", Orgnr: orgnrOslo, Kommunenummer: "0301", Nokkel: string(cert),
	})
	if err != nil {
		return err
	}
	raw, err = json.MarshalIndent(map[string]any{"api": f.api, "amqp": f.amqp, "kontoId": kontoStHanshaugen, "tjenesteKontoId": f.konto}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.liksomFagsystemmappe(), "fiksio.json"), raw, 0o600); err != nil {
		return fmt.Errorf("write where Fiks IO is: %w", err)
	}
	return o.liksomProtokollkonto(s, f, oslo)
}
