package bekymring

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// Whatever a person may type and we accept, the receiver's schema takes.
func TestWireFolgerSkjemaene(t *testing.T) {
	for navn, u := range utgaver {
		t.Run(navn, func(t *testing.T) {
			schema := publisert(t, navn)
			if err := schema.Validate(parse(t, wireAv(t, u.fylt, u.mottaker))); err != nil {
				t.Errorf("the golden report: %v", err)
			}
			rapid.Check(t, func(rt *rapid.T) {
				s := u.gen(rt)
				if f := funnI(s); len(f.feil) > 0 {
					rt.Fatalf("the generator makes what is refused: %v", f.feil)
				}
				raw := wireAv(rt, s, u.mottaker)
				if err := schema.Validate(parse(rt, raw)); err != nil {
					rt.Fatalf("%s\n%v", raw, err)
				}
			})
		})
	}
}

// Control: the schemas refuse what is wrong, so that what they take above says something.
func TestSkjemaeneNekter(t *testing.T) {
	privat := map[string]func(map[string]any){
		"kommunenummer":  func(m map[string]any) { m["kommunenummer"] = "46011" },
		"bydelsnummer":   func(m map[string]any) { m["bydelsnummer"] = nil },
		"leveringskanal": func(m map[string]any) { delete(m, "leveringskanal") },
		"telefonnummer":  func(m map[string]any) { m["privatMelder"].(map[string]any)["telefonnummer"] = "" },
		// In another file than the schema itself: the reference is followed.
		"adresse": func(m map[string]any) { delete(forste(m["privatBarn"])["adresse"].(map[string]any), "adresselinje1") },
	}
	offentlig := map[string]func(map[string]any){
		"epost":     func(m map[string]any) { m["offentligMelder"].(map[string]any)["epost"] = "ola+x@skole.no" },
		"ufoedt":    func(m map[string]any) { forste(m["offentligBarn"])["ufoedt"] = "nei" },
		"grunn":     func(m map[string]any) { forste(m["foresatte"])["orientertGrunn"] = "to\nlinjer" },
		"foresatte": func(m map[string]any) { m["foresatte"] = []any{} },
		"melding":   func(m map[string]any) { delete(m["melding"].(map[string]any), "historie") },
		"adresse": func(m map[string]any) {
			delete(forste(m["offentligBarn"])["adresse"].(map[string]any), "adresselinje1")
		},
	}
	for navn, u := range utgaver {
		schema := publisert(t, navn)
		spoils := privat
		if _, ok := u.fylt.(Offentlig); ok {
			spoils = offentlig
		}
		for what, spoil := range spoils {
			doc := parse(t, wireAv(t, u.fylt, u.mottaker)).(map[string]any)
			spoil(doc)
			if schema.Validate(doc) == nil {
				t.Errorf("%s: %s is spoiled, and the schema takes it", navn, what)
			}
		}
	}
}

// spesifikasjoner is the folder of the published protocol. It is not ours to copy, so it may be missing: then the test is
// skipped aloud, but in CI it must be there.
func spesifikasjoner(t *testing.T) string {
	t.Helper()
	root := os.Getenv("SPEC_DIR")
	if root == "" {
		root = filepath.Join("..", "..", "shared", "spec")
	}
	dir := filepath.Join(root, "bekymringsmelding")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("the published schemas are not here, and CI must hold us to them (SPEC_DIR): %v", err)
		}
		t.Skipf("SKIPPED CONFORMANCE: no published schemas at %s; set SPEC_DIR", dir)
	}
	return dir
}

// skjemafil is where each published schema lies.
var skjemafil = map[string]string{
	"privat.v1": "privat.bekymringsmelding.v1.json", "privat.v2": "v2/privat.bekymringsmelding.v2.json",
	"offentlig.v1": "offentlig.bekymringsmelding.v1.json", "offentlig.v2": "v2/offentlig.bekymringsmelding.v2.json",
}

// publisert is one published schema. Formats are not asserted, as the draft they are written in has it: the published
// examples' own sendingstidspunkt has no time zone, and would fail as a date-time.
func publisert(t *testing.T, navn string) *jsonschema.Schema {
	t.Helper()
	dir := spesifikasjoner(t)
	c := jsonschema.NewCompiler()
	id := "https://fiks.ks.no/bekymringsmelding." + navn + ".json"
	// The schemas call themselves by these addresses, and find the address beside them.
	for url, name := range map[string]string{id: skjemafil[navn], "https://fiks.ks.no/adresse.json": "adresse.json"} {
		raw, err := os.ReadFile(filepath.Join(dir, "domain", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(url, parse(t, raw)); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parse(t interface{ Fatal(...any) }, raw []byte) any {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func forste(list any) map[string]any { return list.([]any)[0].(map[string]any) }
