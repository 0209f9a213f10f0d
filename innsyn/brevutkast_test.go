package innsyn_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

func brevutkastet(sted uuid.UUID, tekst string) innsyn.NyttBrevutkast {
	return innsyn.NyttBrevutkast{Slag: utkast.SkjemaBrev, StedID: sted, Nokkel: uuid.New(), Versjon: 1, Innhold: `{"tekst":"` + tekst + `"}`}
}

func (h *posthus) lagret(t testing.TB, ctx context.Context, n innsyn.NyttBrevutkast) *innsyn.Brevutkast {
	t.Helper()
	svar, err := h.LagreBrevutkast(ctx, n)
	maa(t, err)
	if svar.Utkast == nil || svar.Nyere != nil || svar.Sendt || len(svar.Feil) > 0 {
		t.Fatalf("not saved: %+v", svar)
	}
	return svar.Utkast
}

// ingenUtkast must find none.
func (h *posthus) ingenUtkast(t testing.TB, hva string, ctx context.Context, slag utkast.Skjema, sted uuid.UUID) {
	t.Helper()
	if u, err := h.Brevutkast(ctx, slag, sted); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("%s: %+v, %v", hva, u, err)
	}
}

func TestBrevutkast(t *testing.T) {
	h := nyttPosthus(t)
	klokke := time.Now()
	h.Utkastklokke = func() time.Time { return klokke }
	mappeID, vedtakID, _, _ := h.sak(t)
	mor, far := h.iOkt(t, fnrMor), h.som(t, fnrFar)
	h.ingenUtkast(t, "before anything is saved", mor, utkast.SkjemaBrev, mappeID)

	n := brevutkastet(mappeID, "Hemmelig halvferdig")
	first := h.lagret(t, mor, n)
	if lever := first.Utloper.Sub(first.Lagret); lever != 24*time.Hour {
		t.Errorf("lives %v", lever)
	}
	svar := brevutkastet(vedtakID, "Til vedtaket")
	h.lagret(t, mor, svar)
	onske := brevutkastet(mappeID, "Fordi")
	onske.Slag = utkast.SkjemaForesporsel
	h.lagret(t, mor, onske)
	fil, err := h.LastOpp(mor, "a.png", bytes.NewReader(bildet(t, 2, 2)))
	maa(t, err)

	t.Run("read back, in another session too", func(t *testing.T) {
		got, err := h.Brevutkast(mor, utkast.SkjemaBrev, mappeID)
		maa(t, err)
		if got.Innhold != n.Innhold || got.Nokkel != n.Nokkel || !got.Lagret.Equal(first.Lagret) || len(got.FilerHer) != 1 || got.FilerHer[0] != fil.ID {
			t.Errorf("%+v", got)
		}
		annen := viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnrMor), Niva: viewer.NivaHoyt, SesjonID: uuid.New()})
		if got, err = h.Brevutkast(annen, utkast.SkjemaBrev, mappeID); err != nil || got.Innhold != n.Innhold || len(got.FilerHer) != 0 {
			t.Errorf("%+v, %v", got, err)
		}
	})
	t.Run("nobody else's", func(t *testing.T) {
		lavt := viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnrMor), Niva: viewer.NivaBetydelig})
		h.ingenUtkast(t, "father", far, utkast.SkjemaBrev, mappeID)
		h.ingenUtkast(t, "herself at the lower level", lavt, utkast.SkjemaBrev, mappeID)
		if borte, err := h.SlettBrevutkast(far, n.Nokkel); err != nil || borte {
			t.Errorf("father deletes it: %v %v", borte, err)
		}
		if borte, err := h.SlettBrevutkast(lavt, n.Nokkel); err != nil || borte {
			t.Errorf("deleted at the lower level: %v %v", borte, err)
		}
		// At a place that is not his there is nothing to write from, whether it is somebody's or nobody's.
		for _, sted := range []uuid.UUID{mappeID, vedtakID, uuid.New()} {
			if svar, err := h.LagreBrevutkast(far, brevutkastet(sted, "x")); err != nil || len(svar.Feil) != 1 || svar.Feil[0].Kode != innsyn.PostIkkeFunnet {
				t.Errorf("%+v, %v", svar, err)
			}
		}
		for navn, v := range map[string]viewer.Viewer{"nobody": nil, "system": viewer.System{}, "caseworker": viewer.Saksbehandler{}, "machine": viewer.Fagsystem{IntegrasjonID: bergensk}} {
			ctx := viewer.With(t.Context(), v)
			_, les := h.Brevutkast(ctx, utkast.SkjemaBrev, mappeID)
			_, lagre := h.LagreBrevutkast(ctx, n)
			_, slett := h.SlettBrevutkast(ctx, n.Nokkel)
			if les == nil || lagre == nil || slett == nil {
				t.Errorf("%s: %v %v %v", navn, les, lagre, slett)
			}
		}
	})
	t.Run("saved over the one that was seen", func(t *testing.T) {
		n.Innhold, n.ForrigeLagret = `{"tekst":"Hemmelig ferdig"}`, &first.Lagret
		andre := h.lagret(t, mor, n) // at the same moment by the clock
		if !andre.Lagret.After(first.Lagret) {
			t.Errorf("%v after %v", andre.Lagret, first.Lagret)
		}
		if igjen := h.lagret(t, mor, n); !igjen.Lagret.Equal(andre.Lagret) {
			t.Error("a lost answer is not safe to repeat")
		}
		annen := brevutkastet(mappeID, "fra et annet vindu")
		for _, annen.ForrigeLagret = range []*time.Time{nil, &first.Lagret} {
			if svar, err := h.LagreBrevutkast(mor, annen); err != nil || svar.Utkast != nil || svar.Nyere == nil || svar.Nyere.Innhold != n.Innhold {
				t.Errorf("%+v, %v", svar, err)
			}
		}
	})
	t.Run("nothing of it in clear", func(t *testing.T) {
		if strings.Contains(h.logg.String(), "emmelig") || strings.Contains(h.logg.String(), "Til vedtaket") {
			t.Error("the log tells what she writes")
		}
		for _, r := range h.DB.Client().Utkast.Query().AllX(mor) {
			if strings.Contains(string(r.Innhold), "emmelig") {
				t.Error("the row does")
			}
		}
	})
	t.Run("moved to another place it does not open", func(t *testing.T) {
		bytt := func() { // the letter's and the answer's, each to the other's place
			imens := uuid.New()
			for _, flytt := range [][2]uuid.UUID{{mappeID, imens}, {vedtakID, mappeID}, {imens, vedtakID}} {
				maa(t, h.sql(t, `UPDATE utkast SET sted = $2 WHERE skjema = 'BREV' AND sted = $1`, flytt[0], flytt[1]))
			}
		}
		bytt()
		if _, err := h.Brevutkast(mor, utkast.SkjemaBrev, vedtakID); err == nil || errors.Is(err, ent.ErrIkkeFunnet) {
			t.Error(err)
		}
		bytt()
		_, err := h.Brevutkast(mor, utkast.SkjemaBrev, vedtakID)
		maa(t, err) // control: where it was put
	})
	t.Run("gone when its time is out", func(t *testing.T) {
		klokke = klokke.Add(24*time.Hour - time.Second)
		_, err := h.Brevutkast(mor, utkast.SkjemaBrev, vedtakID)
		maa(t, err)
		klokke = klokke.Add(2 * time.Second)
		h.ingenUtkast(t, "after", mor, utkast.SkjemaBrev, vedtakID)
		h.lagret(t, mor, brevutkastet(vedtakID, "ny")) // the row is still there, and not in the way
		if err := dbtest.Exec(t.Context(), h.dsn, `UPDATE utkast SET sted = NULL`); err == nil {
			t.Error("the database takes a letter from nowhere")
		}
	})
}

