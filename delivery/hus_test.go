package delivery_test

import (
	"context"
	"crypto/x509"
	"io"
	"log/slog"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// hus is the ledger on a real database, with one receiver of manual reception and a print supplier that the test speaks
// for. Its reports hold no report: the ledger does not look.
type hus struct {
	db       *ent.DB
	dsn      string
	eier     *pgxpool.Pool // the database's owner; see sql
	s        *delivery.Service
	klokke   *klokke
	trykkeri *trykkeri
	mottaker delivery.Mottaker
	ansvar   string
}

type klokke struct {
	mu    sync.Mutex
	naa   time.Time
	slark time.Duration // how far it is set wrong
}

func (k *klokke) Naa() time.Time       { k.mu.Lock(); defer k.mu.Unlock(); return k.naa.Add(k.slark) }
func (k *klokke) Fram(d time.Duration) { k.mu.Lock(); defer k.mu.Unlock(); k.naa = k.naa.Add(d) }

// trykkeri is a print supplier that does as the test says.
type trykkeri struct {
	mu    sync.Mutex
	sendt []uuid.UUID
	feil  error  // what Send answers
	under func() // runs while a letter is leaving
	svar  []delivery.Brevsvar
}

func (t *trykkeri) Send(_ context.Context, b delivery.Brevpakke) (string, error) {
	if t.under != nil {
		t.under()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.feil != nil {
		return "", t.feil
	}
	t.sendt = append(t.sendt, b.ID)
	return "ekstern-" + b.ID.String(), nil
}

func (t *trykkeri) Status(context.Context, []string) ([]delivery.Brevsvar, error) { return t.svar, nil }

var noekler = sync.OnceValue(func() [3]seal.Key {
	var k [3]seal.Key
	for i := range k {
		var err error
		if k[i], err = seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)); err != nil {
			panic(err)
		}
	}
	return k
})

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// nyttHus opens the ledger at naa.
func nyttHus(t testing.TB, naa time.Time) *hus {
	t.Helper()
	h := &hus{dsn: dbtest.DSN(t), klokke: &klokke{naa: naa}, trykkeri: &trykkeri{}, ansvar: "Ansvarlig Testesen"}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	var err error
	h.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: log, UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(h.db.Close)
	v, err := vault.Open(filepath.Join(t.TempDir(), "nokler"), "a passphrase for tests")
	maa(t, err)
	keys := noekler()
	h.s = &delivery.Service{
		DB: h.db, Vault: v, Signer: seal.Signer{Chain: []*x509.Certificate{keys[2].Cert}, Key: keys[2].Private}, Klokke: h.klokke.Naa,
		Log: log, Brevansvarlig: h.ansvar,
		Kanaler: map[leveranse.Kanal]delivery.Channel{
			leveranse.KanalNedlasting: delivery.Nedlasting{},
			leveranse.KanalFagsystem:  delivery.Fagsystem{},
			leveranse.KanalBrev:       delivery.Brev{DB: h.db, Utskrift: h.trykkeri},
		},
	}
	ctx, c := system(t), h.db.Client()
	maa(t, c.Kommune.Create().SetID("4601").SetNavn("Bergen").SetGyldigFra(naa).Exec(ctx))
	b := c.Bydel.Create().SetKommuneID("4601").SetBydelsnummer("00").SetNavn("Bergen").SetKanal(bydel.KanalNedlasting).
		SetStandardMottaker(true).SetAvtaleInngatt(naa).SetAktiv(true).
		SetAdresseNavn("Postmottak").SetPostnummer("0001").SetPoststed("Prøvestad").SaveX(ctx)
	for i, formal := range []nokkel.Formal{nokkel.FormalManuell, nokkel.FormalPrint} {
		n := c.Nokkel.Create().SetFormal(formal).SetSertifikat(keys[i].Cert.Raw).SetTommelavtrykk(delivery.Tommelavtrykk(keys[i].Cert)).
			SetGyldigFra(keys[i].Cert.NotBefore).SetGyldigTil(keys[i].Cert.NotAfter).SetTattIBruk(time.Now())
		if formal == nokkel.FormalManuell {
			n.SetBydelID(b.ID)
		}
		maa(t, n.Exec(ctx))
	}
	h.mottaker, err = h.s.FinnMottaker(ctx, "4601", nil)
	maa(t, err)
	return h
}

