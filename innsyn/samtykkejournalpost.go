package innsyn

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsmelding"
)

// Samtykkedokument is a document that a consent is about: one of a journalpost of this person's with the consent's id.
type Samtykkedokument struct {
	JournalpostID uuid.UUID
	Innsynsdokument
}

// Samtykkedokumenter are the documents of a consent that she has just read; none as long as the journalpost has not come.
//
// The published way to create a consent names no document. The case system gives the consent's id in the journalpost it
// indexes, one for each party, and what stands in hers is what she is asked to consent to.
func (s *Service) Samtykkedokumenter(ctx context.Context, sam *Samtykke) ([]Samtykkedokument, error) {
	g, err := s.grunnlaget(ctx, sam)
	return g.dokumenter, err
}

// Samtykkeversjon tells what she is asked to consent to from what she is asked after it has been changed: the words, the last
// day, and which documents. [Service.GiSamtykke] takes it. It says nothing to anybody else.
func (s *Service) Samtykkeversjon(ctx context.Context, sam *Samtykke) (string, error) {
	g, err := s.grunnlaget(ctx, sam)
	return g.versjon(sam.ID, sam.Navn, sam.SluttDato), err
}

// samtykkegrunnlag is what a consent rests on, as one party may see it.
type samtykkegrunnlag struct {
	dokumenter []Samtykkedokument
	filer      []Samtykkegrunnfil // beside them
}

// Samtykkegrunnfil is which document was consented to: it is kept with the answer.
type Samtykkegrunnfil struct {
	JournalpostID uuid.UUID `json:"journalpostId"`
	Nr            int       `json:"nr"`
	Tittel        string    `json:"tittel"`
	Filnavn       string    `json:"filnavn"`
	Lenke         string    `json:"lenke"` // as the case system wrote it: another file has another
}

func (g samtykkegrunnlag) versjon(id uuid.UUID, navn string, slutt *Dato) string {
	raw, err := json.Marshal(struct {
		ID        uuid.UUID
		Navn      string
		SluttDato *Dato
		Filer     []Samtykkegrunnfil
	}{id, navn, slutt, g.filer})
	if err != nil {
		panic("innsyn: " + err.Error()) // strings, numbers and UUIDs
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// samtykkelesing is one reading of it: what is shown and what its version is of are the same.
type samtykkelesing struct {
	once     sync.Once
	grunnlag samtykkegrunnlag
	err      error
}

func (s *Service) grunnlaget(ctx context.Context, sam *Samtykke) (samtykkegrunnlag, error) {
	if _, err := innbygger(ctx); err != nil {
		return samtykkegrunnlag{}, err
	}
	l := sam.lesing
	l.once.Do(func() { l.grunnlag, l.err = s.lesGrunnlag(ctx, s.DB.Client(), sam.Kommunenummer, sam.ID) })
	return l.grunnlag, l.err
}

func (s *Service) lesGrunnlag(ctx context.Context, c *db.Client, kommunenummer string, id uuid.UUID) (ut samtykkegrunnlag, err error) {
	rader, err := c.Innsynsmelding.Query().Where(innsynsmelding.Kommunenummer(kommunenummer)).Order(db.Asc(innsynsmelding.FieldID)).All(ctx)
	if err != nil {
		return ut, fmt.Errorf("read a person's set: %w", err)
	}
	mapper := map[uuid.UUID]bool{}
	for _, r := range rader {
		if r.Slag == innsynsmelding.SlagMappe {
			mapper[r.ID] = true
		}
	}
	for _, r := range rader {
		if r.Slag != innsynsmelding.SlagJournalpost || !mapper[r.MappeID] {
			continue
		}
		var j journalpostJSON
		if err := s.apne(r, &j); err != nil {
			return ut, err
		}
		post := j.til(r, s.Dokumenter)
		if post.samtykkeID != id {
			continue
		}
		for _, d := range post.Dokumenter {
			ut.dokumenter = append(ut.dokumenter, Samtykkedokument{post.ID, d})
			ut.filer = append(ut.filer, Samtykkegrunnfil{post.ID, d.Nr, d.Tittel, d.Filnavn, s.Dokumenter.sted(j, d.Nr).adresse})
		}
	}
	return ut, nil
}

// SamtykkeTil is the consent that a journalpost is about; nil: about none, or this person is not asked for it.
func (s *Service) SamtykkeTil(ctx context.Context, j *Journalpost) (*Samtykke, error) {
	if j.samtykkeID == uuid.Nil {
		return nil, nil
	}
	sam, err := s.Samtykke(ctx, j.samtykkeID)
	if errors.Is(err, ent.ErrIkkeFunnet) || err == nil && sam.Kommunenummer != j.kommunenummer {
		return nil, nil
	}
	return sam, err
}
