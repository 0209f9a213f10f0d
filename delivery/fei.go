package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// sveipHver is how often the ledger is swept, and so about how late a deadline may fire. A sweep that is not done in
// sveipetid is taken for dead, and the next begins where it ended.
const (
	sveipHver = 30 * time.Second
	sveipetid = time.Minute
)

// feibunke is how many deadlines, or deliveries, the sweep reads at a time.
const feibunke = 500

// FeiFrister is the sweep: it fires every deadline that is past by our clock and not cleared, and adds a job for each
// leveranse that has stood ready for a minute and has none. It hands nothing over itself, so that no far side can delay it.
// It looks at the whole ledger, so a round missed is made up.
func (s *Service) FeiFrister(ctx context.Context, _ uuid.UUID) error {
	naa := s.Klokke()
	return errors.Join(s.feiForfalte(ctx, naa), s.feiStaaende(ctx, naa))
}

// feiForfalte fires the deadlines that are past, the oldest first: all of them, since those of many days may fall in one
// instant (letters do, when a holiday ends). One that fails is gone past, so that the others get their turn.
func (s *Service) feiForfalte(ctx context.Context, naa time.Time) error {
	var failed feilene
	var last *db.Frist
	for ctx.Err() == nil {
		q := s.DB.Client().Frist.Query().Where(frist.ForfallLTE(naa), frist.KlarertIsNil(), frist.UtlostIsNil())
		if last != nil {
			q.Where(frist.Or(frist.ForfallGT(last.Forfall), frist.And(frist.ForfallEQ(last.Forfall), frist.IDGT(last.ID))))
		}
		due, err := q.Order(frist.ByForfall(), frist.ByID()).Limit(feibunke).All(ctx)
		if err != nil {
			return errors.Join(failed.err(), fmt.Errorf("read the deadlines: %w", err))
		}
		for _, f := range due {
			last = f
			if err := s.utlos(ctx, f.ID); err != nil {
				failed.noter(err)
			}
		}
		if len(due) < feibunke {
			return failed.err()
		}
	}
	return errors.Join(failed.err(), ctx.Err())
}

// feiStaaende adds the jobs that are missing for what stands ready, or was being handed over by a process that died, by the
// channels of this process: the next sweep may be another's.
func (s *Service) feiStaaende(ctx context.Context, naa time.Time) error {
	var last *db.Leveranse
	for {
		q := s.DB.Client().Leveranse.Query().Where(leveranse.KanalIn(s.egneKanaler()...), leveranse.Or(
			leveranse.And(leveranse.StatusEQ(leveranse.StatusKlar), forfalt(naa), leveranse.EndretLTE(naa.Add(-time.Minute))),
			forlatt(naa)))
		if last != nil {
			q.Where(leveranse.Or(leveranse.EndretGT(last.Endret), leveranse.And(leveranse.EndretEQ(last.Endret), leveranse.IDGT(last.ID))))
		}
		stuck, err := q.Order(leveranse.ByEndret(), leveranse.ByID()).Limit(feibunke).All(ctx)
		if err != nil {
			return fmt.Errorf("read what is stuck: %w", err)
		}
		ids := map[string][]uuid.UUID{}
		for _, l := range stuck {
			last = l
			ids[jobbFor(l.Kanal)] = append(ids[jobbFor(l.Kanal)], l.ForsendelseID)
		}
		err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
			for jobb, ids := range ids {
				if _, err := tx.EnqueueMissing(ctx, jobb, ids); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(stuck) < feibunke {
			return err
		}
	}
}

func (s *Service) egneKanaler() []leveranse.Kanal {
	var k []leveranse.Kanal
	for kanal := range s.Kanaler {
		k = append(k, kanal)
	}
	return k
}

// flestFeil is how many errors of one sweep are told in full.
const flestFeil = 10

// feilene are the errors of a sweep: the first in full, and how many more there were.
type feilene struct {
	first []error
	more  int
}

func (f *feilene) noter(err error) {
	if len(f.first) < flestFeil {
		f.first = append(f.first, err)
		return
	}
	f.more++
}

func (f *feilene) err() error {
	if f.more == 0 {
		return errors.Join(f.first...)
	}
	return errors.Join(append(f.first, fmt.Errorf("and %d more", f.more))...)
}
