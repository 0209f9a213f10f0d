package bekymring_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"barnevernportalen/ent/db/forsendelse"
)

func TestEnMeldingHeleVeien(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	saks := h.saksbehandler(t, bergen)

	svar, err := h.bekymring.SendPrivat(melder, melding())
	if err != nil {
		t.Fatal(err)
	}
	if svar.Bekymringsmelding == nil {
		t.Fatalf("no receipt: %+v", svar)
	}
	id := svar.Bekymringsmelding.ID
	if got := svar.Bekymringsmelding; got.Tilstand != forsendelse.TilstandAkseptert || got.Bevis != forsendelse.BevisIngen || !got.HarKopi {
		t.Fatalf("receipt says %s/%s, copy %v", got.Tilstand, got.Bevis, got.HarKopi)
	}
	if kopi, err := h.bekymring.Kopi(melder, id); err != nil || !bytes.HasPrefix(kopi, []byte("%PDF-")) {
		t.Fatalf("own copy: %v", err)
	}

	if err := h.delivery.Overlever(system(t), id); err != nil {
		t.Fatal(err)
	}
	m, err := h.delivery.Mottatt(saks, id)
	if err != nil {
		t.Fatal(err)
	}
	if m.Nr != 1 || m.Tilstand != forsendelse.TilstandSendtFagsystem || len(m.Dokumenter) != 2 || m.Brevfrist == nil {
		t.Fatalf("in the inbox: %+v", m)
	}
	dok, err := h.delivery.Apne(saks, id, "bekymringsmelding.json")
	if err != nil {
		t.Fatal(err)
	}
	var wire map[string]any
	if err := json.Unmarshal(dok.Innhold, &wire); err != nil || wire["melding"] != melding().Melding {
		t.Fatalf("opened: %v", err)
	}
	if _, _, err := h.delivery.Bekreft(saks, id, nil); err != nil {
		t.Fatal(err)
	}
	after, err := h.bekymring.Melding(melder, id)
	if err != nil {
		t.Fatal(err)
	}
	if after.Tilstand != forsendelse.TilstandLevert || after.Bevis != forsendelse.BevisRegistrert || len(after.Hendelser) != 3 {
		t.Fatalf("after the confirmation: %s/%s, %d hendelser", after.Tilstand, after.Bevis, len(after.Hendelser))
	}
}
