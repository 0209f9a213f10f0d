package bekymring

import "github.com/google/uuid"

// Offentlig is what a public employee, or a professional with the duty to report, fills in.
type Offentlig struct {
	Klientnokkel         uuid.UUID
	Kommunenummer        string
	Bydelsnummer         *string
	Melder               OffentligMelder
	Barn                 []OffentligBarn
	Foresatte            []Foresatt
	MerOmForesatte       string
	Melding              string
	Historie             string
	AndreSynspunkter     string
	Temaer               []Tema
	Vilkar               []Meldevilkar
	FareNa               *bool
	Tolkebehov           JaNeiVetIkke
	Tolkebeskrivelse     string
	Hjelpeinstanser      []Hjelpeinstans
	AndreHjelpeinstanser string
	Sprak                Sprak
}

// OffentligMelder is the public reporter, without the name.
type OffentligMelder struct {
	Rolle         string
	Melderkode    *int // SSB's, nil: not picked from the list
	Telefonnummer string
	Epost         string
	Virksomhet    Virksomhet
	Kontakt       string
}

// Virksomhet is a workplace.
type Virksomhet struct {
	Navn, Orgnr string
	Adresse     Adresse
}

// OffentligBarn is one child in a public employee's report.
type OffentligBarn struct {
	Ufoedt           *bool // nil: not answered
	Fnr              string
	Personnavn       string
	NavnUkjent       bool
	Telefonnummer    string
	Termin, MorsNavn string // of the unborn
	SamtykkeGravid   JaNeiVetIkke
	Adressevalg      Adressevalg
	Adresse          *Adresse
	Stedsbeskrivelse string
	Orientert        *bool // nil: not answered
	OrientertGrunn   string
	Skole            string
}

// Foresatt is one guardian.
type Foresatt struct {
	Ukjent              bool
	Personnavn          string
	Telefonnummer       string
	Orientert           *bool // nil: not answered
	OrientertGrunn      string
	Relasjon            string
	Adresse             string
	Samtykke            JaNeiVetIkke
	SamtykkeBeskrivelse string
}
