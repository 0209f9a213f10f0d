package delivery

import (
	"math/rand/v2"
	"testing"
	"time"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
)

// livslop is one report in memory: the row as the ledger would write it, by the ledger's own rules, and what has really happened.
type livslop struct {
	rng *rand.Rand
	rad db.Forsendelse
	// The ledger's clock is now and then set an hour forward or back; real time is not.
	sant  time.Time
	slark time.Duration

	// What has happened, in the order it did. Nothing here is read from the row.
	akseptert time.Time
	bevist    bool // a token, or a person, has been given
	navngitt  bool // and a list made after that has named it, and none has missed it since
}

func nyttLivslop(seed uint64, start time.Time) *livslop {
	l := &livslop{rng: rand.New(rand.NewPCG(seed, 1)), sant: start} //nolint:gosec // repeatable
	l.hopp()
	l.akseptert = l.sant
	l.rad = db.Forsendelse{
		Slag: forsendelse.SlagBekymringsmelding, Tilstand: forsendelse.TilstandAkseptert, Bevis: forsendelse.BevisIngen, Akseptert: l.naa(),
	}
	return l
}

var livsstart = time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)

// lengde is how many things happen in it.
func (l *livslop) lengde() int { return 6 + l.rng.IntN(14) }

func (l *livslop) naa() time.Time { return l.sant.Add(l.slark) }

func (l *livslop) hopp() { l.slark = time.Duration(l.rng.IntN(3)-1) * time.Hour }

// What happens to a report, besides the steps of the ladder.
const (
	livNavngitt Steg = "a list that names it"
	livSavnet   Steg = "a list that does not"
	livHopp     Steg = "the clock is set"
	livTid      Steg = "time"
)

// steg is one thing that happens.
func (l *livslop) steg() (skjedde Steg) {
	switch n := l.rng.IntN(20); {
	case n < 8:
		skjedde = alleSteg[l.rng.IntN(len(alleSteg))]
		l.flytt(skjedde)
	case n < 12:
		skjedde = livNavngitt
		if tid, nytt := avstemtTid(&l.rad, l.naa()); nytt {
			l.rad.Avstemt, l.rad.Savnet = &tid, nil
		}
		l.navngitt = l.bevist
	case n < 13:
		skjedde = livSavnet
		if l.rad.Savnet == nil {
			naa := l.naa()
			l.rad.Savnet = &naa
		}
		l.navngitt = false
	case n < 15:
		skjedde = livHopp
		l.hopp()
	default:
		skjedde = livTid
		l.sant = l.sant.Add([]time.Duration{time.Minute, 59 * time.Minute, 24 * time.Hour, 10 * 24 * time.Hour, 10*24*time.Hour - 30*time.Minute}[l.rng.IntN(5)])
	}
	return skjedde
}

func (l *livslop) flytt(s Steg) {
	fra := StillingAv(&l.rad)
	til, err := fra.Etter(s)
	if err != nil {
		return
	}
	if MinstBevis(til.Bevis, forsendelse.BevisLagret) && l.rad.Bevist == nil {
		tid := bevistTid(&l.rad, l.naa())
		l.rad.Bevist = &tid
	}
	if til.Avvist && l.rad.Avvist == nil {
		naa := l.naa()
		l.rad.Avvist = &naa
	}
	l.rad.Tilstand, l.rad.Bevis = til.Tilstand, til.Bevis
	if (s == StegLagret || s == StegBekreftet) && !l.bevist {
		l.bevist, l.navngitt = true, false
	}
}

// slettetid is the earlier of the two clocks, as the service has it.
func (l *livslop) slettetid() time.Time {
	if l.slark < 0 {
		return l.naa()
	}
	return l.sant
}

// lov is whether it may be deleted, by what has happened.
func (l *livslop) lov() bool {
	return l.bevist && l.navngitt && l.sant.Sub(l.akseptert) >= 30*24*time.Hour
}

// provSlett lives through so many lives and counts what a rule deletes, and what of it wrongly. Each life is tried after each step.
func provSlett(liv int, regel func(*db.Forsendelse, time.Time) bool) (slettet, galt int) {
	for seed := range liv {
		l := nyttLivslop(uint64(seed), livsstart) //nolint:gosec // not negative
		for range l.lengde() {
			l.steg()
			if regel(&l.rad, l.slettetid()) {
				slettet++
				if !l.lov() {
					galt++
				}
				break
			}
		}
	}
	return slettet, galt
}

// Random lives, with a clock that is set forward and back: the rule deletes nothing that is not proven, named since, and thirty days
// old. The first ten thousand of them on PostgreSQL: TestBevaringIDatabasen.
func TestBevaringIMinnet(t *testing.T) {
	const liv = 1_000_000
	start := time.Now()
	slettet, galt := provSlett(liv, slettbar)
	t.Logf("retention: histories=%d deleted=%d wrongly=%d in %s", liv, slettet, galt, time.Since(start).Round(time.Millisecond))
	if galt != 0 || slettet < liv/100 {
		t.Errorf("%d deleted wrongly, of %d", galt, slettet)
	}
}

// The controls: rules that are nearly right, each of which deletes something wrongly. The first is the one that lost 63 reports.
func TestBevaringSerGaleRegler(t *testing.T) {
	dager := func(f *db.Forsendelse, naa time.Time, d int) bool {
		return !f.Akseptert.Add(time.Duration(d) * 24 * time.Hour).After(naa)
	}
	for navn, regel := range map[string]func(*db.Forsendelse, time.Time) bool{
		"a yes, and fourteen days": func(f *db.Forsendelse, naa time.Time) bool {
			return MinstBevis(f.Bevis, forsendelse.BevisKvittert) && dager(f, naa, 14)
		},
		"a blind yes, named": func(f *db.Forsendelse, naa time.Time) bool {
			return f.Avstemt != nil && f.Savnet == nil && dager(f, naa, 31)
		},
		"a proof, and no list": func(f *db.Forsendelse, naa time.Time) bool {
			return f.Bevist != nil && f.Savnet == nil && dager(f, naa, 31)
		},
		"a list from before it": func(f *db.Forsendelse, naa time.Time) bool {
			return f.Bevist != nil && f.Avstemt != nil && f.Savnet == nil && dager(f, naa, 31)
		},
		"missed since":         func(f *db.Forsendelse, naa time.Time) bool { g := *f; g.Savnet = nil; return slettbar(&g, naa) },
		"30 days by any clock": func(f *db.Forsendelse, naa time.Time) bool { return slettbar(f, naa.Add(Klokkeslark)) },
		"the age is not asked": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			g.Akseptert = time.Time{}
			return slettbar(&g, naa)
		},
		"a proof that is younger": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			g.Bevist = &g.Akseptert
			return f.Bevist != nil && slettbar(&g, naa)
		},
	} {
		if _, galt := provSlett(50_000, regel); galt == 0 {
			t.Errorf("%s: not seen", navn)
		}
	}
}
