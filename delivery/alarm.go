package delivery

import (
	"context"
	"fmt"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/viewer"
)

// alarmpause is how long the same alarm about a receiver is not written again while nobody has dealt with it: one who is
// refused tries again, and a hundred equal rows hide the next.
const alarmpause = time.Hour

// AlarmUtenMelding raises the alarms of a report that had to be refused, since there is no valid key at all: committed,
// though nothing else of the report is. It is the system that speaks here: what an innbygger may write hangs on a report
// of hers being stored.
func (s *Service) AlarmUtenMelding(ctx context.Context, m Mottaker, set Nokkelsett) error {
	ctx = viewer.With(context.WithoutCancel(ctx), viewer.System{Oppgave: "nokkelalarm"})
	s.LoggAlarmer(Ny{Mottaker: m, Nokler: set})
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client().Alarm, s.Klokke()
		for _, mangel := range set.Mangler {
			raised, err := c.Query().Where(alarm.BydelID(m.ID), alarm.SlagEQ(mangel.Slag), alarm.Detalj(string(mangel.Formal)),
				alarm.ForsendelseIDIsNil(), alarm.BehandletIsNil(), alarm.TidspunktGT(naa.Add(-alarmpause))).Exist(ctx)
			if err != nil {
				return err
			}
			if raised {
				continue
			}
			err = c.Create().SetSlag(mangel.Slag).SetBydelID(m.ID).SetDetalj(string(mangel.Formal)).SetTidspunkt(naa).Exec(ctx)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	return nil
}
