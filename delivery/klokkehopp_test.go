package delivery_test

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// skjev is the farthest that a clock of these tests is from the truth.
const skjev = time.Hour

// sommertid are the last two times that Norway's clocks were set, so long ago that what came after can have been deleted.
func sommertid() []time.Time {
	k := delivery.NewKalender()
	var skifter []time.Time
	for at := time.Now().Add(-40 * dogn).Truncate(time.Hour); len(skifter) < 2; at = at.Add(-time.Hour) {
		_, for_ := k.Lokal(at.Add(-time.Hour)).Zone()
		if _, etter := k.Lokal(at).Zone(); for_ != etter {
			skifter = append(skifter, at)
		}
	}
	return skifter
}

// Two processes share a ledger. Each has a clock of its own, up to an hour wrong, that is set forward or back by an hour again and
// again; either of them may be the one that accepts, is answered, sweeps or deletes; and Norway's clocks are set meanwhile. No deadline
// is missed, nor fires by more than what the clocks are wrong; and nothing is deleted before it is thirty days old.
func TestKlokkerSomHopper(t *testing.T) {
	for _, skifte := range sommertid()[:antall(1, 2)] {
		n := antall(30, 300)
		w := nyttKlokkehus(t, skifte.Add(-9*dogn))
		taus, arlig_ := w.nyttMottak(bydel.KanalFagsystem, true), w.nyttMottak(bydel.KanalFagsystem, true)
		taus.far = func(*rapport) {}
		arlig_.far = func(r *rapport) {
			w.henter(r)
			r.holdt = true
			token := w.tokenAv(r)
			w.bekrefter(r, &token)
		}
		start := w.klokke.naa
		w.daglig(start.Add(7*time.Hour), start.Add(36*dogn), func() { arlig(w.verden, arlig_) })
		for i := range n { // over ten days, so that some come in the very hours of the change
			w.ko.leggTil(start.Add(10*dogn*time.Duration(i)/time.Duration(n)), func() {
				w.meld(taus)
				w.meld(arlig_)
			})
		}
		w.daglig(start.Add(time.Hour), start.Add(44*dogn), w.slett)
		for h := range 2 * 24 * 14 { // and each half hour when the first come of age
			w.ko.leggTil(start.Add(29*dogn+time.Duration(h)*30*time.Minute), w.slett)
		}
		w.til(start.Add(44*dogn), 30*time.Minute)
		if tidlig, missed := w.dom(taus, arlig_); tidlig != 0 || missed != 0 {
			t.Errorf("%d deleted early or never, %d deadlines missed", tidlig, missed)
		}
		// The control: one that did not fire, and one that was deleted on its twenty-ninth day.
		delete(w.utlost, w.db.Client().Frist.Query().Where(frist.ForsendelseID(taus.rapporter[0].id), frist.TypeEQ(frist.TypeLeder7d)).OnlyIDX(system(t)))
		w.slettet[arlig_.rapporter[0].id] = arlig_.rapporter[0].akseptert.Add(29 * dogn)
		if tidlig, missed := w.dom(taus, arlig_); tidlig != 1 || missed != 1 {
			t.Errorf("the control: %d deleted early, %d deadlines missed", tidlig, missed)
		}
	}
}

type klokkehus struct {
	*verden
	rng     *rand.Rand
	utlost  map[uuid.UUID]time.Time // when each deadline really fired, to the half hour
	slettet map[uuid.UUID]time.Time
	hopp    int
}

func nyttKlokkehus(t *testing.T, naa time.Time) *klokkehus {
	t.Helper()
	w := &klokkehus{
		verden: nyVerden(t, naa), rng: rand.New(rand.NewPCG(60, 60)), //nolint:gosec // repeatable
		utlost: map[uuid.UUID]time.Time{}, slettet: map[uuid.UUID]time.Time{},
	}
	var slark [2]time.Duration
	noder := [2]*delivery.Service{w.s, {}}
	*noder[1] = *w.s
	for i := range noder {
		noder[i].Klokke = func() time.Time { return w.klokke.naa.Add(slark[i]) }
		noder[i].Kanaler = maps.Clone(noder[i].Kanaler)
		noder[i].Kanaler[leveranse.KanalBrev] = delivery.Brev{DB: w.db, Utskrift: &villigTrykkeri{klokke: w.klokke}}
	}
	w.noder = len(noder)
	w.veksle = func() {
		i := w.rng.IntN(2)
		if w.rng.IntN(40) == 0 {
			slark[i] = time.Duration(w.rng.IntN(3)-1) * skjev
			w.hopp++
		}
		w.s, w.klokke.slark = noder[i], slark[i] // what is accepted now is accepted by this one's clock
		w.se()
	}
	return w
}

// se notes what has fired since it last looked.
func (w *klokkehus) se() {
	for _, id := range w.db.Client().Frist.Query().Where(frist.UtlostNotNil()).IDsX(system(w.t)) {
		if _, sett := w.utlost[id]; !sett {
			w.utlost[id] = w.klokke.naa
		}
	}
}

func (w *klokkehus) slett() {
	maa(w.t, w.s.SlettBeviste(system(w.t), uuid.Nil))
	for _, id := range w.db.Client().Forsendelse.Query().Where(forsendelse.SlettetNotNil()).IDsX(system(w.t)) {
		if _, sett := w.slettet[id]; !sett {
			w.slettet[id] = w.klokke.naa
		}
	}
}

// dom counts what was deleted too early, or never, or though nobody has it; and the deadlines that did not fire in their time.
func (w *klokkehus) dom(taus, arlige *mottakeren) (tidlig, missed int) {
	var tidligst, senest time.Duration
	const rute = time.Hour // the jobs run each half hour here, and what fired is seen at the next
	for _, r := range taus.rapporter {
		if _, borte := w.slettet[r.id]; borte {
			tidlig++
		}
		for _, f := range w.db.Client().Frist.Query().Where(frist.ForsendelseID(r.id), frist.TypeNotIn(frist.TypePrintsvar, frist.TypeAvvistPrint)).AllX(system(w.t)) {
			at, utlost := w.utlost[f.ID]
			sen := at.Sub(f.Forfall)
			if !utlost || f.Klarert != nil || sen < -skjev-rute || sen > skjev+rute {
				missed++
				w.t.Logf("%s: fired %t, %s after it was due, cleared %v", f.Type, utlost, sen, f.Klarert)
				continue
			}
			tidligst, senest = min(tidligst, sen), max(senest, sen)
		}
	}
	for _, r := range arlige.rapporter {
		at, borte := w.slettet[r.id]
		if alder := at.Sub(r.akseptert); !borte || alder < 30*dogn || alder > 31*dogn+2*skjev {
			tidlig++
			w.t.Logf("deleted %t, when %s old", borte, alder)
		}
	}
	w.t.Logf("clock: reports=%d jumps=%d early_deletions=%d missed_deadlines=%d; deadlines fired from %s before to %s after",
		len(w.rapporter), w.hopp, tidlig, missed, -tidligst, senest)
	return tidlig, missed
}
