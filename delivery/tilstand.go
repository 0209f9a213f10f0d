package delivery

import (
	"fmt"

	"barnevernportalen/ent/db/forsendelse"
)

// Steg is what can happen to a forsendelse.
type Steg string

// The steps.
const (
	StegSendt       Steg = "SENDT"        // handed to the receiver's channel; nothing is proven by it
	StegSendtPrint  Steg = "SENDT_PRINT"  // the letter is with the print supplier
	StegLevertPrint Steg = "LEVERT_PRINT" // the print supplier says it is posted; who read it nobody knows
	StegAvvistPrint Steg = "AVVIST_PRINT" // the print supplier will not have it, or has lost it
	StegBekreftet   Steg = "BEKREFTET"    // a named person says it is in the receiver's own system
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

func hoyest(a, b forsendelse.Bevis) forsendelse.Bevis {
	if MinstBevis(a, b) {
		return a
	}
	return b
}

// Etter returns where a forsendelse is after a step, or ErrUlovligSteg. Bevis never falls, and a step taken twice is the
// step taken once: jobs and people repeat themselves.
func (fra Stilling) Etter(steg Steg) (Stilling, error) {
	til := fra
	switch steg {
	case StegSendt:
		switch fra.Tilstand {
		case forsendelse.TilstandAkseptert, forsendelse.TilstandAvvistFagsystem:
			til.Tilstand = forsendelse.TilstandSendtFagsystem
		default:
			// already there, or further: a channel that was slow does not call the letter back
		}
	case StegSendtPrint:
		if fra.Tilstand != forsendelse.TilstandLevert { // confirmed while it was leaving: noted, and no more
			til.Tilstand = forsendelse.TilstandSendtPrint
		}
		til.Bevis = hoyest(fra.Bevis, forsendelse.BevisOverlevert)
	case StegLevertPrint:
		switch fra.Tilstand {
		case forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint:
			til.Tilstand = forsendelse.TilstandLevert
			til.Bevis = hoyest(fra.Bevis, forsendelse.BevisOverlevert)
		case forsendelse.TilstandLevert:
			// posted twice, or confirmed before
		default:
			return fra, ErrUlovligSteg{fra, steg} // a letter that has not left is not posted
		}
	case StegAvvistPrint:
		// Worse news is believed: a letter said to be posted may come back. But where the receiver itself has answered,
		// the letter no longer matters.
		if fra.Tilstand != forsendelse.TilstandLevert || !MinstBevis(fra.Bevis, forsendelse.BevisKvittert) {
			til.Tilstand = forsendelse.TilstandAvvistPrint
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
