package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// utkast is a report that is to be sent.
type utkast struct {
	Type           string // privat, offentlig
	Versjon        string // v1, v2
	Kommunenummer  string
	Bydelsnummer   string
	Leveringskanal string

	kommunenavn, bydelsnavn string
	jsonFil, pdfFil         string
	medBevis                bool
}

// base is where KS's paths of this version begin.
func (v utkast) base() string { return "bekymringsmelding/api/" + v.Versjon + "/" }

func (v utkast) sti(fra uuid.UUID) string {
	return v.base() + "mottak/fagsystem/" + fra.String() + "/" + v.Kommunenummer + "/" + v.Bydelsnummer + "/" + v.Type
}

// slaOpp finds the receiver in the directory, and the version to send: never newer than what it reads.
func (v *utkast) slaOpp(ctx context.Context, p *portal) error {
	if (v.Type != "privat" && v.Type != "offentlig") || (v.Versjon != "" && v.Versjon != "v1" && v.Versjon != "v2") {
		return errors.New("send: -type is privat or offentlig, and -versjon v1 or v2")
	}
	if !kommunenummer.MatchString(v.Kommunenummer) || (v.Bydelsnummer != "" && !bydelsnummer.MatchString(v.Bydelsnummer)) {
		return errors.New("send: -kommune is four digits, and -bydel two")
	}
	var k struct {
		Navn    string `json:"navn"`
		Bydeler []struct {
			Bydelsnummer     string `json:"bydelsnummer"`
			Bydelsnavn       string `json:"bydelsnavn"`
			StandardMottaker bool   `json:"standardMottaker"`
			StottetVersjon   string `json:"stottetVersjon"`
		} `json:"bydeler"`
	}
	if err := p.json(ctx, http.MethodGet, "bekymringsmelding/api/v2/kommuner/"+v.Kommunenummer, "", nil, &k); err != nil {
		return fmt.Errorf("look up the receiver: %w", err)
	}
	for _, b := range k.Bydeler {
		if b.Bydelsnummer != v.Bydelsnummer && (v.Bydelsnummer != "" || !b.StandardMottaker) {
			continue
		}
		if !bydelsnummer.MatchString(b.Bydelsnummer) {
			return fmt.Errorf("look up the receiver: %w: a bydel without a number", errUtilgjengelig)
		}
		v.Bydelsnummer, v.kommunenavn, v.bydelsnavn = b.Bydelsnummer, k.Navn, b.Bydelsnavn
		if v.Versjon == "v2" && b.StottetVersjon != "V2" {
			return errors.New("send: this receiver reads V1 only")
		}
		if v.Versjon == "" {
			v.Versjon = "v1"
			if b.StottetVersjon == "V2" {
				v.Versjon = "v2"
			}
		}
		return nil
	}
	return errors.New("look up the receiver: it does not receive reports here")
}

// osloTid is how KS writes when a report was sent: Norwegian time, without zone.
const osloTid = "2006-01-02T15:04:05"

// les reads the two files, and writes into the report where it goes and when. What is wrong is told without repeating any of
// it.
func (v utkast) les(naa time.Time) (rapport, pdf []byte, err error) {
	raw, err := lesFil(v.jsonFil)
	if err != nil {
		return nil, nil, fmt.Errorf("read the report: %w", err)
	}
	if pdf, err = lesFil(v.pdfFil); err != nil {
		return nil, nil, fmt.Errorf("read the PDF: %w", err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, nil, errors.New("read the PDF: it is none")
	}
	var felt map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if d.Decode(&felt) != nil || felt == nil || d.More() {
		return nil, nil, errors.New("read the report: it is not one JSON object")
	}
	for _, navn := range []string{v.Type + "Melder", v.Type + "Barn", "melding"} {
		if felt[navn] == nil {
			return nil, nil, fmt.Errorf("read the report: %s is missing", navn)
		}
	}
	if m, ok := felt["melding"].(map[string]any); ok && v.Versjon == "v1" && m["andreSynspunkter"] != nil {
		// A receiver of V1 would not show it, and nobody would know.
		return nil, nil, errors.New("read the report: melding.andreSynspunkter is not in V1; put it in melding.historie")
	}
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		return nil, nil, fmt.Errorf("time zone: %w", err)
	}
	for navn, verdi := range map[string]string{
		"kommunenummer": v.Kommunenummer, "kommunenavn": v.kommunenavn, "bydelsnummer": v.Bydelsnummer, "bydelsnavn": v.bydelsnavn,
		"leveringskanal": v.Leveringskanal, "sendingstidspunkt": naa.In(oslo).Format(osloTid),
	} {
		felt[navn] = verdi
	}
	if rapport, err = json.Marshal(felt); err != nil {
		return nil, nil, errors.New("write the report: it cannot be written")
	}
	return rapport, pdf, nil
}

// skrivEksempler writes something to send. The persons are invented, and their numbers can belong to nobody (month + 80).
func skrivEksempler(mappe string) error {
	if err := os.MkdirAll(mappe, 0o700); err != nil {
		return fmt.Errorf("write examples: %w", err)
	}
	for navn, innhold := range map[string][]byte{
		"privat.json": []byte(eksempelPrivat), "offentlig.json": []byte(eksempelOffentlig),
		seal.MeldingPDFName: lagPDF("Bekymringsmelding", []string{"Dette er et eksempel, og gjelder ingen."}),
	} {
		if err := os.WriteFile(filepath.Join(mappe, navn), innhold, 0o600); err != nil {
			return fmt.Errorf("write examples: %w", err)
		}
	}
	return nil
}

const eksempelPrivat = `{
  "privatMelder": {
    "personnavn": "Melder Eksempelsen",
    "telefonnummer": "+47 55 12 34 56",
    "adresse": { "adresselinje1": "Meldergata 1", "postnummer": "5003", "poststed": "Bergen" }
  },
  "privatBarn": [
    {
      "personnavn": "Barn Eksempelsen",
      "antattAlder": "7 år",
      "relasjon": "Nabo",
      "adresse": { "adresselinje1": "Barnegata 1", "postnummer": "5003", "poststed": "Bergen" }
    }
  ],
  "melding": "Dette er et eksempel, og gjelder ingen."
}
`

const eksempelOffentlig = `{
  "offentligMelder": {
    "personnavn": "Lærer Eksempelsen",
    "rolle": "Lærer",
    "telefonnummer": "55 12 34 56",
    "epost": "lærer@skole.example",
    "virksomhet": {
      "navn": "Eksempel skole",
      "orgnr": "974 760 673",
      "adresse": { "adresselinje1": "Skolegata 1", "postnummer": "5003", "poststed": "Bergen" }
    }
  },
  "offentligBarn": [
    {
      "fnr": "28871364453",
      "ufoedt": false,
      "personnavn": "Barn Eksempelsen",
      "adresse": { "adresselinje1": "Barnegata 1", "postnummer": "5003", "poststed": "Bergen" },
      "orientert": true
    }
  ],
  "foresatte": [
    { "personnavn": "Mor Eksempelsen", "telefonnummer": "45 44 43 42", "orientert": true }
  ],
  "melding": { "melding": "Dette er et eksempel, og gjelder ingen.", "historie": "Ingen." }
}
`
