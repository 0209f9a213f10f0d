package bekymring

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
)

// Historikk is a step in a report's life, as its producer is told of it.
type Historikk struct {
	BekymringsmeldingID uuid.UUID
	Tidspunkt           string // Norwegian local time without zone: 2026-11-21T15:03:05
	Tilstand            forsendelse.Tilstand
	Beskrivelse         string // bokmål; what the tilstand does not tell: how much is proven
}

// ProdusentStatus is what has happened to a report that was sent on behalf of a kommune, oldest first. A person's report,
// another kommune's and one that never was are all [ent.ErrIkkeFunnet]; without the right it is [ErrIkkeProdusent].
func (s *Service) ProdusentStatus(ctx context.Context, fraKommune string, id uuid.UUID) ([]Historikk, error) {
	if _, err := produsent(ctx, fraKommune); err != nil {
		return nil, err
	}
	r, err := medForlop(s.DB.Client().Bekymringsmelding.Query().
		Where(bekymringsmelding.ID(id), bekymringsmelding.FraKommune(fraKommune))).Only(ctx)
	if db.IsNotFound(err) {
		return nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return nil, fmt.Errorf("read a report: %w", err)
	}
	var ut []Historikk
	for _, h := range toMelding(r, false).Hendelser {
		ut = append(ut, Historikk{
			BekymringsmeldingID: id, Tidspunkt: lokaltidspunkt(h.Tidspunkt), Tilstand: h.Tilstand,
			Beskrivelse: beskriv(h.Tilstand, h.Bevis),
		})
	}
	return ut, nil
}

func beskriv(t forsendelse.Tilstand, b forsendelse.Bevis) string {
	switch t {
	case forsendelse.TilstandAkseptert:
		return "Tatt imot og lagret forseglet."
	case forsendelse.TilstandSendtFagsystem:
		return "Sendt til mottakeren. Mottak er ikke bekreftet."
	case forsendelse.TilstandAvvistFagsystem:
		return "Avvist av mottakerens fagsystem. Sendes som brev."
	case forsendelse.TilstandSendtPrint:
		return "Sendt til utskrift."
	case forsendelse.TilstandAvvistPrint:
		return "Avvist av trykkeriet. Følges opp manuelt."
	case forsendelse.TilstandLevert:
		switch b {
		case forsendelse.BevisOverlevert:
			return "Brevet er levert til posten."
		case forsendelse.BevisKvittert:
			return "Mottakerens fagsystem har kvittert. At meldingen er lagret, er ikke bevist."
		case forsendelse.BevisLagret:
			return "Mottakerens fagsystem har bevist at meldingen er lagret."
		case forsendelse.BevisRegistrert:
			return "En saksbehandler hos mottakeren har bekreftet mottaket."
		}
	}
	return ""
}
