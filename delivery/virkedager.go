package delivery

import (
	"time"
	_ "time/tzdata" // the calendar is Norwegian also where the machine has no time zones

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/no"
)

// Kalender counts virkedager: Monday to Friday that is no Norwegian public holiday, Europe/Oslo.
type Kalender struct {
	oslo *time.Location
	cal  *cal.BusinessCalendar
}

// NewKalender returns the Norwegian calendar.
func NewKalender() Kalender {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		panic(err) // tzdata is linked in: it cannot be missing
	}
	c := cal.NewBusinessCalendar()
	c.AddHoliday(no.Holidays...)
	return Kalender{oslo: oslo, cal: c}
}

// EtterVirkedager returns the instant when the n-th virkedag after t's own day ends: the first moment of the day after.
// The day itself does not count, so a report of Monday with n = 2 falls due when Wednesday ends.
func (k Kalender) EtterVirkedager(t time.Time, n int) time.Time {
	d := t.In(k.oslo)
	day := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, k.oslo) // noon: no DST change moves it to another day
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if k.cal.IsWorkday(day) {
			n--
		}
	}
	return time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, k.oslo)
}

// Lokal is t as a clock on a Norwegian wall shows it.
func (k Kalender) Lokal(t time.Time) time.Time { return t.In(k.oslo) }

// dag is the day of t, as 2026-11-23.
func (k Kalender) dag(t time.Time) string { return t.In(k.oslo).Format(time.DateOnly) }

// dagensStart is when the day of t began.
func (k Kalender) dagensStart(t time.Time) time.Time {
	d := t.In(k.oslo)
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, k.oslo)
}

// virkedagFor is when the last virkedag before the day of t began.
func (k Kalender) virkedagFor(t time.Time) time.Time {
	d := t.In(k.oslo)
	day := time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, k.oslo) // noon: no DST change moves it to another day
	for {
		day = day.AddDate(0, 0, -1)
		if k.cal.IsWorkday(day) {
			return k.dagensStart(day)
		}
	}
}
