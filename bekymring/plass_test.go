package bekymring_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
)

// So many sealed reports at once, and no more; one integration does not take the others' places.
func TestPlassTilForseglede(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &bekymring.Service{}
		ta := func(ctx context.Context) func() {
			t.Helper()
			ferdig, err := s.Plass(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return ferdig
		}
		en := maskin(t)
		forste := ta(en)
		for range 3 {
			ta(en)
		}
		start := time.Now()
		if _, err := s.Plass(en); !errors.Is(err, bekymring.ErrOpptatt) || time.Since(start) != 20*time.Second {
			t.Errorf("a fifth of one integration: %v after %v", err, time.Since(start))
		}
		gaar, ga := context.WithCancel(en)
		ga()
		if _, err := s.Plass(gaar); !errors.Is(err, context.Canceled) {
			t.Errorf("who leaves the queue: %v", err)
		}
		for range 3 { // twelve of others'
			ctx := maskinFor(t, uuid.New(), "5001")
			for range 4 {
				ta(ctx)
			}
		}
		if _, err := s.Plass(maskin(t)); !errors.Is(err, bekymring.ErrOpptatt) {
			t.Errorf("a seventeenth: %v", err)
		}
		inne := make(chan struct{})
		go func() {
			ta(maskin(t))
			close(inne)
		}()
		synctest.Wait()
		select {
		case <-inne:
			t.Fatal("got in where there was no room")
		default:
		}
		forste()
		forste() // twice gives one place
		<-inne
		if _, err := s.Plass(maskin(t)); !errors.Is(err, bekymring.ErrOpptatt) {
			t.Errorf("a place given back once is taken twice: %v", err)
		}
		if _, err := s.Plass(t.Context()); !errors.Is(err, bekymring.ErrIkkeProdusent) {
			t.Errorf("nobody: %v", err)
		}
	})
}
