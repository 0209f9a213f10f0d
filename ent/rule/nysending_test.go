package rule_test

import (
	"context"
	"errors"
	"testing"

	"entgo.io/ent/privacy"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nysending"
	"barnevernportalen/ent/viewer"
)

// Why a report was sent again is written by an administrator of its receiver, in her own name, and read by such as her alone.
func TestNysendingErForMottakeretsAdministratorer(t *testing.T) {
	r := nytt(t)
	c := r.db.Client()
	if err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
		return errors.Join(r.sendt(tx.Client()), tx.Client().Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).Exec(r.melder))
	}); err != nil {
		t.Fatal(err)
	}
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	id := c.Forsendelse.Query().OnlyIDX(sys)
	admin := func(a viewer.Admin) context.Context {
		a.Person = viewer.Person{ID: r.annenID}
		return viewer.With(t.Context(), a)
	}
	skriv := func(ctx context.Context, hvem []byte) error {
		return c.Nysending.Create().SetForsendelseID(id).SetTidspunkt(naa).SetKanal(nysending.KanalFiksio).SetGrunn([]byte("x")).
			SetAktorID(hvem).SetForsok(1).Exec(ctx)
	}
	for navn, err := range map[string]error{
		"another kommune's":          skriv(admin(viewer.Admin{Kommuner: []string{"0301"}}), r.annenID),
		"one of none":                skriv(admin(viewer.Admin{}), r.annenID),
		"in another's name":          skriv(admin(viewer.Admin{Hele: true}), r.melderID),
		"background work":            skriv(sys, r.annenID),
		"the reporter":               skriv(r.melder, r.melderID),
		"a caseworker of the bydel":  skriv(viewer.With(t.Context(), viewer.Saksbehandler{Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}}}), r.annenID),
		"a machine that receives it": skriv(maskin(t, "4601"), r.annenID),
	} {
		if !errors.Is(err, privacy.Deny) {
			t.Errorf("%s writes: %v", navn, err)
		}
	}
	if err := skriv(admin(viewer.Admin{Kommuner: []string{"4601"}}), r.annenID); err != nil {
		t.Fatalf("control: the receiver's administrator: %v", err)
	}
	for navn, s := range map[string]struct {
		ctx context.Context
		ser int
	}{"the receiver's": {admin(viewer.Admin{Kommuner: []string{"4601"}}), 1}, "the installation's": {admin(viewer.Admin{Hele: true}), 1},
		"another kommune's": {admin(viewer.Admin{Kommuner: []string{"0301"}}), 0}} {
		if n, err := c.Nysending.Query().Count(s.ctx); n != s.ser || err != nil {
			t.Errorf("%s administrator reads %d: %v", navn, n, err)
		}
	}
	if _, err := c.Nysending.Query().Count(r.melder); !errors.Is(err, privacy.Deny) {
		t.Errorf("the reporter reads them: %v", err)
	}
	if _, err := c.Nysending.Delete().Exec(admin(viewer.Admin{Hele: true})); !errors.Is(err, privacy.Deny) {
		t.Error("it is deleted")
	}
}
