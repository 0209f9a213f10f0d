package innsyn_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/innsyn"
)

// Where we differ from the published schemas, on purpose. Each is a value that the generator makes, and only these may be
// judged otherwise.
var avvik = map[string]string{
	`"MANUELT_AVSLUTTET"`:         "the published enum has a space after it; taken without too",
	`"2026-12-31T23:59:60Z"`:      "a leap second is no time that can be stored",
	`"0001-01-01T00:00:00Z"`:      "no time, where there must be one: it would hide the whole case",
	`"0000-06-01T00:00:00Z"`:      "has no year in UTC that can be written",
	`"9999-12-31T23:59:59-01:00"`: "likewise",
	`2147483647.0000000000001`:    "beyond the precision in which fractions are read",
}

// publiserte compiles a published schema of domain/barnevern; nil where the files are not.
func publiserte(t *testing.T, navn string) *jsonschema.Schema {
	t.Helper()
	rot := os.Getenv("SPEC_DIR")
	if rot == "" {
		rot = filepath.Join("..", "..", "shared", "spec")
	}
	rot = filepath.Join(rot, "innsyn")
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2019)
	c.AssertFormat()
	err := filepath.WalkDir(rot, func(sti string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(sti)
		if err != nil {
			return err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
		if err != nil {
			return err
		}
		delete(doc.(map[string]any), "$id") // one file repeats another's: they are told apart by their paths
		rel, err := filepath.Rel(rot, sti)
		if err != nil {
			return err
		}
		return c.AddResource("https://skjema/"+filepath.ToSlash(rel), doc)
	})
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the published schemas are not here, and CI must hold us to them (SPEC_DIR): %v", err)
		}
		t.Skipf("SKIPPED CONFORMANCE: no published schemas at %s; set SPEC_DIR", rot)
	}
	s, err := c.Compile("https://skjema/domain/barnevern/" + navn)
	maa(t, err)
	return s
}

// What we take and refuse is what the published schemas do, over thousands of messages made by changing right ones.
func TestSomDePubliserteSkjemaene(t *testing.T) {
	for slag, navn := range map[innsynsmelding.Slag]string{innsynsmelding.SlagMappe: "mappe.v1.json", innsynsmelding.SlagJournalpost: "journalpost.v1.json"} {
		t.Run(navn, func(t *testing.T) {
			skjema := publiserte(t, navn)
			rng := rand.New(rand.NewPCG(5, 1917))
			tatt, nektet, unntatt, ulike := 0, 0, 0, 0
			for range 10_000 {
				doc := helt(slag)
				for range rng.IntN(4) {
					doc = endre(rng, doc).(map[string]any)
				}
				raw, err := json.Marshal(doc)
				maa(t, err)
				deres, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
				maa(t, err)
				vi, de := len(innsyn.SjekkMetadata(slag, raw)) == 0, skjema.Validate(deres) == nil
				if de {
					tatt++
				} else {
					nektet++
				}
				switch {
				case vi == de:
				case harAvvik(raw):
					unntatt++
				default:
					if ulike++; ulike <= 5 {
						t.Errorf("we take it: %v, they do: %v (%v)\n%s\n%v", vi, de, innsyn.SjekkMetadata(slag, raw), raw, skjema.Validate(deres))
					}
				}
			}
			t.Logf("taken %d, refused %d, named deviations %d", tatt, nektet, unntatt)
			if tatt < 1000 || nektet < 1000 || ulike > 0 {
				t.Errorf("taken %d, refused %d, unlike %d", tatt, nektet, ulike)
			}
		})
	}
}

func harAvvik(raw []byte) bool {
	for v := range avvik {
		if bytes.Contains(raw, []byte(v)) {
			return true
		}
	}
	return false
}

// verdier are what a value is changed to.
var verdier = []any{
	nil, "", " ", "\t\n", "tekst", 0, 1, -1, 10000, 2147483648, json.Number("1.0"), json.Number("1e2"), json.Number("1.5"), json.Number("1e400"),
	json.Number("2147483647.0000000000001"), json.Number("9223372036854775808"), true, false, []any{}, []any{nil}, map[string]any{},
	"2026-03-16T14:10:11+00:00", "2026-03-16t14:10:11.123z", "2026-02-30T00:00:00Z", "2026-03-16T24:00:00Z", "2026-03-16T14:10:11", "2026-03-16",
	"2026-03-16T14:10:11,5Z", "2026-03-16T14:10:11+24:00", "2026-03-16T14:10:11+01:60", "2026-12-31T23:59:60Z", "0001-01-01T00:00:00Z", "0000-06-01T00:00:00Z", "9999-12-31T23:59:59-01:00", "974760673", "24859100002", "9747606731",
	"VEDTAK", "TILTAKSPLAN", "MOTEREFERAT", "IKKE_FORESPURT", "AVVIST", "MOR", "FOSTERFORELDER", "SVAR", "POST", "KNAPP", "EA", "I", "Ukjent",
	"MANUELT_AVSLUTTET ", "MANUELT_AVSLUTTET", "6fd478cc-d91d-4062-aecd-598649f7a38c", "6FD478CCd91d4062aecd598649f7a38c", "{6fd478cc-d91d-4062-aecd-598649f7a38c}",
	map[string]any{"type": "SVAR"}, map[string]any{"type": "POST"}, map[string]any{"bokmal": "x"}, map[string]any{"bokmal": nil}, map[string]any{"nordsamisk": " "},
	map[string]any{"mappeId": "x", "saksaar": 2026},
}