// It goes in the transaction that sends, and a save that comes late does not bring it back.
func TestBrevutkastSlettesMedBrevet(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, vedtakID, _, _ := h.sak(t)
	mor := h.iOkt(t, fnrMor)
	n, annet := brevutkastet(mappeID, "Kjære"), brevutkastet(vedtakID, "Om vedtaket")
	h.lagret(t, mor, n)
	h.lagret(t, mor, annet)
	brev := innsyn.NyPost{Nokkel: n.Nokkel, Type: innsyn.SkjemaPost, MappeID: mappeID, Tekst: "Kjære dere"}
	maa(t, h.sql(t, `ALTER TABLE hendelse ADD CONSTRAINT nei CHECK (id < 0) NOT VALID`))
	if svar, err := h.Send(mor, brev); err == nil {
		t.Fatalf("sent: %+v", svar)
	}
	maa(t, h.sql(t, `ALTER TABLE hendelse DROP CONSTRAINT nei`))
	if _, err := h.Brevutkast(mor, utkast.SkjemaBrev, mappeID); err != nil {
		t.Errorf("rolled back, and the draft is gone: %v", err)
	}
	if svar := h.fra(t, brev); svar.Post == nil {
		t.Fatalf("%+v", svar)
	}
	h.ingenUtkast(t, "sent", mor, utkast.SkjemaBrev, mappeID)
	if _, err := h.Brevutkast(mor, utkast.SkjemaBrev, vedtakID); err != nil {
		t.Errorf("the other place's: %v", err)
	}
	if svar, err := h.LagreBrevutkast(mor, n); err != nil || !svar.Sendt || svar.Utkast != nil {
		t.Errorf("saved late: %+v, %v", svar, err)
	}
	// One that came in between all the same is not shown, and goes when it is looked for.
	maa(t, h.sql(t, `UPDATE utkast SET klientnokkel = $1`, n.Nokkel))
	h.ingenUtkast(t, "of what is sent", mor, utkast.SkjemaBrev, vedtakID)
	if antall := h.DB.Client().Utkast.Query().CountX(mor); antall != 0 {
		t.Errorf("%d rows left", antall)
	}
}

