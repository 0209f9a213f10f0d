package delivery_test

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
)

// lenge is so long ago that everything which is proven today could be deleted today.
func lenge() time.Time {
	naa := time.Now().Add(-60 * dogn)
	for naa.Weekday() != time.Monday {
		naa = naa.Add(-dogn)
	}
	return time.Date(naa.Year(), naa.Month(), naa.Day(), 7, 0, 0, 0, time.UTC)
}

// dom is what the database says has become of a report in the end, in SQL of this test's own.
type dom struct {
	lukket   bool // as the design says it: its content deleted, or the 21 days stopped
	eskalert bool // somebody has been called after 21 days
	hel      bool // every parcel is there, byte for byte
	brev     bool // posted
}

func (v *verden) dommer() map[uuid.UUID]dom {
	v.t.Helper()
	ut := make(map[uuid.UUID]dom, len(v.rapporter))
	for _, r := range v.rapporter {
		ut[r.id] = v.dommen(r)
	}
	return ut
}

func (v *verden) dommen(r *rapport) (d dom) {
	v.t.Helper()
	maa(v.t, v.eierPool(v.t).QueryRow(v.t.Context(), `
		SELECT f.slettet IS NOT NULL OR EXISTS (SELECT FROM pakke p WHERE p.forsendelse_id = f.id AND p.innhold IS NULL)
		         OR EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.type = 'OPERATOR_21D' AND t.klarert IS NOT NULL),
		       EXISTS (SELECT FROM alarm a WHERE a.forsendelse_id = f.id AND a.tidspunkt >= f.akseptert + interval '21 days'),
		       EXISTS (SELECT FROM hendelse h WHERE h.forsendelse_id = f.id AND h.slag = 'POSTLAGT')
		  FROM forsendelse f WHERE f.id = $1`, r.id).Scan(&d.lukket, &d.eskalert, &d.brev))
	pakker, err := v.eierPool(v.t).Query(v.t.Context(), `SELECT id, coalesce(innhold, '') FROM pakke WHERE forsendelse_id = $1`, r.id)
	maa(v.t, err)
	defer pakker.Close()
	like := 0
	for pakker.Next() {
		var id uuid.UUID
		var innhold []byte
		maa(v.t, pakker.Scan(&id, &innhold))
		if r.pakker[id] == sha256.Sum256(innhold) {
			like++
		}
	}
	maa(v.t, pakker.Err())
	d.hel = like == len(r.pakker) && like == 2
	return d
}

// Reports to receivers that lie, in every way we have thought of, and some to one that does not. After 21 days each of the
// lied-about has been escalated, none is closed, every parcel is there; and a month on, with the job that deletes at work, too.
func TestLognereLukkerIngenting(t *testing.T) {
	deler := antall(1, 10)
	n := antall(165, 10_000) / deler
	sum := map[string]*regnskap{}
	for del := range deler {
		v := logn(t, n, "")
		for _, feil := range v.legg(sum) {
			t.Error(feil)
		}
		v.andreOyne(t)
		var hittil regnskap
		for navn, s := range sum {
			if navn != arligNavn {
				hittil = hittil.pluss(*s)
			}
		}
		t.Logf("part %d of %d: lying so far: reports=%d closed=%d escalated=%d whole=%d", del+1, deler, hittil.n, hittil.lukket, hittil.eskalert, hittil.hel)
	}
	var alle regnskap
	for _, navn := range slices.Sorted(maps.Keys(sum)) {
		s := *sum[navn]
		t.Logf("%-60s %5d reports, %5d escalated, %5d letters, %d closed", navn, s.n, s.eskalert, s.brev, s.lukket)
		if navn != arligNavn {
			alle = alle.pluss(s)
		}
	}
	t.Logf("lying: reports=%d closed=%d escalated=%d whole=%d", alle.n, alle.lukket, alle.eskalert, alle.hel)
	if alle.lukket != 0 || alle.eskalert != alle.n || alle.hel != alle.n {
		t.Errorf("of %d reports %d are closed wrongly, %d escalated, %d whole", alle.n, alle.lukket, alle.eskalert, alle.hel)
	}
	if s := sum[arligNavn]; s.lukket != s.n || s.hel != 0 || s.brev != 0 {
		t.Errorf("the control, of an honest receiver: %+v", *s)
	}
}

// troende makes a ledger one that takes a blind yes for proof: nothing is asked any more.
const troende = `
		CREATE FUNCTION tro() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		  IF NEW.bevis = 'KVITTERT' THEN NEW.bevis := 'LAGRET'; NEW.bevist := NEW.akseptert; END IF; RETURN NEW; END $$;
		CREATE TRIGGER aa_tro BEFORE UPDATE ON forsendelse FOR EACH ROW EXECUTE FUNCTION tro();
		CREATE FUNCTION tro_frist() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		  UPDATE frist SET klarert = NEW.bevist WHERE forsendelse_id = NEW.id AND klarert IS NULL; RETURN NULL; END $$;
		CREATE TRIGGER tro_frist AFTER UPDATE ON forsendelse FOR EACH ROW WHEN (NEW.bevis = 'LAGRET') EXECUTE FUNCTION tro_frist()`

