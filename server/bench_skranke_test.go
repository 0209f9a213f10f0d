package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
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

// minstedel is what is asked of us, of the deliveries per second of bare gorilla.
const minstedel = 0.5

// BenchmarkSkranker tells 1 000 open desks, each of a caseworker of her own, of changes to reports. The bar is bare gorilla that
// writes the same bytes to as many sockets, with the same readers. The two take turns, so that what else the machine does hits both.
//
//	stream   ten colleagues change a report each, at once: how many deliveries a second come out while there is something to tell.
//	         What is asked of us is asked here.
//	single   one change, from before its transaction begins until the last desk has it. Commit, word of it and the reading, which the
//	         bar has none of, stand alone here with two cores that wait.
func BenchmarkSkranker(b *testing.B) {
	l := nySkrankelast(b)
	b.Run("stream", func(b *testing.B) {
		if del := l.kjor(b, 10); del < minstedel {
			b.Errorf("%.2f of bare gorilla's deliveries/s; want %.2f", del, minstedel)
		}
	})
	b.Run("single", func(b *testing.B) { l.kjor(b, 1) })
}

// skrankelast is the desks, the bar, and the reports that change.
type skrankelast struct {
	lest  telling
	bar   *barGorilla
	ta    func(id uuid.UUID, fra bool) error
	rader []uuid.UUID
	nr    int
}

func nySkrankelast(b *testing.B) *skrankelast {
	b.Helper()
	p := nyttHus(b)
	p.fyllInnboks(b, 200)
	p.lytt(b)
	l := &skrankelast{}
	for i := range skranker {
		pid := fmt.Sprintf("%011d", 24859200000+i)
		maa(b, p.forvaltning.GiTilgang(p.sys(b), p.vault.Hash("person", pid), tilgang.RolleSaksbehandler, bergen))
		c := p.sokkel(b, p.okt(b, pid, viewer.NivaHoyt))
		c.abonner("i", dokSkrankeLive, bergenVar)
		c.neste()
		go l.lest.les(c.ws)
	}
	som := p.sommen(b)
	var err error
	l.rader, err = p.db.Client().Forsendelse.Query().IDs(som)
	maa(b, err)
	l.ta = func(id uuid.UUID, fra bool) error {
		_, err := p.delivery.Ta(som, id, fra)
		return err
	}
	l.bar = nyBarGorilla(b)
	return l
}

// endre changes antall reports at once. One report after the other: one that is taken a thousand times has a thousand events to be
// read.
func (l *skrankelast) endre(b *testing.B, antall int) {
	b.Helper()
	var alle sync.WaitGroup
	for range antall {
		id, fra := l.rader[l.nr%len(l.rader)], l.nr/len(l.rader)%2 == 0
		l.nr++
		alle.Go(func() {
			if err := l.ta(id, fra); err != nil {
				b.Error(err)
			}
		})
	}
	alle.Wait()
}

// kjor gives our deliveries a second as a part of the bar's.
func (l *skrankelast) kjor(b *testing.B, endringer int) float64 {
	b.Helper()
	var vaare, bart []time.Duration
	for b.Loop() {
		start := time.Now()
		raw := l.lest.runde(b, endringer, func() { l.endre(b, endringer) })
		vaare = append(vaare, time.Since(start))
		if !slices.ContainsFunc(l.rader, func(id uuid.UUID) bool { return bytes.Contains(raw, []byte(id.String())) }) {
			b.Fatalf("told of something else: %.300s", raw)
		}
		start = time.Now()
		l.bar.lest.runde(b, endringer, func() {
			for range endringer {
				l.bar.skriv(raw)
			}
		})
		bart = append(bart, time.Since(start))
	}
	v, g := perSekund(endringer, vaare), perSekund(endringer, bart)
	b.ReportMetric(v, "leveranser/s")
	b.ReportMetric(g, "bar-leveranser/s")
	b.ReportMetric(v/g, "del")
	return v / g
}

// perSekund is the deliveries per second of the round that a quarter of them were quicker than: what else the machine does only
// adds to a round, ours and the bar's.
func perSekund(endringer int, runder []time.Duration) float64 {
	slices.Sort(runder)
	return float64(endringer*skranker) / runder[len(runder)/4].Seconds()
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

// runde makes changes and waits until all have been told of each.
func (l *telling) runde(b *testing.B, endringer int, endre func()) []byte {
	b.Helper()
	l.full = make(chan []byte, 1)
	l.n.Store(0)
	l.til.Store(int64(endringer * skranker))
	endre()
	select {
	case raw := <-l.full:
		return raw
	case <-time.After(lengste):
		b.Fatalf("%d of %d were told", l.n.Load(), l.til.Load())
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
