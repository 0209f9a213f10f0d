package bekymring

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The JSON on the wire, to the byte. Receivers depend on it; a change here is a change of the protocol.
func TestWireGull(t *testing.T) {
	got := privatJSON(t, fyltUt())
	const file = "testdata/privat.json"
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the wire format changed:\n%s\nwant\n%s", got, want)
	}
}

func TestWireFolgerSkjemaene(t *testing.T) {
	for version, schema := range publiserteSkjemaer(t) {
		t.Run(version, func(t *testing.T) {
			if err := schema.Validate(parse(t, privatJSON(t, fyltUt()))); err != nil {
				t.Errorf("the golden report: %v", err)
			}
			// Whatever a person may type and we accept, the receiver's schema takes.
			rapid.Check(t, func(rt *rapid.T) {
				p := Privat{Klientnokkel: uuid.New(), Kommunenummer: "4601", Melding: rapid.String().Draw(rt, "melding")}
				for _, navn := range rapid.SliceOfN(rapid.String(), 0, 3).Draw(rt, "barn") {
					p.Barn = append(p.Barn, Barn{Personnavn: navn})
				}
				if p = p.normaliser(); len(p.valider()) > 0 {
					rt.Skip("not accepted")
				}
				raw, err := p.wire(mottakeren, rapid.String().Draw(rt, "melder"), sendt)
				if err != nil {
					rt.Fatal(err)
				}
				if err := schema.Validate(parse(rt, raw)); err != nil {
					rt.Fatalf("%s\n%v", raw, err)
				}
			})
			t.Run("control: the schema refuses what is wrong", func(t *testing.T) {
				for name, spoil := range map[string]func(map[string]any){
					"kommunenummer":  func(m map[string]any) { m["kommunenummer"] = "46011" },
					"bydelsnummer":   func(m map[string]any) { m["bydelsnummer"] = nil },
					"leveringskanal": func(m map[string]any) { delete(m, "leveringskanal") },
					"telefonnummer":  func(m map[string]any) { m["privatMelder"].(map[string]any)["telefonnummer"] = "" },
					// In another file than the schema itself: the reference is followed.
					"adresse": func(m map[string]any) { delete(barn(m)["adresse"].(map[string]any), "adresselinje1") },
				} {
					doc := parse(t, privatJSON(t, fyltUt())).(map[string]any)
					spoil(doc)
					if schema.Validate(doc) == nil {
						t.Errorf("%s is spoiled, and the schema takes it", name)
					}
				}
			})
		})
	}
}

// The published examples go through our types and lose nothing. An empty address line and none say the same.
func TestPubliserteEksempler(t *testing.T) {
	schemas := publiserteSkjemaer(t)
	for version, file := range map[string]string{"v1": "privatBekymringsmeldingV1.json", "v2": "privatBekymringsmeldingV2.json"} {
		raw, err := os.ReadFile(filepath.Join(spesifikasjoner(t), "examples", file))
		if err != nil {
			t.Fatal(err)
		}
		var typed privatV1
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if err := d.Decode(&typed); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		back, err := json.Marshal(typed)
		if err != nil {
			t.Fatal(err)
		}
		want, got := parse(t, raw), parse(t, back)
		if err := schemas[version].Validate(got); err != nil {
			t.Errorf("%s, through our types: %v", file, err)
		}
		if !reflect.DeepEqual(utenTomme(got), utenTomme(want)) {
			t.Errorf("%s came back as\n%s", file, back)
		}
		barn(got)["relasjon"] = "en annen"
		if reflect.DeepEqual(utenTomme(got), utenTomme(want)) {
			t.Error("control: a changed answer is not seen")
		}
	}
}

var (
	mottakeren = delivery.Mottaker{Kommunenummer: "4601", Kommunenavn: "Bergen", Bydelsnummer: "02", Bydelsnavn: "Bergenhus"}
	sendt      = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
)

// fyltUt is a report with something in every field.
func fyltUt() Privat {
	return Privat{
		Klientnokkel: uuid.MustParse("7f2a7e3c-8a57-4f0e-9d0f-3f2b8f0b9a11"), Kommunenummer: "4601",
		Barn:    []Barn{{Personnavn: "Lillebror Prøvesen"}, {Personnavn: "Áilu Čáhppe-Ŋuorra"}},
		Melding: "Første linje med «anførsel» & <tegn>.\n\tAndre linje 😢",
	}.normaliser()
}

func privatJSON(t testing.TB, p Privat) []byte {
	t.Helper()
	raw, err := p.wire(mottakeren, "Melder  Meldesen", sendt)
	if err != nil {
		t.Fatal(err)
	}
	return raw
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

// publiserteSkjemaer are the schemas of a private report. Formats are not asserted, as the draft they are written in has
// it: the published examples' own sendingstidspunkt has no time zone, and would fail as a date-time.
func publiserteSkjemaer(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	dir := spesifikasjoner(t)
	out := map[string]*jsonschema.Schema{}
	for version, file := range map[string]string{"v1": "privat.bekymringsmelding.v1.json", "v2": "v2/privat.bekymringsmelding.v2.json"} {
		c := jsonschema.NewCompiler()
		id := "https://fiks.ks.no/bekymringsmelding.privat." + version + ".json"
		// The schemas call themselves by these addresses, and find the address beside them.
		for url, name := range map[string]string{id: file, "https://fiks.ks.no/adresse.json": "adresse.json"} {
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
		out[version] = s
	}
	return out
}

func parse(t interface{ Fatal(...any) }, raw []byte) any {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// barn is the first child of a report.
func barn(m any) map[string]any {
	return m.(map[string]any)["privatBarn"].([]any)[0].(map[string]any)
}

// utenTomme takes empty strings out of objects.
func utenTomme(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, inner := range v {
			if inner != "" {
				out[key] = utenTomme(inner)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = utenTomme(inner)
		}
		return out
	}
	return v
}
