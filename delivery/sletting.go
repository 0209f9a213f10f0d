package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/predicate"
)

// Oppbevaring is how long sealed content is kept at least. Source: the national service, since 30 June 2023.
const Oppbevaring = 30 * 24 * time.Hour

// slettebunke is how many forsendelser one round takes; the rest wait for the next.
const slettebunke = 500

// SlettBeviste is the job that deletes the sealed content of reports: only what is proven (LAGRET or REGISTRERT), at least 30 days old,
// and named by an avstemming made after the proof, and missed by none since. Ids, hashes and times stay. A trigger on pakke holds the same rule, so
// a mistake here deletes nothing.
func (s *Service) SlettBeviste(ctx context.Context, _ uuid.UUID) error {
	rows, err := s.DB.Client().Forsendelse.Query().Where(s.kanSlettes()...).
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

// kanSlettes is the rule. Both clocks must have come so far: a ledger whose clock runs ahead deletes nothing early.
func (s *Service) kanSlettes() []predicate.Forsendelse {
	naa := s.Klokke()
	if real := sanntid(); real.Before(naa) {
		naa = real
	}
	return []predicate.Forsendelse{
		forsendelse.SlagEQ(forsendelse.SlagBekymringsmelding), forsendelse.SlettetIsNil(),
		forsendelse.BevisIn(forsendelse.BevisLagret, forsendelse.BevisRegistrert),
		forsendelse.AkseptertLTE(naa.Add(-Oppbevaring)),
		forsendelse.AvstemtNotNil(), forsendelse.AvstemtLTE(naa), forsendelse.SavnetIsNil(),
		predicate.Forsendelse(entsql.FieldsGTE(forsendelse.FieldAvstemt, forsendelse.FieldBevist)),
	}
}

func (s *Service) slett(ctx context.Context, id uuid.UUID) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(id)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		if f.Slettet != nil {
			return nil // another process was first
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
