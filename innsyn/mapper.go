package innsyn

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
)

// maksLest is how many bytes one reading may come to: a case of 5 000 entries of 13 kB each. More is a case system's mistake, and
// what is opened is held in memory several times over: one such case must not take everybody's portal down.
const maksLest = 64 << 20

// MineMapper are this person's cases, newest first; with a role, those in that role. Two roles, or two children, are two
// cases, and are never made one. What waits in them comes in the same reading.
func (s *Service) MineMapper(ctx context.Context, rolle *innsynsmelding.Rolle) ([]MinMappe, error) {
	v, err := innbygger(ctx)
	if err != nil {
		return nil, err
	}
	naa := s.naa()
	gjort := map[uuid.UUID]ent.Medvirkning{}
	rader, err := s.DB.LesInnsyn(ctx, ent.Lesing{Handling: innsynslogg.HandlingMapper, Medvirkning: gjort, Maks: maksLest}, func(q *db.InnsynsmeldingQuery) {
		mapper := innsynsmelding.SlagEQ(innsynsmelding.SlagMappe)
		if rolle != nil {
			mapper = innsynsmelding.And(mapper, innsynsmelding.RolleEQ(*rolle))
		}
		q.Where(innsynsmelding.Or(mapper, ent.Venter(v, DatoVed(naa).start(), naa.Add(-ventetid))))
	})
	if err != nil {
		return nil, err
	}
	poster := map[uuid.UUID][]Journalpost{}
	orgnr := map[uuid.UUID]string{}
	ut := make([]MinMappe, 0, len(rader))
	for _, r := range rader {
		if r.Slag == innsynsmelding.SlagMappe {
			var m mappeJSON
			if err := s.apne(r, &m); err != nil {
				return nil, err
			}
			ut, orgnr[r.ID] = append(ut, m.tilMin(r)), m.Organisasjonsnummer
			continue
		}
		var j journalpostJSON
		if err := s.apne(r, &j); err != nil {
			return nil, err
		}
		poster[r.MappeID] = append(poster[r.MappeID], j.til(r, s.Dokumenter))
	}
	for i := range ut {
		m := &ut[i]
		if m.Venter, err = s.venterI(ctx, m, orgnr[m.ID], poster[m.ID], gjort[m.ID], naa); err != nil {
			return nil, err
		}
		m.Venter = append(m.Venter, besvarte(gjort[m.ID])...)
	}
	slices.SortFunc(ut, func(a, b MinMappe) int {
		return cmp.Or(nyestForst(a.Saksdato, b.Saksdato), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	return ut, nil
}

// Mappe is one case of this person's with all of it that is hers, or ent.ErrIkkeFunnet.
func (s *Service) Mappe(ctx context.Context, id uuid.UUID) (*Mappe, error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	spurt, gjort := forespurt{}, map[uuid.UUID]ent.Medvirkning{}
	les := ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: id, Spurt: spurt, Medvirkning: gjort, Maks: maksLest}
	rader, err := s.DB.LesInnsyn(ctx, les, func(q *db.InnsynsmeldingQuery) {
		q.Where(innsynsmelding.MappeID(id)) // its own row too
	})
	if err != nil {
		return nil, err
	}
	m, err := s.sak(rader, spurt)
	if err != nil {
		return nil, err
	}
	m.Venter, err = s.venterI(ctx, &m.MinMappe, m.orgnr, m.journalposter, gjort[id], s.naa())
	return m, err
}

// sak opens the rows of one case.
func (s *Service) sak(rader []*db.Innsynsmelding, spurt forespurt) (*Mappe, error) {
	var ut *Mappe
	var poster []Journalpost
	for _, r := range rader {
		if r.Slag == innsynsmelding.SlagMappe {
			var m mappeJSON
			if err := s.apne(r, &m); err != nil {
				return nil, err
			}
			ut = m.til(r)
			continue
		}
		var j journalpostJSON
		if err := s.apne(r, &j); err != nil {
			return nil, err
		}
		post := j.til(r, s.Dokumenter)
		post.InnsynsforesporselStatus = spurt.status(r.ID, post.InnsynsforesporselStatus)
		poster = append(poster, post)
	}
	if ut == nil {
		return nil, ent.ErrIkkeFunnet
	}
	ut.journalposter = poster
	ut.knytt()
	return ut, nil
}

// MappeIDer are the ids of this person's cases and no more: what a page that waits for changes may know unlogged.
func (s *Service) MappeIDer(ctx context.Context) ([]uuid.UUID, error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	ider, err := s.DB.Client().Innsynsmelding.Query().Where(innsynsmelding.SlagEQ(innsynsmelding.SlagMappe)).
		Order(db.Asc(innsynsmelding.FieldID)).IDs(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the ids of a person's cases: %w", err)
	}
	return ider, nil
}

// nyestForst orders by time, newest first, and what has none last.
func nyestForst(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return b.Compare(*a)
}
