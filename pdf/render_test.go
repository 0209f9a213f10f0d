package pdf

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	for name, d := range awkward() {
		first := rendered(t, renderer(t), d, part2)
		second := renderer(t)
		for range 3 { // maps are walked in another order every time
			if !bytes.Equal(first, rendered(t, second, d, part2)) {
				t.Errorf("%s: the bytes differ", name)
			}
		}
	}
	other := sample()
	other.Reference += "x"
	if bytes.Equal(rendered(t, renderer(t), sample(), part2), rendered(t, renderer(t), other, part2)) {
		t.Error("two documents gave the same bytes")
	}
}

func TestManyAtOnce(t *testing.T) {
	r := renderer(t)
	documents := awkward()
	want := map[string][]byte{}
	for name, d := range documents {
		want[name] = rendered(t, r, d, part2)
	}
	var group sync.WaitGroup
	for name, d := range documents {
		for range 4 {
			group.Go(func() {
				got, err := r.Render(t.Context(), d)
				if err != nil || !bytes.Equal(got, want[name]) {
					t.Errorf("%s: %v, or other bytes than alone", name, err)
				}
			})
		}
	}
	group.Wait()
}

func TestNoMoreAtOnceThanThereAreTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := renderer(t)
		for range cap(r.turns) {
			r.turns <- struct{}{}
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 2)
		render := func(ctx context.Context) {
			_, err := r.Render(ctx, Document{})
			done <- err
		}
		go render(ctx)
		go render(t.Context())
		synctest.Wait()
		if len(done) != 0 {
			t.Fatal("rendered without a turn")
		}
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("gave up with %v", err)
		}
		<-r.turns
		if err := <-done; err != nil {
			t.Errorf("when its turn came: %v", err)
		}
		if len(r.turns) != cap(r.turns)-1 {
			t.Error("the turn was not given back")
		}
	})
}

func TestCancelledBeforeItBegins(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := renderer(t)
	for range 20 { // both the turn and the end are ready
		if _, err := r.Render(ctx, sample()); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
}

func TestNoErrorHoldsText(t *testing.T) {
	d := sample()
	d.Language = "Kari Hemmelig"
	if _, err := renderer(t).Render(t.Context(), d); err == nil || strings.Contains(err.Error(), "Hemmelig") {
		t.Error(err)
	}
}
