package forvaltning

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// A system that fetches post, and an account for innsynsforespørsler, are nothing without the key that things are sealed to
// for them. So they are proposed with it, and set up when it is signed.

// Nokkeloppdrag is what is set up with a key that is proposed.
type Nokkeloppdrag struct {
	Navn, Orgnr string
	Konto       *uuid.UUID
	System      *systemoppdrag `json:",omitempty"`
	Protokoll   *kontooppdrag  `json:",omitempty"`
}

type systemoppdrag struct {
	Forsendelsestype, Bruker string
	Sikkerhetsniva           mottakersystem.Sikkerhetsniva
}

type kontooppdrag struct {
	Part           string
	StottedeParter []string
	Tilgang        bool
}

// Systemforslag is a system that is to fetch post, to be proposed.
type Systemforslag struct {
	Kommunenummer, Bydelsnummer string
	Navn, Orgnr                 string
	Forsendelsestype, Bruker    string
	Sikkerhetsniva              mottakersystem.Sikkerhetsniva
	Sertifikat                  string // PEM
}

// Kontoforslag is an account for innsynsforespørsler, to be proposed.
type Kontoforslag struct {
	Kommunenummer, Bydelsnummer string
	Konto                       uuid.UUID
	Part                        string
	StottedeParter              []string
	Tilgang                     bool
	Sertifikat                  string // PEM
}

const maksParter = 20

var brukernavn = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// ForeslaMottakersystem proposes a system with its key. Errors: ent.ErrIkkeFunnet.
func (s *Service) ForeslaMottakersystem(ctx context.Context, n Systemforslag) (Forslagsutfall, error) {
	var k sjekk
	n.Navn = k.tekst(n.Navn, MaksNavn, "navn")
	if sjekkOrgnr(n.Orgnr) != nil {
		k.legg(FeilUgyldigFormat, "orgnr")
	}
	if n.Forsendelsestype != "" {
		n.Forsendelsestype = k.tekst(n.Forsendelsestype, 100, "forsendelsestype")
	}
	k.form(brukernavn, n.Bruker, "bruker")
	if len(k.feil) == 0 {
		if err := s.egenOrganisasjon(ctx, n.Kommunenummer, n.Orgnr); err != nil {
			return Forslagsutfall{}, err
		}
	}
	return s.foreslaOppdrag(ctx, viewer.Bydel{Kommunenummer: n.Kommunenummer, Bydelsnummer: n.Bydelsnummer}, k, nokkel.FormalSvarinn,
		"system "+n.Bruker, n.Sertifikat, Nokkeloppdrag{Navn: n.Navn, Orgnr: n.Orgnr,
			System: &systemoppdrag{n.Forsendelsestype, n.Bruker, n.Sikkerhetsniva}})
}

// ForeslaProtokollkonto proposes an account with its key. Errors: ent.ErrIkkeFunnet.
func (s *Service) ForeslaProtokollkonto(ctx context.Context, n Kontoforslag) (Forslagsutfall, error) {
	var k sjekk
	n.Part = k.tekst(n.Part, 100, "part")
	if len(n.StottedeParter) > maksParter {
		k.legg(FeilForMange, "stottedeParter")
	}
	for i := range n.StottedeParter {
		n.StottedeParter[i] = k.tekst(n.StottedeParter[i], 100, "stottedeParter", fmt.Sprint(i))
	}
	return s.foreslaOppdrag(ctx, viewer.Bydel{Kommunenummer: n.Kommunenummer, Bydelsnummer: n.Bydelsnummer}, k, nokkel.FormalProtokoll,
		"protokollkonto "+n.Kommunenummer, n.Sertifikat, Nokkeloppdrag{Navn: n.Part, Konto: &n.Konto,
			Protokoll: &kontooppdrag{n.Part, n.StottedeParter, n.Tilgang}})
}

func (s *Service) foreslaOppdrag(ctx context.Context, hvor viewer.Bydel, k sjekk, formal nokkel.Formal, omfang, pem string, o Nokkeloppdrag) (Forslagsutfall, error) {
	if _, err := administrator(ctx, hvor.Kommunenummer); err != nil {
		return Forslagsutfall{}, err
	}
	b, err := s.DB.Client().Bydel.Query().Where(bydel.KommuneID(hvor.Kommunenummer), bydel.Bydelsnummer(hvor.Bydelsnummer)).Only(ctx)
	if db.IsNotFound(err) {
		return Forslagsutfall{}, ent.ErrIkkeFunnet
	}
	if err != nil {
		return Forslagsutfall{}, fmt.Errorf("read a receiver: %w", err)
	}
	cert, feil := lesSertifikat(pem)
	if k.feil = append(k.feil, feil...); len(k.feil) > 0 {
		return Forslagsutfall{Feil: k.feil}, nil
	}
	raw, err := json.Marshal(o)
	if err != nil {
		return Forslagsutfall{}, fmt.Errorf("write what comes with a key: %w", err)
	}
	return s.foresla(ctx, forslag{omfang: omfang, bydel: b, formal: formal, cert: cert, oppdrag: string(raw)})
}

func visOppdrag(raw string) (*Nokkeloppdrag, error) {
	if raw == "" {
		return nil, nil
	}
	var o Nokkeloppdrag
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		return nil, fmt.Errorf("read what comes with a key: %w", err)
	}
	return &o, nil
}

