package bekymring_test

import (
	"bytes"
	"crypto/x509"
	"errors"
	"testing"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/pakke"
)

// The reception key is missing, expired or weak: the report is accepted all the same, sealed to print alone, the letter
// due at once, and the operator told.
func TestMottaksnokkelMangler(t *testing.T) {
	for name, c := range map[string]struct {
		spoil string
		slag  alarm.Slag
	}{
		"missing": {`UPDATE nokkel SET erstattet = now() WHERE formal = 'MANUELL'`, alarm.SlagNokkelMangler},
		"expired": {`UPDATE nokkel SET sertifikat = $1 WHERE formal = 'MANUELL'`, alarm.SlagNokkelUtlopt},
	} {
		t.Run(name, func(t *testing.T) {
			h := nyttHus(t)
			if name == "expired" {
				old, err := seal.NewNokkel("old", time.Now().Add(-48*time.Hour), time.Now().Add(-24*time.Hour))
				if err != nil {
					t.Fatal(err)
				}
				h.sql(t, c.spoil, old.Cert.Raw)
			} else {
				h.sql(t, c.spoil)
			}
			svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
			if err != nil || svar.Bekymringsmelding == nil {
				t.Fatalf("not accepted: %+v, %v", svar, err)
			}
			id, ctx, db := svar.Bekymringsmelding.ID, system(t), h.db.Client()
			parcels := db.Pakke.Query().Where(pakke.ForsendelseID(id)).AllX(ctx)
			if len(parcels) != 1 || parcels[0].Formal != pakke.FormalPrint {
				t.Fatalf("parcels: %v", parcels)
			}
			if f := db.Forsendelse.GetX(ctx, id); f.Kanal != forsendelse.KanalBrev {
				t.Errorf("goes by %s", f.Kanal)
			}
			if l := db.Leveranse.Query().Where(leveranse.ForsendelseID(id)).OnlyX(ctx); l.Kanal != leveranse.KanalBrev || l.Status != leveranse.StatusKlar {
				t.Errorf("delivery: %s %s", l.Kanal, l.Status)
			}
			if f := db.Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(frist.TypeBrev)).OnlyX(ctx); f.Forfall.After(h.klokke.Naa()) {
				t.Errorf("the letter is due %v", f.Forfall)
			}
			if a := db.Alarm.Query().OnlyX(ctx); a.Slag != c.slag || *a.ForsendelseID != id {
				t.Errorf("alarm: %s", a.Slag)
			}
			if !bytes.Contains(h.logg.Bytes(), []byte(c.slag)) {
				t.Error("the log does not say it")
			}
		})
	}
	t.Run("control: with a valid key there is no alarm", func(t *testing.T) {
		h := nyttHus(t)
		if _, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "M"), melding()); err != nil {
			t.Fatal(err)
		}
		if n := h.tell(t, "alarm"); n != 0 {
			t.Errorf("%d alarms", n)
		}
	})
	t.Run("no key at all: refused, nothing stored", func(t *testing.T) {
		h := nyttHus(t)
		h.sql(t, `UPDATE nokkel SET erstattet = now()`)
		svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "M"), melding())
		if !errors.Is(err, delivery.ErrIngenNokkel) || svar.Bekymringsmelding != nil {
			t.Errorf("answer %+v, %v", svar, err)
		}
		if n := h.tell(t, "bekymringsmelding"); n != 0 {
			t.Errorf("%d stored", n)
		}
		alarms := func() []*db.Alarm { return h.db.Client().Alarm.Query().Order(alarm.ByDetalj()).AllX(system(t)) }
		if a := alarms(); len(a) != 2 || a[0].Detalj != "MANUELL" || a[1].Detalj != "PRINT" || a[0].ForsendelseID != nil ||
			a[0].Slag != alarm.SlagNokkelMangler || a[0].BydelID == nil || *a[0].BydelID != h.bergen {
			t.Errorf("alarms: %v", a)
		}
		if !bytes.Contains(h.logg.Bytes(), []byte(alarm.SlagNokkelMangler)) {
			t.Error("the log does not say it")
		}
		// One who tries again is no new alarm, until an hour has gone, or somebody has dealt with it.
		again := func(want int) {
			t.Helper()
			if _, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "M"), melding()); !errors.Is(err, delivery.ErrIngenNokkel) {
				t.Error(err)
			}
			if a := alarms(); len(a) != want {
				t.Errorf("%d alarms, want %d", len(a), want)
			}
		}
		again(2)
		h.klokke.Fram(2 * time.Hour)
		again(4)
		h.sql(t, `UPDATE alarm SET behandlet = now()`)
		again(6)
	})
}

// Every private key this program can reach, and every function that opens: neither the parcel for a case system nor the
// one for print opens. The control is the far side's own key, which does open them.
func TestServeKanIkkeApneFagsystemEllerPrint(t *testing.T) {
	h := nyttHus(t)
	p := melding()
	p.Kommunenummer = "0301"
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), p)
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("%+v, %v", svar, err)
	}
	id, ctx := svar.Bekymringsmelding.ID, system(t)

	if _, err := h.delivery.Apne(h.saksbehandler(t, gamleOslo), id, seal.MeldingPDFName); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("the download handler opens a case system's report: %v", err)
	}
	var ours []seal.Key
	for _, n := range h.db.Client().Nokkel.Query().AllX(ctx) {
		cert, err := x509.ParseCertificate(n.Sertifikat)
		if err != nil {
			t.Fatal(err)
		}
		switch k, err := h.delivery.Mappe.Hent(cert); {
		case err == nil:
			ours = append(ours, k)
		case !errors.Is(err, delivery.ErrIkkeVarNokkel):
			t.Fatal(err)
		}
	}
	if len(ours) == 0 {
		t.Fatal("the key folder holds nothing: the test proves nothing")
	}
	theirs := map[pakke.Formal]seal.Key{pakke.FormalFagsystem: h.fag, pakke.FormalPrint: h.print}
	for _, parcel := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).AllX(ctx) {
		var out bytes.Buffer
		if err := seal.Decrypt(&out, bytes.NewReader(*parcel.Innhold), ours...); !errors.Is(err, seal.ErrUleselig) || out.Len() > 0 {
			t.Errorf("our keys open the %s parcel: %v", parcel.Formal, err)
		}
		if err := seal.Decrypt(&out, bytes.NewReader(*parcel.Innhold), theirs[parcel.Formal]); err != nil {
			t.Errorf("control: the %s key does not open its own parcel: %v", parcel.Formal, err)
		}
	}
}
