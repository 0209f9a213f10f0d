package bekymring

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The portal counts characters while one writes, and must come to what the server comes to when it is sent. Both run these
// vectors; so they do SSB's codes, of which the portal has a list of its own to choose from.
func TestTegnOgMelderkoder(t *testing.T) {
	raw, err := os.ReadFile("testdata/validering.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Tegn []struct {
			Om, Skrevet          string
			FlereLinjer, EnLinje int
		}
		Melderkoder []int
	}
	if err := json.Unmarshal(raw, &v); err != nil || len(v.Tegn) == 0 || len(v.Melderkoder) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	bytes := 0
	for _, c := range v.Tegn {
		if got := utf8.RuneCountInString(flereLinjer(c.Skrevet)); got != c.FlereLinjer {
			t.Errorf("%s: %d characters, want %d", c.Om, got, c.FlereLinjer)
		}
		if got := utf8.RuneCountInString(enLinje(c.Skrevet)); got != c.EnLinje {
			t.Errorf("%s: %d characters on one line, want %d", c.Om, got, c.EnLinje)
		}
		if len(flereLinjer(c.Skrevet)) != c.FlereLinjer {
			bytes++
		}
	}
	if bytes < 8 {
		t.Errorf("only %d of the vectors would find that bytes are counted", bytes)
	}

	var known []int
	for kode := range 100 {
		if melderkode(kode) != "" {
			known = append(known, kode)
		}
	}
	if !slices.Equal(known, v.Melderkoder) {
		t.Errorf("the codes %v, want %v", known, v.Melderkoder)
	}
}

// SSB's code has no place in the published formats: it goes as a line of text, beside the role in the reporter's words.
func TestMelderkodeFolgerMeldingen(t *testing.T) {
	const line = "Melder (kode hos SSB): 22 Andre offentlige"
	kode := 22
	o := Offentlig{Melder: OffentligMelder{Rolle: "Vaktmester", Melderkode: &kode}, Melding: "Noe."}
	if got := medTillegg(o.Melding, o.tillegg()); !strings.Contains(got, "\n"+line) {
		t.Errorf("%q is not in %q", line, got)
	}
	o.Melder.Melderkode = nil
	if got := medTillegg(o.Melding, o.tillegg()); strings.Contains(got, "SSB") {
		t.Errorf("no code was chosen, and %q has one", got)
	}
}
