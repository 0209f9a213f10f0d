package delivery

import (
	"testing"
	"time"
)

// The letter's due time for every day of 2024–2030, at times of day where a clock change or a date line could move it,
// against holidays written down here from the almanac's rules and nothing of the library's.
func TestBrevfristHverDag2024Til2030(t *testing.T) {
	k := NewKalender()
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	for day := time.Date(2024, 1, 1, 0, 0, 0, 0, oslo); day.Year() < 2031; day = day.AddDate(0, 0, 1) {
		// The model counts whole dates in UTC, where there is no clock change.
		d := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
		for n := 0; n < 2; {
			if d = d.AddDate(0, 0, 1); virkedag(d) {
				n++
			}
		}
		d = d.AddDate(0, 0, 1)
		want := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, oslo)
		for _, at := range []time.Time{day, day.Add(90 * time.Minute), day.Add(150 * time.Minute), day.Add(12 * time.Hour), day.AddDate(0, 0, 1).Add(-time.Microsecond)} {
			if got := k.EtterVirkedager(at.UTC(), 2); !got.Equal(want) {
				t.Fatalf("a report of %s: the letter is due %s, want %s", at.In(oslo), got.In(oslo), want)
			}
		}
	}
	// Known by heart: Maundy Thursday to the day after Easter Monday; a summer time Sunday; 1 and 17 May.
	for sent, due := range map[string]string{
		"2026-11-16": "2026-11-19", // Monday: Tuesday, Wednesday
		"2026-11-20": "2026-11-25", // Friday: Monday, Tuesday
		"2026-04-01": "2026-04-09", // Wednesday before Easter: Tuesday and Wednesday after
		"2025-12-23": "2025-12-30", // Christmas Eve is a virkedag; then 29 December
		"2024-04-30": "2024-05-04", // 1 May is none
		"2027-03-25": "2027-04-01", // Easter and summer time at once
	} {
		s, _ := time.ParseInLocation(time.DateOnly, sent, oslo)
		if got := k.EtterVirkedager(s.Add(13*time.Hour), 2).In(oslo).Format(time.DateOnly); got != due {
			t.Errorf("a report of %s: due %s, want %s", sent, got, due)
		}
	}
}

// virkedag by the law's own list: Sundays, the fixed days, and those counted from Easter.
func virkedag(d time.Time) bool {
	switch d.Format("01-02") {
	case "01-01", "05-01", "05-17", "12-25", "12-26":
		return false
	}
	easter := paaske(d.Year())
	for _, off := range []int{-3, -2, 0, 1, 39, 49, 50} {
		if d.Equal(easter.AddDate(0, 0, off)) {
			return false
		}
	}
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// paaske is Easter Sunday, by the Gregorian computus.
func paaske(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	return time.Date(y, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1, 0, 0, 0, 0, time.UTC)
}
