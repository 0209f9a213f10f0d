package innsyn

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsforesporselsvar"
	"barnevernportalen/ent/db/innsynslogg"
)

// maksForesporsler is how many requests a person is shown, the newest.
const maksForesporsler = 200

// Innbyggerforesporsel is a request as she who asked sees it.
type Innbyggerforesporsel struct {
	ID          uuid.UUID
	MappeID     uuid.UUID
	Sendt       time.Time
	Begrunnelse string
	Poster      []ForespurtPost
	Status      innsynsforesporsel.Status
	Endret      time.Time // when it came to its status
	Hentet      *time.Time
	Svar        *string // the reason that was given with the answer, if any
}

// ForespurtPost is an entry that was asked for, as it was called then.
type ForespurtPost struct {
	ID     uuid.UUID
	Tittel string
}

// MineForesporsler are this person's requests, newest first. The reading is logged: no log, no data.
func (s *Service) MineForesporsler(ctx context.Context) ([]Innbyggerforesporsel, error) {
	return s.lesForesporsler(ctx, func(*db.InnsynsforesporselQuery) {})
}

// enForesporsel is one of them, or ent.ErrIkkeFunnet.
func (s *Service) enForesporsel(ctx context.Context, id uuid.UUID) (*Innbyggerforesporsel, error) {
	alle, err := s.lesForesporsler(ctx, func(q *db.InnsynsforesporselQuery) { q.Where(innsynsforesporsel.ID(id)) })
	if err != nil {
		return nil, err
	}
	if len(alle) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return &alle[0], nil
}

func (s *Service) lesForesporsler(ctx context.Context, q func(*db.InnsynsforesporselQuery)) ([]Innbyggerforesporsel, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	var rader []*db.Innsynsforesporsel
	err = s.DB.Tx(ctx, func(tx *ent.Tx) (err error) {
		c := tx.Client()
		sporring := c.Innsynsforesporsel.Query().WithSvar(func(q *db.InnsynsforesporselsvarQuery) {
			q.Where(innsynsforesporselsvar.UtfallEQ(innsynsforesporselsvar.UtfallBrukt)).Order(db.Asc(innsynsforesporselsvar.FieldNr))
		})
		q(sporring)
		rader, err = sporring.Order(db.Desc(innsynsforesporsel.FieldOpprettet, innsynsforesporsel.FieldID)).Limit(maksForesporsler).All(ctx)
		if err != nil || len(rader) == 0 { // nothing found is nothing seen
			return err
		}
		l := c.Innsynslogg.Create().SetEier(v.ID).SetTidspunkt(time.Now()).SetHandling(innsynslogg.HandlingForesporsel).
			SetAktor(innsynslogg.AktorInnbygger)
		if len(rader) == 1 {
			l.SetMappeID(rader[0].MappeID)
		}
		return l.Exec(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("read a person's requests: %w", err)
	}
	ut := make([]Innbyggerforesporsel, 0, len(rader))
	for _, r := range rader {
		f, err := s.visForesporsel(r)
		if err != nil {
			return nil, err
		}
		ut = append(ut, f)
	}
	return ut, nil
}

func (s *Service) visForesporsel(r *db.Innsynsforesporsel) (Innbyggerforesporsel, error) {
	f := Innbyggerforesporsel{ID: r.ID, MappeID: r.MappeID, Sendt: r.Opprettet, Status: r.Status, Endret: r.Endret, Hentet: r.Hentet}
	i, err := s.Delivery.ApneForesporsel(r)
	if err != nil {
		return f, err
	}
	f.Begrunnelse = i.Begrunnelse
	for _, p := range i.Poster {
		f.Poster = append(f.Poster, ForespurtPost{p.ID, p.Tittel})
	}
	if n := len(r.Edges.Svar); n > 0 {
		b, err := s.Delivery.SvarBegrunnelse(r.Edges.Svar[n-1])
		if err != nil {
			return f, err
		}
		if b != "" {
			f.Svar = &b
		}
	}
	return f, nil
}

// ForesporselIDer are the ids of the requests that the viewer may see, newest first, and no more: what one who waits for
// changes may know unlogged. Of a case system those that are not decided.
func (s *Service) ForesporselIDer(ctx context.Context) ([]uuid.UUID, error) {
	q := s.DB.Client().Innsynsforesporsel.Query()
	if _, err := innbygger(ctx); err != nil {
		q.Where(innsynsforesporsel.AvgjortIsNil())
	}
	ider, err := q.Order(db.Desc(innsynsforesporsel.FieldOpprettet, innsynsforesporsel.FieldID)).Limit(maksForesporsler).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the ids of requests: %w", err)
	}
	return ider, nil
}
