package forvaltning

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/driftsmelding"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Driftsmelding is a message of operations that is in force.
type Driftsmelding struct {
	ID          uuid.UUID
	Tekster     Spraktekster
	Alvorlighet driftsmelding.Alvorlighet
	Fra         time.Time
	Til         *time.Time
}

// Driftsmeldingsoppsett is one version of a message, as its administrators see it.
type Driftsmeldingsoppsett struct {
	ID          uuid.UUID // the message's, the same in all its versions
	Versjon     int
	Alvorlighet driftsmelding.Alvorlighet
	Tekster     Spraktekster
	Fra         time.Time
	Til         *time.Time
	Trukket     bool
	Vises       bool
	Endret      time.Time
	EndretAv    *string
}

// NyDriftsmelding is a message as an administrator wants it, whole.
type NyDriftsmelding struct {
	ID          *uuid.UUID // nil: a new one
	Versjon     *int       // that was read
	Alvorlighet driftsmelding.Alvorlighet
	Tekster     Spraktekster
	Fra         *time.Time // nil: now
	Til         *time.Time
	Trukket     bool
}

// Driftsmeldingsutfall is a message as it stands after a change, or after one that was refused.
type Driftsmeldingsutfall struct {
	Driftsmelding *Driftsmeldingsoppsett
	Feil          []Feil
}

// maksDriftsmeldinger is how many are listed.
const maksDriftsmeldinger = 200

// alvor is the order they are shown in.
var alvor = map[driftsmelding.Alvorlighet]int{
	driftsmelding.AlvorlighetKritisk: 0, driftsmelding.AlvorlighetAdvarsel: 1, driftsmelding.AlvorlighetInfo: 2,
}

// Driftsmeldinger are those in force now, the most serious first, for anybody.
func (s *Service) Driftsmeldinger(ctx context.Context) ([]Driftsmelding, error) {
	return s.driftsmeldinger(ctx, driftsmelding.FraLTE(s.Klokke()))
}

// DriftsmeldingerFramover are those in force now and those that will be, the most serious first, for anybody: to have at hand when
// they can no longer be read.
func (s *Service) DriftsmeldingerFramover(ctx context.Context) ([]Driftsmelding, error) {
	return s.driftsmeldinger(ctx)
}

func (s *Service) driftsmeldinger(ctx context.Context, hvilke ...predicate.Driftsmelding) ([]Driftsmelding, error) {
	rader, err := s.DB.Client().Driftsmelding.Query().Where(hvilke...).
		Where(driftsmelding.Or(driftsmelding.TilIsNil(), driftsmelding.TilGT(s.Klokke()))).Order(driftsmelding.ByFra(), driftsmelding.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the messages of operations: %w", err)
	}
	ut := make([]Driftsmelding, len(rader))
	for i, r := range rader {
		ut[i] = Driftsmelding{ID: r.MeldingID, Alvorlighet: r.Alvorlighet, Fra: r.Fra, Til: r.Til,
			Tekster: Spraktekster{r.Nb, ikkeTom(r.Nn), ikkeTom(r.En), ikkeTom(r.Se)}}
	}
	slices.SortStableFunc(ut, func(a, b Driftsmelding) int { return cmp.Compare(alvor[a.Alvorlighet], alvor[b.Alvorlighet]) })
	return ut, nil
}

// AlleDriftsmeldinger are the newest versions, the newest first. Errors: ent.ErrIkkeFunnet.
func (s *Service) AlleDriftsmeldinger(ctx context.Context) ([]Driftsmeldingsoppsett, error) {
	rader, err := s.driftsmeldingsrader(ctx, nil)
	if err != nil {
		return nil, err
	}
	sett := map[uuid.UUID]bool{}
	nyeste := slices.DeleteFunc(rader, func(r *db.Driftsmelding) bool {
		gammel := sett[r.MeldingID]
		sett[r.MeldingID] = true
		return gammel
	})
	slices.SortStableFunc(nyeste, func(a, b *db.Driftsmelding) int { return b.Tidspunkt.Compare(a.Tidspunkt) })
	return s.driftsmeldingsoppsett(ctx, nyeste[:min(len(nyeste), maksDriftsmeldinger)], true)
}

// Driftsmeldingsversjoner are all versions of one, the newest first. Errors: ent.ErrIkkeFunnet.
func (s *Service) Driftsmeldingsversjoner(ctx context.Context, id uuid.UUID) ([]Driftsmeldingsoppsett, error) {
	rader, err := s.driftsmeldingsrader(ctx, &id)
	if err != nil {
		return nil, err
	}
	return s.driftsmeldingsoppsett(ctx, rader, false)
}

// driftsmeldingsrader are versions, of each message the highest first: two processes' clocks may say otherwise.
func (s *Service) driftsmeldingsrader(ctx context.Context, id *uuid.UUID) ([]*db.Driftsmelding, error) {
	if _, err := administrator(ctx, ""); err != nil {
		return nil, err
	}
	q := s.DB.Client().Driftsmelding.Query().Order(db.Desc(driftsmelding.FieldVersjon, driftsmelding.FieldID))
	if id != nil {
		q.Where(driftsmelding.MeldingID(*id))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the messages of operations: %w", err)
	}
	return rader, nil
}

