package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// kort is how long a test waits for what it claims will not come. Nothing passes because it is short: what does come
// comes in milliseconds.
const kort = 500 * time.Millisecond

// stille reports whether nothing comes. The socket cannot be used after.
func (c *sokkelklient) stille() bool {
	_ = c.ws.SetReadDeadline(time.Now().Add(kort))
	var m wsMelding
	return c.ws.ReadJSON(&m) != nil
}

// Two processes on one database: what is written through the one is seen through the other, and through itself.
func TestBeggeProsesserSkyver(t *testing.T) {
	en := nyttHus(t)
	to := en.hus.prosess(t)
	en.lytt(t)
	to.lytt(t)
	melder := en.okt(t, pidMelder, viewer.NivaBetydelig)
	saksbehandler := en.okt(t, pidBergen, viewer.NivaHoyt)
	innboks := map[*port]*sokkelklient{en: en.sokkel(t, saksbehandler), to: to.sokkel(t, saksbehandler)}
	for _, c := range innboks {
		c.abonner("i", dokEndret, bergenVar)
		m := c.neste()
		if m.les("data", "mottakEndret", "nullstill") != true || m.les("data", "mottakEndret", "antallUbekreftede") != 0.0 {
			t.Fatalf("first message: %s", m.Payload)
		}
	}

	id := en.send(t, melder, "4601")
	status := map[*port]*sokkelklient{en: en.sokkel(t, melder), to: to.sokkel(t, melder)}
	for p, c := range innboks {
		// What was handed over besides may give one message more; the last word is the same.
		m := c.neste()
		if m.les("data", "mottakEndret", "nullstill") != false || m.les("data", "mottakEndret", "meldinger", 0, "id") != id ||
			m.les("data", "mottakEndret", "antallUbekreftede") != 1.0 {
			t.Errorf("process %s: %s", p.url, m.Payload)
		}
	}
	for _, c := range status {
		c.abonner("s", dokStatus, map[string]any{"id": id})
		if m := c.neste(); m.les("data", "bekymringsmeldingStatus", "bevis") != "INGEN" {
			t.Fatalf("first message: %s", m.Payload)
		}
	}

	to.kjor(t, saksbehandler, dokBekreft, map[string]any{"id": id})
	for p, c := range status {
		if m := c.neste(); m.les("data", "bekymringsmeldingStatus", "bevis") != "REGISTRERT" {
			t.Errorf("process %s: %s", p.url, m.Payload)
		}
	}
	for p, c := range innboks {
		m := c.neste()
		if m.les("data", "mottakEndret", "antallUbekreftede") != 0.0 || m.les("data", "mottakEndret", "meldinger", 0, "bekreftet") == nil {
			t.Errorf("process %s: %s", p.url, m.Payload)
		}
	}
}

// The control: without the trigger's NOTIFY nothing is pushed, so it is NOTIFY that the test above sees.
func TestUtenNotifyKommerIngenting(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	kjor(t, p.hus.dsn, `DROP TRIGGER hendelse_varsle ON hendelse`)
	c := p.sokkel(t, saksbehandler)
	c.abonner("i", dokEndret, bergenVar)
	c.neste()
	p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	if !c.stille() {
		t.Error("a message came without NOTIFY: something else pushes, and the other test proves nothing")
	}
}

// Notifications that were lost are made good: the stream says all that is there.
func TestTaptVarselLeserAlt(t *testing.T) {
	p := nyttHus(t) // hears nothing
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	c := p.sokkel(t, saksbehandler)
	c.abonner("i", dokEndret, bergenVar)
	c.neste()
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	p.hub.Hear(ent.Varsel{Tapt: true})
	if m := c.neste(); m.les("data", "mottakEndret", "nullstill") != true || m.les("data", "mottakEndret", "meldinger", 0, "id") != id {
		t.Errorf("after a loss: %s", m.Payload)
	}
}

// A right withdrawn is gone at the next event, on the socket that was open, and for every operation after.
func TestTilgangTrukket(t *testing.T) {
	p := nyttHus(t)
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	c := p.sokkel(t, saksbehandler)
	c.abonner("i", dokEndret, bergenVar)
	c.neste()
	kjor(t, p.hus.dsn, `DELETE FROM tilgang WHERE rolle = 'SAKSBEHANDLER'`)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	p.hub.Hear(ent.Varsel{Tapt: true})
	if m := c.neste(); m.Type != "error" || m.les(0, "extensions", "kode") != "IKKE_FUNNET" {
		t.Errorf("after the right was withdrawn: %s %s", m.Type, m.Payload)
	}
	c.abonner("b", dokBekreft, map[string]any{"id": id})
	if m := c.neste(); m.les("errors", 0, "extensions", "kode") != "IKKE_FUNNET" {
		t.Errorf("an operation after: %s %s", m.Type, m.Payload)
	}
}

// So is an administrator's right to a document of her own.
func TestAdminTrukket(t *testing.T) {
	p := nyttHus(t)
	c := p.sokkel(t, p.okt(t, pidAdmin, viewer.NivaHoyt))
	if kode := c.fritt(`{__typename}`); kode != "" {
		t.Fatalf("control: %s", kode)
	}
	for m := c.neste(); m.Type != "complete"; m = c.neste() {
	}
	kjor(t, p.hus.dsn, `UPDATE tilgang SET trukket = now() WHERE rolle = 'ADMIN'`)
	if kode := c.fritt(`{__typename}`); kode != "UKJENT_DOKUMENT" {
		t.Errorf("after the right was withdrawn: %q", kode)
	}
}

