package delivery

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
)

var (
	alleSteg       = []Steg{StegSendt, StegOverlevert, StegKvittert, StegLagret, StegAvvist, StegAvvistSent, StegAvvistLagt, StegAvvistBegge, StegSendtPrint, StegLevertPrint, StegAvvistPrint, StegBekreftet}
	alleNei        = []Steg{StegAvvist, StegAvvistSent, StegAvvistLagt, StegAvvistBegge}
	alleTilstander = []forsendelse.Tilstand{
		forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem,
		forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint, forsendelse.TilstandLevert,
	}
	alleBevis = []forsendelse.Bevis{
		forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisLagret, forsendelse.BevisRegistrert,
	}
)

// forDetGikk are the places a report is in before its letter has left.
var forDetGikk = []forsendelse.Tilstand{
	forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem,
}

// The letter's part of the table, row by row. «-» is no step from there.
func TestTilstandstabell(t *testing.T) {
	const (
		a, sf, af = forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem
		sp, ap, l = forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint, forsendelse.TilstandLevert
	)
	ingen, over, kvitt, reg := forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisRegistrert
	for _, c := range []struct {
		fra  Stilling
		steg Steg
		til  Stilling // zero: refused
	}{
		{Stilling{a, ingen, false}, StegSendt, Stilling{sf, ingen, false}},
		{Stilling{af, ingen, false}, StegSendt, Stilling{sf, ingen, false}},
		{Stilling{sp, over, false}, StegSendt, Stilling{sp, over, false}}, // slow, and the letter has gone
		{Stilling{ap, over, false}, StegSendt, Stilling{ap, over, false}},
		{Stilling{l, reg, false}, StegSendt, Stilling{l, reg, false}},

		{Stilling{a, ingen, false}, StegSendtPrint, Stilling{sp, over, false}}, // no reception key
		{Stilling{sf, ingen, false}, StegSendtPrint, Stilling{sp, over, false}},
		{Stilling{af, ingen, false}, StegSendtPrint, Stilling{sp, over, false}},
		{Stilling{ap, over, false}, StegSendtPrint, Stilling{sp, over, false}},
		{Stilling{l, reg, false}, StegSendtPrint, Stilling{l, reg, false}}, // confirmed while it was leaving
		{Stilling{l, kvitt, false}, StegSendtPrint, Stilling{l, kvitt, false}},

		{Stilling{sp, over, false}, StegLevertPrint, Stilling{l, over, false}},
		{Stilling{ap, over, false}, StegLevertPrint, Stilling{l, over, false}},
		{Stilling{l, over, false}, StegLevertPrint, Stilling{l, over, false}},
		{Stilling{l, reg, false}, StegLevertPrint, Stilling{l, reg, false}},
		{Stilling{a, ingen, false}, StegLevertPrint, Stilling{}}, // never handed over
		{Stilling{sf, ingen, false}, StegLevertPrint, Stilling{}},

		{Stilling{sp, over, false}, StegAvvistPrint, Stilling{ap, over, false}},
		{Stilling{sf, ingen, false}, StegAvvistPrint, Stilling{ap, ingen, false}}, // refused at the door
		{Stilling{l, over, false}, StegAvvistPrint, Stilling{ap, over, false}},    // posted, and then not
		{Stilling{l, kvitt, false}, StegAvvistPrint, Stilling{l, kvitt, false}},   // the receiver has it: the letter no longer matters
		{Stilling{l, reg, false}, StegAvvistPrint, Stilling{l, reg, false}},

		{Stilling{sp, over, false}, StegBekreftet, Stilling{l, reg, false}}, // late, after the letter
		{Stilling{ap, over, false}, StegBekreftet, Stilling{l, reg, false}},
	} {
		til, err := c.fra.Etter(c.steg)
		refused := ErrUlovligSteg{}
		switch {
		case c.til == Stilling{}:
			if !errors.As(err, &refused) || til != c.fra {
				t.Errorf("%v %s: %v, %v; want a refusal", c.fra, c.steg, til, err)
			}
		case err != nil || til != c.til:
			t.Errorf("%v %s: %v, %v; want %v", c.fra, c.steg, til, err, c.til)
		}
	}
	if _, err := (Stilling{a, ingen, false}).Etter("TULL"); err == nil {
		t.Error("a step that is none was taken")
	}
}

