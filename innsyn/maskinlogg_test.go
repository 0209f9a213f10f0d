package innsyn_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// loggen is what a person's log says, oldest first, as «HANDLING AKTOR mappe» with the mapper's names.
func (h *hus) loggen(t testing.TB, fnr string, navn map[uuid.UUID]string) string {
	t.Helper()
	side, err := h.Innsynslogg(h.som(t, fnr), 100, "")
	maa(t, err)
	var ut []string
	for _, i := range side.Innslag {
		mappe := ""
		if i.MappeID != nil {
			mappe = " " + navn[*i.MappeID]
		}
		ut = append([]string{fmt.Sprintf("%s %s%s", i.Handling, i.Aktor, mappe)}, ut...)
	}
	return strings.Join(ut, ", ")
}

// What machines do to a person's set is a line in her log: one for a batch, however many messages, and nothing of others.
func TestMaskinersHandlingerLogges(t *testing.T) {
	h := nyttHus(t)
	m, m2, f := mappe(fnrMor, "MOR", "En"), mappe(fnrMor, "VERGE", "To"), mappe(fnrFar, "FAR", "Fars")
	navn := map[uuid.UUID]string{rad(bergensk, m): "en", rad(bergensk, m2): "to", rad(bergensk, f): "fars"}
	bolk := []innsyn.Melding{m, f}
	for range 1500 { // more than one statement
		bolk = append(bolk, journalpost(fnrMor, m, "A", "2026-04-01T12:00:00Z"))
	}
	vil := map[string]string{}
	skjer := func(hva, mor, far string) {
		t.Helper()
		for fnr, ny := range map[string]string{fnrMor: mor, fnrFar: far} {
			if ny != "" {
				vil[fnr] = strings.TrimPrefix(vil[fnr]+", "+ny, ", ")
			}
			if fikk := h.loggen(t, fnr, navn); fikk != vil[fnr] {
				t.Errorf("%s: %s's log says\n%s, not\n%s", hva, map[string]string{fnrMor: "mor", fnrFar: "far"}[fnr], fikk, vil[fnr])
			}
		}
	}
	slett := func(u ...innsyn.Utvalg) {
		t.Helper()
		for i := range u {
			u[i].Kommunenummer = "4601"
		}
		_, err := h.Slett(maskin(t, bergensk, "4601"), u...)
		maa(t, err)
	}
	h.indekser(t, bolk...)
	skjer("a batch", "INDEKSERT FAGSYSTEM en", "INDEKSERT FAGSYSTEM fars")
	h.indekser(t, m)
	skjer("written over", "INDEKSERT FAGSYSTEM en", "")
	h.indekser(t, m, m2)
	skjer("two cases", "INDEKSERT FAGSYSTEM", "")
	if _, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{m, endret(f, felter{"tittel": nil})}); err != nil {
		t.Fatal(err)
	}
	skjer("a batch with a fault", "", "")
	slett(innsyn.Utvalg{MeldingIDer: []uuid.UUID{bolk[5].MeldingID}}, innsyn.Utvalg{MeldingIDer: []uuid.UUID{bolk[6].MeldingID}})
	skjer("two deleted in one", "SLETTET FAGSYSTEM en", "")
	slett(innsyn.Utvalg{MeldingIDer: []uuid.UUID{uuid.New()}})
	skjer("nothing deleted", "", "")
	slett(innsyn.Utvalg{})
	skjer("all deleted", "SLETTET FAGSYSTEM", "SLETTET FAGSYSTEM fars")

	// Run out: first not shown, then swept away, and told of by this service itself. What ran out before it came is not.
	til := time.Now().Add(time.Hour)
	m.TilgjengeligTil = &til
	h.indekser(t, m)
	skjer("until", "INDEKSERT FAGSYSTEM en", "")
	fortid := time.Now().Add(-time.Hour)
	f.TilgjengeligTil = &fortid
	h.indekser(t, f)
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsmelding SET indeksert = now() - interval '3 hours', tilgjengelig_til = now() - interval '1 hour' WHERE melding_id = $1`, m.MeldingID))
	skjer("run out", "SLETTET FAGSYSTEM en", "") // as far as the database knows it was written over
	maa(t, h.RyddUtlopte(system(t)))
	skjer("swept", "SLETTET SYSTEM en", "")
	m.TilgjengeligTil, f.TilgjengeligTil = nil, nil

	// Above the login: never told of. Written over to be above, or to be another's: gone.
	m.Sikkerhetsniva = 5
	h.indekser(t, m)
	skjer("above", "", "")
	m.Sikkerhetsniva = 4
	h.indekser(t, m)
	m.Sikkerhetsniva = 5
	h.indekser(t, m)
	skjer("raised", "INDEKSERT FAGSYSTEM en, SLETTET FAGSYSTEM en", "")
	slett(innsyn.Utvalg{})
	skjer("unseen, deleted", "", "")
	h.indekser(t, m2)
	fars := endret(m2, felter{"minPart": nil})
	fars.Fodselsnummer = fnrFar
	h.indekser(t, fars)
	skjer("changed hands", "INDEKSERT FAGSYSTEM to, SLETTET FAGSYSTEM to", "INDEKSERT FAGSYSTEM to")
}

// A block is not told: while it stands, neither is anything that happens behind it.
func TestLoggenTierOmSperren(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "En")
	oslo := mappe(fnrMor, "MOR", "Oslos")
	oslo.Kommunenummer = "0301"
	navn := map[uuid.UUID]string{rad(bergensk, m): "en", rad(bergensk, oslo): "oslos"}
	h.indekserSom(t, maskin(t, bergensk, "0301"), oslo)
	h.indekser(t, m)
	id, _, err := h.Sperr(admin(t, h), fnrMor, "4601")
	maa(t, err)
	h.indekser(t, m)
	_, err = h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601"})
	maa(t, err)
	if s := h.loggen(t, fnrMor, navn); s != "INDEKSERT FAGSYSTEM oslos" {
		t.Errorf("shut out and reads: %s", s)
	}
	if _, err := h.OpphevSperre(admin(t, h), id); err != nil {
		t.Fatal(err)
	}
	if s := h.loggen(t, fnrMor, navn); s != "INDEKSERT FAGSYSTEM oslos, INDEKSERT FAGSYSTEM en, INDEKSERT FAGSYSTEM en, SLETTET FAGSYSTEM en" {
		t.Errorf("let in again and reads: %s", s)
	}
}

// No line, no change: the two are one transaction.
func TestUtenLoggIngenEndring(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "En")
	h.indekser(t, m)
	hennes := h.bilde(t, fnrMor)
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg ADD CONSTRAINT nei CHECK (aktor <> 'FAGSYSTEM') NOT VALID`))
	if _, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{endret(m, felter{"tittel": "Annen"})}); err == nil {
		t.Error("indexed without a log")
	}
	if _, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601"}); err == nil {
		t.Error("deleted without a log")
	}
	if h.bilde(t, fnrMor) != hennes {
		t.Error("changed without a log")
	}
}

