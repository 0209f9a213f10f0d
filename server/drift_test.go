package server_test

import (
	"context"
	"encoding/json"
	"html"
	"net/http"
	"regexp"
	"slices"
	"testing"
	"time"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

var driftmerke = regexp.MustCompile(`<meta name="drift" content="([^"]*)"`)

// driftPa is what a page says of operations in its first bytes: each message in nynorsk, or in bokmål.
func (p *port) driftPa(t *testing.T, sti string) []string {
	t.Helper()
	s := p.get(t, nil, sti)
	m := driftmerke.FindStringSubmatch(string(s.raw))
	if s.status != http.StatusOK || m == nil {
		t.Fatalf("%s: %d %s", sti, s.status, s.raw)
	}
	var alle []struct {
		Alvorlighet string
		Tekster     map[string]*string
	}
	if m[1] == "" {
		return nil
	}
	maa(t, json.Unmarshal([]byte(html.UnescapeString(m[1])), &alle))
	var ut []string
	for _, a := range alle {
		tekst := a.Tekster["nn"]
		if tekst == nil {
			tekst = a.Tekster["nb"]
		}
		ut = append(ut, a.Alvorlighet+" "+*tekst)
	}
	return ut
}

// One who comes while the database is away is told what operations last said, also of what was planned and has begun since.
func TestDriftsmeldingUtenDatabase(t *testing.T) {
	p := nyttHus(t)
	proxy := dbtest.NewProxy(t, p.hus.dsn)
	by := *p.hus
	by.dsn = proxy.DSN()
	q := by.prosess(t)
	na := time.Now()
	q.forvaltning.Klokke = func() time.Time { return na }
	if s := q.get(t, nil, "/"); string(s.raw) != testIndeks {
		t.Errorf("with nothing to say: %s", s.raw)
	}
	admin := p.okt(t, pidAdmin, viewer.NivaHoyt)
	sett := func(alvor, tekst string, fra, til time.Duration) {
		t.Helper()
		input := map[string]any{"alvorlighet": alvor, "tekster": map[string]any{"nb": tekst, "nn": "på nynorsk: " + tekst}}
		if fra != 0 {
			input["fra"] = na.Add(fra)
		}
		if til != 0 {
			input["til"] = na.Add(til)
		}
		if s := p.kjor(t, admin, dokSettDrift, map[string]any{"input": input}); s.les("data", "settDriftsmelding", "driftsmelding", "id") == nil {
			t.Fatalf("not set: %s", s.raw)
		}
	}
	sett("INFO", `nå, "<b>`, 0, 0)
	sett("ADVARSEL", "snart over", 0, 30*time.Minute)
	sett("KRITISK", "varslet", time.Hour, 0)

	na = na.Add(time.Minute) // what was read is old
	for _, sti := range []string{"/", "/se/privat", "/index.html"} {
		if fikk := q.driftPa(t, sti); !slices.Equal(fikk, []string{"ADVARSEL på nynorsk: snart over", `INFO på nynorsk: nå, "<b>`}) {
			t.Errorf("%s: %q", sti, fikk)
		}
	}
	proxy.Cut()
	na = na.Add(2 * time.Hour)
	if fikk := q.driftPa(t, "/"); !slices.Equal(fikk, []string{"KRITISK på nynorsk: varslet", `INFO på nynorsk: nå, "<b>`}) {
		t.Errorf("without the database: %q", fikk)
	}
	proxy.Mend()
	q.driftPa(t, "/")
	proxy.Hang() // it answers nobody and refuses nobody: no page waits for it
	na = na.Add(time.Hour)
	ctx, slutt := context.WithTimeout(t.Context(), 30*time.Second)
	defer slutt()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, q.url+"/", nil)
	maa(t, err)
	if s := gjor(t, r); s.status != http.StatusOK || !driftmerke.Match(s.raw) {
		t.Errorf("%d %s", s.status, s.raw)
	}
	proxy.Cut()
	proxy.Mend()
	// Control: a process that has never read them knows none.
	ny := by.prosess(t)
	proxy.Cut()
	if fikk := ny.driftPa(t, "/"); fikk != nil {
		t.Errorf("out of nothing: %q", fikk)
	}
	proxy.Mend()
}
