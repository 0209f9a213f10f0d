package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql/handler/transport"
	"github.com/gorilla/websocket"

	"barnevernportalen/graph"
)

// sokkel is one websocket as gqlgen sees it, with what gqlgen v0.17.95 lacks:
//
//   - gqlgen sends «complete» after «error» for an operation that failed. A client takes that for the end of its next
//     one. Here nothing is sent for an id after its last word.
//   - no limit on operations at once, and a second operation with the same id makes the first unstoppable.
//   - no deadline for writing: a client that does not read held its goroutines for ever.
//   - the protocol's own close codes.
type sokkel struct {
	ws      *websocket.Conn
	initTid time.Duration

	mu       sync.Mutex // guards what follows, and writing
	aktive   map[string]struct{}
	initiert bool
}

// hode is what a message has in front of its payload.
type hode struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

func nySokkel(ws *websocket.Conn, initTid time.Duration) *sokkel {
	ws.SetReadLimit(maksMelding) // gorilla closes with 1009 on a longer one
	_ = ws.SetReadDeadline(time.Now().Add(initTid))
	return &sokkel{ws: ws, initTid: initTid, aktive: map[string]struct{}{}}
}

// NextReader implements [transport.WebsocketConn]: the next message that gqlgen is to see.
func (s *sokkel) NextReader() (int, io.Reader, error) {
	for {
		slag, raw, err := s.ws.ReadMessage()
		if err != nil {
			return slag, nil, s.lesefeil(err)
		}
		var h hode
		if slag != websocket.TextMessage || json.Unmarshal(raw, &h) != nil {
			return slag, nil, s.steng(slutUgyldig, "not a message")
		}
		videre, err := s.ta(h)
		if err != nil {
			return slag, nil, err
		}
		if videre {
			return slag, bytes.NewReader(raw), nil
		}
	}
}

func (s *sokkel) lesefeil(err error) error {
	s.mu.Lock()
	initiert := s.initiert
	s.mu.Unlock()
	var nett net.Error
	if errors.As(err, &nett) && nett.Timeout() && !initiert {
		return s.steng(slutInitTid, "connection initialisation timeout")
	}
	return transport.ErrWebsocketClosed // nothing to answer, and nobody to answer it to
}

// ta keeps the books on what the client asks for, and says whether gqlgen is to see it.
func (s *sokkel) ta(h hode) (videre bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch h.Type {
	case "connection_init":
		if s.initiert {
			return false, s.steng(slutForMange, "too many initialisation requests")
		}
		s.initiert = true
		_ = s.ws.SetReadDeadline(time.Time{}) // gqlgen's ping sets it from here on
	case "subscribe":
		_, samme := s.aktive[h.ID]
		switch {
		case !s.initiert:
			return false, s.steng(slutUinnlogget, "not initialised")
		case h.ID == "" || len(h.ID) > 100:
			return false, s.steng(slutUgyldig, "an operation needs an id")
		case samme:
			return false, s.steng(slutSammeID, "the id is in use")
		case len(s.aktive) >= maksOperasjoner:
			return false, s.forMange(h.ID)
		}
		s.aktive[h.ID] = struct{}{}
	case "complete", "ping", "pong":
		return s.initiert, nil
	default:
		return false, s.steng(slutUgyldig, "not a message")
	}
	return true, nil
}

// forMange refuses one operation and leaves the others be.
func (s *sokkel) forMange(id string) error {
	raw, err := json.Marshal(map[string]any{"id": id, "type": "error", "payload": []any{graph.Feil{Kode: graph.KodeForMye}.GraphQL()}})
	if err != nil {
		return err
	}
	return s.skriv(raw)
}

// WriteJSON implements [transport.WebsocketConn].
func (s *sokkel) WriteJSON(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var h hode
	if err := json.Unmarshal(raw, &h); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if h.ID != "" {
		if _, aktiv := s.aktive[h.ID]; !aktiv {
			return nil // it has had its last word
		}
		if h.Type == "error" || h.Type == "complete" {
			delete(s.aktive, h.ID)
		}
	}
	return s.skriv(raw)
}

// skriv writes one message, or hangs up on a client that does not take it. The caller holds mu.
func (s *sokkel) skriv(raw []byte) error {
	_ = s.ws.SetWriteDeadline(time.Now().Add(fristMelding))
	if err := s.ws.WriteMessage(websocket.TextMessage, raw); err != nil {
		_ = s.ws.Close()
		return transport.ErrWebsocketClosed
	}
	return nil
}

// steng says why and hangs up. It may be called at any time, from anywhere, and more than once.
func (s *sokkel) steng(kode int, hvorfor string) error {
	_ = s.WriteClose(kode, hvorfor)
	_ = s.ws.Close()
	return transport.ErrWebsocketClosed
}

// WriteClose implements [transport.WebsocketConn]. It does not wait for a writer that is stuck.
func (s *sokkel) WriteClose(kode int, hvorfor string) error {
	return s.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(kode, hvorfor), time.Now().Add(time.Second))
}

// Close implements [transport.WebsocketConn].
func (s *sokkel) Close() error { return s.ws.Close() }

// Subprotocol implements [transport.WebsocketConn].
func (s *sokkel) Subprotocol() string { return s.ws.Subprotocol() }

// SetReadDeadline implements [transport.WebsocketReadDeadliner].
func (s *sokkel) SetReadDeadline(t time.Time) error { return s.ws.SetReadDeadline(t) }
