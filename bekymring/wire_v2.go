package bekymring

import (
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
)

// privatV2 is no.ks.fiks.bekymringsmelding.privat.v2: V1 under a new name.
type privatV2 = privatV1

// offentligV2 is no.ks.fiks.bekymringsmelding.offentlig.v2: V1, and room for the views of those concerned.
type offentligV2 = offentlig[offentligMeldingV2]

type offentligMeldingV2 struct {
	Melding          string  `json:"melding"`
	Historie         string  `json:"historie"`
	AndreSynspunkter *string `json:"andreSynspunkter,omitempty"`
}

// wire writes the newest version the receiver reads: a sender must not send V2 to one that reads V1.
func (o Offentlig) wire(m delivery.Mottaker, navn string, sendt time.Time) ([]byte, error) {
	if m.StottetVersjon == bydel.StottetVersjonV1 {
		return tilJSON(o.v1(m, navn, sendt))
	}
	return tilJSON(o.v2(m, navn, sendt))
}

func (o Offentlig) v2(m delivery.Mottaker, navn string, sendt time.Time) offentligV2 {
	w := offentligFelles[offentligMeldingV2](o, m, navn, sendt)
	w.Melding = offentligMeldingV2{
		Melding: o.Melding, Historie: medTillegg(o.Historie, o.tillegg()), AndreSynspunkter: valgfri(o.AndreSynspunkter),
	}
	return w
}
