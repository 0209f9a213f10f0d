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

// BenchmarkSkranker tells 1 000 open desks, each of a caseworker of her own, of a change to a report, and measures from the moment
// the change is begun, its transaction and all, until the last of them has it. The bar is bare gorilla that writes the same bytes to as many sockets, with
// the same readers. The two take turns, so that what else the machine does hits both.
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
	var id uuid.UUID
	var nr int
	endre := func() {
		id = rader[nr%len(rader)] // one after the other: a report that is taken a thousand times has a thousand events to be read
		_, err := p.delivery.Ta(som, id, nr/len(rader)%2 == 0)
		maa(b, err)
		nr++
	}
	bar := nyBarGorilla(b)
	var vaare, bart []time.Duration
	for b.Loop() {
		start := time.Now()
		raw := lest.runde(b, endre)
		vaare = append(vaare, time.Since(start))
		if !bytes.Contains(raw, []byte(id.String())) {
			b.Fatalf("told of something else: %.300s", raw)
		}
		start = time.Now()
		bar.lest.runde(b, func() { bar.skriv(raw) })
		bart = append(bart, time.Since(start))
	}
	v, g := perSekund(vaare), perSekund(bart)
	b.ReportMetric(v, "leveranser/s")
	b.ReportMetric(g, "bar-leveranser/s")
	b.ReportMetric(v/g, "del")
	if len(vaare) > 10 && v/g < minstedel {
		b.Errorf("%.0f deliveries/s, %.2f of bare gorilla (%.0f); want %.2f", v, v/g, g, minstedel)
	}
}

// perSekund is the deliveries per second of the round that a quarter of them were quicker than: what else the machine does only
// adds to a round, ours and the bar's.
func perSekund(runder []time.Duration) float64 {
	slices.Sort(runder)
	return skranker / runder[len(runder)/4].Seconds()
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

// runde makes a change and waits until all have been told of it.
func (l *telling) runde(b *testing.B, endre func()) []byte {
	b.Helper()
	l.full = make(chan []byte, 1)
	l.n.Store(0)
	l.til.Store(skranker)
	endre()
	select {
	case raw := <-l.full:
		return raw
	case <-time.After(lengste):
		b.Fatalf("%d of %d were told", l.n.Load(), skranker)
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
