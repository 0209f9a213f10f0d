package bekymring_test

import (
	"crypto/x509"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/db/nokkel"
)

// A key that was replaced 23 hours ago is taken, 25 hours ago is not; so also one that has run out, unless it is the
// newest there is: then the letter leaves at once, and somebody is told.
func TestForsegletTilGamleNokler(t *testing.T) {
	lag := func(fra, til time.Duration) seal.Key {
		k, err := seal.NewNokkel("gammel", time.Now().Add(fra), time.Now().Add(til))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	const dag = 24 * time.Hour
	frisk, utlopt23, utlopt25 := lag(-9*dag, dag), lag(-9*dag, -23*time.Hour), lag(-9*dag, -25*time.Hour)
	for navn, c := range map[string]struct {
		nokkel    seal.Key
		iBruk     time.Duration // when the key was put into use
		erstattet time.Duration // 0: its row does not say so
		etterpa   time.Duration // when the present key was put into use
		vil       bool
	}{
		"replaced 23 hours ago":                    {frisk, -5 * dag, -23 * time.Hour, -23 * time.Hour, true},
		"replaced 25 hours ago":                    {frisk, -5 * dag, -25 * time.Hour, -25 * time.Hour, false},
		"another put into use 23 hours ago":        {frisk, -5 * dag, 0, -23 * time.Hour, true},
		"another put into use 25 hours ago":        {frisk, -5 * dag, 0, -25 * time.Hour, false},
		"replaced lately, ran out 23 hours ago":    {utlopt23, -5 * dag, 0, -time.Hour, true},
		"replaced lately, ran out 25 hours ago":    {utlopt25, -5 * dag, 0, -time.Hour, false},
		"not put into use yet":                     {frisk, time.Hour, 0, -dag, false},
		"the newest, not marked, beside the older": {frisk, -time.Minute, 0, -dag, true},
	} {
		for _, del := range []string{"asice", "bekymringsmelding"} {
			t.Run(navn+"/"+del, func(t *testing.T) {
				h := nyttHus(t)
				formal, bydelID := nokkel.FormalFagsystem, h.oslo(t)
				if del == "bekymringsmelding" {
					formal, bydelID = nokkel.FormalPrint, nil
				}
				h.sql(t, `UPDATE nokkel SET tatt_i_bruk = $1 WHERE formal = $2`, time.Now().Add(c.etterpa), string(formal))
				h.nokkel(t, bydelID, formal, c.nokkel.Cert, c.iBruk, c.erstattet)
				f := h.forseglet(t)
				if del == "asice" {
					f.Asice = forsegl(t, c.nokkel.Cert, []byte("x"))
				} else {
					f.PDF = forsegl(t, c.nokkel.Cert, []byte("x"))
				}
				foran := h.rader(t)
				_, err := h.bekymring.SendForseglet(maskin(t), f)
				if c.vil {
					if err != nil || h.tell(t, "alarm") != 0 {
						t.Errorf("%v, %d alarms", err, h.tell(t, "alarm"))
					}
					return
				}
				if fikk := grunner(err); !slices.Equal(fikk, []string{"FREMMED_NOKKEL " + del}) || !maps.Equal(h.rader(t), foran) {
					t.Errorf("%v (%v)", fikk, err)
				}
			})
		}
	}
	t.Run("the newest there is, and it has run out", func(t *testing.T) {
		h := nyttHus(t)
		h.sql(t, `UPDATE nokkel SET erstattet = $1 WHERE formal = 'FAGSYSTEM'`, time.Now().Add(-2*dag))
		h.nokkel(t, h.oslo(t), nokkel.FormalFagsystem, utlopt25.Cert, -5*dag, 0)
		f := h.forseglet(t)
		f.Asice = forsegl(t, utlopt25.Cert, []byte("x"))
		if _, err := h.bekymring.SendForseglet(maskin(t), f); err != nil {
			t.Fatal(err)
		}
		if n := h.db.Client().Alarm.Query().Where(alarm.SlagEQ(alarm.SlagNokkelUtlopt)).CountX(system(t)); n != 1 {
			t.Errorf("%d alarms", n)
		}
		if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil {
			t.Fatal(err)
		}
		brev := h.db.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalBrev)).OnlyX(system(t))
		fag := h.db.Client().Leveranse.Query().Where(leveranse.KanalEQ(leveranse.KanalFagsystem)).OnlyX(system(t))
		if brev.Status != leveranse.StatusKlar || fag.Status != leveranse.StatusKlar {
			t.Errorf("letter %s, case system %s: both should leave at once", brev.Status, fag.Status)
		}
	})
}

func (h *hus) oslo(t testing.TB) *uuid.UUID {
	t.Helper()
	for _, b := range h.db.Client().Bydel.Query().AllX(system(t)) {
		if b.KommuneID == "0301" {
			return &b.ID
		}
	}
	t.Fatal("no Oslo")
	return nil
}

// nokkel writes a key's row with the times wanted; LagreNokkel would write now.
func (h *hus) nokkel(t testing.TB, bydel *uuid.UUID, formal nokkel.Formal, cert *x509.Certificate, iBruk, erstattet time.Duration) {
	t.Helper()
	r := h.db.Client().Nokkel.Create().SetNillableBydelID(bydel).SetFormal(formal).SetSertifikat(cert.Raw).
		SetTommelavtrykk(strings.Repeat("0", 64)).SetGyldigFra(cert.NotBefore).SetGyldigTil(cert.NotAfter).SetTattIBruk(time.Now().Add(iBruk))
	if erstattet != 0 {
		r.SetErstattet(time.Now().Add(erstattet))
	}
	if err := r.Exec(system(t)); err != nil {
		t.Fatal(err)
	}
}
