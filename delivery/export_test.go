package delivery

import (
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db"
)

// Melding is what would be sent.
func (k Fiksio) Melding(l *db.Leveranse) (fiksio.Melding, error) { return k.melding(l) }
