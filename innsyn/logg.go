package innsyn

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
)

// MaksLogg is the longest page of the log.
const MaksLogg = 100

// Innslag is one reading of a person's set: what, when, and who by kind. It names nobody and no place.
type Innslag struct {
	Nr                     int64 // its place in the log: a cursor
	Tidspunkt              time.Time
	Handling               innsynslogg.Handling
	Aktor                  innsynslogg.Aktor
	MappeID, JournalpostID *uuid.UUID
	SamtykkeID             *uuid.UUID
}

// Loggside is a page of the log.
type Loggside struct {
	Innslag  []Innslag
	HarFlere bool
}

// Innsynslogg reads who has read this person's set, newest first: at most antall (1 to [MaksLogg]) from before an entry's
// number, or from the end if that is 0.
func (s *Service) Innsynslogg(ctx context.Context, antall int, etter int64) (*Loggside, error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	antall = min(max(antall, 1), MaksLogg)
	q := s.DB.Client().Innsynslogg.Query().Order(db.Desc(innsynslogg.FieldID)).Limit(antall + 1)
	if etter > 0 {
		q = q.Where(innsynslogg.IDLT(etter))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the log of a person's set: %w", err)
	}
	ut := &Loggside{HarFlere: len(rader) > antall}
	for _, r := range rader[:min(antall, len(rader))] {
		ut.Innslag = append(ut.Innslag, Innslag{Nr: r.ID, Tidspunkt: r.Tidspunkt, Handling: r.Handling, Aktor: r.Aktor,
			MappeID: r.MappeID, JournalpostID: r.JournalpostID, SamtykkeID: r.SamtykkeID})
	}
	return ut, nil
}

// lesing is one reading to be logged.
type lesing struct {
	handling innsynslogg.Handling
	// mal is the row that was asked for, of MAPPE and JOURNALPOST: without it among the rows, and its mappe, nothing is found.
	mal uuid.UUID
}

// viser reports whether the rows are an answer. A journalpost whose mappe has not come, or is not this person's, is none yet.
func (l lesing) viser(rader []*db.Innsynsmelding) bool {
	har := func(slag innsynsmelding.Slag, id uuid.UUID) bool {
		return slices.ContainsFunc(rader, func(r *db.Innsynsmelding) bool { return r.Slag == slag && (id == uuid.Nil || r.ID == id) })
	}
	switch l.handling {
	case innsynslogg.HandlingMappe:
		return har(innsynsmelding.SlagMappe, l.mal)
	case innsynslogg.HandlingJournalpost:
		return har(innsynsmelding.SlagJournalpost, l.mal) && har(innsynsmelding.SlagMappe, uuid.Nil)
	}
	return len(rader) > 0
}

// linje is the reading's line in the log.
func (l lesing) linje(c *db.InnsynsloggCreate, rader []*db.Innsynsmelding) *db.InnsynsloggCreate {
	if l.mal != uuid.Nil {
		c.SetMappeID(rader[0].MappeID)
	}
	if l.handling == innsynslogg.HandlingJournalpost {
		c.SetJournalpostID(l.mal)
	}
	return c
}

// lesOgLogg runs one query and writes the log in the same transaction. What was read leaves here after the commit, or not
// at all: no log, no data. Nothing found is nothing seen, and not logged; what is hidden and what never was are found by
// the same statements, which find nothing.
func (s *Service) lesOgLogg(ctx context.Context, v viewer.Innbygger, l lesing, q func(*db.InnsynsmeldingQuery)) ([]*db.Innsynsmelding, error) {
	var rader []*db.Innsynsmelding
	err := s.DB.Tx(ctx, func(tx *ent.Tx) (err error) {
		sporring := tx.Client().Innsynsmelding.Query()
		q(sporring)
		if rader, err = sporring.All(ctx); err != nil {
			return fmt.Errorf("read a person's set: %w", err)
		}
		if !l.viser(rader) {
			rader = nil
			return nil
		}
		linje := tx.Client().Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(l.handling).
			SetAktor(innsynslogg.AktorInnbygger)
		if err := l.linje(linje, rader).Exec(ctx); err != nil {
			return fmt.Errorf("log a reading: %w", err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return rader, nil
}