func TestBrevutkastSlettesMedForesporselen(t *testing.T) {
	h := nyttForesporselhus(t)
	p := &posthus{hus: h.hus}
	mor, sted := h.som(t, fnrMor), rad(bergensk, h.mappe)
	n := brevutkastet(sted, "Jeg lurer")
	n.Slag = utkast.SkjemaForesporsel
	p.lagret(t, mor, n)
	ut, err := h.SendForesporsel(mor, innsyn.NyForesporsel{Nokkel: n.Nokkel, Journalposter: h.ider(0), Begrunnelse: "Jeg lurer"})
	maa(t, err)
	if ut.Foresporsel == nil {
		t.Fatalf("%+v", ut)
	}
	p.ingenUtkast(t, "asked", mor, utkast.SkjemaForesporsel, sted)
	if svar, err := h.LagreBrevutkast(mor, n); err != nil || !svar.Sendt {
		t.Errorf("saved late: %+v, %v", svar, err)
	}
	n = brevutkastet(h.ider(0)[0], "fra en journalpost")
	n.Slag = utkast.SkjemaForesporsel
	if svar, err := h.LagreBrevutkast(mor, n); err != nil || len(svar.Feil) != 1 {
		t.Errorf("a request is made from a case: %+v, %v", svar, err)
	}
}

func TestBrevutkastGrenser(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, _, _, _ := h.sak(t)
	mor := h.iOkt(t, fnrMor)
	for navn, c := range map[string]struct {
		endre func(*innsyn.NyttBrevutkast)
		vil   string
	}{
		"256 KiB":      {func(n *innsyn.NyttBrevutkast) { n.Innhold = `"` + strings.Repeat("a", 256<<10-2) + `"` }, ""},
		"a byte more":  {func(n *innsyn.NyttBrevutkast) { n.Innhold = `"` + strings.Repeat("a", 256<<10-1) + `"` }, "innhold:FOR_LANG"},
		"no JSON":      {func(n *innsyn.NyttBrevutkast) { n.Innhold = `{"tekst":` }, "innhold:MANGLER"},
		"no key":       {func(n *innsyn.NyttBrevutkast) { n.Nokkel = uuid.Nil }, "nokkel:MANGLER"},
		"no version":   {func(n *innsyn.NyttBrevutkast) { n.Versjon = 0 }, "nokkel:MANGLER"},
		"another form": {func(n *innsyn.NyttBrevutkast) { n.Slag = utkast.SkjemaPrivat }, "slag:MANGLER"},
	} {
		n := brevutkastet(mappeID, "x")
		if u, err := h.Brevutkast(mor, n.Slag, mappeID); err == nil {
			n.ForrigeLagret = &u.Lagret
		}
		c.endre(&n)
		svar, err := h.LagreBrevutkast(mor, n)
		maa(t, err)
		fikk := ""
		for _, f := range svar.Feil {
			fikk += f.Felt + ":" + string(f.Kode)
		}
		if fikk != c.vil || (svar.Utkast != nil) != (c.vil == "") {
			t.Errorf("%s: %q, saved %v", navn, fikk, svar.Utkast != nil)
		}
	}
}

func TestBrevutkastFraFlereVinduerSamtidig(t *testing.T) {
	h := nyttPosthus(t)
	mappeID, _, _, _ := h.sak(t)
	mor := h.iOkt(t, fnrMor)
	var mu sync.Mutex
	var wg sync.WaitGroup
	lagret, nyere := 0, 0
	for i := range 8 {
		wg.Go(func() {
			svar, err := h.LagreBrevutkast(mor, brevutkastet(mappeID, string(rune('1'+i))))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				t.Error(err)
			case svar.Utkast != nil:
				lagret++
			case svar.Nyere != nil:
				nyere++
			}
		})
	}
	wg.Wait()
	if antall := h.DB.Client().Utkast.Query().CountX(mor); lagret != 1 || nyere != 7 || antall != 1 {
		t.Errorf("%d saved, %d were told of another, %d rows", lagret, nyere, antall)
	}
}
