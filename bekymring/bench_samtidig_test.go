package bekymring_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// BenchmarkSamtidig lets four reporters send as fast as they can, with everything on: both renderings, the sealing, the
// ledger in PostgreSQL. It reports how many reports a second, how long one waits, and this process's CPU for each. The
// test database has fsync off, so a real disk's wait for the commit comes on top.
func BenchmarkSamtidig(b *testing.B) {
	h := nyttHus(b)
	p := melding()
	p.Melding = strings.Repeat("Jeg er bekymret for barnet i etasjen over. ", 60)
	const reporters = 4
	var mu sync.Mutex
	var waits []time.Duration
	var all sync.WaitGroup
	work := make(chan struct{})
	for i := range reporters {
		melder := h.innbygger(b, "2485920000"+string(rune('0'+i)), "Melder Meldesen")
		all.Go(func() {
			for range work {
				mine, start := p, time.Now()
				mine.Klientnokkel = uuid.New()
				if svar, err := h.bekymring.SendPrivat(melder, mine); err != nil || svar.Bekymringsmelding == nil {
					b.Errorf("%+v, %v", svar, err)
				}
				mu.Lock()
				waits = append(waits, time.Since(start))
				mu.Unlock()
			}
		})
	}
	b.ReportAllocs()
	used, start := cpu(b), time.Now()
	for b.Loop() {
		work <- struct{}{}
	}
	close(work)
	all.Wait()
	took := time.Since(start)
	slices.Sort(waits)
	b.ReportMetric(float64(len(waits))/took.Seconds(), "reports/s")
	b.ReportMetric(float64(waits[len(waits)/2])/1e6, "ms-p50")
	b.ReportMetric(float64(waits[len(waits)*99/100])/1e6, "ms-p99")
	b.ReportMetric(float64(cpu(b)-used)/1e6/float64(len(waits)), "ms-cpu/report")
}
