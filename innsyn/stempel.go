package innsyn

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"time"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/db/samtykkehendelse"
	"barnevernportalen/ent/db/samtykkepart"
)

// A stamp changes when something that the person may see does, and stays as it is otherwise: what a page that cannot listen
// compares, unlogged, instead of reading again. It is made of the rows that the row rules give her, and of nothing of their
// content: a change she may not be told of cannot be in it. Of one's own doing it may change too.

// Mappestempel is the stamp of this person's cases and their entries.
func (s *Service) Mappestempel(ctx context.Context) (string, error) {
	if _, err := innbygger(ctx); err != nil {
		return "", err
	}
	rader, err := s.DB.Client().Innsynsmelding.Query().Order(db.Asc(innsynsmelding.FieldID)).
		Select(innsynsmelding.FieldID, innsynsmelding.FieldIndeksert).All(ctx)
	if err != nil {
		return "", fmt.Errorf("read what has changed in a person's cases: %w", err)
	}
	h := sha256.New()
	for _, r := range rader {
		stemple(h, r.ID, r.Indeksert)
	}
	return ferdig(h), nil
}

// Foresporselstempel is the stamp of this person's requests.
func (s *Service) Foresporselstempel(ctx context.Context) (string, error) {
	if _, err := innbygger(ctx); err != nil {
		return "", err
	}
	rader, err := s.DB.Client().Innsynsforesporsel.Query().Order(db.Asc(innsynsforesporsel.FieldID)).All(ctx)
	if err != nil {
		return "", fmt.Errorf("read what has changed in a person's requests: %w", err)
	}
	h := sha256.New()
	for _, r := range rader {
		stemple(h, r.ID, r.Status, r.Endret)
	}
	return ferdig(h), nil
}

// Samtykkestempel is the stamp of this person's consents, with what the calendar does to them; another party's answer is not
// in it.
func (s *Service) Samtykkestempel(ctx context.Context) (string, error) {
	if _, err := innbygger(ctx); err != nil {
		return "", err
	}
	parter, err := s.DB.Client().Samtykkepart.Query().WithSamtykke().Order(db.Asc(samtykkepart.FieldSamtykkeID)).All(ctx)
	if err != nil {
		return "", fmt.Errorf("read what has changed in a person's consents: %w", err)
	}
	linjer, err := s.DB.Client().Samtykkehendelse.Query().Order(db.Asc(samtykkehendelse.FieldID)).IDs(ctx)
	if err != nil {
		return "", fmt.Errorf("read what has changed in a person's consents: %w", err)
	}
	h := sha256.New()
	naa := s.naa()
	for _, p := range parter {
		if r := p.Edges.Samtykke; r != nil {
			stemple(h, r.ID, p.Svar, p.SvarDato, r.Akseptfrist, r.SluttDato, r.Invalidert, samlet([]Svar{p.Svar}, tiderAv(r), naa))
		}
	}
	stemple(h, linjer)
	return ferdig(h), nil
}

func stemple(h hash.Hash, deler ...any) {
	for _, d := range deler {
		switch v := d.(type) {
		case time.Time:
			d = v.UnixNano()
		case *time.Time:
			d = int64(0)
			if v != nil {
				d = v.UnixNano()
			}
		}
		_, _ = fmt.Fprintf(h, "%v\x00", d)
	}
}

func ferdig(h hash.Hash) string { return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16]) }
