package bekymring

import (
	"time"

	"barnevernportalen/delivery"
)

// privatV1 is no.ks.fiks.bekymringsmelding.privat.v1, property by property.
type privatV1 struct {
	Kommunenummer     string       `json:"kommunenummer"`
	Kommunenavn       string       `json:"kommunenavn"`
	Bydelsnummer      string       `json:"bydelsnummer"`
	Bydelsnavn        string       `json:"bydelsnavn"`
	PrivatMelder      privatMelder `json:"privatMelder"`
	PrivatBarn        []privatBarn `json:"privatBarn"`
	Melding           string       `json:"melding"`
	Sendingstidspunkt string       `json:"sendingstidspunkt"` // Norwegian local time without zone
	Leveringskanal    string       `json:"leveringskanal"`
}

type privatMelder struct {
	Personnavn    string   `json:"personnavn"`
	Telefonnummer *string  `json:"telefonnummer,omitempty"` // left out when empty: the pattern refuses ""
	Adresse       *adresse `json:"adresse,omitempty"`
}

type privatBarn struct {
	Personnavn  string  `json:"personnavn"`
	AntattAlder *string `json:"antattAlder,omitempty"`
	Relasjon    *string `json:"relasjon,omitempty"`
	Adresse     adresse `json:"adresse"`
}

// offentligV1 is no.ks.fiks.bekymringsmelding.offentlig.v1.
type offentligV1 = offentlig[offentligMeldingV1]

// offentlig is what both versions of a public report have, around the one property in which they differ.
type offentlig[M any] struct {
	Kommunenummer        string          `json:"kommunenummer"`
	Kommunenavn          string          `json:"kommunenavn"`
	Bydelsnummer         string          `json:"bydelsnummer"`
	Bydelsnavn           string          `json:"bydelsnavn"`
	OffentligMelder      offentligMelder `json:"offentligMelder"`
	OffentligBarn        []offentligBarn `json:"offentligBarn"`
	Foresatte            []foresatt      `json:"foresatte"` // one or two
	BehovForTolk         *string         `json:"behovForTolk,omitempty"`
	AndreHjelpeinstanser *string         `json:"andreHjelpeinstanser,omitempty"`
	Melding              M               `json:"melding"`
	Sendingstidspunkt    string          `json:"sendingstidspunkt"`
	Leveringskanal       string          `json:"leveringskanal"`
}

type offentligMelder struct {
	Personnavn    string     `json:"personnavn"`
	Rolle         string     `json:"rolle"`
	Telefonnummer string     `json:"telefonnummer"`
	Epost         string     `json:"epost"`
	Virksomhet    virksomhet `json:"virksomhet"`
}

type virksomhet struct {
	Navn    string  `json:"navn"`
	Orgnr   *string `json:"orgnr,omitempty"`
	Adresse adresse `json:"adresse"`
}

type offentligBarn struct {
	Fnr            string  `json:"fnr"` // number, date of birth, or text
	Ufoedt         bool    `json:"ufoedt"`
	Personnavn     string  `json:"personnavn"`
	Telefonnummer  *string `json:"telefonnummer,omitempty"`
	Adresse        adresse `json:"adresse"`
	Orientert      bool    `json:"orientert"`
	OrientertGrunn *string `json:"orientertGrunn,omitempty"` // one line: the pattern refuses line breaks
}

type foresatt struct {
	Personnavn     string  `json:"personnavn"`
	Telefonnummer  *string `json:"telefonnummer,omitempty"`
	Orientert      bool    `json:"orientert"`
	OrientertGrunn *string `json:"orientertGrunn,omitempty"`
}

type offentligMeldingV1 struct {
	Melding  string `json:"melding"`
	Historie string `json:"historie"`
}

// wire writes V1, which V2 does not differ from in a private report.
func (p Privat) wire(m delivery.Mottaker, navn string, sendt time.Time) ([]byte, error) {
	return tilJSON(p.v1(m, navn, sendt))
}

func (p Privat) v1(m delivery.Mottaker, navn string, sendt time.Time) privatV1 {
	w := privatV1{
		Kommunenummer: m.Kommunenummer, Kommunenavn: m.Kommunenavn, Bydelsnummer: m.Bydelsnummer, Bydelsnavn: m.Bydelsnavn,
		PrivatMelder:      privatMelder{Personnavn: melderNavn(navn), Telefonnummer: valgfri(p.Telefonnummer)},
		Melding:           medTillegg(p.Melding, p.tillegg()),
		Sendingstidspunkt: lokaltidspunkt(sendt), Leveringskanal: leveringskanalPortal,
	}
	if p.SkjulNavn {
		w.Melding = setningSkjulNavn + "\n\n" + w.Melding
	}
	if p.Adresse != nil {
		a := p.Adresse.wire()
		w.PrivatMelder.Adresse = &a
	}
	for _, b := range p.Barn {
		w.PrivatBarn = append(w.PrivatBarn, b.wire())
	}
	return w
}

func (b PrivatBarn) wire() privatBarn {
	w := privatBarn{
		Personnavn: barnetsNavn(b.Ufoedt, b.Personnavn, b.MorsNavn), AntattAlder: valgfri(b.AntattAlder),
		Relasjon: valgfri(b.Relasjon), Adresse: barnetsAdresse(b.Adressevalg, b.Adresse),
	}
	if b.Ufoedt {
		w.AntattAlder = valgfri(ufoedtTermin(b.Termin))
	}
	return w
}
