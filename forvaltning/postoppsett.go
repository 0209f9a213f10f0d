package forvaltning

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Dialogoppsett is who gets what is written from cases, as administrators see it.
type Dialogoppsett struct {
	ID uuid.UUID
	Dialogmottaker
	Aktiv bool
}

// Dialogutfall is a receiver of post as it stands, or why it was not set up: both, when somebody else has set it up or changed it meanwhile.
type Dialogutfall struct {
	Dialogmottaker *Dialogoppsett
	Feil           []Feil
}

// Systemoppsett is a system that fetches post, as administrators see it.
type Systemoppsett struct {
	ID                          uuid.UUID
	Navn, Orgnr                 string
	Forsendelsestype, Bruker    string
	Sikkerhetsniva              mottakersystem.Sikkerhetsniva
	Kommunenummer, Bydelsnummer string
	Nokkel                      Nokkelstatus
	Opprettet                   time.Time
	Trukket                     *time.Time
}

// Kontooppsett is an account for innsynsforespørsler, as administrators see it.
type Kontooppsett struct {
	ID                          uuid.UUID
	Kommunenummer, Bydelsnummer string
	Konto                       uuid.UUID
	Part                        string
	StottedeParter              []string
	Tilgang, Aktiv              bool
	Nokkel                      Nokkelstatus
	Endret                      time.Time
}

// EndreDialogmottaker sets up who gets what is written from the cases of an organisation, or changes it upon the version that was read.
// Another version now, or one that was read to be none: somebody else has been at it, and nothing is changed. Errors: ent.ErrIkkeFunnet.
func (s *Service) EndreDialogmottaker(ctx context.Context, d Dialogmottaker) (Dialogutfall, error) {
	if _, err := administrator(ctx, d.Kommunenummer); err != nil {
		return Dialogutfall{}, err
	}
	var k sjekk
	for navn, nr := range map[string]string{"orgnr": d.Orgnr, "mottakerOrgnr": d.MottakerOrgnr} {
		if sjekkOrgnr(nr) != nil {
			k.legg(FeilUgyldigFormat, navn)
		}
	}
	d.MottakerNavn = k.tekst(d.MottakerNavn, MaksNavn, "mottakerNavn")
	if utf8.RuneCountInString(d.EdialogID) > 200 {
		k.legg(FeilForLang, "edialogId")
	}
	if utf8.RuneCountInString(d.Tittel) > 200 {
		k.legg(FeilForLang, "tittel")
	}
	if len(k.feil) > 0 {
		return Dialogutfall{Feil: k.feil}, nil
	}
	if err := s.egenOrganisasjon(ctx, d.Kommunenummer, d.Orgnr); err != nil {
		return Dialogutfall{}, err
	}
	var id uuid.UUID
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		b, err := laasMottak(ctx, tx, d.Kommunenummer, d.Bydelsnummer)
		if err != nil {
			return err
		}
		rad, err := c.Dialogmottaker.Query().Where(dialogmottaker.Orgnr(d.Orgnr), dialogmottaker.EdialogID(d.EdialogID), dialogmottaker.BydelID(b.ID)).
			ForUpdate().Only(ctx)
		if err != nil && !db.IsNotFound(err) {
			return fmt.Errorf("look for a receiver of post: %w", err)
		}
		if rad != nil {
			id = rad.ID
		}
		if alt, alle := d.mot(rad); alt || len(alle) > 0 {
			return nilEller(alle)
		}
		if rad != nil {
			err = c.Dialogmottaker.UpdateOneID(id).SetMottakerOrgnr(d.MottakerOrgnr).SetMottakerNavn(d.MottakerNavn).SetTittel(d.Tittel).
				SetVei(d.Vei).SetReserve(d.Reserve).SetAktiv(true).AddVersjon(1).Exec(ctx)
		} else {
			id = uuid.New()
			err = c.Dialogmottaker.Create().SetID(id).SetOrgnr(d.Orgnr).SetEdialogID(d.EdialogID).SetBydelID(b.ID).SetMottakerOrgnr(d.MottakerOrgnr).
				SetMottakerNavn(d.MottakerNavn).SetTittel(d.Tittel).SetVei(d.Vei).SetReserve(d.Reserve).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("store a receiver of post: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagDialogmottakerLagret, om: id, detalj: "vei:" + string(d.Vei),
			bydel: viewer.Bydel{Kommunenummer: d.Kommunenummer, Bydelsnummer: d.Bydelsnummer}})
	})
	if db.IsConstraintError(err) { // another bydel's, or another kommune's
		err = nei{feil(FeilFinnesAllerede, "edialogId")}
	}
	return s.dialogutfall(ctx, id, err)
}

