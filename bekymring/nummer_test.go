package bekymring

import (
	"encoding/json"
	"os"
	"testing"
)

func TestNummer(t *testing.T) {
	raw, err := os.ReadFile("testdata/validering.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Fnr   []struct{ Verdi, Funn, Om string }
		Orgnr []struct {
			Verdi  string
			Gyldig bool
		}
		Telefon []struct{ Skrevet, Blir string }
	}
	if err := json.Unmarshal(raw, &v); err != nil || len(v.Fnr) == 0 || len(v.Orgnr) == 0 || len(v.Telefon) == 0 {
		t.Fatalf("no vectors: %v", err)
	}
	funn := map[string]fnrFunn{"gyldig": fnrGyldig, "syntetisk": fnrSyntetisk, "ugyldig": fnrUgyldig}
	for _, c := range v.Fnr {
		if got := sjekkFnr(c.Verdi); got != funn[c.Funn] {
			t.Errorf("%s (%s): %v, want %s", c.Verdi, c.Om, got, c.Funn)
		}
	}
	for _, c := range v.Orgnr {
		if got := gyldigOrgnr(c.Verdi); got != c.Gyldig {
			t.Errorf("%s: %v", c.Verdi, got)
		}
	}
	for _, c := range v.Telefon {
		if got := telefon(c.Skrevet); got != c.Blir {
			t.Errorf("%q becomes %q, want %q", c.Skrevet, got, c.Blir)
		}
	}
}
