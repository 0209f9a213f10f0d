package innsyn

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/db/innsynsmelding"
)

// Journalpost is one entry of a case of this person's, or ent.ErrIkkeFunnet. Its whole case is read, for what belongs with it.
func (s *Service) Journalpost(ctx context.Context, id uuid.UUID) (*Journalpost, error) {
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	spurt := forespurt{}
	rader, err := s.DB.LesInnsyn(ctx, ent.Lesing{Handling: innsynslogg.HandlingJournalpost, Mal: id, Spurt: spurt, Maks: maksLest}, func(q *db.InnsynsmeldingQuery) {
		q.Where(func(sel *sql.Selector) {
			t := sql.Table(innsynsmelding.Table).As("spurt")
			sel.Where(sql.In(sel.C(innsynsmelding.FieldMappeID),
				sql.Select(t.C(innsynsmelding.FieldMappeID)).From(t).Where(sql.EQ(t.C(innsynsmelding.FieldID), id))))
		})
	})
	if err != nil {
		return nil, err
	}
	m, err := s.sak(rader, spurt)
	if err != nil {
		return nil, err
	}
	for i := range m.journalposter {
		if m.journalposter[i].ID == id {
			return &m.journalposter[i], nil
		}
	}
	return nil, ent.ErrIkkeFunnet
}

// knytt finds the related entries among those that are hers. What another is told of is not here, and is not named.
func (m *Mappe) knytt() {
	m.adresser(m.Skjemaer)
	steder := make(map[uuid.UUID]*Journalpost, len(m.journalposter))
	for i := range m.journalposter {
		m.adresser(m.journalposter[i].Skjemaer)
		steder[m.journalposter[i].ID] = &m.journalposter[i]
	}
	for _, j := range steder {
		for _, id := range j.relaterteMeldinger {
			if r, her := steder[id]; her {
				j.Relaterte = append(j.Relaterte, RelatertJournalpost{r.ID, r.Tittel, r.Dato, r.Dokumenttype})
			}
		}
	}
}

// adresser gives the forms the organisation that what is sent by them goes to: an entry's is its case's.
func (m *Mappe) adresser(sk []Edialogskjema) {
	for i := range sk {
		sk[i].orgnr = m.orgnr
	}
}
