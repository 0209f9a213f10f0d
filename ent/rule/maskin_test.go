package rule_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/db/rettighet"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// Integrations, their rights and the log of them are an administrator's and the system's, and nobody takes a row away.
func TestIntegrasjonerErForAdministratorer(t *testing.T) {
	r := nytt(t)
	c := r.db.Client()
	admin := viewer.With(t.Context(), viewer.Admin{Person: viewer.Person{ID: r.annenID}, Hele: true})
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	id := uuid.New()
	lag := func(ctx context.Context, id uuid.UUID) error {
		return c.Integrasjon.Create().SetID(id).SetNavn("x").SetOrgnr("910000004").SetPassordHash(make([]byte, 32)).
			SetOpprettet(naa).SetPassordSatt(naa).Exec(ctx)
	}
	gi := func(ctx context.Context) error {
		return c.Rettighet.Create().SetIntegrasjonID(id).SetRett(rettighet.RettKonsument).SetKommunenummer("4601").SetGitt(naa).Exec(ctx)
	}
	logg := func(ctx context.Context, av []byte) error {
		ny := c.Tilgangshendelse.Create().SetTidspunkt(naa).SetSlag(tilgangshendelse.SlagRettGitt)
		if av != nil {
			ny.SetUtfortAv(av)
		}
		return ny.Exec(ctx)
	}
	fiksOrg := func(ctx context.Context) error {
		return c.Kommune.UpdateOneID("4601").SetFiksOrgID(uuid.New()).Exec(ctx)
	}
	for navn, err := range map[string]error{
		"admin makes": lag(admin, id), "admin gives": gi(admin), "admin logs": logg(admin, r.annenID), "the system logs": logg(sys, nil),
		"admin sets the Fiks organisation": fiksOrg(admin), "the system makes": lag(sys, uuid.New()),
	} {
		if err != nil {
			t.Errorf("control: %s: %v", navn, err)
		}
	}
	les := map[string]func(context.Context) (int, error){
		"integrasjon":      func(ctx context.Context) (int, error) { return c.Integrasjon.Query().Count(ctx) },
		"rettighet":        func(ctx context.Context) (int, error) { return c.Rettighet.Query().Count(ctx) },
		"tilgangshendelse": func(ctx context.Context) (int, error) { return c.Tilgangshendelse.Query().Count(ctx) },
	}
	for tabell, tell := range les {
		if n, err := tell(admin); n == 0 || err != nil {
			t.Errorf("control: an administrator reads %d of %s: %v", n, tabell, err)
		}
	}
	for navn, v := range map[string]viewer.Viewer{
		"nobody": nil, "anybody": viewer.Ingen{}, "a citizen": viewer.Innbygger{Person: viewer.Person{ID: r.melderID}},
		"a caseworker": viewer.Saksbehandler{Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}}},
		"the machine itself": viewer.Fagsystem{IntegrasjonID: id, Orgnr: "910000004",
			Rettigheter: []viewer.Rettighet{{Rett: viewer.RettProdusent, Kommunenummer: "4601"}}},
	} {
		ctx := viewer.With(t.Context(), v)
		for tabell, tell := range les {
			if n, err := tell(ctx); !errors.Is(err, privacy.Deny) {
				t.Errorf("%s reads %d of %s: %v", navn, n, tabell, err)
			}
		}
		for hva, err := range map[string]error{
			"makes": lag(ctx, uuid.New()), "gives itself": gi(ctx), "logs": logg(ctx, nil), "becomes a Fiks organisation": fiksOrg(ctx),
			"changes a password": c.Integrasjon.UpdateOneID(id).SetPassordHash(make([]byte, 32)).Exec(ctx),
		} {
			if !errors.Is(err, privacy.Deny) {
				t.Errorf("%s %s: %v", navn, hva, err)
			}
		}
	}
	for navn, err := range map[string]error{
		"in another's name":            logg(admin, r.melderID),
		"in nobody's name":             logg(admin, nil),
		"the name of a kommune":        c.Kommune.UpdateOneID("4601").SetNavn("x").Exec(admin),
		"the name and the id":          c.Kommune.UpdateOneID("4601").SetNavn("x").SetFiksOrgID(uuid.New()).Exec(admin),
		"a kommune of her own":         c.Kommune.Create().SetID("9999").SetNavn("x").SetGyldigFra(naa).Exec(admin),
		"the system, in a name":        logg(sys, r.annenID),
		"deletes an integration":       c.Integrasjon.DeleteOneID(id).Exec(admin),
		"deletes a right":              slettet(c.Rettighet.Delete().Exec(admin)),
		"deletes the log":              slettet(c.Tilgangshendelse.Delete().Exec(admin)),
		"the system, deletes a right":  slettet(c.Rettighet.Delete().Exec(sys)),
		"the system, deletes a log":    slettet(c.Tilgangshendelse.Delete().Exec(sys)),
		"the system, rewrites the log": c.Tilgangshendelse.Update().Exec(sys),
	} {
		if !errors.Is(err, privacy.Deny) {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

// What is withdrawn stays withdrawn, and the log as it was written, whatever the program thinks: the database says so.
func TestTrukketErTrukket(t *testing.T) {
	r := nytt(t)
	c := r.db.Client()
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	rad := c.Integrasjon.Create().SetNavn("x").SetOrgnr("910000004").SetPassordHash(make([]byte, 32)).
		SetOpprettet(naa).SetPassordSatt(naa).SaveX(sys)
	rad.Update().SetNavn("y").ExecX(sys) // control
	rett := func() *db.RettighetCreate {
		return c.Rettighet.Create().SetIntegrasjonID(rad.ID).SetRett(rettighet.RettKonsument).SetKommunenummer("4601").SetGitt(naa)
	}
	forst := rett().SaveX(sys)
	if err := rett().Exec(sys); !db.IsConstraintError(err) {
		t.Errorf("the same right twice: %v", err)
	}
	forst.Update().SetTrukket(naa).ExecX(sys)
	if err := forst.Update().ClearTrukket().Exec(sys); err == nil {
		t.Error("a right came back")
	}
	if err := rett().Exec(sys); err != nil {
		t.Errorf("control: given again: %v", err)
	}
	rad.Update().SetTrukket(naa).ExecX(sys)
	for navn, err := range map[string]error{
		"comes back": rad.Update().ClearTrukket().Exec(sys), "a password": rad.Update().SetPassordHash(make([]byte, 32)).Exec(sys),
	} {
		if err == nil {
			t.Errorf("a withdrawn integration: %s", navn)
		}
	}
}

// slettet is the error of a deletion; a row taken away is none.
func slettet(_ int, err error) error { return err }
