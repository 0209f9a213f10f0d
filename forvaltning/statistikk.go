package forvaltning

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/viewer"
)

// Statistikk is how many reports came from one day to another, by what, and how they fared. Small numbers are given as they
// are: who reads them administers the receiver, and sees each envelope in the ledger anyway.
type Statistikk struct {
	Fra, Til      string  // yyyy-mm-dd, in Norway; both counted
	Kommunenummer *string // nil: all that the administrator has
	Alle          Meldingstall
	Dager         []Dagstall    // each day, those with none too
	Kanaler       []Kanaltall   // only those there are any of
	Mottak        []Mottakstall // likewise, by kommune and bydel
	TidTilBevis   Tidsbruk
}

// Meldingstall is how many, of which kind.
type Meldingstall struct {
	Antall, Private, Offentlige, FraFagsystem, V1, V2, Brev, Avvist int
	Bevis                                                           Bevistall
}

// Bevistall is how many by what is proven of them now.
type Bevistall struct{ Ingen, Overlevert, Kvittert, Lagret, Registrert int }

// Dagstall is the figures of one day.
type Dagstall struct {
	Dag     string // yyyy-mm-dd
	Tall    Meldingstall
	Kanaler []Kanaltall
}

// Kanaltall is the figures of one way of receiving.
type Kanaltall struct {
	Kanal bydel.Kanal
	Tall  Meldingstall
}

// Mottakstall is the figures of one receiver.
type Mottakstall struct {
	Mottaker    delivery.Mottaker
	Tall        Meldingstall
	TidTilBevis Tidsbruk
}

// Tidsbruk is how long something took, in whole seconds; nil of none.
type Tidsbruk struct {
	Antall               int
	Median, NittiProsent *int
}

// maksStatistikkdager is three years: what is asked for at once is bounded by it, and not by the ledger.
const maksStatistikkdager = 1100

// Statistikk counts the reports that came from one day to another, both counted, of one kommune or of all the administrator
// has. Errors: ent.ErrIkkeFunnet, also for days that are none, or too many.
func (s *Service) Statistikk(ctx context.Context, fra, til string, kommunenummer *string) (*Statistikk, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || kommunenummer != nil && !v.Kan(*kommunenummer) {
		return nil, ent.ErrIkkeFunnet
	}
	dager, err := dagene(fra, til)
	if err != nil {
		return nil, err
	}
	ut := &Statistikk{Fra: fra, Til: til, Kommunenummer: kommunenummer}
	for _, d := range dager[:len(dager)-1] {
		ut.Dager = append(ut.Dager, Dagstall{Dag: d.Format(time.DateOnly)})
	}
	ruter, err := s.DB.Statistikk(ctx, ellerTom(kommunenummer), dager)
	if err != nil {
		return nil, err
	}
	tider, err := s.DB.Statistikktider(ctx, ellerTom(kommunenummer), dager[0], dager[len(dager)-1])
	if err != nil {
		return nil, err
	}
	mottakere, err := s.mottakere(ctx, ruter)
	if err != nil {
		return nil, err
	}
	ut.tell(ruter, mottakere)
	ut.settTider(tider)
	return ut, nil
}

// dagene are the instants that the days begin, in Norway, and last the one that the last of them ends: at any of them a clock
// may go forward or back.
func dagene(fra, til string) ([]time.Time, error) {
	forste, err1 := time.ParseInLocation(time.DateOnly, fra, oslo())
	siste, err2 := time.ParseInLocation(time.DateOnly, til, oslo())
	if err1 != nil || err2 != nil || siste.Before(forste) || siste.Sub(forste) > maksStatistikkdager*24*time.Hour || forste.Year() < 2000 {
		return nil, ent.ErrIkkeFunnet
	}
	var dager []time.Time
	for d := forste; ; d = time.Date(d.Year(), d.Month(), d.Day()+1, 0, 0, 0, 0, oslo()) {
		dager = append(dager, d)
		if d.After(siste) {
			return dager, nil
		}
	}
}

