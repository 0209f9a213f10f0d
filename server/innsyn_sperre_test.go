package server_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

const dokSokSide = `query SokSide($id:ID!,$after:String){mappe(id:$id){journalposter(first:1,after:$after){pageInfo{hasNextPage endCursor} edges{node{id}}}}}`

var sperrMelder = inn(map[string]any{"fodselsnummer": pidMelder, "kommunenummer": "4601"})

// apenSide is an open page of the melder's at a process: its socket, and a search that has come to its second page.
type apenSide struct {
	p     *port
	kake  *http.Cookie
	c     *sokkelklient
	neste map[string]any
}

func (p *port) apenSide(t *testing.T, kake *http.Cookie) *apenSide {
	t.Helper()
	s := &apenSide{p: p, kake: kake, c: p.sokkel(t, kake)}
	s.c.abonner("1", dokMappeEndret, nil)
	if sett := s.mapper(); sett != "["+radID(meldingMappe)+"]" {
		t.Fatalf("sees %s before", sett)
	}
	side := p.kjor(t, kake, dokSokSide, map[string]any{"id": radID(meldingMappe)})
	s.neste = map[string]any{"id": radID(meldingMappe), "after": side.les("data", "mappe", "journalposter", "pageInfo", "endCursor")}
	if s.neste["after"] == nil {
		t.Fatalf("no page to go on from: %s", side.raw)
	}
	return s
}

func (s *apenSide) mapper() string {
	return fmt.Sprint(s.c.neste().les("data", "mappeEndret", "mapper"))
}

// erStengt: nothing of the case is to be had any more, by any way that was open.
func (s *apenSide) erStengt(t *testing.T) {
	t.Helper()
	for navn, svar := range map[string]any{
		"the case":            s.p.kjor(t, s.kake, dokMappe, map[string]any{"id": radID(meldingMappe)}).les("data", "mappe"),
		"an entry":            s.p.kjor(t, s.kake, dokJournalpost, map[string]any{"id": radID(meldingPost)}).les("data", "journalpost"),
		"a search under way":  s.p.kjor(t, s.kake, dokSokSide, s.neste).les("data", "mappe"),
		"the list (of cases)": s.p.kjor(t, s.kake, dokMineMapper, nil).les("data", "mineMapper", 0),
	} {
		if svar != nil {
			t.Errorf("shut out and reads %s: %v", navn, svar)
		}
	}
}

// Shut out through one process: the page that is open at another empties, and what it was in the midst of finds nothing. The
// signal is waited for, not a time; what it took is told.
func TestSperrenNaarAndreProsesser(t *testing.T) {
	en := nyttHus(t)
	to := en.hus.prosess(t)
	en.lytt(t)
	to.lytt(t)
	en.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	side := to.apenSide(t, en.okt(t, pidMelder, viewer.NivaHoyt))
	satt := time.Now()
	if s := en.sporsmal(t, en.hus.maskiner[maskinBergen], dokSperr, sperrMelder("")); s.les("data", "sperrInnsyn", "id") == nil {
		t.Fatalf("not shut: %s", s.raw)
	}
	side.erStengt(t) // whether or not the socket has heard
	if sett := side.mapper(); sett != "[]" {
		t.Errorf("shut out and sees %s", sett)
	}
	t.Logf("from the call that shuts to the message at another process: at most %v (the promise: 1 s)", time.Since(satt))
}

// The same with the way to the database cut at the moment of the block: what was said meanwhile is lost, and read when it is back.
func TestSperrenMensVarslerErNede(t *testing.T) {
	en := nyttHus(t)
	dsn := en.hus.dsn
	vei := dbtest.NewProxy(t, dsn)
	en.hus.dsn = vei.DSN()
	to := en.hus.prosess(t)
	en.hus.dsn = dsn
	en.lytt(t)
	to.lytt(t)
	en.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	side := to.apenSide(t, en.okt(t, pidMelder, viewer.NivaHoyt))
	vei.Cut()
	if s := en.sporsmal(t, en.hus.maskiner[maskinBergen], dokSperr, sperrMelder("")); s.les("data", "sperrInnsyn", "id") == nil {
		t.Fatalf("not shut: %s", s.raw)
	}
	if s := to.kjor(t, side.kake, dokMappe, map[string]any{"id": radID(meldingMappe)}); s.les("data", "mappe") != nil {
		t.Errorf("reads without a database: %s", s.raw)
	}
	tilbake := time.Now()
	vei.Mend()
	if sett := side.mapper(); sett != "[]" {
		t.Errorf("shut out and sees %s", sett)
	}
	t.Logf("from the way's mending to the message: %v (the promise: 1 s)", time.Since(tilbake))
	side.erStengt(t)
}
