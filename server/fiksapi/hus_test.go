package fiksapi_test

import (
	"context"
	"crypto/x509"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/innsyn"
	"barnevernportalen/server"
	"barnevernportalen/server/fiksapi"
)

// hus is the REST paths on a real database: Gamle Oslo (0301-01, a case system, V2), Grünerløkka (0301-02, V1) and Bergen
// (4601-00, manual reception) receive; Trondheim (5001) sends.
type hus struct {
	url       string
	api       http.Handler
	dsn       string
	db        *ent.DB
	delivery  *delivery.Service
	fag, tryk seal.Key
	manuell   seal.Key
	logg      *logg
}

type logg struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *logg) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *logg) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// One set of keys for all tests: making RSA-3072 takes most of a second.
var testnokler = sync.OnceValue(func() (k struct{ fag, tryk, signer seal.Key }) {
	for navn, p := range map[string]*seal.Key{"fagsystem": &k.fag, "trykkeri": &k.tryk, "signatar": &k.signer} {
		made, err := seal.NewNokkel(navn, time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
		if err != nil {
			panic(err)
		}
		*p = made
	}
	return k
})

func maa(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

// Who may call, and for which kommune. The password is the id's own text.
var (
	trondheim  = uuid.MustParse("11111111-1111-4111-8111-111111111111")
	bergenMask = uuid.MustParse("22222222-2222-4222-8222-222222222222") // produces for Bergen
	konsument  = uuid.MustParse("33333333-3333-4333-8333-333333333333") // receives for Oslo
	indekserer = uuid.MustParse("44444444-4444-4444-8444-444444444444")
	// They keep consents: of Trondheim, of Bergen, and of both.
	samtykker       = uuid.MustParse("55555555-5555-4555-8555-555555555555")
	samtykkerBergen = uuid.MustParse("66666666-6666-4666-8666-666666666666")
	begge           = uuid.MustParse("77777777-7777-4777-8777-777777777777")

	orgTrondheim = uuid.MustParse("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa")
	orgBergen    = uuid.MustParse("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb")
)

var rettigheter = map[uuid.UUID][]viewer.Rettighet{
	trondheim: {{Rett: viewer.RettProdusent, Kommunenummer: "5001"}}, bergenMask: {{Rett: viewer.RettProdusent, Kommunenummer: "4601"}},
	konsument: {{Rett: viewer.RettKonsument, Kommunenummer: "0301"}}, indekserer: {{Rett: viewer.RettIndekser, Kommunenummer: "5001"}},
	samtykker: {{Rett: viewer.RettSamtykke, Kommunenummer: "5001"}}, samtykkerBergen: {{Rett: viewer.RettSamtykke, Kommunenummer: "4601"}},
	begge: {{Rett: viewer.RettSamtykke, Kommunenummer: "5001"}, {Rett: viewer.RettSamtykke, Kommunenummer: "4601"}},
}

// autentiser stands in for forvaltning's: what it answers is tried there.
func autentiser(_ context.Context, token, integrasjonID, passord string) (viewer.Fagsystem, error) {
	if token != "t0k3n" {
		return viewer.Fagsystem{}, forvaltning.ErrToken
	}
	id, err := uuid.Parse(integrasjonID)
	retter, kjent := rettigheter[id]
	if err != nil || !kjent || passord != id.String() {
		return viewer.Fagsystem{}, forvaltning.ErrIntegrasjon
	}
	return viewer.Fagsystem{IntegrasjonID: id, Orgnr: "974760673", Rettigheter: retter}, nil
}

func fiksOrg(_ context.Context, id uuid.UUID) (string, error) {
	if k, ok := map[uuid.UUID]string{orgTrondheim: "5001", orgBergen: "4601"}[id]; ok {
		return k, nil
	}
	return "", ent.ErrIkkeFunnet
}

func nyttHus(t testing.TB) *hus {
	t.Helper()
	keys := testnokler()
	h := &hus{dsn: dbtest.DSN(t), logg: &logg{}, fag: keys.fag, tryk: keys.tryk}
	log := slog.New(slog.NewTextHandler(h.logg, nil))
	var err error
	h.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: log, UnsafeForTests: true})
	maa(t, err)
	t.Cleanup(h.db.Close)
	dir := filepath.Join(t.TempDir(), "nokler")
	v, err := vault.Open(dir, "a passphrase for tests")
	maa(t, err)
	mappe, err := delivery.OpenNokkelmappe(dir, v)
	maa(t, err)
	h.delivery = &delivery.Service{
		DB: h.db, Vault: v, Mappe: mappe, Klokke: time.Now, Log: log,
		Signer:  seal.Signer{Chain: []*x509.Certificate{keys.signer.Cert}, Key: keys.signer.Private},
		Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalNedlasting: delivery.Nedlasting{}},
	}
	f := &forvaltning.Service{DB: h.db, Klokke: time.Now, Log: log}
	ctx := system(t)
	maa(t, f.LagreKommuner(ctx))
	maa(t, f.LagreNokkel(ctx, nil, nokkel.FormalPrint, h.tryk.Cert))
	h.manuell, err = mappe.Lag(nokkel.FormalManuell, "manuelt", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	maa(t, err)
	for _, m := range []forvaltning.Mottak{
		{Kommunenummer: "0301", Bydelsnummer: "01", Navn: "Gamle Oslo", Kanal: bydel.KanalFagsystem, StandardMottaker: true, StottetVersjon: bydel.StottetVersjonV2},
		{Kommunenummer: "0301", Bydelsnummer: "02", Navn: "Grünerløkka", Kanal: bydel.KanalFagsystem, StottetVersjon: bydel.StottetVersjonV1},
		{Kommunenummer: "4601", Bydelsnummer: "00", Navn: "Bergen", Kanal: bydel.KanalNedlasting, StandardMottaker: true, StottetVersjon: bydel.StottetVersjonV2},
	} {
		m.AvtaleInngatt = time.Now()
		m.Postadresse = delivery.Postadresse{Navn: "Postmottak", Postnummer: "0001", Poststed: "Prøvestad"}
		id, err := f.LagreMottak(ctx, m)
		maa(t, err)
		formal, cert := nokkel.FormalFagsystem, h.fag.Cert
		if m.Kanal == bydel.KanalNedlasting {
			formal, cert = nokkel.FormalManuell, h.manuell.Cert
		}
		maa(t, f.LagreNokkel(ctx, &id, formal, cert))
		maa(t, f.AktiverMottak(ctx, id))
	}
	api, err := fiksapi.New(fiksapi.Oppsett{
		Bekymring: &bekymring.Service{DB: h.db, Vault: v, Delivery: h.delivery, Klokke: time.Now, Log: log},
		Delivery:  h.delivery,
		Innsyn: &innsyn.Service{DB: h.db, Vault: v, Log: log, Person: func(fnr string) viewer.Person {
			return viewer.Person{ID: v.Hash("person", fnr)}
		}},
		Maskiner: &server.Maskiner{Autentiser: autentiser, Logg: log},
		FiksOrg:  fiksOrg, Log: log,
	})
	maa(t, err)
	ts := httptest.NewServer(api)
	t.Cleanup(ts.Close)
	h.url, h.api = ts.URL, api
	return h
}

// rader counts what a report leaves.
func (h *hus) rader(t testing.TB) int {
	t.Helper()
	var sum int
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT (SELECT count(*) FROM bekymringsmelding) + (SELECT count(*) FROM forsendelse) +
		(SELECT count(*) FROM pakke) + (SELECT count(*) FROM leveranse) + (SELECT count(*) FROM frist) + (SELECT count(*) FROM hendelse) +
		(SELECT count(*) FROM alarm) + (SELECT count(*) FROM opplasting) + (SELECT count(*) FROM river_job)`, nil, &sum))
	return sum
}

// tell counts the rows of a table.
func (h *hus) tell(t testing.TB, tabell string) (n int) {
	t.Helper()
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM `+tabell, nil, &n))
	return n
}
