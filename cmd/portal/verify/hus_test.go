package verify_test

import (
	"context"
	"crypto/x509"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/stdlib"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// hovedbok is a ledger that the real sender has written: two receivers, one that somebody looks after and one that lies.
type hovedbok struct {
	dsn       string
	db        *ent.DB
	s         *delivery.Service
	naa       time.Time
	mottakere []delivery.Mottaker
}

// mandag is a Monday, 10:00 in Oslo.
var mandag = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

// trykkeri takes every letter and says no more.
type trykkeri struct{}

func (trykkeri) Send(_ context.Context, b delivery.Brevpakke) (string, error) {
	return "ekstern-" + b.ID.String(), nil
}
func (trykkeri) Status(context.Context, []string) ([]delivery.Brevsvar, error) { return nil, nil }

func nyHovedbok(t testing.TB) *hovedbok {
	t.Helper()
	return hovedbokPaa(t, dbtest.DSN(t))
}

// hovedbokPaa is nyHovedbok on a database that is there.
func hovedbokPaa(t testing.TB, dsn string) *hovedbok {
	t.Helper()
	h := &hovedbok{dsn: dsn, naa: mandag}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	var err error
	h.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: log, UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(h.db.Close)
	v, err := vault.Open(filepath.Join(t.TempDir(), "nokler"), "a passphrase for tests")
	maa(t, err)
	key, err := seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	h.s = &delivery.Service{
		DB: h.db, Vault: v, Signer: seal.Signer{Chain: []*x509.Certificate{key.Cert}, Key: key.Private}, Log: log, Brevansvarlig: "Ansvarlig Testesen",
		Klokke: func() time.Time { return h.naa },
		Kanaler: map[leveranse.Kanal]delivery.Channel{
			leveranse.KanalNedlasting: delivery.Nedlasting{}, leveranse.KanalBrev: delivery.Brev{DB: h.db, Utskrift: trykkeri{}},
		},
	}
	ctx, c := system(t), h.db.Client()
	sert := func(f nokkel.Formal, b *uuid.UUID) {
		maa(t, c.Nokkel.Create().SetFormal(f).SetSertifikat(key.Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(key.Cert)).
			SetGyldigFra(key.Cert.NotBefore).SetGyldigTil(key.Cert.NotAfter).SetTattIBruk(time.Now()).SetNillableBydelID(b).Exec(ctx))
	}
	sert(nokkel.FormalPrint, nil)
	for _, k := range []string{"0301", "4601"} {
		maa(t, c.Kommune.Create().SetID(k).SetNavn("K"+k).SetGyldigFra(mandag).Exec(ctx))
		b := c.Bydel.Create().SetKommuneID(k).SetBydelsnummer("00").SetNavn("K" + k).SetKanal(bydel.KanalNedlasting).SetStandardMottaker(true).
			SetAvtaleInngatt(mandag).SetAktiv(true).SetAdresseNavn("Postmottak").SetPostnummer("0001").SetPoststed("Prøvestad").SaveX(ctx)
		sert(nokkel.FormalManuell, &b.ID)
		m, err := h.s.FinnMottaker(ctx, k, nil)
		maa(t, err)
		h.mottakere = append(h.mottakere, m)
	}
	return h
}

func (h *hovedbok) send(t testing.TB, til int) uuid.UUID {
	t.Helper()
	melder := viewer.Person{ID: h.s.Vault.Hash("person", "24859123456"), Navn: "Melder Meldesen"}
	ctx := viewer.With(t.Context(), viewer.Innbygger{Person: melder, Niva: viewer.NivaBetydelig})
	m := h.mottakere[til]
	set, err := h.s.Nokler(ctx, m)
	maa(t, err)
	id := uuid.New()
	pakker, err := h.s.Pack(set, delivery.Innhold{ID: id, JSON: []byte("{}"), PDF: []byte("%PDF-"), Brev: []byte("%PDF-brev")})
	maa(t, err)
	maa(t, h.db.Tx(ctx, func(tx *ent.Tx) error {
		err := tx.Client().Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
			SetVersjon(bekymringsmelding.VersjonV2).SetMelderID(melder.ID).SetKlientnokkel(id).SetSkjemaHash([]byte("x")).SetOpprettet(h.naa).Exec(ctx)
		if err != nil {
			return err
		}
		return h.s.Aksepter(ctx, tx, delivery.Ny{
			ID: id, Slag: forsendelse.SlagBekymringsmelding, Mottaker: m, Nokler: set, Pakker: pakker, Akseptert: h.naa,
		})
	}))
	maa(t, h.s.Overlever(system(t), id))
	return id
}

func (h *hovedbok) bekreft(t testing.TB, id uuid.UUID) {
	t.Helper()
	ctx := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}, {Kommunenummer: "0301", Bydelsnummer: "00"}},
	})
	_, _, err := h.s.Bekreft(ctx, id, nil)
	maa(t, err)
}

// fei lets time pass and does what the jobs would have done.
func (h *hovedbok) fei(t testing.TB, d time.Duration) {
	t.Helper()
	h.naa = h.naa.Add(d)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
}

// liv is a ledger with a little of everything: confirmed, waiting, with a letter out, and left until nobody is left to ask.
func liv(t testing.TB) *hovedbok {
	t.Helper()
	h := nyHovedbok(t)
	for i := range 24 {
		id := h.send(t, i%2)
		if i%3 == 0 {
			h.bekreft(t, id)
		}
	}
	h.fei(t, 22*24*time.Hour) // the deadlines of all fire, the letters leave
	h.naa = h.naa.Add(time.Second)
	for i := range 8 {
		h.send(t, i%2)
	}
	return h
}

// eier is the database's owner, past every trigger: whoever tampers.
func (h *hovedbok) eier(t testing.TB) *sql.DB {
	t.Helper()
	d := stdlib.OpenDBFromPool(dbtest.Open(t, h.dsn))
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// se runs every check as `portal verify` does.
func (h *hovedbok) se(t testing.TB, mot ...verify.Signert) *verify.Rapport {
	t.Helper()
	les, err := ent.OpenReadOnly(t.Context(), h.dsn)
	maa(t, err)
	defer les.Close()
	var r *verify.Rapport
	maa(t, les.Snapshot(t.Context(), func(tx *sql.Tx) error {
		if r, err = verify.Alt(t.Context(), tx, h.naa); err != nil {
			return err
		}
		return verify.Mot(t.Context(), tx, r, mot)
	}))
	return r
}

func funnene(r *verify.Rapport) string {
	var b strings.Builder
	for _, f := range r.Funn {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}