// send accepts a report now and hands it over to the inbox.
func (h *hus) send(t testing.TB) uuid.UUID {
	t.Helper()
	id := h.aksepter(t)
	maa(t, h.s.Overlever(system(t), id))
	return id
}

// aksepter is send without the hand-over.
func (h *hus) aksepter(t testing.TB) uuid.UUID {
	t.Helper()
	melder := viewer.Person{ID: h.s.Vault.Hash("person", "24859123456"), Navn: "Melder Meldesen"}
	ctx := viewer.With(t.Context(), viewer.Innbygger{Person: melder, Niva: viewer.NivaBetydelig})
	set, err := h.s.Nokler(ctx, h.mottaker)
	maa(t, err)
	id, naa := uuid.New(), h.klokke.Naa().Round(time.Microsecond)
	parcels, err := h.s.Pack(set, delivery.Innhold{ID: id, JSON: []byte("{}"), PDF: []byte("%PDF-"), Brev: []byte("%PDF-brev")})
	maa(t, err)
	maa(t, h.db.Tx(ctx, func(tx *ent.Tx) error {
		err := tx.Client().Bekymringsmelding.Create().SetID(id).SetForsendelseID(id).SetType(bekymringsmelding.TypePrivat).
			SetVersjon(bekymringsmelding.VersjonV2).SetMelderID(melder.ID).SetKlientnokkel(id).SetSkjemaHash([]byte("x")).SetOpprettet(naa).Exec(ctx)
		if err != nil {
			return err
		}
		return h.s.Aksepter(ctx, tx, delivery.Ny{
			ID: id, Slag: forsendelse.SlagBekymringsmelding, Mottaker: h.mottaker, Nokler: set, Pakker: parcels, Akseptert: naa,
		})
	}))
	return id
}

// brevUte sends a report, lets two virkedager pass, and hands the letter over.
func (h *hus) brevUte(t testing.TB) uuid.UUID {
	t.Helper()
	id := h.send(t)
	h.klokke.Fram(delivery.NewKalender().EtterVirkedager(h.klokke.Naa(), 2).Sub(h.klokke.Naa()))
	h.arbeid(t, id)
	h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
	return id
}

// arbeid is what the jobs would do now.
func (h *hus) arbeid(t testing.TB, id uuid.UUID) {
	t.Helper()
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	maa(t, h.s.Overlever(system(t), id))
	maa(t, h.s.HentBrevsvar(system(t), uuid.Nil))
}

func (h *hus) bekreft(t testing.TB, id uuid.UUID) {
	t.Helper()
	ctx := viewer.With(context.WithoutCancel(t.Context()), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}},
	})
	_, _, err := h.s.Bekreft(ctx, id, nil)
	maa(t, err)
}

func (h *hus) rad(t testing.TB, id uuid.UUID) *db.Forsendelse {
	return h.db.Client().Forsendelse.GetX(system(t), id)
}

func (h *hus) brevet(t testing.TB, id uuid.UUID) *db.Leveranse {
	return h.db.Client().Leveranse.Query().Where(leveranse.ForsendelseID(id), leveranse.KanalEQ(leveranse.KanalBrev)).OnlyX(system(t))
}

func (h *hus) er(t testing.TB, id uuid.UUID, tilstand forsendelse.Tilstand, bevis forsendelse.Bevis) {
	t.Helper()
	if f := h.rad(t, id); f.Tilstand != tilstand || f.Bevis != bevis {
		t.Fatalf("%s/%s, want %s/%s", f.Tilstand, f.Bevis, tilstand, bevis)
	}
}

// mandag is a Monday, 10:00 in Oslo.
var mandag = time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)
