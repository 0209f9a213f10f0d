package forvaltning_test

import (
	"os"
	"strings"
	"testing"

	"barnevernportalen/forvaltning"
)

// A new installation speaks all four languages, and says what the pages say that cannot
// reach it: nothing changes under the reader's eyes when they have.
func TestForsteInnholdPaAlleSprak(t *testing.T) {
	sidens, err := os.ReadFile("../frontend/src/tekst/lov.ts")
	if err != nil {
		t.Fatal(err)
	}
	sett := map[string]string{}
	for _, sprak := range []string{"nb", "nn", "en", "se"} {
		fil, err := os.ReadFile("../frontend/src/tekst/" + sprak + ".ts")
		if err != nil {
			t.Fatal(err)
		}
		sett[sprak] = string(fil)
	}
	lover, numre := 0, 0
	for _, n := range forvaltning.ForsteInnhold() {
		for sprak, tekst := range map[string]*string{"nb": &n.Tekster.Nb, "nn": n.Tekster.Nn, "en": n.Tekster.En, "se": n.Tekster.Se} {
			switch {
			case tekst == nil || *tekst == "":
				t.Errorf("%s has no text in %s", n.Nokkel, sprak)
			case n.Kilde == nil && !strings.Contains(sett[sprak], ": '"+*tekst+"',"):
				t.Errorf("%s: the pages do not say %q in %s", n.Nokkel, *tekst, sprak)
			case n.Kilde == nil: // a number to call
				numre++
			case !strings.Contains(string(sidens), sprak+": '"+*tekst+"'"):
				t.Errorf("%s: the pages do not say %q in %s", n.Nokkel, *tekst, sprak)
			default:
				lover++
			}
		}
	}
	if lover == 0 || numre == 0 {
		t.Error("nothing was held against the pages")
	}
}
