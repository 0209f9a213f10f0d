package delivery

import (
	"time"

	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
)

// brevVirkedager is how long a receiver has before the letter leaves. Source: the national service, «2 virkedager».
const brevVirkedager = 2

// uke is between two calls about a report that is not proven after the last of its own deadlines. They never end.
const uke = 7 * 24 * time.Hour

// Fristen is a deadline to be written with a forsendelse.
type Fristen struct {
	Type    frist.Type
	Forfall time.Time
}

// frister returns every deadline that is written with a bekymringsmelding; UKENTLIG comes when the last of them has fired. utenNokkel: there was no valid reception key, so
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
	if kanal != bydel.KanalNedlasting && kanal != bydel.KanalBrev { // there is no machine that could answer in two hours
		f = append(f, Fristen{frist.TypeAlarm2t, akseptert.Add(2 * time.Hour)})
	}
	return f
}

// fristregel is one deadline of a kind of shipment other than a report: how long after it was accepted, and which bevis
// clears it.
type fristregel struct {
	etter time.Duration
	krav  forsendelse.Bevis
}

// fristregler are the deadlines of each such kind. A report's have a calendar and a letter in them, see frister and Klarerer.
var fristregler = map[forsendelse.Slag]map[frist.Type]fristregel{
	forsendelse.SlagPost:               andreFrister,
	forsendelse.SlagInnsynsforesporsel: andreFrister,
}

// andreFrister: nobody's letter waits at the end, so they only grow louder. The two hours are KS's: what a system has not
// acknowledged by then is in the e-mail it sends. A receiver of these gives no token; its yes is all there is.
var andreFrister = map[frist.Type]fristregel{
	frist.TypeAlarm2t:     {2 * time.Hour, forsendelse.BevisKvittert},
	frist.TypeKontakt5d:   {5 * 24 * time.Hour, forsendelse.BevisKvittert},
	frist.TypeOperator21d: {21 * 24 * time.Hour, forsendelse.BevisKvittert},
}

// fristene returns every deadline that is written with a shipment.
func fristene(n Ny, kanal bydel.Kanal) []Fristen {
	if n.Slag == forsendelse.SlagBekymringsmelding {
		return NewKalender().frister(n.Akseptert, kanal, n.Nokler.Mottak == nil || n.BrevStraks)
	}
	var f []Fristen
	for t, r := range fristregler[n.Slag] {
		f = append(f, Fristen{t, n.Akseptert.Add(r.etter)})
	}
	return f
}

// klarererFor is Klarerer for any kind of shipment.
func klarererFor(slag forsendelse.Slag, b forsendelse.Bevis, t frist.Type, givesToken bool) bool {
	if r, its := fristregler[slag][t]; its {
		return MinstBevis(b, r.krav)
	}
	return Klarerer(b, t, givesToken)
}

// Klarerer reports whether a bevis clears a deadline of a report. givesToken: the receiver returns storage tokens, so for the first
// hours a blind yes is not enough. (Being named in an avstemming also clears some: see avstemtKlarerer.)
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
