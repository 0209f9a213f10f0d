package bekymring

import (
	"encoding/json"
	"fmt"
	"time"

	"barnevernportalen/delivery"
)

// privatV1 is no.ks.fiks.bekymringsmelding.privat.v1, property by property. V2 is the same but for its name.
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
	Telefonnummer string   `json:"telefonnummer,omitempty"` // left out when empty: the pattern refuses ""
	Adresse       *adresse `json:"adresse,omitempty"`
}

type privatBarn struct {
	Personnavn  string  `json:"personnavn"`
	AntattAlder string  `json:"antattAlder,omitempty"`
	Relasjon    string  `json:"relasjon,omitempty"`
	Adresse     adresse `json:"adresse"`
}

// wire is the report as JSON, in the form that both V1 and V2 receivers read. navn is the reporter's, from the login.
func (p Privat) wire(m delivery.Mottaker, navn string, sendt time.Time) ([]byte, error) {
	w := privatV1{
		Kommunenummer: m.Kommunenummer, Kommunenavn: m.Kommunenavn, Bydelsnummer: m.Bydelsnummer, Bydelsnavn: m.Bydelsnavn,
		PrivatMelder: privatMelder{Personnavn: melderNavn(navn)}, Melding: p.Melding,
		Sendingstidspunkt: lokaltidspunkt(sendt), Leveringskanal: leveringskanalPortal,
	}
	for _, b := range p.Barn {
		w.PrivatBarn = append(w.PrivatBarn, privatBarn{Personnavn: b.Personnavn, Adresse: adresse{Adresselinje1: ukjentAdresse}})
	}
	out, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("write the report as JSON: %w", err)
	}
	return out, nil
}
