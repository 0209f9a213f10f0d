package ent_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// Raw SQL goes past ent's own policy check, so SkrivInnsyn makes it: one row that is not the machine's to write stops all.
func TestSkrivInnsynBareEgne(t *testing.T) {
	dsn := dbtest.DSN(t)
	d := openTest(t, dsn, nil)
	integrasjon := uuid.New()
	rad := func(i uuid.UUID, kommune string) db.Innsynsmelding {
		r := db.Innsynsmelding{ID: uuid.New(), IntegrasjonID: i, Kommunenummer: kommune, MeldingID: uuid.New(), Slag: "MAPPE", Eier: hash(1),
			Sikkerhetsniva: 4, Innhold: make([]byte, 40), Indeksert: time.Now()}
		r.MappeID = r.ID
		return r
	}
	maskin := viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: integrasjon, Rettigheter: []viewer.Rettighet{{Rett: viewer.RettIndekser, Kommunenummer: "4601"}}})
	skriv := func(ctx context.Context, rader ...db.Innsynsmelding) (nye int, err error) {
		err = d.Tx(t.Context(), func(tx *ent.Tx) error {
			nye, err = tx.SkrivInnsyn(ctx, rader)
			return err
		})
		return nye, err
	}
	egen := rad(integrasjon, "4601")
	for navn, f := range map[string]struct {
		ctx   context.Context
		rader []db.Innsynsmelding
	}{
		"another kommune":     {maskin, []db.Innsynsmelding{egen, rad(integrasjon, "0301")}},
		"another integration": {maskin, []db.Innsynsmelding{egen, rad(uuid.New(), "4601")}},
		"a person":            {innbygger(t.Context(), 1), []db.Innsynsmelding{egen}},
		"background work":     {viewer.With(t.Context(), viewer.System{Oppgave: "test"}), []db.Innsynsmelding{egen}},
		"nobody":              {t.Context(), []db.Innsynsmelding{egen}},
		"a bad row":           {maskin, []db.Innsynsmelding{egen, func() db.Innsynsmelding { r := rad(integrasjon, "4601"); r.Eier = nil; return r }()}},
	} {
		if _, err := skriv(f.ctx, f.rader...); err == nil {
			t.Errorf("%s: written", navn)
		}
	}
	var n int
	if err := dbtest.QueryRow(t.Context(), dsn, `SELECT count(*) FROM innsynsmelding`, nil, &n); err != nil || n != 0 {
		t.Errorf("%d rows, %v", n, err)
	}
	if nye, err := skriv(maskin, egen, rad(integrasjon, "4601")); err != nil || nye != 2 {
		t.Errorf("control: %d new, %v", nye, err)
	}
	if nye, err := skriv(maskin, egen, rad(integrasjon, "4601")); err != nil || nye != 1 {
		t.Errorf("one again and one more: %d new, %v", nye, err)
	}
}
