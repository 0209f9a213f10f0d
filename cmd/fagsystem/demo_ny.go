package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// personer are the demo's, by the names they log in as.
func (d demo) personer() []string { return slices.Sorted(maps.Keys(d.Personer)) }

// nummer is a person's. It is looked up here, so that no number stands on a command line.
func (d demo) nummer(person string) (string, error) {
	p, finnes := d.Personer[person]
	if !finnes {
		return "", fmt.Errorf("indekser: the demo of this kommune has the persons %v", d.personer())
	}
	return p.Fodselsnummer, nil
}

// nyPost is one more entry, of now, in the kommune's first case: for one of its parties or, with "", for each.
func (d demo) nyPost(k kalender, person, tittel string) ([]innsynsmelding, error) {
	if person != "" {
		if _, err := d.nummer(person); err != nil {
			return nil, err
		}
	}
	nr := uuid.NewString()
	sak := d.Saker[0]
	sak.Poster = []demopost{{
		Nokkel: "ny-" + nr, Til: d.personer(),
		Post: felter{
			"tittel": tittel, "journalposttype": "U", "tidslinje": true, "beskrivelse": "Sendt nå.",
			"edialogSkjemaer": []any{felter{"predefinert": felter{"type": "SVAR"}}},
		},
		Dokumenter: []demodokument{{Tittel: "Brev", Filnavn: "brev.pdf", Tekst: []string{"Hei. Dette er et nytt brev i saken din, sendt fra fagsystemet mens du så på.", "Brevets nummer er " + nr + "."}}},
	}}
	var ut []innsynsmelding
	for _, p := range slices.Sorted(maps.Keys(sak.Roller)) {
		if person != "" && person != p {
			continue
		}
		if m, ser := d.post(k, sak, 0, p); ser {
			m.metadata["journaldato"] = k.naa.Format("2006-01-02T15:04:05Z07:00")
			delete(m.metadata, "journalpostnummer")
			ut = append(ut, m)
		}
	}
	if len(ut) == 0 {
		return nil, errors.New("indekser: that person is no party of the kommune's first case")
	}
	return ut, nil
}