// mot holds what is to be stored against what stands (nil: nothing was ever set up): it stands already, or somebody else has been at it.
func (d Dialogmottaker) mot(rad *db.Dialogmottaker) (alt bool, alle []Feil) {
	staar := rad != nil && rad.Aktiv
	switch {
	case staar && rad.MottakerOrgnr == d.MottakerOrgnr && rad.MottakerNavn == d.MottakerNavn && rad.Tittel == d.Tittel && rad.Vei == d.Vei && rad.Reserve == d.Reserve:
		return true, nil
	case staar && d.Versjon == nil:
		return false, []Feil{feil(FeilFinnesAllerede, "edialogId")}
	case d.Versjon != nil && (!staar || rad.Versjon != *d.Versjon):
		return false, []Feil{feil(FeilEndretAvAndre, "versjon")}
	}
	return false, nil
}

// nilEller ends a transaction with what is wrong, or with nothing done.
func nilEller(alle []Feil) error {
	if len(alle) == 0 {
		return nil
	}
	return nei(alle)
}

// FjernDialogmottaker ends what can be written from its cases. Errors: ent.ErrIkkeFunnet.
func (s *Service) FjernDialogmottaker(ctx context.Context, id uuid.UUID) (Dialogutfall, error) {
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		d, err := tx.Client().Dialogmottaker.Query().Where(dialogmottaker.ID(id)).WithBydel().ForUpdate().Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil || !d.Aktiv {
			return err
		}
		if err := tx.Client().Dialogmottaker.UpdateOneID(id).SetAktiv(false).AddVersjon(1).Exec(ctx); err != nil {
			return fmt.Errorf("take away a receiver of post: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagDialogmottakerFjernet, om: id, bydel: bydelAv(d.Edges.Bydel)})
	})
	return s.dialogutfall(ctx, id, err)
}

func (s *Service) dialogutfall(ctx context.Context, id uuid.UUID, err error) (Dialogutfall, error) {
	alle, err := avslag(err)
	if err != nil {
		return Dialogutfall{}, err
	}
	rad, err := s.DB.Client().Dialogmottaker.Query().Where(dialogmottaker.ID(id)).WithBydel().Only(ctx)
	if db.IsNotFound(err) && len(alle) > 0 { // nothing of it is there, or only another's
		return Dialogutfall{Feil: alle}, nil
	}
	if err != nil {
		return Dialogutfall{}, fmt.Errorf("read a receiver of post: %w", err)
	}
	d := toDialogoppsett(rad)
	return Dialogutfall{Dialogmottaker: &d, Feil: alle}, nil
}

func toDialogoppsett(r *db.Dialogmottaker) Dialogoppsett {
	b := bydelAv(r.Edges.Bydel)
	return Dialogoppsett{ID: r.ID, Aktiv: r.Aktiv, Dialogmottaker: Dialogmottaker{
		Orgnr: r.Orgnr, EdialogID: r.EdialogID, Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer,
		MottakerOrgnr: r.MottakerOrgnr, MottakerNavn: r.MottakerNavn, Tittel: r.Tittel, Vei: r.Vei, Reserve: r.Reserve, Versjon: &r.Versjon,
	}}
}

func bydelAv(b *db.Bydel) viewer.Bydel {
	if b == nil {
		return viewer.Bydel{}
	}
	return viewer.Bydel{Kommunenummer: b.KommuneID, Bydelsnummer: b.Bydelsnummer}
}

// NyttSystempassord gives a system that fetches post a new password. Errors: ent.ErrIkkeFunnet.
func (s *Service) NyttSystempassord(ctx context.Context, id uuid.UUID) (string, error) {
	passord := nyttPassord()
	err := s.endreSystem(ctx, id, tilgangshendelse.SlagPassordSatt, func(u *db.MottakersystemUpdateOne) {
		u.SetPassordHash(passordHash(id, passord))
	})
	if err != nil {
		return "", err
	}
	return passord, nil
}

// TrekkMottakersystem withdraws a system for good; it may still fetch what was sealed for it. Errors: ent.ErrIkkeFunnet.
func (s *Service) TrekkMottakersystem(ctx context.Context, id uuid.UUID) error {
	return s.endreSystem(ctx, id, tilgangshendelse.SlagMottakersystemTrukket, func(u *db.MottakersystemUpdateOne) { u.SetTrukket(s.Klokke()) })
}

