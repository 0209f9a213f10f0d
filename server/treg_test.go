package server

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// A client that does not take what is written loses its socket after fristMelding: nothing waits for it longer.
func TestSkrivefrist(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		her, der := net.Pipe() // holds nothing: a write waits for its reader
		klient := make(chan *websocket.Conn)
		go func() {
			d := websocket.Dialer{NetDialContext: func(context.Context, string, string) (net.Conn, error) { return der, nil }}
			c, _, err := d.DialContext(t.Context(), "ws://x", nil)
			if err != nil {
				t.Error(err)
			}
			klient <- c
		}()
		r, err := http.ReadRequest(bufio.NewReader(her))
		if err != nil {
			t.Fatal(err)
		}
		ws, err := (&websocket.Upgrader{}).Upgrade(kapret{her}, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		c := <-klient
		s := nySokkel(ws, time.Hour)
		lest := make(chan error, 1)
		go func() { _, err := s.les(); lest <- err }()

		start := time.Now()
		if err := s.siFritt(tilKlient{Type: "ping"}); err == nil {
			t.Error("a message nobody took was written")
		}
		if tid := time.Since(start); tid != fristMelding {
			t.Errorf("waited %v, want %v", tid, fristMelding)
		}
		if err := <-lest; err == nil {
			t.Error("the socket is still read")
		}
		_ = c.Close()
	})
}

// kapret is a response that gives its connection away.
type kapret struct{ conn net.Conn }

func (k kapret) Header() http.Header         { return http.Header{} }
func (k kapret) Write(b []byte) (int, error) { return k.conn.Write(b) }
func (k kapret) WriteHeader(int)             {}
func (k kapret) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return k.conn, bufio.NewReadWriter(bufio.NewReader(k.conn), bufio.NewWriter(k.conn)), nil
}
