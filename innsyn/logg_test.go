package innsyn_test

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// Each reading has its line, shown to the person whose set it was and to nobody else; what shows nothing is not logged.
func TestHverLesingLogges(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "Saken")
	p := journalpost(fnrMor, m, "Brevet", "2026-04-01T12:00:00Z")
	los := journalpost(fnrMor, mappe(fnrMor, "MOR", "Kommer ikke"), "Uten mappe", "2026-04-01T12:00:00Z")
	h.indekser(t, m, p, los)
	mor, far := h.som(t, fnrMor), h.som(t, fnrFar)
	_, err := h.MineMapper(mor, nil)
	maa(t, err)
	_, err = h.Mappe(mor, rad(bergensk, m))
	maa(t, err)
	_, err = h.Journalpost(mor, rad(bergensk, p))
	maa(t, err)
	for _, id := range []innsyn.Melding{los, m, p} { // nothing, or another's
		if id.MeldingID == los.MeldingID {
			if _, err := h.Journalpost(mor, rad(bergensk, id)); err == nil {
				t.Error("an entry without its case is shown")
			}
		}
		if _, err := h.Journalpost(far, rad(bergensk, id)); err == nil {
			t.Error("another's entry is shown")
		}
		if _, err := h.Mappe(far, rad(bergensk, id)); err == nil {
			t.Error("another's case is shown")
		}
	}
	_, err = h.MineMapper(far, nil)
	maa(t, err)
	side, err := h.Innsynslogg(mor, 2, "")
	maa(t, err)
	if !side.HarFlere || len(side.Innslag) != 2 || side.Innslag[0].Handling != "JOURNALPOST" || *side.Innslag[0].JournalpostID != rad(bergensk, p) ||
		side.Innslag[1].Handling != "MAPPE" || *side.Innslag[1].MappeID != rad(bergensk, m) || side.Innslag[0].Aktor != "INNBYGGER" {
		t.Errorf("the log: %+v", side)
	}
	side, err = h.Innsynslogg(mor, 50, side.Innslag[1].Markor)
	maa(t, err)
	if side.HarFlere || len(side.Innslag) != 2 || side.Innslag[0].Handling != "MAPPER" || side.Innslag[1].Handling != "INDEKSERT" {
		t.Errorf("the rest: %+v", side)
	}
	if side, err := h.Innsynslogg(far, 50, ""); err != nil || len(side.Innslag) != 0 {
		t.Errorf("another's log: %+v %v", side, err)
	}
	if dbtest.Exec(t.Context(), h.dsn, `DELETE FROM innsynslogg`) == nil || dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynslogg SET tidspunkt = now()`) == nil {
		t.Error("the log is rewritten")
	}
}

// No log, no data.
func TestUtenLoggIngenData(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "Saken")
	p := journalpost(fnrMor, m, "Brevet", "2026-04-01T12:00:00Z")
	h.indekser(t, m, p)
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg ADD CONSTRAINT nei CHECK (id < 0) NOT VALID`))
	mor := h.som(t, fnrMor)
	if l, err := h.MineMapper(mor, nil); err == nil || l != nil {
		t.Error("cases without a log")
	}
	if l, err := h.Mappe(mor, rad(bergensk, m)); err == nil || l != nil {
		t.Error("a case without a log")
	}
	if l, err := h.Journalpost(mor, rad(bergensk, p)); err == nil || l != nil {
		t.Error("an entry without a log")
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg DROP CONSTRAINT nei`))
	if h.bilde(t, fnrMor) == "" {
		t.Error("control: nothing is seen with a log either")
	}
}

// Words, kinds, dates, orders, pages and counts, all in memory.
func TestSok(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "Saken")
	poster := []innsyn.Melding{
		m,
		endret(journalpost(fnrMor, m, "Vedtak om hjelp", "2026-02-01T12:00:00Z"), felter{"dokumenttype": "VEDTAK"}),
		endret(journalpost(fnrMor, m, "Referat", "2026-03-01T12:00:00Z"), felter{"dokumenttype": "MOTEREFERAT", "beskrivelse": "Møtet handlet om HJELP"}),
		journalpost(fnrMor, m, "Brev om hjelp", "2025-12-31T23:30:00Z"), // 2026 in Oslo
		endret(journalpost(fnrMor, m, "Notat", "2025-01-01T12:00:00Z"), felter{"journaldato": nil}),
	}
	h.indekser(t, poster...)
	sak, err := h.Mappe(h.som(t, fnrMor), rad(bergensk, m))
	maa(t, err)
	titler := func(s innsyn.Sok) string {
		t.Helper()
		if s.Antall == 0 {
			s.Antall = 500
		}
		treff, err := sak.Sok(s)
		maa(t, err)
		var ut []string
		for _, p := range treff.Poster {
			ut = append(ut, p.Tittel)
		}
		return strings.Join(ut, ", ")
	}
	fra := time.Date(2026, 1, 15, 0, 0, 0, 0, time.UTC)
	for navn, c := range map[string]struct {
		sok innsyn.Sok
		vil string
	}{
		"newest first": {innsyn.Sok{Sortering: innsyn.DatoSynkende}, "Referat, Vedtak om hjelp, Brev om hjelp, Notat"},
		"oldest first": {innsyn.Sok{Sortering: innsyn.DatoStigende}, "Brev om hjelp, Vedtak om hjelp, Referat, Notat"},
		"relevance":    {innsyn.Sok{Sortering: innsyn.Relevans, Term: "Hjelp"}, "Vedtak om hjelp, Brev om hjelp, Referat"},
		"two words":    {innsyn.Sok{Sortering: innsyn.DatoSynkende, Term: "hjelp  brev"}, "Brev om hjelp"},
		"a kind":       {innsyn.Sok{Sortering: innsyn.DatoSynkende, Dokumenttyper: []innsynsmelding.Dokumenttype{"VEDTAK"}}, "Vedtak om hjelp"},
		"from":         {innsyn.Sok{Sortering: innsyn.DatoSynkende, Fra: &fra}, "Referat, Vedtak om hjelp"},
		"to":           {innsyn.Sok{Sortering: innsyn.DatoSynkende, Til: &fra}, "Brev om hjelp"},
		"nothing":      {innsyn.Sok{Sortering: innsyn.DatoSynkende, Term: "finnes ikke"}, ""},
	} {
		if fikk := titler(c.sok); fikk != c.vil {
			t.Errorf("%s: %s", navn, fikk)
		}
	}
	for _, s := range []innsyn.Sortering{innsyn.DatoStigende, innsyn.DatoSynkende, innsyn.Relevans} {
		var sider []string
		sok := innsyn.Sok{Sortering: s, Antall: 1}
		for {
			treff, err := sak.Sok(sok)
			maa(t, err)
			sider = append(sider, treff.Poster[0].Tittel)
			if !treff.HarFlere {
				break
			}
			sok.Etter = treff.Markorer[0]
		}
		if hele := titler(innsyn.Sok{Sortering: s}); strings.Join(sider, ", ") != hele {
			t.Errorf("%s: pages %v, whole %s", s, sider, hele)
		}
	}
	treff, err := sak.Sok(innsyn.Sok{Sortering: innsyn.DatoSynkende, Dokumenttyper: []innsynsmelding.Dokumenttype{"VEDTAK"}, Antall: 1})
	maa(t, err)
	if len(treff.Dokumenttyper) != 3 || treff.Dokumenttyper[2].Antall != 2 || treff.Dokumenttyper[2].Dokumenttype != nil ||
		len(treff.Perioder) != 1 || *treff.Perioder[0].Aar != 2026 {
		t.Errorf("counts: %+v %+v", treff.Dokumenttyper, treff.Perioder)
	}
	alle, err := sak.Sok(innsyn.Sok{Antall: 1})
	maa(t, err)
	if len(alle.Perioder) != 2 || *alle.Perioder[0].Aar != 2026 || alle.Perioder[0].Antall != 3 || alle.Perioder[1].Aar != nil {
		t.Errorf("years: %+v", alle.Perioder)
	}
	if _, err := sak.Sok(innsyn.Sok{Etter: "x"}); err == nil {
		t.Error("a cursor that is none")
	}
}

// A cursor of the log is for the session it was given to, and tells nothing: all persons' lines are numbered in one row, and
// the gaps would tell each how much the others read.
func TestLoggmarkorSierIngenting(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "M")
	h.indekser(t, m)
	mor := h.iOkt(t, fnrMor, "a")
	_, err := h.MineMapper(mor, nil)
	maa(t, err)
	side, err := h.Innsynslogg(mor, 1, "")
	maa(t, err)
	igjen, err := h.Innsynslogg(mor, 1, "")
	maa(t, err)
	markor := side.Innslag[0].Markor
	raw, err := base64.RawURLEncoding.DecodeString(markor)
	if err != nil || len(raw) < 40 || markor == igjen.Innslag[0].Markor {
		t.Errorf("the cursor %q is not sealed: %v", markor, err)
	}
	if resten, err := h.Innsynslogg(mor, 10, markor); err != nil || len(resten.Innslag) != 1 {
		t.Errorf("control: %+v %v", resten, err)
	}
	for navn, ctx := range map[string]context.Context{"another session": h.iOkt(t, fnrMor, "b"), "another person": h.iOkt(t, fnrFar, "c")} {
		if _, err := h.Innsynslogg(ctx, 10, markor); !errors.Is(err, innsyn.ErrSok) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	for _, galt := range []string{"1", "0", "-1", "9223372036854775807", markor[1:], markor + "A", strings.Repeat("A", 4096)} {
		if _, err := h.Innsynslogg(mor, 10, galt); !errors.Is(err, innsyn.ErrSok) {
			t.Errorf("%.20s: %v", galt, err)
		}
	}
}
