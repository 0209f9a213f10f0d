package server_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"barnevernportalen/server"
)

// sokkelklient speaks graphql-transport-ws, one message at a time, so that a test decides when it reads.
type sokkelklient struct {
	t  testing.TB
	ws *websocket.Conn
}

// melding is one message of the protocol.
type wsMelding struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

func (m wsMelding) json() (v any) {
	_ = json.Unmarshal(m.Payload, &v)
	return v
}

func (m wsMelding) les(sti ...any) any { return svar{json: m.json()}.les(sti...) }

// lengste is how long a test waits for what must come; what must not come is shown by something that comes after it.
const lengste = time.Minute

func (p *port) ring(t testing.TB, kake *http.Cookie, hode http.Header, protokoller ...string) (*websocket.Conn, *http.Response, error) {
	t.Helper()
	if hode == nil {
		hode = http.Header{"Origin": {p.url}}
	}
	if kake != nil {
		hode.Set("Cookie", kake.String())
	}
	d := websocket.Dialer{Subprotocols: protokoller, HandshakeTimeout: lengste}
	ws, res, err := d.DialContext(t.Context(), strings.Replace(p.url, "http", "ws", 1)+"/graphql", hode)
	if err == nil {
		t.Cleanup(func() { _ = ws.Close() })
	}
	return ws, res, err
}

// sokkel opens a socket and says hello.
func (p *port) sokkel(t testing.TB, kake *http.Cookie) *sokkelklient {
	t.Helper()
	ws, _, err := p.ring(t, kake, nil, "graphql-transport-ws")
	maa(t, err)
	c := &sokkelklient{t, ws}
	c.send(wsMelding{Type: "connection_init"})
	if m := c.neste(); m.Type != "connection_ack" {
		t.Fatalf("greeted with %s", m.Type)
	}
	return c
}

// utenOkt says how a socket without a session ends.
func (p *port) utenOkt(t testing.TB) string {
	t.Helper()
	ws, _, err := p.ring(t, nil, nil, "graphql-transport-ws")
	maa(t, err)
	c := &sokkelklient{t, ws}
	if kode := c.slutt(); kode == 4401 {
		return "IKKE_INNLOGGET"
	}
	return "?"
}

func (c *sokkelklient) send(m wsMelding) {
	c.t.Helper()
	maa(c.t, c.ws.WriteJSON(m))
}

func (c *sokkelklient) abonner(id, dok string, variabler map[string]any) {
	c.t.Helper()
	raw, err := json.Marshal(map[string]any{"query": "", "variables": variabler, "extensions": persistert(dok)})
	maa(c.t, err)
	c.send(wsMelding{ID: id, Type: "subscribe", Payload: raw})
}

// neste reads the next message; pings are answered on the way.
func (c *sokkelklient) neste() wsMelding {
	c.t.Helper()
	m, err := c.les()
	if err != nil {
		c.t.Fatalf("no message: %v", err)
	}
	return m
}

func (c *sokkelklient) les() (wsMelding, error) {
	for {
		_ = c.ws.SetReadDeadline(time.Now().Add(lengste))
		var m wsMelding
		if err := c.ws.ReadJSON(&m); err != nil {
			return m, err
		}
		if m.Type != "ping" {
			return m, nil
		}
		_ = c.ws.WriteJSON(wsMelding{Type: "pong"})
	}
}

// slutt reads until the socket is closed and returns the code; 0 for a hang-up without one.
func (c *sokkelklient) slutt() int {
	for {
		_, err := c.les()
		if err == nil {
			continue
		}
		if lukket := (*websocket.CloseError)(nil); errors.As(err, &lukket) {
			return lukket.Code
		}
		return 0
	}
}

func lyttLokalt(t testing.TB) net.Listener {
	t.Helper()
	ln, err := server.Listen(t.Context(), server.Lytting{Modus: server.ModusProduksjon, Adresse: "127.0.0.1:0"})
	maa(t, err)
	return ln
}

// fritt sends a document of one's own and returns the code of what comes, or of the socket's end.
func (c *sokkelklient) fritt(dok string) string {
	c.t.Helper()
	raw, err := json.Marshal(map[string]any{"query": dok})
	maa(c.t, err)
	if err := c.ws.WriteJSON(wsMelding{ID: "1", Type: "subscribe", Payload: raw}); err != nil {
		return fmt.Sprint(c.slutt())
	}
	m, err := c.les()
	if lukket := (*websocket.CloseError)(nil); errors.As(err, &lukket) {
		return fmt.Sprint(lukket.Code)
	}
	if m.Type == "error" {
		return svar{json: map[string]any{"errors": m.json()}}.kode()
	}
	return svar{json: m.json()}.kode()
}
