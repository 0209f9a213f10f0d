package ent_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynslogg"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// In worlds made by chance each reading shows what the person may see, is logged if it shows something, and only then.
func TestLesInnsynViserOgLogger(t *testing.T) {
	w := nyInnsynsverden(t, dbtest.DSN(t))
	w.tilfeldig(t)
	// Each rule must decide something: an oracle without it sees other rows.
	blinde := map[string]func(sett, byte) bool{
		"control: another's":        func(s sett, p byte) bool { s.eier = p; return s.synlig(p) },
		"control: the former hash":  func(s sett, p byte) bool { return s.synlig(p) && s.eier == p },
		"control: what has run out": func(s sett, p byte) bool { s.utlopt = false; return s.synlig(p) },
		"control: the block":        func(s sett, p byte) bool { s.sperret = false; return s.synlig(p) },
		"control: the level":        func(s sett, p byte) bool { s.hoyre = false; return s.synlig(p) },
	}
	uenige, viste := map[string]int{}, map[innsynslogg.Handling]int{}
	lesinger := []ent.Lesing{{Handling: innsynslogg.HandlingMapper}, {Handling: innsynslogg.HandlingMappe, Mal: uuid.New()}, {Handling: innsynslogg.HandlingJournalpost, Mal: uuid.New()}}
	for _, s := range w.sett {
		for _, h := range []innsynslogg.Handling{innsynslogg.HandlingMappe, innsynslogg.HandlingJournalpost, innsynslogg.HandlingDokument} {
			lesinger = append(lesinger, ent.Lesing{Handling: h, Mal: s.id})
		}
	}
	for _, l := range lesinger {
		for p := byte(1); p <= 3; p++ {
			for1, _ := w.logg(t)
			fikk, vil := w.les(t, innbygger(t.Context(), p), l), w.vil(l, p, sett.synlig)
			if !slices.Equal(fikk, vil) {
				t.Errorf("%d %+v: got %v, want %v", p, l, fikk, vil)
			}
			linjer, siste := w.logg(t)
			if linjer-for1 != min(len(vil), 1) {
				t.Errorf("%d %+v: %d lines in the log for %d rows", p, l, linjer-for1, len(vil))
			}
			if len(vil) > 0 {
				viste[l.Handling]++
				if vil := w.linje(l, p); siste != vil {
					t.Errorf("logged %q, want %q", siste, vil)
				}
			}
			for navn, synlig := range blinde {
				if !slices.Equal(fikk, w.vil(l, p, synlig)) {
					uenige[navn]++
				}
			}
		}
	}
	for navn := range blinde {
		if uenige[navn] == 0 {
			t.Errorf("%s decides nothing in this world", navn)
		}
	}
	if viste[innsynslogg.HandlingMappe] < 3 || viste[innsynslogg.HandlingJournalpost] < 3 || viste[innsynslogg.HandlingDokument] < 3 {
		t.Errorf("too little is seen: %v", viste)
	}
}

// What is another's, what is shut, what has run out and what never was: one statement, the same each time, with the same
// values but for the id. One round trip, whatever is found.
func TestLesInnsynSammeSetning(t *testing.T) {
	vei := dbtest.NewProxy(t, dbtest.DSN(t))
	w := nyInnsynsverden(t, vei.DSN())
	w.sperr(t, 1)
	egen, andres, utlopt, sperret, aldri := uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New()
	w.rad(t, sett{id: egen, mappe: egen, eier: 1})
	for range 30 {
		w.rad(t, sett{id: uuid.New(), mappe: egen, eier: 1, post: true})
	}
	w.rad(t, sett{id: andres, mappe: andres, eier: 2})
	w.rad(t, sett{id: utlopt, mappe: utlopt, eier: 1, utlopt: true})
	w.rad(t, sett{id: sperret, mappe: sperret, eier: 1, sperret: true})
	les := func(id uuid.UUID) (int, sagt) {
		t.Helper()
		w.sagt = nil
		runder := vei.Rounds()
		n := len(w.les(t, innbygger(t.Context(), 1), ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: id}))
		if len(w.sagt) != 1 {
			t.Fatalf("%d statements", len(w.sagt))
		}
		if r := vei.Rounds() - runder; r != 1 {
			t.Errorf("%d round trips", r)
		}
		for i, v := range w.sagt[0].verdier {
			if v == id {
				w.sagt[0].verdier[i] = "the id"
			}
		}
		return n, w.sagt[0]
	}
	w.les(t, innbygger(t.Context(), 1), ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: egen}) // once, to be prepared
	n, sa := les(egen)
	if n != 31 {
		t.Fatalf("%d rows of one's own", n)
	}
	for navn, id := range map[string]uuid.UUID{"another's": andres, "run out": utlopt, "shut": sperret, "never was": aldri} {
		if n, annen := les(id); n != 0 || !reflect.DeepEqual(annen, sa) {
			t.Errorf("%s: %d rows\n%v\n%v", navn, n, annen, sa)
		}
	}
	// The control: another question is seen to be another.
	w.sagt = nil
	w.les(t, innbygger(t.Context(), 1), ent.Lesing{Handling: innsynslogg.HandlingJournalpost, Mal: egen})
	if len(w.sagt) != 1 || w.sagt[0].sql == sa.sql {
		t.Error("control: the comparison sees no difference")
	}
}

