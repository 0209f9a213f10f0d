package delivery_test

import (
	"testing"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
)

// Which evidence stops which clock: a line for each kind of deadline, and the least bevis that clears it.
func TestKlarerer(t *testing.T) {
	for _, row := range []struct {
		frist      frist.Type
		givesToken bool
		clears     map[forsendelse.Bevis]bool
	}{
		{frist.TypeAlarm2t, false, fra(forsendelse.BevisKvittert)},
		{frist.TypeAlarm2t, true, fra(forsendelse.BevisLagret)}, // who can prove it is asked to
		{frist.TypeListe24t, false, fra(forsendelse.BevisLagret)},
		{frist.TypeListe24t, true, fra(forsendelse.BevisLagret)},
		{frist.TypeBrev, false, fra(forsendelse.BevisKvittert)}, // not OVERLEVERT: the broker's word is not the receiver's
		{frist.TypeBrev, true, fra(forsendelse.BevisKvittert)},
		{frist.TypeKontakt5d, false, fra(forsendelse.BevisLagret)},
		{frist.TypeKontakt5d, true, fra(forsendelse.BevisLagret)},
		{frist.TypeLeder7d, false, fra(forsendelse.BevisLagret)},
		{frist.TypeLeder7d, true, fra(forsendelse.BevisLagret)},
		{frist.TypeOperator21d, false, fra(forsendelse.BevisLagret)},
		{frist.TypeOperator21d, true, fra(forsendelse.BevisLagret)},
	} {
		for _, bevis := range beviser {
			if got := delivery.Klarerer(bevis, row.frist, row.givesToken); got != row.clears[bevis] {
				t.Errorf("%s, token %v, at %s: cleared %v", row.frist, row.givesToken, bevis, got)
			}
		}
	}
}

// In order: what stands later proves more.
var beviser = []forsendelse.Bevis{
	forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisLagret, forsendelse.BevisRegistrert,
}

// fra is the set of what proves at least as much.
func fra(krav forsendelse.Bevis) map[forsendelse.Bevis]bool {
	set := map[forsendelse.Bevis]bool{}
	for i := len(beviser) - 1; i >= 0; i-- {
		set[beviser[i]] = true
		if beviser[i] == krav {
			break
		}
	}
	return set
}
