package bekymring

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
)

// Privat is what a private person fills in. The reporter's name is not here: it comes from the login.
type Privat struct {
	// Klientnokkel is made when the form is opened; one key makes one report, however often it is sent.
	Klientnokkel  uuid.UUID
	Kommunenummer string
	Bydelsnummer  *string // nil: the kommune's standardMottaker
	Barn          []Barn
	Melding       string
}

// Barn is one child in a private person's report.
type Barn struct {
	Personnavn string
}

// Melding is the reporter's view of a report.
type Melding struct {
	ID        uuid.UUID
	Referanse string
	Type      bekymringsmelding.Type
	Mottaker  delivery.Mottaker
	Sendt     time.Time
	Tilstand  forsendelse.Tilstand
	Bevis     forsendelse.Bevis
	Hendelser []Hendelse
	// HarKopi: this session has the reporter's own copy.
	HarKopi bool
}

// Hendelse is a step in a report's life, without who took it.
type Hendelse struct {
	Tidspunkt time.Time
	Tilstand  forsendelse.Tilstand
	Bevis     forsendelse.Bevis
}

// Svar is the answer to a submission: exactly one of its parts.
type Svar struct {
	// Bekymringsmelding is the receipt. It is set only after the commit.
	Bekymringsmelding *Melding
	// AlleredeSendt is the report this key made before, from another text. The new text was not sent.
	AlleredeSendt *Melding
	Feil          []Feltfeil
}

// Feilkode is what may be wrong with a field.
type Feilkode string

// The codes, as in the SDL enum Feilkode.
const (
	FeilMangler       Feilkode = "MANGLER"
	FeilForLang       Feilkode = "FOR_LANG"
	FeilUgyldigFormat Feilkode = "UGYLDIG_FORMAT"
	FeilUkjentKommune Feilkode = "UKJENT_KOMMUNE"
	FeilUkjentBydel   Feilkode = "UKJENT_BYDEL"
	FeilIkkeAktiv     Feilkode = "IKKE_AKTIV"
	FeilForMange      Feilkode = "FOR_MANGE"
)

// Feltfeil is one thing wrong with one field. It never repeats what was typed.
type Feltfeil struct {
	Sti     []string // from the input object to the field; list positions as numbers
	Kode    Feilkode
	Grense  *int   // the limit broken, where there is one
	Melding string // bokmål
}
