package delivery

import (
	"fmt"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
)

// Steg is what can happen to a forsendelse.
type Steg string

// The steps.
const (
	StegSendt       Steg = "SENDT"        // it stands where the receiver's machine or person can fetch it; nothing is proven by it
	StegOverlevert  Steg = "OVERLEVERT"   // a broker has it on disk
	StegKvittert    Steg = "KVITTERT"     // the receiver's system says yes, blindly: it may say so without having stored a thing
	StegLagret      Steg = "LAGRET"       // the receiver's system gave the token back that lay inside the seal
	StegAvvist      Steg = "AVVIST"       // the receiver's system says no, and the letter has not left
	StegAvvistSent  Steg = "AVVIST_SENT"  // the same, and the letter is with the print supplier
	StegAvvistLagt  Steg = "AVVIST_LAGT"  // the same, and the letter is posted
	StegAvvistBegge Steg = "AVVIST_BEGGE" // the same, and the print supplier has said no too
	StegSendtPrint  Steg = "SENDT_PRINT"  // the letter is with the print supplier
	StegLevertPrint Steg = "LEVERT_PRINT" // the print supplier says it is posted; who read it nobody knows
	StegAvvistPrint Steg = "AVVIST_PRINT" // the print supplier will not have it, or has lost it
	StegBekreftet   Steg = "BEKREFTET"    // a named person says it is in the receiver's own system
)

// Stilling is where a forsendelse is and what is proven.
type Stilling struct {
	Tilstand forsendelse.Tilstand
	Bevis    forsendelse.Bevis
	// Avvist: the receiver's system has said no. Nothing takes that back; see Gjelder.
	Avvist bool
}

// StillingAv reads it from the row.
func StillingAv(f *db.Forsendelse) Stilling { return Stilling{f.Tilstand, f.Bevis, f.Avvist != nil} }

// Gjelder is the bevis that counts and is shown. Bevis never falls, but a blind yes is worth nothing from a system that has
// also said no, whichever came first: it holds no letter back.
func (fra Stilling) Gjelder() forsendelse.Bevis {
	if fra.Avvist && fra.Bevis == forsendelse.BevisKvittert {
		return forsendelse.BevisOverlevert
	}
	return fra.Bevis
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
	case StegSendt, StegOverlevert:
		switch fra.Tilstand {
		case forsendelse.TilstandAkseptert, forsendelse.TilstandAvvistFagsystem:
			til.Tilstand = forsendelse.TilstandSendtFagsystem
		default:
			// already there, or further: a channel that was slow does not call the letter back
		}
		if steg == StegOverlevert {
			til.Bevis = hoyest(fra.Bevis, forsendelse.BevisOverlevert)
		}
	case StegKvittert:
		if fra.Avvist || fra.Tilstand == forsendelse.TilstandAvvistFagsystem {
			break // it says both: noted, and the letter goes
		}
		til.Tilstand = forsendelse.TilstandLevert // also late, after the letter has left; it never un-sends the letter
		til.Bevis = hoyest(fra.Bevis, forsendelse.BevisKvittert)
	case StegLagret:
		// Whoever has the token has opened the seal, whatever was said before.
		til.Tilstand = forsendelse.TilstandLevert
		til.Bevis = hoyest(fra.Bevis, forsendelse.BevisLagret)
	case StegAvvist, StegAvvistSent, StegAvvistLagt, StegAvvistBegge:
		if MinstBevis(fra.Bevis, forsendelse.BevisLagret) {
			break // proven to be there: noted, and a person looks
		}
		til.Avvist = true
		if fra.Tilstand == forsendelse.TilstandSendtPrint || fra.Tilstand == forsendelse.TilstandAvvistPrint {
			break // the letter is on its way, or a person has it
		}
		// It may stand as LEVERT by a blind yes, which is now worth nothing: it is where the letter is.
		switch steg {
		case StegAvvist:
			til.Tilstand = forsendelse.TilstandAvvistFagsystem
		case StegAvvistSent:
			til.Tilstand = forsendelse.TilstandSendtPrint
		case StegAvvistBegge:
			til.Tilstand = forsendelse.TilstandAvvistPrint
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
		if fra.Tilstand != forsendelse.TilstandLevert || !MinstBevis(fra.Gjelder(), forsendelse.BevisKvittert) {
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
