package bekymring

import (
	"time"

	"barnevernportalen/delivery"
)

// What the portal writes where the published format has a required field that the form does not ask for, or that
// nobody has defined for a portal.
const (
	leveringskanalPortal = "Portal" // the name of the sending channel; a case system writes its owner's name
	ukjentAdresse        = "Ukjent"
)

// adresse is the published common address.
type adresse struct {
	Adresselinje1 string `json:"adresselinje1"`
	Adresselinje2 string `json:"adresselinje2,omitempty"`
	Adresselinje3 string `json:"adresselinje3,omitempty"`
	Postnummer    string `json:"postnummer,omitempty"`
	Poststed      string `json:"poststed,omitempty"`
}

// lokaltidspunkt is Norwegian local time without zone, to the second, as the published examples have it.
func lokaltidspunkt(t time.Time) string {
	return delivery.NewKalender().Lokal(t).Format("2006-01-02T15:04:05")
}

// melderNavn is the reporter's name from the login. The format requires one; a login that gives none must not stop a
// report, nor be hidden.
func melderNavn(navn string) string {
	if navn = enLinje(navn); navn != "" {
		return navn
	}
	return "Navn ikke oppgitt ved innlogging"
}
