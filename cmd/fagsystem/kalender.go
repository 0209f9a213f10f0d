package main

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// kalender counts days from today, in Norwegian time.
type kalender struct{ naa time.Time }

var (
	heltDag = regexp.MustCompile(`^dag:(-?\d+)(?: (\d\d:\d\d))?$`)
	dagInni = regexp.MustCompile(`\{dag:(-?\d+)\}`)
	maneder = strings.Fields("januar februar mars april mai juni juli august september oktober november desember")
)

// fri is a day that no office is open. Of the holidays that move there are none here: this is for a demo.
func fri(t time.Time) bool {
	return t.Weekday() == time.Saturday || t.Weekday() == time.Sunday ||
		slices.Contains([]string{"01-01", "05-01", "05-17", "12-24", "12-25", "12-26", "12-31"}, t.Format("01-02"))
}

// den is a day that an office is open: a weekend moves away from today, so that nothing changes side of it, or order.
func (k kalender) den(n int) time.Time {
	t := time.Date(k.naa.Year(), k.naa.Month(), k.naa.Day()+n, 0, 0, 0, 0, k.naa.Location())
	steg := 1
	if n < 0 {
		steg = -1
	}
	for n != 0 && fri(t) {
		t = t.AddDate(0, 0, steg)
	}
	return t
}

// dag is that day as KS writes times, at noon if no time is said.
func (k kalender) dag(n int, klokken string) string {
	tt, mm, _ := strings.Cut(forste(klokken, "12:00"), ":")
	h, _ := strconv.Atoi(tt)
	m, _ := strconv.Atoi(mm)
	t := k.den(n)
	return time.Date(t.Year(), t.Month(), t.Day(), h, m, 0, 0, t.Location()).Format(time.RFC3339)
}

func (k kalender) skrevet(n int) string {
	t := k.den(n)
	return fmt.Sprintf("%d. %s %d", t.Day(), maneder[t.Month()-1], t.Year())
}

// tekst puts the dates into a text.
func (k kalender) tekst(s string) string {
	return dagInni.ReplaceAllStringFunc(s, func(s string) string {
		n, _ := strconv.Atoi(dagInni.FindStringSubmatch(s)[1])
		return k.skrevet(n)
	})
}

// fyll puts the dates in, at any depth.
func (k kalender) fyll(v any) any {
	switch v := v.(type) {
	case string:
		if d := heltDag.FindStringSubmatch(v); d != nil {
			n, _ := strconv.Atoi(d[1])
			return k.dag(n, d[2])
		}
		return k.tekst(v)
	case []any:
		ut := make([]any, len(v))
		for i := range v {
			ut[i] = k.fyll(v[i])
		}
		return ut
	case felter:
		ut := make(felter, len(v))
		for n := range v {
			ut[n] = k.fyll(v[n])
		}
		return ut
	}
	return v
}
