package server_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Every field, argument and root field of the schema that gives or takes anything of innsyn has its line in the oracle.
func TestInnsynsorakelHarAlleLinjer(t *testing.T) {
	s := skjemaet(t)
	for _, m := range mangler(s) {
		t.Errorf("%s has no line in the oracle (or one too many)", m)
	}
	for _, o := range overflodige(s) {
		t.Errorf("the oracle has a line for %s, which is not in the schema", o)
	}
}

// The control: in a schema that has grown, what is new is missed, by name and nothing else.
func TestInnsynsorakelKontroll(t *testing.T) {
	for navn, c := range map[string]struct{ sdl, mangler string }{
		"as it is":          {"", ""},
		"a field":           {`extend type Mappe { notat: String }`, "Mappe.notat"},
		"a field deep down": {`extend type Delmal { ansvarlig: String }`, "Delmal.ansvarlig"},
		"a type":            {`type Notat { tekst: String } extend type Journalpost { notater: [Notat!]! }`, "Journalpost.notater Notat.tekst"},
		"an argument":       {`extend type Query { y: Int } extend type Delmal { x(av: Int): Int }`, "Delmal.x Delmal.x(av) Query.y"},
		"a root field": {`extend type Query { alleMapper: [MinMappe!]! }`, "MinMappe.avsluttet MinMappe.hovedperson MinMappe.id MinMappe.kommunenummer MinMappe.navaerendeMilepel MinMappe.rolle MinMappe.saksdato MinMappe.sistOppdatert MinMappe.tittel MinMappe.venter Milepel.beskrivelse Milepel.navn Milepel.sluttdato Milepel.startdato Query.alleMapper " +
			"Ventende.frist Ventende.journalpostId Ventende.kom Ventende.slag Ventende.status Ventende.tittel"},
		"a subscription":                    {`extend type Subscription { journalpostEndret: ID }`, "Subscription.journalpostEndret"},
		"another's type that shows a case":  {`extend type Meg { sak: Delmal }`, "Delmal.beskrivelse Delmal.nr"},
		"a union, which can hold anything":  {`union Ting = Delmal | Lenke extend type Mappe { ting: Ting }`, "Mappe.ting Ting: neither object nor leaf"},
		"an argument of a known root field": {"", "Query.mappe(som)"},
	} {
		var kilder []*ast.Source
		sett := map[string]bool{}
		for _, typ := range skjemaet(t).Types {
			if typ.Position != nil && typ.Position.Src != nil && !typ.Position.Src.BuiltIn && !sett[typ.Position.Src.Name] {
				sett[typ.Position.Src.Name] = true
				kilde := *typ.Position.Src
				if navn == "an argument of a known root field" {
					kilde.Input = strings.Replace(kilde.Input, "\n  mappe(\n", "\n  mappe(\n    som: ID\n", 1)
				}
				kilder = append(kilder, &kilde)
			}
		}
		s, err := gqlparser.LoadSchema(append(kilder, &ast.Source{Name: "kontroll", Input: c.sdl})...)
		if err != nil {
			t.Fatalf("%s: %v", navn, err)
		}
		vil := strings.FieldsFunc(c.mangler, func(r rune) bool { return r == ' ' })
		if strings.Contains(c.mangler, ": ") {
			vil = []string{"Mappe.ting", "Ting: neither object nor leaf"}
		}
		slices.Sort(vil)
		if fikk := mangler(s); !slices.Equal(fikk, vil) {
			t.Errorf("%s: missed %q, want %q", navn, fikk, vil)
		}
	}
}

// The control of the matrix itself: mother's and father's sets are indexed each for the other. The oracle does not know, and
// the matrix reports every word.
func TestInnsynsmatriseSerEnForbytting(t *testing.T) {
	m := nyMatrise(t)
	sak := m.sak("A", maskinBergen, "4601", true, nil)[1:4]
	mor, far, medmor := sak[0], sak[1], sak[2]
	mor.indeksertFor, far.indeksertFor = far.eier, mor.eier
	m.fyll(sak)
	m.indekser(sak...)
	for _, s := range sak {
		m.sporOmLister(m.som(s))
		m.sporOm(m.som(s), sak)
	}
	for _, l := range m.lekkasjer {
		if strings.HasPrefix(l, medmor.navn) {
			t.Errorf("one who is as she should be: %s", l)
		}
	}
	for _, s := range []*sett{mor, far} {
		for _, token := range m.sorterte(s) {
			if !m.lekkede[token] {
				t.Errorf("%s is seen by another and not reported", m.ord[token])
			}
		}
	}
	// Each of the two misses all of her own, and sees all of the other's.
	gale := map[string]int{}
	for _, a := range avvik(m.svar) {
		hvem, _, _ := strings.Cut(a, ",")
		gale[hvem]++
	}
	if gale[mor.navn] < 500 || gale[far.navn] < 500 || gale[medmor.navn] > 0 {
		t.Errorf("wrong cells: %v", gale)
	}

	// And an oracle that is wrong in 50 cells is told so 50 times, cell by cell.
	var riktige []holdt
	for _, h := range m.svar {
		if h.hvem == medmor.navn && len(avvik([]holdt{h})) == 0 {
			riktige = append(riktige, h)
		}
	}
	r := rand.New(rand.NewPCG(5, 1))
	type rute struct{ svar, sti int }
	vendt := map[rute]bool{}
	vil := map[string]bool{}
	for len(vendt) < 50 {
		i := r.IntN(len(riktige))
		c := rute{i, r.IntN(len(riktige[i].stier))}
		if vendt[c] {
			continue
		}
		vendt[c] = true
		h := &riktige[i]
		sti := h.stier[c.sti]
		h.vil = maps.Clone(h.vil)
		switch v := h.vil[sti]; {
		case h.vil == nil:
			h.vil = map[string][]any{sti: {"noe"}}
		case len(v) == 0:
			h.vil[sti] = []any{"noe"}
		default:
			ny := slices.Clone(v)
			ny[r.IntN(len(ny))] = fmt.Sprint("vendt ", v)
			h.vil[sti] = ny
		}
		vil[fmt.Sprint(h.hva, h.rot, sti, i)] = true
	}
	fikk := 0
	for i, h := range riktige {
		for _, sti := range h.stier {
			if h.stemmer(sti) {
				continue
			}
			fikk++
			if !vil[fmt.Sprint(h.hva, h.rot, sti, i)] {
				t.Errorf("%s%s was not turned", h.rot, sti)
			}
		}
	}
	if fikk != 50 {
		t.Errorf("%d of 50 turned cells are reported", fikk)
	}
}
