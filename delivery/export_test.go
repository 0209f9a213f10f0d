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

// Livslop is a random life of a report, the same for each seed; see bevaring_test.go. Skjer is told of each thing that happens, with
// the ledger's clock then, and answers whether the report has been deleted, upon which the life ends.
func Livslop(seed uint64, start time.Time, skjer func(s Steg, naa time.Time) (slettet bool)) (slettet, lovlig bool) {
	l := nyttLivslop(seed, start)
	n := l.lengde()
	if skjer("", l.naa()) {
		return true, false
	}
	for range n {
		if skjer(l.steg(), l.naa()) {
			return true, l.lov()
		}
	}
	return false, false
}

// What happens in a life besides the steps.
const (
	LivNavngitt = livNavngitt
	LivSavnet   = livSavnet
)
