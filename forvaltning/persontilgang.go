package forvaltning

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// Persontilgang is a right of one person, as administrators see it.
type Persontilgang struct {
	ID            uuid.UUID
	Rolle         viewer.Rolle
	Kommunenummer string // empty: the whole installation
	Bydelsnummer  string // empty: the whole kommune
	Navn          string // as the one who gave the right wrote it
	Fodselsdato   *string
	Meg           bool
	Gitt          time.Time
	Trukket       *time.Time
}

// NyTilgang is a right to be given.
type NyTilgang struct {
	Fodselsnummer               string
	Navn                        string
	Rolle                       viewer.Rolle
	Kommunenummer, Bydelsnummer *string
	// Lest is the newest right of hers of this role and place, which was withdrawn, as it was read; nil: she has had none.
	Lest *uuid.UUID
}

// Tilgangsutfall is a right as it stands, or why there is none. When somebody else has given or withdrawn it meanwhile, it is both.
type Tilgangsutfall struct {
	Tilgang *Persontilgang
	Feil    []Feil
}

// hvem is what is kept of a person to tell her by, encrypted.
type hvem struct {
	Navn        string
	Fodselsdato string // yyyy-mm-dd; empty: not known
}

func aadTilgang(id uuid.UUID) []byte { return vault.Context("tilgang", id.String()) }

// GiPerson gives a person a right. She has it when this returns, in every process. It is given upon what was read of her: when she has
// it already, or one that the administrator has not seen was withdrawn, nothing is changed, and the answer has the right as it stands.
// Nobody gives herself one: who administers would else read what comes to any inbox of hers, and nobody would have let her.
// Errors: ent.ErrIkkeFunnet.
func (s *Service) GiPerson(ctx context.Context, n NyTilgang) (Tilgangsutfall, error) {
	b := viewer.Bydel{Kommunenummer: ellerTom(n.Kommunenummer), Bydelsnummer: ellerTom(n.Bydelsnummer)}
	v, err := administrator(ctx, b.Kommunenummer)
	if err != nil {
		return Tilgangsutfall{}, err
	}
	if alle := n.sjekk(b); len(alle) > 0 {
		return Tilgangsutfall{Feil: alle}, nil
	}
	id, p := uuid.New(), s.Person(n.Fodselsnummer)
	if slices.ContainsFunc(p.IDer(), v.Er) {
		return Tilgangsutfall{Feil: []Feil{feil(FeilEgenTilgang, "fodselsnummer")}}, nil
	}
	innhold, err := s.forseglHvem(id, n)
	if err != nil {
		return Tilgangsutfall{}, err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		if b.Kommunenummer != "" {
			if err := laasKommune(ctx, tx, b.Kommunenummer); err != nil {
				return err
			}
		}
		if n.Rolle == viewer.RolleSaksbehandler {
			there, err := c.Bydel.Query().Where(bydel.KommuneID(b.Kommunenummer), bydel.Bydelsnummer(b.Bydelsnummer)).Exist(ctx)
			if err != nil {
				return fmt.Errorf("look for a bydel: %w", err)
			}
			if !there {
				return nei{feil(FeilUkjentBydel, "bydelsnummer")}
			}
		}
		siste, err := sisteTilgang(ctx, c, p, n.Rolle, b)
		if err != nil {
			return fmt.Errorf("look for a right: %w", err)
		}
		if !somLest(siste, n.Lest) {
			return nei{feil(FeilEndretAvAndre, "lest")}
		}
		err = c.Tilgang.Create().SetID(id).SetPersonID(p.ID).SetRolle(tilgang.Rolle(n.Rolle)).SetKommunenummer(b.Kommunenummer).
			SetBydelsnummer(b.Bydelsnummer).SetInnhold(innhold).SetGitt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("give a right: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagTilgangGitt, bydel: b, om: id, detalj: string(n.Rolle)})
	})
	if db.IsConstraintError(err) { // of the whole installation, where no row is locked: another has given it at this moment
		err = nei{feil(FeilEndretAvAndre, "lest")}
	}
	alle, err := avslag(err)
	if err != nil || len(alle) > 0 && alle[0].Kode != FeilEndretAvAndre {
		return Tilgangsutfall{Feil: alle}, err
	}
	if len(alle) > 0 {
		siste, err := sisteTilgang(ctx, s.DB.Client(), p, n.Rolle, b)
		if err != nil {
			return Tilgangsutfall{}, fmt.Errorf("read what stands of a right: %w", err)
		}
		if siste == nil {
			return Tilgangsutfall{Feil: alle}, nil
		}
		id = siste.ID
	}
	return s.tilgangsutfall(ctx, id, alle)
}

