package forvaltning

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/varseladresse"
)

// ErrIkkeKlar: a bydel is not activated without a recorded avtale, a postal address, a valid print key, a valid reception
// key, and somebody who receives for the whole kommune. Without an address there would be no last resort.
var ErrIkkeKlar = errors.New("not ready: avtale, postal address, print key, reception key or standardMottaker is missing")

// ErrVarseladresse: it is not an address that mail can be sent to.
var ErrVarseladresse = errors.New("not an e-mail address")

// Mottak is a receiver to be set up.
type Mottak struct {
	Kommunenummer    string
	Bydelsnummer     string
	Navn             string
	Kanal            bydel.Kanal
	StandardMottaker bool
	StottetVersjon   bydel.StottetVersjon
	GirBevis         bool                 // the receiver's case system answers with the storage token
	FiksioKonto      *uuid.UUID           // the receiver's own account; nil: none
	AvtaleInngatt    time.Time            // zero: there is none yet
	Postadresse      delivery.Postadresse // where its letters go; may come later, but before it is activated
}

// LagreVarseladresse sets where a receiver's contact, or its leader, gets e-mail of what waits: a mailbox of the office, not a
// person's own. Empty: nowhere; what was for it goes up the ladder.
func (s *Service) LagreVarseladresse(ctx context.Context, bydelID uuid.UUID, rolle varseladresse.Rolle, adresse string) error {
	if p, err := mail.ParseAddress(adresse); adresse != "" && (err != nil || p.Address != adresse) {
		return ErrVarseladresse
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client().Varseladresse
		_, err := c.Delete().Where(varseladresse.BydelID(bydelID), varseladresse.RolleEQ(rolle)).Exec(ctx)
		if err == nil && adresse != "" {
			err = c.Create().SetBydelID(bydelID).SetRolle(rolle).SetAdresse(adresse).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("store an address for alarms: %w", err)
		}
		return nil
	})
}

// LagreMottak stores a receiver, not yet active, and returns its id. One that is there is left as it is; see
// [Service.LagrePostadresse]. An address that cannot be on an envelope is refused with delivery's own reason.
func (s *Service) LagreMottak(ctx context.Context, m Mottak) (uuid.UUID, error) {
	c := s.DB.Client()
	there := c.Bydel.Query().Where(bydel.KommuneID(m.Kommunenummer), bydel.Bydelsnummer(m.Bydelsnummer))
	id, err := there.Clone().OnlyID(ctx)
	if err == nil || !db.IsNotFound(err) {
		return id, err
	}
	ny := c.Bydel.Create()
	if !m.Postadresse.Tom() {
		a, err := delivery.NyPostadresse(m.Postadresse)
		if err != nil {
			return uuid.Nil, fmt.Errorf("store a receiver: %w", err)
		}
		ny.SetAdresseNavn(a.Navn).SetAdresselinje1(a.Linje1).SetAdresselinje2(a.Linje2).SetAdresselinje3(a.Linje3).
			SetPostnummer(a.Postnummer).SetPoststed(a.Poststed)
	}
	if !m.AvtaleInngatt.IsZero() {
		ny.SetAvtaleInngatt(m.AvtaleInngatt)
		if err := s.forsteAvtale(ctx, m.Kommunenummer, m.AvtaleInngatt); err != nil {
			return uuid.Nil, err
		}
	}
	err = ny.SetKommuneID(m.Kommunenummer).SetBydelsnummer(m.Bydelsnummer).SetNavn(m.Navn).
		SetKanal(m.Kanal).SetStandardMottaker(m.StandardMottaker).SetStottetVersjon(m.StottetVersjon).
		SetGirBevis(m.GirBevis).SetNillableFiksioKonto(m.FiksioKonto).OnConflict().DoNothing().Exec(ctx)
	if err != nil && !alleredeDer(err) {
		return uuid.Nil, fmt.Errorf("store a receiver: %w", err)
	}
	return there.OnlyID(ctx) // another process may have been first, under its own id
}

// LagrePostadresse sets or changes where a receiver's letters go. Reports already sealed keep the address they have.
func (s *Service) LagrePostadresse(ctx context.Context, id uuid.UUID, a delivery.Postadresse) error {
	a, err := delivery.NyPostadresse(a)
	if err != nil {
		return fmt.Errorf("store an address: %w", err)
	}
	err = s.DB.Client().Bydel.UpdateOneID(id).SetAdresseNavn(a.Navn).SetAdresselinje1(a.Linje1).SetAdresselinje2(a.Linje2).
		SetAdresselinje3(a.Linje3).SetPostnummer(a.Postnummer).SetPoststed(a.Poststed).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store an address: %w", err)
	}
	return nil
}

// LagreNokkel puts a public key into use. bydelID nil: the print supplier's, shared by all. A key that may not be sealed
// to is refused with seal's own reason.
func (s *Service) LagreNokkel(ctx context.Context, bydelID *uuid.UUID, formal nokkel.Formal, cert *x509.Certificate) error {
	if err := seal.CheckNokkel(cert, time.Now()); err != nil {
		return fmt.Errorf("put a %s key into use: %w", formal, err)
	}
	err := s.DB.Client().Nokkel.Create().SetNillableBydelID(bydelID).SetFormal(formal).SetSertifikat(cert.Raw).
		SetTommelavtrykk(delivery.Tommelavtrykk(cert)).SetGyldigFra(cert.NotBefore).SetGyldigTil(cert.NotAfter).
		SetTattIBruk(time.Now()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("store a %s key: %w", formal, err)
	}
	return nil
}

// AktiverMottak opens a receiver for reports, or [ErrIkkeKlar]. Administrators have [Service.SettAktiv].
func (s *Service) AktiverMottak(ctx context.Context, id uuid.UUID) error {
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		b, err := tx.Client().Bydel.Get(ctx, id)
		if err != nil {
			return fmt.Errorf("read a receiver: %w", err)
		}
		if err := kanAktiveres(ctx, tx.Client(), b); err != nil {
			return err
		}
		return tx.Client().Bydel.UpdateOneID(id).SetAktiv(true).Exec(ctx)
	})
	if alle, err := avslag(err); err != nil || len(alle) == 0 {
		return err
	}
	return ErrIkkeKlar
}
