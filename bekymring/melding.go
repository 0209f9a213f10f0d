package bekymring

import (
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
)

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
