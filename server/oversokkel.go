package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"

	"barnevernportalen/graph"
)

// overSokkel is GraphQL over a socket that is up: each operation by a goroutine of its own, which draws what it has to say and
// writes it. While a client takes its time over one message, nothing is read for its next.
type overSokkel struct{ feil *graph.Presenter }

// oppe carries a socket that is up to where gqlgen would open one.
type oppe struct {
	http.ResponseWriter
	sokkel *sokkel
}

// Supports implements [graphql.Transport].
func (overSokkel) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") != "" }

// Do implements [graphql.Transport]: it returns when the socket is down, and nothing of it runs any more.
func (t overSokkel) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	s := w.(oppe).sokkel
	ctx, slutt := context.WithCancel(r.Context())
	var under sync.WaitGroup
	defer under.Wait()
	defer func() { _ = s.ws.Close() }()
	defer slutt()
	for {
		m, err := s.les()
		if err != nil {
			return
		}
		switch m.Type {
		case "connection_init":
			if s.hilst() != nil {
				return
			}
			under.Go(func() { pulser(ctx, s) })
		case "subscribe":
			opctx, ferdig := context.WithCancel(ctx)
			nei, err := s.begynn(m.ID, ferdig)
			if err != nil || nei {
				ferdig()
			}
			if err != nil {
				return
			}
			if !nei {
				under.Go(func() {
					defer ferdig()
					t.utfor(opctx, s, m, r.Header, exec)
				})
			}
		case "complete":
			s.avslutt(m.ID)
		case "ping":
			if s.initiert && s.siFritt(tilKlient{Type: "pong", Payload: m.Payload}) != nil {
				return
			}
		case "pong":
		default:
			_ = s.steng(slutUgyldig, "not a message")
			return
		}
	}
}

// pulser asks now and then whether the client is there; each answer gives it more time (see sokkel.les).
func pulser(ctx context.Context, s *sokkel) {
	t := time.NewTicker(mellomPing)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if s.siFritt(tilKlient{Type: "ping"}) != nil {
				return
			}
		}
	}
}

// utfor runs one operation and says its last word, unless the socket is lost.
func (t overSokkel) utfor(ctx context.Context, s *sokkel, m fraKlient, hoder http.Header, exec graphql.GraphExecutor) {
	defer func() { // no panic of ours may take the process with it
		if v := recover(); v != nil {
			_ = s.ferdig(m.ID, t.feil.Present(ctx, t.feil.Recover(ctx, v)))
		}
	}()
	ctx = graphql.StartOperationTrace(ctx)
	p := &graphql.RawParams{}
	d := json.NewDecoder(bytes.NewReader(m.Payload))
	d.UseNumber()
	if d.Decode(p) != nil {
		_ = s.ferdig(m.ID, t.feil.Present(ctx, graph.Feil{Kode: graph.KodeUgyldigForesporsel}))
		return
	}
	p.Headers = hoder
	op, feil := exec.CreateOperationContext(ctx, p)
	if len(feil) > 0 {
		svar := exec.DispatchError(graphql.WithOperationContext(ctx, op), feil)
		if errcode.GetErrorKind(feil) == errcode.KindProtocol {
			_ = s.ferdig(m.ID, svar.Errors...)
		} else if s.neste(m.ID, svar) == nil {
			_ = s.ferdig(m.ID)
		}
		return
	}
	l := &graph.Lytter{Si: func(data []byte) error { return s.nesteData(m.ID, data) }}
	neste, ctx := exec.DispatchOperation(l.Med(graphql.WithOperationContext(ctx, op)), op)
	for svar := neste(ctx); svar != nil; svar = neste(ctx) {
		if s.neste(m.ID, svar) != nil {
			return
		}
	}
	if f := l.Avbrudd(); f != nil {
		_ = s.ferdig(m.ID, f)
	} else {
		_ = s.ferdig(m.ID)
	}
}
