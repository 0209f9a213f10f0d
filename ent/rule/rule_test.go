package rule_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/db/privacy"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// reglement is a database with one receiver, and two people who may report to it.
type reglement struct {
	db                *ent.DB
	bydel, nokkel     uuid.UUID
	melder, annen     context.Context
	melderID, annenID []byte
}

var naa = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)

func nytt(t *testing.T) *reglement {
	t.Helper()
	d, err := ent.Open(t.Context(), ent.Config{DSN: dbtest.DSN(t), UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	r := &reglement{db: d, bydel: uuid.New(), nokkel: uuid.New()}
	r.melderID, r.annenID = bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	r.melder = viewer.With(t.Context(), viewer.Innbygger{Person: viewer.Person{ID: r.melderID}})
	r.annen = viewer.With(t.Context(), viewer.Innbygger{Person: viewer.Person{ID: r.annenID}})
	sys, c := viewer.With(t.Context(), viewer.System{Oppgave: "test"}), d.Client()
	for _, err := range []error{
		c.Kommune.Create().SetID("4601").SetNavn("Bergen").SetGyldigFra(naa).Exec(sys),
		c.Bydel.Create().SetID(r.bydel).SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").
			SetKanal(bydel.KanalNedlasting).SetAktiv(true).SetAvtaleInngatt(naa).Exec(sys),
		c.Nokkel.Create().SetID(r.nokkel).SetBydelID(r.bydel).SetFormal(nokkel.FormalManuell).SetSertifikat([]byte("x")).
			SetTommelavtrykk("0123456789012345678901234567890123456789012345678901234567890123").
			SetGyldigFra(naa).SetGyldigTil(naa).SetTattIBruk(naa).Exec(sys),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// linjer are the kinds of rows of the ledger, each written for the report id by whoever ctx says.
var linjer = map[string]func(context.Context, *reglement, *db.Client, uuid.UUID) error{
	"pakke": func(ctx context.Context, r *reglement, c *db.Client, id uuid.UUID) error {
		return c.Pakke.Create().SetForsendelseID(id).SetNokkelID(r.nokkel).SetFormal(pakke.FormalManuell).SetInnhold([]byte("c")).
			SetSha256(make([]byte, 32)).SetStorrelse(1).Exec(ctx)
	},
	"leveranse": func(ctx context.Context, r *reglement, c *db.Client, id uuid.UUID) error {
		p := c.Pakke.Create().SetForsendelseID(id).SetNokkelID(r.nokkel).SetFormal(pakke.FormalManuell).SetInnhold([]byte("c")).
			SetSha256(make([]byte, 32)).SetStorrelse(1)
		var pakkeID uuid.UUID
		if row, err := p.Save(ctx); err == nil {
			pakkeID = row.ID
		}
		return c.Leveranse.Create().SetForsendelseID(id).SetPakkeID(pakkeID).SetKanal(leveranse.KanalNedlasting).
			SetStatus(leveranse.StatusKlar).SetEndret(naa).Exec(ctx)
	},
	"frist": func(ctx context.Context, _ *reglement, c *db.Client, id uuid.UUID) error {
		return c.Frist.Create().SetForsendelseID(id).SetType(frist.TypeBrev).SetForfall(naa).Exec(ctx)
	},
	"alarm": func(ctx context.Context, r *reglement, c *db.Client, id uuid.UUID) error {
		return c.Alarm.Create().SetSlag(alarm.SlagNokkelMangler).SetBydelID(r.bydel).SetForsendelseID(id).SetTidspunkt(naa).Exec(ctx)
	},
	"forsendelse": func(ctx context.Context, r *reglement, c *db.Client, id uuid.UUID) error {
		return c.Forsendelse.Create().SetID(id).SetSlag(forsendelse.SlagBekymringsmelding).SetBydelID(r.bydel).
			SetKanal(forsendelse.KanalNedlasting).SetNr(1).SetSha256(make([]byte, 32)).SetKjedehash(make([]byte, 32)).
			SetTilstand(forsendelse.TilstandAkseptert).SetBevis(forsendelse.BevisIngen).SetAkseptert(naa).Exec(ctx)
	},
}

func meldingen(ctx context.Context, c *db.Client, melder []byte, id uuid.UUID) error {
	return c.Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
		SetVersjon(bekymringsmelding.VersjonV2).SetMelderID(melder).SetKlientnokkel(uuid.New()).SetSkjemaHash(make([]byte, 32)).
		SetOpprettet(naa).Exec(ctx)
}

// A person writes the ledger of the report she is sending, and of no other: not of nobody's, not of another's, not of
// her own once it has been accepted.
func TestInnbyggerSkriverBareHovedbokenTilSinEgenMelding(t *testing.T) {
	errRull := errors.New("rolled back")
	for navn, skriv := range linjer {
		t.Run(navn, func(t *testing.T) {
			r := nytt(t)
			i := func(forst func(*db.Client, uuid.UUID) error) error {
				var got error
				err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
					id := uuid.New()
					if err := forst(tx.Client(), id); err != nil {
						t.Fatal(err)
					}
					got = skriv(r.melder, r, tx.Client(), id)
					return errRull
				})
				if !errors.Is(err, errRull) {
					t.Fatal(err)
				}
				return got
			}
			if err := i(func(c *db.Client, id uuid.UUID) error { return meldingen(r.melder, c, r.melderID, id) }); err != nil {
				t.Errorf("control: for the report she is sending: %v", err)
			}
			for hvis, forst := range map[string]func(*db.Client, uuid.UUID) error{
				"nobody's":  func(*db.Client, uuid.UUID) error { return nil },
				"another's": func(c *db.Client, id uuid.UUID) error { return meldingen(r.annen, c, r.annenID, id) },
				"her own, accepted": func(c *db.Client, id uuid.UUID) error {
					return errors.Join(meldingen(r.melder, c, r.melderID, id), linjer["forsendelse"](r.melder, r, c, id))
				},
			} {
				if err := i(forst); !errors.Is(err, privacy.Deny) {
					t.Errorf("%s: %v", hvis, err)
				}
			}
		})
	}
}

// The head of a chain moves to a report that stands there, and a report is in the chain, whatever the program thinks.
func TestKjedehodetFolgerMeldingene(t *testing.T) {
	r := nytt(t)
	hode := func(c *db.Client, nr int64, hash byte) error {
		return c.Bydel.UpdateOneID(r.bydel).SetSisteNr(nr).SetSisteHash(bytes.Repeat([]byte{hash}, 32)).Exec(r.melder)
	}
	for navn, f := range map[string]func(*db.Client) error{
		"without a report": func(c *db.Client) error { return hode(c, 1, 0) },
		"the hash alone": func(c *db.Client) error {
			return c.Bydel.UpdateOneID(r.bydel).SetSisteHash(make([]byte, 32)).Exec(r.melder)
		},
		"to another link":         func(c *db.Client) error { return errors.Join(r.sendt(c), hode(c, 1, 7)) },
		"a report without a head": r.sendt,
		"another field": func(c *db.Client) error {
			return errors.Join(r.sendt(c), c.Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).SetAktiv(false).Exec(r.melder))
		},
		"a field that is emptied": func(c *db.Client) error {
			return errors.Join(r.sendt(c), c.Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).ClearFiksioKonto().Exec(r.melder))
		},
	} {
		if err := r.db.Tx(t.Context(), func(tx *ent.Tx) error { return f(tx.Client()) }); err == nil {
			t.Errorf("%s: let through", navn)
		}
	}
	err := r.db.Tx(t.Context(), func(tx *ent.Tx) error { return errors.Join(r.sendt(tx.Client()), hode(tx.Client(), 1, 0)) })
	if err != nil {
		t.Errorf("control: a report and its head: %v", err)
	}
}

