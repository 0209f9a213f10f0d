package innsyn

import "barnevernportalen/ent/db/innsynsmelding"

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
