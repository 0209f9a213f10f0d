package bekymring_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"barnevernportalen/bekymring"
)

// vektorer is testdata/validering.json, which the portal's TypeScript runs too.
type vektorer struct {
	Base      map[string]json.RawMessage
	Tilfeller []struct {
		Navn, Skjema string
		BareServer   bool
		Sett         map[string]any
		Slett        []string
		Gjenta       map[string]struct {
			Tegn   string
			Antall int
		}
		Kopier        map[string]int
		Feil, Varsler []string
	}
}

// A valid report, one thing changed, the fields and the codes that are expected.
func TestValidering(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	raw, err := os.ReadFile("testdata/validering.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vektorer
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	brukt := map[string]bool{}
	for _, c := range v.Tilfeller {
		t.Run(c.Skjema+": "+c.Navn, func(t *testing.T) {
			var doc any
			if err := json.Unmarshal(v.Base[c.Skjema], &doc); err != nil {
				t.Fatal(err)
			}
			for sti, ny := range c.Sett {
				doc = endre(doc, strings.Split(sti, "."), func(any) any { return ny })
			}
			for _, sti := range c.Slett {
				doc = endre(doc, strings.Split(sti, "."), func(any) any { return nil })
			}
			for sti, g := range c.Gjenta {
				doc = endre(doc, strings.Split(sti, "."), func(any) any { return strings.Repeat(g.Tegn, g.Antall) })
			}
			for sti, n := range c.Kopier {
				doc = endre(doc, strings.Split(sti, "."), func(l any) any { return slices.Repeat(l.([]any)[:1], n) })
			}
			var k *bekymring.Kontroll
			var err error
			if c.Skjema == "privat" {
				k, err = h.bekymring.KontrollerPrivat(melder, tolk[bekymring.Privat](t, doc))
			} else {
				k, err = h.bekymring.KontrollerOffentlig(melder, tolk[bekymring.Offentlig](t, doc))
			}
			if err != nil {
				t.Fatal(err)
			}
			var feil, varsler []string
			for _, f := range k.Feil {
				feil = append(feil, strings.Join(f.Sti, ".")+":"+string(f.Kode))
				brukt[string(f.Kode)] = true
				if f.Melding == "" {
					t.Errorf("%s says nothing to a person", f.Kode)
				}
			}
			for _, f := range k.Varsler {
				varsler = append(varsler, strings.Join(f.Sti, ".")+":"+string(f.Kode))
				brukt[string(f.Kode)] = true
				if f.Melding == "" {
					t.Errorf("%s says nothing to a person", f.Kode)
				}
			}
			if !like(feil, c.Feil) {
				t.Errorf("errors %v, want %v", feil, c.Feil)
			}
			if !like(varsler, c.Varsler) {
				t.Errorf("warnings %v, want %v", varsler, c.Varsler)
			}
			if c.BareServer || len(c.Feil) > 0 {
				return
			}
			if k.Mottaker == nil || k.Mottaker.Kommunenavn != "Bergen" {
				t.Errorf("the receiver of a valid form: %+v", k.Mottaker)
			}
		})
	}
	for _, kode := range []string{"MANGLER", "FOR_LANG", "UGYLDIG_FORMAT", "UKJENT_KOMMUNE", "UKJENT_BYDEL", "IKKE_AKTIV", "FOR_MANGE", "SKAL_VAERE_TOM",
		"FNR_KONTROLLSIFFER", "FNR_SYNTETISK", "ORGNR_KONTROLLSIFFER", "EPOST_UTENFOR_FORMAT", "POSTNUMMER_FORMAT"} {
		if !brukt[kode] {
			t.Errorf("no case gives %s", kode)
		}
	}
}

// tolk reads a form as the contract names its fields; one that it does not have is a mistake in the vectors.
func tolk[T any](t *testing.T, doc any) T {
	t.Helper()
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var form T
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&form); err != nil {
		t.Fatal(err)
	}
	return form
}

// endre changes what stands at a path.
func endre(doc any, sti []string, f func(any) any) any {
	if len(sti) == 0 {
		return f(doc)
	}
	switch d := doc.(type) {
	case map[string]any:
		if ny := endre(d[sti[0]], sti[1:], f); ny == nil {
			delete(d, sti[0])
		} else {
			d[sti[0]] = ny
		}
		return d
	case []any:
		nr, err := strconv.Atoi(sti[0])
		if err != nil {
			panic(err)
		}
		if nr == len(d) {
			d = append(d, map[string]any{})
		}
		d[nr] = endre(d[nr], sti[1:], f)
		return d
	case nil:
		return endre(map[string]any{}, sti, f)
	}
	panic("no such path: " + strings.Join(sti, "."))
}

func like(a, b []string) bool {
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}
