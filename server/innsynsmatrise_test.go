package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// matrise asks for everybody's sets as everybody, and compares with the oracle, cell by cell. A cell is one who asks, one
// set asked for, and one path of the schema that ends in a value.
type matrise struct {
	plante
	t      testing.TB
	p      *port
	skjema *ast.Schema
	dok    map[string]string   // the matrix's own documents
	kjente map[string][]string // paths, by type

	svar       []holdt
	lekkasjer  []string
	lekkede    map[string]bool     // the words of them
	lest       map[*person][]kilde // what the log of a person shall show
	uteMapper  map[*person]int     // readings of the list that showed nothing
	hemmeligeB int                 // bytes searched for taint words
}

// holdt is an answer held beside the oracle: a cell for each path.
type holdt struct {
	hvem, hva, rot    string
	stier             []string
	vilKode, fikkKode string           // of a refusal, which is of every path
	vil, fikk         map[string][]any // values by path
}

func (h holdt) stemmer(sti string) bool {
	v, f := h.vil[sti], h.fikk[sti]
	return h.vilKode == h.fikkKode && len(v) == len(f) && !slices.ContainsFunc(plasser(v), func(i int) bool { return !stemmer(v[i], f[i]) })
}

func plasser(l []any) []int {
	ut := make([]int, len(l))
	for i := range ut {
		ut[i] = i
	}
	return ut
}

// avvik are the cells that do not agree.
func avvik(svar []holdt) (ut []string) {
	for _, h := range svar {
		for _, sti := range h.stier {
			if !h.stemmer(sti) {
				ut = append(ut, fmt.Sprintf("%s, %s, %s%s: got %s%v, want %s%v", h.hvem, h.hva, h.rot, sti, h.fikkKode, h.fikk[sti], h.vilKode, h.vil[sti]))
			}
		}
	}
	return ut
}

// celler counts them: those where the oracle says that something is seen, that nothing is, and that one is refused.
func celler(svar []holdt) (data, ingenting, avvist int) {
	for _, h := range svar {
		for _, sti := range h.stier {
			switch {
			case h.vilKode != "":
				avvist++
			case len(h.vil[sti]) > 0:
				data++
			default:
				ingenting++
			}
		}
	}
	return data, ingenting, avvist
}

// en is one cell by itself.
func (m *matrise) en(hvem, hva, rot string, vil, fikk any) {
	m.svar = append(m.svar, holdt{hvem: hvem, hva: hva, rot: rot, stier: []string{""}, vil: map[string][]any{"": {vil}}, fikk: map[string][]any{"": {fikk}}})
}

// utenLekkasje searches an answer for words that are not hers to see.
func (m *matrise) utenLekkasje(hvem, hva string, hvis *person, tekst string) {
	m.hemmeligeB += len(tekst)
	for _, token := range m.lekket(hvis, tekst) {
		m.lekkede[token] = true
		m.lekkasjer = append(m.lekkasjer, fmt.Sprintf("%s, %s: %s (%s)", hvem, hva, token, m.ord[token]))
	}
}

// sammenlign makes a cell of every path below a root field.
func (m *matrise) sammenlign(hvem, hva, rot string, vil, fikk any) {
	m.sammenlignType(hvem, hva, rot, rotfelt(m.skjema)[rot].Type.Name(), vil, fikk)
}

func (m *matrise) sammenlignType(hvem, hva, rot, typ string, vil, fikk any) {
	h := holdt{hvem: hvem, hva: hva, rot: rot, stier: m.stier(typ), vil: map[string][]any{}, fikk: map[string][]any{}}
	blader("", vil, h.vil)
	blader("", ordnet(vil, fikk), h.fikk)
	// Null where an object is, or a path that the schema does not have, is a cell only where it is wrong.
	for _, m := range []map[string][]any{h.vil, h.fikk} {
		for sti := range m {
			if !slices.Contains(h.stier, sti) && !h.stemmer(sti) {
				h.stier = append(slices.Clip(h.stier), sti)
			}
		}
	}
	if vil == nil && fikk == nil {
		h.vil, h.fikk = nil, nil
	}
	m.svar = append(m.svar, h)
}

func (m *matrise) stier(typ string) []string {
	if m.kjente[typ] == nil {
		m.kjente[typ] = stier(m.skjema, typ)
	}
	return m.kjente[typ]
}

// avvist makes a cell of every path below a root field that somebody is refused: the code, and no data.
func (m *matrise) avvist(hvem, hva, rot, kode string, s svar) {
	h := holdt{hvem: hvem, hva: hva, rot: rot, stier: m.stier(rotfelt(m.skjema)[rot].Type.Name()), vilKode: kode, fikkKode: s.kode(), fikk: map[string][]any{}}
	if k, _ := s.les("kode").(string); k != "" {
		h.fikkKode = k
	}
	for _, v := range mapAv(s.les("data")) {
		if v != nil {
			blader("", v, h.fikk)
		}
	}
	m.svar = append(m.svar, h)
}

