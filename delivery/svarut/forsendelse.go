package svarut

import (
	"encoding/json"
	"math"
	"time"

	"github.com/google/uuid"
)

// Forsendelse is a letter's envelope, as SvarUt sees it. Nothing in it may tell what the letter is about: it stands in
// SvarUt's lists and on its invoices.
type Forsendelse struct {
	Tittel          string // at most 1 000 characters
	EksternRef      string // our id for it, at most 100
	AvgivendeSystem string // at most 100
	Navn            string // of the receiver, at most 100
	Adresselinjer   []string
	Postnummer      string
	Poststed        string
}

// Fil is a document: CMS, sealed to SvarUt's public key.
type Fil struct {
	Navn    string // at most 226 characters, none of * : " \ / < > | ?
	Innhold []byte
}

type wireAdresse struct {
	Adresselinje1 string `json:"adresselinje1"`
	Adresselinje2 string `json:"adresselinje2,omitempty"`
	Adresselinje3 string `json:"adresselinje3,omitempty"`
	Postnummer    string `json:"postnummer,omitempty"`
	Poststed      string `json:"poststed"`
}

type wireDokument struct {
	Filnavn  string `json:"filnavn"`
	MimeType string `json:"mimeType"`
}

type wireForsendelse struct {
	Tittel   string `json:"tittel"`
	Mottaker struct {
		Navn    string      `json:"navn"`
		Adresse wireAdresse `json:"adresse"`
	} `json:"mottaker"`
	AvgivendeSystem string `json:"avgivendeSystem"`
	Kryptert        bool   `json:"kryptert"`
	Utskrift        struct {
		Tosidig bool `json:"tosidig"`
	} `json:"utskriftskonfigurasjon"`
	Sikkerhetsniva   string         `json:"sikkerhetsniva"`
	Dokumenter       []wireDokument `json:"dokumenter"`
	EksternReferanse string         `json:"eksternReferanse"`
}

func (f Forsendelse) wire(filer []Fil) wireForsendelse {
	w := wireForsendelse{
		Tittel: f.Tittel, AvgivendeSystem: f.AvgivendeSystem, EksternReferanse: f.EksternRef,
		Kryptert: true, Sikkerhetsniva: "HOYESTE", // HOYESTE must be encrypted before it is sent
	}
	w.Mottaker.Navn = f.Navn
	w.Mottaker.Adresse = wireAdresse{Postnummer: f.Postnummer, Poststed: f.Poststed}
	lines := append(append([]string{}, f.Adresselinjer...), "", "", "")
	a := &w.Mottaker.Adresse
	a.Adresselinje1, a.Adresselinje2, a.Adresselinje3 = lines[0], lines[1], lines[2]
	if a.Adresselinje1 == "" {
		a.Adresselinje1 = f.Navn // required; a post reception may have no street
	}
	for _, fil := range filer {
		w.Dokumenter = append(w.Dokumenter, wireDokument{Filnavn: fil.Navn, MimeType: "application/pdf"})
	}
	return w
}

// Status is SvarUt's word for how a shipment fares.
type Status string

// Utfall is what a status comes to for a letter.
type Utfall int

// The three.
const (
	Underveis Utfall = iota + 1 // no news
	Postlagt                    // the print supplier's receipt has come
	Avvist                      // no letter will come of it, or nobody knows: a person must look
)

// utfall is the published list of v3. What goes a digital way is no letter («vil aldri gå til print»), and what was
// handled by hand has an unknown end: both are for a person.
var utfall = map[Status]Utfall{
	"MOTTATT": Underveis, "AKSEPTERT": Underveis, "KLAR_FOR_MOTTAK": Underveis, "SENDT_PRINT": Underveis,
	"PRINTET": Postlagt,
	"AVVIST":  Avvist, "FEILET_UNDER_MOTTAK": Avvist, "IKKE_LEVERT": Avvist, "SLETTET": Avvist, "MANUELT_HANDTERT": Avvist,
	"SENDT_DIGITALT": Avvist, "SENDT_ALTINN": Avvist, "LEVERT_ALTINN": Avvist, "SENDT_SDP": Avvist, "LEVERT_SDP": Avvist,
	"SENDT_NHN_MOTTAKER": Avvist, "LEVERT_NHN_MOTTAKER": Avvist, "LEST": Avvist,
}

// Utfall is what s comes to; 0 for a status that is not in the published list.
func (s Status) Utfall() Utfall { return utfall[s] }

// Statussvar is SvarUt's latest word on one shipment.
type Statussvar struct {
	ID     uuid.UUID `json:"id"`
	Endret Tidspunkt `json:"sisteStatusEndring"`
	Status Status    `json:"status"`
}

// Tidspunkt reads a time as RFC 3339 or as milliseconds since 1970: v3's form is not published, v1's is the latter. What
// is neither is the zero time: a status is worth more than its date.
type Tidspunkt struct{ time.Time }

// UnmarshalJSON implements json.Unmarshaler.
func (t *Tidspunkt) UnmarshalJSON(raw []byte) error {
	var ms float64
	var text string
	t.Time = time.Time{}
	switch {
	case json.Unmarshal(raw, &ms) == nil && ms > 0 && ms < math.MaxInt64/1e6:
		t.Time = time.UnixMilli(int64(ms))
	case json.Unmarshal(raw, &text) == nil:
		for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
			if at, err := time.Parse(form, text); err == nil {
				t.Time = at
				break
			}
		}
	}
	return nil
}