// What machines say, row by row, from every place a report can be. The columns of each: what comes of it when the system
// has said no before, and when it has not.
func TestTilstandForMaskinsvar(t *testing.T) {
	const (
		a, sf, af = forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem
		sp, ap, l = forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint, forsendelse.TilstandLevert
	)
	const (
		ingen, over, kvitt = forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert
		lagret, reg        = forsendelse.BevisLagret, forsendelse.BevisRegistrert
	)
	for _, c := range []struct {
		fra  Stilling
		steg Steg
		til  Stilling
	}{
		{Stilling{a, ingen, false}, StegOverlevert, Stilling{sf, over, false}},
		{Stilling{sf, over, false}, StegOverlevert, Stilling{sf, over, false}}, // handed over again
		{Stilling{l, kvitt, false}, StegOverlevert, Stilling{l, kvitt, false}}, // the answer was faster than our note
		{Stilling{sp, over, false}, StegOverlevert, Stilling{sp, over, false}}, // and the letter has gone

		{Stilling{a, ingen, false}, StegKvittert, Stilling{l, kvitt, false}}, // killed between sending and noting
		{Stilling{sf, ingen, false}, StegKvittert, Stilling{l, kvitt, false}},
		{Stilling{sf, over, false}, StegKvittert, Stilling{l, kvitt, false}},
		{Stilling{sp, over, false}, StegKvittert, Stilling{l, kvitt, false}}, // late: recorded and shown
		{Stilling{ap, over, false}, StegKvittert, Stilling{l, kvitt, false}},
		{Stilling{l, over, false}, StegKvittert, Stilling{l, kvitt, false}}, // late, the letter is posted
		{Stilling{l, kvitt, false}, StegKvittert, Stilling{l, kvitt, false}},
		{Stilling{l, lagret, false}, StegKvittert, Stilling{l, lagret, false}},
		{Stilling{l, reg, false}, StegKvittert, Stilling{l, reg, false}},
		{Stilling{af, over, true}, StegKvittert, Stilling{af, over, true}}, // no, and then yes: the letter goes
		{Stilling{af, kvitt, true}, StegKvittert, Stilling{af, kvitt, true}},
		{Stilling{sp, over, true}, StegKvittert, Stilling{sp, over, true}},
		{Stilling{ap, over, true}, StegKvittert, Stilling{ap, over, true}},
		{Stilling{l, over, true}, StegKvittert, Stilling{l, over, true}},

		{Stilling{a, ingen, false}, StegLagret, Stilling{l, lagret, false}},
		{Stilling{sf, over, false}, StegLagret, Stilling{l, lagret, false}},
		{Stilling{l, kvitt, false}, StegLagret, Stilling{l, lagret, false}},
		{Stilling{af, kvitt, true}, StegLagret, Stilling{l, lagret, true}}, // the token outweighs any word
		{Stilling{sp, over, true}, StegLagret, Stilling{l, lagret, true}},
		{Stilling{ap, over, false}, StegLagret, Stilling{l, lagret, false}},
		{Stilling{l, reg, false}, StegLagret, Stilling{l, reg, false}},

		{Stilling{a, ingen, false}, StegAvvist, Stilling{af, ingen, true}},
		{Stilling{sf, over, false}, StegAvvist, Stilling{af, over, true}},
		{Stilling{af, over, true}, StegAvvist, Stilling{af, over, true}},
		{Stilling{l, kvitt, false}, StegAvvist, Stilling{af, kvitt, true}}, // yes, and then no: the worse is believed
		{Stilling{sp, over, false}, StegAvvist, Stilling{sp, over, true}},
		{Stilling{ap, over, false}, StegAvvist, Stilling{ap, over, true}},
		{Stilling{l, lagret, false}, StegAvvist, Stilling{l, lagret, false}}, // proven to be there
		{Stilling{l, reg, false}, StegAvvist, Stilling{l, reg, false}},
		{Stilling{l, over, false}, StegAvvistLagt, Stilling{l, over, true}}, // posted
		{Stilling{l, kvitt, false}, StegAvvistLagt, Stilling{l, kvitt, true}},
		{Stilling{l, kvitt, false}, StegAvvistSent, Stilling{sp, kvitt, true}}, // not posted yet: the yes had hidden that
		{Stilling{l, kvitt, false}, StegAvvistBegge, Stilling{ap, kvitt, true}},
		{Stilling{ap, over, false}, StegAvvistBegge, Stilling{ap, over, true}},
		{Stilling{sp, over, false}, StegAvvistSent, Stilling{sp, over, true}},
		{Stilling{l, lagret, false}, StegAvvistSent, Stilling{l, lagret, false}},
		{Stilling{l, lagret, false}, StegAvvistBegge, Stilling{l, lagret, false}},

		// The letter, where the system has said both: its yes is not an answer.
		{Stilling{af, kvitt, true}, StegSendtPrint, Stilling{sp, kvitt, true}},
		{Stilling{sp, kvitt, true}, StegLevertPrint, Stilling{l, kvitt, true}},
		{Stilling{l, kvitt, true}, StegAvvistPrint, Stilling{ap, kvitt, true}},
		{Stilling{ap, kvitt, true}, StegBekreftet, Stilling{l, reg, true}},
	} {
		if til, err := c.fra.Etter(c.steg); err != nil || til != c.til {
			t.Errorf("%v %s: %v, %v; want %v", c.fra, c.steg, til, err, c.til)
		}
	}
}

