package innsyn

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
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
	if _, err := innbygger(ctx); err != nil {
		return nil, err
	}
	rader, err := s.DB.Client().Innsynsmelding.Query().Where(innsynsmelding.Kommunenummer(sam.Kommunenummer)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a person's set: %w", err)
	}
	mapper := map[uuid.UUID]bool{}
	for _, r := range rader {
		if r.Slag == innsynsmelding.SlagMappe {
			mapper[r.ID] = true
		}
	}
	var ut []Samtykkedokument
	for _, r := range rader {
		if r.Slag != innsynsmelding.SlagJournalpost || !mapper[r.MappeID] {
			continue
		}
		var j journalpostJSON
		if err := s.apne(r, &j); err != nil {
			return nil, err
		}
		post := j.til(r, s.Dokumenter)
		if post.samtykkeID != sam.ID {
			continue
		}
		for _, d := range post.Dokumenter {
			ut = append(ut, Samtykkedokument{post.ID, d})
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
