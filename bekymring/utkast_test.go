package bekymring_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

const privat, offentlig = bekymringsmelding.TypePrivat, bekymringsmelding.TypeOffentlig

// nyttUtkast is a draft that would not pass as a report: nobody asks that of it.
func nyttUtkast(innhold string) bekymring.NyttUtkast {
	return bekymring.NyttUtkast{Skjema: privat, Klientnokkel: uuid.New(), Skjemaversjon: 3, Innhold: innhold}
}

func TestUtkast(t *testing.T) {
	h := nyttHus(t)
	klokke := &klokke{naa: time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC)}
	h.bekymring.Utkastregler.Naa = klokke.Naa
	kari, ola := h.innbygger(t, "24859123456", "Kari"), h.innbygger(t, "24859154321", "Ola")

	if _, err := h.bekymring.Utkast(kari, privat); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Fatalf("before anything is saved: %v", err)
	}
	n := nyttUtkast(`{"melding":"halv"}`)
	first, err := h.bekymring.LagreUtkast(kari, n)
	if err != nil || first.Utkast == nil {
		t.Fatalf("%+v, %v", first, err)
	}
	if got := first.Utkast.Utloper.Sub(first.Utkast.Lagret); got != 24*time.Hour {
		t.Errorf("lives %v", got)
	}
	got, err := h.bekymring.Utkast(kari, privat)
	if err != nil {
		t.Fatal(err)
	}
	if got.Innhold != n.Innhold || !got.Lagret.Equal(first.Utkast.Lagret) || got.Klientnokkel != n.Klientnokkel || got.Skjemaversjon != 3 {
		t.Errorf("read back %+v", got)
	}

	t.Run("nobody else's, and no other form's", func(t *testing.T) {
		if _, err := h.bekymring.Utkast(ola, privat); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("another person: %v", err)
		}
		if _, err := h.bekymring.Utkast(kari, offentlig); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("the other form: %v", err)
		}
		if gone, err := h.bekymring.SlettUtkast(ola, n.Klientnokkel); err != nil || gone {
			t.Errorf("another person deletes it: %v %v", gone, err)
		}
		same := n // the key is the client's to choose: two persons may have the same
		if svar, err := h.bekymring.LagreUtkast(ola, same); err != nil || svar.Utkast == nil {
			t.Errorf("another person, same key: %+v %v", svar, err)
		}
		for name, v := range map[string]viewer.Viewer{"nobody": nil, "anybody": viewer.Ingen{}, "system": viewer.System{}, "caseworker": viewer.Saksbehandler{}} {
			ctx := viewer.With(t.Context(), v)
			_, les := h.bekymring.Utkast(ctx, privat)
			_, lagre := h.bekymring.LagreUtkast(ctx, n)
			_, slett := h.bekymring.SlettUtkast(ctx, n.Klientnokkel)
			if les == nil || lagre == nil || slett == nil {
				t.Errorf("%s: %v %v %v", name, les, lagre, slett)
			}
			if rows, err := h.db.Client().Utkast.Query().All(ctx); err == nil {
				t.Errorf("%s reads %d rows past the service", name, len(rows))
			}
		}
	})

	t.Run("saved over the one that was seen", func(t *testing.T) {
		n.Innhold, n.ForrigeLagret = `{"melding":"halvannen"}`, &first.Utkast.Lagret
		svar, err := h.bekymring.LagreUtkast(kari, n) // at the same moment by the clock
		if err != nil || svar.Utkast == nil || !svar.Utkast.Lagret.After(first.Utkast.Lagret) {
			t.Fatalf("%+v, %v", svar, err)
		}
		t.Run("a lost answer is safe to repeat", func(t *testing.T) {
			again, err := h.bekymring.LagreUtkast(kari, n)
			if err != nil || again.Utkast == nil || !again.Utkast.Lagret.Equal(svar.Utkast.Lagret) {
				t.Errorf("%+v, %v", again, err)
			}
		})
		t.Run("another tab's is not taken away", func(t *testing.T) {
			old := nyttUtkast(`{"melding":"fra en annen fane"}`)
			for _, old.ForrigeLagret = range []*time.Time{nil, &first.Utkast.Lagret} {
				other, err := h.bekymring.LagreUtkast(kari, old)
				if err != nil || other.Utkast != nil || other.Nyere == nil || other.Nyere.Innhold != n.Innhold {
					t.Errorf("%+v, %v", other, err)
				}
			}
			if got, err := h.bekymring.Utkast(kari, privat); err != nil || got.Innhold != n.Innhold {
				t.Errorf("stored %+v, %v", got, err)
			}
		})
	})

	t.Run("gone when its time is out", func(t *testing.T) {
		klokke.Fram(24*time.Hour - time.Second)
		if _, err := h.bekymring.Utkast(kari, privat); err != nil {
			t.Errorf("a second before: %v", err)
		}
		klokke.Fram(2 * time.Second)
		if _, err := h.bekymring.Utkast(kari, privat); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("after: %v", err)
		}
		// The row is still there, and not in the way.
		if svar, err := h.bekymring.LagreUtkast(kari, nyttUtkast(`{}`)); err != nil || svar.Utkast == nil {
			t.Errorf("a new one: %+v %v", svar, err)
		}
		before := h.tell(t, "utkast")
		klokke.Fram(25 * time.Hour)
		if err := h.bekymring.RyddUtkast(system(t)); err != nil {
			t.Fatal(err)
		}
		if n := h.tell(t, "utkast"); n != 0 || before != 2 {
			t.Errorf("%d rows before the sweep, %d after", before, n)
		}
	})
}