// sisteTilgang is the right of a person, a role and a place that was given last; nil: none ever was.
func sisteTilgang(ctx context.Context, c *db.Client, p viewer.Person, rolle viewer.Rolle, b viewer.Bydel) (*db.Tilgang, error) {
	rader, err := c.Tilgang.Query().Where(tilgang.PersonIDIn(p.IDer()...), tilgang.RolleEQ(tilgang.Rolle(rolle)),
		tilgang.Kommunenummer(b.Kommunenummer), tilgang.Bydelsnummer(b.Bydelsnummer)).
		Order(db.Desc(tilgang.FieldTrukket, tilgang.FieldGitt, tilgang.FieldID)).Limit(1).All(ctx) // one she holds is null, and null comes first
	if err != nil || len(rader) == 0 {
		return nil, err
	}
	return rader[0], nil
}

// somLest: what the administrator has read is what stands, and leaves a right to give.
func somLest(siste *db.Tilgang, lest *uuid.UUID) bool {
	if siste == nil || lest == nil {
		return siste == nil && lest == nil
	}
	return siste.ID == *lest && siste.Trukket != nil
}

func (n NyTilgang) sjekk(b viewer.Bydel) []Feil {
	var s sjekk
	if !erFodselsnummer(n.Fodselsnummer) {
		s.legg(FeilUgyldigFormat, "fodselsnummer")
	}
	s.tekst(n.Navn, maksPersonnavn, "navn")
	switch {
	case n.Rolle == viewer.RolleSaksbehandler && b.Kommunenummer == "":
		s.legg(FeilMangler, "kommunenummer")
	case n.Rolle == viewer.RolleSaksbehandler && !tosifre.MatchString(b.Bydelsnummer):
		s.legg(FeilMangler, "bydelsnummer")
	case n.Rolle == viewer.RolleAdmin && b.Bydelsnummer != "":
		s.legg(FeilUgyldigFormat, "bydelsnummer")
	case n.Rolle != viewer.RolleAdmin && n.Rolle != viewer.RolleSaksbehandler:
		s.legg(FeilUgyldigFormat, "rolle")
	}
	return s.feil
}

func (s *Service) forseglHvem(id uuid.UUID, n NyTilgang) ([]byte, error) {
	klar, err := json.Marshal(hvem{Navn: n.Navn, Fodselsdato: fodselsdato(n.Fodselsnummer)})
	if err != nil {
		return nil, fmt.Errorf("write who has a right: %T", err)
	}
	sealed, err := s.Vault.Encrypt(klar, aadTilgang(id))
	if err != nil {
		return nil, fmt.Errorf("encrypt who has a right: %w", err)
	}
	return sealed, nil
}

