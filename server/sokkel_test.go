package server_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// Only our own page opens a socket, and only with our protocol.
func TestSokkelOpphav(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	for navn, hode := range map[string]http.Header{
		"no origin":         {},
		"null":              {"Origin": {"null"}},
		"another site":      {"Origin": {"https://ond.example"}},
		"another port":      {"Origin": {"http://127.0.0.1:1"}},
		"another scheme":    {"Origin": {strings.Replace(p.url, "http:", "https:", 1)}},
		"a name like ours":  {"Origin": {p.url + ".ond.example"}},
		"ours, cross-site":  {"Origin": {p.url}, "Sec-Fetch-Site": {"cross-site"}},
		"ours and a second": {"Origin": {"https://ond.example", p.url}},
	} {
		if _, res, err := p.ring(t, kake, hode, "graphql-transport-ws"); err == nil || res == nil || res.StatusCode < 400 {
			t.Errorf("%s: let in", navn)
		}
	}
	for _, protokoll := range []string{"graphql-ws", ""} {
		if _, _, err := p.ring(t, kake, nil, protokoll); err == nil {
			t.Errorf("protocol %q: let in", protokoll)
		}
	}
	if _, _, err := p.ring(t, kake, nil, "graphql-ws", "graphql-transport-ws"); err != nil {
		t.Errorf("our own page: %v", err)
	}
}

// A message that is not of the protocol, or comes in the wrong order, ends the socket with the protocol's own code.
func TestSokkelProtokoll(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	abonner := func(id string) string {
		raw, err := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": "", "extensions": persistert(dokStatus), "variables": map[string]any{"id": uuid.NewString()}}})
		maa(t, err)
		return string(raw)
	}
	lang := `{"type":"ping","payload":"` + strings.Repeat("a", server.MaksMelding) + `"}`
	for _, f := range []struct {
		navn string
		send []string
		kode int
	}{
		{"no JSON", []string{`{"type":`}, 4400},
		{"unknown type", []string{`{"type":"start"}`}, 4400},
		{"subscribe first", []string{abonner("1")}, 4401},
		{"hello twice", []string{`{"type":"connection_init"}`, `{"type":"connection_init"}`}, 4429},
		{"no id", []string{`{"type":"connection_init"}`, abonner("")}, 4400},
		{"a long id", []string{`{"type":"connection_init"}`, abonner(strings.Repeat("1", 101))}, 4400},
		{"a long message", []string{`{"type":"connection_init"}`, lang}, 1009},
		{"a long first message", []string{lang}, 1009},
	} {
		t.Run(f.navn, func(t *testing.T) {
			ws, _, err := p.ring(t, kake, nil, "graphql-transport-ws")
			maa(t, err)
			for _, m := range f.send {
				_ = ws.WriteMessage(websocket.TextMessage, []byte(m)) // the other side may have hung up in the middle of it
			}
			if kode := (&sokkelklient{t, ws}).slutt(); kode != f.kode {
				t.Errorf("closed with %d, want %d", kode, f.kode)
			}
		})
	}
	t.Run("a second operation with the same id", func(t *testing.T) {
		c := p.sokkel(t, kake)
		id := p.send(t, kake, "4601")
		c.abonner("1", dokStatus, map[string]any{"id": id})
		c.neste()
		c.abonner("1", dokStatus, map[string]any{"id": id})
		if kode := c.slutt(); kode != 4409 {
			t.Errorf("closed with %d, want 4409", kode)
		}
	})
}

// Who opens a socket and says nothing does not keep it.
func TestSokkelInitTid(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	p.SettInitTid(50 * time.Millisecond)
	ws, _, err := p.ring(t, kake, nil, "graphql-transport-ws")
	maa(t, err)
	if kode := (&sokkelklient{t, ws}).slutt(); kode != 4408 {
		t.Errorf("closed with %d, want 4408", kode)
	}
	// The control: who does say something stays beyond that time.
	p.SettInitTid(kort / 4)
	c := p.sokkel(t, kake)
	if !c.stille() {
		t.Error("something came")
	}
	maa(t, c.ws.WriteJSON(wsMelding{Type: "ping"}))
}

