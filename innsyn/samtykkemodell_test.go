package innsyn_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"barnevernportalen/innsyn"
)

// handling is one act on a consent, or (slag "klokke") the calendar's.
type handling struct {
	slag    string // svar, paa vegne, datoer, tilgang, invalider, klokke
	part    int
	til     innsyn.Svar
	frist   string
	slutt   string
	tilgang bool
	dag     string
}

// modell is a consent as the published text has it, written without a word of the program's: texts, the two tables above, days
// that are compared as texts.
type modell struct {
	svar         []innsyn.Svar
	tilgang      []bool
	frist, slutt string
	invalidert   bool
	idag         string
	linjer       []string
}

var behandlers, borgers = celler(publisertBehandler), celler(publisertInnbygger)

func nyModell(parter int) *modell {
	m := &modell{frist: "2026-11-30", slutt: "2027-06-30", idag: "2026-11-22", linjer: []string{"OPPRETTET"}}
	for range parter {
		m.svar, m.tilgang = append(m.svar, innsyn.SvarVenter), append(m.tilgang, true)
	}
	return m
}

func (m *modell) kopi() *modell {
	k := *m
	k.svar, k.tilgang, k.linjer = slices.Clone(m.svar), slices.Clone(m.tilgang), slices.Clone(m.linjer)
	return &k
}

// gjor is one act, whole: what it answers.
func (m *modell) gjor(h handling) string {
	borger := h.slag == "svar"
	switch {
	case h.slag == "klokke":
		m.idag = max(m.idag, h.dag)
		return ""
	case h.slag == "tilgang":
		if m.tilgang[h.part] != h.tilgang {
			m.tilgang[h.part] = h.tilgang
			m.linjer = append(m.linjer, fmt.Sprintf("REDIGERT %d", h.part))
		}
		return ""
	case borger && !m.tilgang[h.part]:
		return "IKKE_FUNNET"
	case h.slag == "invalider" && m.invalidert:
		return ""
	case m.invalidert:
		return "INVALIDERT"
	case h.slag == "invalider":
		m.invalidert = true
		m.linjer = append(m.linjer, "SATT_UTGAATT_AV_BEHANDLER")
		return ""
	case h.slag == "datoer":
		if m.frist != h.frist || m.slutt != h.slutt {
			m.frist, m.slutt = h.frist, h.slutt
			m.linjer = append(m.linjer, "REDIGERT")
		}
		return ""
	}
	tabell, typ := behandlers, "OPPDATERT_PAA_VEGNE_AV_PART"
	if borger {
		tabell, typ = borgers, "AVSLAATT_AV_PART"
		if h.til == innsyn.SvarSamtykket {
			typ = "AKSEPTERT_AV_PART"
		}
	}
	fra := m.svar[h.part]
	switch celle := tabell[[2]innsyn.Svar{fra, h.til}]; {
	case celle == "–":
		return ""
	case celle != "yes":
		return "ULOVLIG_OVERGANG"
	case borger && h.til != innsyn.SvarTrukket && m.idag > m.slutt:
		return "UTLOPT"
	case borger && h.til != innsyn.SvarTrukket && m.idag > m.frist:
		return "SVARFRIST_PASSERT"
	}
	m.svar[h.part] = h.til
	m.linjer = append(m.linjer, fmt.Sprintf("%s %d %s→%s", typ, h.part, fra, h.til))
	return ""
}

// tilfeldig is an act by chance; now and then one asked for twice.
func tilfeldig(r *rand.Rand, parter int, forrige []handling) handling {
	if len(forrige) > 0 && r.IntN(5) == 0 {
		return forrige[r.IntN(len(forrige))]
	}
	dager := []string{"2026-11-20", "2026-11-25", "2026-11-30", "2027-06-30", "2027-07-01"}
	dag := func() string { return dager[r.IntN(len(dager))] }
	h := handling{part: r.IntN(parter)}
	switch n := r.IntN(20); {
	case n < 10:
		h.slag, h.til = "svar", []innsyn.Svar{innsyn.SvarSamtykket, innsyn.SvarSamtykket, innsyn.SvarIkkeSamtykket, innsyn.SvarTrukket}[r.IntN(4)]
	case n < 14:
		h.slag, h.til = "paa vegne", alleSvar[r.IntN(4)]
	case n < 16:
		h.slag, h.frist, h.slutt = "datoer", dag(), dag()
	case n < 17:
		h.slag, h.tilgang = "tilgang", r.IntN(2) == 0
	case n < 18:
		h.slag = "invalider"
	default:
		h.slag, h.dag = "klokke", []string{"2026-11-30", "2026-12-01", "2027-07-01"}[r.IntN(3)]
	}
	return h
}

// gjort is an act and what it answered.
type gjort struct {
	h    handling
	svar string
}

// forklares: there is an order in which these acts, each whole, give these answers and end here. It is the answer to what may
// come of acts at once, and nothing else is.
func forklares(fra *modell, alle []gjort, til modell) bool {
	if len(alle) == 0 {
		return fmt.Sprint(*fra) == fmt.Sprint(til)
	}
	for i, g := range alle {
		if m := fra.kopi(); m.gjor(g.h) == g.svar && forklares(m, slices.Concat(alle[:i], alle[i+1:]), til) {
			return true
		}
	}
	return false
}
