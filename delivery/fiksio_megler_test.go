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

// The ledger, the client and a real broker together: a report goes out over REST and AMQP, the receiver opens it with its own
// key and says yes, and the ledger believes it so far and no further. The receiver's account has the key that the katalog
// gives, and the ledger has no other.
func TestFiksioOverEkteMegler(t *testing.T) {
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
	h := nyttMaskinhus(t, bydel.KanalFagsystem, true) // which lends us its house
	vi, vaar := part("311024035", "", h.s.TaImotUleselig)
	fagsystem, konto := part("311024027", string(seal.EncodeCertificate(noekler()[2].Cert)), nil)
	h.s.Kanaler[leveranse.KanalFiksio] = delivery.Fiksio{DB: h.db, Klient: vi, Klokke: h.klokke.Naa}
	h.s.Katalog = &delivery.Katalogminne{Kilde: vi}
	h.mottaker = h.nyMottaker(t, "04", bydel.KanalFiksio, true, konto)

	ctx, stopp := context.WithCancel(t.Context())
	tatt, ferdig := make(chan error, 10), make(chan struct{}, 2)
	go func() {
		defer func() { ferdig <- struct{}{} }()
		_ = vi.Motta(ctx, vaar, func(ctx context.Context, m *fiksio.Mottatt) error {
			err := h.s.TaImot(ctx, m)
			tatt <- err
			return err
		})
	}()
	apnet := make(chan error, 10)
	go func() {
		defer func() { ferdig <- struct{}{} }()
		_ = fagsystem.Motta(ctx, konto, func(ctx context.Context, m *fiksio.Mottatt) error {
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
			_, err = fagsystem.Send(ctx, svar)
			return err
		})
	}()
	t.Cleanup(func() { stopp(); <-ferdig; <-ferdig })

	id := h.send(t)
	h.minst(t, id, forsendelse.BevisOverlevert)
	vent := func(c chan error) {
		t.Helper()
		select {
		case err := <-c:
			maa(t, err)
		case <-time.After(time.Minute):
			t.Fatal("nothing came")
		}
	}
	vent(apnet)
	vent(tatt)
	h.er(t, id, forsendelse.TilstandLevert, forsendelse.BevisKvittert)
	h.alltidUnderveis(t, id)
}

func (h *hus) minst(t testing.TB, id uuid.UUID, bevis forsendelse.Bevis) {
	t.Helper()
	if f := h.rad(t, id); !delivery.MinstBevis(f.Bevis, bevis) {
		t.Fatalf("%s/%s", f.Tilstand, f.Bevis)
	}
}
