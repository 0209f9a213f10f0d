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

// klargjorBrev makes the letter ready when nobody has confirmed the report in time, and sets the deadline by which it
// must be posted: it holds also when there is no print supplier, when the supplier is down, and when it never answers.
func (s *Service) klargjorBrev(ctx context.Context, tx *ent.Tx, f *db.Forsendelse) error {
	c, naa := tx.Client(), s.Klokke()
	letter := c.Leveranse.Query().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(leveranse.KanalBrev))
	there, err := letter.Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for the letter: %w", err)
	}
	if !there { // there was no print key when it was sealed
		if err := s.brevalarm(ctx, c, f, alarm.SlagBrevMangler, "INGEN_PAKKE"); err != nil {
			return err
		}
	}
	err = c.Leveranse.Update().Where(leveranse.ForsendelseID(f.ID), leveranse.KanalEQ(leveranse.KanalBrev),
		leveranse.StatusIn(leveranse.StatusVenter, leveranse.StatusAvlyst)).SetStatus(leveranse.StatusKlar).SetEndret(naa).Exec(ctx)
	if err != nil {
		return fmt.Errorf("ready the letter: %w", err)
	}
	err = settFrist(ctx, c, f.ID, frist.TypePrintsvar, NewKalender().EtterVirkedager(naa, printVirkedager))
	if err != nil {
		return err
	}
	return tx.Enqueue(ctx, jobbFor(leveranse.KanalBrev), f.ID)
}

// How letters are asked about: so many at a time, and for so long after the hand-over.
const (
	brevbunke   = 100
	brevtid     = 60 * 24 * time.Hour
	maksKodelen = 32
)

// HentBrevsvar is the job that asks the print supplier about every letter that is out and heeds what is new. It may run
// twice, and at the same time as itself.
func (s *Service) HentBrevsvar(ctx context.Context, _ uuid.UUID) error {
	brev, ok := s.Kanaler[leveranse.KanalBrev].(Brev)
	if !ok {
		return nil
	}
	var failed error
	for last := uuid.Nil; ; {
		out, err := s.DB.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalBrev),
			leveranse.StatusEQ(leveranse.StatusOverlevert), leveranse.EndretGT(s.Klokke().Add(-brevtid)), leveranse.EksternIDNEQ(""),
			leveranse.IDGT(last)).Order(leveranse.ByID()).Limit(brevbunke).All(ctx)
		if err != nil {
			return errors.Join(failed, fmt.Errorf("read the letters that are out: %w", err))
		}
		if len(out) == 0 {
			return failed
		}
		last = out[len(out)-1].ID
		byID := make(map[string]*db.Leveranse, len(out))
		ids := make([]string, 0, len(out))
		for _, l := range out {
			byID[l.EksternID] = l
			ids = append(ids, l.EksternID)
		}
		answers, err := brev.Utskrift.Status(ctx, ids)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("ask about letters: %w", err))
		}
		for _, a := range answers {
			l, ours := byID[a.EksternID]
			if !ours {
				continue // an answer to what was not asked
			}
			if err := s.brevsvar(ctx, l, a); err != nil {
				failed = errors.Join(failed, err)
			}
		}
	}
}

// brevsvar heeds one answer, if it is news. Suppliers repeat themselves, and answer late and out of order.
func (s *Service) brevsvar(ctx context.Context, l *db.Leveranse, a Brevsvar) error {
	if a.Utfall == BrevUnderveis || a.Kode == l.EksternStatus || len(a.Kode) > maksKodelen {
		return nil
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		f, err := c.Forsendelse.Query().Where(forsendelse.ID(l.ForsendelseID)).ForUpdate().Only(ctx)
		if err != nil {
			return fmt.Errorf("lock the forsendelse: %w", err)
		}
		l, err := c.Leveranse.Get(ctx, l.ID) // again, under the lock
		if err != nil {
			return fmt.Errorf("read a letter: %w", err)
		}
		tid := a.Tid
		if tid.IsZero() || tid.After(naa) {
			tid = naa // a supplier whose clock is ahead must not silence its own later answers
		}
		if !nytt(l, a, tid) {
			return nil
		}
		if err := c.Leveranse.UpdateOneID(l.ID).SetEksternStatus(a.Kode).SetEksternTid(tid).Exec(ctx); err != nil {
			return fmt.Errorf("note an answer: %w", err)
		}
		if a.Utfall == BrevAvvist {
			return s.brevAvvist(ctx, c, f, a.Kode)
		}
		return s.brevPostlagt(ctx, c, f, a.Kode)
	})
}

// nytt reports whether a final answer says something that no later one has said. Of two from the same instant the worse
// is believed.
func nytt(l *db.Leveranse, a Brevsvar, tid time.Time) bool {
	switch {
	case a.Kode == l.EksternStatus:
		return false
	case l.EksternTid == nil || tid.After(*l.EksternTid):
		return true
	default:
		return a.Utfall == BrevAvvist && tid.Equal(*l.EksternTid)
	}
}

func (s *Service) brevPostlagt(ctx context.Context, c *db.Client, f *db.Forsendelse, kode string) error {
	err := c.Frist.Update().Where(frist.ForsendelseID(f.ID), frist.TypeIn(brevfrister...), frist.KlarertIsNil()).
		SetKlarert(s.Klokke()).Exec(ctx)
	if err != nil {
		return fmt.Errorf("clear the letter's deadlines: %w", err)
	}
	return s.flytt(ctx, c, f, StegLevertPrint, hendelse.SlagPostlagt, kode)
}

// brevAvvist: the letter will not be posted. Unless the receiver has the report all the same, a named person gets it,
// with a deadline.
func (s *Service) brevAvvist(ctx context.Context, c *db.Client, f *db.Forsendelse, kode string) error {
	til, err := StillingAv(f).Etter(StegAvvistPrint)
	if err != nil {
		return err
	}
	if err := s.flytt(ctx, c, f, StegAvvistPrint, hendelse.SlagPrintAvvist, kode); err != nil {
		return err
	}
	if til.Tilstand != forsendelse.TilstandAvvistPrint {
		return nil
	}
	err = settFrist(ctx, c, f.ID, frist.TypeAvvistPrint, NewKalender().EtterVirkedager(s.Klokke(), avvistVirkedager))
	if err != nil {
		return err
	}
	return s.brevalarm(ctx, c, f, alarm.SlagPrintAvvist, kode)
}
