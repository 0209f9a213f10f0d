package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/avtale"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Mottaksendring is a receiver as an administrator wants it, whole.
type Mottaksendring struct {
	Kommunenummer, Bydelsnummer string
	Versjon                     *int // that was read; nil: it is new
	Bydelsnavn                  string
	StandardMottaker            bool
	Kanal                       bydel.Kanal
	StottetVersjon              bydel.StottetVersjon
	GirBevis                    bool
	FiksioKonto                 *uuid.UUID
	Brevadresse                 *delivery.Postadresse
	Kontakter                   delivery.Kontakter
}

// Mottaksutfall is the receiver as it stands after a change, or after one that was refused.
type Mottaksutfall struct {
	Mottak *Mottaksoppsett
	Feil   []Feil
}

const (
	maksBydelsnavn = 100
	maksKontakter  = 10
	maksEpost      = 254 // RFC 5321 §4.5.3.1.3
)

// epost is what we ask of an address: that somebody could mean it as one, and that it can stand in a header.
var epost = regexp.MustCompile(`^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+\.[^\s@.<>,;:"\\]{2,}$`)

// EndreMottak makes a receiver, not active yet, or changes one that the administrator has read: if another has changed it
// meanwhile, nothing is. Errors: ent.ErrIkkeFunnet.
func (s *Service) EndreMottak(ctx context.Context, e Mottaksendring) (Mottaksutfall, error) {
	if _, err := administrator(ctx, e.Kommunenummer); err != nil {
		return Mottaksutfall{}, err
	}
	if alle := e.sjekk(); len(alle) > 0 {
		return s.mottaksutfall(ctx, e.Kommunenummer, e.Bydelsnummer, nei(alle))
	}
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		if err := laasKommune(ctx, tx, e.Kommunenummer); err != nil {
			return err
		}
		gammel, err := laasMottak(ctx, tx, e.Kommunenummer, e.Bydelsnummer)
		switch {
		case errors.Is(err, ent.ErrIkkeFunnet) && e.Versjon == nil:
			return s.nyttMottak(ctx, tx, e)
		case err != nil:
			return err
		case e.Versjon == nil:
			return nei{feil(FeilFinnesAllerede, "bydelsnummer")}
		case *e.Versjon != gammel.Versjon:
			return nei{feil(FeilEndretAvAndre, "versjon")}
		}
		return s.endretMottak(ctx, tx, e, gammel)
	})
	if db.IsConstraintError(err) { // what was looked for came between: an account, a standardMottaker
		err = nei{feil(FeilEndretAvAndre)}
	}
	return s.mottaksutfall(ctx, e.Kommunenummer, e.Bydelsnummer, err)
}

// mottaksutfall reads what there is after a change, or after one that was refused.
func (s *Service) mottaksutfall(ctx context.Context, kommunenummer, bydelsnummer string, err error) (Mottaksutfall, error) {
	var ut Mottaksutfall
	if ut.Feil, err = avslag(err); err != nil {
		return ut, err
	}
	ut.Mottak, err = s.Mottakskonfigurasjon(ctx, kommunenummer, bydelsnummer)
	if errors.Is(err, ent.ErrIkkeFunnet) {
		err = nil
	}
	return ut, err
}

func laasMottak(ctx context.Context, tx *ent.Tx, kommunenummer, bydelsnummer string) (*db.Bydel, error) {
	b, err := tx.Client().Bydel.Query().Where(bydel.KommuneID(kommunenummer), bydel.Bydelsnummer(bydelsnummer)).ForUpdate().Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("lock a receiver: %w", err)
	}
	return b, nil
}

// sjekk finds what is wrong with the input in itself, and puts it into the form it is stored in.
func (e *Mottaksendring) sjekk() []Feil {
	var s sjekk
	s.form(tosifre, e.Bydelsnummer, "bydelsnummer")
	e.Bydelsnavn = s.tekst(e.Bydelsnavn, maksBydelsnavn, "bydelsnavn")
	if !slices.Contains([]bydel.Kanal{bydel.KanalNedlasting, bydel.KanalFagsystem, bydel.KanalFiksio}, e.Kanal) {
		s.legg(FeilUgyldigFormat, "kanal")
	}
	if e.Kanal == bydel.KanalFiksio && e.FiksioKonto == nil {
		s.legg(FeilKontoMangler, "fiksioKonto")
	}
	if e.Brevadresse != nil {
		a, err := delivery.NyPostadresse(*e.Brevadresse)
		switch {
		case errors.Is(err, delivery.ErrIkkeNoytral):
			s.legg(FeilIkkeNoytral, "brevadresse")
		case err != nil:
			s.legg(FeilUgyldigFormat, "brevadresse")
		default:
			e.Brevadresse = &a
		}
	}
	e.Kontakter.Kontakt = s.eposter(e.Kontakter.Kontakt, "kontakt")
	e.Kontakter.Leder = s.eposter(e.Kontakter.Leder, "leder")
	e.Kontakter.Varsel = s.eposter(e.Kontakter.Varsel, "varsel")
	return s.feil
}

