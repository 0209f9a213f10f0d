package innsyn

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
)

// dialogadresse is what an edialogId is looked up by: a case's organisation, or of an entry, whose case may come later and
// belong to any, the kommune.
type dialogadresse struct{ orgnr, kommunenummer, edialogID string }

// ukjenteDialoger warns of each edialogId in a batch that is set up for nobody, once, where it is first named. Its form is not
// offered, so a person would never tell: the case system that gave it hears it when it gives it.
func (s *Service) ukjenteDialoger(ctx context.Context, meldinger []*sjekket) ([]Feil, error) {
	steder := map[dialogadresse][]string{}
	var alle []dialogadresse // in the order of the batch
	var ider []string
	for i, m := range meldinger {
		if !bytes.Contains(m.metadata, []byte("edialogId")) {
			continue
		}
		var n struct { // what a case and an entry of it spell the same; only a case names its organisation
			Organisasjonsnummer string
			EdialogSkjemaer     []skjemaRef
		}
		if err := json.Unmarshal(m.metadata, &n); err != nil {
			return nil, fmt.Errorf("read the forms of a message: %w", err)
		}
		for j, r := range n.EdialogSkjemaer {
			a := dialogadresse{orgnr: n.Organisasjonsnummer, edialogID: r.id()}
			if m.Slag == innsynsmelding.SlagJournalpost {
				a = dialogadresse{kommunenummer: m.Kommunenummer, edialogID: r.id()}
			}
			if _, sett := steder[a]; sett || a.edialogID == "" || r.typen(m.Slag == innsynsmelding.SlagJournalpost) == "" {
				continue
			}
			steder[a] = []string{"meldinger", strconv.Itoa(i), "metadata", "edialogSkjemaer", strconv.Itoa(j), "edialogId"}
			alle, ider = append(alle, a), append(ider, a.edialogID)
		}
	}
	if len(alle) == 0 {
		return nil, nil
	}
	som := viewer.With(ctx, viewer.System{Oppgave: "indeksering"}) // who receives is no secret of anybody's
	rader, err := s.DB.Client().Dialogmottaker.Query().Where(dialogmottaker.EdialogIDIn(ider...), dialogmottaker.Aktiv(true)).
		WithBydel().All(som)
	if err != nil {
		return nil, fmt.Errorf("look for who receives post: %w", err)
	}
	for _, r := range rader {
		delete(steder, dialogadresse{orgnr: r.Orgnr, edialogID: r.EdialogID})
		delete(steder, dialogadresse{kommunenummer: r.Edges.Bydel.KommuneID, edialogID: r.EdialogID})
	}
	var f funn
	for _, a := range alle {
		if sti, ukjent := steder[a]; ukjent {
			f.feil(sti, FeilUkjentDialog)
		}
	}
	return f.alle, nil
}