func TestUtkastSlettesMedMeldingen(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	p := melding()
	n := bekymring.NyttUtkast{Skjema: privat, Klientnokkel: p.Klientnokkel, Skjemaversjon: 1, Innhold: `{}`}
	annet := nyttUtkast(`{}`)
	annet.Skjema = offentlig
	for _, u := range []bekymring.NyttUtkast{n, annet} {
		if svar, err := h.bekymring.LagreUtkast(melder, u); err != nil || svar.Utkast == nil {
			t.Fatalf("%+v %v", svar, err)
		}
	}
	t.Run("kept when the report was rolled back", func(t *testing.T) {
		h.sql(t, `ALTER TABLE hendelse ADD CONSTRAINT nei CHECK (id < 0) NOT VALID`)
		if svar, err := h.bekymring.SendPrivat(melder, p); err == nil {
			t.Fatalf("sent: %+v", svar)
		}
		h.sql(t, `ALTER TABLE hendelse DROP CONSTRAINT nei`)
		if _, err := h.bekymring.Utkast(melder, privat); err != nil {
			t.Errorf("the draft: %v", err)
		}
	})
	svar, err := h.bekymring.SendPrivat(melder, p)
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("%+v %v", svar, err)
	}
	if _, err := h.bekymring.Utkast(melder, privat); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("its draft: %v", err)
	}
	if _, err := h.bekymring.Utkast(melder, offentlig); err != nil {
		t.Errorf("the other form's draft: %v", err)
	}
	t.Run("a late save brings it not back", func(t *testing.T) {
		late, err := h.bekymring.LagreUtkast(melder, n)
		if err != nil || late.AlleredeSendt == nil || late.AlleredeSendt.ID != svar.Bekymringsmelding.ID {
			t.Errorf("%+v %v", late, err)
		}
		// One that came in between all the same is not shown, and goes when it is looked for.
		h.sql(t, `UPDATE utkast SET klientnokkel = $1`, p.Klientnokkel)
		if _, err := h.bekymring.Utkast(melder, offentlig); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("%v", err)
		}
		if n := h.tell(t, "utkast"); n != 0 {
			t.Errorf("%d rows left", n)
		}
	})
}

func TestUtkastFraFlereFanerSamtidig(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	var mu sync.Mutex
	var wg sync.WaitGroup
	saved, newer := 0, 0
	for i := range 8 {
		wg.Go(func() {
			svar, err := h.bekymring.LagreUtkast(melder, nyttUtkast(`{"fane":`+string(rune('1'+i))+`}`))
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			if svar.Utkast != nil {
				saved++
			}
			if svar.Nyere != nil {
				newer++
			}
		})
	}
	wg.Wait()
	if saved != 1 || newer != 7 || h.tell(t, "utkast") != 1 {
		t.Errorf("%d saved, %d were told of another, %d rows", saved, newer, h.tell(t, "utkast"))
	}
}

func TestUtkastGrenser(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	for name, c := range map[string]struct {
		change func(*bekymring.NyttUtkast)
		want   string
	}{
		"1 MiB":        {func(n *bekymring.NyttUtkast) { n.Innhold = `"` + strings.Repeat("a", 1<<20-2) + `"` }, ""},
		"a byte more":  {func(n *bekymring.NyttUtkast) { n.Innhold = `"` + strings.Repeat("a", 1<<20-1) + `"` }, "innhold:FOR_LANG"},
		"not JSON":     {func(n *bekymring.NyttUtkast) { n.Innhold = `{"melding":` }, "innhold:UGYLDIG_FORMAT"},
		"no key":       {func(n *bekymring.NyttUtkast) { n.Klientnokkel = uuid.Nil }, "klientnokkel:MANGLER"},
		"no version":   {func(n *bekymring.NyttUtkast) { n.Skjemaversjon = 0 }, "skjemaversjon:UGYLDIG_FORMAT"},
		"no such form": {func(n *bekymring.NyttUtkast) { n.Skjema = "ANNET" }, "skjema:MANGLER"},
	} {
		n := nyttUtkast(`{}`)
		c.change(&n)
		svar, err := h.bekymring.LagreUtkast(melder, n)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		for _, f := range svar.Feil {
			got += strings.Join(f.Sti, ".") + ":" + string(f.Kode)
		}
		if got != c.want || (svar.Utkast != nil) != (c.want == "") {
			t.Errorf("%s: %q, saved %v", name, got, svar.Utkast != nil)
		}
	}
	for life, ok := range map[time.Duration]bool{0: true, time.Hour: true, 7 * 24 * time.Hour: true, 7*24*time.Hour + 1: false, -1: false} {
		if err := (bekymring.Utkastregler{Levetid: life}).Check(); (err == nil) != ok {
			t.Errorf("a life of %v: %v", life, err)
		}
	}
}

// What is stored opens only where it was put: moved to another row, or given to another owner, it does not.
func TestUtkastKanIkkeFlyttes(t *testing.T) {
	h := nyttHus(t)
	kari, ola := h.innbygger(t, "24859123456", "Kari"), h.innbygger(t, "24859154321", "Ola")
	if svar, err := h.bekymring.LagreUtkast(kari, nyttUtkast(`{"kari":1}`)); err != nil || svar.Utkast == nil {
		t.Fatalf("%+v %v", svar, err)
	}
	if _, err := h.bekymring.Utkast(kari, privat); err != nil {
		t.Fatalf("control: it opens where it was put: %v", err)
	}
	olas := viewer.From(ola).(viewer.Innbygger).ID
	h.sql(t, `UPDATE utkast SET eier = $1`, olas)
	if got, err := h.bekymring.Utkast(ola, privat); err == nil {
		t.Errorf("given to another: %+v", got)
	}
	if err := dbtest.Exec(t.Context(), h.dsn, `UPDATE utkast SET utloper = lagret + interval '8 days'`); err == nil {
		t.Error("the database takes a draft that lives 8 days")
	}
}
