package innsyn_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/innsyn"
)

// A document under way ends within a second of the moment from which it may be seen no more, wherever it comes from: she is
// shut out, it is deleted, withheld, or made another's.
func TestDokumentUnderveisBrytes(t *testing.T) {
	for navn, gjor := range map[string]func(h *hus, m, p innsyn.Melding) error{
		"shut out": func(h *hus, _, _ innsyn.Melding) error {
			_, _, err := h.Sperr(maskin(t, bergensk, "4601"), fnrMor, "4601")
			return err
		},
		"deleted": func(h *hus, _, p innsyn.Melding) error {
			_, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{p.MeldingID}})
			return err
		},
		"without its case": func(h *hus, m, _ innsyn.Melding) error {
			_, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{m.MeldingID}})
			return err
		},
		"withheld": func(h *hus, _, p innsyn.Melding) error {
			_, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{endret(p, felter{"dokumenter": nil})})
			return err
		},
		"control: nothing": func(*hus, innsyn.Melding, innsyn.Melding) error { return nil },
		"control: indexed again, alike": func(h *hus, _, p innsyn.Melding) error {
			_, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{p})
			return err
		},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttHus(t).medLager(t)
			p, svar := h.vertshus(t)
			mor := h.iOkt(t, fnrMor, "a")
			hele := pdfen(2000)
			gaa, nok := make(chan struct{}), make(chan struct{})
			t.Cleanup(func() { close(nok) })
			drypper := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, _ = w.Write(hele[:1000])
				_ = http.NewResponseController(w).Flush()
				select {
				case <-gaa:
				case <-nok:
				}
				_, _ = w.Write(hele[1000:])
			})
			svar.Store(&drypper)
			token := h.lenke(t, mor, p, 0)
			d, err := h.ApneDokument(mor, token)
			maa(t, err)
			defer func() { _ = d.Close() }()
			_, err = io.ReadFull(d, make([]byte, 1000))
			maa(t, err)
			mappen := innsyn.Melding{MeldingID: h.mappeAv(t, p), Kommunenummer: "4601"}
			maa(t, gjor(h, mappen, p))
			vent := time.AfterFunc(1200*time.Millisecond, func() { close(gaa) })
			defer vent.Stop()
			b, err := io.ReadAll(d)
			if hel := navn[0] == 'c' && navn[1] == 'o'; hel != (err == nil && len(b) == 1000) {
				t.Errorf("%d bytes more, %v", len(b), err)
			}
		})
	}
}

// mappeAv is the mappe that a journalpost names.
func (h *hus) mappeAv(t testing.TB, p innsyn.Melding) uuid.UUID {
	t.Helper()
	return uuid.MustParse(sporr(t, h.dsn, `SELECT m.melding_id::text FROM innsynsmelding p JOIN innsynsmelding m ON m.id = p.mappe_id WHERE p.melding_id = '`+p.MeldingID.String()+`'`))
}
