package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/avstemming"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/viewer"
)

// Dagsliste is what a named person at the receiver must go through today: everything that came before today and is not
// settled, and everything that came since the virkedag before. She signs it with [Service.Avstem].
type Dagsliste struct {
	Dato      string // in Oslo, as 2026-11-23
	Meldinger []Mottatt
	HarFlere  bool       // more than MaksAvstemt; it cannot be signed at once
	Signert   *time.Time // by a person of the bydel; nil: not yet
}

// Dagsliste reads the list of today, or ent.ErrIkkeFunnet if the inbox is not this viewer's.
func (s *Service) Dagsliste(ctx context.Context, kommunenummer, bydelsnummer string) (*Dagsliste, error) {
	id, err := s.MottakID(ctx, kommunenummer, bydelsnummer)
	if err != nil {
		return nil, err
	}
	k, naa := NewKalender(), s.Klokke()
	q := s.DB.Client().Forsendelse.Query().
		Where(forsendelse.BydelID(id), forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding), paaListen(k, naa))
	rader, err := medKonvolutt(ctx, q).Order(forsendelse.ByNr()).Limit(MaksAvstemt + 1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the day's list: %w", err)
	}
	ut := &Dagsliste{Dato: k.dag(naa), HarFlere: len(rader) > MaksAvstemt}
	for _, r := range rader[:min(len(rader), MaksAvstemt)] {
		ut.Meldinger = append(ut.Meldinger, s.toMottatt(r))
	}
	signert, err := s.DB.Client().Avstemming.Query().Where(avstemming.BydelID(id), avstemming.Liste(ut.Dato)).
		Order(avstemming.ByTidspunkt()).First(ctx)
	if err != nil && !db.IsNotFound(err) {
		return nil, fmt.Errorf("look for a signature: %w", err)
	}
	if signert != nil {
		ut.Signert = &signert.Tidspunkt
	}
	return ut, nil
}

// paaListen selects what stands on the list of the day of naa.
func paaListen(k Kalender, naa time.Time) predicate.Forsendelse {
	idag := k.dagensStart(naa)
	return forsendelse.And(forsendelse.AkseptertLT(idag), forsendelse.SlettetIsNil(),
		forsendelse.Or(uavklart(), forsendelse.AkseptertGTE(k.virkedagFor(idag))))
}

// uavklart selects what no avstemming has settled: not proven and not avstemt, proven since it was, or missed.
func uavklart() predicate.Forsendelse {
	etterBeviset := predicate.Forsendelse(entsql.FieldsLT(forsendelse.FieldAvstemt, forsendelse.FieldBevist))
	blindtNei := forsendelse.And(forsendelse.BevistIsNil(), forsendelse.AvvistNotNil())
	return forsendelse.Or(forsendelse.AvstemtIsNil(), etterBeviset, forsendelse.SavnetNotNil(), blindtNei)
}

// VarsleUsignerte is the job that raises an alarm, on the next virkedag, about each receiver whose list nobody signed. A
// machine's proof needs no signature: its receiver's list is asked for only while something is unproven on it.
func (s *Service) VarsleUsignerte(ctx context.Context, _ uuid.UUID) error {
	k, naa := NewKalender(), s.Klokke()
	idag := k.dagensStart(naa)
	if !k.cal.IsWorkday(idag.Add(12 * time.Hour)) {
		return nil
	}
	dag := k.virkedagFor(idag) // the day whose list should have been signed
	mottakere, err := s.DB.Client().Bydel.Query().Where(bydel.HasForsendelserWith(forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding),
		forsendelse.AkseptertLT(dag), forsendelse.SlettetIsNil(), uavklart(),
		forsendelse.Or(forsendelse.BevistIsNil(), forsendelse.SavnetNotNil(), forsendelse.KanalEQ(forsendelse.KanalNedlasting)))).IDs(ctx)
	if err != nil {
		return fmt.Errorf("look for lists: %w", err)
	}
	var failed error
	for _, id := range mottakere {
		failed = errors.Join(failed, s.varsleUsignert(ctx, id, k.dag(dag), naa))
	}
	return failed
}

func (s *Service) varsleUsignert(ctx context.Context, mottaker uuid.UUID, dato string, naa time.Time) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		if _, err := c.Bydel.Query().Where(bydel.ID(mottaker)).ForUpdate().Only(ctx); err != nil { // one process at a time
			return fmt.Errorf("lock the receiver: %w", err)
		}
		// Dates as text sort as dates. A later list has all of an earlier that is not settled.
		signert, err := c.Avstemming.Query().Where(avstemming.BydelID(mottaker), avstemming.ListeGTE(dato)).Exist(ctx)
		if err != nil || signert {
			return err
		}
		hort, err := c.Alarm.Query().Where(alarm.BydelID(mottaker), alarm.SlagEQ(alarm.SlagListeIkkeSignert), alarm.Detalj(dato)).Exist(ctx)
		if err != nil || hort {
			return err
		}
		s.Log.Error("nobody has signed a day's list", "alarm", string(alarm.SlagListeIkkeSignert), "dag", dato, "bydel", mottaker)
		return c.Alarm.Create().SetSlag(alarm.SlagListeIkkeSignert).SetBydelID(mottaker).SetDetalj(dato).SetTidspunkt(naa).Exec(ctx)
	})
}

// finnMottak finds a receiver for an operator.
func (s *Service) finnMottak(ctx context.Context, kommunenummer, bydelsnummer string) (uuid.UUID, error) {
	if _, operator := viewer.From(ctx).(viewer.System); !operator {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	id, err := s.DB.Client().Bydel.Query().Where(bydel.KommuneID(kommunenummer), bydel.Bydelsnummer(bydelsnummer)).OnlyID(ctx)
	if db.IsNotFound(err) {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find the receiver: %w", err)
	}
	return id, nil
}
