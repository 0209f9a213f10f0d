package fiksio

import (
	"math"
	"testing"
	"time"
)

func TestPause(t *testing.T) {
	k, seen := &Klient{o: Oppsett{MinPause: time.Second, MaksPause: time.Minute}}, map[time.Duration]bool{}
	for failures, most := range map[int]time.Duration{
		0: time.Second, 1: 2 * time.Second, 5: 32 * time.Second, 6: time.Minute, 7: time.Minute, math.MaxInt: time.Minute,
	} {
		for range 100 {
			d := k.pause(failures)
			if seen[d] = true; d < most/2 || d > most {
				t.Errorf("after %d failures: %s, want %s to %s", failures, d, most/2, most)
			}
		}
	}
	if len(seen) < 500 {
		t.Errorf("only %d different pauses: clients would come back together", len(seen))
	}
}
