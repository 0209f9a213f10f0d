package rule_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/opplasting"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/viewer"
)

// maskinens is a report that the machine with this id sends for a kommune.
func maskinens(ctx context.Context, c *db.Client, integrasjon uuid.UUID, fra string, id uuid.UUID) error {
	return c.Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
		SetVersjon(bekymringsmelding.VersjonV2).SetIntegrasjonID(integrasjon).SetFraKommune(fra).
		SetSendtHash(bytes.Repeat(id[:], 2)).SetOpprettet(naa).Exec(ctx)
}

// A machine writes the report of its own kommune, in its own name, with its ledger, and no other; a person's rules and a
// machine's do not help each other.
func TestMaskinSkriverBareSinEgenMelding(t *testing.T) {
	errRull := errors.New("rolled back")
	r := nytt(t)
	skriv := func(f func(*db.Client) error) (got error) {
		err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
			got = f(tx.Client())
			return errRull
		})
		if !errors.Is(err, errRull) {
			t.Fatal(err)
		}
		return got
	}
	id, egen := uuid.New(), maskin(t, "5001")
	for navn, f := range map[string]func(*db.Client) error{
		"for another kommune":      func(c *db.Client) error { return maskinens(egen, c, maskinID, "4601", id) },
		"in another's name":        func(c *db.Client) error { return maskinens(egen, c, uuid.New(), "5001", id) },
		"as a machine of none":     func(c *db.Client) error { return maskinens(maskin(t), c, maskinID, "5001", id) },
		"as a person":              func(c *db.Client) error { return maskinens(r.melder, c, maskinID, "5001", id) },
		"a person's, as a machine": func(c *db.Client) error { return meldingen(egen, c, r.melderID, id) },
		"as background work": func(c *db.Client) error {
			return maskinens(viewer.With(t.Context(), viewer.System{}), c, maskinID, "5001", id)
		},
	} {
		if err := skriv(f); !errors.Is(err, privacy.Deny) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	for navn, linje := range linjer {
		if err := skriv(func(c *db.Client) error {
			return errors.Join(maskinens(egen, c, maskinID, "5001", id), linje(egen, r, c, id))
		}); err != nil {
			t.Errorf("control: %s of its own report: %v", navn, err)
		}
		for hvis, forst := range map[string]func(*db.Client) error{
			"nobody's":   func(*db.Client) error { return nil },
			"another's":  func(c *db.Client) error { return maskinens(maskin(t, "4601"), c, maskinID, "4601", id) },
			"a person's": func(c *db.Client) error { return meldingen(r.melder, c, r.melderID, id) },
			"its own, accepted": func(c *db.Client) error {
				return errors.Join(maskinens(egen, c, maskinID, "5001", id), linjer["forsendelse"](egen, r, c, id))
			},
		} {
			if err := skriv(func(c *db.Client) error {
				if err := forst(c); err != nil {
					t.Fatal(err)
				}
				return linje(egen, r, c, id)
			}); !errors.Is(err, privacy.Deny) {
				t.Errorf("%s of %s: %v", navn, hvis, err)
			}
		}
	}
}

// The database itself takes a report from a person or a machine, whole, and not from both or neither.
func TestEnAvsender(t *testing.T) {
	r := nytt(t)
	for navn, f := range map[string]func(*db.BekymringsmeldingCreate) *db.BekymringsmeldingCreate{
		"both": func(c *db.BekymringsmeldingCreate) *db.BekymringsmeldingCreate {
			return c.SetMelderID(r.melderID).SetKlientnokkel(uuid.New()).SetSkjemaHash(make([]byte, 32)).
				SetIntegrasjonID(maskinID).SetFraKommune("5001").SetSendtHash(make([]byte, 32))
		},
		"a person without a key": func(c *db.BekymringsmeldingCreate) *db.BekymringsmeldingCreate { return c.SetMelderID(r.melderID) },
		"a person and half a machine": func(c *db.BekymringsmeldingCreate) *db.BekymringsmeldingCreate {
			return c.SetMelderID(r.melderID).SetKlientnokkel(uuid.New()).SetSkjemaHash(make([]byte, 32)).SetFraKommune("5001")
		},
	} {
		id := uuid.New()
		err := f(r.db.Client().Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
			SetVersjon(bekymringsmelding.VersjonV2).SetOpprettet(naa)).Exec(r.melder)
		if !db.IsConstraintError(err) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	id := uuid.New()
	err := r.db.Client().Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
		SetVersjon(bekymringsmelding.VersjonV2).SetOpprettet(naa).SetIntegrasjonID(maskinID).SetFraKommune("5001").Exec(maskin(t, "5001"))
	if !db.IsConstraintError(err) {
		t.Errorf("a machine without a hash: %v", err)
	}
}

// An upload is its integration's alone; background work takes away and does not read.
func TestOpplastingErIntegrasjonensEgen(t *testing.T) {
	r := nytt(t)
	c := r.db.Client()
	lag := func(ctx context.Context, eier uuid.UUID) error {
		return c.Opplasting.Create().SetIntegrasjonID(eier).SetSlag(opplasting.SlagAsice).SetInnhold([]byte("c")).
			SetLastetOpp(naa).SetUtloper(naa.Add(time.Hour)).Exec(ctx)
	}
	egen := maskin(t, "5001")
	if err := lag(egen, maskinID); err != nil {
		t.Fatal(err)
	}
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	for navn, err := range map[string]error{
		"in another's name": lag(egen, uuid.New()), "without the right": lag(maskin(t), maskinID), "a person": lag(r.melder, maskinID),
		"background work": lag(sys, maskinID),
	} {
		if !errors.Is(err, privacy.Deny) {
			t.Errorf("%s: %v", navn, err)
		}
	}
	annen := viewer.With(t.Context(), viewer.Fagsystem{IntegrasjonID: uuid.New(), Rettigheter: []viewer.Rettighet{{Rett: viewer.RettProdusent, Kommunenummer: "5001"}}})
	if n, err := c.Opplasting.Query().Count(annen); n != 0 || err != nil {
		t.Errorf("another integration reads %d: %v", n, err)
	}
	if n, err := c.Opplasting.Delete().Exec(annen); n != 0 || err != nil {
		t.Errorf("another integration deletes %d: %v", n, err)
	}
	for navn, ctx := range map[string]context.Context{"background work": sys, "a person": r.melder} {
		if n, err := c.Opplasting.Query().Count(ctx); !errors.Is(err, privacy.Deny) {
			t.Errorf("%s reads %d: %v", navn, n, err)
		}
	}
	if n, err := c.Opplasting.Query().Count(egen); n != 1 || err != nil {
		t.Errorf("control: its own: %d %v", n, err)
	}
	if n, err := c.Opplasting.Delete().Exec(sys); n != 1 || err != nil {
		t.Errorf("the sweep deletes %d: %v", n, err)
	}
}
