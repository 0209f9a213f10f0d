package innsyn

import (
	"strings"

	"barnevernportalen/ent/db/samtykkehendelse"
)

// svartekster are the answers in a sentence.
var svartekster = map[Svar]string{
	SvarSamtykket: "samtykket", SvarIkkeSamtykket: "ikke samtykket", SvarVenter: "venter på svar", SvarTrukket: "trukket",
}

// beskriv says a line of the history in bokmål, for a caseworker: hendelseBeskrivelse.
func beskriv(h Faghendelse, f hendelseJSON) string {
	var b strings.Builder
	switch {
	case h.Type == samtykkehendelse.TypeOpprettet:
		b.WriteString("Samtykket er opprettet.")
	case h.Type == samtykkehendelse.TypeSattUtgaattAvBehandler:
		b.WriteString("Samtykket er satt utgått.")
	case h.TilSvar != nil && *h.TilSvar == SvarTrukket && h.Aktor == samtykkehendelse.AktorInnbygger:
		b.WriteString("Parten har trukket samtykket.")
	case h.Type == samtykkehendelse.TypeAkseptertAvPart:
		b.WriteString("Parten har samtykket.")
	case h.Type == samtykkehendelse.TypeAvslaattAvPart:
		b.WriteString("Parten har ikke samtykket.")
	case h.TilSvar != nil:
		b.WriteString("Satt til «" + svartekster[*h.TilSvar] + "» på vegne av parten.")
	case f.Tilgang != nil && *f.Tilgang:
		b.WriteString("Parten har fått tilgang til innbyggertjenester.")
	case f.Tilgang != nil:
		b.WriteString("Parten har ikke lenger tilgang til innbyggertjenester.")
	default:
		b.WriteString("Datoene er endret.")
	}
	if f.Grunnlag != nil {
		for _, fil := range f.Grunnlag.Filer {
			b.WriteString(" Dokument: «" + fil.Tittel + "» (" + fil.Filnavn + ").")
		}
	}
	if f.SvarDato != nil {
		b.WriteString(" Svarets dato: " + f.SvarDato.String() + ".")
	}
	if f.Akseptfrist != nil {
		b.WriteString(" Akseptfrist: " + f.Akseptfrist.String() + ".")
		if f.SluttDato != nil && *f.SluttDato != IngenSlutt {
			b.WriteString(" Sluttdato: " + f.SluttDato.String() + ".")
		}
	}
	if f.Begrunnelse != "" {
		b.WriteString(" Begrunnelse: " + f.Begrunnelse)
	}
	return b.String()
}
