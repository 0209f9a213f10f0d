package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Limits of a socket. The portal takes twenty subscriptions on each, closes it after an hour, and closes it at once when the
// integration or its right is gone. Source: docs/http.md.
const (
	maksAbonnement = 20
	fristKobling   = 10 * time.Second // to connect, and for connection_ack
	fristSkriv     = 10 * time.Second
	mellomPing     = 20 * time.Second // a line that is dead says nothing: ask
	maksMelding    = 1 << 20          // bytes; one page of envelopes is 30 kB
	protokoll      = "graphql-transport-ws"
)

// sokkelmelding is a message of graphql-transport-ws.
type sokkelmelding struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Of what is new we ask for nothing but that it is: the inbox is read in any case.
const abonnement = `subscription Endret($kommunenummer: String!, $bydelsnummer: String!) {
  mottakEndret(kommunenummer: $kommunenummer, bydelsnummer: $bydelsnummer) { nullstill antallUbekreftede }
}`

// lytt keeps one socket up for a group of receivers until ctx ends, with a fresh token each time it connects. The first
// message on every connection is the present state, so that a new connection is itself a reason to look.
func (k *graphqlKanal) lytt(ctx context.Context, gruppe []mottaker, vekk map[string]chan struct{}) {
	for feil := 0; ctx.Err() == nil; feil++ {
		virket, err := k.sokkel(ctx, gruppe, vekk)
		if ctx.Err() != nil {
			return
		}
		if virket {
			feil = 0
		}
		vent := pause(feil)
		k.log.WarnContext(ctx, "no socket; looking in the inbox now and then instead", "pause", vent, "feil", err)
		select {
		case <-ctx.Done():
		case <-time.After(vent):
		}
	}
}

// sokkel is one connection. It has worked when a message came.
func (k *graphqlKanal) sokkel(ctx context.Context, gruppe []mottaker, vekk map[string]chan struct{}) (virket bool, err error) {
	ws, err := k.portal.ring(ctx)
	if err != nil {
		return false, err
	}
	defer func() { _ = ws.Close() }()
	// Nothing in the library hears of ctx; a closed connection ends the reading below.
	slutt := context.AfterFunc(ctx, func() { _ = ws.Close() })
	defer slutt()

	// 1. Say hello, wait for the answer, and subscribe for each receiver.
	_ = ws.SetReadDeadline(time.Now().Add(fristKobling))
	if err := skriv(ws, sokkelmelding{Type: "connection_init"}); err != nil {
		return false, err
	}
	if m, err := les(ws); err != nil || m.Type != "connection_ack" {
		return false, fmt.Errorf("%w: the socket was not greeted: %w", errUtilgjengelig, err)
	}
	for _, m := range gruppe {
		payload, err := json.Marshal(map[string]any{"query": abonnement, "variables": m})
		if err != nil {
			return false, fmt.Errorf("write a subscription: %w", err)
		}
		if err := skriv(ws, sokkelmelding{ID: m.String(), Type: "subscribe", Payload: payload}); err != nil {
			return false, err
		}
	}

	// 2. Ask now and then whether anybody is there; who does not answer twice has left.
	levende := func() { _ = ws.SetReadDeadline(time.Now().Add(2*mellomPing + fristSkriv)) }
	levende()
	ws.SetPongHandler(func(string) error { levende(); return nil })
	ferdig := make(chan struct{})
	defer close(ferdig)
	go func() {
		t := time.NewTicker(mellomPing)
		defer t.Stop()
		for {
			select {
			case <-ferdig:
				return
			case <-t.C:
				_ = ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(fristSkriv))
			}
		}
	}()

	// 3. Every message about an inbox is a reason to look in it.
	for {
		m, err := les(ws)
		if err != nil {
			return virket, err
		}
		levende()
		switch m.Type {
		case "next":
			virket = true
			if c := vekk[m.ID]; c != nil {
				select {
				case c <- struct{}{}:
				default: // it is already called for
				}
			}
		case "ping":
			if err := skriv(ws, sokkelmelding{Type: "pong"}); err != nil {
				return virket, err
			}
		case "error":
			var feil []graphqlFeil
			if json.Unmarshal(m.Payload, &feil) != nil || len(feil) == 0 {
				return virket, fmt.Errorf("%w: a subscription was refused", errUtilgjengelig)
			}
			return virket, fmt.Errorf("subscribe: %w", feil[0].feil())
		case "complete":
			return virket, fmt.Errorf("%w: a subscription ended", errUtilgjengelig)
		}
	}
}

// ring opens a socket with the same three headers as every other call.
func (p *portal) ring(ctx context.Context) (*websocket.Conn, error) {
	ctx, slutt := context.WithTimeout(ctx, fristKobling)
	defer slutt()
	hode := http.Header{"Origin": {p.base.Scheme + "://" + p.base.Host}}
	if err := p.identitet(ctx, hode); err != nil {
		return nil, err
	}
	u := *p.base.JoinPath("graphql")
	u.Scheme = map[string]string{"https": "wss", "http": "ws"}[u.Scheme]
	d := websocket.Dialer{Subprotocols: []string{protokoll}, HandshakeTimeout: fristKobling, Proxy: http.ProxyFromEnvironment}
	ws, resp, err := d.DialContext(ctx, u.String(), hode)
	if resp != nil {
		_ = resp.Body.Close()
	}
	switch {
	case err != nil && resp != nil && (resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden):
		return nil, fmt.Errorf("%w: %d", errTilgang, resp.StatusCode)
	case err != nil && resp != nil:
		return nil, fmt.Errorf("%w: no socket: %d", errUtilgjengelig, resp.StatusCode)
	case err != nil:
		return nil, fmt.Errorf("%w: no socket: %w", errUtilgjengelig, err)
	case ws.Subprotocol() != protokoll:
		_ = ws.Close()
		return nil, fmt.Errorf("%w: a socket of another kind", errUtilgjengelig)
	}
	ws.SetReadLimit(maksMelding)
	return ws, nil
}

func skriv(ws *websocket.Conn, m sokkelmelding) error {
	_ = ws.SetWriteDeadline(time.Now().Add(fristSkriv))
	if err := ws.WriteJSON(m); err != nil {
		return fmt.Errorf("%w: the socket broke", errUtilgjengelig)
	}
	return nil
}

// les reads a message. Of why a socket was closed only the number is told: the text is the peer's.
func les(ws *websocket.Conn) (m sokkelmelding, err error) {
	_, raw, err := ws.ReadMessage()
	if lukket := new(websocket.CloseError); errors.As(err, &lukket) {
		return m, fmt.Errorf("%w: the socket was closed with %d", errUtilgjengelig, lukket.Code)
	}
	if err != nil {
		return m, fmt.Errorf("%w: the socket broke", errUtilgjengelig)
	}
	if json.Unmarshal(raw, &m) != nil {
		return m, fmt.Errorf("%w: a message that cannot be read", errUtilgjengelig)
	}
	return m, nil
}