func mapAv(v any) map[string]any {
	ut, _ := v.(map[string]any)
	return ut
}

// nyMatrise is a portal with the matrix's documents beside the portal's own, with a store that two integrations of Bergen may
// index in.
func nyMatrise(t testing.TB) *matrise {
	t.Helper()
	p := nyttHus(t)
	m := &matrise{t: t, p: p, skjema: skjemaet(t), kjente: map[string][]string{}, lekkede: map[string]bool{}, lest: map[*person][]kilde{}, uteMapper: map[*person]int{}}
	m.plante = plante{ordbok{ord: map[string]plantet{}}, map[string][]*sett{}}
	p.innsyn.Dokumenter.Opphav = p.url
	p.medFiksapi(t)
	portal := testPortal(t)
	liste := map[string]string{}
	maa(t, json.Unmarshal(portal["persisted-documents.json"].Data, &liste))
	m.dok = dokumenter(m.skjema)
	for _, d := range m.dok {
		liste[hashAv(d)] = d
	}
	portal["persisted-documents.json"].Data = tilJSON(t, liste)
	c := p.Config
	c.Portal = portal
	var err error
	p.Server, err = server.New(c)
	maa(t, err)
	maa(t, p.forvaltning.GiRettighet(p.sys(t), uuid.MustParse(maskinTo), viewer.Rettighet{Rett: viewer.RettIndekser, Kommunenummer: "4601"}))
	return m
}

// loggInn gives a person her two sessions.
func (m *matrise) loggInn(p *person) {
	if p.hoyt == nil {
		p.hoyt, p.lavt = m.p.okt(m.t, p.fnr, viewer.NivaHoyt), m.p.okt(m.t, p.fnr, viewer.NivaBetydelig)
	}
}

// TestInnsynsmatrise: whoever asks for whatever sees what was indexed for her, and of nobody else's a word.
func TestInnsynsmatrise(t *testing.T) {
	m := nyMatrise(t)
	p := m.p
	p.lytt(t)

	// The same child's parties; another case of the kommune; another kommune's; and who may not see: shut out, run out, at a
	// level that is never shown, deleted. The last four have another case, which they see.
	saker := map[string][]*sett{}
	for _, navn := range []string{"A", "B", "D", "E", "F", "H"} {
		saker[navn] = m.sak(navn, maskinBergen, "4601", true, nil)
	}
	saker["C"] = m.sak("C", maskinOslo, "0301", true, nil)
	for av, kommune := range map[string]string{"D": "0301", "E": "4601", "F": "4601", "H": "4601"} {
		maskin := map[string]string{"0301": maskinOslo, "4601": maskinBergen}[kommune]
		saker[av+"2"] = m.sak(av+"2", maskin, kommune, true, eiere(saker[av]))
	}
	// Two roles are two cases: hovedperson of one family, and so on round, each person in a second role in another case.
	saker["T"] = m.sak("T", maskinBergen, "4601", true, nil)
	rundt := append(slices.Clone(eiere(saker["T"])[1:]), saker["T"][0].eier)
	saker["T2"] = m.sak("T2", maskinBergen, "4601", true, rundt)
	for navn, s := range saker {
		m.lastOpp(s)
		m.fyll(s, saker["B"][0], saker["C"][0], saker["D"][1])
		for _, e := range s {
			e.utlopt, e.dempet = navn == "E", navn == "F"
			e.synlig = !e.utlopt && !e.dempet
		}
	}
	var alle []*sett
	for _, navn := range slices.Sorted(maps.Keys(saker)) {
		alle = append(alle, saker[navn]...)
	}
	m.indekser(alle...)

	// Before they are shut out and deleted they see all of it: what is not seen after is not seen for that reason.
	for _, navn := range []string{"D", "H"} {
		for _, s := range saker[navn] {
			m.sporOm(m.som(s), []*sett{s})
		}
	}
	tidlige := m.lenkerTil(append(slices.Clone(saker["D"]), saker["H"]...))
	m.steng(saker["D"])
	m.slett(saker["H"])

	alleSaker := slices.Sorted(maps.Keys(saker))
	for _, navn := range alleSaker {
		for i, s := range saker[navn] {
			hun := m.som(s)
			m.sporOmLister(hun)
			for _, annen := range alleSaker {
				// The parties of A ask for all there is; the others for their own case, and some for A.
				alt := navn == "A" && (annen == "D2" || !strings.HasSuffix(annen, "2"))
				if alt || annen == navn || annen == "A" && i < 2 {
					m.sporOm(hun, saker[annen])
				}
			}
		}
	}
	m.del(t, "dokumenter", func() { m.dokumentene(saker, tidlige) })
	for _, s := range slices.Concat(saker["A"], saker["T"]) {
		m.sporOmLogg(m.som(s))
	}
	// Whoever is nobody's party, and whoever is one and has not shown it well enough.
	utenfra := []sporrer{
		{navn: "ikke innlogget", kode: logInn},
		{navn: "saksbehandler", kake: p.okt(t, pidBergen, viewer.NivaHoyt)},
		{navn: "admin", kake: p.okt(t, pidAdmin, viewer.NivaHoyt)},
		{navn: "saksbehandler, lavt", kake: p.okt(t, pidBergen, viewer.NivaBetydelig), kode: lavt},
		{navn: "samme maskin", maskin: maskinBergen, kode: manglerRett},
		{navn: "annen maskin", maskin: maskinTo, kode: manglerRett},
		{navn: "annen kommunes maskin", maskin: maskinOslo, kode: manglerRett},
		{navn: "maskin uten rett", maskin: maskinTredje, kode: manglerRett},
	}
	for _, s := range saker["A"] {
		utenfra = append(utenfra, sporrer{navn: s.navn + ", lavt", kake: s.eier.lavt, kode: lavt})
	}
	for _, u := range utenfra {
		m.sporOmLister(u)
		m.sporOmLogg(u)
		m.sporOm(u, saker["A"])
	}

	m.meld(t)
	m.del(t, "søk", func() { m.sok(saker) })
	m.del(t, "markører", func() { m.markorer(saker) })
	m.del(t, "sokler", func() { m.sokler(saker) })
	m.del(t, "maskiner", func() { m.maskiner(saker) })
	m.utenLekkasje("loggen", "server log", nil, p.logg.String())
	m.meld(t)
	data, ingenting, avvist := celler(m.svar)
	t.Logf("celler=%d lekkasjer=%d (data=%d ingenting=%d avvist=%d ord=%d, %d kB søkt gjennom)",
		data+ingenting+avvist, len(m.lekkasjer), data, ingenting, avvist, len(m.ord), m.hemmeligeB>>10)
	if data < 5000 || ingenting < 5000 || avvist < 500 {
		t.Error("5 000 cells with data and 5 000 without are wanted")
	}
}