// The control: a ledger that takes a blind yes for proof, as the one did that lost 63 reports. The test above must see it.
func TestLognereLurerDenSomTror(t *testing.T) {
	v := logn(t, 70, troende)
	sum := map[string]*regnskap{}
	v.legg(sum)
	galt := 0
	for navn, s := range sum {
		if navn != arligNavn {
			galt += s.lukket
		}
	}
	if galt == 0 {
		t.Error("a rule that believes a blind yes closes nothing: the test cannot fail")
	}
	t.Logf("a ledger that believes a blind yes closes %d reports that nobody has", galt)
}

const arligNavn = "(control) an honest receiver"

// regnskap is how many there are of each.
type regnskap struct{ n, lukket, eskalert, hel, brev int }

func (a regnskap) pluss(b regnskap) regnskap {
	return regnskap{a.n + b.n, a.lukket + b.lukket, a.eskalert + b.eskalert, a.hel + b.hel, a.brev + b.brev}
}

// lognverden is a world a month after n reports were sent to liars.
type lognverden struct {
	*verden
	lognere map[*mottakeren]logner
}

// logn sends n reports in the course of two days and lets 21 days pass, and then some. sql is done to the database before.
func logn(t *testing.T, n int, sql string) lognverden {
	t.Helper()
	start := lenge()
	v := lognverden{nyVerden(t, start), map[*mottakeren]logner{}}
	if sql != "" {
		maa(t, v.sql(t, sql))
	}
	alle := append(lognere(), logner{arligNavn, "FAGSYSTEM", true, false, func(v *verden, r *rapport) {
		v.henter(r)
		r.holdt = true
		token := v.tokenAv(r)
		v.bekrefter(r, &token)
	}, arlig})
	var mottakere []*mottakeren
	for _, l := range alle {
		k := v.nyttMottak(l.kanal, l.token)
		k.far = func(r *rapport) { l.far(v.verden, r) }
		if l.natt != nil {
			v.daglig(start.Add(20*time.Hour), start.Add(35*dogn), func() { l.natt(v.verden, k) })
		}
		v.lognere[k] = l
		mottakere = append(mottakere, k)
	}
	for i := range n {
		v.ko.leggTil(start.Add(2*dogn*time.Duration(i)/time.Duration(n)), func() { v.meld(mottakere[i%len(mottakere)]) })
	}
	v.til(start.Add(8*dogn), 30*time.Minute)
	v.til(start.Add(24*dogn), 3*time.Hour) // nothing new comes, but the nights
	v.til(start.Add(35*dogn), dogn)
	for range 1 + n/500 { // a round takes five hundred
		maa(t, v.s.SlettBeviste(system(t), uuid.Nil))
	}
	return v
}

// legg counts what has become of them, and says which letters are not as they should be.
func (v lognverden) legg(sum map[string]*regnskap) (feil []string) {
	v.t.Helper()
	dommer := v.dommer()
	for _, r := range v.rapporter {
		l, d := v.lognere[r.til], dommer[r.id]
		s := sum[l.navn]
		if s == nil {
			s = &regnskap{}
			sum[l.navn] = s
		}
		*s = s.pluss(regnskap{1, tall(d.lukket), tall(d.eskalert), tall(d.hel), tall(d.brev)})
		if d.brev != l.brev {
			feil = append(feil, fmt.Sprintf("%s: a letter %t, want %t (%s)", l.navn, d.brev, l.brev, r.id))
		}
	}
	return feil
}

func tall(b bool) int {
	if b {
		return 1
	}
	return 0
}

// The limit of what a machine can be caught in: a system without tokens that says yes, and each night lists what it said yes to. By the
// table of deadlines that stops the clocks; but it proves nothing, and nothing of it is ever deleted.
func TestLognerSomListerAlt(t *testing.T) {
	start := lenge()
	v := nyVerden(t, start)
	k := v.nyttMottak("FAGSYSTEM", false)
	k.far = func(r *rapport) { v.henter(r); v.bekrefter(r, nil) }
	v.daglig(start.Add(20*time.Hour), start.Add(35*dogn), func() { liste(func(*delivery.Holdt) {})(v, k) })
	r := v.meld(k)
	v.til(start.Add(35*dogn), 12*time.Hour)
	maa(t, v.s.SlettBeviste(system(t), uuid.Nil))
	if d := v.dommen(r); !d.lukket || !d.hel || v.rad(t, r.id).Bevis != "KVITTERT" {
		t.Errorf("%+v, %s", d, v.rad(t, r.id).Bevis)
	}
}
