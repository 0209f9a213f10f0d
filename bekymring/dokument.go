package bekymring

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/pdf"
)

// dokument is the report as a person reads it: every question and its answer, in the form's order.
func (p Privat) dokument(id uuid.UUID, m delivery.Mottaker, navn string, sendt time.Time) pdf.Document {
	d := pdf.Document{
		Title: "Bekymringsmelding fra privatperson", Language: "nb", Reference: id.String(),
		Header: "Underlagt taushetsplikt", Created: sendt,
	}
	mottaker := m.Kommunenavn
	if m.Bydelsnummer != "00" {
		mottaker += ", " + m.Bydelsnavn
	}
	d.Sections = append(d.Sections,
		pdf.Section{Title: "Om meldingen", Items: []pdf.Item{
			{Label: "Mottaker", Text: mottaker},
			{Label: "Sendt", Text: delivery.NewKalender().Lokal(sendt).Format("02.01.2006 kl. 15:04")},
			{Label: "Referanse", Text: id.String()},
		}},
		pdf.Section{Title: "Den som melder", Items: []pdf.Item{{Label: "Navn", Text: melderNavn(navn)}}},
	)
	for i, b := range p.Barn {
		title := "Barnet"
		if len(p.Barn) > 1 {
			title = "Barn " + strconv.Itoa(i+1)
		}
		d.Sections = append(d.Sections, pdf.Section{Title: title, Items: []pdf.Item{{Label: "Navn", Text: b.Personnavn}}})
	}
	d.Sections = append(d.Sections, pdf.Section{Title: "Bekymringen", Items: []pdf.Item{{Label: "Hva er du bekymret for?", Text: p.Melding}}})
	return d
}
