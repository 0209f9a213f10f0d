package bekymring

import (
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/pdf"
)

// ikkeBesvart stands where a question of the published format was not answered, so that an empty answer is not taken
// for a page that is missing.
const ikkeBesvart = "Ikke besvart"

// dokument is the report as a person reads it: every question and its answer, in the form's order. What the format has
// no property for stands last, line for line as in the JSON.
func (p Privat) dokument(id uuid.UUID, m delivery.Mottaker, navn string, sendt time.Time) pdf.Document {
	melder := seksjon("Den som melder", "Navn", melderNavn(navn))
	if p.SkjulNavn {
		melder.Items = append(melder.Items, pdf.Item{Text: setningSkjulNavn})
	}
	melder = svar(melder, "Telefon", p.Telefonnummer)
	melder = svar(melder, "Adresse", p.Adresse.linjer())
	d := nyttDokument("Bekymringsmelding fra privatperson", id, m, sendt, melder)
	for i, b := range p.Barn {
		w := b.wire()
		d.Sections = append(d.Sections, seksjon(fmt.Sprintf("Barn %d", i+1),
			"Navn", w.Personnavn,
			"Antatt alder", tekst(w.AntattAlder),
			"Hvordan melder kjenner barnet", b.Relasjon,
			"Adresse", w.Adresse.linjer(),
		))
	}
	d.Sections = append(d.Sections, seksjon("Bekymringen", "Hva er du bekymret for?", p.Melding))
	return medLinjer(d, p.tillegg())
}

func (o Offentlig) dokument(id uuid.UUID, m delivery.Mottaker, navn string, sendt time.Time) pdf.Document {
	v := o.Melder.Virksomhet
	d := nyttDokument("Bekymringsmelding fra offentlig ansatt eller fagperson", id, m, sendt,
		seksjon("Den som melder",
			"Navn", melderNavn(navn), "Rolle", o.Melder.Rolle, "Telefon", o.Melder.Telefonnummer, "E-post", o.Melder.Epost,
			"Virksomhet", v.Navn, "Organisasjonsnummer", v.Orgnr, "Virksomhetens adresse", v.Adresse.linjer(),
		))
	for i, b := range o.Barn {
		w := b.wire()
		d.Sections = append(d.Sections, seksjon(fmt.Sprintf("Barn %d", i+1),
			"Gjelder det et ufødt barn?", jaNei(&w.Ufoedt),
			"Fødselsnummer, fødselsdato eller annet", w.Fnr,
			"Navn", w.Personnavn,
			"Telefon", b.Telefonnummer,
			"Adresse", w.Adresse.linjer(),
			"Er barnet orientert om at meldingen er sendt?", jaNei(&w.Orientert),
			"Grunn", tekst(w.OrientertGrunn),
		))
	}
	for i, f := range o.Foresatte {
		w := f.wire()
		d.Sections = append(d.Sections, seksjon(fmt.Sprintf("Foresatt %d", i+1),
			"Navn", w.Personnavn,
			"Telefon", f.Telefonnummer,
			"Er den foresatte orientert om at meldingen er sendt?", jaNei(&w.Orientert),
			"Hvordan, eller hvorfor ikke", tekst(w.OrientertGrunn),
		))
	}
	w := offentligFelles[offentligMeldingV2](o, m, navn, sendt)
	d.Sections = append(d.Sections,
		seksjon("Bekymringen",
			"Hva er bekymringen?", o.Melding,
			"Bakgrunn og historie", o.Historie,
			overskriftSynspunkt, o.AndreSynspunkter,
		),
		seksjon("Hjelp rundt familien",
			"Er det behov for tolk?", tekst(w.BehovForTolk),
			"Andre hjelpeinstanser som har vært i kontakt med barnet", tekst(w.AndreHjelpeinstanser),
		))
	return medLinjer(d, o.tillegg())
}

// nyttDokument begins both kinds: what it is, where it went, who sent it.
func nyttDokument(tittel string, id uuid.UUID, m delivery.Mottaker, sendt time.Time, melder pdf.Section) pdf.Document {
	return pdf.Document{
		Title: tittel, Language: "nb", Reference: id.String(), Header: "Underlagt taushetsplikt", Created: sendt,
		Sections: []pdf.Section{
			seksjon("Om meldingen",
				"Kommune", m.Kommunenavn+" ("+m.Kommunenummer+")",
				"Bydel eller kontor", m.Bydelsnavn+" ("+m.Bydelsnummer+")",
				"Sendt", delivery.NewKalender().Lokal(sendt).Format("02.01.2006 kl. 15:04:05"),
				"Sendt fra", leveringskanalPortal,
				"Referanse", id.String(),
			),
			melder,
		},
	}
}

func medLinjer(d pdf.Document, l linjer) pdf.Document {
	if len(l) > 0 {
		s := pdf.Section{Title: overskriftTillegg}
		for _, l := range l {
			s.Items = append(s.Items, pdf.Item{Label: l.sporsmal, Text: l.svar})
		}
		d.Sections = append(d.Sections, s)
	}
	return d
}

// seksjon takes a title, then questions and answers by turns.
func seksjon(tittel string, sporsmalOgSvar ...string) pdf.Section {
	s := pdf.Section{Title: tittel}
	for i := 0; i < len(sporsmalOgSvar); i += 2 {
		s = svar(s, sporsmalOgSvar[i], sporsmalOgSvar[i+1])
	}
	return s
}

func svar(s pdf.Section, sporsmal, svar string) pdf.Section {
	s.Items = append(s.Items, pdf.Item{Label: sporsmal, Text: ellers(svar, ikkeBesvart)})
	return s
}

// linjer is an address as on an envelope.
func (a adresse) linjer() string {
	post := strings.TrimSpace(tekst(a.Postnummer) + " " + tekst(a.Poststed))
	var lines []string
	for _, l := range []string{a.Adresselinje1, tekst(a.Adresselinje2), tekst(a.Adresselinje3), post} {
		if l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

func (a *Adresse) linjer() string {
	if a == nil {
		return ""
	}
	return a.wire().linjer()
}

func tekst(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
