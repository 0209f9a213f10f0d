package server_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// A case as a family has it after some years: what the figures of innsyn are about.
const (
	sakPoster     = 30
	sakDokumenter = 2 // of each
)

// helSak is a case of sakPoster entries of the person's, in texts of ordinary length. The first message is the case itself.
func helSak(t testing.TB, pid string) []innsyn.Melding {
	t.Helper()
	mappe := uuid.New()
	ut := []innsyn.Melding{{MeldingID: mappe, Slag: innsynsmelding.SlagMappe, Metadata: tilJSON(t, map[string]any{
		"tittel": "Oppfølging av familien Prøvesen", "beskrivelse": "Saken gjelder hjelpetiltak i hjemmet etter en bekymringsmelding fra skolen.",
		"organisasjonsnummer": "974760673", "mappeId": "2026/1204", "saksansvarlig": "Kontaktperson Kontaktesen", "saksdato": "2026-01-12T09:00:00Z",
		"minPart":     map[string]any{"rolle": "MOR", "fornavn": "Mor", "etternavn": "Prøvesen", "fodselsnummer": pid},
		"andreParter": []any{map[string]any{"rolle": "HOVEDPERSON", "fornavn": "Lillebror", "etternavn": "Prøvesen", "fodselsnummer": pidTredje}},
		"milepeler": []any{
			map[string]any{"navn": "Melding mottatt", "startdato": "2026-01-12T09:00:00Z", "sluttdato": "2026-01-19T09:00:00Z"},
			map[string]any{"navn": "Undersøkelse", "startdato": "2026-01-19T09:00:00Z", "beskrivelse": "Vi snakker med deg og med skolen."},
		},
		"navaerendeMilepel": map[string]any{"navn": "Undersøkelse", "startdato": "2026-01-19T09:00:00Z"},
	})}}
	for i := range sakPoster {
		var dokumenter []any
		for d := range sakDokumenter {
			dokumenter = append(dokumenter, map[string]any{"tittel": fmt.Sprintf("Referat fra samtale %d, del %d", i+1, d+1), "filnavn": fmt.Sprintf("referat-%d-%d.pdf", i+1, d+1),
				"mimeType": "application/pdf", "storrelse": 48213 + i, "lenke": fmt.Sprintf("https://dokumenter.example.no/%s/%d", uuid.New(), d)})
		}
		ut = append(ut, innsyn.Melding{MeldingID: uuid.New(), Slag: innsynsmelding.SlagJournalpost, Metadata: tilJSON(t, map[string]any{
			"tittel": fmt.Sprintf("Samtale med kontaktperson, nummer %d", i+1), "forelderMeldingId": mappe, "journalposttype": "U", "dokumenttype": "MOTEREFERAT",
			"beskrivelse": "Vi gikk gjennom hva som er gjort siden sist, og ble enige om hva som skal skje frem til neste gang.",
			"journaldato": time.Date(2026, 2, 1+i, 12, 0, 0, 0, time.UTC), "dokumentetsDato": time.Date(2026, 2, 1+i, 10, 0, 0, 0, time.UTC), "tidslinje": i%3 == 0,
			"korrespondanseparter": []any{
				map[string]any{"korrespondanseparttype": "EM", "person": map[string]any{"fornavn": "Mor", "etternavn": "Prøvesen", "fodselsnummer": pid}},
				map[string]any{"korrespondanseparttype": "IA", "organisasjon": map[string]any{"navn": "Prøvestad barneverntjeneste", "organisasjonsnummer": "974760673"}},
			},
			"dokumenter": dokumenter,
		})})
	}
	for i := range ut {
		ut[i].Kommunenummer, ut[i].Fodselsnummer, ut[i].Sikkerhetsniva = "4601", pid, 4
	}
	return ut
}

// helIndeksert indexes a whole case of the person's and returns its id, and that of an entry.
func (p *port) helIndeksert(t testing.TB, pid string) (mappe, post string) {
	t.Helper()
	sak := helSak(t, pid)
	f := viewer.Fagsystem{IntegrasjonID: uuid.MustParse(maskinBergen), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}}
	svar, err := p.innsyn.Indekser(viewer.With(t.Context(), f), sak)
	maa(t, err)
	if len(svar.Feil) > 0 {
		t.Fatalf("%+v", svar.Feil)
	}
	return radID(sak[0].MeldingID.String()), radID(sak[1].MeldingID.String())
}
