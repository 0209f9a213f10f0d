package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/graph"
)

// sokkel is one websocket that speaks graphql-transport-ws: what is said on it, in which order, and by when. What is done about
// it stands in oversokkel.go.
//
// The protocol is ours and not gqlgen's, which says «complete» after «error» (a client takes that for the end of its next
// operation), knows no limit of operations at once, lets a second operation take the first one's id, has no deadline for writing,
// and encodes each answer three times on its way to each client.
type sokkel struct {
	ws       *websocket.Conn
	initiert bool // the client has said hello: its reader's to know, and nobody else's

	mu     sync.Mutex           // guards what follows, and writing
	aktive map[string]operasjon // those that have not had their last word, by id
}

// operasjon is one that a client has begun.
type operasjon struct {
	slutt context.CancelFunc
	hode  []byte // how each message of its data begins
}

// fraKlient is a message from the client.
type fraKlient struct {
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload"`
}

// errLukket: the socket is closed, or lost. There is nothing to answer, and nobody to answer it to.
var errLukket = errors.New("the socket is closed")

func nySokkel(ws *websocket.Conn, initTid time.Duration) *sokkel {
	ws.SetReadLimit(maksMelding) // gorilla closes with 1009 on a longer one
	_ = ws.SetReadDeadline(time.Now().Add(initTid))
	return &sokkel{ws: ws, aktive: map[string]operasjon{}}
}

// les reads the next message. Who has said hello and then says nothing at all, not even to a ping, has left.
func (s *sokkel) les() (m fraKlient, err error) {
	slag, raw, err := s.ws.ReadMessage()
	if err != nil {
		return m, s.lesefeil(err)
	}
	if slag != websocket.TextMessage || json.Unmarshal(raw, &m) != nil {
		return m, s.steng(slutUgyldig, "not a message")
	}
	if s.initiert {
		_ = s.ws.SetReadDeadline(time.Now().Add(2 * mellomPing))
	}
	return m, nil
}

func (s *sokkel) lesefeil(err error) error {
	var nett net.Error
	if errors.As(err, &nett) && nett.Timeout() && !s.initiert {
		return s.steng(slutInitTid, "connection initialisation timeout")
	}
	return errLukket
}

// hilst answers the client's hello.
func (s *sokkel) hilst() error {
	if s.initiert {
		return s.steng(slutForMange, "too many initialisation requests")
	}
	s.initiert = true
	_ = s.ws.SetReadDeadline(time.Now().Add(2 * mellomPing))
	return s.siFritt(tilKlient{Type: "connection_ack"})
}

// begynn makes room for an operation that slutt ends, or says why there is none. nei: that one is refused, and the others go on.
func (s *sokkel) begynn(id string, slutt context.CancelFunc) (nei bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, samme := s.aktive[id]
	switch {
	case !s.initiert:
		return false, s.steng(slutUinnlogget, "not initialised")
	case id == "" || len(id) > 100:
		return false, s.steng(slutUgyldig, "an operation needs an id")
	case samme:
		return false, s.steng(slutSammeID, "the id is in use")
	case len(s.aktive) >= maksOperasjoner:
		raw, err := json.Marshal(tilKlient{id, "error", gqlerror.List{graph.Feil{Kode: graph.KodeForMye}.GraphQL()}})
		if err != nil {
			return false, err
		}
		return true, s.skriv(raw)
	}
	navn, err := json.Marshal(id)
	if err != nil {
		return false, err
	}
	s.aktive[id] = operasjon{slutt, fmt.Appendf(nil, `{"id":%s,"type":"next","payload":{"data":`, navn)}
	return false, nil
}

// avslutt ends an operation at the client's wish. What runs it says the last word.
func (s *sokkel) avslutt(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if op, ok := s.aktive[id]; ok {
		op.slutt()
	}
}

// tilKlient is a message to the client.
type tilKlient struct {
	ID      string `json:"id,omitempty"`
	Type    string `json:"type"`
	Payload any    `json:"payload,omitempty"`
}

// neste says one answer of an operation.
func (s *sokkel) neste(id string, svar *graphql.Response) error {
	if bareData(svar) {
		return s.nesteData(id, svar.Data)
	}
	return s.si(tilKlient{id, "next", svar}, false)
}

// nesteData says one answer that is data alone. It is written as it is: to encode it would be to read it all through once more, for
// each of those who are told the same.
func (s *sokkel) nesteData(id string, data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	op, aktiv := s.aktive[id]
	if !aktiv {
		return nil
	}
	b, _ := meldingsbufre.Get().(*bytes.Buffer)
	if b == nil {
		b = new(bytes.Buffer)
	}
	defer func() {
		if b.Cap() <= maksMelding {
			b.Reset()
			meldingsbufre.Put(b)
		}
	}()
	b.Write(op.hode)
	b.Write(data)
	b.WriteString("}}")
	return s.skriv(b.Bytes())
}

// ferdig says the last word of an operation: that it failed, or that it is over.
func (s *sokkel) ferdig(id string, feil ...*gqlerror.Error) error {
	if len(feil) > 0 {
		return s.si(tilKlient{id, "error", feil}, true)
	}
	return s.si(tilKlient{ID: id, Type: "complete"}, true)
}

// si writes one message of an operation; after its last word nothing more is said of it.
func (s *sokkel) si(m tilKlient, sist bool) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, aktiv := s.aktive[m.ID]; !aktiv {
		return nil
	}
	if sist {
		delete(s.aktive, m.ID)
	}
	return s.skriv(raw)
}

// siFritt says what is of no operation.
func (s *sokkel) siFritt(m tilKlient) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.skriv(raw)
}

// skriv writes one message, or hangs up on a client that does not take it. The caller holds mu.
func (s *sokkel) skriv(raw []byte) error {
	_ = s.ws.SetWriteDeadline(time.Now().Add(fristMelding))
	if err := s.ws.WriteMessage(websocket.TextMessage, raw); err != nil {
		_ = s.ws.Close()
		return errLukket
	}
	return nil
}

// steng says why and hangs up. It may be called at any time, from anywhere, and more than once; it does not wait for a writer
// that is stuck.
func (s *sokkel) steng(kode int, hvorfor string) error {
	_ = s.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(kode, hvorfor), time.Now().Add(time.Second))
	_ = s.ws.Close()
	return errLukket
}