// The 21st operation is refused by name, and the twenty go on.
func TestSokkelMangeOperasjoner(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	id := p.send(t, kake, "4601")
	c := p.sokkel(t, kake)
	for n := range server.MaksOperasjoner {
		c.abonner(fmt.Sprint(n), dokStatus, map[string]any{"id": id})
		if m := c.neste(); m.Type != "next" {
			t.Fatalf("operation %d: %s %s", n+1, m.Type, m.Payload)
		}
	}
	c.abonner("over", dokStatus, map[string]any{"id": id})
	if m := c.neste(); m.ID != "over" || m.Type != "error" || m.les(0, "extensions", "kode") != "FOR_MYE" {
		t.Errorf("one more: %s %s %s", m.ID, m.Type, m.Payload)
	}
	c.send(wsMelding{ID: "3", Type: "complete"})
	if m := c.neste(); m.ID != "3" || m.Type != "complete" {
		t.Errorf("after complete: %+v", m)
	}
	c.abonner("ny", dokStatus, map[string]any{"id": id})
	if m := c.neste(); m.ID != "ny" || m.Type != "next" {
		t.Errorf("a place was free: %s %s %s", m.ID, m.Type, m.Payload)
	}
	p.hub.Hear(ent.Varsel{Tapt: true})
	sett := map[string]bool{}
	for len(sett) < server.MaksOperasjoner {
		sett[c.neste().ID] = true
	}
}

func TestSokkelMangeSokler(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	var siste *sokkelklient
	for range server.MaksSokler {
		siste = p.sokkel(t, kake)
	}
	ws, _, err := p.ring(t, kake, nil, "graphql-transport-ws")
	maa(t, err)
	if kode := (&sokkelklient{t, ws}).slutt(); kode != 4429 {
		t.Errorf("one more: closed with %d, want 4429", kode)
	}
	siste.abonner("k", dokKommune, map[string]any{"nr": "4601"})
	if m := siste.neste(); m.Type != "next" {
		t.Errorf("the ones before: %s", m.Type)
	}
	p.sokkel(t, p.okt(t, pidFremmed, viewer.NivaHoyt)) // another session has its own
}

// gqlgen says «complete» after «error»; a client then takes the first for the end of its next operation. After the last
// word of an operation nothing more is said of it.
func TestSokkelIngenCompleteEtterError(t *testing.T) {
	p := nyttHus(t)
	c := p.sokkel(t, p.okt(t, pidMelder, viewer.NivaHoyt))
	raw, err := json.Marshal(map[string]any{"query": "", "extensions": persistert(dokStatus), "variables": map[string]any{"id": nil}})
	maa(t, err)
	for _, id := range []string{"a", "b"} {
		c.send(wsMelding{ID: id, Type: "subscribe", Payload: raw})
		if m := c.neste(); m.ID != id || m.Type != "error" {
			t.Fatalf("operation %s: %s %s %s", id, m.ID, m.Type, m.Payload)
		}
	}
	c.abonner("c", dokKommune, map[string]any{"nr": "4601"})
	for _, vil := range []string{"next", "complete"} {
		if m := c.neste(); m.ID != "c" || m.Type != vil {
			t.Errorf("got %s of %s, want %s of c", m.Type, m.ID, vil)
		}
	}
}

// A client that does not read is nobody's trouble but its own: another one hears of every change while it stalls.
func TestSokkelSomIkkeLeser(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaHoyt)
	for range 3 {
		p.send(t, melder, "4601")
	}
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	treg := p.sokkel(t, saksbehandler)
	for n := range server.MaksOperasjoner {
		treg.abonner(fmt.Sprint(n), dokEndret, bergenVar) // and reads no answer
	}
	rask := p.sokkel(t, saksbehandler)
	rask.abonner("i", dokEndret, bergenVar)
	rask.neste()
	for n := range 50 {
		ferdig := make(chan struct{})
		go func() { p.hub.Hear(ent.Varsel{Tapt: true}); close(ferdig) }()
		select {
		case <-ferdig:
		case <-time.After(lengste):
			t.Fatalf("waking no. %d waits for somebody", n)
		}
		if m := rask.neste(); m.les("data", "mottakEndret", "antallUbekreftede") != 3.0 {
			t.Fatalf("change no. %d: %s", n, m.Payload)
		}
	}
}
