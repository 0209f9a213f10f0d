package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"barnevernportalen/server/testidp"
)

// demoer are both kommuners'.
func demoer(t testing.TB) (ut []demo) {
	t.Helper()
	for _, k := range []string{"4601", "0301"} {
		d, err := lesDemo(k)
		if err != nil {
			t.Fatal(err)
		}
		ut = append(ut, d)
	}
	return ut
}

var igjen = regexp.MustCompile(`dag:|\{|\}`)

// Two families, six roles, sixty entries, and sets that differ; of persons that one can log in as, and who do not exist.
func TestDemoen(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	k := kalender{time.Date(2026, 11, 21, 9, 0, 0, 0, oslo)}
	roller, antall, medFil := map[any]bool{}, 0, 0
	titler := map[string]map[string]bool{} // person → titles
	for _, d := range demoer(t) {
		for navn, p := range d.Personer {
			q, finnes := testidp.Finn(navn)
			if !finnes || q.Fnr != p.Fodselsnummer || q.Navn != p.Fornavn+" "+p.Etternavn {
				t.Errorf("%s is another here than at the login", navn)
			}
			if titler[navn] == nil {
				titler[navn] = map[string]bool{}
			}
		}
		mapper, poster := d.meldinger(k)
		antall += len(poster)
		sett := map[any]bool{}
		for _, m := range append(mapper, poster...) {
			if sett[m.ID] {
				t.Errorf("twice: %v", m.metadata["tittel"])
			}
			sett[m.ID] = true
			raw, err := json.Marshal(m.metadata)
			if err != nil {
				t.Fatal(err)
			}
			for navn, p := range d.Personer {
				if p.Fodselsnummer != m.Fodselsnummer && strings.Contains(string(raw), p.Fodselsnummer) {
					t.Errorf("the number of %s is in another's %v", navn, m.metadata["tittel"])
				}
				if p.Fodselsnummer == m.Fodselsnummer {
					titler[navn][fmt.Sprint(m.metadata["tittel"])] = true
				}
			}
			for _, tekst := range regexp.MustCompile(`"[^"]*"`).FindAllString(string(raw), -1) {
				if igjen.MatchString(tekst) {
					t.Errorf("a day that was not filled in: %s", tekst)
				}
			}
			for _, dok := range m.dokumenter {
				if dok.innhold != nil || dok.SvarUtFilnummer > 0 {
					medFil++
				}
				if igjen.Match(regexp.MustCompile(`(?m)^\(.*\) '$`).Find(dok.innhold)) {
					t.Errorf("a day that was not filled in, in %s", dok.Filnavn)
				}
			}
		}
		for _, m := range mapper {
			rolle := "" // none said
			if p, ok := m.metadata["minPart"].(demopart); ok {
				rolle = p.Rolle
			}
			roller[rolle] = true
		}
	}
	for _, vil := range []string{"HOVEDPERSON", "MOR", "FAR", "MEDMOR", "MEDFAR", "VERGE", ""} {
		if !roller[vil] {
			t.Errorf("nobody is %q", vil)
		}
	}
	if antall < 60 || medFil < 60 {
		t.Errorf("%d entries, %d documents", antall, medFil)
	}
	for _, c := range []struct {
		hvem, tittel string
		ser          bool
	}{
		{"mor", "Opplysninger fra fastlegen din", true}, {"far", "Opplysninger fra fastlegen din", false},
		{"far", "Brevet ditt om samvær", true}, {"mor", "Brevet ditt om samvær", false},
		{"barn", "Samtalen vår", true}, {"mor", "Samtalen vår", false}, {"mor", "Samtale med Berit", true},
	} {
		if titler[c.hvem][c.tittel] != c.ser {
			t.Errorf("%s sees «%s»: %t", c.hvem, c.tittel, !c.ser)
		}
	}
}

// Whatever day it is shown: what has been has been, the deadline is ahead, nothing happens on a weekend, and the order holds.
func TestKalender(t *testing.T) {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 800 {
		k := kalender{time.Date(2026, 1, 1, i%24, 30, 0, 0, oslo).AddDate(0, 0, i)}
		var for0 time.Time
		for n := -220; n <= 90; n++ {
			d := k.den(n)
			if n != 0 && (d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || d.YearDay() == 1) {
				t.Fatalf("%s + %d is %s", k.naa, n, d)
			}
			if n < 0 && !d.Before(k.naa) || n > 0 && !d.After(k.naa) || d.Before(for0) {
				t.Fatalf("%s + %d is %s, after %s", k.naa, n, d, for0)
			}
			for0 = d
			if _, err := time.Parse(time.RFC3339, k.dag(n, "23:59")); err != nil {
				t.Fatal(err)
			}
		}
	}
	k := kalender{time.Date(2026, 11, 21, 9, 0, 0, 0, oslo)} // a Saturday
	for inn, vil := range map[string]string{
		"dag:-1": "2026-11-20T12:00:00+01:00", "dag:1 23:59": "2026-11-23T23:59:00+01:00", "til {dag:12}.": "til 3. desember 2026.", "dag: x": "dag: x",
	} {
		if ut := k.fyll(inn); ut != vil {
			t.Errorf("%s is %v, want %s", inn, ut, vil)
		}
	}
}
