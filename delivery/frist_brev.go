package delivery

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/vault"
)

// How long the print supplier has to post a letter, from the moment it falls due, and a person to follow up one that was
// refused. Ours: no source gives a figure.
const (
	printVirkedager  = 2
	avvistVirkedager = 1
)

// brevfrister are the deadlines that come with a letter.
var brevfrister = []frist.Type{frist.TypePrintsvar, frist.TypeAvvistPrint}

// settFrist writes one of brevfrister. One of the same type that has been cleared, or has fired, is wound up again; one
// that still runs is left, so that a supplier that repeats itself does not put the deadline off.
func settFrist(ctx context.Context, c *db.Client, forsendelseID uuid.UUID, t frist.Type, forfall time.Time) error {
	there, err := c.Frist.Query().Where(frist.ForsendelseID(forsendelseID), frist.TypeEQ(t)).Only(ctx)
	switch {
	case db.IsNotFound(err):
		err = c.Frist.Create().SetForsendelseID(forsendelseID).SetType(t).SetForfall(forfall).Exec(ctx)
	case err == nil && (there.Klarert != nil || there.Utlost != nil):
		err = c.Frist.UpdateOneID(there.ID).SetForfall(forfall).ClearKlarert().ClearUtlost().Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write a deadline: %w", err)
	}
	return nil
}

// brevalarm raises an alarm that a named person must follow up.
func (s *Service) brevalarm(ctx context.Context, c *db.Client, f *db.Forsendelse, slag alarm.Slag, detalj string) error {
	id := uuid.New()
	a := c.Alarm.Create().SetID(id).SetSlag(slag).SetBydelID(f.BydelID).SetForsendelseID(f.ID).SetDetalj(detalj).
		SetTidspunkt(s.Klokke())
	if s.Brevansvarlig != "" {
		name, err := s.Vault.Encrypt([]byte(s.Brevansvarlig), aadAnsvarlig(id))
		if err != nil {
			return fmt.Errorf("encrypt who is to follow up: %w", err)
		}
		a.SetAnsvarlig(name)
	}
	if err := a.Exec(ctx); err != nil {
		return fmt.Errorf("raise an alarm: %w", err)
	}
	s.Log.Error("a letter needs a person", "alarm", string(slag), "detalj", detalj, "forsendelse", f.ID)
	return nil
}

// Ansvarlig opens the name of the person an alarm was given to; empty where it was given to none.
func (s *Service) Ansvarlig(a *db.Alarm) (string, error) {
	if a.Ansvarlig == nil {
		return "", nil
	}
	name, err := s.Vault.Decrypt(a.Ansvarlig, aadAnsvarlig(a.ID))
	if err != nil {
		return "", fmt.Errorf("open who is to follow up: %w", err)
	}
	return string(name), nil
}

func aadAnsvarlig(id uuid.UUID) []byte { return vault.Context("alarm", id.String(), "ansvarlig") }