// Every place, after every pair of steps: none is forgotten, and what must hold after one holds after two.
func TestTilstandHvertPar(t *testing.T) {
	for _, tilstand := range alleTilstander {
		for _, bevis := range alleBevis {
			for _, avvist := range []bool{false, true} {
				for _, forste := range alleSteg {
					for _, andre := range alleSteg {
						fra := Stilling{tilstand, bevis, avvist}
						midt, err := fra.Etter(forste)
						if err != nil {
							continue
						}
						til, err := midt.Etter(andre)
						if err != nil {
							continue
						}
						if !MinstBevis(til.Bevis, fra.Bevis) {
							t.Fatalf("%v %s %s: bevis fell to %v", fra, forste, andre, til)
						}
						if fra.Avvist && !til.Avvist {
							t.Fatalf("%v %s %s: the no is forgotten", fra, forste, andre)
						}
						nei := func(s Steg) bool { return slices.Contains(alleNei, s) }
						if (nei(forste) || nei(andre)) && !MinstBevis(til.Bevis, forsendelse.BevisLagret) &&
							Klarerer(til.Gjelder(), frist.TypeBrev, false) {
							t.Fatalf("%v %s %s: %v holds the letter back after a no", fra, forste, andre, til)
						}
						if MinstBevis(til.Bevis, forsendelse.BevisLagret) && !MinstBevis(fra.Bevis, forsendelse.BevisLagret) &&
							forste != StegLagret && andre != StegLagret && forste != StegBekreftet && andre != StegBekreftet {
							t.Fatalf("%v %s %s: proven by what proves nothing", fra, forste, andre)
						}
					}
				}
			}
		}
	}
}

// Whatever happens, in whatever order: bevis never falls, a step twice is the step once, what a person has confirmed
// stays confirmed, and nothing calls a letter back that has left.
func TestTilstandHoldes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := Stilling{rapid.SampledFrom(alleTilstander).Draw(t, "tilstand"), rapid.SampledFrom(alleBevis).Draw(t, "bevis"), rapid.Bool().Draw(t, "avvist")}
		erRegistrert := func(s Stilling) bool {
			return s.Tilstand == forsendelse.TilstandLevert && s.Bevis == forsendelse.BevisRegistrert
		}
		left, registered := at.Tilstand == forsendelse.TilstandSendtPrint, erRegistrert(at)
		for _, steg := range rapid.SliceOfN(rapid.SampledFrom(alleSteg), 1, 20).Draw(t, "steg") {
			if left && steg == StegAvvist {
				steg = StegAvvistSent // the caller knows that the letter has left
			}
			til, err := at.Etter(steg)
			if err != nil {
				if til != at {
					t.Fatalf("a refused step moved %v to %v", at, til)
				}
				continue
			}
			if !MinstBevis(til.Bevis, at.Bevis) {
				t.Fatalf("%v %s: bevis fell to %s", at, steg, til.Bevis)
			}
			if again, err := til.Etter(steg); err != nil || again != til {
				t.Fatalf("%v %s twice: %v, %v", at, steg, again, err)
			}
			left = left || steg == StegSendtPrint
			if left && !registered && slices.Contains(forDetGikk, til.Tilstand) && !slices.Contains(forDetGikk, at.Tilstand) {
				t.Fatalf("%v %s un-sent the letter: %v", at, steg, til)
			}
			registered = registered || steg == StegBekreftet
			if til.Avvist != at.Avvist && !slices.Contains(alleNei, steg) {
				t.Fatalf("%v %s: %v", at, steg, til)
			}
			if registered && !erRegistrert(til) {
				t.Fatalf("%v %s undid a confirmation: %v", at, steg, til)
			}
			if steg == StegLevertPrint && til.Bevis != at.Bevis && til.Bevis != forsendelse.BevisOverlevert {
				t.Fatal("the post proved more than the post can")
			}
			at = til
		}
	})
}
