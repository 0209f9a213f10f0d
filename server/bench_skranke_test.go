package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/viewer"
)

// BenchmarkInnboks opens an inbox of 10 000 open reports, and pages in it. The cursor is a number in an index: page 190 must not
// cost more than the second.
func BenchmarkInnboks(b *testing.B) {
	p := nyttHus(b)
	p.fyllInnboks(b, 10_000)
	kake := p.okt(b, pidBergen, viewer.NivaHoyt)
	side := func(b *testing.B, etter any) {
		s := p.kjor(b, kake, dokSkranke, map[string]any{"k": "4601", "b": "00", "f": map[string]any{}, "etter": etter})
		if rader, _ := s.les("data", "mottak", "edges").([]any); len(rader) != 50 {
			b.Fatalf("%.200s", s.raw)
		}
	}
	for navn, etter := range map[string]any{"apnes": nil, "side 2": "9951", "side 100": "5051", "side 190": "551"} {
		b.Run(navn, func(b *testing.B) {
			side(b, etter)
			for b.Loop() {
				side(b, etter)
			}
		})
	}
}

const skranker = 1000

const (
	// minstedel is what is asked of us, of the deliveries per second of bare gorilla.
	minstedel = 0.5
	// endringer is how many changes a round of deliveries is: fewer than one desk may have waiting, so that each gets each.
	endringer = 10
)

// BenchmarkSkranker tells 1 000 open desks, each of a caseworker of her own, of changes to reports, and measures from the moment
// the first change is begun until the last desk has the last of them: the transactions, the notifications, the readings and the
// encodings are all within. The bar is bare gorilla that writes the same bytes to as many sockets as many times, with the same
// readers. The two take turns, so that what else the machine does hits both.
func BenchmarkSkranker(b *testing.B) {
	p := nyttHus(b)
	p.fyllInnboks(b, 200)
	p.lytt(b)
	var lest telling
	for i := range skranker {
		pid := fmt.Sprintf("%011d", 24859200000+i)
		maa(b, p.forvaltning.GiTilgang(p.sys(b), p.vault.Hash("person", pid), tilgang.RolleSaksbehandler, bergen))
		c := p.sokkel(b, p.okt(b, pid, viewer.NivaHoyt))
		c.abonner("i", dokSkrankeLive, bergenVar)
		c.neste()
		go lest.les(c.ws)
	}
	som := p.sommen(b)
	rader, err := p.db.Client().Forsendelse.Query().IDs(som)
	maa(b, err)
	nr := 0
	endre := func(n int) {
		for range n { // one report after the other: one that is taken a thousand times has a thousand events to be read
			_, err := p.delivery.Ta(som, rader[nr%len(rader)], nr/len(rader)%2 == 0)
			maa(b, err)
			nr++
		}
	}
	bar := nyBarGorilla(b)
	raw := lest.runde(b, 1, func() { endre(1) })
	bar.lest.runde(b, 1, func() { bar.skriv(raw) })

	var vaare, bart, en time.Duration
	tid := func(sum *time.Duration, gjor func()) {
		start := time.Now()
		gjor()
		*sum += time.Since(start)
	}
	n := 0
	for b.Loop() {
		tid(&vaare, func() { raw = lest.runde(b, endringer, func() { endre(endringer) }) })
		tid(&bart, func() {
			bar.lest.runde(b, endringer, func() {
				for range endringer {
					bar.skriv(raw)
				}
			})
		})
		tid(&en, func() { lest.runde(b, 1, func() { endre(1) }) })
		n++
	}
	perSekund := func(d time.Duration) float64 { return float64(n*endringer*skranker) / d.Seconds() }
	b.ReportMetric(perSekund(vaare), "leveranser/s")
	b.ReportMetric(perSekund(bart), "bar-leveranser/s")
	b.ReportMetric(perSekund(vaare)/perSekund(bart), "del")
	b.ReportMetric(float64(en.Milliseconds())/float64(n), "ms/alene") // one change alone, from begun to told to all
	if del := perSekund(vaare) / perSekund(bart); n > 1 && del < minstedel {
		b.Errorf("%.0f deliveries/s, %.2f of bare gorilla (%.0f); want %.2f", perSekund(vaare), del, perSekund(bart), minstedel)
	}
}

// telling counts the messages that readers have had.
type telling struct {
	n    atomic.Int64
	full chan []byte // the last message of a round
	til  atomic.Int64
}

func (l *telling) les(ws *websocket.Conn) {
	_ = ws.SetReadDeadline(time.Time{})
	for {
		_, r, err := ws.NextReader()
		if err != nil {
			return
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			return
		}
		if bytes.Contains(raw[:min(len(raw), 40)], []byte(`"ping"`)) { // who does not answer is taken to have left
			if ws.WriteJSON(wsMelding{Type: "pong"}) != nil {
				return
			}
			continue
		}
		if l.n.Add(1) == l.til.Load() {
			l.full <- raw
		}
	}
}

// runde makes n changes and waits until all have been told of each.
func (l *telling) runde(b *testing.B, n int, endre func()) []byte {
	b.Helper()
	l.full = make(chan []byte, 1)
	l.n.Store(0)
	l.til.Store(int64(n * skranker))
	endre()
	select {
	case raw := <-l.full:
		return raw
	case <-time.After(lengste):
		b.Fatalf("%d of %d deliveries", l.n.Load(), n*skranker)
		return nil
	}
}

// sommen is a caseworker of Bergen who acts.
func (p *port) sommen(t testing.TB) context.Context {
	t.Helper()
	return viewer.With(t.Context(), viewer.Saksbehandler{Person: viewer.Person{ID: p.vault.Hash("person", pidBergen), Navn: "Kari Prøve"},
		Niva: viewer.NivaHoyt, Bydeler: []viewer.Bydel{bergen}})
}

// barGorilla is the bar: sockets, and a loop that writes to them.
type barGorilla struct {
	lest telling
	mu   sync.Mutex
	alle []*websocket.Conn
}

func nyBarGorilla(b *testing.B) *barGorilla {
	b.Helper()
	bar := &barGorilla{}
	opp := websocket.Upgrader{ReadBufferSize: 1 << 10, WriteBufferSize: 1 << 10, WriteBufferPool: &sync.Pool{}}
	inne := make(chan struct{}, skranker)
	ts := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ws, err := opp.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		bar.mu.Lock()
		bar.alle = append(bar.alle, ws)
		bar.mu.Unlock()
		inne <- struct{}{}
		for {
			if _, _, err := ws.ReadMessage(); err != nil {
				return
			}
		}
	}))
	b.Cleanup(ts.Close)
	for range skranker {
		ws, _, err := websocket.DefaultDialer.DialContext(b.Context(), strings.Replace(ts.URL, "http", "ws", 1), nil)
		maa(b, err)
		b.Cleanup(func() { _ = ws.Close() })
		<-inne
		go bar.lest.les(ws)
	}
	return bar
}

// skriv writes to all, two at a time: as many as there are cores on the machine that is measured on.
func (bar *barGorilla) skriv(raw []byte) {
	var vent sync.WaitGroup
	for i := range 2 {
		vent.Go(func() {
			for j := i; j < len(bar.alle); j += 2 {
				_ = bar.alle[j].WriteMessage(websocket.TextMessage, raw)
			}
		})
	}
	vent.Wait()
}
