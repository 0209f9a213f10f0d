package main

import (
	"errors"
	"fmt"
	"log/slog"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/epost"
	"barnevernportalen/server"
)

// epostOppsett is how alarms are told by e-mail.
type epostOppsett struct {
	kontor   *epost.Klient // nil: not at all
	operator string        // VARSEL_OPERATOR
}

// lesEpostOppsett reads SMTP_VERT (host:port; without it there is no e-mail), SMTP_SIKKERHET (starttls, which is the default, tls,
// or, to this machine only, ingen), SMTP_BRUKER, SMTP_PASSORD, SMTP_AVSENDER and VARSEL_OPERATOR.
func lesEpostOppsett(env func(string) string) (epostOppsett, error) {
	if env("SMTP_VERT") == "" {
		for _, navn := range []string{"SMTP_SIKKERHET", "SMTP_BRUKER", "SMTP_PASSORD", "SMTP_AVSENDER", "VARSEL_OPERATOR"} {
			if env(navn) != "" {
				return epostOppsett{}, fmt.Errorf("%s is set, and SMTP_VERT is not: nobody would hear of an alarm", navn)
			}
		}
		return epostOppsett{}, nil
	}
	sikkerhet := epost.Sikkerhet(env("SMTP_SIKKERHET"))
	if sikkerhet == "" {
		sikkerhet = epost.StartTLS
	}
	kontor, err := epost.Ny(epost.Oppsett{
		Vert: env("SMTP_VERT"), Sikkerhet: sikkerhet, Bruker: env("SMTP_BRUKER"), Passord: env("SMTP_PASSORD"), Avsender: env("SMTP_AVSENDER"),
	})
	if err != nil {
		return epostOppsett{}, fmt.Errorf("SMTP_…: %w", err)
	}
	if epost.Adresse(env("VARSEL_OPERATOR")) != nil {
		return epostOppsett{}, errors.New("VARSEL_OPERATOR must be the operator's e-mail address")
	}
	return epostOppsett{kontor, env("VARSEL_OPERATOR")}, nil
}

// varsling is nil without a mail server; then the log says so.
func (o oppsett) varsling(log *slog.Logger) *delivery.Varsling {
	if o.epost.kontor == nil {
		si := log.Warn
		if o.modus == server.ModusDev {
			si = log.Info // nobody's alarms
		}
		si("no mail server is set (SMTP_VERT): alarms are told in the log and nowhere else")
		return nil
	}
	return &delivery.Varsling{Kontor: o.epost.kontor, Operator: o.epost.operator, Portal: o.adresse.String()}
}
