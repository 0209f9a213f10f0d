package delivery

import (
	"fmt"

	"barnevernportalen/ent/db/forsendelse"
)

// Steg is what can happen to a forsendelse.
type Steg string

// The steps.
const (
	StegSendt     Steg = "SENDT"     // handed to the receiver's channel; nothing is proven by it
	StegBekreftet Steg = "BEKREFTET" // a named person says it is in the receiver's own system
)

// Stilling is where a forsendelse is and what is proven.
type Stilling struct {
	Tilstand forsendelse.Tilstand
	Bevis    forsendelse.Bevis
}

// ErrUlovligSteg: the step cannot be taken from there.
type ErrUlovligSteg struct {
	Fra  Stilling
	Steg Steg
}

func (e ErrUlovligSteg) Error() string {
	return fmt.Sprintf("%s is no step from %s/%s", e.Steg, e.Fra.Tilstand, e.Fra.Bevis)
}

// trinn orders bevis.
var trinn = map[forsendelse.Bevis]int{
	forsendelse.BevisIngen:      0,
	forsendelse.BevisOverlevert: 1,
	forsendelse.BevisKvittert:   2,
	forsendelse.BevisLagret:     3,
	forsendelse.BevisRegistrert: 4,
}

// MinstBevis reports whether b proves at least as much as krav.
func MinstBevis(b, krav forsendelse.Bevis) bool { return trinn[b] >= trinn[krav] }

// Etter returns where a forsendelse is after a step, or ErrUlovligSteg. Bevis never falls, and a step taken twice is the
// step taken once: jobs and people repeat themselves.
func (fra Stilling) Etter(steg Steg) (Stilling, error) {
	til := fra
	switch steg {
	case StegSendt:
		switch fra.Tilstand {
		case forsendelse.TilstandAkseptert, forsendelse.TilstandAvvistFagsystem:
			til.Tilstand = forsendelse.TilstandSendtFagsystem
		case forsendelse.TilstandSendtFagsystem, forsendelse.TilstandLevert:
			// already there, or further
		default:
			return fra, ErrUlovligSteg{fra, steg}
		}
	case StegBekreftet:
		// A person's word counts from anywhere, also after the letter has left; it never un-sends the letter.
		til.Tilstand = forsendelse.TilstandLevert
		til.Bevis = forsendelse.BevisRegistrert
	default:
		return fra, ErrUlovligSteg{fra, steg}
	}
	return til, nil
}
