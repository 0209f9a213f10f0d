package forvaltning

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

// ErrMottakersystem: no such system, or a wrong password. Which is not said.
var ErrMottakersystem = errors.New("the system could not be authenticated")

var nisifre = regexp.MustCompile(`^[0-9]{9}$`)

// NyttMottakersystem is a system that is to fetch post.
type NyttMottakersystem struct {
	Navn, Orgnr string
	// Forsendelsestype empty: all types that no other system of the organisation has.
	Forsendelsestype string
	Sikkerhetsniva   mottakersystem.Sikkerhetsniva
	Bruker           string
	Sertifikat       *x509.Certificate // what its post is sealed to
	// Kommunenummer and Bydelsnummer are whose key it is.
	Kommunenummer, Bydelsnummer string
}

// LagreMottakersystem sets a system up and returns its new password, which is shown once. Under a user that is there already it
// is the same system with another key and password; another of the same organisation and type takes the place of the one
// there is, and what was sealed for the old stays the old's.
func (s *Service) LagreMottakersystem(ctx context.Context, n NyttMottakersystem) (uuid.UUID, string, error) {
	switch err := seal.CheckNokkel(n.Sertifikat, s.Klokke()); {
	case err != nil:
		return uuid.Nil, "", fmt.Errorf("the key of a system: %w", err)
	case !nisifre.MatchString(n.Orgnr) || n.Navn == "" || utf8.RuneCountInString(n.Navn) > 100 || n.Bruker == "" || len(n.Bruker) > 64:
		return uuid.Nil, "", errors.New("a system has a name, an organisation and a user")
	}
	id, passord, naa := uuid.New(), nyttPassord(), s.Klokke()
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		b, err := c.Bydel.Query().Where(bydel.KommuneID(n.Kommunenummer), bydel.Bydelsnummer(n.Bydelsnummer)).OnlyID(ctx)
		if err != nil {
			return fmt.Errorf("find the bydel of a system: %w", err)
		}
		k, err := c.Nokkel.Create().SetBydelID(b).SetFormal(nokkel.FormalSvarinn).SetSertifikat(n.Sertifikat.Raw).
			SetTommelavtrykk(delivery.Tommelavtrykk(n.Sertifikat)).SetGyldigFra(n.Sertifikat.NotBefore).
			SetGyldigTil(n.Sertifikat.NotAfter).SetTattIBruk(naa).Save(ctx)
		if err != nil {
			return fmt.Errorf("store the key of a system: %w", err)
		}
		samme, err := c.Mottakersystem.Query().Where(mottakersystem.Bruker(n.Bruker), mottakersystem.Orgnr(n.Orgnr),
			mottakersystem.Forsendelsestype(n.Forsendelsestype), mottakersystem.SikkerhetsnivaEQ(n.Sikkerhetsniva), mottakersystem.TrukketIsNil()).Only(ctx)
		if err == nil {
			id = samme.ID
			return c.Mottakersystem.UpdateOneID(id).SetNavn(n.Navn).SetNokkelID(k.ID).SetPassordHash(passordHash(id, passord)).Exec(ctx)
		}
		if !db.IsNotFound(err) {
			return fmt.Errorf("look for a system: %w", err)
		}
		err = c.Mottakersystem.Update().Where(mottakersystem.Orgnr(n.Orgnr), mottakersystem.Forsendelsestype(n.Forsendelsestype),
			mottakersystem.TrukketIsNil()).SetTrukket(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("replace a system: %w", err)
		}
		err = c.Mottakersystem.Create().SetID(id).SetNavn(n.Navn).SetOrgnr(n.Orgnr).SetForsendelsestype(n.Forsendelsestype).
			SetSikkerhetsniva(n.Sikkerhetsniva).SetBruker(n.Bruker).SetPassordHash(passordHash(id, passord)).SetNokkelID(k.ID).
			SetOpprettet(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store a system: %w", err)
		}
		return nil
	})
	if err != nil {
		return uuid.Nil, "", err
	}
	return id, passord, nil
}

// Dialogmottaker is who gets what is written from a case.
type Dialogmottaker struct {
	Orgnr                       string // the case's organisasjonsnummer
	EdialogID                   string // empty: the organisation's default
	Kommunenummer, Bydelsnummer string // whose chain it is in
	MottakerOrgnr, MottakerNavn string
	Tittel                      string // of the letter; empty: the standard one of its kind
	Vei                         dialogmottaker.Vei
	Reserve                     bool // SvarUt when the receiver's system will not have it
	Versjon                     *int // as it was read; nil: it was read to be none
}

// LagreDialogmottaker sets up who gets what is written from the cases of an organisation, by one edialogId.
func (s *Service) LagreDialogmottaker(ctx context.Context, d Dialogmottaker) error {
	if !nisifre.MatchString(d.Orgnr) || !nisifre.MatchString(d.MottakerOrgnr) || d.MottakerNavn == "" || utf8.RuneCountInString(d.MottakerNavn) > 100 {
		return errors.New("a receiver of post has an organisation and a name")
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		b, err := c.Bydel.Query().Where(bydel.KommuneID(d.Kommunenummer), bydel.Bydelsnummer(d.Bydelsnummer)).OnlyID(ctx)
		if err != nil {
			return fmt.Errorf("find the bydel of a receiver of post: %w", err)
		}
		n, err := c.Dialogmottaker.Update().Where(dialogmottaker.Orgnr(d.Orgnr), dialogmottaker.EdialogID(d.EdialogID), dialogmottaker.BydelID(b)).
			SetMottakerOrgnr(d.MottakerOrgnr).SetMottakerNavn(d.MottakerNavn).SetTittel(d.Tittel).SetVei(d.Vei).SetReserve(d.Reserve).
			SetAktiv(true).AddVersjon(1).Save(ctx)
		if err == nil && n == 0 {
			err = c.Dialogmottaker.Create().SetOrgnr(d.Orgnr).SetEdialogID(d.EdialogID).SetBydelID(b).SetMottakerOrgnr(d.MottakerOrgnr).
				SetMottakerNavn(d.MottakerNavn).SetTittel(d.Tittel).SetVei(d.Vei).SetReserve(d.Reserve).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("store a receiver of post: %w", err)
		}
		return nil
	})
}

// AutentiserMottakersystem checks a system's user and password. Unknown user and wrong password are
// [ErrMottakersystem], at the same cost.
func (s *Service) AutentiserMottakersystem(ctx context.Context, bruker, passord string) (viewer.Mottakersystem, error) {
	ctx = viewer.With(ctx, viewer.System{Oppgave: "maskinlogin"}) // read before the system is known
	if len(bruker) > 64 || len(passord) > maksPassord {
		bruker, passord = "", ""
	}
	r, err := s.DB.Client().Mottakersystem.Query().Where(mottakersystem.Bruker(bruker)).Only(ctx)
	if err != nil && !db.IsNotFound(err) {
		return viewer.Mottakersystem{}, fmt.Errorf("read a system: %w", err)
	}
	kjent := r != nil
	if !kjent {
		r = &db.Mottakersystem{PassordHash: make([]byte, 32)}
	}
	if !riktigPassord(r.ID, passord, r.PassordHash) || !kjent {
		return viewer.Mottakersystem{}, ErrMottakersystem
	}
	// One that has been replaced still empties its list: nobody else can open what was sealed for it.
	return viewer.Mottakersystem{ID: r.ID, Orgnr: r.Orgnr}, nil
}
