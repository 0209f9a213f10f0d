package innsyn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"barnevernportalen/innsyn"
)

var alleSvar = []innsyn.Svar{innsyn.SvarSamtykket, innsyn.SvarIkkeSamtykket, innsyn.SvarVenter, innsyn.SvarTrukket}

// The table as the national service publishes it, for caseworkers, and its two sentences for citizens as a table likewise.
const (
	publisertBehandler = `
| from \ to      | SAMTYKKET | IKKE_SAMTYKKET | VENTER_PAA_SVAR | TRUKKET |
| SAMTYKKET       | –         | no             | yes             | yes     |
| IKKE_SAMTYKKET  | yes       | –              | yes             | no      |
| VENTER_PAA_SVAR | yes       | yes            | –               | no      |
| TRUKKET         | yes       | no             | yes             | –       |`
	publisertInnbygger = `
| from \ to      | SAMTYKKET | IKKE_SAMTYKKET | VENTER_PAA_SVAR | TRUKKET |
| SAMTYKKET       | –         | no             | no              | yes     |
| IKKE_SAMTYKKET  | no        | –              | no              | no      |
| VENTER_PAA_SVAR | yes       | yes            | –               | no      |
| TRUKKET         | no        | no             | no              | –       |`
)

// celler reads such a table.
func celler(tabell string) map[[2]innsyn.Svar]string {
	ut := map[[2]innsyn.Svar]string{}
	var til []string
	for i, linje := range strings.Split(strings.TrimSpace(tabell), "\n") {
		var felt []string
		for _, f := range strings.Split(strings.Trim(linje, "|"), "|") {
			felt = append(felt, strings.TrimSpace(f))
		}
		if i == 0 {
			til = felt[1:]
			continue
		}
		for j, f := range felt[1:] {
			ut[[2]innsyn.Svar{innsyn.Svar(felt[0]), innsyn.Svar(til[j])}] = f
		}
	}
	return ut
}

// iTid are dates far off.
func iTid(t testing.TB) (innsyn.Tider, time.Time) {
	return innsyn.Tider{Akseptfrist: dag(t, "2026-11-30"), SluttDato: dagen(t, "2027-06-30")}, time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
}

// tabellen is ours, by asking the rule for each cell, written as the published one.
func tabellen(t testing.TB, innbygger bool) map[[2]innsyn.Svar]string {
	tider, naa := iTid(t)
	ut := map[[2]innsyn.Svar]string{}
	for _, fra := range alleSvar {
		for _, til := range alleSvar {
			endres, hindring := innsyn.ProvSvar(innbygger, fra, til, tider, naa)
			celle := "–"
			switch {
			case endres && hindring == "":
				celle = "yes"
			case hindring == innsyn.HindringUlovlig && !endres:
				celle = "no"
			case endres || hindring != "":
				celle = "?"
			}
			ut[[2]innsyn.Svar{fra, til}] = celle
		}
	}
	return ut
}

func ulike(vi, publisert map[[2]innsyn.Svar]string) (ut []string) {
	for _, fra := range alleSvar {
		for _, til := range alleSvar {
			if c := [2]innsyn.Svar{fra, til}; vi[c] != publisert[c] || vi[c] == "" {
				ut = append(ut, fmt.Sprintf("%s → %s: %q, published %q", fra, til, vi[c], publisert[c]))
			}
		}
	}
	return ut
}

// The table is data, and cell by cell the published one: for a caseworker and for the party herself.
func TestSvartabellen(t *testing.T) {
	for navn, c := range map[string]struct {
		innbygger bool
		publisert string
	}{"caseworker": {false, publisertBehandler}, "citizen": {true, publisertInnbygger}} {
		vi := tabellen(t, c.innbygger)
		var b strings.Builder
		for _, fra := range alleSvar {
			fmt.Fprintf(&b, "\n%-16s", fra)
			for _, til := range alleSvar {
				fmt.Fprintf(&b, "%-4s", vi[[2]innsyn.Svar{fra, til}])
			}
		}
		t.Logf("%s, to %v:%s", navn, alleSvar, b.String())
		if u := ulike(vi, celler(c.publisert)); len(u) > 0 || len(celler(c.publisert)) != 16 {
			t.Errorf("%s: %s", navn, strings.Join(u, "; "))
		}
	}
	// Control: each cell, changed, is seen.
	for _, fra := range alleSvar {
		for _, til := range alleSvar {
			for _, slik := range []int{int(innsyn.Ingen), int(innsyn.Uendret), int(innsyn.Behandler), int(innsyn.Begge)} {
				if slik == int(innsyn.Svartabell[fra][til]) {
					continue
				}
				tilbake := innsyn.SettSvartabell(fra, til, innsyn.Hvem(slik))
				sett := len(ulike(tabellen(t, false), celler(publisertBehandler))) + len(ulike(tabellen(t, true), celler(publisertInnbygger)))
				tilbake()
				if sett == 0 {
					t.Errorf("%s → %s changed to %d is not seen", fra, til, slik)
				}
			}
		}
	}
}

