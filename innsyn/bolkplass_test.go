package innsyn_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"barnevernportalen/innsyn"
)

// An integration has two large batches in memory at once; the next waits, and gives up in time. Another is not kept out.
func TestBolkplass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &innsyn.Service{}
		min, din := maskin(t, bergensk, "4601"), maskin(t, annen, "4601")
		ta := func(ctx context.Context) func() {
			ferdig, err := s.Bolkplass(ctx)
			maa(t, err)
			return ferdig
		}
		en, to := ta(min), ta(min)
		start := time.Now()
		if _, err := s.Bolkplass(min); !errors.Is(err, innsyn.ErrForMangeSamtidige) || time.Since(start) > 20*time.Second {
			t.Errorf("a third: %v after %v", err, time.Since(start))
		}
		ta(din)() // not touched by it
		inne := make(chan func())
		go func() { inne <- ta(min) }()
		synctest.Wait()
		select {
		case <-inne:
			t.Error("a third is let in beside two")
		default:
		}
		en()
		en()
		tre := <-inne
		bort, nok := context.WithCancel(min)
		nok()
		if _, err := s.Bolkplass(bort); !errors.Is(err, context.Canceled) {
			t.Errorf("who has left: %v", err)
		}
		to()
		tre()
		if _, err := s.Bolkplass(t.Context()); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
			t.Errorf("nobody: %v", err)
		}
	})
}