// meld reports what is wrong so far, the first of it in full.
func (m *matrise) meld(t *testing.T) {
	t.Helper()
	const vist = 30
	alle := avvik(m.svar)
	for i, a := range alle {
		if i == vist {
			t.Errorf("… and %d cells more", len(alle)-vist)
			break
		}
		t.Error(a)
	}
	for i, l := range m.lekkasjer {
		if i == vist {
			t.Errorf("… and %d leaks more", len(m.lekkasjer)-vist)
			break
		}
		t.Errorf("a leak: %s", l)
	}
}

// steng shuts persons out of what they have in the kommune.
func (m *matrise) steng(settene []*sett) {
	m.t.Helper()
	for _, s := range settene {
		svar := m.p.sporsmal(m.t, m.p.hus.maskiner[s.maskin], dokSperr, map[string]any{"input": map[string]any{"fodselsnummer": s.eier.fnr, "kommunenummer": s.kommune}})
		m.utenLekkasje("maskin", "sperrInnsyn", nil, helt(svar))
		if svar.les("data", "sperrInnsyn", "id") == nil {
			m.t.Fatalf("not shut out: %s", svar.raw)
		}
		s.synlig = false
	}
}

// slett deletes sets, entries and all.
func (m *matrise) slett(settene []*sett) {
	m.t.Helper()
	for _, s := range settene {
		ider := []string{s.mappe.melding}
		for _, p := range s.poster {
			ider = append(ider, p.melding)
		}
		svar := m.p.sporsmal(m.t, m.p.hus.maskiner[s.maskin], dokSlettInd, map[string]any{"input": map[string]any{"kommunenummer": s.kommune, "meldingIder": ider}})
		m.utenLekkasje("maskin", "slettIndeksert", nil, helt(svar))
		if svar.les("data", "slettIndeksert", "antallSlettet") != float64(len(ider)) {
			m.t.Fatalf("not deleted: %s", svar.raw)
		}
		s.synlig = false
	}
}

// del is a part of the test with its own name.
func (m *matrise) del(t *testing.T, navn string, f func()) {
	t.Run(navn, func(t *testing.T) {
		m.t = t
		f()
	})
	m.t = t
}