// The precedence of the whole, over every set of up to four answers, each place in time, and ended or not: what it must be is
// said here anew, from the strongest to the weakest.
func TestSamletStatus(t *testing.T) {
	frist, slutt := dag(t, "2026-11-30"), dagen(t, "2026-12-15")
	tider := map[string]time.Time{"before": frist.Slutt().Add(-time.Nanosecond), "deadline over": frist.Slutt(),
		"last day": slutt.Slutt().Add(-time.Nanosecond), "over": slutt.Slutt()}
	sett, antall := map[innsyn.Samtykkestatus]int{}, 0
	var alle func(svar []innsyn.Svar, igjen int)
	alle = func(svar []innsyn.Svar, igjen int) {
		for naa, tid := range tider {
			for _, invalidert := range []bool{false, true} {
				for _, ende := range []*innsyn.Dato{nil, slutt} {
					fikk := innsyn.Samlet(svar, innsyn.Tider{Akseptfrist: frist, SluttDato: ende, Invalidert: invalidert}, tid)
					har := func(s innsyn.Svar) bool { return slices.Contains(svar, s) }
					over := ende != nil && naa == "over"
					vil := innsyn.StatusSamtykket
					if har(innsyn.SvarVenter) || len(svar) == 0 {
						vil = innsyn.StatusVenter
						if naa != "before" {
							vil = innsyn.StatusFristPassert
						}
					}
					if over {
						vil = innsyn.StatusUtlopt
					}
					if har(innsyn.SvarIkkeSamtykket) {
						vil = innsyn.StatusIkkeSamtykket
					}
					if har(innsyn.SvarTrukket) {
						vil = innsyn.StatusTrukket
					}
					if invalidert {
						vil = innsyn.StatusUtlopt
					}
					if fikk != vil {
						t.Errorf("%v %s invalid %v: %s, want %s", svar, naa, invalidert, fikk, vil)
					}
					sett[fikk]++
					antall++
				}
			}
		}
		if igjen > 0 {
			for _, s := range alleSvar {
				alle(append(slices.Clip(svar), s), igjen-1)
			}
		}
	}
	alle(nil, 4)
	if t.Logf("%d cases: %v", antall, sett); len(sett) != 6 {
		t.Error("a status is never reached")
	}
}

// A day ends at midnight in Norway, in summer and winter, and the day itself counts.
func TestDagenSlutterINorge(t *testing.T) {
	for d, slutt := range map[string]string{"2026-11-30": "2026-11-30T23:00:00Z", "2026-06-30": "2026-06-30T22:00:00Z", "2026-03-29": "2026-03-29T22:00:00Z",
		"2026-10-25": "2026-10-25T23:00:00Z", "2026-12-31": "2026-12-31T23:00:00Z", "2028-02-29": "2028-02-29T23:00:00Z"} {
		vil, err := time.Parse(time.RFC3339, slutt)
		maa(t, err)
		dagen := dag(t, d)
		if !dagen.Slutt().Equal(vil) || dagen.Passert(vil.Add(-time.Nanosecond)) || !dagen.Passert(vil) || innsyn.DatoVed(vil.Add(-time.Nanosecond)) != dagen || dagen.String() != d {
			t.Errorf("%s ends %s", d, dagen.Slutt().UTC())
		}
	}
	for _, s := range []string{"", "2026-02-30", "2026-2-3", "2026-11-22T10:00:00Z", "0000-01-01", "20261122", "2026-11-22 "} {
		if _, err := innsyn.ParseDato(s); err == nil {
			t.Errorf("%q is a day", s)
		}
	}
}
