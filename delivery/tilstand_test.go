package delivery_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
)

var (
	tilstander = []forsendelse.Tilstand{
		forsendelse.TilstandAkseptert, forsendelse.TilstandSendtFagsystem, forsendelse.TilstandAvvistFagsystem,
		forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint, forsendelse.TilstandLevert,
	}
	// In order: what stands later proves more.
	beviser = []forsendelse.Bevis{
		forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisLagret,
		forsendelse.BevisRegistrert,
	}
	stegene = []delivery.Steg{delivery.StegSendt, delivery.StegBekreftet}
)

// The whole table: where each step leads from each state. "" is a step that cannot be taken.
func TestOvergangene(t *testing.T) {
	for fra, til := range map[forsendelse.Tilstand]struct{ sendt, bekreftet forsendelse.Tilstand }{
		forsendelse.TilstandAkseptert:       {forsendelse.TilstandSendtFagsystem, forsendelse.TilstandLevert},
		forsendelse.TilstandSendtFagsystem:  {forsendelse.TilstandSendtFagsystem, forsendelse.TilstandLevert},
		forsendelse.TilstandAvvistFagsystem: {forsendelse.TilstandSendtFagsystem, forsendelse.TilstandLevert},
		forsendelse.TilstandSendtPrint:      {"", forsendelse.TilstandLevert},
		forsendelse.TilstandAvvistPrint:     {"", forsendelse.TilstandLevert},
		forsendelse.TilstandLevert:          {forsendelse.TilstandLevert, forsendelse.TilstandLevert},
	} {
		for _, bevis := range beviser {
			here := delivery.Stilling{Tilstand: fra, Bevis: bevis}
			check(t, here, delivery.StegSendt, til.sendt, bevis) // handing over proves nothing
			check(t, here, delivery.StegBekreftet, til.bekreftet, forsendelse.BevisRegistrert)
			check(t, here, "NOE_NYTT", "", bevis)
		}
	}
}

func check(t *testing.T, fra delivery.Stilling, steg delivery.Steg, tilstand forsendelse.Tilstand, bevis forsendelse.Bevis) {
	t.Helper()
	til, err := fra.Etter(steg)
	if tilstand == "" {
		if !errors.As(err, new(delivery.ErrUlovligSteg)) || til != fra {
			t.Errorf("%v %s: %v, %v; want a refusal, and nothing moved", fra, steg, til, err)
		}
		return
	}
	if want := (delivery.Stilling{Tilstand: tilstand, Bevis: bevis}); err != nil || til != want {
		t.Errorf("%v %s: %v, %v; want %v", fra, steg, til, err, want)
	}
}

// Whatever happens, in whatever order and however often: bevis never falls, LEVERT is never left, a step taken twice is
// the step taken once, and a refused step moves nothing.
func TestBevisFallerAldri(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		here := delivery.Stilling{Tilstand: rapid.SampledFrom(tilstander).Draw(t, "tilstand"), Bevis: rapid.SampledFrom(beviser).Draw(t, "bevis")}
		for _, steg := range rapid.SliceOf(rapid.SampledFrom(append(slices.Clone(stegene), "NOE_NYTT"))).Draw(t, "steg") {
			next, err := here.Etter(steg)
			if trinn(next) < trinn(here) {
				t.Fatalf("%s: bevis fell from %v to %v", steg, here, next)
			}
			if here.Tilstand == forsendelse.TilstandLevert && next.Tilstand != here.Tilstand {
				t.Fatalf("%s took %v out of LEVERT: %v", steg, here, next)
			}
			if err != nil && next != here {
				t.Fatalf("%s was refused and still moved %v to %v", steg, here, next)
			}
			if again, err2 := next.Etter(steg); again != next || (err2 == nil) != (err == nil) {
				t.Fatalf("%s twice: %v, then %v", steg, next, again)
			}
			here = next
		}
	})
}

func trinn(s delivery.Stilling) int { return slices.Index(beviser, s.Bevis) }

// No dead end: from every state a named person's word leads to LEVERT/REGISTRERT. And the other way round: which states
// nothing leads to yet is written down here, so that the list must shrink when their steps come.
func TestAlleTilstanderHarEnVei(t *testing.T) {
	done := delivery.Stilling{Tilstand: forsendelse.TilstandLevert, Bevis: forsendelse.BevisRegistrert}
	for _, tilstand := range tilstander {
		for _, bevis := range beviser {
			if here := (delivery.Stilling{Tilstand: tilstand, Bevis: bevis}); !slices.Contains(reachable(here), done) {
				t.Errorf("from %v nothing leads to %v", here, done)
			}
		}
	}
	var waiting []forsendelse.Tilstand
	from := reachable(delivery.Stilling{Tilstand: forsendelse.TilstandAkseptert, Bevis: forsendelse.BevisIngen})
	for _, tilstand := range tilstander {
		if !slices.ContainsFunc(from, func(s delivery.Stilling) bool { return s.Tilstand == tilstand }) {
			waiting = append(waiting, tilstand)
		}
	}
	want := []forsendelse.Tilstand{forsendelse.TilstandAvvistFagsystem, forsendelse.TilstandSendtPrint, forsendelse.TilstandAvvistPrint}
	if !slices.Equal(waiting, want) {
		t.Errorf("states that no step leads to: %v, want %v", waiting, want)
	}
}

func reachable(fra delivery.Stilling) []delivery.Stilling {
	seen := []delivery.Stilling{fra}
	for i := 0; i < len(seen); i++ {
		for _, steg := range stegene {
			if til, err := seen[i].Etter(steg); err == nil && !slices.Contains(seen, til) {
				seen = append(seen, til)
			}
		}
	}
	return seen
}
