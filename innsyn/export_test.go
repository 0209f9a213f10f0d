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

// ProvSvar, Samlet and Svartabell are the rules of consents alone.
var (
	ProvSvar   = provSvar
	Samlet     = samlet
	Svartabell = svartabell
)

// Tider are a consent's.
type Tider = samtykketider

// SettSvartabell puts another table in place for a test that must see it.
func SettSvartabell(fra, til Svar, slik hvem) (tilbake func()) {
	for0 := svartabell[fra][til]
	svartabell[fra][til] = slik
	return func() { svartabell[fra][til] = for0 }
}

// Who may make a change.
const (
	Ingen     = ingen
	Uendret   = uendret
	Behandler = behandler
	Begge     = begge
)

// Hvem is who may make a change, of a number.
func Hvem(i int) hvem { return hvem(i) }
