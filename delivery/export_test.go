package delivery

import (
	"time"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
)

// Melding is what would be sent.
func (k Fiksio) Melding(l *db.Leveranse) (fiksio.Melding, error) { return k.melding(l) }

// AvstemtKlarerer is for the tests of the ladder.
var AvstemtKlarerer = avstemtKlarerer

// Frister is for the tests of time.
func (k Kalender) Frister(akseptert time.Time, kanal bydel.Kanal) []Fristen {
	return k.frister(akseptert, kanal, false)
}

// Varselslot is for the tests of time.
func (k Kalender) Varselslot(naa time.Time) (string, bool) {
	slot, _, ok := k.varselslot(naa)
	if !ok {
		return "", false
	}
	return slot, true
}
