package innsyn_test

import (
	"bufio"
	"io"
	"runtime"
	"testing"
	"time"
)

// A document of the largest size passes in pieces, in and out: the heap does not grow with it. The control: a document that
// is kept shows.
func TestDokumentErAldriHeltIMinnet(t *testing.T) {
	h := nyttHus(t).medLager(t)
	fag, mor := maskin(t, bergensk, "4601"), h.iOkt(t, fnrMor, "a")
	const n = 50 << 20
	topp := func(f func(step func())) int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		start, hoyest := int64(m.HeapAlloc), int64(0)
		f(func() {
			runtime.GC()
			runtime.ReadMemStats(&m)
			hoyest = max(hoyest, int64(m.HeapAlloc)-start)
		})
		return hoyest
	}
	var lenke string
	start := time.Now()
	inn := topp(func(step func()) {
		var err error
		_, lenke, err = h.LastOppDokument(fag, "4601", n, "", &pdfstrom{n: n, step: step})
		maa(t, err)
	})
	tidInn := time.Since(start)
	_, p := h.sak(t, lenke)
	token := h.lenke(t, mor, p, 0)
	start = time.Now()
	ut := topp(func(step func()) {
		d, err := h.ApneDokument(mor, token)
		maa(t, err)
		defer func() { _ = d.Close() }()
		m, err := io.Copy(&nedover{step: step}, bufio.NewReader(d))
		maa(t, err)
		if m != n {
			t.Errorf("%d bytes", m)
		}
	})
	t.Logf("50 MiB: in %v with %d KiB of heap, out %v with %d KiB", tidInn, inn>>10, time.Since(start), ut>>10)
	if inn > 5<<20 || ut > 5<<20 {
		t.Errorf("%d and %d KiB of heap", inn>>10, ut>>10)
	}
	if holdt := topp(func(step func()) { b := pdfen(n); step(); runtime.KeepAlive(b) }); holdt < n/2 {
		t.Errorf("control: a whole document is %d KiB", holdt>>10)
	}
}

// pdfstrom gives n bytes and makes none of them beforehand; it looks at the heap every 8 MiB.
type pdfstrom struct {
	n, lest int
	step    func()
}

func (p *pdfstrom) Read(b []byte) (int, error) {
	if p.lest == p.n {
		return 0, io.EOF
	}
	m := min(len(b), p.n-p.lest)
	clear(b[:m])
	if p.lest == 0 {
		copy(b, "%PDF-1.7")
	}
	if p.lest/(8<<20) != (p.lest+m)/(8<<20) {
		p.step()
	}
	p.lest += m
	return m, nil
}

type nedover struct {
	lest int
	step func()
}

func (n *nedover) Write(b []byte) (int, error) {
	if n.lest/(8<<20) != (n.lest+len(b))/(8<<20) {
		n.step()
	}
	n.lest += len(b)
	return len(b), nil
}
