package innsyn

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
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
