package innsyn

import (
	"context"

	"barnevernportalen/ent/db/innsynsmelding"
)

// SjekkMetadata is the schema alone.
func SjekkMetadata(slag innsynsmelding.Slag, raw []byte) []Feil {
	var f funn
	doc, ok := lesMetadata(&f, nil, raw)
	if !ok {
		return f.alle
	}
	skjema := mappeskjema()
	if slag == innsynsmelding.SlagJournalpost {
		skjema = journalpostskjema()
	}
	skjema(&f, nil, doc)
	return f.alle
}

// SjekkFil is the check of one file alone: what it is, and what will be kept of it.
func (s *Service) SjekkFil(ctx context.Context, raw []byte) (string, []byte, error) {
	mime, klar, err := s.sjekkFil(ctx, raw)
	return string(mime), klar, err
}