// utforOppdrag sets up what came with a key that has been signed.
func (s *Service) utforOppdrag(ctx context.Context, tx *ent.Tx, r *db.Nokkelforslag, nokkelID uuid.UUID) error {
	o, err := visOppdrag(r.Oppdrag)
	if err != nil {
		return err
	}
	hvor, err := forslagetsBydel(ctx, tx.Client(), r)
	if err != nil {
		return err
	}
	var id, gammel uuid.UUID
	slag := tilgangshendelse.SlagMottakersystemLagret
	if o.System != nil {
		id, gammel, err = s.settSystem(ctx, tx, *o, nokkelID)
	} else {
		slag = tilgangshendelse.SlagProtokollkontoLagret
		id, gammel, err = s.settKonto(ctx, tx.Client(), *o, hvor, *r.BydelID, nokkelID)
	}
	if db.IsConstraintError(err) { // another kommune's
		return nei{feil(FeilFinnesAllerede)}
	}
	if err != nil {
		return fmt.Errorf("set up what came with a key: %w", err)
	}
	if gammel != uuid.Nil {
		if err := tx.Client().Nokkel.Update().Where(nokkel.ID(gammel), nokkel.ErstattetIsNil()).SetErstattet(time.Now()).Exec(ctx); err != nil {
			return fmt.Errorf("replace the key before: %w", err)
		}
	}
	return s.loggfor(ctx, tx, endring{slag: slag, bydel: hvor, om: id, detalj: r.Tommelavtrykk})
}

// settSystem makes a system, whose password nobody knows yet, or gives the one of that user another key. It takes the place
// of another of the same organisation and type. It returns the key before, if there was one.
func (s *Service) settSystem(ctx context.Context, tx *ent.Tx, o Nokkeloppdrag, nokkelID uuid.UUID) (id, gammel uuid.UUID, err error) {
	c, naa := tx.Client(), s.Klokke()
	samme, err := c.Mottakersystem.Query().Where(mottakersystem.Bruker(o.System.Bruker), mottakersystem.Orgnr(o.Orgnr),
		mottakersystem.Forsendelsestype(o.System.Forsendelsestype), mottakersystem.SikkerhetsnivaEQ(o.System.Sikkerhetsniva), mottakersystem.TrukketIsNil()).Only(ctx)
	if err == nil {
		return samme.ID, samme.NokkelID, c.Mottakersystem.UpdateOneID(samme.ID).SetNavn(o.Navn).SetNokkelID(nokkelID).Exec(ctx)
	}
	if !db.IsNotFound(err) {
		return id, gammel, err
	}
	andre, err := c.Mottakersystem.Query().Where(mottakersystem.Orgnr(o.Orgnr), mottakersystem.Forsendelsestype(o.System.Forsendelsestype),
		mottakersystem.TrukketIsNil()).WithNokkel(func(q *db.NokkelQuery) { q.WithBydel() }).All(ctx)
	if err != nil {
		return id, gammel, err
	}
	for _, a := range andre {
		if err := c.Mottakersystem.UpdateOneID(a.ID).SetTrukket(naa).Exec(ctx); err != nil {
			return id, gammel, err
		}
		err := s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagMottakersystemTrukket, om: a.ID, bydel: bydelAv(a.Edges.Nokkel.Edges.Bydel)})
		if err != nil {
			return id, gammel, err
		}
	}
	id = uuid.New()
	return id, gammel, c.Mottakersystem.Create().SetID(id).SetNavn(o.Navn).SetOrgnr(o.Orgnr).SetForsendelsestype(o.System.Forsendelsestype).
		SetSikkerhetsniva(o.System.Sikkerhetsniva).SetBruker(o.System.Bruker).SetPassordHash(passordHash(id, nyttPassord())).
		SetNokkelID(nokkelID).SetOpprettet(naa).Exec(ctx)
}

func (s *Service) settKonto(ctx context.Context, c *db.Client, o Nokkeloppdrag, hvor viewer.Bydel, bydelID, nokkelID uuid.UUID) (id, gammel uuid.UUID, err error) {
	p, parter := o.Protokoll, slices.Clone(o.Protokoll.StottedeParter)
	if parter == nil {
		parter = []string{}
	}
	rad, err := c.Protokollkonto.Query().Where(protokollkonto.Kommunenummer(hvor.Kommunenummer)).Only(ctx)
	if err == nil {
		return rad.ID, rad.NokkelID, c.Protokollkonto.UpdateOneID(rad.ID).SetBydelID(bydelID).SetKonto(*o.Konto).SetPart(p.Part).
			SetStottedeParter(parter).SetTilgang(p.Tilgang).SetNokkelID(nokkelID).SetAktiv(true).SetEndret(s.Klokke()).Exec(ctx)
	}
	if !db.IsNotFound(err) {
		return id, gammel, err
	}
	id = uuid.New()
	return id, gammel, c.Protokollkonto.Create().SetID(id).SetKommunenummer(hvor.Kommunenummer).SetBydelID(bydelID).SetKonto(*o.Konto).
		SetPart(p.Part).SetStottedeParter(parter).SetTilgang(p.Tilgang).SetNokkelID(nokkelID).SetEndret(s.Klokke()).Exec(ctx)
}
