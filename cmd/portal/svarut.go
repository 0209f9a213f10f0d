package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/delivery/svarut"
	"barnevernportalen/ent/db/leveranse"
)

// svarutOppsett is SvarUt as print supplier. All of it is set, or none: then letters go to the outbox folder. The print key in
// use must be SvarUt's own, for nobody else opens what is sent there.
type svarutOppsett struct {
	adresse            string    // SVARUT_ADRESSE, https://svarut.ks.no
	konto, integrasjon uuid.UUID // SVARUT_KONTO_ID, SVARUT_INTEGRASJON_ID
	passord            string    // SVARUT_INTEGRASJON_PASSORD
}

func lesSvarutOppsett(env func(string) string) (svarutOppsett, error) {
	s := svarutOppsett{adresse: env("SVARUT_ADRESSE"), passord: env("SVARUT_INTEGRASJON_PASSORD")}
	konto, integrasjon := env("SVARUT_KONTO_ID"), env("SVARUT_INTEGRASJON_ID")
	set := 0
	for _, v := range []string{s.adresse, s.passord, konto, integrasjon} {
		if v != "" {
			set++
		}
	}
	if set == 0 {
		return s, nil
	}
	if set != 4 {
		return s, errors.New("SVARUT_ADRESSE, SVARUT_KONTO_ID, SVARUT_INTEGRASJON_ID and SVARUT_INTEGRASJON_PASSORD go together")
	}
	var err error
	if s.konto, err = uuid.Parse(konto); err != nil {
		return s, errors.New("SVARUT_KONTO_ID is not a UUID")
	}
	if s.integrasjon, err = uuid.Parse(integrasjon); err != nil {
		return s, errors.New("SVARUT_INTEGRASJON_ID is not a UUID")
	}
	return s, nil
}

// utskrift chooses who prints the letters.
func (o oppsett) utskrift(dor *maskindor, utboks *delivery.Printmappe) (delivery.Utskrift, error) {
	s := o.svarut
	if s.adresse == "" {
		return utboks, nil
	}
	if dor == nil || dor.klient == nil {
		return nil, errors.New("svarut is set up, and Maskinporten is not: MASKINPORTEN_KLIENT_ID and MASKINPORTEN_NOKKEL")
	}
	k, err := svarut.Ny(svarut.Oppsett{
		Adresse: s.adresse, KontoID: s.konto, IntegrasjonID: s.integrasjon, IntegrasjonPassord: s.passord,
		Token: fiksToken{dor.klient},
	})
	if err != nil {
		return nil, fmt.Errorf("SVARUT_…: %w", err)
	}
	return delivery.SvarUtPrint{Klient: k}, nil
}

// postvei adds SvarUt as a way of post, where it is set up.
func postvei(leveringen *delivery.Service, u delivery.Utskrift) {
	if p, ok := u.(delivery.SvarUtPrint); ok {
		leveringen.Kanaler[leveranse.KanalSvarut] = delivery.Svarut{S: leveringen, Klient: p.Klient}
	}
}

// fiksToken gives tokens for the national platform.
type fiksToken struct{ klient *maskinporten.Klient }

// Token implements svarut.Token.
func (t fiksToken) Token(ctx context.Context) (string, error) {
	return t.klient.Token(ctx, maskinporten.Foresporsel{Scope: maskinporten.ScopeFiks})
}
