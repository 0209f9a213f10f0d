package server_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"github.com/gorilla/websocket"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// fyllInnboks puts n open reports into Bergen's inbox, after those that are there, as envelopes: what lists are made of. They
// carry no chain, no parcel, and nobody's name.
func (p *port) fyllInnboks(t testing.TB, n int) {
	t.Helper()
	maa(t, dbtest.Exec(t.Context(), p.hus.dsn, fmt.Sprintf(`
		SET session_replication_role = replica;
		WITH b AS (SELECT id, siste_nr FROM bydel WHERE kommunenummer = '4601' AND bydelsnummer = '00'),
		ny AS (INSERT INTO forsendelse (id, slag, bydel_id, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert)
		       SELECT gen_random_uuid(), 'BEKYMRINGSMELDING', b.id, 'NEDLASTING', b.siste_nr + g, sha256(g::text::bytea), sha256(g::text::bytea), 'AKSEPTERT', 'INGEN', now() - interval '1 hour'
		         FROM b, generate_series(1, %d) g RETURNING id),
		m AS (INSERT INTO bekymringsmelding (id, forsendelse_id, type, versjon, melder_id, klientnokkel, skjema_hash, opprettet)
		      SELECT id, id, 'PRIVAT', 'V2', sha256('nobody'), id, sha256('nothing'), now() FROM ny)
		INSERT INTO frist (id, forsendelse_id, type, forfall)
		SELECT gen_random_uuid(), ny.id, f, now() + interval '1 day' FROM ny, unnest(ARRAY['LISTE_24T', 'BREV', 'KONTAKT_5D', 'LEDER_7D', 'OPERATOR_21D']) f;
		UPDATE bydel SET siste_nr = siste_nr + %d WHERE kommunenummer = '4601' AND bydelsnummer = '00';
		ANALYZE;`, n, n)))
}

// maksSetninger is what opening a desk may cost: the session and the right, and a fixed number for the inbox.
const maksSetninger = 16

// An inbox opens in one request, and by as many statements whatever is in it, and at whatever depth.
func TestInnboksenApnesMedFasteSetninger(t *testing.T) {
	forst := nyttHus(t)
	var s setninger
	p := (&hus{dsn: forst.hus.dsn, dir: forst.hus.dir, signer: forst.hus.signer, setning: s.hor}).prosess(t)
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	apne := func(etter any) (int, svar) {
		s.ta()
		a := p.kjor(t, kake, dokSkranke, map[string]any{"k": "4601", "b": "00", "f": map[string]any{}, "etter": etter})
		return len(s.ta()), a
	}
	apne(nil) // the session is touched once
	p.fyllInnboks(t, 3)
	faa, _ := apne(nil)
	p.fyllInnboks(t, 997)
	mange, svar := apne(nil)
	if rader, _ := svar.les("data", "mottak", "edges").([]any); len(rader) != 50 || svar.les("data", "mottak", "antallUbekreftede") != 1000.0 {
		t.Fatalf("%d rows: %.200s", len(rader), svar.raw)
	}
	if faa != mange || mange > maksSetninger {
		t.Errorf("%d statements for 3 reports, %d for 1000; at most %d: %v", faa, mange, maksSetninger, s.ta())
	}
	dypt, svar := apne("60")
	if svar.les("data", "mottak", "edges", 0, "node", "nr") != 59.0 || dypt > mange {
		t.Errorf("%d statements deep down: %.200s", dypt, svar.raw)
	}
	t.Logf("%d statements", mange)
}

// smal is an open way to p where little is held for who does not read: a few kB at either end.
func (p *port) smal(t testing.TB, kake *http.Cookie) *sokkelklient {
	t.Helper()
	ts := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.ServeHTTP(w, r) }))
	ts.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		_ = c.(*net.TCPConn).SetWriteBuffer(4 << 10)
		return ctx
	}
	ts.Start()
	t.Cleanup(ts.Close)
	// Before it connects: once connected it has told the other end that there is room for 64 kB.
	smalt := func(_, _ string, c syscall.RawConn) error {
		var satt error
		err := c.Control(func(fd uintptr) { satt = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4<<10) })
		return errors.Join(err, satt)
	}
	d := websocket.Dialer{Subprotocols: []string{"graphql-transport-ws"}, HandshakeTimeout: lengste, NetDialContext: (&net.Dialer{Control: smalt}).DialContext}
	ws, _, err := d.DialContext(t.Context(), strings.Replace(ts.URL, "http", "ws", 1)+"/graphql", http.Header{"Origin": {p.url}, "Cookie": {kake.String()}})
	maa(t, err)
	t.Cleanup(func() { _ = ws.Close() })
	c := &sokkelklient{t, ws}
	c.send(wsMelding{Type: "connection_init"})
	c.neste()
	return c
}

// One desk that takes nothing of what is sent to it holds up no other: the other has every change while the first stands still,
// from its first message on, which is longer than what is held for it. When it reads at last it has the end of it all, and not
// every step, or it has lost its socket.
func TestEnTregSkrankeSinkerIngen(t *testing.T) {
	const endringer = 25
	p := nyttHus(t)
	p.medKollega(t)
	p.fyllInnboks(t, 50)
	p.lytt(t)
	treg := p.smal(t, p.okt(t, pidBergen, viewer.NivaHoyt))
	treg.abonner("i", dokSkrankeLive, bergenVar) // and reads no more
	rask := p.sokkel(t, p.okt(t, pidKollega, viewer.NivaHoyt))
	rask.abonner("i", dokSkrankeLive, bergenVar)
	id, _ := rask.neste().les("data", "mottakEndret", "meldinger", 0, "id").(string)
	kake := p.okt(t, pidKollega, viewer.NivaHoyt)
	felt := func(m wsMelding, navn string) any { return m.les("data", "mottakEndret", "meldinger", 0, navn) }
	for i := range endringer {
		p.kjor(t, kake, dokTa, map[string]any{"id": id, "ta": i%2 == 0})
		rask.til("the one that reads", func(m wsMelding) bool { return felt(m, "id") == id && (felt(m, "tattAv") != nil) == (i%2 == 0) })
	}
	p.kjor(t, kake, dokBekreft, map[string]any{"id": id})
	bekreftet := func(m wsMelding) bool { return felt(m, "id") == id && felt(m, "bekreftet") != nil }
	rask.til("the end of it", bekreftet)

	fikk := 0
	for m, err := treg.les(); err == nil; m, err = treg.les() { // an error: it has lost its socket, as who does not read does
		if bekreftet(m) {
			break
		}
		fikk++
	}
	if fikk >= endringer {
		t.Errorf("the slow one had %d messages of %d changes: it was not slow, and this shows nothing", fikk, endringer)
	}
}
