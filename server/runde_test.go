package server_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// What a page asks by POST where it can have no socket (server/graphql.go, graph/runde.go, innsyn/stempel.go).
const (
	dokSamtykkerunde   = `subscription SamtykkeEndret{samtykkeEndret{nullstill samtykker endret stempel}}`
	dokForesporselrund = `subscription ForesporselEndret{innsynsforesporselEndret{nullstill foresporsler endret stempel}}`
)

var rundedokumenter = []string{dokMappeEndret, dokSamtykkerunde, dokForesporselrund}

func avSegSelv(r *http.Request) { r.Header.Set("X-Portal-Bakgrunn", "1") }

func (p *port) runde(t testing.TB, kake *http.Cookie, dok string, v map[string]any, endre ...func(*http.Request)) svar {
	t.Helper()
	return p.post(t, kake, map[string]any{"variables": v, "extensions": persistert(dok)}, endre...)
}

// A subscription by POST is answered once, with the present state, to a page that says that it asks by itself; to nobody else.
func TestRundeOverPOST(t *testing.T) {
	p := nyttHus(t)
	melder, skranke := p.okt(t, pidMelder, viewer.NivaBetydelig), p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, melder, "4601")
	if s := p.runde(t, melder, dokStatus, map[string]any{"id": id}, avSegSelv); s.status != 200 || s.les("data", "bekymringsmeldingStatus", "id") != id {
		t.Errorf("her own report: %d %s", s.status, s.raw)
	}
	if s := p.runde(t, skranke, dokEndret, bergenVar, avSegSelv); s.les("data", "mottakEndret", "nullstill") != true || s.les("data", "mottakEndret", "meldinger", 0, "id") != id {
		t.Errorf("the inbox: %d %s", s.status, s.raw)
	}
	if s := p.runde(t, melder, dokStatus, map[string]any{"id": id}); s.status != http.StatusMethodNotAllowed {
		t.Errorf("without the header: %d %s", s.status, s.raw)
	}
	if s := p.runde(t, p.okt(t, pidFremmed, viewer.NivaBetydelig), dokStatus, map[string]any{"id": id}, avSegSelv); s.kode() != "IKKE_FUNNET" {
		t.Errorf("another's report: %s", s.raw)
	}
	if s := p.runde(t, nil, dokEndret, bergenVar, avSegSelv); s.kode() != "IKKE_INNLOGGET" {
		t.Errorf("nobody: %s", s.raw)
	}
}

// It keeps no session alive. The control is the same page's own question, which does.
func TestRundeErIngenAktivitet(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	id := p.send(t, melder, "4601")
	kjor(t, p.hus.dsn, `UPDATE sesjon SET sist_brukt = sist_brukt - interval '20 minutes'`)
	brukt := func() (naa time.Time) {
		maa(t, dbtest.QueryRow(t.Context(), p.hus.dsn, `SELECT max(sist_brukt) FROM sesjon`, nil, &naa))
		return naa
	}
	for1 := brukt()
	if s := p.runde(t, melder, dokStatus, map[string]any{"id": id}, avSegSelv); s.kode() != "" {
		t.Fatalf("%s", s.raw)
	}
	if !brukt().Equal(for1) {
		t.Error("a round counts as activity")
	}
	p.kjor(t, melder, dokMine, nil)
	if brukt().Equal(for1) {
		t.Error("control: her own question does not")
	}
}

// The stamp is the same until something of hers is changed, and no reading is written in her log for it.
func TestStempelAvSaker(t *testing.T) {
	p := nyttHus(t)
	p.indekser(t, pidMelder, "ordmor", meldingMappe, meldingPost)
	mor := p.okt(t, pidMelder, viewer.NivaHoyt)
	stempel := func() any {
		t.Helper()
		s := p.runde(t, mor, dokMappeEndret, nil, avSegSelv)
		v, _ := s.les("data", "mappeEndret", "stempel").(string)
		if v == "" {
			t.Fatalf("no stamp: %s", s.raw)
		}
		return v
	}
	logget := func() (n int) {
		maa(t, dbtest.QueryRow(t.Context(), p.hus.dsn, `SELECT count(*) FROM innsynslogg`, nil, &n))
		return n
	}
	for0 := logget()
	en := stempel()
	p.indekser(t, pidFremmed, "ordfar", uuid.NewString(), uuid.NewString())
	for1 := logget()
	if stempel() != en {
		t.Error("another's case is in her stamp")
	}
	if logget() != for1 || for0 == for1 {
		t.Errorf("readings in the log: %d, %d, %d", for0, for1, logget())
	}
	p.indekser(t, pidMelder, "ordmor", meldingMappe, meldingPost)
	if stempel() == en {
		t.Error("control: her own case, indexed again, is not")
	}
	c := p.sokkel(t, mor)
	c.abonner("1", dokMappeEndret, nil)
	if m := c.neste(); m.les("data", "mappeEndret", "stempel") != nil || m.les("data", "mappeEndret", "nullstill") != true {
		t.Errorf("on a socket: %s", m.Payload)
	}
}

// Another party's answer to a consent is not in the stamp; her own is.
func TestStempelAvSamtykker(t *testing.T) {
	p := nyttHus(t)
	id := p.samtykke(t, "4601", maskinBergen, []innsyn.NyPart{
		{Fodselsnummer: pidMelder, Navn: "Mor Morsen", HarTilgang: true}, {Fodselsnummer: pidFremmed, Navn: "Far Farsen", HarTilgang: true},
	})
	mor, far := p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidFremmed, viewer.NivaHoyt)
	stempel := func() any {
		t.Helper()
		s := p.runde(t, mor, dokSamtykkerunde, nil, avSegSelv)
		v, _ := s.les("data", "samtykkeEndret", "stempel").(string)
		if v == "" {
			t.Fatalf("no stamp: %s", s.raw)
		}
		return v
	}
	en := stempel()
	p.kjor(t, far, dokGiSamtykke, map[string]any{"id": id})
	if stempel() != en {
		t.Error("far's answer is in mor's stamp")
	}
	p.kjor(t, mor, dokGiSamtykke, map[string]any{"id": id})
	if stempel() == en {
		t.Error("control: her own is not")
	}
	if s := p.runde(t, mor, dokForesporselrund, nil, avSegSelv); s.les("data", "innsynsforesporselEndret", "stempel") == nil {
		t.Errorf("requests: %s", s.raw)
	}
}