func (s *sjekk) eposter(alle []string, navn string) []string {
	if len(alle) > maksKontakter {
		s.legg(FeilForMange, "kontakter", navn)
		return nil
	}
	ut := []string{}
	for i, a := range alle {
		a = strings.TrimSpace(a)
		if len(a) > maksEpost || !epost.MatchString(a) {
			s.legg(FeilUgyldigFormat, "kontakter", navn, fmt.Sprint(i))
		}
		if !slices.Contains(ut, a) {
			ut = append(ut, a)
		}
	}
	return ut
}

func (s *Service) nyttMottak(ctx context.Context, tx *ent.Tx, e Mottaksendring) error {
	c, id := tx.Client(), uuid.New()
	if alle, err := s.sjekkMot(ctx, c, e, nil); err != nil || len(alle) > 0 {
		return eller(err, alle)
	}
	kontakter, err := delivery.ForseglKontakter(s.Vault, id, e.Kontakter)
	if err != nil {
		return err
	}
	if e.StandardMottaker {
		if err := s.taStandard(ctx, tx, e.Kommunenummer, id); err != nil {
			return err
		}
	}
	ny := c.Bydel.Create().SetID(id).SetKommuneID(e.Kommunenummer).SetBydelsnummer(e.Bydelsnummer).SetNavn(e.Bydelsnavn).
		SetKanal(e.Kanal).SetStandardMottaker(e.StandardMottaker).SetStottetVersjon(e.StottetVersjon).SetGirBevis(e.GirBevis).
		SetNillableFiksioKonto(e.FiksioKonto).SetKontakter(kontakter)
	if a := e.Brevadresse; a != nil {
		ny.SetAdresseNavn(a.Navn).SetAdresselinje1(a.Linje1).SetAdresselinje2(a.Linje2).SetAdresselinje3(a.Linje3).
			SetPostnummer(a.Postnummer).SetPoststed(a.Poststed)
	}
	gjelder, err := c.Avtale.Query().Where(avtale.Kommunenummer(e.Kommunenummer)).Order(db.Desc(avtale.FieldRegistrert, avtale.FieldID)).First(ctx)
	switch {
	case err == nil:
		ny.SetAvtaleInngatt(gjelder.Inngatt)
	case !db.IsNotFound(err):
		return fmt.Errorf("read the agreement: %w", err)
	}
	if err := ny.Exec(ctx); err != nil {
		return fmt.Errorf("store a receiver: %w", err)
	}
	return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagMottakOpprettet, bydel: e.hvor(), om: id, detalj: "kanal:" + string(e.Kanal)})
}

func (e Mottaksendring) hvor() viewer.Bydel {
	return viewer.Bydel{Kommunenummer: e.Kommunenummer, Bydelsnummer: e.Bydelsnummer}
}

func (s *Service) endretMottak(ctx context.Context, tx *ent.Tx, e Mottaksendring, b *db.Bydel) error {
	c := tx.Client()
	if alle, err := s.sjekkMot(ctx, c, e, b); err != nil || len(alle) > 0 {
		return eller(err, alle)
	}
	gamle, err := s.kontakter(b)
	if err != nil {
		return err
	}
	endret := e.forskjell(b, gamle)
	if len(endret) == 0 {
		return nil
	}
	kontakter, err := delivery.ForseglKontakter(s.Vault, b.ID, e.Kontakter)
	if err != nil {
		return err
	}
	if e.StandardMottaker && !b.StandardMottaker {
		if err := s.taStandard(ctx, tx, e.Kommunenummer, b.ID); err != nil {
			return err
		}
	}
	opp := c.Bydel.UpdateOneID(b.ID).SetNavn(e.Bydelsnavn).SetKanal(e.Kanal).SetStandardMottaker(e.StandardMottaker).
		SetStottetVersjon(e.StottetVersjon).SetGirBevis(e.GirBevis).SetKontakter(kontakter).SetVersjon(b.Versjon + 1).
		ClearFiksioKonto().SetNillableFiksioKonto(e.FiksioKonto)
	if a := e.Brevadresse; a != nil {
		opp.SetAdresseNavn(a.Navn).SetAdresselinje1(a.Linje1).SetAdresselinje2(a.Linje2).SetAdresselinje3(a.Linje3).
			SetPostnummer(a.Postnummer).SetPoststed(a.Poststed)
	} else {
		opp.ClearAdresseNavn().ClearAdresselinje1().ClearAdresselinje2().ClearAdresselinje3().ClearPostnummer().ClearPoststed()
	}
	if err := opp.Exec(ctx); err != nil {
		return fmt.Errorf("change a receiver: %w", err)
	}
	return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagMottakEndret, bydel: e.hvor(), om: b.ID, detalj: strings.Join(endret, " ")})
}