// endre changes one thing somewhere in a value.
func endre(rng *rand.Rand, v any) any {
	switch v := v.(type) {
	case map[string]any:
		if len(v) == 0 {
			return v
		}
		navn := slices.Sorted(maps.Keys(v))[rng.IntN(len(v))]
		ut := maps.Clone(v)
		switch n := rng.IntN(10); {
		case n == 0:
			delete(ut, navn)
		case n == 1:
			ut["ukjent"] = 1
		case n < 6:
			ut[navn] = dypere(rng, v[navn])
		default:
			ut[navn] = verdier[rng.IntN(len(verdier))]
		}
		return ut
	case []any:
		if len(v) > 0 {
			return dypere(rng, v)
		}
	}
	return verdier[rng.IntN(len(verdier))]
}

func dypere(rng *rand.Rand, v any) any {
	l, er := v.([]any)
	if !er || len(l) == 0 {
		return endre(rng, v)
	}
	ut := slices.Clone(l)
	switch i := rng.IntN(len(l)); rng.IntN(6) {
	case 0:
		ut = append(ut, verdier[rng.IntN(len(verdier))])
	case 1:
		for range 11 {
			ut = append(ut, l[i])
		}
	default:
		ut[i] = endre(rng, l[i])
	}
	return ut
}

// helt is a message with every field there is.
func helt(slag innsynsmelding.Slag) map[string]any {
	part := func(r string) string {
		return fmt.Sprintf(`{"rolle":%q,"fornavn":"F","etternavn":"E","fodselsnummer":"24859100002"}`, r)
	}
	const felles = `"lenker":[{"url":"https://x","predefinert":{"type":"SVAR"},"egendefinert":null},{"url":"y","egendefinert":{"utseende":"KNAPP","bokmal":"b","nynorsk":null,"engelsk":"e","nordsamisk":"s"}}],
		"edialogSkjemaer":[{"edialogId":"1","predefinert":{"type":"KLAGE"}},{"egendefinert":{"nynorsk":"n"}}],"beskrivelse":"b","systemId":"s","tittel":"T",`
	tekst := `{` + felles + `"mappeId":"1","saksaar":2026,"sakssekvensnummer":1,"andreParter":[` + part("FAR") + `,null],"minPart":` + part("MOR") + `,
		"sistOppdatert":"2026-03-16T14:10:11+00:00","avsluttet":null,"milepeler":[{"navn":"m","startdato":"2026-03-16T14:10:11Z","sluttdato":null,"beskrivelse":"b"}],
		"navaerendeMilepel":{"navn":"m","startdato":"2026-03-16T14:10:11Z"},"saksdato":"2026-03-16T14:10:11.5+01:00","saksansvarlig":"S","organisasjonsnummer":"974760673"}`
	if slag == innsynsmelding.SlagJournalpost {
		tekst = `{` + felles + `"forelderMeldingId":"6fd478cc-d91d-4062-aecd-598649f7a38c","journalposttype":"U","mappeId":{"mappeId":"1","systemId":"2","saksaar":2026,"sakssekvensnummer":1},
			"journalpostnummer":1,"registreringsId":"r","journaldato":"2026-03-16T14:10:11Z","dokumentetsDato":"2026-03-16T14:10:11Z","svarUtForsendelseId":"s","samtykkeId":"s",
			"eksponertFor":[` + part("VERGE") + `],"klagefrist":"2026-03-16T14:10:11Z","korrespondanseparter":[{"korrespondanseparttype":"EA","person":{"fornavn":"F","etternavn":"E","fodselsnummer":null}},
			{"korrespondanseparttype":"IM","organisasjon":{"navn":"N","organisasjonsnummer":"974760673","kontaktperson":"K"},"person":null}],
			"dokumenter":[{"filnavn":"f","mimeType":"application/pdf","tittel":"t","storrelse":1,"lenke":"l","svarUtFilnummer":1}],"dokumenttype":"TILTAKSPLAN",
			"innsynsforesporselStatus":"IKKE_FORESPURT","relaterteJournalposter":["6fd478cc-d91d-4062-aecd-598649f7a38c"],"tidslinje":true,
			"tiltaksplanDetaljer":{"tiltaksstatus":"AKTIV","startdato":"2026-03-16T14:10:11Z","sluttdato":"2026-03-16T14:10:11Z","delmal":[{"id":"1","beskrivelse":"b"}]}}`
	}
	d := json.NewDecoder(strings.NewReader(tekst))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		panic(err)
	}
	return m
}

// What is taken can be shown: the contract has no null for these times.
func TestTiderSomKanVises(t *testing.T) {
	h := nyttHus(t)
	for _, tid := range []string{"0001-01-01T00:00:00Z", "0001-01-01T01:00:00+01:00", "0000-06-01T00:00:00Z", "9999-12-31T23:59:59-01:00"} {
		m := endret(mappe(fnrMor, "MOR", "M"), felter{"milepeler": []felter{{"navn": "N", "startdato": tid}}})
		svar, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{m})
		maa(t, err)
		if len(svar.Feil) != 1 || strings.Join(svar.Feil[0].Sti, ".") != "meldinger.0.metadata.milepeler.0.startdato" {
			t.Errorf("%s: %+v", tid, svar.Feil)
		}
	}
	h.indekser(t, endret(mappe(fnrMor, "MOR", "M"), felter{"saksdato": "0001-01-01T00:00:00Z", // may be null, and is shown so
		"milepeler": []felter{{"navn": "N", "startdato": "0001-01-01T00:00:01Z"}, {"navn": "N", "startdato": "9999-12-31T23:59:59Z"}}}))
}
