package bekymring_test

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/x509"
	"log/slog"
	"path/filepath"
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
	"barnevernportalen/pdf"
)

// hus is the whole of service 1 on a real database, with one kommune of manual reception (4601) and one case system
// receiver (0301-01).
type hus struct {
	db          *ent.DB
	dsn         string
	vault       *vault.Vault
	bekymring   *bekymring.Service
	delivery    *delivery.Service
	forvaltning *forvaltning.Service
	klokke      *klokke
	print, fag  seal.Key
	manuell     seal.Key
	bergen      uuid.UUID
	logg        *syncBuffer
	dir         string
}

type klokke struct {
	mu  sync.Mutex
	naa time.Time
}

func (k *klokke) Naa() time.Time       { k.mu.Lock(); defer k.mu.Unlock(); return k.naa }
func (k *klokke) Fram(d time.Duration) { k.mu.Lock(); defer k.mu.Unlock(); k.naa = k.naa.Add(d) }

type syncBuffer struct {
	mu  sync.Mutex
	buf []byte
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *syncBuffer) Bytes() []byte {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]byte(nil), b.buf...)
}

var (
	renderer = sync.OnceValue(func() *pdf.Renderer {
		r, err := pdf.New()
		if err != nil {
			panic(err)
		}
		return r
	})
	// One set of keys for all tests: making RSA-3072 takes most of a second.
	testnokler = sync.OnceValue(func() (k struct{ print, fag, signer seal.Key }) {
		from, to := time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
		for _, p := range []*seal.Key{&k.print, &k.fag, &k.signer} {
			made, err := seal.NewNokkel("test", from, to)
			if err != nil {
				panic(err)
			}
			*p = made
		}
		return k
	})
)

func system(t testing.TB) context.Context {
	return viewer.With(t.Context(), viewer.System{Oppgave: "test"})
}

func nyttHus(t testing.TB) *hus {
	t.Helper()
	return husPa(t, dbtest.DSN(t), t.TempDir())
}

// husPa builds the house on a database that the caller has migrated.
func husPa(t testing.TB, dsn, dir string) *hus {
	t.Helper()
	h := &hus{dsn: dsn, dir: dir, logg: &syncBuffer{}}
	h.klokke = &klokke{naa: time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)} // a Monday
	log := slog.New(slog.NewTextHandler(h.logg, nil))
	var err error
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	h.db, err = ent.Open(t.Context(), ent.Config{DSN: h.dsn, Log: log, UnsafeForTests: true})
	must(err)
	t.Cleanup(h.db.Close)
	h.vault, err = vault.Open(filepath.Join(h.dir, "nokler"), "a passphrase for tests")
	must(err)
	mappe, err := delivery.OpenNokkelmappe(filepath.Join(h.dir, "nokler"), h.vault)
	must(err)
	keys := testnokler()
	h.print, h.fag = keys.print, keys.fag
	h.delivery = &delivery.Service{
		DB: h.db, Vault: h.vault, Signer: seal.Signer{Chain: []*x509.Certificate{keys.signer.Cert}, Key: keys.signer.Private}, Mappe: mappe, Klokke: h.klokke.Naa, Log: log,
		Kanaler: map[leveranse.Kanal]delivery.Channel{leveranse.KanalNedlasting: delivery.Nedlasting{}},
	}
	h.bekymring = &bekymring.Service{
		DB: h.db, Vault: h.vault, Delivery: h.delivery, PDF: renderer(), Klokke: h.klokke.Naa, Log: log,
	}
	h.forvaltning = &forvaltning.Service{DB: h.db, Klokke: h.klokke.Naa, Log: log}

	ctx := system(t)
	must(h.forvaltning.LagreKommuner(ctx))
	must(h.forvaltning.LagreNokkel(ctx, nil, nokkel.FormalPrint, h.print.Cert))
	h.bergen, err = h.forvaltning.LagreMottak(ctx, forvaltning.Mottak{
		Kommunenummer: "4601", Bydelsnummer: "00", Navn: "Bergen", Kanal: bydel.KanalNedlasting, StandardMottaker: true,
		StottetVersjon: bydel.StottetVersjonV2, AvtaleInngatt: h.klokke.Naa(),
		Postadresse: delivery.Postadresse{Navn: "Postmottak", Linje1: "Postboks 1", Postnummer: "0001", Poststed: "Prøvestad"},
	})
	must(err)
	h.manuell, err = mappe.Lag(nokkel.FormalManuell, "Bergen, manuelt mottak", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour))
	must(err)
	must(h.forvaltning.LagreNokkel(ctx, &h.bergen, nokkel.FormalManuell, h.manuell.Cert))
	must(h.forvaltning.AktiverMottak(ctx, h.bergen))
	oslo, err := h.forvaltning.LagreMottak(ctx, forvaltning.Mottak{
		Kommunenummer: "0301", Bydelsnummer: "01", Navn: "Gamle Oslo", Kanal: bydel.KanalFagsystem, StandardMottaker: true,
		StottetVersjon: bydel.StottetVersjonV2, AvtaleInngatt: h.klokke.Naa(),
		Postadresse: delivery.Postadresse{Navn: "Postmottak", Linje1: "Postboks 1", Postnummer: "0001", Poststed: "Prøvestad"},
	})
	must(err)
	must(h.forvaltning.LagreNokkel(ctx, &oslo, nokkel.FormalFagsystem, h.fag.Cert))
	must(h.forvaltning.AktiverMottak(ctx, oslo))
	return h
}

