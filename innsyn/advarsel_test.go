package innsyn_test

import (
	"fmt"
	"testing"

	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/innsyn"
)

// An edialogId that is set up for nobody is told to the case system that gives it: once, where it first stands. What is
// written is written all the same; what is set up, what names none, and what has no business there is no warning.
func TestUkjentEdialogVarsles(t *testing.T) {
	h := nyttPosthus(t) // which knows «kjent»
	alle := []felter{skjema("POST", "kjent"), skjema("POST", ""), skjema("POST", "ukjent"), skjema("POST", "ukjent"), skjema("SVAR", "hjemlos")}
	m := endret(mappe(fnrMor, "MOR", "Saken"), felter{"edialogSkjemaer": alle})
	annens := endret(mappe(fnrMor, "MOR", "En annens"), felter{"organisasjonsnummer": "910000004", "edialogSkjemaer": alle[:1]})
	p := endret(journalpost(fnrMor, m, "Brev", "2026-03-18T10:00:00+01:00"), felter{
		"mappeId": felter{"mappeId": "2026/17"}, "edialogSkjemaer": []felter{skjema("SVAR", "kjent"), skjema("SVAR", "vekk")}})
	oslos := endret(p, felter{"edialogSkjemaer": []felter{skjema("SVAR", "kjent")}})
	oslos.Kommunenummer = "0301"
	svar, err := h.Indekser(maskin(t, bergensk, "4601", "0301"), []innsyn.Melding{m, annens, p, oslos})
	maa(t, err)
	var steder []string
	for _, a := range svar.Advarsler {
		if a.Kode != innsyn.FeilUkjentDialog {
			t.Errorf("%+v", a)
		}
		steder = append(steder, fmt.Sprint(a.Sti[1], ".", a.Sti[4]))
	}
	if vil := "[0.2 1.0 2.1 3.0]"; fmt.Sprint(steder) != vil || len(svar.Feil) > 0 || svar.Opprettet != 4 {
		t.Errorf("warned of %v, want %s; %+v", steder, vil, svar)
	}
	// The control: when the operator has set it up, nothing is said.
	c := h.DB.Client()
	c.Dialogmottaker.Create().SetOrgnr("974760673").SetEdialogID("ukjent").SetBydelID(c.Bydel.Query().OnlyIDX(system(t))).SetMottakerOrgnr("974760673").
		SetMottakerNavn("Barneverntjenesten").SetVei(dialogmottaker.VeiSvarinn).ExecX(system(t))
	if svar := h.indekser(t, m); len(svar.Advarsler) > 0 {
		t.Errorf("%+v", svar.Advarsler)
	}
}
