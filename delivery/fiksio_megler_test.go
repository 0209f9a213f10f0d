package delivery_test

import (
	"bytes"
	"context"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/leveranse"
)

// meglerhus is the ledger and the client in front of a real broker, and a receiver there. The receiver's account has the key
// that the katalog gives, and the ledger has no other.
type meglerhus struct {
	*maskinhus
	fiks      *liksom.Server
	fagsystem *fiksio.Klient
	tatt      chan error // what became of each message that came to us
}

func nyttMeglerhus(t *testing.T) *meglerhus {
	t.Helper()
	mappe, err := os.MkdirTemp("", "tr") // short: a socket lies in it
	maa(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	s, err := liksom.Start(t.Context(), liksom.Oppsett{Mappe: mappe, Token: func(token string) (string, error) { return token, nil }})
	maa(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := s.Stopp(ctx); err != nil {
			t.Error(err)
		}
	})
	part := func(orgnr, nokkel string, uleselig func(context.Context, fiksio.Raa) error) (*fiksio.Klient, uuid.UUID) {
		t.Helper()
		konto, integrasjon := uuid.New(), uuid.New()
		s.NyIntegrasjon(integrasjon, "passord", orgnr)
		maa(t, s.NyKonto(liksom.Konto{ID: konto, FiksOrgID: uuid.New(), Integrasjon: integrasjon, Navn: "Konto", FiksOrgNavn: "Org", Orgnr: orgnr, Nokkel: nokkel}))
		k, err := fiksio.New(fiksio.Oppsett{
			API: s.API(), AMQP: s.AMQP(), KontoID: konto, IntegrasjonID: integrasjon, IntegrasjonPassord: "passord",
			Token: func(context.Context) (string, error) { return orgnr, nil }, Uleselig: uleselig,
		})
		maa(t, err)
		return k, konto
	}
	h := &meglerhus{maskinhus: nyttMaskinhus(t, bydel.KanalFagsystem, true), fiks: s, tatt: make(chan error, 100)} // which lends us its house
	vi, vaar := part("311024035", "", h.s.TaImotUleselig)
	h.fagsystem, h.konto = part("311024027", string(seal.EncodeCertificate(noekler()[2].Cert)), nil)
	h.s.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: h.db, Klient: vi, Klokke: h.klokke.Naa}
	h.s.Katalog = &delivery.Katalogminne{Kilde: vi}
	h.mottaker = h.nyMottaker(t, "04", bydel.KanalFiksio, true, h.konto)
	h.lytt(t, vi, vaar, func(ctx context.Context, m *fiksio.Mottatt) error {
		err := h.s.TaImot(ctx, m)
		h.tatt <- err
		return err
	})
	return h
}

// lytt consumes an account until stop, or the test's end.
func (h *meglerhus) lytt(t *testing.T, k *fiksio.Klient, konto uuid.UUID, ta func(context.Context, *fiksio.Mottatt) error) (stopp func()) {
	t.Helper()
	ctx, avbryt := context.WithCancel(context.Background())
	ferdig := make(chan struct{})
	go func() {
		defer close(ferdig)
		_ = k.Motta(ctx, konto, ta)
	}()
	stopp = func() { avbryt(); <-ferdig }
	t.Cleanup(stopp)
	return stopp
}

// svarer is a case system that opens what comes, and says yes, until the test ends. What came of each is told.
func (h *meglerhus) svarer(t *testing.T) <-chan error {
	t.Helper()
	apnet := make(chan error, 100)
	h.lytt(t, h.fagsystem, h.konto, func(ctx context.Context, m *fiksio.Mottatt) error {
		r, err := m.Innhold(ctx)
		if err != nil {
			return err
		}
		defer func() { _ = r.Close() }()
		var sealed bytes.Buffer
		if _, err := sealed.ReadFrom(r); err != nil {
			return err
		}
		_, err = seal.Open(bytes.NewReader(sealed.Bytes()), int64(sealed.Len()), noekler()[2])
		apnet <- err
		svar := m.Svar(fiksio.TypeMottatt)
		if m.Egendefinert["bydel-ressurs-id"] == "" || m.Type != fiksio.TypePrivatV2 {
			svar = m.Svar(fiksio.TypeFeilet)
		}
		_, err = h.fagsystem.Send(ctx, svar)
		return err
	})
	return apnet
}

// ventPa is the next of what is told.
func ventPa(t *testing.T, c <-chan error) {
	t.Helper()
	select {
	case err := <-c:
		maa(t, err)
	case <-time.After(time.Minute):
		t.Fatal("nothing came")
	}
}

// The ledger, the client and a real broker together: a report goes out over REST and AMQP, the receiver opens it with its own
// key and says yes, and the ledger believes it so far and no further.
func TestFiksioOverEkteMegler(t *testing.T) {
	h := nyttMeglerhus(t)
	apnet := h.svarer(t)
	id := h.send(t)
	h.minst(t, id, forsendelse.BevisOverlevert)
	ventPa(t, apnet)
	ventPa(t, h.tatt)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	h.alltidUnderveis(t, id)
}

func (h *hus) minst(t testing.TB, id uuid.UUID, bevis forsendelse.Bevis) {
	t.Helper()
	if f := h.rad(t, id); !delivery.MinstBevis(f.Bevis, bevis) {
		t.Fatalf("%s/%s", f.Tilstand, f.Bevis)
	}
}
