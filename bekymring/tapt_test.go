package bekymring

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"barnevernportalen/pdf"
)

// Nothing typed is lost: every line of every answer, and every choice, comes back from the JSON of V1, the JSON of V2
// and the document that the PDF is made of.
func TestIngentingGarTapt(t *testing.T) {
	for navn, u := range utgaver {
		t.Run(navn, func(t *testing.T) {
			sett := map[string]bool{}
			rapid.Check(t, func(rt *rapid.T) {
				s := u.gen(rt)
				want := skrevet(s)
				for felt := range want {
					sett[felt] = true
				}
				if tapt := mangler(want, jsonTekst(rt, wireAv(rt, s, u.mottaker))); len(tapt) > 0 {
					rt.Fatalf("not in the JSON: %q", tapt)
				}
				if tapt := mangler(want, pdfTekst(s.dokument(uuid.New(), u.mottaker, melderen, sendt))); len(tapt) > 0 {
					rt.Fatalf("not in the PDF: %q", tapt)
				}
			})
			// A field that the generator forgets would be proven of nothing.
			for _, felt := range tekstfelt(reflect.TypeOf(u.fylt), "") {
				if !slices.ContainsFunc(slices.Collect(maps.Keys(sett)), func(s string) bool { return utenTall(s) == felt }) {
					t.Errorf("no generated report has anything in %s", felt)
				}
			}
		})
	}
}

// Control: a text that is left out, any one of them, is missed in JSON and PDF.
func TestTaptSvarSees(t *testing.T) {
	for navn, u := range utgaver {
		for seed := range 20 {
			s := rapid.Custom(u.gen).Example(seed)
			want := skrevet(s)
			for felt, text := range want {
				if !reOrd.MatchString(text) {
					continue // a choice, or a number: it may stand elsewhere too
				}
				var uten skjema
				switch s := s.(type) {
				case Privat:
					uten = utenFelt(t, s, felt)
				case Offentlig:
					uten = utenFelt(t, s, felt)
				}
				if len(mangler(want, jsonTekst(t, wireAv(t, uten, u.mottaker)))) == 0 {
					t.Errorf("%s: %s is gone from the JSON and not missed", navn, felt)
				}
				if len(mangler(want, pdfTekst(uten.dokument(uuid.New(), u.mottaker, melderen, sendt)))) == 0 {
					t.Errorf("%s: %s is gone from the PDF and not missed", navn, felt)
				}
			}
		}
	}
}

// reOrd is the generator's word that stands nowhere else.
var reOrd = regexp.MustCompile(`Q[0-9]+Z`)

// skrevet is what was typed or chosen, by path.
func skrevet(s skjema) map[string]string {
	out := map[string]string{}
	samle(reflect.ValueOf(s), "", out)
	return out
}

func samle(v reflect.Value, sti string, out map[string]string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			samle(v.Field(i), sti+"."+v.Type().Field(i).Name, out)
		}
	case reflect.Slice:
		for i := range v.Len() {
			samle(v.Index(i), fmt.Sprintf("%s.%d", sti, i), out)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			samle(v.Elem(), sti, out)
		}
	case reflect.String:
		if text := lesbart(v.Interface()); text != "" && sti != ".Kommunenummer" && sti != ".Bydelsnummer" {
			out[sti] = text
		}
	case reflect.Int:
		out[sti] = fmt.Sprint(v.Int())
	case reflect.Bool:
		if v.Bool() {
			if text := avkrysset[utenTall(sti)]; text != "" {
				out[sti] = text
			}
		}
	}
}

// avkrysset is what a tick is told as.
var avkrysset = map[string]string{
	".SkjulNavn": setningSkjulNavn, ".Barn.Ufoedt": "Ufødt barn av", ".Foresatte.Ukjent": setningForesattUkjent,
}

// lesbart is what a receiver should be able to read of an answer.
func lesbart(v any) string {
	switch v := v.(type) {
	case Adressevalg:
		return map[Adressevalg]string{AdresseUkjent: ukjent, AdresseFortrolig: fortroligAdresse}[v]
	case Sprak:
		return skrevetPa(v)
	case interface{ tekst() string }:
		return v.tekst()
	}
	return reflect.ValueOf(v).String()
}

// mangler are the paths whose text does not stand in har.
func mangler(want map[string]string, har string) []string {
	var tapt []string
	for felt, text := range want {
		for _, l := range linjerI(text) {
			if !strings.Contains(har, l) {
				tapt = append(tapt, felt+": "+l)
			}
		}
	}
	return tapt
}

// jsonTekst is every string in a JSON text.
func jsonTekst(t interface{ Fatal(...any) }, raw []byte) string {
	var doc any
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		case string:
			b.WriteString(v + "\n")
		}
	}
	walk(doc)
	return b.String()
}

func pdfTekst(d pdf.Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		for _, i := range s.Items {
			b.WriteString(i.Text + "\n")
		}
	}
	return b.String()
}

// tekstfelt are the paths of all fields that a person types text into.
func tekstfelt(typ reflect.Type, sti string) []string {
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice:
		return tekstfelt(typ.Elem(), sti)
	case reflect.String:
		return []string{sti}
	case reflect.Struct:
		var out []string
		for i := range typ.NumField() {
			if f := typ.Field(i); f.Name != "Kommunenummer" && f.Name != "Bydelsnummer" {
				out = append(out, tekstfelt(f.Type, sti+"."+f.Name)...)
			}
		}
		return out
	}
	return nil
}

// utenFelt is a copy of the form with one answer taken out.
func utenFelt[S skjema](t *testing.T, s S, felt string) skjema {
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var kopi S
	if err := json.Unmarshal(raw, &kopi); err != nil {
		t.Fatal(err)
	}
	v := reflect.ValueOf(&kopi).Elem()
	for del := range strings.SplitSeq(strings.TrimPrefix(felt, "."), ".") {
		for v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		var nr int
		if _, err := fmt.Sscan(del, &nr); err == nil {
			v = v.Index(nr)
		} else {
			v = v.FieldByName(del)
		}
	}
	v.SetZero()
	return kopi
}

// utenTall is a path without its list positions.
func utenTall(sti string) string {
	var out []string
	for del := range strings.SplitSeq(sti, ".") {
		if strings.Trim(del, "0123456789") != "" || del == "" {
			out = append(out, del)
		}
	}
	return strings.Join(out, ".")
}
