package main

import (
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
)

// SvarUt is set up whole or not at all, and never without a way to get tokens: half a setting must not put letters in a
// folder that nobody empties.
func TestSvarutOppsett(t *testing.T) {
	hel := map[string]string{
		"SVARUT_ADRESSE": "https://svarut.example", "SVARUT_KONTO_ID": uuid.NewString(),
		"SVARUT_INTEGRASJON_ID": uuid.NewString(), "SVARUT_INTEGRASJON_PASSORD": "hemmelig",
	}
	les := func(uten, medNavn, medVerdi string) (svarutOppsett, error) {
		return lesSvarutOppsett(func(navn string) string {
			switch navn {
			case uten:
				return ""
			case medNavn:
				return medVerdi
			}
			return hel[navn]
		})
	}
	s, err := les("", "", "")
	if err != nil || s.adresse != "https://svarut.example" || s.konto == uuid.Nil || s.integrasjon == uuid.Nil {
		t.Fatalf("whole: %v %v", s.adresse, err)
	}
	for navn := range hel {
		if _, err := les(navn, "", ""); err == nil {
			t.Errorf("without %s: taken", navn)
		}
	}
	for _, navn := range []string{"SVARUT_KONTO_ID", "SVARUT_INTEGRASJON_ID"} {
		if _, err := les("", navn, "4601"); err == nil {
			t.Errorf("%s that is no UUID: taken", navn)
		}
	}
	utboks, err := delivery.OpenPrintmappe(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (oppsett{svarut: s}).utskrift(nil, utboks); err == nil {
		t.Error("no Maskinporten: taken")
	}
	if u, err := (oppsett{}).utskrift(nil, utboks); err != nil || u != delivery.Utskrift(utboks) {
		t.Errorf("nothing set: %T %v", u, err)
	}
}
