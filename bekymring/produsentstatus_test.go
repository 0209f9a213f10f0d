package bekymring_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent"
)

// The steps in order, in Norwegian local time; and nobody learns of a report that is not its own.
func TestProdusentStatus(t *testing.T) {
	h := nyttHus(t)
	f := h.forseglet(t)
	f.Kommunenummer, f.Bydelsnummer = "4601", "00"
	f.Asice = forsegl(t, h.manuell.Cert, h.container(t))
	id, err := h.bekymring.SendForseglet(maskin(t), f)
	if err != nil {
		t.Fatal(err)
	}
	h.klokke.Fram(time.Minute)
	if err := h.delivery.Overlever(system(t), id); err != nil {
		t.Fatal(err)
	}
	h.klokke.Fram(time.Minute)
	saks := h.saksbehandler(t, bergen)
	if _, err := h.delivery.Apne(saks, id, "bekymringsmelding.pdf"); err != nil { // manual reception opens a producer's too
		t.Fatal(err)
	}
	if _, _, err := h.delivery.Bekreft(saks, id, nil); err != nil {
		t.Fatal(err)
	}
	forlop, err := h.bekymring.ProdusentStatus(maskin(t), "5001", id)
	if err != nil {
		t.Fatal(err)
	}
	var fikk []string
	for _, s := range forlop {
		if s.BekymringsmeldingID != id || s.Beskrivelse == "" {
			t.Errorf("%+v", s)
		}
		fikk = append(fikk, s.Tidspunkt+" "+string(s.Tilstand))
	}
	// 09:00 UTC is 10:00 in Norway in November. That a caseworker opened it is the receiver's affair.
	if vil := []string{"2026-11-16T10:00:00 AKSEPTERT", "2026-11-16T10:01:00 SENDT_FAGSYSTEM", "2026-11-16T10:02:00 LEVERT"}; !slices.Equal(fikk, vil) {
		t.Errorf("got %v, want %v", fikk, vil)
	}

	portalens, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
	if err != nil {
		t.Fatal(err)
	}
	to := maskinFor(t, uuid.New(), "5001", "4601")
	for navn, s := range map[string]func() ([]bekymring.Historikk, error){
		"unknown": func() ([]bekymring.Historikk, error) {
			return h.bekymring.ProdusentStatus(maskin(t), "5001", uuid.New())
		},
		"a person's": func() ([]bekymring.Historikk, error) {
			return h.bekymring.ProdusentStatus(to, "4601", portalens.Bekymringsmelding.ID)
		},
		"by its other kommune": func() ([]bekymring.Historikk, error) { return h.bekymring.ProdusentStatus(to, "4601", id) },
		"another kommune's": func() ([]bekymring.Historikk, error) {
			return h.bekymring.ProdusentStatus(maskinFor(t, uuid.New(), "4601"), "4601", id)
		},
	} {
		if got, err := s(); len(got) > 0 || !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%s: %v %v", navn, got, err)
		}
	}
	if _, err := h.bekymring.ProdusentStatus(to, "5001", id); err != nil {
		t.Errorf("control: another integration of the same kommune: %v", err)
	}
	if _, err := h.bekymring.ProdusentStatus(maskinFor(t, uuid.New(), "4601"), "5001", id); !errors.Is(err, bekymring.ErrIkkeProdusent) {
		t.Errorf("without the right: %v", err)
	}
}
