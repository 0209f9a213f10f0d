package delivery_test

import (
	"testing"
	"time"

	"barnevernportalen/delivery"
)

// Every day of seven years, at the moments of the day where a mistake would show, against a calendar that shares no code
// with ours: its own computus, its own daylight saving time, nothing but counting days.
func TestVirkedagerHverDag(t *testing.T) {
	k := delivery.NewKalender()
	naive := 0 // control: days on which a calendar without holidays would be wrong
	for d := dato(2024, 1, 1); d.year() <= 2030; d++ {
		for _, clock := range []time.Duration{0, 90 * time.Minute, 12 * time.Hour, 22*time.Hour + 59*time.Minute} {
			sent := d.osloMidnight().Add(clock)
			for n := 1; n <= 5; n++ {
				want := d.etter(n, dag.virkedag).next().osloMidnight()
				if got := k.EtterVirkedager(sent, n); !got.Equal(want) {
					t.Fatalf("sent %v, %d virkedager: %v, want %v", sent, n, got.UTC(), want)
				}
				if want != d.etter(n, dag.hverdag).next().osloMidnight() {
					naive++
				}
			}
		}
	}
	if naive < 1000 {
		t.Errorf("holidays mattered %d times: the table proves nothing", naive)
	}
}

// The cases a person would ask about, by hand.
func TestVirkedagerKjenteDager(t *testing.T) {
	k := delivery.NewKalender()
	for name, c := range map[string]struct{ sent, want string }{
		"a Monday":                             {"2026-11-16T09:00:00Z", "2026-11-19T00:00:00+01:00"},
		"a Friday night":                       {"2026-11-20T22:59:59Z", "2026-11-25T00:00:00+01:00"},
		"Saturday by the clock on the wall":    {"2026-11-20T23:00:00Z", "2026-11-25T00:00:00+01:00"},
		"the Wednesday before Easter":          {"2024-03-27T12:00:00+01:00", "2024-04-04T00:00:00+02:00"},
		"over the spring change of clocks":     {"2025-03-28T12:00:00+01:00", "2025-04-02T00:00:00+02:00"},
		"over the autumn change of clocks":     {"2025-10-24T12:00:00+02:00", "2025-10-29T00:00:00+01:00"},
		"in the hour that comes twice":         {"2025-10-26T00:30:00Z", "2025-10-29T00:00:00+01:00"},
		"the 16th of May, the 17th a Saturday": {"2025-05-16T08:00:00+02:00", "2025-05-21T00:00:00+02:00"},
		"the 16th of May, the 17th a Thursday": {"2029-05-16T08:00:00+02:00", "2029-05-23T00:00:00+02:00"}, // the 21st is Whit Monday
		"New Year's Eve in Norway":             {"2025-12-31T22:30:00Z", "2026-01-06T00:00:00+01:00"},
		"New Year's Eve elsewhere":             {"2025-12-31T23:30:00Z", "2026-01-06T00:00:00+01:00"},
		"before Christmas":                     {"2026-12-23T15:00:00+01:00", "2026-12-29T00:00:00+01:00"},
	} {
		t.Run(name, func(t *testing.T) {
			sent, err1 := time.Parse(time.RFC3339, c.sent)
			want, err2 := time.Parse(time.RFC3339, c.want)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			got := k.EtterVirkedager(sent, 2)
			if !got.Equal(want) {
				t.Errorf("due %v, want %v", got.UTC(), want.UTC())
			}
			if wall := k.Lokal(got); wall.Hour() != 0 || wall.Minute() != 0 {
				t.Errorf("due at %v on the wall, not at midnight", wall)
			}
		})
	}
}

// dag is a day, counted from 1970-01-01.
type dag int

func dato(year, month, day int) dag {
	return dag(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d dag) utc() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }
func (d dag) year() int      { return d.utc().Year() }
func (d dag) next() dag      { return d + 1 }

// ukedag is 0 for Monday; 1970-01-01 was a Thursday.
func (d dag) ukedag() int   { return int(d+3) % 7 }
func (d dag) hverdag() bool { return d.ukedag() < 5 }

func (d dag) virkedag() bool {
	y := d.year()
	p := paske(y)
	for _, fri := range []dag{
		dato(y, 1, 1), dato(y, 5, 1), dato(y, 5, 17), dato(y, 12, 25), dato(y, 12, 26),
		p - 3, p - 2, p + 1, p + 39, p + 50,
	} {
		if d == fri {
			return false
		}
	}
	return d.hverdag()
}

// etter is the n-th day after d that counts.
func (d dag) etter(n int, counts func(dag) bool) dag {
	for n > 0 {
		if d++; counts(d) {
			n--
		}
	}
	return d
}

// osloMidnight is the moment the day begins in Norway: an hour before UTC's, two in summer, which lasts from the last
// Sunday of March to the last of October and begins and ends at 01:00 UTC.
func (d dag) osloMidnight() time.Time {
	before := time.Hour
	if d > sisteSondag(d.year(), 3) && d <= sisteSondag(d.year(), 10) {
		before = 2 * time.Hour
	}
	return d.utc().Add(-before)
}

// sisteSondag works for months of 31 days.
func sisteSondag(year, month int) dag {
	d := dato(year, month, 31)
	return d - dag((d.ukedag()+1)%7)
}

// paske is Easter Sunday, by Gauss's rule as it stands for 1900–2099.
func paske(year int) dag {
	a, b, c := year%19, year%4, year%7
	d := (19*a + 24) % 30
	e := (2*b + 4*c + 6*d + 5) % 7
	if d == 29 && e == 6 || d == 28 && e == 6 && a > 10 {
		e -= 7
	}
	return dato(year, 3, 22) + dag(d+e)
}
