package innsyn_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/innsyn"
)

// venterhus is a case of mor's at a moment, with entries that wait for her and their neighbours, which do not.
type venterhus struct {
	*posthus
	mappe innsyn.Melding
	navn  map[string]innsyn.Melding
}

// Noon of a day of summer in Norway.
var midtsommer = time.Date(2026, 6, 24, 10, 0, 0, 0, time.UTC)

func nyttVenterhus(t testing.TB) *venterhus {
	t.Helper()
	h := &venterhus{posthus: nyttPosthus(t), navn: map[string]innsyn.Melding{}}
	h.naa = midtsommer
	h.mappe = mappe(fnrMor, "MOR", "Saken")
	h.indekser(t, h.mappe)
	return h
}

func (h *venterhus) post(t testing.TB, tittel string, dager int, med felter) uuid.UUID {
	t.Helper()
	p := endret(journalpost(fnrMor, h.mappe, tittel, h.naa.AddDate(0, 0, -dager).Format(time.RFC3339)), med)
	if for0, der := h.navn[tittel]; der {
		p.MeldingID = for0.MeldingID
	}
	h.navn[tittel] = p
	h.indekser(t, p)
	return rad(bergensk, p)
}

func sett(ventende []innsyn.Ventende) string {
	var ut []string
	for _, v := range ventende {
		en := string(v.Slag)
		if v.Tittel != nil {
			en += " " + *v.Tittel
		}
		if v.Status != nil {
			en += " " + string(*v.Status)
		}
		if (v.Slag == innsyn.VenterKlagefrist) != (v.Frist != nil) || (v.Slag == innsyn.VenterInnsynBesvart) != (v.JournalpostID == nil) {
			en += fmt.Sprintf(" (%+v)", v)
		}
		ut = append(ut, en)
	}
	return strings.Join(ut, ", ")
}

// liste is what waits by the list of cases, and iSak by the case itself.
func (h *venterhus) liste(t testing.TB, ctx context.Context) string {
	t.Helper()
	mine, err := h.MineMapper(ctx, nil)
	maa(t, err)
	if len(mine) != 1 {
		t.Fatalf("%d cases", len(mine))
	}
	return sett(mine[0].Venter)
}

func (h *venterhus) iSak(t testing.TB) string {
	t.Helper()
	m, err := h.Mappe(h.iOkt(t, fnrMor), rad(bergensk, h.mappe))
	maa(t, err)
	return sett(m.Venter)
}

func (h *venterhus) begge(t testing.TB, hva, vil string) {
	t.Helper()
	if fikk := h.liste(t, h.iOkt(t, fnrMor)); fikk != vil {
		t.Errorf("%s: the list has %q, want %q", hva, fikk, vil)
	}
	if fikk := h.iSak(t); fikk != vil {
		t.Errorf("%s: the case has %q, want %q", hva, fikk, vil)
	}
}

// A deadline waits until its day is over, in Norway, or she has complained; the next one stands first.
func TestVenterKlagefrist(t *testing.T) {
	h := nyttVenterhus(t)
	klage := []any{skjema("KLAGE", "")}
	h.begge(t, "an empty case", "")
	h.post(t, "Senere", 200, felter{"klagefrist": "2026-07-10T00:00:00+02:00", "edialogSkjemaer": klage})
	idag := h.post(t, "I dag", 20, felter{"klagefrist": "2026-06-24T00:00:00+02:00", "edialogSkjemaer": klage})
	h.post(t, "I går", 20, felter{"klagefrist": "2026-06-23T23:59:00+02:00"})
	h.post(t, "Uten", 20, nil)
	h.begge(t, "two that run", "KLAGEFRIST I dag, KLAGEFRIST Senere")

	h.naa = time.Date(2026, 6, 24, 21, 59, 59, 0, time.UTC) // the day's last second
	h.begge(t, "late at night", "KLAGEFRIST I dag, KLAGEFRIST Senere")
	h.naa = h.naa.Add(time.Second)
	h.begge(t, "after midnight", "KLAGEFRIST Senere")

	h.naa = midtsommer
	if svar := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaKlage, JournalpostID: &idag, Tekst: "Jeg er uenig"}); svar.Post == nil {
		t.Fatalf("%+v", svar)
	}
	h.begge(t, "complained of", "KLAGEFRIST Senere")
	h.post(t, "Senere", 200, felter{"klagefrist": nil})
	h.begge(t, "the deadline taken away", "")
}

