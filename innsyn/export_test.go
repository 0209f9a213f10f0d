package innsyn

import (
	"context"
	"io"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
)

// Lenke is a link such as the service would have made.
func (s *Service) Lenke(ctx context.Context, journalpost uuid.UUID, nr uint32, adresse string, utloper time.Time) string {
	v, _ := viewer.From(ctx).(viewer.Innbygger)
	token, err := s.forseglLenke(v, lenkemal{journalpost, nr, sted{adresse: adresse}.avtrykk(), utloper})
	if err != nil {
		panic(err)
	}
	return token
}

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

// SjekkFil is the check of one file alone: what it is, and what will be kept of it.
func (s *Service) SjekkFil(ctx context.Context, raw []byte) (string, []byte, error) {
	mime, klar, err := s.sjekkFil(ctx, raw)
	return string(mime), klar, err
}

// Seig is a reader that gives up on who sends too slowly.
func Seig(r io.Reader, avbryt context.CancelFunc) io.Reader {
	return &seig{r: r, avbryt: avbryt, igjen: fristLesinger}
}
