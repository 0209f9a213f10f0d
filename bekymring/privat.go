package bekymring

import "github.com/google/uuid"

// Privat is what a private person fills in. The reporter's name is not here: it comes from the login.
//
// In both forms a text that is empty was not answered. The contract (graph/schema/skjema.graphqls) says of each field
// when it must be answered, and its limit.
type Privat struct {
	// Klientnokkel is made when the form is opened; one key makes one report, however often it is sent.
	Klientnokkel  uuid.UUID
	Kommunenummer string
	Bydelsnummer  *string // nil: the kommune's standardMottaker
	Telefonnummer string
	Adresse       *Adresse
	SkjulNavn     bool
	Tolk          string
	Barn          []PrivatBarn
	Melding       string
	Temaer        []Tema
	FareNa        *bool // nil: not answered
	Foresatte     string
	Sprak         Sprak
}

// PrivatBarn is one child in a private person's report.
type PrivatBarn struct {
	Personnavn       string
	NavnUkjent       bool
	Ufoedt           bool
	Termin, MorsNavn string // of the unborn
	AntattAlder      string // of the born
	Relasjon         string
	Adressevalg      Adressevalg
	Adresse          *Adresse
	Stedsbeskrivelse string
}

// Adresse is an address as it was typed.
type Adresse struct {
	Adresselinje1, Adresselinje2, Adresselinje3 string
	Postnummer, Poststed                        string
}
