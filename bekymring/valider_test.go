package bekymring_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
)

// A valid report, one thing changed, the field and the code that are expected.
func TestValidering(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	str := func(s string) *string { return &s }
	for name, c := range map[string]struct {
		change func(*bekymring.Privat)
		want   []string // path:code
	}{
		"valid":                  {func(*bekymring.Privat) {}, nil},
		"100 000 characters":     {func(p *bekymring.Privat) { p.Melding = strings.Repeat("å", 100_000) }, nil},
		"100 001 characters":     {func(p *bekymring.Privat) { p.Melding = strings.Repeat("å", 100_001) }, []string{"melding:FOR_LANG"}},
		"no key":                 {func(p *bekymring.Privat) { p.Klientnokkel = uuid.Nil }, []string{"klientnokkel:MANGLER"}},
		"empty text":             {func(p *bekymring.Privat) { p.Melding = "" }, []string{"melding:MANGLER"}},
		"only space and control": {func(p *bekymring.Privat) { p.Melding = " \x00\x1b\n\t\u0085 " }, []string{"melding:MANGLER"}},
		"no child":               {func(p *bekymring.Privat) { p.Barn = nil }, []string{"barn:MANGLER"}},
		"21 children":            {func(p *bekymring.Privat) { p.Barn = slices.Repeat(p.Barn, 21) }, []string{"barn:FOR_MANGE"}},
		"nameless second child":  {func(p *bekymring.Privat) { p.Barn = append(p.Barn, bekymring.Barn{}) }, []string{"barn.1.personnavn:MANGLER"}},
		"long name":              {func(p *bekymring.Privat) { p.Barn[0].Personnavn = strings.Repeat("a", 201) }, []string{"barn.0.personnavn:FOR_LANG"}},
		"no kommune":             {func(p *bekymring.Privat) { p.Kommunenummer = "" }, []string{"kommunenummer:MANGLER"}},
		"kommune of words":       {func(p *bekymring.Privat) { p.Kommunenummer = "Bergen" }, []string{"kommunenummer:UGYLDIG_FORMAT"}},
		"unknown kommune":        {func(p *bekymring.Privat) { p.Kommunenummer = "9999" }, []string{"kommunenummer:UKJENT_KOMMUNE"}},
		"inactive kommune":       {func(p *bekymring.Privat) { p.Kommunenummer = "1103" }, []string{"kommunenummer:IKKE_AKTIV"}},
		"unknown bydel":          {func(p *bekymring.Privat) { p.Bydelsnummer = str("77") }, []string{"bydelsnummer:UKJENT_BYDEL"}},
		"bydel of words":         {func(p *bekymring.Privat) { p.Bydelsnummer = str("Årstad") }, []string{"bydelsnummer:UGYLDIG_FORMAT"}},
		"all at once": {func(p *bekymring.Privat) { *p = bekymring.Privat{Barn: []bekymring.Barn{{}}} },
			[]string{"barn.0.personnavn:MANGLER", "klientnokkel:MANGLER", "kommunenummer:MANGLER", "melding:MANGLER"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := melding()
			c.change(&p)
			svar, err := h.bekymring.SendPrivat(melder, p)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range svar.Feil {
				got = append(got, strings.Join(f.Sti, ".")+":"+string(f.Kode))
				if f.Melding == "" {
					t.Errorf("%s says nothing to a person", f.Kode)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if (svar.Bekymringsmelding != nil) != (len(c.want) == 0) {
				t.Errorf("receipt: %v", svar.Bekymringsmelding != nil)
			}
		})
	}
}
