package bekymring

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/pdf"
)

// skjema is what Send needs of a form, be it private or public. Its text is normalised already.
type skjema interface {
	hode() hode
	// undersok files everything that is wrong with the answers.
	undersok(s sjekk)
	// wire is the report as JSON in the version the receiver reads. navn is the reporter's, from the login.
	wire(m delivery.Mottaker, navn string, sendt time.Time) ([]byte, error)
	// utenSprak is the same form without the language it was filled in in.
	utenSprak() skjema
	// dokument is the report as a person reads it.
	dokument(id uuid.UUID, m delivery.Mottaker, navn string, sendt time.Time) pdf.Document
}

// hode is what both forms begin with.
type hode struct {
	typ           bekymringsmelding.Type
	klientnokkel  uuid.UUID
	kommunenummer string
	bydelsnummer  *string // nil: the kommune's standardMottaker
}

func (p Privat) hode() hode {
	return hode{bekymringsmelding.TypePrivat, p.Klientnokkel, p.Kommunenummer, p.Bydelsnummer}
}

func (o Offentlig) hode() hode {
	return hode{bekymringsmelding.TypeOffentlig, o.Klientnokkel, o.Kommunenummer, o.Bydelsnummer}
}

func (p Privat) utenSprak() skjema {
	p.Sprak = ""
	return p
}

func (o Offentlig) utenSprak() skjema {
	o.Sprak = ""
	return o
}

// SendPrivat takes a private person's report. What the reporter typed wrong is in the answer; an error means that
// nothing was stored, or, if it is ent.ErrUvisst, that it may have been: the same key may be sent again.
func (s *Service) SendPrivat(ctx context.Context, p Privat) (Svar, error) {
	return s.send(ctx, p.normaliser())
}

// SendOffentlig takes a public employee's report, as [Service.SendPrivat] does a private person's.
func (s *Service) SendOffentlig(ctx context.Context, o Offentlig) (Svar, error) {
	return s.send(ctx, o.normaliser())
}

// KontrollerPrivat looks a form over without sending it.
func (s *Service) KontrollerPrivat(ctx context.Context, p Privat) (*Kontroll, error) {
	return s.kontroller(ctx, p.normaliser())
}

// KontrollerOffentlig looks a form over without sending it.
func (s *Service) KontrollerOffentlig(ctx context.Context, o Offentlig) (*Kontroll, error) {
	return s.kontroller(ctx, o.normaliser())
}

func (s *Service) kontroller(ctx context.Context, sk skjema) (*Kontroll, error) {
	m, f, err := s.undersok(ctx, sk)
	if err != nil {
		return nil, err
	}
	k := &Kontroll{Feil: f.feil, Varsler: f.varsler}
	if m.ID != uuid.Nil {
		k.Mottaker = &m
	}
	return k, nil
}

// undersok finds the receiver and everything that is wrong with the form, the receiver included. Without a receiver
// there is always an error among what was found.
func (s *Service) undersok(ctx context.Context, sk skjema) (delivery.Mottaker, funn, error) {
	var f funn
	svar := sjekk{funn: &f}
	sk.undersok(svar)
	h := sk.hode()
	if !reKommune.MatchString(h.kommunenummer) || h.bydelsnummer != nil && !reBydel.MatchString(*h.bydelsnummer) {
		return delivery.Mottaker{}, f, nil // a number of the wrong form is among the errors already
	}
	m, err := s.Delivery.FinnMottaker(ctx, h.kommunenummer, h.bydelsnummer)
	switch {
	case errors.Is(err, delivery.ErrUkjentKommune):
		svar.feil(FeilUkjentKommune, "kommunenummer")
	case errors.Is(err, delivery.ErrUkjentBydel):
		svar.feil(FeilUkjentBydel, "bydelsnummer")
	case errors.Is(err, delivery.ErrIkkeAktiv):
		svar.feil(FeilIkkeAktiv, "kommunenummer")
	case err != nil:
		return m, f, err
	}
	return m, f, nil
}