// Where the line cannot be written nothing is read, also when that is known only at the commit, after every row is sent.
func TestLesInnsynUtenLogg(t *testing.T) {
	w := nyInnsynsverden(t, dbtest.DSN(t))
	egen := uuid.New()
	w.rad(t, sett{id: egen, mappe: egen, eier: 1})
	l := ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: egen}
	for navn, f := range map[string][2]string{
		"the table is shut":  {`ALTER TABLE innsynslogg ADD CONSTRAINT nei CHECK (id < 0) NOT VALID`, `ALTER TABLE innsynslogg DROP CONSTRAINT nei`},
		"the line is lost":   {`CREATE RULE nei AS ON INSERT TO innsynslogg DO INSTEAD NOTHING`, `DROP RULE nei ON innsynslogg`},
		"the commit refuses": {`CREATE CONSTRAINT TRIGGER nei AFTER INSERT ON innsynslogg DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION nekt_endring()`, `DROP TRIGGER nei ON innsynslogg`},
	} {
		w.exec(t, f[0])
		if rader, err := w.db.LesInnsyn(innbygger(t.Context(), 1), l, iMappe(egen)); err == nil || rader != nil {
			t.Errorf("%s: %d rows, %v", navn, len(rader), err)
		}
		w.exec(t, f[1])
		if n := len(w.les(t, innbygger(t.Context(), 1), l)); n != 1 {
			t.Errorf("%s: control: %d rows with a log", navn, n)
		}
	}
	if n, _ := w.logg(t); n != 3 {
		t.Errorf("%d lines, want those of the controls", n)
	}
}

// Nobody but a person, at the high level, reads and logs; and the reading cannot be turned into another act.
func TestLesInnsynSomHvem(t *testing.T) {
	w := nyInnsynsverden(t, dbtest.DSN(t))
	egen := uuid.New()
	w.rad(t, sett{id: egen, mappe: egen, eier: 1})
	l := ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: egen}
	for navn, v := range map[string]viewer.Viewer{
		"nobody": nil, "lower level": viewer.Innbygger{Person: viewer.Person{ID: hash(1)}, Niva: viewer.NivaBetydelig},
		"a machine": viewer.Fagsystem{}, "background work": viewer.System{Oppgave: "test"}, "an administrator": viewer.Admin{Person: viewer.Person{ID: hash(1)}, Niva: viewer.NivaHoyt, Hele: true},
	} {
		ctx := t.Context()
		if v != nil {
			ctx = viewer.With(ctx, v)
		}
		w.sagt = nil
		if rader, err := w.db.LesInnsyn(ctx, l, iMappe(egen)); err == nil || rader != nil || len(w.sagt) > 0 {
			t.Errorf("%s: %d rows, %v, %v", navn, len(rader), err, w.sagt)
		}
	}
	if _, err := w.db.LesInnsyn(innbygger(t.Context(), 1), ent.Lesing{Handling: "ANNET", Mal: egen}, iMappe(egen)); err == nil {
		t.Error("a reading of no known kind")
	}
}

// A set beyond what a reading may come to is not held in memory, and nothing of it is given.
func TestLesInnsynIkkeForMye(t *testing.T) {
	w := nyInnsynsverden(t, dbtest.DSN(t))
	mappe := uuid.New()
	w.rad(t, sett{id: mappe, mappe: mappe, eier: 1})
	for range 3 { // 40 bytes each
		w.rad(t, sett{id: uuid.New(), mappe: mappe, eier: 1, post: true})
	}
	les := func(maks int) (int, error) {
		rader, err := w.db.LesInnsyn(innbygger(t.Context(), 1), ent.Lesing{Handling: innsynslogg.HandlingMappe, Mal: mappe, Maks: maks}, iMappe(mappe))
		return len(rader), err
	}
	for maks, vil := range map[int]int{0: 4, 160: 4, 159: 0, 1: 0} {
		if n, err := les(maks); n != vil || (vil == 0) != errors.Is(err, ent.ErrForStort) {
			t.Errorf("at most %d bytes: %d rows, %v", maks, n, err)
		}
	}
}
