package innsyn_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

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

// minne is a consent in memory that several acts touch at once, by the program's rules. Each act takes the lock, reads,
// decides, writes and lets go, one step at a time, in an order that chance decides.
type minne struct {
	modell        // the rows
	laast  *lop   // who holds it
	orden  []*lop // in which order they got it
	naa    func(string) time.Time
	t      testing.TB
}

type lop struct {
	h      handling
	steg   int
	lest   *modell
	svar   string
	ferdig bool
}

// kan: whether the act can take a step.
func (m *minne) kan(l *lop, laas bool) bool {
	return !l.ferdig && (!laas || l.steg != 0 || m.laast == nil)
}

// et is one step.
func (m *minne) et(l *lop, laas bool) {
	switch l.steg {
	case 0:
		if laas {
			m.laast = l
		}
		m.orden = append(m.orden, l)
	case 1:
		l.lest = m.kopi()
	case 2:
		l.svar = m.avgjor(l.lest, l.h)
	case 3:
		m.skriv(l)
		m.laast, l.ferdig = nil, true
	}
	l.steg++
}

// avgjor changes what the act has read, by the program's rules.
func (m *minne) avgjor(lest *modell, h handling) string {
	if h.slag != "svar" && h.slag != "paa vegne" {
		return lest.gjor(h) // nothing of these is a rule of the table's
	}
	borger := h.slag == "svar"
	if borger && !lest.tilgang[h.part] {
		return "IKKE_FUNNET"
	}
	tider := innsyn.Tider{Akseptfrist: dag(m.t, lest.frist), SluttDato: dagen(m.t, lest.slutt), Invalidert: lest.invalidert}
	fra := lest.svar[h.part]
	endres, hindring := innsyn.ProvSvar(borger, fra, h.til, tider, m.naa(lest.idag))
	if endres {
		typ := "OPPDATERT_PAA_VEGNE_AV_PART"
		if borger {
			if typ = "AVSLAATT_AV_PART"; h.til == innsyn.SvarSamtykket {
				typ = "AKSEPTERT_AV_PART"
			}
		}
		lest.svar[h.part] = h.til
		lest.linjer = append(lest.linjer, fmt.Sprintf("%s %d %s→%s", typ, h.part, fra, h.til))
	}
	return string(hindring)
}

// skriv writes the one column that the act has changed, and its line: as the program does, and not the whole consent.
func (m *minne) skriv(l *lop) {
	switch h := l.h; h.slag {
	case "klokke":
		m.idag = l.lest.idag
	case "tilgang":
		m.tilgang[h.part] = l.lest.tilgang[h.part]
	case "datoer":
		m.frist, m.slutt = l.lest.frist, l.lest.slutt
	case "invalider":
		m.invalidert = l.lest.invalidert
	default:
		m.svar[h.part] = l.lest.svar[h.part]
	}
	m.linjer = l.lest.linjer // its number is the next after those it has seen
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

// flett runs some acts at once and says what does not agree with the model, in the order in which they got the lock.
func flett(t testing.TB, r *rand.Rand, laas bool) string {
	parter := 1 + r.IntN(3)
	m := &minne{modell: *nyModell(parter), t: t, naa: func(d string) time.Time { return dag(t, d).Slutt().Add(-time.Hour) }}
	fasit := nyModell(parter)
	for range 2 { // two rounds, so that the second begins anywhere
		var alle []*lop
		var forrige []handling
		for range 2 + r.IntN(4) {
			h := tilfeldig(r, parter, forrige)
			forrige = append(forrige, h)
			alle = append(alle, &lop{h: h})
		}
		m.orden = nil
		for {
			var kan []*lop
			for _, l := range alle {
				if m.kan(l, laas) {
					kan = append(kan, l)
				}
			}
			if len(kan) == 0 {
				break
			}
			m.et(kan[r.IntN(len(kan))], laas)
		}
		if !laas { // without it there is no order to go by: any will do
			var ut []gjort
			for _, l := range alle {
				ut = append(ut, gjort{l.h, l.svar})
			}
			if !forklares(fasit, ut, m.modell) {
				return "no order of the acts explains it"
			}
			*fasit = *m.kopi()
			continue
		}
		for _, l := range m.orden {
			if vil := fasit.gjor(l.h); vil != l.svar {
				return fmt.Sprintf("%+v answered %q, want %q", l.h, l.svar, vil)
			}
		}
		if vi, vil := fmt.Sprint(m.modell), fmt.Sprint(*fasit); vi != vil {
			return fmt.Sprintf("is %s, want %s", vi, vil)
		}
	}
	// The whole, by the history alone.
	igjen := slices.Repeat([]innsyn.Svar{innsyn.SvarVenter}, parter)
	for _, l := range m.linjer {
		var typ, rest string
		var part int
		if n, _ := fmt.Sscanf(l, "%s %d %s", &typ, &part, &rest); n == 3 {
			for _, s := range alleSvar {
				if rest[max(0, len(rest)-len(s)-len("→")):] == "→"+string(s) {
					igjen[part] = s
				}
			}
		}
	}
	if !slices.Equal(igjen, m.svar) {
		return fmt.Sprintf("by its history %v, is %v", igjen, m.svar)
	}
	return ""
}

// 100 000 random interleavings of acts against the model: one final state each, and no answer is lost. The controls: without
// the lock, and with a table that lets through what it must not, it is seen.
func TestSamtykkeFlettetIMinnet(t *testing.T) {
	antall := 100_000
	if testing.Short() {
		antall = 10_000
	}
	frø := uint64(time.Now().UnixNano())
	r := rand.New(rand.NewPCG(frø, 1))
	for i := range antall {
		if feil := flett(t, r, true); feil != "" {
			t.Fatalf("interleaving %d of seed %d: %s", i, frø, feil)
		}
	}
	t.Logf("%d interleavings agree with the model (seed %d)", antall, frø)
	sett := func() (n int) {
		for range 10_000 {
			if flett(t, r, true) != "" {
				n++
			}
		}
		return n
	}
	uten := 0
	for range 10_000 {
		if flett(t, r, false) != "" {
			uten++
		}
	}
	tilbake := innsyn.SettSvartabell(innsyn.SvarTrukket, innsyn.SvarSamtykket, innsyn.Begge)
	galt := sett()
	tilbake()
	tilbake = innsyn.SettSvartabell(innsyn.SvarSamtykket, innsyn.SvarTrukket, innsyn.Behandler)
	laast := sett()
	tilbake()
	t.Logf("controls, of 10 000: without the lock %d are seen, with a withdrawn one given again by herself %d, with a withdrawal refused %d", uten, galt, laast)
	if uten == 0 || galt == 0 || laast == 0 {
		t.Error("a control is not seen")
	}
}
