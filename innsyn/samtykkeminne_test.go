package innsyn_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"barnevernportalen/innsyn"
)

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
