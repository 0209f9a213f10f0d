package delivery

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"barnevernportalen/ent/db/forsendelse"
)

var (
	alleSteg       = []Steg{StegSendt, StegSendtPrint, StegLevertPrint, StegAvvistPrint, StegBekreftet}
	alleTilstander = []forsendelse.Tilstand{
		forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem,
		forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint, forsendelse.TilstandLevert,
	}
	alleBevis = []forsendelse.Bevis{
		forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisLagret, forsendelse.BevisRegistrert,
	}
)

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
		{Stilling{a, ingen}, StegSendt, Stilling{sf, ingen}},
		{Stilling{af, ingen}, StegSendt, Stilling{sf, ingen}},
		{Stilling{sp, over}, StegSendt, Stilling{sp, over}}, // slow, and the letter has gone
		{Stilling{ap, over}, StegSendt, Stilling{ap, over}},
		{Stilling{l, reg}, StegSendt, Stilling{l, reg}},

		{Stilling{a, ingen}, StegSendtPrint, Stilling{sp, over}}, // no reception key
		{Stilling{sf, ingen}, StegSendtPrint, Stilling{sp, over}},
		{Stilling{af, ingen}, StegSendtPrint, Stilling{sp, over}},
		{Stilling{ap, over}, StegSendtPrint, Stilling{sp, over}},
		{Stilling{l, reg}, StegSendtPrint, Stilling{l, reg}}, // confirmed while it was leaving
		{Stilling{l, kvitt}, StegSendtPrint, Stilling{l, kvitt}},

		{Stilling{sp, over}, StegLevertPrint, Stilling{l, over}},
		{Stilling{ap, over}, StegLevertPrint, Stilling{l, over}},
		{Stilling{l, over}, StegLevertPrint, Stilling{l, over}},
		{Stilling{l, reg}, StegLevertPrint, Stilling{l, reg}},
		{Stilling{a, ingen}, StegLevertPrint, Stilling{}}, // never handed over
		{Stilling{sf, ingen}, StegLevertPrint, Stilling{}},

		{Stilling{sp, over}, StegAvvistPrint, Stilling{ap, over}},
		{Stilling{sf, ingen}, StegAvvistPrint, Stilling{ap, ingen}}, // refused at the door
		{Stilling{l, over}, StegAvvistPrint, Stilling{ap, over}},    // posted, and then not
		{Stilling{l, kvitt}, StegAvvistPrint, Stilling{l, kvitt}},   // the receiver has it: the letter no longer matters
		{Stilling{l, reg}, StegAvvistPrint, Stilling{l, reg}},

		{Stilling{sp, over}, StegBekreftet, Stilling{l, reg}}, // late, after the letter
		{Stilling{ap, over}, StegBekreftet, Stilling{l, reg}},
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
	if _, err := (Stilling{a, ingen}).Etter("TULL"); err == nil {
		t.Error("a step that is none was taken")
	}
}

// Whatever happens, in whatever order: bevis never falls, a step twice is the step once, what a person has confirmed
// stays confirmed, and nothing calls a letter back that has left.
func TestTilstandHoldes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := Stilling{rapid.SampledFrom(alleTilstander).Draw(t, "tilstand"), rapid.SampledFrom(alleBevis).Draw(t, "bevis")}
		left, registered := at.Tilstand == forsendelse.TilstandSendtPrint, at == Stilling{forsendelse.TilstandLevert, forsendelse.BevisRegistrert}
		for _, steg := range rapid.SliceOfN(rapid.SampledFrom(alleSteg), 1, 20).Draw(t, "steg") {
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
			if left && (til.Tilstand == forsendelse.TilstandAkseptert || til.Tilstand == forsendelse.TilstandSendtFagsystem) {
				t.Fatalf("%v %s un-sent the letter: %v", at, steg, til)
			}
			registered = registered || steg == StegBekreftet
			if registered && til != (Stilling{forsendelse.TilstandLevert, forsendelse.BevisRegistrert}) {
				t.Fatalf("%v %s undid a confirmation: %v", at, steg, til)
			}
			if steg == StegLevertPrint && til.Bevis == forsendelse.BevisKvittert && at.Bevis != til.Bevis {
				t.Fatal("the post proved more than the post can")
			}
			at = til
		}
	})
}
