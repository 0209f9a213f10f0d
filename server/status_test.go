package server_test

import (
	"testing"

	"barnevernportalen/ent/viewer"
)

// That, and when, somebody opened a report is the receiver's affair: the reporter's stream is silent at that moment, and
// speaks at the confirmation.
func TestMelderSerIkkeNarDetLeses(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	melder, saksbehandler := p.okt(t, pidMelder, viewer.NivaBetydelig), p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, melder, "4601")
	innboks := p.sokkel(t, saksbehandler)
	innboks.abonner("i", dokEndret, bergenVar)
	innboks.neste()
	var status [2]*sokkelklient
	for i := range status {
		status[i] = p.sokkel(t, melder)
		status[i].abonner("s", dokStatus, map[string]any{"id": id})
		status[i].neste()
	}

	p.hent(t, saksbehandler, "/last-ned/mottak/"+id+"/bekymringsmelding.pdf")
	if m := innboks.neste(); m.les("data", "mottakEndret", "meldinger", 0, "id") != id { // every stream has been woken
		t.Fatalf("the opening is not told to those it concerns: %s", m.Payload)
	}
	if !status[0].stille() {
		t.Error("the reporter is told that somebody opened it")
	}
	p.kjor(t, saksbehandler, dokBekreft, map[string]any{"id": id})
	if m := status[1].neste(); m.les("data", "bekymringsmeldingStatus", "bevis") != "REGISTRERT" {
		t.Errorf("control: at the confirmation: %s", m.Payload)
	}
}
