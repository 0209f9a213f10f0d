package fiksapi

import (
	"net/http"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/server"
)

type krypteringsnokler struct {
	Print  *offentligNokkel `json:"printOffentligNokkel"`
	FiksIO *offentligNokkel `json:"fiksIOOffentligNokkel"` // the receiver's own, whatever its channel
}

type offentligNokkel struct {
	Nokkel    string    `json:"nokkel"`
	ValidFrom time.Time `json:"validFrom"`
	ValidTo   time.Time `json:"validTo"`
	Serial    string    `json:"serial"`
	SubjectDN string    `json:"subjectDN"`
	IssuerDN  string    `json:"issuerDN"`
	Gyldig    *bool     `json:"gyldig,omitempty"` // not in v1
}

type historikk struct {
	BekymringsmeldingID uuid.UUID `json:"bekymringsmeldingId"`
	Tidspunkt           string    `json:"tidspunkt"`
	Tilstand            string    `json:"tilstand"`
	Beskrivelse         string    `json:"beskrivelse,omitempty"`
}

type kvittering struct {
	UUID uuid.UUID `json:"uuid"`
}

// krypteringsnokler gives both keys or none: the published answer requires both.
func (a *API) krypteringsnokler(k *kall) (int, any, error) {
	n, err := a.Delivery.Krypteringsnokler(k.Context(), k.deler["kommunenummer"], k.deler["bydelsnummer"])
	if err != nil {
		return 0, nil, err
	}
	if n.Print == nil || n.Mottak == nil {
		return 0, nil, feil{status: http.StatusServiceUnavailable, kode: "NOKKEL_MANGLER",
			melding: "Mottakeren har ingen nøkkel å kryptere til. Send meldingen på en annen måte."}
	}
	return http.StatusOK, krypteringsnokler{k.nokkel(n.Print), k.nokkel(n.Mottak)}, nil
}

func (k *kall) nokkel(n *delivery.OffentligNokkel) *offentligNokkel {
	ut := &offentligNokkel{
		Nokkel: n.Nokkel, ValidFrom: n.GyldigFra.UTC(), ValidTo: n.GyldigTil.UTC(), Serial: n.Serienummer,
		SubjectDN: n.Subjekt, IssuerDN: n.Utsteder,
	}
	if !k.v1 {
		ut.Gyldig = &n.Gyldig
	}
	return ut
}

func (a *API) status(k *kall) (int, any, error) {
	forlop, err := a.Bekymring.ProdusentStatus(k.Context(), k.fraKommune, uuid.MustParse(k.deler["bekymringsmeldingId"]))
	ut := []historikk{}
	for _, h := range forlop {
		ut = append(ut, historikk{h.BekymringsmeldingID, h.Tidspunkt, string(h.Tilstand), h.Beskrivelse})
	}
	return http.StatusOK, ut, err
}

// motta takes a sealed report in. Its id is given after the commit, or not at all.
func (a *API) motta(typ bekymringsmelding.Type) func(*kall) (int, any, error) {
	return func(k *kall) (int, any, error) {
		server.MerTid(k.w)
		ferdig, err := a.Bekymring.Plass(k.Context())
		if err != nil {
			server.LesUt(k.Request)
			return 0, nil, err
		}
		defer ferdig()
		deler, err := lesDeler(k.w, k.Request)
		if err != nil {
			return 0, nil, err
		}
		f := bekymring.Forseglet{
			FraKommune: k.fraKommune, Kommunenummer: k.deler["kommunenummer"], Bydelsnummer: k.deler["bydelsnummer"],
			Type: typ, Versjon: bekymringsmelding.VersjonV2, Asice: deler[delAsice], PDF: deler[delPDF],
		}
		if k.v1 {
			f.Versjon = bekymringsmelding.VersjonV1
		}
		id, err := a.Bekymring.SendForseglet(k.Context(), f)
		return http.StatusCreated, kvittering{id}, err
	}
}