// What can be answered waits until it is answered, in an open case, for a time, and where somebody would receive it.
func TestVenterSvar(t *testing.T) {
	h := nyttVenterhus(t)
	svar := []any{skjema("SVAR", "kjent")}
	referat := h.post(t, "Referat", 3, felter{"edialogSkjemaer": svar})
	h.post(t, "Eget skjema", 5, felter{"edialogSkjemaer": []any{skjema("", "kjent")}})
	h.post(t, "Bare klage", 1, felter{"edialogSkjemaer": []any{skjema("KLAGE", "kjent")}})
	h.post(t, "Ingen tar imot", 1, felter{"edialogSkjemaer": []any{skjema("SVAR", "ukjent")}})
	h.post(t, "Gammelt", 91, felter{"edialogSkjemaer": svar})
	h.begge(t, "to answer", "SVAR_ONSKES Referat, SVAR_ONSKES Eget skjema")

	h.naa = midtsommer.Add(-time.Hour) // the answer goes out before what answers it comes
	if s := h.fra(t, innsyn.NyPost{Type: innsyn.SkjemaSvar, JournalpostID: &referat, Tekst: "Jeg var ikke til stede"}); s.Post == nil {
		t.Fatalf("%+v", s)
	}
	h.naa = midtsommer
	h.begge(t, "answered", "SVAR_ONSKES Eget skjema")

	t.Run("an answer that has come and is not opened", func(t *testing.T) {
		om := felter{"relaterteJournalposter": []any{h.navn["Referat"].MeldingID}}
		nytt := h.post(t, "Svar til deg", 0, om)
		h.post(t, "Eldre", 2, om)
		h.post(t, "Om noe annet", 0, felter{"relaterteJournalposter": []any{h.navn["Gammelt"].MeldingID}})
		h.begge(t, "come", "SVAR_KOMMET Svar til deg, SVAR_ONSKES Eget skjema")
		_, err := h.Journalpost(h.som(t, fnrFar), nytt)
		if err == nil {
			t.Fatal("another person opens it")
		}
		h.begge(t, "another tried to open it", "SVAR_KOMMET Svar til deg, SVAR_ONSKES Eget skjema")
		_, err = h.Journalpost(h.iOkt(t, fnrMor), nytt)
		maa(t, err)
		h.begge(t, "opened", "SVAR_ONSKES Eget skjema")
	})
	h.mappe = endret(h.mappe, felter{"avsluttet": "2026-06-20T10:00:00+02:00"})
	h.indekser(t, h.mappe)
	h.begge(t, "the case is closed", "")
	if fikk, err := h.MineMapper(h.som(t, fnrFar), nil); err != nil || len(fikk) != 0 {
		t.Errorf("another sees %+v, %v", fikk, err)
	}
}

// A request that is answered waits until she has looked into the case. It waits in the list, where the answer is not shown.
func TestVenterInnsyn(t *testing.T) {
	h := nyttForesporselhus(t)
	v := &venterhus{posthus: &posthus{hus: h.hus}, mappe: h.mappe}
	ctx := h.som(t, fnrMor)
	f := h.spurt(t, h.ider(0, 1)...)
	if fikk := v.liste(t, ctx); fikk != "" {
		t.Errorf("asked: %q", fikk)
	}
	for _, c := range []struct {
		svar innsynsforesporsel.Status
		vil  string
	}{
		{"UNDER_BEHANDLING", ""}, {"AVVIST", "INNSYN_BESVART AVVIST"},
	} {
		_, err := h.BesvarForesporsel(maskin(t, bergensk, "4601"), f.ID, c.svar, "")
		maa(t, err)
		if fikk := v.liste(t, ctx); fikk != c.vil {
			t.Errorf("%s: %q", c.svar, fikk)
		}
	}
	if fikk := v.liste(t, ctx); fikk != "INNSYN_BESVART AVVIST" {
		t.Errorf("to read the list is not to read the answer: %q", fikk)
	}
	m, err := h.Mappe(ctx, rad(bergensk, h.mappe))
	maa(t, err)
	if fikk := sett(m.Venter); fikk != "" {
		t.Errorf("the case, which shows the request itself: %q", fikk)
	}
	if fikk := v.liste(t, ctx); fikk != "" {
		t.Errorf("looked into: %q", fikk)
	}
}

// However many there are, what waits is a page, and the nearest deadlines are on it.
func TestVenterErEnSide(t *testing.T) {
	h := nyttVenterhus(t)
	var alle []innsyn.Melding
	for i := range 60 {
		alle = append(alle, endret(journalpost(fnrMor, h.mappe, fmt.Sprintf("V%02d", i), "2026-06-01T12:00:00Z"),
			felter{"klagefrist": midtsommer.AddDate(0, 0, 60-i).Format(time.RFC3339)}))
	}
	h.indekser(t, alle...)
	fikk := h.liste(t, h.iOkt(t, fnrMor))
	if n := strings.Count(fikk, "KLAGEFRIST"); n != 40 || !strings.HasPrefix(fikk, "KLAGEFRIST V59, KLAGEFRIST V58") || strings.Contains(fikk, "V19") {
		t.Errorf("%d: %s", n, fikk)
	}
	// What is taken from her, or is shut to her, waits for nobody.
	if _, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{h.mappe.MeldingID}}); err != nil {
		t.Fatal(err)
	}
	if mine, err := h.MineMapper(h.iOkt(t, fnrMor), nil); err != nil || len(mine) != 0 {
		t.Errorf("entries without their case: %+v, %v", mine, err)
	}
}
