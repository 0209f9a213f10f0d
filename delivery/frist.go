package delivery

import (
	"time"

	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
)

// brevVirkedager is how long a receiver has before the letter leaves. Source: the national service, «2 virkedager».
const brevVirkedager = 2

// Fristen is a deadline to be written with a forsendelse.
type Fristen struct {
	Type    frist.Type
	Forfall time.Time
}

// frister returns every deadline a bekymringsmelding will ever have. utenNokkel: there was no valid reception key, so
// nobody but the print supplier can open it and the letter is due at once.
func (k Kalender) frister(akseptert time.Time, kanal bydel.Kanal, utenNokkel bool) []Fristen {
	brev := k.EtterVirkedager(akseptert, brevVirkedager)
	if utenNokkel {
		brev = akseptert
	}
	f := []Fristen{
		{frist.TypeListe24t, akseptert.Add(24 * time.Hour)},
		{frist.TypeBrev, brev},
		{frist.TypeKontakt5d, akseptert.Add(5 * 24 * time.Hour)},
		{frist.TypeLeder7d, akseptert.Add(7 * 24 * time.Hour)},
		{frist.TypeOperator21d, akseptert.Add(21 * 24 * time.Hour)},
	}
	if kanal != bydel.KanalNedlasting { // manual reception has no machine that could answer in two hours
		f = append(f, Fristen{frist.TypeAlarm2t, akseptert.Add(2 * time.Hour)})
	}
	return f
}

// Klarerer reports whether a bevis clears a deadline. givesToken: the receiver returns storage tokens, so for the first
// hours a blind yes is not enough. (Being named in an avstemming also clears some; that comes with avstemming.)
func Klarerer(b forsendelse.Bevis, t frist.Type, givesToken bool) bool {
	krav := forsendelse.BevisLagret
	switch t {
	case frist.TypeBrev, frist.TypePrintsvar, frist.TypeAvvistPrint:
		krav = forsendelse.BevisKvittert
	case frist.TypeAlarm2t:
		if !givesToken {
			krav = forsendelse.BevisKvittert
		}
	}
	return MinstBevis(b, krav)
}
