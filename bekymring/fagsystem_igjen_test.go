package bekymring_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/dbtest"
)

// Twenty at once, from two processes: one uuid, one of each row.
func TestSammeByteSammeMelding(t *testing.T) {
	h := nyttHus(t)
	annen := husPaa(t, h)
	id, f := uuid.New(), h.forseglet(t)
	ids := make(chan uuid.UUID, 20)
	var wg sync.WaitGroup
	for i := range cap(ids) {
		wg.Go(func() {
			s := h.bekymring
			if i%2 == 1 {
				s = annen
			}
			got, err := s.SendForseglet(maskinFor(t, id, "5001"), f)
			if err != nil {
				t.Error(err)
			}
			ids <- got
		})
	}
	wg.Wait()
	forste := <-ids
	for range cap(ids) - 1 {
		if got := <-ids; got != forste {
			t.Errorf("another uuid: %s", got)
		}
	}
	for tabell, vil := range map[string]int{"bekymringsmelding": 1, "forsendelse": 1, "pakke": 2, "river_job": 1} {
		if n := h.tell(t, tabell); n != vil {
			t.Errorf("%d rows in %s, want %d", n, tabell, vil)
		}
	}
	igjen := func(navn string, ctx context.Context, f bekymring.Forseglet, samme bool) {
		t.Helper()
		got, err := h.bekymring.SendForseglet(ctx, f)
		if err != nil || (got == forste) != samme {
			t.Errorf("%s: %s %v", navn, got, err)
		}
	}
	igjen("another integration", maskin(t), f, false)
	other := f
	other.Type = bekymringsmelding.TypePrivat
	igjen("another form", maskinFor(t, id, "5001"), other, false)
	h.klokke.Fram(24*time.Hour - time.Second)
	igjen("just under 24 hours later", maskinFor(t, id, "5001"), f, true)
	h.sql(t, `UPDATE bydel SET aktiv = false`)
	igjen("the receiver has closed", maskinFor(t, id, "5001"), f, true)
	h.sql(t, `UPDATE bydel SET aktiv = true`)
	h.klokke.Fram(time.Second)
	igjen("24 hours later", maskinFor(t, id, "5001"), f, false)
}

// The control: without the trigger the look before is not enough.
func TestSammeByteKontroll(t *testing.T) {
	h := nyttHus(t)
	h.sql(t, `DROP TRIGGER bekymringsmelding_en_gang ON bekymringsmelding`)
	id, f := uuid.New(), h.forseglet(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { _, _ = h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f) })
	}
	wg.Wait()
	if n := h.tell(t, "bekymringsmelding"); n < 2 {
		t.Errorf("%d rows: twenty at once are one also without the guard, so the test shows nothing", n)
	}
}

// husPaa is one more process on the same database.
func husPaa(t testing.TB, h *hus) *bekymring.Service {
	t.Helper()
	db, err := ent.Open(t.Context(), ent.Config{DSN: h.dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	d := *h.delivery
	d.DB = db
	b := h.bekymring
	return &bekymring.Service{DB: db, Vault: b.Vault, Delivery: &d, PDF: b.PDF, Klokke: b.Klokke, Log: b.Log}
}

// A COMMIT, or its answer, is lost: the same bytes again give the one uuid of the one report.
func TestForsegletSvaretGarTapt(t *testing.T) {
	dsn := dbtest.DSN(t)
	proxy := dbtest.NewProxy(t, dsn)
	h := husPa(t, proxy.DSN(), t.TempDir())
	for i, c := range []struct {
		fate     dbtest.Fate
		cut      bool
		lagret   bool
		kvittert bool
	}{
		{dbtest.LostOnTheWay, false, false, false}, {dbtest.LostOnTheWay, true, false, false},
		{dbtest.LostOnTheWayBack, false, true, true}, {dbtest.LostOnTheWayBack, true, true, false},
	} {
		id, f := uuid.New(), h.forseglet(t)
		var after func()
		if c.cut {
			after = proxy.Cut
		}
		proxy.Lose("commit", c.fate, after)
		got, err := h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f)
		proxy.Lose("commit", dbtest.Arrives, nil)
		if (got != uuid.Nil) != c.kvittert || (err == nil) != c.kvittert {
			t.Errorf("%+v: %s %v", c, got, err)
		}
		if err != nil && !errors.Is(err, ent.ErrUvisst) {
			t.Errorf("%+v: the sender is told that nothing was stored: %v", c, err)
		}
		if n := rader(t, dsn, "bekymringsmelding") - i; (n == 1) != c.lagret || n > 1 {
			t.Errorf("%+v: %d stored", c, n)
		}
		if c.cut {
			proxy.Mend()
		}
		igjen, err := h.bekymring.SendForseglet(maskinFor(t, id, "5001"), f)
		if err != nil || got != uuid.Nil && igjen != got || rader(t, dsn, "bekymringsmelding") != i+1 {
			t.Errorf("%+v: sent again: %s %v", c, igjen, err)
		}
	}
}