// forskjell names what is changed, and of switches from what to what. A name or an address is not repeated.
func (e Mottaksendring) forskjell(b *db.Bydel, k delivery.Kontakter) []string {
	m := delivery.ToMottaker(b)
	var adresse delivery.Postadresse
	if e.Brevadresse != nil {
		adresse = *e.Brevadresse
	}
	var ut []string
	for _, f := range []struct {
		navn      string
		gammel, n any
		vis       bool
	}{
		{"bydelsnavn", b.Navn, e.Bydelsnavn, false},
		{"standardMottaker", b.StandardMottaker, e.StandardMottaker, true},
		{"kanal", b.Kanal, e.Kanal, true},
		{"stottetVersjon", b.StottetVersjon, e.StottetVersjon, true},
		{"girBevis", b.GirBevis, e.GirBevis, true},
		{"fiksioKonto", verdi(b.FiksioKonto), verdi(e.FiksioKonto), false},
		{"brevadresse", m.Postadresse, adresse, false},
		{"kontakter", fmt.Sprint(k), fmt.Sprint(e.Kontakter), false},
	} {
		switch {
		case f.gammel == f.n:
		case f.vis:
			ut = append(ut, fmt.Sprintf("%s:%v→%v", f.navn, f.gammel, f.n))
		default:
			ut = append(ut, f.navn)
		}
	}
	return ut
}

func verdi(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

// sjekkMot holds the input against what there is; b nil: it is new.
func (s *Service) sjekkMot(ctx context.Context, c *db.Client, e Mottaksendring, b *db.Bydel) ([]Feil, error) {
	var ut sjekk
	id, aktiv := uuid.Nil, false
	if b != nil {
		id, aktiv = b.ID, b.Aktiv
	}
	if e.FiksioKonto != nil {
		opptatt, err := c.Bydel.Query().Where(bydel.FiksioKonto(*e.FiksioKonto), bydel.IDNEQ(id)).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("look for an account: %w", err)
		}
		if opptatt {
			ut.legg(FeilKontoOpptatt, "fiksioKonto")
		}
	}
	if b != nil && b.StandardMottaker && !e.StandardMottaker {
		ut.legg(FeilSisteStandard, "standardMottaker")
	}
	if e.StandardMottaker && !aktiv { // it would leave a kommune that receives with nobody to stand in
		andre, err := c.Bydel.Query().Where(bydel.KommuneID(e.Kommunenummer), bydel.IDNEQ(id), bydel.Aktiv(true)).Exist(ctx)
		if err != nil {
			return nil, fmt.Errorf("look for receivers: %w", err)
		}
		if andre {
			ut.legg(FeilStandardMangler, "standardMottaker")
		}
	}
	if !aktiv {
		return ut.feil, nil
	}
	if e.Brevadresse == nil && b.AdresseNavn != "" {
		ut.legg(FeilAdresseMangler, "brevadresse")
	}
	if e.Kanal != b.Kanal {
		nokler, err := c.Nokkel.Query().Where(nokkel.BydelID(b.ID), nokkel.ErstattetIsNil()).All(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the keys of a receiver: %w", err)
		}
		if !harGyldig(nokler, delivery.Mottaksnokkel(e.Kanal)) {
			ut.legg(FeilMottaksnokkel, "kanal")
		}
	}
	return ut.feil, nil
}

// taStandard takes the standing in for the whole kommune from whoever has it.
func (s *Service) taStandard(ctx context.Context, tx *ent.Tx, kommunenummer string, til uuid.UUID) error {
	c := tx.Client()
	fra, err := c.Bydel.Query().Where(bydel.KommuneID(kommunenummer), bydel.StandardMottaker(true), bydel.IDNEQ(til)).ForUpdate().All(ctx)
	if err != nil {
		return fmt.Errorf("find the standardMottaker: %w", err)
	}
	for _, b := range fra {
		if err := c.Bydel.UpdateOneID(b.ID).SetStandardMottaker(false).SetVersjon(b.Versjon + 1).Exec(ctx); err != nil {
			return fmt.Errorf("take the standardMottaker's place: %w", err)
		}
		err := s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagMottakEndret, om: b.ID, detalj: "standardMottaker:true→false",
			bydel: viewer.Bydel{Kommunenummer: kommunenummer, Bydelsnummer: b.Bydelsnummer}})
		if err != nil {
			return err
		}
	}
	return nil
}

func eller(err error, alle []Feil) error {
	if err != nil {
		return err
	}
	return nei(alle)
}
