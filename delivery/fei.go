package delivery

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// feibunke is how many deadlines one sweep fires, and how many deliveries it makes again; the rest wait for the next.
// Those that fail are not counted: the sweep goes past them, so that however many there are the others get their turn.
const feibunke = 500

// FeiFrister is the sweep: it fires every deadline that is past by our clock and not cleared, and makes again the work
// of leveranser that have stood ready for a minute. It looks at the whole ledger, so a round missed is made up.
func (s *Service) FeiFrister(ctx context.Context, _ uuid.UUID) error {
	naa := s.Klokke()
	return errors.Join(s.feiForfalte(ctx, naa), s.feiStaaende(ctx, naa))
}

// feiForfalte fires the deadlines that are past, the oldest first.
func (s *Service) feiForfalte(ctx context.Context, naa time.Time) error {
	var failed feilene
	var last *db.Frist
	for fired := 0; fired < feibunke; {
		q := s.DB.Client().Frist.Query().Where(frist.ForfallLTE(naa), frist.KlarertIsNil(), frist.UtlostIsNil())
		if last != nil {
			q.Where(frist.Or(frist.ForfallGT(last.Forfall), frist.And(frist.ForfallEQ(last.Forfall), frist.IDGT(last.ID))))
		}
		due, err := q.Order(frist.ByForfall(), frist.ByID()).Limit(feibunke).All(ctx)
		if err != nil {
			return errors.Join(failed.err(), fmt.Errorf("read the deadlines: %w", err))
		}
		if len(due) == 0 {
			break
		}
		for _, f := range due {
			last = f
			if err := s.utlos(ctx, f.ID); err != nil {
				failed.noter(err)
				continue
			}
			fired++
		}
	}
	return failed.err()
}

// feiStaaende hands over again what stands ready, or was being handed over by a process that died. What fails in the
// hand-over itself is last in the queue afterwards; what fails before that is gone past.
func (s *Service) feiStaaende(ctx context.Context, naa time.Time) error {
	var failed feilene
	var last *db.Leveranse
	for done := 0; done < feibunke; {
		q := s.DB.Client().Leveranse.Query().Where(leveranse.KanalIn(s.egneKanaler()...), leveranse.Or(
			leveranse.And(leveranse.StatusEQ(leveranse.StatusKlar), forfalt(naa), leveranse.EndretLTE(naa.Add(-time.Minute))),
			forlatt(naa)))
		if last != nil {
			q.Where(leveranse.Or(leveranse.EndretGT(last.Endret), leveranse.And(leveranse.EndretEQ(last.Endret), leveranse.IDGT(last.ID))))
		}
		stuck, err := q.Order(leveranse.ByEndret(), leveranse.ByID()).Limit(feibunke).All(ctx)
		if err != nil {
			return errors.Join(failed.err(), fmt.Errorf("read what is stuck: %w", err))
		}
		if len(stuck) == 0 {
			break
		}
		for _, l := range stuck {
			last = l
			if err := s.Overlever(ctx, l.ForsendelseID); err != nil {
				failed.noter(err)
				continue
			}
			done++
		}
	}
	return failed.err()
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
