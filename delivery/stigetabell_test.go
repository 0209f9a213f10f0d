package delivery_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
)

// stigefrister are a report's own deadlines; brevfrister those of its letter.
var (
	stigefrister = []frist.Type{
		frist.TypeAlarm2t, frist.TypeListe24t, frist.TypeBrev, frist.TypeKontakt5d, frist.TypeLeder7d, frist.TypeOperator21d, frist.TypeUkentlig,
	}
	brevfrister = []frist.Type{frist.TypePrintsvar, frist.TypeAvvistPrint}
)

// klareresSom is what the words of the table in docs/bekymringsmelding.md mean: which deadlines are cleared.
var klareresSom = map[string]func(f frist.Type, girBevis bool) bool{
	"none": func(frist.Type, bool) bool { return false },
	"all":  func(frist.Type, bool) bool { return true },
	"the letter's; the two hours, unless it is one that gives tokens": func(f frist.Type, girBevis bool) bool {
		return f == frist.TypeBrev || f == frist.TypeAlarm2t && !girBevis
	},
	"24 hours, 5, 7 and 21 days": func(f frist.Type, _ bool) bool {
		return !slices.Contains([]frist.Type{frist.TypeAlarm2t, frist.TypeBrev}, f) // and the weekly ones, which are the 21 days' own
	},
	// By the supplier's answer, and not by the bevis: work_brev's tests.
	"the letter's own": func(frist.Type, bool) bool { return false },
}

var stigerad = regexp.MustCompile("(?m)^\\| ([^|]+) \\| [^|]+ \\| (–|`[A-Z]+`) \\| ([^|]+) \\|$")

// What docs/bekymringsmelding.md says clears which deadline is what the code does.
func TestStigetabellen(t *testing.T) {
	doc, err := os.ReadFile("../docs/bekymringsmelding.md")
	if err != nil {
		t.Fatal(err)
	}
	if galt, rader := galtIStigen(string(doc)); len(galt) > 0 || rader < 12 {
		t.Errorf("%d rows: %s", rader, strings.Join(galt, "\n"))
	}
	// The controls: a row that says more than it clears, one that says less, and one in words that nobody knows.
	for fra, til := range map[string]string{
		"| `OVERLEVERT` | none |":                     "| `OVERLEVERT` | all |",
		"| `LAGRET` | all;":                           "| `LAGRET` | none;",
		"| `KVITTERT` | 24 hours, 5, 7 and 21 days |": "| `KVITTERT` | all |",
		"| `AKSEPTERT` | `INGEN` | none |":            "| `AKSEPTERT` | `INGEN` | some |",
	} {
		if !strings.Contains(string(doc), fra) {
			t.Errorf("the document has no %s", fra)
		}
		if galt, _ := galtIStigen(strings.Replace(string(doc), fra, til, 1)); len(galt) == 0 {
			t.Errorf("%s is not seen", til)
		}
	}
}

func galtIStigen(doc string) (galt []string, rader int) {
	for _, rad := range stigerad.FindAllStringSubmatch(doc, -1) {
		hva, bevis, ord := rad[1], forsendelse.Bevis(strings.Trim(rad[2], "`")), rad[3]
		klareres := klareresSom[ord]
		for _, skille := range []string{"; ", ": "} { // «none: logged, and …», «all; the letter is called off …»
			if kort, _, delt := strings.Cut(ord, skille); klareres == nil && delt {
				klareres = klareresSom[kort]
			}
		}
		if rad[1] == "what happened" || strings.HasPrefix(hva, "---") {
			continue
		}
		rader++
		if klareres == nil {
			galt = append(galt, hva+": what does it clear? "+ord)
			continue
		}
		navngitt := strings.Contains(hva, "list has named it")
		for _, f := range stigefrister {
			for _, girBevis := range []bool{false, true} {
				gjor := bevis != "–" && delivery.Klarerer(bevis, f, girBevis)
				if navngitt {
					gjor = slices.Contains(delivery.AvstemtKlarerer, f)
				}
				if gjor != klareres(f, girBevis) {
					galt = append(galt, hva+": "+string(f))
				}
			}
		}
		if ord == "the letter's own" {
			for _, f := range brevfrister {
				if delivery.Klarerer(bevis, f, false) {
					galt = append(galt, hva+": "+string(f)+" would be cleared when the letter is handed over")
				}
			}
		}
	}
	return galt, rader
}
