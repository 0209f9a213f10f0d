package bekymring

import (
	"fmt"
	"strings"
)

// The published formats have no room of their own for much of what the forms ask. It travels as text: the reporter's own
// words first, then a heading, then a line for each answer. The same lines stand in the PDF. Nothing is added to the
// formats, since a receiver may refuse what it does not know.

const (
	overskriftTillegg     = "Tilleggsopplysninger fra skjemaet"
	overskriftSynspunkt   = "Synspunkter fra dem saken gjelder"
	setningSkjulNavn      = "Den som melder, ber om at familien ikke får vite hvem som har meldt."
	setningForesattUkjent = "Foresatte er ukjent for melder"
)

// linje is an answer that the format has no property for.
type linje struct{ sporsmal, svar string }

// linjer gathers the answers that were given. What was not answered makes no line.
type linjer []linje

func (l *linjer) legg(svar, sporsmal string, arg ...any) {
	if svar != "" {
		*l = append(*l, linje{fmt.Sprintf(sporsmal, arg...), svar})
	}
}

// medTillegg is tekst with the lines below it, as it travels. An answer of several lines is indented from its second
// line on, so that each line that begins at the margin is a question.
func medTillegg(tekst string, l linjer) string {
	if len(l) == 0 {
		return tekst
	}
	var b strings.Builder
	b.WriteString(tekst)
	b.WriteString("\n\n" + overskriftTillegg)
	for _, l := range l {
		b.WriteString("\n" + l.sporsmal + ": " + strings.ReplaceAll(l.svar, "\n", "\n  "))
	}
	return b.String()
}

func (p Privat) tillegg() linjer {
	var l linjer
	l.legg(jaNei(p.FareNa), "Er barnet i fare nå")
	l.legg(valgte(p.Temaer), "Hva bekymringen gjelder")
	for i, b := range p.Barn {
		l.legg(b.Stedsbeskrivelse, "Barn %d – hvor barnet kan finnes", i+1)
	}
	l.legg(p.Foresatte, "Foreldre eller andre foresatte")
	l.legg(p.Tolk, "Språk eller tolk når dere ringer den som melder")
	l.legg(skrevetPa(p.Sprak), "Skjemaet ble fylt ut på")
	return l
}

func (o Offentlig) tillegg() linjer {
	var l linjer
	l.legg(jaNei(o.FareNa), "Er barnet i fare nå")
	l.legg(valgte(o.Temaer), "Hva bekymringen gjelder")
	l.legg(valgte(o.Vilkar), "Vilkår for meldeplikt som den som melder, mener er oppfylt")
	if m := o.Melder; m.Melderkode != nil {
		l.legg(fmt.Sprintf("%d %s", *m.Melderkode, melderkode(*m.Melderkode)), "Melder (kode hos SSB)")
	}
	if o.Melder.epostUtenfor() {
		l.legg(o.Melder.Epost, "E-post til den som melder (passer ikke i meldingsformatet)")
	}
	l.legg(o.Melder.Kontakt, "Leder eller annen kontakt")
	for i, b := range o.Barn {
		l.legg(b.Stedsbeskrivelse, "Barn %d – hvor barnet kan finnes", i+1)
		l.legg(b.Skole, "Barn %d – skole, barnehage eller helsestasjon", i+1)
		l.legg(b.SamtykkeGravid.tekst(), "Barn %d – har den gravide samtykket til at det meldes", i+1)
	}
	for i, f := range o.Foresatte {
		l.legg(f.Relasjon, "Foresatt %d – relasjon til barnet", i+1)
		l.legg(f.Adresse, "Foresatt %d – adresse", i+1)
		l.legg(f.Samtykke.tekst(), "Foresatt %d – har samtykket til meldingen", i+1)
		l.legg(f.SamtykkeBeskrivelse, "Foresatt %d – om samtykket", i+1)
	}
	l.legg(o.MerOmForesatte, "Mer om foresatte")
	l.legg(skrevetPa(o.Sprak), "Skjemaet ble fylt ut på")
	return l
}

func jaNei(b *bool) string {
	switch {
	case b == nil:
		return ""
	case *b:
		return SvarJa.tekst()
	}
	return SvarNei.tekst()
}

// skrevetPa names a language other than the receiver's own.
func skrevetPa(s Sprak) string {
	if s == "" || s == SprakBokmal {
		return ""
	}
	return s.tekst()
}

func valgte[T interface{ tekst() string }](ticks []T) string {
	texts := make([]string, len(ticks))
	for i, t := range ticks {
		texts[i] = t.tekst()
	}
	return strings.Join(texts, "; ") // some of the texts have commas
}

// setninger joins an answer chosen from a list and what was written beside it: «Ja. Polsk.»
func setninger(valgt, skrevet string) string {
	if valgt == "" {
		return skrevet
	}
	return strings.TrimSpace(valgt + ". " + skrevet)
}

// melderkode is SSB's name for who reports, or empty if a public employee is not asked for it. The list is SSB's
// «Melder» for barnevern; private persons (1–4), voluntary work (21) and the anonymous (23) do not use this form.
func melderkode(kode int) string {
	return map[int]string{
		5: "Barnevernstjenesten", 6: "NAV", 7: "Barnevernsvakt", 8: "Politi", 9: "Barnehage",
		10: "Helsestasjon eller skolehelsetjeneste", 11: "Skole", 12: "PPT", 13: "Psykisk helsevern for barn og unge",
		14: "Psykisk helsevern for voksne", 16: "Familievernkontor", 17: "Rustjeneste", 18: "Krisesenter",
		19: "Asylmottak eller UDI", 20: "Utekontakt eller fritidsklubb", 22: "Andre offentlige", 24: "Lege eller sykehus", 25: "Tannlege",
	}[kode]
}