// driftsmeldingsoppsett: only a version that holds is shown, and of more than one the first.
func (s *Service) driftsmeldingsoppsett(ctx context.Context, rader []*db.Driftsmelding, nyeste bool) ([]Driftsmeldingsoppsett, error) {
	ids := make([]uuid.UUID, len(rader))
	for i, r := range rader {
		ids[i] = r.ID
	}
	slag := []tilgangshendelse.Slag{tilgangshendelse.SlagDriftsmeldingSatt, tilgangshendelse.SlagDriftsmeldingTrukket}
	navn, err := s.navnPa(ctx, s.DB.Client(), ids, slag...)
	if err != nil {
		return nil, err
	}
	naa := s.Klokke()
	ut := make([]Driftsmeldingsoppsett, len(rader))
	for i, r := range rader {
		o := Driftsmeldingsoppsett{ID: r.MeldingID, Versjon: r.Versjon, Alvorlighet: r.Alvorlighet, Fra: r.Fra, Til: r.Til, Trukket: r.Trukket,
			Tekster: Spraktekster{r.Nb, ikkeTom(r.Nn), ikkeTom(r.En), ikkeTom(r.Se)}, Endret: r.Tidspunkt}
		o.Vises = (nyeste || i == 0) && !r.Trukket && !r.Fra.After(naa) && (r.Til == nil || r.Til.After(naa))
		o.EndretAv = ikkeTom(cmp.Or(navn[hendelsesnokkel{r.ID, slag[0]}], navn[hendelsesnokkel{r.ID, slag[1]}]))
		ut[i] = o
	}
	return ut, nil
}

// SettDriftsmelding writes the next version of a message, or the first of a new one. If another has written it meanwhile,
// nothing is. Errors: ent.ErrIkkeFunnet.
func (s *Service) SettDriftsmelding(ctx context.Context, n NyDriftsmelding) (Driftsmeldingsutfall, error) {
	if _, err := administrator(ctx, ""); err != nil {
		return Driftsmeldingsutfall{}, err
	}
	melding := uuid.New()
	if n.ID != nil {
		melding = *n.ID
	}
	err := s.nyDriftsmeldingsversjon(ctx, melding, n)
	if db.IsConstraintError(err) {
		err = nei{feil(FeilEndretAvAndre, "versjon")}
	}
	var ut Driftsmeldingsutfall
	if ut.Feil, err = avslag(err); err != nil {
		return ut, err
	}
	alle, err := s.Driftsmeldingsversjoner(ctx, melding)
	if err == nil && len(alle) > 0 {
		ut.Driftsmelding = &alle[0]
	}
	return ut, err
}

func (s *Service) nyDriftsmeldingsversjon(ctx context.Context, melding uuid.UUID, n NyDriftsmelding) error {
	naa := s.Klokke()
	if alle := n.sjekk(naa); len(alle) > 0 {
		return nei(alle)
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, versjon := tx.Client(), 0
		siste, err := c.Driftsmelding.Query().Where(driftsmelding.MeldingID(melding)).Order(db.Desc(driftsmelding.FieldVersjon)).First(ctx)
		switch {
		case db.IsNotFound(err) && n.ID != nil:
			return ent.ErrIkkeFunnet
		case err == nil:
			versjon = siste.Versjon
		case !db.IsNotFound(err):
			return fmt.Errorf("read a message of operations: %w", err)
		}
		if n.ID != nil && (n.Versjon == nil || *n.Versjon != versjon) {
			return nei{feil(FeilEndretAvAndre, "versjon")}
		}
		id := uuid.New()
		t := n.Tekster
		err = c.Driftsmelding.Create().SetID(id).SetMeldingID(melding).SetVersjon(versjon + 1).SetAlvorlighet(n.Alvorlighet).SetFra(*n.Fra).
			SetNillableTil(n.Til).SetTrukket(n.Trukket).SetTidspunkt(naa).SetNb(t.Nb).SetNillableNn(t.Nn).SetNillableEn(t.En).SetNillableSe(t.Se).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store a message of operations: %w", err)
		}
		slag := tilgangshendelse.SlagDriftsmeldingSatt
		if n.Trukket {
			slag = tilgangshendelse.SlagDriftsmeldingTrukket
		}
		return s.loggfor(ctx, tx, endring{slag: slag, om: id, bydel: viewer.Bydel{}, detalj: fmt.Sprintf("%s versjon %d", n.Alvorlighet, versjon+1)})
	})
}

func (n *NyDriftsmelding) sjekk(naa time.Time) []Feil {
	var s sjekk
	n.Tekster.sjekk(&s)
	if n.Fra == nil {
		n.Fra = &naa
	}
	if n.Til != nil && (!n.Til.After(*n.Fra) || n.ID == nil && !n.Til.After(naa)) { // a new one that is over is shown to nobody
		s.legg(FeilTidsrom, "til")
	}
	if n.ID != nil && n.Versjon == nil {
		s.legg(FeilMangler, "versjon")
	}
	if driftsmelding.AlvorlighetValidator(n.Alvorlighet) != nil {
		s.legg(FeilUgyldigFormat, "alvorlighet")
	}
	return s.feil
}