// TrekkPerson withdraws a right. It is gone when this returns; what she has open ends as soon as the processes hear of it.
// Withdrawn already, that is told, with the right as it stands. Errors: ent.ErrIkkeFunnet.
func (s *Service) TrekkPerson(ctx context.Context, id uuid.UUID) (Tilgangsutfall, error) {
	if _, ok := viewer.From(ctx).(viewer.Admin); !ok {
		return Tilgangsutfall{}, ent.ErrIkkeFunnet
	}
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		// All who administer the installation are locked, in one order: of two who withdraw each other the second finds that
		// she would be the last.
		hele, err := c.Tilgang.Query().Where(tilgang.RolleEQ(tilgang.RolleAdmin), tilgang.Kommunenummer(""), tilgang.TrukketIsNil()).
			Order(tilgang.ByID()).ForUpdate().All(ctx)
		if err != nil {
			return fmt.Errorf("lock the administrators: %w", err)
		}
		r, err := c.Tilgang.Query().Where(tilgang.ID(id)).ForUpdate().Only(ctx)
		switch {
		case db.IsNotFound(err):
			return ent.ErrIkkeFunnet
		case err != nil:
			return fmt.Errorf("lock a right: %w", err)
		case r.Trukket != nil:
			return nei{feil(FeilEndretAvAndre, "id")}
		case r.Rolle == tilgang.RolleAdmin && r.Kommunenummer == "" && len(hele) < 2:
			return nei{feil(FeilSisteAdministator, "id")}
		}
		if err := c.Tilgang.UpdateOneID(id).SetTrukket(s.Klokke()).Exec(ctx); err != nil {
			return fmt.Errorf("withdraw a right: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagTilgangTrukket, om: id, detalj: string(r.Rolle),
			bydel: viewer.Bydel{Kommunenummer: r.Kommunenummer, Bydelsnummer: r.Bydelsnummer}})
	})
	alle, err := avslag(err)
	if err != nil {
		return Tilgangsutfall{}, err
	}
	return s.tilgangsutfall(ctx, id, alle)
}

func (s *Service) tilgangsutfall(ctx context.Context, id uuid.UUID, alle []Feil) (Tilgangsutfall, error) {
	r, err := s.DB.Client().Tilgang.Get(ctx, id)
	if db.IsNotFound(err) { // she has withdrawn what let her see it
		return Tilgangsutfall{}, ent.ErrIkkeFunnet
	}
	if err != nil {
		return Tilgangsutfall{}, fmt.Errorf("read a right: %w", err)
	}
	p, err := s.toPersontilgang(ctx, r)
	return Tilgangsutfall{Tilgang: &p, Feil: alle}, err
}

// Persontilganger lists who has which right: by kommune, bydel, role and since when. Errors: ent.ErrIkkeFunnet.
func (s *Service) Persontilganger(ctx context.Context, kommunenummer *string, medTrukne bool) ([]Persontilgang, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || kommunenummer != nil && !v.Kan(*kommunenummer) {
		return nil, ent.ErrIkkeFunnet
	}
	q := s.DB.Client().Tilgang.Query().Order(tilgang.ByKommunenummer(), tilgang.ByBydelsnummer(), tilgang.ByRolle(), tilgang.ByGitt(), tilgang.ByID())
	if kommunenummer != nil {
		q.Where(tilgang.Kommunenummer(*kommunenummer))
	}
	if !medTrukne {
		q.Where(tilgang.TrukketIsNil())
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read rights: %w", err)
	}
	ut := make([]Persontilgang, 0, len(rader))
	for _, r := range rader {
		p, err := s.toPersontilgang(ctx, r)
		if err != nil {
			return nil, err
		}
		ut = append(ut, p)
	}
	return ut, nil
}

func (s *Service) toPersontilgang(ctx context.Context, r *db.Tilgang) (Persontilgang, error) {
	v, _ := viewer.From(ctx).(viewer.Admin)
	p := Persontilgang{ID: r.ID, Rolle: viewer.Rolle(r.Rolle), Kommunenummer: r.Kommunenummer, Bydelsnummer: r.Bydelsnummer,
		Meg: erHashAv(v.Person, r.PersonID), Gitt: r.Gitt, Trukket: r.Trukket}
	if len(r.Innhold) == 0 || s.Vault == nil {
		return p, nil
	}
	klar, err := s.Vault.Decrypt(r.Innhold, aadTilgang(r.ID))
	if err != nil {
		return p, fmt.Errorf("open who has a right: %w", err)
	}
	var h hvem
	if err := json.Unmarshal(klar, &h); err != nil {
		return p, fmt.Errorf("read who has a right: %T", err) // the error's text may repeat what it could not read
	}
	p.Navn = h.Navn
	if h.Fodselsdato != "" {
		p.Fodselsdato = &h.Fodselsdato
	}
	return p, nil
}
