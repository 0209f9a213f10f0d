package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/foresporselfrist"
	"barnevernportalen/ent/db/innsynsforesporsel"
)

// A request that is offered over GraphQL stands here until its case system asks, and is no shipment. It has the deadlines of
// one all the same: two hours to be read in (a machine asks oftener than that), then five and 21 days to be answered in.
// Nothing can be sent again, so all that fires is an alarm.
var foresporselfrister = map[foresporselfrist.Type]time.Duration{
	foresporselfrist.TypeAlarm2t:     2 * time.Hour,
	foresporselfrist.TypeKontakt5d:   5 * 24 * time.Hour,
	foresporselfrist.TypeOperator21d: 21 * 24 * time.Hour,
}

// SettForesporselfrister writes the deadlines of a request that is offered over GraphQL, in its transaction.
func (s *Service) SettForesporselfrister(ctx context.Context, tx *ent.Tx, id uuid.UUID, spurt time.Time) error {
	c := tx.Client().Foresporselfrist
	var alle []*db.ForesporselfristCreate
	for t, etter := range foresporselfrister {
		alle = append(alle, c.Create().SetForesporselID(id).SetType(t).SetForfall(spurt.Add(etter)))
	}
	if err := c.CreateBulk(alle...).Exec(somHovedbok(ctx)); err != nil {
		return fmt.Errorf("write the deadlines of a request: %w", err)
	}
	return nil
}

// ForesporselHentet clears what waits for a request to be read.
func (s *Service) ForesporselHentet(ctx context.Context, tx *ent.Tx, id uuid.UUID) error {
	return s.klarerForesporsel(ctx, tx.Client(), id, foresporselfrist.TypeAlarm2t)
}

// klarerBesvart clears the deadlines that an answer stops: all of them, if it is one. That something went wrong over there is
// none, here as in the ledger.
func (s *Service) klarerBesvart(ctx context.Context, c *db.Client, id uuid.UUID, svar innsynsforesporsel.Status) error {
	if svar == innsynsforesporsel.StatusServerfeil {
		return nil
	}
	return s.klarerForesporsel(ctx, c, id, foresporselfrist.TypeAlarm2t, foresporselfrist.TypeKontakt5d, foresporselfrist.TypeOperator21d)
}

func (s *Service) klarerForesporsel(ctx context.Context, c *db.Client, id uuid.UUID, typer ...foresporselfrist.Type) error {
	err := c.Foresporselfrist.Update().Where(foresporselfrist.ForesporselID(id), foresporselfrist.TypeIn(typer...), foresporselfrist.KlarertIsNil()).
		SetKlarert(s.Klokke()).Exec(somHovedbok(ctx))
	if err != nil {
		return fmt.Errorf("clear the deadlines of a request: %w", err)
	}
	return nil
}

// FeiForesporselfrister fires every deadline of a request that is past by our clock and not cleared, the oldest first. It goes
// past those that fail.
func (s *Service) FeiForesporselfrister(ctx context.Context, _ uuid.UUID) error {
	forfalte, err := s.DB.Client().Foresporselfrist.Query().
		Where(foresporselfrist.ForfallLTE(s.Klokke()), foresporselfrist.KlarertIsNil(), foresporselfrist.UtlostIsNil()).
		Order(foresporselfrist.ByForfall(), foresporselfrist.ByID()).Limit(feibunke).All(ctx)
	if err != nil {
		return fmt.Errorf("read the deadlines of requests: %w", err)
	}
	var feilet error
	for _, f := range forfalte {
		feilet = errors.Join(feilet, s.utlosForesporsel(ctx, f))
	}
	return feilet
}

// utlosForesporsel fires one deadline, unless it was cleared while we looked: an answer holds the request's row while it clears.
func (s *Service) utlosForesporsel(ctx context.Context, f *db.Foresporselfrist) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		r, err := c.Innsynsforesporsel.Query().Where(innsynsforesporsel.ID(f.ForesporselID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock a request: %w", err)
		}
		n, err := c.Foresporselfrist.Update().Where(foresporselfrist.ID(f.ID), foresporselfrist.KlarertIsNil(), foresporselfrist.UtlostIsNil()).
			SetUtlost(naa).Save(ctx)
		if err != nil || n == 0 {
			return err
		}
		detalj := "INNSYN " + string(f.Type) + " " + r.Kommunenummer + " " + r.ID.String()
		if err := c.Alarm.Create().SetSlag(alarm.SlagFristUtlost).SetDetalj(detalj).SetTidspunkt(naa).Exec(ctx); err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
		s.Log.Error("nobody has answered a request for access", "alarm", string(alarm.SlagFristUtlost), "frist", string(f.Type),
			"kommunenummer", r.Kommunenummer, "innsynsforesporsel", r.ID)
		return nil
	})
}
