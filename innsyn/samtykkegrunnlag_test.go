package innsyn_test

import (
	"strings"
	"testing"

	"barnevernportalen/innsyn"
)

// What she gives is what she has read: the words, the last day, and the documents. Whatever is changed between her reading and
// her yes, the yes is not given, and she is told so; what she did give it for stands in the history.
func TestSamtykkeTilDetHunHarLest(t *testing.T) {
	h := nyttHus(t)
	h.settKlokke("2026-11-22T12:00:00Z")
	id := h.opprett(t, nyttSamtykke(t))
	sak := mappe(fnrMor, "MOR", "Sak")
	h.indekser(t, sak)
	post := journalpost(fnrMor, sak, "Samtykkeskjema", "2026-11-20T12:00:00Z")
	med := func(tittel, lenke string) {
		h.indekser(t, endret(post, felter{"samtykkeId": id.String(), "dokumenter": []any{
			felter{"filnavn": "samtykke.pdf", "mimeType": "application/pdf", "tittel": tittel, "lenke": lenke},
		}}))
	}
	endre := func(frist, slutt string) {
		t.Helper()
		u, err := h.EndreSamtykke(samtykkemaskin(t, "4601"), id, dag(t, frist), dagen(t, slutt), saksbehandler)
		maa(t, err)
		if u.Hindring != nil {
			t.Fatal(*u.Hindring)
		}
	}
	les := func() string {
		t.Helper()
		s, err := h.Service.Samtykke(h.som(t, fnrMor), id)
		maa(t, err)
		v, err := h.Samtykkeversjon(h.som(t, fnrMor), s)
		maa(t, err)
		return v
	}
	gi := func(lest string) (*innsyn.Samtykke, innsyn.Samtykkehindring) {
		t.Helper()
		s, hindring, err := h.GiSamtykke(h.som(t, fnrMor), id, lest)
		maa(t, err)
		return s, hindring
	}

	uten := les()
	med("Innhenting fra skolen", "https://dokumenter.example/1")
	skolen := les()
	for navn, endring := range map[string]func(){
		"the document has come":   nil,
		"another document":        func() { med("Innhenting fra skolen", "https://dokumenter.example/2") },
		"the document's title":    func() { med("Innhenting fra skolen og legen", "https://dokumenter.example/1") },
		"no document any more":    func() { h.indekser(t, endret(post, felter{"samtykkeId": id.String()})) },
		"it is to hold longer":    func() { endre("2026-11-30", "2030-01-01") },
		"something never read":    nil,
		"control: a new deadline": func() { endre("2026-12-24", "2027-06-30") },
	} {
		endre("2026-11-30", "2027-06-30")
		med("Innhenting fra skolen", "https://dokumenter.example/1")
		lest := skolen
		switch navn {
		case "the document has come":
			lest = uten
		case "something never read":
			lest = strings.Repeat("0", 64)
		}
		if endring != nil {
			endring()
		}
		if navn == "control: a new deadline" {
			if les() != skolen {
				t.Error(navn)
			}
			continue
		}
		s, hindring := gi(lest)
		if hindring != innsyn.HindringEndret || s.Svar != innsyn.SvarVenter || !s.KanGi {
			t.Errorf("%s: %q, stands as %s", navn, hindring, s.Svar)
		}
	}

	endre("2026-11-30", "2027-06-30")
	med("Innhenting fra skolen", "https://dokumenter.example/1")
	if s, hindring := gi(les()); hindring != "" || s.Svar != innsyn.SvarSamtykket {
		t.Fatalf("%q %s", hindring, s.Svar)
	}
	med("Noe annet", "https://dokumenter.example/3")
	if s, hindring := gi(skolen); hindring != "" || s.Svar != innsyn.SvarSamtykket {
		t.Errorf("the same again: %q %s", hindring, s.Svar)
	}
	linjer, err := h.FagSamtykkehistorikk(samtykkemaskin(t, "4601"), id)
	maa(t, err)
	if sist := linjer[len(linjer)-1]; sist.Beskrivelse != "Parten har samtykket. Dokument: «Innhenting fra skolen» (samtykke.pdf)." {
		t.Errorf("the history does not say what was consented to: %s", sist.Beskrivelse)
	}
}