func (s *Service) endreSystem(ctx context.Context, id uuid.UUID, slag tilgangshendelse.Slag, sett func(*db.MottakersystemUpdateOne)) error {
	if _, ok := viewer.From(ctx).(viewer.Admin); !ok {
		return ent.ErrIkkeFunnet
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		r, err := tx.Client().Mottakersystem.Query().Where(mottakersystem.ID(id), mottakersystem.TrukketIsNil()).
			WithNokkel(func(q *db.NokkelQuery) { q.WithBydel() }).Only(ctx)
		if db.IsNotFound(err) {
			return ent.ErrIkkeFunnet
		}
		if err != nil {
			return fmt.Errorf("read a system: %w", err)
		}
		u := tx.Client().Mottakersystem.UpdateOneID(id)
		sett(u)
		if err := u.Exec(ctx); err != nil {
			return fmt.Errorf("change a system: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: slag, om: id, bydel: bydelAv(r.Edges.Nokkel.Edges.Bydel)})
	})
}

// TaBortProtokollkonto makes a kommune answer over GraphQL again, as an administrator. Errors: ent.ErrIkkeFunnet.
func (s *Service) TaBortProtokollkonto(ctx context.Context, kommunenummer string) error {
	if _, err := administrator(ctx, kommunenummer); err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		n, err := tx.Client().Protokollkonto.Update().Where(protokollkonto.Kommunenummer(kommunenummer), protokollkonto.Aktiv(true)).
			SetAktiv(false).SetEndret(s.Klokke()).Save(ctx)
		if err != nil {
			return fmt.Errorf("take away a protokollkonto: %w", err)
		}
		if n == 0 {
			return ent.ErrIkkeFunnet
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagProtokollkontoFjernet, bydel: viewer.Bydel{Kommunenummer: kommunenummer}})
	})
}

// hvilken is the kommune asked for, if the administrator reaches it.
func hvilken(ctx context.Context, kommunenummer *string) (hvor []string, err error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || kommunenummer != nil && !v.Kan(*kommunenummer) {
		return nil, ent.ErrIkkeFunnet
	}
	if kommunenummer != nil {
		hvor = []string{*kommunenummer}
	}
	return hvor, nil
}

// Dialogmottakere lists who gets what is written from cases. Errors: ent.ErrIkkeFunnet.
func (s *Service) Dialogmottakere(ctx context.Context, kommunenummer *string) ([]Dialogoppsett, error) {
	hvor, err := hvilken(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	q := s.DB.Client().Dialogmottaker.Query().WithBydel().Order(dialogmottaker.ByOrgnr(), dialogmottaker.ByEdialogID())
	if hvor != nil {
		q.Where(dialogmottaker.HasBydelWith(bydel.KommuneIDIn(hvor...)))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read receivers of post: %w", err)
	}
	ut := make([]Dialogoppsett, 0, len(rader))
	for _, r := range rader {
		ut = append(ut, toDialogoppsett(r))
	}
	return ut, nil
}

// Mottakersystemer lists the systems that fetch post. Errors: ent.ErrIkkeFunnet.
func (s *Service) Mottakersystemer(ctx context.Context, kommunenummer *string) ([]Systemoppsett, error) {
	hvor, err := hvilken(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	q := s.DB.Client().Mottakersystem.Query().WithNokkel(func(q *db.NokkelQuery) { q.WithBydel() }).
		Order(mottakersystem.ByNavn(), mottakersystem.ByOpprettet(), mottakersystem.ByID())
	if hvor != nil {
		q.Where(mottakersystem.HasNokkelWith(nokkel.HasBydelWith(bydel.KommuneIDIn(hvor...))))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read systems: %w", err)
	}
	ut := make([]Systemoppsett, 0, len(rader))
	for _, r := range rader {
		n, err := toNokkelstatus(r.Edges.Nokkel)
		if err != nil {
			return nil, err
		}
		b := bydelAv(r.Edges.Nokkel.Edges.Bydel)
		ut = append(ut, Systemoppsett{ID: r.ID, Navn: r.Navn, Orgnr: r.Orgnr, Forsendelsestype: r.Forsendelsestype, Bruker: r.Bruker,
			Sikkerhetsniva: r.Sikkerhetsniva, Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer, Nokkel: n, Opprettet: r.Opprettet, Trukket: r.Trukket})
	}
	return ut, nil
}

// Protokollkontoer lists the accounts for innsynsforespørsler. Errors: ent.ErrIkkeFunnet.
func (s *Service) Protokollkontoer(ctx context.Context, kommunenummer *string) ([]Kontooppsett, error) {
	hvor, err := hvilken(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	q := s.DB.Client().Protokollkonto.Query().WithNokkel(func(q *db.NokkelQuery) { q.WithBydel() }).WithBydel().Order(protokollkonto.ByKommunenummer())
	if hvor != nil {
		q.Where(protokollkonto.KommunenummerIn(hvor...))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read accounts: %w", err)
	}
	ut := make([]Kontooppsett, 0, len(rader))
	for _, r := range rader {
		n, err := toNokkelstatus(r.Edges.Nokkel)
		if err != nil {
			return nil, err
		}
		ut = append(ut, Kontooppsett{ID: r.ID, Kommunenummer: r.Kommunenummer, Bydelsnummer: bydelAv(r.Edges.Bydel).Bydelsnummer, Konto: r.Konto,
			Part: r.Part, StottedeParter: r.StottedeParter, Tilgang: r.Tilgang, Aktiv: r.Aktiv, Nokkel: n, Endret: r.Endret})
	}
	return ut, nil
}
