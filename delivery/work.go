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
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
)

// Overlever is the job that hands over what is ready of one forsendelse. A channel that this process does not have is
// left for the next: the leveranse stays ready.
func (s *Service) Overlever(ctx context.Context, id uuid.UUID) error {
	ready, err := s.DB.Client().Leveranse.Query().
		Where(leveranse.ForsendelseID(id), leveranse.StatusEQ(leveranse.StatusKlar)).Order(leveranse.ByID()).All(ctx)
	if err != nil {
		return fmt.Errorf("read what is ready: %w", err)
	}
	var failed error
	for _, l := range ready {
		ch, ok := s.Kanaler[l.Kanal]
		if !ok {
			continue
		}
		if err := s.overleverEn(ctx, ch, l); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) overleverEn(ctx context.Context, ch Channel, l *db.Leveranse) error {
	err := ch.Overlever(ctx, Overlevering{LeveranseID: l.ID, ForsendelseID: l.ForsendelseID, PakkeID: l.PakkeID, Kanal: l.Kanal})
	if err != nil {
		return fmt.Errorf("hand over by %s: %w", l.Kanal, err)
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(l.ForsendelseID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		n, err := c.Leveranse.Update().Where(leveranse.ID(l.ID), leveranse.StatusEQ(leveranse.StatusKlar)).
			SetStatus(leveranse.StatusOverlevert).AddForsok(1).SetEndret(s.Klokke()).Save(ctx)
		if err != nil {
			return fmt.Errorf("note the hand-over: %w", err)
		}
		if n == 0 {
			return nil // another process was first, or a person confirmed meanwhile
		}
		return s.flytt(ctx, c, f, StegSendt, hendelse.SlagOverlevert, string(l.Kanal))
	})
}

// flytt takes a step under the forsendelse's row lock: state, hendelse and cleared deadlines, together.
func (s *Service) flytt(ctx context.Context, c *db.Client, f *db.Forsendelse, steg Steg, slag hendelse.Slag, detalj string) error {
	naa := s.Klokke()
	til, err := Stilling{f.Tilstand, f.Bevis}.Etter(steg)
	if err != nil {
		return err
	}
	u := c.Forsendelse.UpdateOneID(f.ID).SetTilstand(til.Tilstand).SetBevis(til.Bevis)
	if til.Bevis == forsendelse.BevisRegistrert && f.Bekreftet == nil {
		u.SetBekreftet(naa)
	}
	if err := u.Exec(ctx); err != nil {
		return fmt.Errorf("move the forsendelse: %w", err)
	}
	var cleared []frist.Type
	for _, t := range alleFrister {
		if Klarerer(til.Bevis, t, false) {
			cleared = append(cleared, t)
		}
	}
	if len(cleared) > 0 {
		err := c.Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeIn(cleared...), frist.KlarertIsNil()).
			SetKlarert(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("clear the deadlines: %w", err)
		}
	}
	return skrivHendelse(ctx, c, nyHendelse{
		forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: slag, stilling: til, detalj: detalj, vault: s.Vault,
	})
}

var alleFrister = []frist.Type{
	frist.TypeAlarm2t, frist.TypeListe24t, frist.TypeBrev, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d,
}

// feibunke is how many deadlines one sweep fires; the rest wait for the next.
const feibunke = 500

// FeiFrister is the sweep: it fires every deadline that is past by our clock and not cleared, and makes again the work
// of leveranser that have stood ready for a minute. It looks at the whole ledger, so a round missed is made up.
func (s *Service) FeiFrister(ctx context.Context, _ uuid.UUID) error {
	naa := s.Klokke()
	due, err := s.DB.Client().Frist.Query().
		Where(frist.ForfallLTE(naa), frist.KlarertIsNil(), frist.UtlostIsNil()).
		Order(frist.ByForfall(), frist.ByID()).Limit(feibunke).All(ctx)
	if err != nil {
		return fmt.Errorf("read the deadlines: %w", err)
	}
	var failed error
	for _, f := range due {
		if err := s.utlos(ctx, f.ID); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	stuck, err := s.DB.Client().Leveranse.Query().
		Where(leveranse.StatusEQ(leveranse.StatusKlar), leveranse.EndretLTE(naa.Add(-time.Minute)), leveranse.KanalIn(s.egneKanaler()...)).
		Order(leveranse.ByEndret()).Limit(feibunke).All(ctx)
	if err != nil {
		return errors.Join(failed, fmt.Errorf("read what is stuck: %w", err))
	}
	for _, l := range stuck {
		if err := s.Overlever(ctx, l.ForsendelseID); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

func (s *Service) egneKanaler() []leveranse.Kanal {
	var k []leveranse.Kanal
	for kanal := range s.Kanaler {
		k = append(k, kanal)
	}
	return k
}

// utlos fires one deadline, unless evidence came while we looked: an alarm, a hendelse, and, for BREV, the letter made
// ready.
func (s *Service) utlos(ctx context.Context, id uuid.UUID) error {
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		// The forsendelse is locked before its deadlines are looked at, here and in flytt, so the two cannot wait for
		// each other.
		f, err := c.Forsendelse.Query().Where(forsendelse.HasFristerWith(frist.ID(id))).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		fr, err := c.Frist.Query().Where(frist.ID(id), frist.KlarertIsNil(), frist.UtlostIsNil()).Only(ctx)
		if db.IsNotFound(err) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a deadline: %w", err)
		}
		if err := c.Frist.UpdateOneID(id).SetUtlost(naa).Exec(ctx); err != nil {
			return fmt.Errorf("fire a deadline: %w", err)
		}
		if fr.Type == frist.TypeBrev {
			err := c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(leveranse.KanalBrev),
				leveranse.StatusEQ(leveranse.StatusVenter)).SetStatus(leveranse.StatusKlar).SetEndret(naa).Exec(ctx)
			if err != nil {
				return fmt.Errorf("ready the letter: %w", err)
			}
		}
		err = c.Alarm.Create().SetSlag(alarm.SlagFristUtlost).SetBydelID(f.BydelID).SetForsendelseID(f.ID).
			SetDetalj(string(fr.Type)).SetTidspunkt(naa).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
		s.Log.Warn("a deadline passed without evidence", "frist", string(fr.Type), "forsendelse", f.ID)
		return skrivHendelse(ctx, c, nyHendelse{
			forsendelse: f.ID, bydel: f.BydelID, tid: naa, slag: hendelse.SlagFristUtlost,
			stilling: Stilling{f.Tilstand, f.Bevis}, detalj: string(fr.Type),
		})
	})
}
