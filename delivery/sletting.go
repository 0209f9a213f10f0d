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
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/predicate"
)

// Oppbevaring is how long sealed content is kept at least. Source: the national service, since 30 June 2023.
const Oppbevaring = 30 * 24 * time.Hour

// Klokkeslark is how far the clocks of the programs that share a ledger may be apart, or one of them be set forward and back: what
// one accepted by its clock is not deleted early by another's. Ours: no source gives a figure.
const Klokkeslark = 2 * time.Hour

// slettebunke is how many forsendelser one round takes; the rest wait for the next.
const slettebunke = 500

// SlettBeviste is the job that deletes the sealed content of reports: only what is proven (LAGRET or REGISTRERT), at least 30 days old,
// and named by an avstemming made after the proof, and missed by none since. Ids, hashes and times stay. A trigger on pakke holds the same rule, so
// a mistake here deletes nothing.
func (s *Service) SlettBeviste(ctx context.Context, _ uuid.UUID) error {
	rows, err := s.DB.Client().Forsendelse.Query().Where(kanSlettes(s.slettetid())...).
		Order(forsendelse.ByAkseptert()).Limit(slettebunke).IDs(ctx)
	if err != nil {
		return fmt.Errorf("look for what may be deleted: %w", err)
	}
	var failed error
	for _, id := range rows {
		failed = errors.Join(failed, s.slett(ctx, id))
	}
	return failed
}

// slettetid is now, for what deletes. Both clocks must have come so far: a ledger whose clock runs ahead deletes nothing early.
func (s *Service) slettetid() time.Time {
	naa := s.Klokke()
	if real := sanntid(); real.Before(naa) {
		naa = real
	}
	return naa
}

// kanSlettes finds what slettbar may be true of.
func kanSlettes(naa time.Time) []predicate.Forsendelse {
	return []predicate.Forsendelse{
		forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding), forsendelse.SlettetIsNil(),
		forsendelse.BevisIn(forsendelse.BevisLagret, forsendelse.BevisRegistrert),
		forsendelse.AkseptertLTE(naa.Add(-Oppbevaring - Klokkeslark)),
		forsendelse.AvstemtNotNil(), forsendelse.AvstemtLTE(naa), forsendelse.SavnetIsNil(),
		predicate.Forsendelse(entsql.FieldsGTE(forsendelse.FieldAvstemt, forsendelse.FieldBevist)),
	}
}

// slettbar is the rule, for one report under its lock.
func slettbar(f *db.Forsendelse, naa time.Time) bool {
	return f.Slag == forsendelse.SlagBekymringsmelding && f.Slettet == nil &&
		MinstBevis(f.Bevis, forsendelse.BevisLagret) && f.Bevist != nil &&
		!f.Akseptert.Add(Oppbevaring+Klokkeslark).After(naa) &&
		f.Avstemt != nil && !f.Avstemt.After(naa) && !f.Avstemt.Before(*f.Bevist) && f.Savnet == nil
}

func (s *Service) slett(ctx context.Context, id uuid.UUID) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(id)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		if !slettbar(f, s.slettetid()) {
			return nil // another process was first, or it has been missed since we looked
		}
		if err := c.Pakke.Update().Where(pakke.ForsendelseID(id), pakke.InnholdNotNil()).ClearInnhold().Exec(ctx); err != nil {
			return fmt.Errorf("delete sealed content: %w", err)
		}
		if err := c.Forsendelse.UpdateOneID(id).SetSlettet(naa).Exec(ctx); err != nil {
			return fmt.Errorf("note the deletion: %w", err)
		}
		return skrivHendelse(ctx, c, nyHendelse{
			forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagSlettet, stilling: StillingAv(f),
		})
	})
}