func (s *Service) mottakere(ctx context.Context, ruter []ent.Statistikkrute) (map[viewer.Bydel]delivery.Mottaker, error) {
	var kommuner []string
	for _, r := range ruter {
		if r.Dag < 0 && !slices.Contains(kommuner, r.Kommunenummer) {
			kommuner = append(kommuner, r.Kommunenummer)
		}
	}
	rader, err := s.DB.Client().Bydel.Query().Where(bydel.KommuneIDIn(kommuner...)).WithKommune(func(*db.KommuneQuery) {}).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the receivers: %w", err)
	}
	ut := map[viewer.Bydel]delivery.Mottaker{}
	for _, b := range rader {
		ut[viewer.Bydel{Kommunenummer: b.KommuneID, Bydelsnummer: b.Bydelsnummer}] = delivery.ToMottaker(b)
	}
	return ut, nil
}

// tell adds up the cells: those of days to the day, and to all; those of receivers to the receiver. They come sorted by them.
func (ut *Statistikk) tell(ruter []ent.Statistikkrute, mottakere map[viewer.Bydel]delivery.Mottaker) {
	for _, r := range ruter {
		if r.Dag >= 0 {
			ut.Alle.legg(r)
			ut.Dager[r.Dag].Tall.legg(r)
			leggKanal(&ut.Dager[r.Dag].Kanaler, r)
			leggKanal(&ut.Kanaler, r)
			continue
		}
		m := mottakere[viewer.Bydel{Kommunenummer: r.Kommunenummer, Bydelsnummer: r.Bydelsnummer}]
		if n := len(ut.Mottak); n == 0 || ut.Mottak[n-1].Mottaker.ID != m.ID {
			ut.Mottak = append(ut.Mottak, Mottakstall{Mottaker: m})
		}
		ut.Mottak[len(ut.Mottak)-1].Tall.legg(r)
	}
	for i := range ut.Dager {
		sorterKanaler(ut.Dager[i].Kanaler)
	}
	sorterKanaler(ut.Kanaler)
}

func (t *Meldingstall) legg(r ent.Statistikkrute) {
	t.Antall += r.Antall
	for _, n := range []struct {
		hvis bool
		tall *int
	}{
		{r.Type == "PRIVAT", &t.Private}, {r.Type == "OFFENTLIG", &t.Offentlige}, {r.FraFagsystem, &t.FraFagsystem},
		{r.Versjon == "V1", &t.V1}, {r.Versjon == "V2", &t.V2}, {r.Brev, &t.Brev}, {r.Avvist, &t.Avvist},
		{r.Bevis == string(forsendelse.BevisIngen), &t.Bevis.Ingen}, {r.Bevis == string(forsendelse.BevisOverlevert), &t.Bevis.Overlevert},
		{r.Bevis == string(forsendelse.BevisKvittert), &t.Bevis.Kvittert}, {r.Bevis == string(forsendelse.BevisLagret), &t.Bevis.Lagret},
		{r.Bevis == string(forsendelse.BevisRegistrert), &t.Bevis.Registrert},
	} {
		if n.hvis {
			*n.tall += r.Antall
		}
	}
}

func leggKanal(alle *[]Kanaltall, r ent.Statistikkrute) {
	i := slices.IndexFunc(*alle, func(k Kanaltall) bool { return string(k.Kanal) == r.Kanal })
	if i < 0 {
		i = len(*alle)
		*alle = append(*alle, Kanaltall{Kanal: bydel.Kanal(r.Kanal)})
	}
	(*alle)[i].Tall.legg(r)
}

func sorterKanaler(alle []Kanaltall) {
	slices.SortFunc(alle, func(a, b Kanaltall) int { return slices.Compare([]byte(a.Kanal), []byte(b.Kanal)) })
}

func (ut *Statistikk) settTider(tider []ent.Statistikktid) {
	for _, t := range tider {
		median, nitti := int(math.Round(t.Median)), int(math.Round(t.NittiProsent))
		brukt := Tidsbruk{Antall: t.Antall, Median: &median, NittiProsent: &nitti}
		if t.Kommunenummer == "" {
			ut.TidTilBevis = brukt
			continue
		}
		i := slices.IndexFunc(ut.Mottak, func(m Mottakstall) bool {
			return m.Mottaker.Kommunenummer == t.Kommunenummer && m.Mottaker.Bydelsnummer == t.Bydelsnummer
		})
		if i >= 0 { // one that was counted between the two readings
			ut.Mottak[i].TidTilBevis = brukt
		}
	}
}
