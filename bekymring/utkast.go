package bekymring

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/bekymringsmelding"
)

// Utkast is a form that is not sent yet.
type Utkast struct {
	Klientnokkel  uuid.UUID
	Skjema        bekymringsmelding.Type
	Skjemaversjon int
	Innhold       string // JSON, the client's own
	Lagret        time.Time
	Utloper       time.Time
}

// NyttUtkast is what to save.
type NyttUtkast struct {
	Skjema        bekymringsmelding.Type
	Klientnokkel  uuid.UUID
	Skjemaversjon int
	Innhold       string
	ForrigeLagret *time.Time // of the draft this one was made from
}

// LagretUtkast is the answer to Lagre: exactly one of its parts.
type LagretUtkast struct {
	Utkast        *Utkast
	Nyere         *Utkast  // another tab's; nothing was saved
	AlleredeSendt *Melding // sent with this key; nothing was saved
	Feil          []Feltfeil
}