func maskin(t *testing.T, kommuner ...string) context.Context {
	f := viewer.Fagsystem{IntegrasjonID: maskinID}
	for _, k := range kommuner {
		f.Rettigheter = append(f.Rettigheter, viewer.Rettighet{Rett: viewer.RettProdusent, Kommunenummer: k})
	}
	return viewer.With(t.Context(), f)
}

var maskinID = uuid.MustParse("6f1c7a52-8d0e-4b6e-9d43-0f2f5a0f6f22")

func (r *reglement) sendt(c *db.Client) error {
	id := uuid.New()
	return errors.Join(meldingen(r.melder, c, r.melderID, id), linjer["forsendelse"](r.melder, r, c, id))
}

// adminLeser is what administrators read of these: who has which rights (persontilgang_test.go in forvaltning), and the
// ledger's envelopes. What is sealed is not among them.
var adminLeser = []string{"tilgang", "bekymringsmelding", "forsendelse", "leveranse", "frist", "hendelse"}

// What no rule names is denied: nobody and anybody read nothing of the ledger, administrators nothing that is sealed, and nobody
// takes a row of it away.
func TestDetIngenRegelNevnerErNektet(t *testing.T) {
	r := nytt(t)
	if err := r.db.Tx(t.Context(), func(tx *ent.Tx) error {
		return errors.Join(r.sendt(tx.Client()), tx.Client().Bydel.UpdateOneID(r.bydel).SetSisteNr(1).SetSisteHash(make([]byte, 32)).Exec(r.melder))
	}); err != nil {
		t.Fatal(err)
	}
	c := r.db.Client()
	les := map[string]func(context.Context) (int, error){
		"bekymringsmelding": func(ctx context.Context) (int, error) { return c.Bekymringsmelding.Query().Count(ctx) },
		"forsendelse":       func(ctx context.Context) (int, error) { return c.Forsendelse.Query().Count(ctx) },
		"pakke":             func(ctx context.Context) (int, error) { return c.Pakke.Query().Count(ctx) },
		"leveranse":         func(ctx context.Context) (int, error) { return c.Leveranse.Query().Count(ctx) },
		"frist":             func(ctx context.Context) (int, error) { return c.Frist.Query().Count(ctx) },
		"hendelse":          func(ctx context.Context) (int, error) { return c.Hendelse.Query().Count(ctx) },
		"kopi":              func(ctx context.Context) (int, error) { return c.Kopi.Query().Count(ctx) },
		"opplasting":        func(ctx context.Context) (int, error) { return c.Opplasting.Query().Count(ctx) },
		"sesjon":            func(ctx context.Context) (int, error) { return c.Sesjon.Query().Count(ctx) },
		"tilgang":           func(ctx context.Context) (int, error) { return c.Tilgang.Query().Count(ctx) },
	}
	hvem := map[string]viewer.Viewer{
		"nobody": nil, "anybody": viewer.Ingen{}, "admin": viewer.Admin{Hele: true},
	}
	for tabell, tell := range les {
		for navn, v := range hvem {
			if navn == "admin" && slices.Contains(adminLeser, tabell) {
				continue
			}
			if n, err := tell(viewer.With(t.Context(), v)); !errors.Is(err, privacy.Deny) {
				t.Errorf("%s reads %d rows of %s: %v", navn, n, tabell, err)
			}
		}
	}
	for navn, ctx := range map[string]context.Context{
		"another person":                      r.annen,
		"a caseworker of another bydel":       viewer.With(t.Context(), viewer.Saksbehandler{Bydeler: []viewer.Bydel{{Kommunenummer: "0301", Bydelsnummer: "01"}}}),
		"a machine of the receiving kommune":  maskin(t, "4601"), // a person sent it
		"a machine of none":                   maskin(t),
		"a caseworker of none":                viewer.With(t.Context(), viewer.Saksbehandler{}),
		"an administrator of another kommune": viewer.With(t.Context(), viewer.Admin{Kommuner: []string{"0301"}}),
		"an administrator of none":            viewer.With(t.Context(), viewer.Admin{}),
	} {
		for _, tabell := range []string{"bekymringsmelding", "forsendelse"} {
			if n, err := les[tabell](ctx); n != 0 || err != nil {
				t.Errorf("%s reads %d rows of %s: %v", navn, n, tabell, err)
			}
		}
	}
	for _, a := range []viewer.Admin{{Hele: true}, {Kommuner: []string{"4601"}}} {
		if n, err := les["forsendelse"](viewer.With(t.Context(), a)); n != 1 || err != nil {
			t.Errorf("control: the receiver's administrator reads %d: %v", n, err)
		}
	}
	if n, err := les["forsendelse"](r.melder); n != 1 || err != nil {
		t.Errorf("control: the reporter reads %d: %v", n, err)
	}
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	for tabell, slett := range map[string]func() (int, error){
		"forsendelse": func() (int, error) { return c.Forsendelse.Delete().Exec(sys) },
		"pakke":       func() (int, error) { return c.Pakke.Delete().Exec(sys) },
		"hendelse":    func() (int, error) { return c.Hendelse.Delete().Exec(sys) },
		"frist":       func() (int, error) { return c.Frist.Delete().Exec(sys) },
		"leveranse":   func() (int, error) { return c.Leveranse.Delete().Exec(sys) },
	} {
		if n, err := slett(); !errors.Is(err, privacy.Deny) {
			t.Errorf("background work deletes %d of %s: %v", n, tabell, err)
		}
	}
}
