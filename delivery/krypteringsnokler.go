package delivery

import (
	"context"
	"errors"
	"time"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
)

// Krypteringsnokler are the keys a producer seals a report to. Nil: there is none of the kind.
type Krypteringsnokler struct{ Print, Mottak *OffentligNokkel }

// OffentligNokkel is a key as a producer is shown it.
type OffentligNokkel struct {
	Nokkel               string // the certificate, PEM
	GyldigFra, GyldigTil time.Time
	Serienummer          string // decimal
	Subjekt, Utsteder    string // RFC 2253
	Gyldig               bool   // may be sealed to now
}

// Krypteringsnokler finds the keys to seal a report to a bydel to now, or [ent.ErrIkkeFunnet] where no active bydel is.
func (s *Service) Krypteringsnokler(ctx context.Context, kommunenummer, bydelsnummer string) (*Krypteringsnokler, error) {
	m, err := s.FinnMottaker(ctx, kommunenummer, &bydelsnummer)
	if errors.Is(err, ErrUkjentKommune) || errors.Is(err, ErrUkjentBydel) || errors.Is(err, ErrIkkeAktiv) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, err
	}
	ring, err := s.Nokkelring(ctx, m)
	if err != nil {
		return nil, err
	}
	return &Krypteringsnokler{Print: offentlig(ring.Print), Mottak: offentlig(ring.Mottak)}, nil
}

// offentlig shows the first of the keys: the one to seal to now.
func offentlig(nokler []Nokkel) *OffentligNokkel {
	if len(nokler) == 0 {
		return nil
	}
	c := nokler[0].Sertifikat
	return &OffentligNokkel{
		Nokkel: string(seal.EncodeCertificate(c)), GyldigFra: c.NotBefore, GyldigTil: c.NotAfter,
		Serienummer: c.SerialNumber.String(), Subjekt: c.Subject.String(), Utsteder: c.Issuer.String(), Gyldig: nokler[0].Gyldig(),
	}
}
