package server_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"go.uber.org/goleak"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// A process that has stopped has left nothing running, whatever its clients were in the middle of.
func TestIngenLekkasje(t *testing.T) {
	p := nyttHus(t)
	kaker := []*http.Cookie{p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidBergen, viewer.NivaHoyt)}
	id := p.send(t, kaker[0], "4601")
	foer := goleak.IgnoreCurrent()
	hjem := p.url
	ln := lyttLokalt(t)
	ctx, stopp := context.WithCancel(t.Context())
	ferdig := make(chan error, 1)
	go func() { ferdig <- p.Serve(ctx, ln) }()
	p.url = "http://" + ln.Addr().String()
	for n := range 4 * server.MaksSokler {
		ws, _, err := p.ring(t, kaker[n%2], http.Header{"Origin": {hjem}}, "graphql-transport-ws")
		if err != nil {
			t.Fatal(err)
		}
		c := &sokkelklient{t, ws}
		if n%4 == 0 {
			_ = ws.Close() // before a word
			continue
		}
		c.send(wsMelding{Type: "connection_init"})
		if m, err := c.les(); err != nil || m.Type != "connection_ack" {
			continue // one too many
		}
		for m := range 3 {
			if n%2 == 0 {
				c.abonner(fmt.Sprint(m), dokStatus, map[string]any{"id": id})
			} else {
				c.abonner(fmt.Sprint(m), dokEndret, bergenVar)
			}
		}
		switch n % 3 {
		case 0:
			_ = ws.Close()
		case 1:
			c.neste()
		}
	}
	stopp()
	if err := <-ferdig; err != nil {
		t.Fatal(err)
	}
	http.DefaultClient.CloseIdleConnections()
	goleak.VerifyNone(t, foer, goleak.IgnoreAnyFunction("github.com/jackc/pgx/v5/pgxpool.(*Pool).backgroundHealthCheck"),
		goleak.IgnoreAnyFunction("database/sql.(*DB).connectionOpener"))
}
