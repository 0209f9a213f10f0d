package delivery

import (
	"errors"
	"strings"
	"testing"
)

func TestPostadresse(t *testing.T) {
	whole := Postadresse{Navn: "Prøve kommune, postmottak", Linje1: "Postboks 1", Postnummer: "0001", Poststed: "Prøvestad"}
	if a, err := NyPostadresse(whole); err != nil || strings.Join(a.Linjer(), "|") != "Prøve kommune, postmottak|Postboks 1|0001 Prøvestad" {
		t.Fatalf("%v, %v", a.Linjer(), err)
	}
	for name, c := range map[string]struct {
		change func(*Postadresse)
		want   error
	}{
		"no name":             {func(a *Postadresse) { a.Navn = " \n" }, ErrUfullstendigAdresse},
		"no poststed":         {func(a *Postadresse) { a.Poststed = "" }, ErrUfullstendigAdresse},
		"three digits":        {func(a *Postadresse) { a.Postnummer = "001" }, ErrUfullstendigAdresse},
		"letters":             {func(a *Postadresse) { a.Postnummer = "0OO1" }, ErrUfullstendigAdresse},
		"too long":            {func(a *Postadresse) { a.Linje2 = strings.Repeat("æ", maksAdresselinje+1) }, ErrUfullstendigAdresse},
		"it tells":            {func(a *Postadresse) { a.Navn = "Barneverntjenesten i Prøve" }, ErrIkkeNoytral},
		"it shouts":           {func(a *Postadresse) { a.Linje1 = "BARNEVERNET" }, ErrIkkeNoytral},
		"hyphenated":          {func(a *Postadresse) { a.Linje3 = "Barne-\u00advern og familie" }, ErrIkkeNoytral},
		"over two lines":      {func(a *Postadresse) { a.Linje1, a.Linje2 = "Avdeling barne", "vern" }, ErrIkkeNoytral},
		"letter-spaced":       {func(a *Postadresse) { a.Navn = "b a r n e v e r n" }, ErrIkkeNoytral},
		"decomposed":          {func(a *Postadresse) { a.Navn = "Ma\u0301na\u0301idsuodjalus" }, ErrIkkeNoytral},
		"in English":          {func(a *Postadresse) { a.Navn = "Child Welfare Services" }, ErrIkkeNoytral},
		"the form":            {func(a *Postadresse) { a.Linje1 = "Mottak for bekymringsmeldinger" }, ErrIkkeNoytral},
		"control: neutral":    {func(a *Postadresse) { a.Navn = "Bydel Gamle Oslo, postmottak" }, nil},
		"control: at a limit": {func(a *Postadresse) { a.Linje2 = strings.Repeat("æ", maksAdresselinje) }, nil},
	} {
		a := whole
		c.change(&a)
		if _, err := NyPostadresse(a); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestReturadresse(t *testing.T) {
	if l, err := LesReturadresse(" Retur: Postboks 99 | 0001 Prøvestad |"); err != nil || len(l) != 2 || l[1] != "0001 Prøvestad" {
		t.Errorf("%q, %v", l, err)
	}
	if l, err := LesReturadresse(""); err != nil || l != nil {
		t.Errorf("%q, %v", l, err)
	}
	for _, s := range []string{"Barnevernportalen|Postboks 1", "a|b|c|d|e", strings.Repeat("x", 41)} {
		if _, err := LesReturadresse(s); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}