// No staff reads: whoever is not the person herself gets no row of a case or a log, but for a case system its own.
func TestIngenAnsattLeser(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "En")
	h.indekser(t, m, journalpost(fnrMor, m, "A", "2026-04-01T12:00:00Z"))
	_ = h.bilde(t, fnrMor)
	p := h.Person(fnrMor) // even of her own, in another role
	for navn, ctx := range map[string]context.Context{
		"a caseworker":     viewer.With(t.Context(), viewer.Saksbehandler{Person: p, Niva: viewer.NivaHoyt, Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}}}),
		"an administrator": viewer.With(t.Context(), viewer.Admin{Person: p, Niva: viewer.NivaHoyt, Hele: true}),
		"background work":  system(t), "anybody": viewer.With(t.Context(), viewer.Ingen{}), "nobody": t.Context(),
	} {
		if n, err := h.DB.Client().Innsynsmelding.Query().Count(ctx); err == nil || n != 0 {
			t.Errorf("%s reads %d rows of cases", navn, n)
		}
		if n, err := h.DB.Client().Innsynslogg.Query().Count(ctx); err == nil || n != 0 {
			t.Errorf("%s reads %d lines of logs", navn, n)
		}
		if _, err := h.MineMapper(ctx, nil); err == nil {
			t.Errorf("%s lists cases", navn)
		}
		if _, err := h.Mappe(ctx, rad(bergensk, m)); err == nil {
			t.Errorf("%s opens a case", navn)
		}
		if _, err := h.Innsynslogg(ctx, 1, ""); err == nil {
			t.Errorf("%s reads a log", navn)
		}
	}
	if n, err := h.DB.Client().Innsynslogg.Query().Count(h.som(t, fnrMor)); err != nil || n != 3 {
		t.Errorf("control: she herself reads %d lines: %v", n, err)
	}
}
