package bekymring

import (
	"time"

	"barnevernportalen/delivery"
)

// v1 is the report for a receiver that has no room for the views of those concerned: they stand in historie, under a
// heading of their own.
func (o Offentlig) v1(m delivery.Mottaker, navn string, sendt time.Time) offentligV1 {
	w := offentligFelles[offentligMeldingV1](o, m, navn, sendt)
	historie := o.Historie
	if o.AndreSynspunkter != "" {
		historie += "\n\n" + overskriftSynspunkt + "\n" + o.AndreSynspunkter
	}
	w.Melding = offentligMeldingV1{Melding: o.Melding, Historie: medTillegg(historie, o.tillegg())}
	return w
}

// offentligFelles is all of a public report but the concern itself.
func offentligFelles[M any](o Offentlig, m delivery.Mottaker, navn string, sendt time.Time) offentlig[M] {
	w := offentlig[M]{
		Kommunenummer: m.Kommunenummer, Kommunenavn: m.Kommunenavn, Bydelsnummer: m.Bydelsnummer, Bydelsnavn: m.Bydelsnavn,
		OffentligMelder:      o.Melder.wire(navn),
		BehovForTolk:         valgfri(setninger(o.Tolkebehov.tekst(), o.Tolkebeskrivelse)),
		AndreHjelpeinstanser: valgfri(setninger(valgte(o.Hjelpeinstanser), o.AndreHjelpeinstanser)),
		Sendingstidspunkt:    lokaltidspunkt(sendt), Leveringskanal: leveringskanalPortal,
	}
	for _, b := range o.Barn {
		w.OffentligBarn = append(w.OffentligBarn, b.wire())
	}
	for _, f := range o.Foresatte {
		w.Foresatte = append(w.Foresatte, f.wire())
	}
	return w
}

func (m OffentligMelder) wire(navn string) offentligMelder {
	w := offentligMelder{
		Personnavn: melderNavn(navn), Rolle: m.Rolle, Telefonnummer: m.Telefonnummer, Epost: m.Epost,
		Virksomhet: virksomhet{
			Navn: m.Virksomhet.Navn, Orgnr: valgfri(m.Virksomhet.Orgnr), Adresse: m.Virksomhet.Adresse.wire(),
		},
	}
	if m.epostUtenfor() {
		w.Epost = epostIkkePlass
	}
	return w
}

func (b OffentligBarn) wire() offentligBarn {
	w := offentligBarn{
		Fnr: b.Fnr, Ufoedt: ja(b.Ufoedt), Personnavn: barnetsNavn(ja(b.Ufoedt), b.Personnavn, b.MorsNavn),
		Telefonnummer: valgfri(b.Telefonnummer), Adresse: barnetsAdresse(b.Adressevalg, b.Adresse),
		Orientert: ja(b.Orientert), OrientertGrunn: valgfri(b.OrientertGrunn),
	}
	if w.Ufoedt {
		w.Fnr, w.OrientertGrunn = ufoedtTermin(b.Termin), valgfri("Ufødt")
	}
	return w
}

func (f Foresatt) wire() foresatt {
	if f.Ukjent {
		return foresatt{Personnavn: ukjent, OrientertGrunn: valgfri(setningForesattUkjent)}
	}
	return foresatt{
		Personnavn: f.Personnavn, Telefonnummer: valgfri(f.Telefonnummer),
		Orientert: ja(f.Orientert), OrientertGrunn: valgfri(f.OrientertGrunn),
	}
}
