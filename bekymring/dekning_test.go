package bekymring

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// settAvServeren are the properties that no field of a form decides.
var settAvServeren = map[string]bool{
	"kommunenummer": true, "kommunenavn": true, "bydelsnummer": true, "bydelsnavn": true, // from the register, by the form's choice
	"privatMelder.personnavn": true, "offentligMelder.personnavn": true, // from the login
	"sendingstidspunkt": true, "leveringskanal": true,
}

// Every property of the published schemas comes out in JSON and PDF, and is decided by some field of a form: change every
// answer, and every property changes but those that the server sets.
func TestHverEgenskapErDekket(t *testing.T) {
	for navn, u := range utgaver {
		t.Run(navn, func(t *testing.T) {
			egenskaper := publiserteEgenskaper(t, navn)
			if len(egenskaper) < 20 {
				t.Fatalf("the walk through the schema finds only %v", egenskaper)
			}
			fylt, endret := verdier(t, wireAv(t, u.fylt, u.mottaker)), verdier(t, wireAv(t, annerledes(u.fylt), u.mottaker))
			pdf := pdfTekst(u.fylt.dokument(uuid.New(), u.mottaker, melderen, sendt))
			for _, hull := range udekket(u.fylt, egenskaper, fylt, endret, pdf) {
				t.Error(hull)
			}
			// Controls: every property is missed when it is not in the JSON, not in the PDF, not decided by the form.
			tom := map[string][]string{}
			if n := len(udekket(u.fylt, egenskaper, tom, tom, pdf)); n != len(egenskaper) {
				t.Errorf("control: of %d properties that are not in the JSON, %d are missed", len(egenskaper), n)
			}
			if n := len(udekket(u.fylt, egenskaper, fylt, endret, "")); n < len(egenskaper) {
				t.Errorf("control: of %d properties that are not in the PDF, %d are missed", len(egenskaper), n)
			}
			if n := len(udekket(u.fylt, egenskaper, fylt, fylt, pdf)); n < len(egenskaper)-len(settAvServeren) {
				t.Errorf("control: of %d properties that nothing decides, %d are missed", len(egenskaper), n)
			}
		})
	}
}

// udekket says what is wrong with the cover of each property.
func udekket(s skjema, egenskaper []string, fylt, endret map[string][]string, pdf string) (hull []string) {
	for _, e := range egenskaper {
		if len(fylt[e]) == 0 || slices.Contains(fylt[e], "") {
			hull = append(hull, e+" is not in the JSON of a form that is filled in")
			continue
		}
		if !settAvServeren[e] && slices.Equal(fylt[e], endret[e]) {
			hull = append(hull, "no field of the form decides "+e)
		}
		for _, v := range fylt[e] {
			for _, l := range linjerI(somIPDF(e, v)) {
				if !strings.Contains(pdf, l) && l != overskriftTillegg && l != overskriftSynspunkt && !erLinje(s, l) {
					hull = append(hull, fmt.Sprintf("%s: %q is not in the PDF", e, l))
				}
			}
		}
	}
	return hull
}

// erLinje: one of the lines of extra answers, which the PDF has as a question and an answer.
func erLinje(s skjema, l string) bool {
	var alle linjer
	switch s := s.(type) {
	case Privat:
		alle = s.tillegg()
	case Offentlig:
		alle = s.tillegg()
	}
	return slices.ContainsFunc(alle, func(en linje) bool {
		return slices.Contains(linjerI(en.sporsmal+": "+en.svar), l)
	})
}

// somIPDF is a value as a person reads it.
func somIPDF(egenskap, v string) string {
	switch {
	case egenskap == "sendingstidspunkt":
		return "16.11.2026 kl. 10:00:00"
	case v == "true":
		return "Ja"
	case v == "false":
		return "Nei"
	}
	return v
}

// publiserteEgenskaper are the paths of all properties that hold a value, lists without their positions.
func publiserteEgenskaper(t *testing.T, navn string) []string {
	t.Helper()
	dir := filepath.Join(spesifikasjoner(t), "domain")
	les := func(file string) map[string]any {
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		return parse(t, raw).(map[string]any)
	}
	root := les(skjemafil[navn])
	found := map[string]bool{}
	var walk func(node map[string]any, sti string)
	walk = func(node map[string]any, sti string) {
		if ref, ok := node["$ref"].(string); ok {
			if def, local := strings.CutPrefix(ref, "#/definitions/"); local {
				node = root["definitions"].(map[string]any)[def].(map[string]any)
			} else {
				node = les(filepath.Base(ref))
			}
		}
		switch node["type"] {
		case "object":
			for navn, p := range node["properties"].(map[string]any) {
				walk(p.(map[string]any), strings.TrimPrefix(sti+"."+navn, "."))
			}
		case "array":
			walk(node["items"].(map[string]any), sti)
		default:
			found[sti] = true
		}
	}
	walk(root, "")
	return slices.Sorted(maps.Keys(found))
}

// verdier are the values in a JSON text, by path without list positions.
func verdier(t *testing.T, raw []byte) map[string][]string {
	t.Helper()
	var doc any
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	var walk func(v any, sti string)
	walk = func(v any, sti string) {
		switch v := v.(type) {
		case map[string]any:
			for navn, inner := range v {
				walk(inner, strings.TrimPrefix(sti+"."+navn, "."))
			}
		case []any:
			for _, inner := range v {
				walk(inner, sti)
			}
		default:
			out[sti] = append(out[sti], fmt.Sprint(v))
		}
	}
	walk(doc, "")
	return out
}

// annerledes is a form with every answer changed.
func annerledes(s skjema) skjema {
	raw, _ := json.Marshal(s)
	kopi := reflect.New(reflect.TypeOf(s))
	if err := json.Unmarshal(raw, kopi.Interface()); err != nil {
		panic(err)
	}
	var endre func(v reflect.Value)
	endre = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				endre(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				endre(v.Index(i))
			}
		case reflect.Pointer:
			if !v.IsNil() {
				endre(v.Elem())
			}
		case reflect.String:
			if v.Type().Name() == "string" {
				v.SetString(v.String() + " på en annen måte")
			}
		case reflect.Bool:
			v.SetBool(!v.Bool())
		}
	}
	endre(kopi.Elem())
	return kopi.Elem().Interface().(skjema)
}