// innbygger logs a person in: a session row and a ticket of her own.
func (h *hus) innbygger(t testing.TB, fnr, navn string) context.Context {
	t.Helper()
	id := uuid.New()
	naa := time.Now()
	err := h.db.LagreSesjon(t.Context(), ent.Sesjon{
		ID: id, Innhold: []byte("x"), Opprettet: naa, SistBrukt: naa, Utloper: naa.Add(time.Hour),
	})
	if err != nil {
		t.Fatal(err)
	}
	return viewer.With(t.Context(), viewer.Innbygger{
		Person: viewer.Person{ID: h.vault.Hash("person", fnr), Navn: navn}, Niva: viewer.NivaBetydelig, SesjonID: id, Billett: nyBillett(t),
	})
}

func (h *hus) saksbehandler(t testing.TB, bydeler ...viewer.Bydel) context.Context {
	return h.saksbehandlerNamed(t, "Saksbehandler Testesen", bydeler...)
}

func (h *hus) saksbehandlerNamed(t testing.TB, navn string, bydeler ...viewer.Bydel) context.Context {
	return viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.vault.Hash("person", "24859199999"), Navn: navn}, Niva: viewer.NivaHoyt, Bydeler: bydeler,
	})
}

var (
	bergen    = viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}
	gamleOslo = viewer.Bydel{Kommunenummer: "0301", Bydelsnummer: "01"}
)

type billett struct{ aead cipher.AEAD }

func nyBillett(t testing.TB) billett {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		t.Fatal(err)
	}
	return billett{aead}
}

func (b billett) Forsegl(p, aad []byte) ([]byte, error) { return b.aead.Seal(nil, nil, p, aad), nil }
func (b billett) Apne(c, aad []byte) ([]byte, error)    { return b.aead.Open(nil, nil, c, aad) }

// melding is a valid report; a test changes one thing of it.
func melding() bekymring.Privat {
	return bekymring.Privat{
		Klientnokkel: uuid.New(), Kommunenummer: "4601",
		Barn: []bekymring.PrivatBarn{{
			Personnavn: "Lillebror Prøvesen", Adresse: &bekymring.Adresse{Adresselinje1: "Prøvegata 1"},
		}},
		Melding: "Jeg er bekymret for barnet i etasjen over.",
	}
}
