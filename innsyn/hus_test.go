package innsyn_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// Synthetic persons (month + 80). Mor and far are of one child; fremmed is of another.
const (
	fnrBarn    = "24859100001"
	fnrMor     = "24859100002"
	fnrFar     = "24859100003"
	fnrFremmed = "24859100004"
)

var (
	bergensk = uuid.MustParse("b0000000-0000-4000-8000-000000000001")
	annen    = uuid.MustParse("b0000000-0000-4000-8000-000000000002") // another integration of the same kommune
)

type hus struct {
	*innsyn.Service
	dsn  string
	logg *logg
}

type logg struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logg) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *logg) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func nyttHus(t testing.TB) *hus {
	t.Helper()
	return husPa(t, dbtest.DSN(t), t.TempDir())
}

// husPa builds the room on a database that the caller has migrated.
func husPa(t testing.TB, dsn, dir string) *hus {
	t.Helper()
	h := &hus{dsn: dsn, logg: &logg{}}
	log := slog.New(slog.NewTextHandler(h.logg, nil))
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn, Log: log, UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(d.Close)
	v, err := vault.Open(filepath.Join(dir, "nokler"), "a passphrase for tests")
	maa(t, err)
	h.Service = &innsyn.Service{DB: d, Vault: v, Log: log, Person: func(fnr string) viewer.Person {
		ider := v.Hashes("person", fnr)
		return viewer.Person{ID: ider[0], Tidligere: ider[1:]}
	}}
	for _, k := range []string{"4601", "0301"} {
		maa(t, dbtest.Exec(t.Context(), dsn, `INSERT INTO kommune (kommunenummer, navn, gyldig_fra) VALUES ($1, 'K', now()) ON CONFLICT DO NOTHING`, k))
	}
	return h
}

func (h *hus) som(t testing.TB, fnr string) context.Context {
	return viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnr), Niva: viewer.NivaHoyt})
}

func maskin(t testing.TB, id uuid.UUID, kommuner ...string) context.Context {
	f := viewer.Fagsystem{IntegrasjonID: id, Orgnr: "974760673"}
	for _, k := range kommuner {
		f.Rettigheter = append(f.Rettigheter, viewer.Rettighet{Rett: viewer.RettIndekser, Kommunenummer: k})
	}
	return viewer.With(t.Context(), f)
}

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

// felter is a message's metadata; a test changes what it is about.
type felter map[string]any

func (f felter) json() []byte {
	raw, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	return raw
}

func mappe(fnr, rolle, tittel string) innsyn.Melding {
	return innsyn.Melding{
		MeldingID: uuid.New(), Kommunenummer: "4601", Slag: innsynsmelding.SlagMappe, Fodselsnummer: fnr, Sikkerhetsniva: 4,
		Metadata: felter{
			"tittel": tittel, "organisasjonsnummer": "974760673", "saksdato": "2026-03-16T14:10:11+01:00",
			"minPart": felter{"rolle": rolle, "fornavn": "Min", "etternavn": "Part", "fodselsnummer": fnr},
		}.json(),
	}
}

func journalpost(fnr string, i innsyn.Melding, tittel, dato string) innsyn.Melding {
	return innsyn.Melding{
		MeldingID: uuid.New(), Kommunenummer: "4601", Slag: innsynsmelding.SlagJournalpost, Fodselsnummer: fnr, Sikkerhetsniva: 4,
		Metadata: felter{"tittel": tittel, "forelderMeldingId": i.MeldingID, "journaldato": dato}.json(),
	}
}

// endret is a message with some fields of its metadata changed; nil takes one away.
func endret(m innsyn.Melding, med felter) innsyn.Melding {
	var f felter
	if err := json.Unmarshal(m.Metadata, &f); err != nil {
		panic(err)
	}
	for navn, v := range med {
		if v == nil {
			delete(f, navn)
		} else {
			f[navn] = v
		}
	}
	m.Metadata = f.json()
	return m
}

// indekser must go well.
func (h *hus) indekser(t testing.TB, meldinger ...innsyn.Melding) *innsyn.Indeksert {
	t.Helper()
	return h.indekserSom(t, maskin(t, bergensk, "4601"), meldinger...)
}

func (h *hus) indekserSom(t testing.TB, ctx context.Context, meldinger ...innsyn.Melding) *innsyn.Indeksert {
	t.Helper()
	svar, err := h.Indekser(ctx, meldinger)
	maa(t, err)
	if len(svar.Feil) > 0 {
		t.Fatalf("not indexed: %+v", svar.Feil)
	}
	return svar
}

// bilde is all rows as a person sees them, to be compared.
func (h *hus) bilde(t testing.TB, fnr string) string {
	t.Helper()
	var b strings.Builder
	mapper, err := h.MineMapper(h.som(t, fnr), nil)
	maa(t, err)
	for _, m := range mapper {
		hel, err := h.Mappe(h.som(t, fnr), m.ID)
		maa(t, err)
		treff, err := hel.Sok(innsyn.Sok{Sortering: innsyn.DatoStigende, Antall: 500})
		maa(t, err)
		raw, err := json.Marshal([]any{m, hel, treff})
		maa(t, err)
		fmt.Fprintf(&b, "%s\n", raw)
	}
	return b.String()
}

func rad(i uuid.UUID, m innsyn.Melding) uuid.UUID {
	return innsyn.RadID(i, m.Kommunenummer, m.MeldingID)
}
