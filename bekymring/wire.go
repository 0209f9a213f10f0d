package bekymring

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"barnevernportalen/delivery"
)

// What the portal writes where the published format has a required property that has no answer, or that nobody has
// defined for a portal.
const (
	leveringskanalPortal = "Portal" // the name of the sending channel; a case system writes its owner's name
	ukjent               = "Ukjent"
	fortroligAdresse     = "Fortrolig adresse – ikke oppgitt"
	// epostIkkePlass stands where the format cannot carry the reporter's address. The top-level domain «invalid» is
	// nobody's (RFC 2606 § 2): what is sent there by mistake reaches no stranger.
	epostIkkePlass = "se-tilleggsopplysninger@epost.invalid"
)

// adresse is the published common address. In all wire types a pointer is a property that may be left out; it is left
// out when there is nothing in it, but what we read may have it there and empty.
type adresse struct {
	Adresselinje1 string  `json:"adresselinje1"`
	Adresselinje2 *string `json:"adresselinje2,omitempty"`
	Adresselinje3 *string `json:"adresselinje3,omitempty"`
	Postnummer    *string `json:"postnummer,omitempty"`
	Poststed      *string `json:"poststed,omitempty"`
}

func (a Adresse) wire() adresse {
	return adresse{
		Adresselinje1: a.Adresselinje1, Adresselinje2: valgfri(a.Adresselinje2), Adresselinje3: valgfri(a.Adresselinje3),
		Postnummer: valgfri(a.Postnummer), Poststed: valgfri(a.Poststed),
	}
}

// barnetsAdresse fills the property that the format requires and the reporter may not know, or may not tell.
func barnetsAdresse(valg Adressevalg, a *Adresse) adresse {
	switch {
	case valg == AdresseFortrolig:
		return adresse{Adresselinje1: fortroligAdresse}
	case valg == AdresseUkjent || a == nil:
		return adresse{Adresselinje1: ukjent}
	}
	return a.wire()
}

// barnetsNavn: the child's, or whose child it will be.
func barnetsNavn(ufoedt bool, barnets, mors string) string {
	if ufoedt {
		return "Ufødt barn av " + ellers(mors, "ukjent")
	}
	return ellers(barnets, ukjent)
}

func ufoedtTermin(termin string) string { return "Ufødt, termin " + ellers(termin, "ikke oppgitt") }

func valgfri(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func ellers(s, annet string) string {
	if s == "" {
		return annet
	}
	return s
}

// lokaltidspunkt is Norwegian local time without zone, to the second, as the published examples have it.
func lokaltidspunkt(t time.Time) string {
	return delivery.NewKalender().Lokal(t).Format("2006-01-02T15:04:05")
}

// melderNavn is the reporter's name from the login. The format requires one; a login that gives none must not stop a
// report, nor be hidden.
func melderNavn(navn string) string {
	return ellers(enLinje(navn), "Navn ikke oppgitt ved innlogging")
}

// tilJSON writes <, > and & as they are, as the published examples would.
func tilJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write the report as JSON: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
