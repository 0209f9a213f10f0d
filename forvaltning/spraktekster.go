package forvaltning

import "strings"

// Spraktekster is a text in each of the portal's languages; bokmål where another is nil.
type Spraktekster struct {
	Nb         string
	Nn, En, Se *string
}

const maksTekst = 500

// sjekk checks the texts, and puts them into the form they are stored in: without spaces around, and nil for one that is empty.
func (t *Spraktekster) sjekk(s *sjekk) {
	t.Nb = s.tekst(t.Nb, maksTekst, "tekster", "nb")
	for _, v := range []struct {
		sprak string
		tekst **string
	}{{"nn", &t.Nn}, {"en", &t.En}, {"se", &t.Se}} { // in the order of the form
		*v.tekst = s.valgfri(*v.tekst, maksTekst, "tekster", v.sprak)
	}
}

// valgfri is tekst for what need not be given: nil for it.
func (s *sjekk) valgfri(v *string, maks int, sti ...string) *string {
	if v == nil || strings.TrimSpace(*v) == "" {
		return nil
	}
	ren := s.tekst(*v, maks, sti...)
	return &ren
}

func ellerTom(v *string) string {
	if v == nil {
		return ""
	}
	return *v
}

func ikkeTom(v string) *string {
	if v == "" {
		return nil
	}
	return &v
}
