package delivery_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/leveranse"
)

// The race between a confirmation and the letter has two ends, and both are told as they were.
func TestBekreftelseOgBrevSamtidig(t *testing.T) {
	t.Run("before it is taken: called off", func(t *testing.T) {
		h := nyttHus(t, mandag)
		id := h.send(t)
		h.klokke.Fram(63 * time.Hour)
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
		h.bekreft(t, id)
		h.arbeid(t, id)
		if l := h.brevet(t, id); l.Status != leveranse.StatusAvlyst || len(h.trykkeri.sendt) != 0 {
			t.Errorf("%s, %d letters left", l.Status, len(h.trykkeri.sendt))
		}
		h.er(t, id, levert, registrert)
	})
	t.Run("while it is leaving: both are noted", func(t *testing.T) {
		h := nyttHus(t, mandag)
		id := h.send(t)
		h.trykkeri.under = func() { h.bekreft(t, id) }
		h.klokke.Fram(63 * time.Hour)
		h.arbeid(t, id)
		if l := h.brevet(t, id); l.Status != leveranse.StatusOverlevert || len(h.trykkeri.sendt) != 1 {
			t.Errorf("%s, %d letters left", l.Status, len(h.trykkeri.sendt))
		}
		h.er(t, id, levert, registrert)
		if n := h.db.Client().Hendelse.Query().Where(hendelse.ForsendelseID(id), hendelse.SlagEQ(hendelse.SlagOverlevert), hendelse.Detalj("BREV")).CountX(system(t)); n != 1 {
			t.Errorf("%d hendelser say that the letter left", n)
		}
	})
	t.Run("while it fails to leave: called off", func(t *testing.T) {
		h := nyttHus(t, mandag)
		id := h.send(t)
		h.trykkeri.under, h.trykkeri.feil = func() { h.bekreft(t, id) }, errors.New("no route")
		h.klokke.Fram(63 * time.Hour)
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
		if err := h.s.Overlever(system(t), id); err == nil {
			t.Fatal("it did not fail")
		}
		h.trykkeri.under, h.trykkeri.feil = nil, nil
		h.klokke.Fram(time.Hour)
		h.arbeid(t, id)
		if l := h.brevet(t, id); l.Status != leveranse.StatusAvlyst || len(h.trykkeri.sendt) != 0 {
			t.Errorf("%s, %d letters left", l.Status, len(h.trykkeri.sendt))
		}
	})
	t.Run("after it has left: recorded, and the letter stays sent", func(t *testing.T) {
		h := nyttHus(t, mandag)
		id := h.brevUte(t)
		h.bekreft(t, id)
		h.er(t, id, levert, registrert)
		h.svar(t, id, delivery.BrevPostlagt, "PRINTET", h.klokke.Naa())
		h.er(t, id, levert, registrert)
		if l := h.brevet(t, id); l.Status != leveranse.StatusOverlevert || h.hendelser(t, id, hendelse.SlagPostlagt) != 1 {
			t.Errorf("%s, posted %d times", l.Status, h.hendelser(t, id, hendelse.SlagPostlagt))
		}
	})
}

// A process dies with the letter in its hands: another hands it over, and one that has the supplier's id does not do so
// twice. Two at once make one letter.
func TestBrevDorUnderveis(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	h.klokke.Fram(63 * time.Hour)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	l := h.brevet(t, id)
	taken := h.db.Client().Leveranse.UpdateOneID(l.ID).SetStatus(leveranse.StatusSendes).SetEndret(h.klokke.Naa())
	maa(t, taken.Exec(system(t)))
	h.klokke.Fram(19 * time.Minute)
	h.arbeid(t, id)
	if len(h.trykkeri.sendt) != 0 {
		t.Error("taken from a process that may still be at it")
	}
	h.klokke.Fram(2 * time.Minute)
	h.arbeid(t, id)
	if len(h.trykkeri.sendt) != 1 {
		t.Fatal("a letter was lost with its process")
	}
	h.er(t, id, sendtPrint, overlevert)

	// It died again, this time after the supplier had answered.
	maa(t, taken.Exec(system(t)))
	h.klokke.Fram(time.Hour)
	h.arbeid(t, id)
	if len(h.trykkeri.sendt) != 1 || h.brevet(t, id).Status != leveranse.StatusOverlevert {
		t.Errorf("%d letters, %s", len(h.trykkeri.sendt), h.brevet(t, id).Status)
	}

	t.Run("two processes at once", func(t *testing.T) {
		h := nyttHus(t, mandag)
		id := h.send(t)
		h.klokke.Fram(63 * time.Hour)
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
		h.trykkeri.under = func() {
			h.trykkeri.under = nil
			maa(t, h.s.Overlever(system(t), id)) // the other one, at the worst moment
		}
		maa(t, h.s.Overlever(system(t), id))
		if len(h.trykkeri.sendt) != 1 {
			t.Errorf("%d letters", len(h.trykkeri.sendt))
		}
	})
}

// The jobs as they really run: the sweep readies the letter, and the queue hands it over without waiting for the next.
func TestKoenSenderBrevet(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	left := make(chan struct{})
	h.trykkeri.under = func() { close(left) }
	h.s.Register()
	maa(t, h.db.StartJobs(context.Background()))
	t.Cleanup(func() { maa(t, h.db.StopJobs(context.Background())) })
	h.klokke.Fram(63 * time.Hour)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	select {
	case <-left:
	case <-time.After(30 * time.Second):
		t.Fatalf("the letter to %s has not left", id)
	}
}