// The end of a session, told by the database to every process, closes its sockets.
func TestOktSlutt(t *testing.T) {
	en := nyttHus(t)
	to := en.hus.prosess(t)
	to.lytt(t)
	kake, okt, err := en.sesjoner.NyOkt(t.Context(), pidMelder, "Navn", viewer.NivaHoyt)
	maa(t, err)
	andres := to.sokkel(t, en.okt(t, pidFremmed, viewer.NivaHoyt))
	c := to.sokkel(t, kake)
	maa(t, en.db.SlettSesjon(t.Context(), okt))
	if kode := c.slutt(); kode != 4401 {
		t.Errorf("closed with %d, want 4401", kode)
	}
	andres.abonner("k", dokKommune, map[string]any{"nr": "4601"})
	if m := andres.neste(); m.Type != "next" {
		t.Errorf("another session's socket: %s", m.Type)
	}
}

// A process that stops sends its clients elsewhere, to come back, and takes no more.
func TestStopp(t *testing.T) {
	p := nyttHus(t)
	ln := lyttLokalt(t)
	ctx, stopp := context.WithCancel(t.Context())
	ferdig := make(chan error, 1)
	go func() { ferdig <- p.Serve(ctx, ln) }()
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	hode := http.Header{"Origin": {p.url}}
	p.url = "http://" + ln.Addr().String()
	ws, _, err := p.ring(t, kake, hode, "graphql-transport-ws")
	maa(t, err)
	c := &sokkelklient{t, ws}
	c.send(wsMelding{Type: "connection_init"})
	c.neste()
	stopp()
	if kode := c.slutt(); kode != 1012 {
		t.Errorf("closed with %d, want 1012", kode)
	}
	if err := <-ferdig; err != nil {
		t.Error(err)
	}
}

func TestInnboksSider(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	var sendt []string
	for range 3 {
		sendt = append(sendt, p.send(t, melder, "4601"))
	}
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	var sett []string
	var etter any
	for range 3 {
		s := p.kjor(t, saksbehandler, dokMottak, map[string]any{"k": "4601", "b": "00", "n": 1, "etter": etter})
		id, _ := s.les("data", "mottak", "edges", 0, "node", "id").(string)
		sett = append(sett, id)
		if flere := s.les("data", "mottak", "pageInfo", "hasNextPage"); flere != (len(sett) < 3) {
			t.Errorf("page %d: hasNextPage is %v", len(sett), flere)
		}
		sti := "/last-ned/mottak/" + id + "/bekymringsmelding.pdf"
		if fikk := s.les("data", "mottak", "edges", 0, "node", "dokumenter", 0, "sti"); fikk != sti {
			t.Errorf("path %v, want %s", fikk, sti)
		} else if p.hent(t, saksbehandler, sti) != ok {
			t.Errorf("%s does not lead to the document", sti)
		}
		etter = s.les("data", "mottak", "pageInfo", "endCursor")
	}
	for i := range sett {
		if sett[i] != sendt[2-i] {
			t.Errorf("pages: %v, sent: %v", sett, sendt)
		}
	}
	if s := p.kjor(t, saksbehandler, dokMottak, map[string]any{"k": "4601", "b": "00", "etter": "x"}); s.kode() != "UGYLDIG_FORESPORSEL" {
		t.Errorf("a cursor of their own: %s", s.raw)
	}
}

// The reporter's own copy is there for the session that sent, at the path the answer names, and for no other.
func TestEgenKopi(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	id := p.send(t, melder, "4601")
	sti, _ := p.kjor(t, melder, dokMelding, map[string]any{"id": id}).les("data", "bekymringsmelding", "kopi").(string)
	if sti != "/last-ned/kvittering/"+id || p.hent(t, melder, sti) != ok {
		t.Errorf("the copy is not at %q", sti)
	}
	senere := p.okt(t, pidMelder, viewer.NivaBetydelig)
	s := p.kjor(t, senere, dokMelding, map[string]any{"id": id})
	if s.les("data", "bekymringsmelding", "id") != id || s.les("data", "bekymringsmelding", "kopi") != nil {
		t.Errorf("the same person later: %s", s.raw)
	}
	if fikk := p.hent(t, senere, sti); fikk != skjult {
		t.Errorf("the copy in another session: %s", fikk)
	}
}

func TestUgyldigID(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	for _, id := range []string{"", "x", "24859123456", "{" + uuid.NewString() + "}", "urn:uuid:" + uuid.NewString()} {
		s := p.kjor(t, melder, dokMelding, map[string]any{"id": id})
		if s.kode() != "UGYLDIG_FORESPORSEL" {
			t.Errorf("id %q: %s", id, s.raw)
		}
		if id != "" && id != "x" && strings.Contains(string(s.raw), id) {
			t.Errorf("the answer repeats %q: %s", id, s.raw)
		}
	}
}

func kjor(t testing.TB, dsn, setning string) {
	t.Helper()
	maa(t, dbtest.Exec(t.Context(), dsn, setning))
}
