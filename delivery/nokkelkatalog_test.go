package delivery_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/nokkel"
)

// A changed key is sealed to at once, and told; the one before is kept as replaced.
func TestNyNokkelIKatalogen(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, false)
	h.send(t)
	h.send(t)
	if h.megler.spurt != 1 {
		t.Errorf("the katalog was asked %d times within ten minutes", h.megler.spurt)
	}
	// The first of another kind, as when a kommune begins with both ways: nothing is changed by it.
	k := noekler()[1].Cert
	maa(t, h.db.Client().Nokkel.Create().SetBydelID(h.mottaker.ID).SetFormal(nokkel.FormalManuell).SetSertifikat(k.Raw).
		SetTommelavtrykk(delivery.Tommelavtrykk(k)).SetGyldigFra(k.NotBefore).SetGyldigTil(k.NotAfter).SetTattIBruk(time.Now()).Exec(system(t)))
	side, err := h.s.Mottak(maskin(t, "0301"), delivery.MottakSok{Kommunenummer: "0301", Bydelsnummer: "03"})
	if err != nil || side.NokkelEndret != nil {
		t.Fatalf("%v, %v", side.NokkelEndret, err)
	}
	h.megler.cert = noekler()[2].Cert
	h.s.Katalog = &delivery.Katalogminne{Kilde: h.megler} // ten minutes later
	h.send(t)
	var sett delivery.Nokkelsett
	if sett, err = h.s.Nokler(system(t), h.mottaker); err != nil || !sett.Mottak.Sertifikat.Equal(noekler()[2].Cert) {
		t.Fatalf("sealed to %v, %v", sett.Mottak, err)
	}
	if _, err := seal.Open(bytes.NewReader(h.megler.siste(t).Data), int64(len(h.megler.siste(t).Data)), noekler()[2]); err != nil {
		t.Error("the new key does not open it")
	}
	c, ctx := h.db.Client(), system(t)
	if n := c.Nokkel.Query().Where(nokkel.BydelID(h.mottaker.ID), nokkel.ErstattetNotNil()).CountX(ctx); n != 1 {
		t.Errorf("%d replaced", n)
	}
	if h.alarmer(t, alarm.SlagNokkelEndret) != 1 {
		t.Error("nobody was told")
	}
	side, err = h.s.Mottak(maskin(t, "0301"), delivery.MottakSok{Kommunenummer: "0301", Bydelsnummer: "03"})
	if err != nil || side.NokkelEndret == nil {
		t.Errorf("the inbox does not say it: %v", err)
	}
	// And back to the one before.
	h.megler.cert = noekler()[0].Cert
	h.s.Katalog = &delivery.Katalogminne{Kilde: h.megler} // ten minutes later
	if sett, err = h.s.Nokler(ctx, h.mottaker); err != nil || !sett.Mottak.Sertifikat.Equal(noekler()[0].Cert) {
		t.Errorf("%v", err)
	}
}

// Without an answer the stored key is used; an answer that there is no usable key means the letter, at once.
func TestKatalogenSvarerIkke(t *testing.T) {
	svak, err := seal.NewNokkel("utløpt", time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour))
	maa(t, err)
	for navn, c := range map[string]struct {
		cert  *x509.Certificate
		feil  error
		brukt bool
		alarm alarm.Slag
	}{
		"down":        {nil, fiksio.ErrUtilgjengelig, true, ""},
		"refuses":     {nil, &fiksio.Avvist{Kode: 403}, true, ""},
		"no key":      {nil, fiksio.ErrIngenNokkel, false, alarm.SlagNokkelMangler},
		"not valid":   {nil, fiksio.ErrUgyldigNokkel, false, alarm.SlagNokkelUtlopt},
		"expired key": {svak.Cert, nil, false, alarm.SlagNokkelUtlopt},
	} {
		t.Run(navn, func(t *testing.T) {
			h := nyttMaskinhus(t, bydel.KanalFiksio, true)
			h.megler.cert, h.megler.kfeil = c.cert, c.feil
			id := h.send(t)
			if brukt := len(h.megler.sendt) == 1; brukt != c.brukt {
				t.Errorf("sent %t", brukt)
			}
			if c.brukt {
				return
			}
			h.arbeid(t, id)
			h.er(t, id, forsendelse.TilstandSendtPrint, forsendelse.BevisOverlevert)
			if h.alarmer(t, c.alarm) != 1 || len(h.trykkeri.sendt) != 1 {
				t.Errorf("%d alarms, %d letters", h.alarmer(t, c.alarm), len(h.trykkeri.sendt))
			}
		})
	}
}

func TestKatalogminne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &megler{cert: &x509.Certificate{}}
		minne := delivery.Katalogminne{Kilde: m}
		a := uuid.New()
		gaa := func(d time.Duration) { <-time.After(d) } // the bubble's time, not ours
		hent := func(want int) {
			t.Helper()
			_, _, err := minne.Nokkel(t.Context(), a)
			if m.spurt != want || (err == nil) != (m.kfeil == nil) {
				t.Errorf("asked %d times, want %d; %v", m.spurt, want, err)
			}
		}
		hent(1)
		gaa(10*time.Minute - time.Second)
		hent(1)
		gaa(time.Second)
		hent(2)
		m.kfeil = fiksio.ErrUtilgjengelig
		gaa(10 * time.Minute)
		hent(3)
		gaa(29 * time.Second)
		hent(3)
		gaa(time.Second)
		hent(4)
		m.kfeil = fiksio.ErrIngenNokkel
		gaa(30 * time.Second)
		hent(5)
		gaa(9 * time.Minute)
		hent(5)
	})
}

// A katalog that takes the call and says nothing is waited for three seconds, and then left alone: a reporter is waiting.
func TestStumKatalog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stum := &stumKatalog{}
		minne, konto := delivery.Katalogminne{Kilde: stum}, uuid.New()
		for i, want := range []time.Duration{3 * time.Second, 0} {
			began := time.Now()
			_, _, err := minne.Nokkel(t.Context(), konto)
			if waited := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || waited != want || stum.spurt != 1 {
				t.Errorf("number %d waited %s for %v; asked %d times", i+1, waited, err, stum.spurt)
			}
		}
	})
}

type stumKatalog struct{ spurt int }

func (s *stumKatalog) Nokkel(ctx context.Context, _ uuid.UUID) (*x509.Certificate, error) {
	s.spurt++
	<-ctx.Done()
	return nil, ctx.Err()
}
