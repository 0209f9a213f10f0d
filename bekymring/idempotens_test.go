package bekymring_test

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent/viewer"
)

func TestSammeNokkelGirSammeKvittering(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	p := melding()
	first, err := h.bekymring.SendPrivat(melder, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("the same text is the same report", func(t *testing.T) {
		again, err := h.bekymring.SendPrivat(melder, p)
		if err != nil {
			t.Fatal(err)
		}
		if again.Bekymringsmelding == nil || again.Bekymringsmelding.ID != first.Bekymringsmelding.ID {
			t.Fatalf("second receipt: %+v", again)
		}
	})
	t.Run("the same text in another language of the page is the same report", func(t *testing.T) {
		other := p
		other.Sprak = bekymring.SprakNordsamisk
		svar, err := h.bekymring.SendPrivat(melder, other)
		if err != nil {
			t.Fatal(err)
		}
		if svar.Bekymringsmelding == nil || svar.Bekymringsmelding.ID != first.Bekymringsmelding.ID {
			t.Fatalf("answer: %+v", svar)
		}
	})
	t.Run("other text is not sent, and the answer says so", func(t *testing.T) {
		other := p
		other.Melding += " Og en ting til."
		svar, err := h.bekymring.SendPrivat(melder, other)
		if err != nil {
			t.Fatal(err)
		}
		if svar.Bekymringsmelding != nil || svar.AlleredeSendt == nil || svar.AlleredeSendt.ID != first.Bekymringsmelding.ID {
			t.Fatalf("answer: %+v", svar)
		}
		if !svar.AlleredeSendt.Sendt.Equal(first.Bekymringsmelding.Sendt) {
			t.Errorf("says it was sent %v, was %v", svar.AlleredeSendt.Sendt, first.Bekymringsmelding.Sendt)
		}
	})
	t.Run("another person may have the same key", func(t *testing.T) {
		svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859154321", "Annen Person"), p)
		if err != nil {
			t.Fatal(err)
		}
		if svar.Bekymringsmelding == nil || svar.Bekymringsmelding.ID == first.Bekymringsmelding.ID {
			t.Fatalf("answer: %+v", svar)
		}
	})
	if n := h.tell(t, "bekymringsmelding"); n != 2 {
		t.Errorf("%d reports stored, want 2", n)
	}
}

// Eight double clicks at once: the database takes the key once, and all get the one receipt.
func TestDobbeltklikkSamtidig(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	p := melding()
	ids := make(chan uuid.UUID, 8)
	var wg sync.WaitGroup
	for range cap(ids) {
		wg.Go(func() {
			svar, err := h.bekymring.SendPrivat(melder, p)
			if err != nil || svar.Bekymringsmelding == nil {
				t.Errorf("answer %+v, %v", svar, err)
				return
			}
			ids <- svar.Bekymringsmelding.ID
		})
	}
	wg.Wait()
	close(ids)
	seen := map[uuid.UUID]bool{}
	for id := range ids {
		seen[id] = true
	}
	if len(seen) != 1 {
		t.Errorf("%d different receipts", len(seen))
	}
	for table, want := range map[string]int{"bekymringsmelding": 1, "forsendelse": 1, "pakke": 2, "kopi": 1} {
		if n := h.tell(t, table); n != want {
			t.Errorf("%d rows in %s, want %d", n, table, want)
		}
	}
}

// A chain under load: forty reports from eight people at once get the numbers 1 to 40, each tied to the one before; and
// a submission that is rolled back takes no number.
func TestKjedenErUtenHull(t *testing.T) {
	h := nyttHus(t)
	var wg sync.WaitGroup
	for i := range 8 {
		melder := h.innbygger(t, "248591000"+string(rune('1'+i))+"0", "Melder")
		wg.Go(func() {
			for range 5 {
				if svar, err := h.bekymring.SendPrivat(melder, melding()); err != nil || svar.Bekymringsmelding == nil {
					t.Errorf("answer %+v, %v", svar, err)
				}
				// A transaction that dies takes no number with it.
				ctx, cancel := context.WithCancel(melder)
				cancel()
				if svar, err := h.bekymring.SendPrivat(ctx, melding()); err == nil || svar.Bekymringsmelding != nil {
					t.Error("a cancelled submission gave a receipt")
				}
			}
		})
	}
	wg.Wait()
	if err := h.sjekkKjeder(t, h.dsn); err != nil {
		t.Error(err)
	}
	if n := h.tell(t, "forsendelse"); n != 40 {
		t.Errorf("%d reports in the chain", n)
	}
	t.Run("control: a changed link is seen", func(t *testing.T) {
		h.sql(t, `ALTER TABLE forsendelse DISABLE TRIGGER USER`)
		h.sql(t, `UPDATE forsendelse SET sha256 = decode(repeat('ab', 32), 'hex') WHERE nr = 7`)
		if err := h.sjekkKjeder(t, h.dsn); err == nil || !strings.HasPrefix(err.Error(), "4601-00 number 7:") {
			t.Errorf("a parcel was swapped, the check says: %v", err)
		}
	})
	t.Run("control: a missing link is seen", func(t *testing.T) {
		for _, table := range []string{"hendelse", "leveranse", "pakke", "frist", "bekymringsmelding"} {
			h.sql(t, `ALTER TABLE `+table+` DISABLE TRIGGER USER`)
			h.sql(t, `DELETE FROM `+table+` WHERE forsendelse_id = (SELECT id FROM forsendelse WHERE nr = 3)`)
		}
		h.sql(t, `DELETE FROM forsendelse WHERE nr = 3`)
		if err := h.sjekkKjeder(t, h.dsn); err == nil || !strings.HasPrefix(err.Error(), "4601-00 number 3:") {
			t.Errorf("a report is gone, the check says: %v", err)
		}
	})
}

func TestBareInnbyggerSender(t *testing.T) {
	h := nyttHus(t)
	for name, v := range map[string]viewer.Viewer{
		"nobody": nil, "anybody": viewer.Ingen{}, "caseworker": viewer.Saksbehandler{Bydeler: []viewer.Bydel{bergen}}, "admin": viewer.Admin{Hele: true},
	} {
		svar, err := h.bekymring.SendPrivat(viewer.With(t.Context(), v), melding())
		if err == nil || svar.Bekymringsmelding != nil {
			t.Errorf("%s may send: %+v", name, svar)
		}
	}
	if n := h.tell(t, "forsendelse"); n != 0 {
		t.Errorf("%d rows stored", n)
	}
}
