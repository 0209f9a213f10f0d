package innsyn_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// Around the size of a piece, and far above it, what is read is what was uploaded.
func TestEgetDokumentlager(t *testing.T) {
	h := nyttHus(t).medLager(t)
	mor := h.iOkt(t, fnrMor, "a")
	for _, n := range []int{9, 256<<10 - 1, 256 << 10, 256<<10 + 1, 3<<20 + 17} {
		innhold := pdfen(n)
		_, lenke := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", innhold)
		_, post := h.sak(t, lenke)
		h.ser(t, mor, h.lenke(t, mor, post, 0), innhold)
	}
	// At rest no piece has a stretch of the file in it; the control: the search finds what it is given in clear.
	sok := func() string {
		return sporr(t, h.dsn, `SELECT count(*)::text FROM innsynsfildel WHERE position('\x255044462d312e37'::bytea IN innhold) > 0`)
	}
	if n := sok(); n != "0" {
		t.Errorf("%s pieces in clear", n)
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsfildel SET innhold = $1 WHERE nr = 0`, pdfen(99)))
	if n := sok(); n != "5" {
		t.Errorf("the search finds %s of 5", n)
	}
}

// A link is for one session, one person, one document and a minute. All else is as if there had never been one; and each time
// the link itself is shown to work before.
func TestLenkeErBundet(t *testing.T) {
	h := nyttHus(t).medLager(t)
	innhold, fag := pdfen(1000), maskin(t, bergensk, "4601")
	ny := func(t *testing.T) (id uuid.UUID, m, p innsyn.Melding, token string) {
		t.Helper()
		id, lenke := h.lastOpp(t, fag, "4601", innhold)
		m, p = h.sak(t, lenke)
		mor := h.iOkt(t, fnrMor, "a")
		token = h.lenke(t, mor, p, 0)
		h.ser(t, mor, token, innhold)
		return id, m, p, token
	}
	mor := h.iOkt(t, fnrMor, "a")
	t.Run("another session or person", func(t *testing.T) {
		_, _, p, token := ny(t)
		h.skjult(t, "her own other session", h.iOkt(t, fnrMor, "b"), token)
		h.skjult(t, "another person", h.iOkt(t, fnrFar, "c"), token)
		h.skjult(t, "another person under the same session id", h.iOkt(t, fnrFar, "a"), token)
		h.skjult(t, "a changed link", mor, strings.Replace(token, token[40:42], "-_", 1))
		h.skjult(t, "no link", mor, "x")
		if _, err := h.LagDokumentlenke(h.iOkt(t, fnrFar, "c"), rad(bergensk, p), 0); hindring(err) != innsyn.HindringIkkeFunnet {
			t.Errorf("another makes a link: %v", err)
		}
		for _, nr := range []int{-1, 1, 1 << 40} {
			if _, err := h.LagDokumentlenke(mor, rad(bergensk, p), nr); hindring(err) != innsyn.HindringIkkeFunnet {
				t.Errorf("document %d: %v", nr, err)
			}
		}
		h.ser(t, mor, token, innhold)
	})
	t.Run("run out", func(t *testing.T) {
		id, _, p, _ := ny(t)
		adresse, naa := opphav+innsyn.StiDokument+id.String(), time.Now()
		h.ser(t, mor, h.Lenke(mor, rad(bergensk, p), 0, adresse, naa.Add(time.Minute)), innhold)
		h.skjult(t, "a link that has run out", mor, h.Lenke(mor, rad(bergensk, p), 0, adresse, naa))
		h.skjult(t, "a link to another address", mor, h.Lenke(mor, rad(bergensk, p), 0, adresse+"x", naa.Add(time.Minute)))
		l, err := h.LagDokumentlenke(mor, rad(bergensk, p), 0)
		maa(t, err)
		if lever := l.GyldigTil.Sub(naa); lever < 50*time.Second || lever > 61*time.Second {
			t.Errorf("it lives %v", lever)
		}
	})
	t.Run("indexed again", func(t *testing.T) {
		_, m, p, token := ny(t)
		_, annen := h.lastOpp(t, fag, "4601", pdfen(2000))
		h.indekser(t, medDokumenter(p, annen))
		h.skjult(t, "with another in its place", mor, token)
		h.indekser(t, endret(p, felter{"dokumenter": nil}))
		h.skjult(t, "without it", mor, token)
		h.indekser(t, p)
		h.ser(t, mor, token, innhold)
		_, err := h.Slett(fag, innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{m.MeldingID}})
		maa(t, err)
		h.skjult(t, "without its mappe", mor, token)
	})
	t.Run("the file taken away", func(t *testing.T) {
		id, _, p, token := ny(t)
		maa(t, h.SlettDokument(fag, id))
		h.skjult(t, "deleted", mor, token)
		if _, err := h.LagDokumentlenke(mor, rad(bergensk, p), 0); hindring(err) != innsyn.HindringIkkeFunnet {
			t.Errorf("deleted, and a link is made: %v", err)
		}
	})
	t.Run("shut out", func(t *testing.T) {
		_, _, _, token := ny(t)
		_, _, err := h.Sperr(fag, fnrMor, "4601")
		maa(t, err)
		h.skjult(t, "shut out", mor, token)
	})
}

// A document is shown only where the integration that uploaded it has linked to it, for the same kommune.
func TestDokumentAvAnnenIntegrasjon(t *testing.T) {
	h := nyttHus(t).medLager(t)
	_, annens := h.lastOpp(t, maskin(t, annen, "4601"), "4601", pdfen(100))
	_, annetsteds := h.lastOpp(t, maskin(t, bergensk, "0301"), "0301", pdfen(100))
	_, egen := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", pdfen(100))
	_, p := h.sak(t, annens, annetsteds, egen)
	mor := h.iOkt(t, fnrMor, "a")
	for nr, vil := range []innsyn.Dokumenthindring{innsyn.HindringIkkeFunnet, innsyn.HindringIkkeFunnet, ""} {
		if _, err := h.LagDokumentlenke(mor, rad(bergensk, p), nr); hindring(err) != vil {
			t.Errorf("document %d: %v", nr, err)
		}
	}
}

// She who is shut out in the middle of a document gets no more of it.
func TestSperretMidtI(t *testing.T) {
	h := nyttHus(t).medLager(t)
	fag, mor := maskin(t, bergensk, "4601"), h.iOkt(t, fnrMor, "a")
	innhold := pdfen(1 << 20)
	_, lenke := h.lastOpp(t, fag, "4601", innhold)
	_, p := h.sak(t, lenke)
	token := h.lenke(t, mor, p, 0)
	h.ser(t, mor, token, innhold) // the control
	d, err := h.ApneDokument(mor, token)
	maa(t, err)
	defer func() { _ = d.Close() }()
	_, _, err = h.Sperr(fag, fnrMor, "4601")
	maa(t, err)
	var b bytes.Buffer
	if _, err := b.ReadFrom(d); err == nil || b.Len() > 256<<10 {
		t.Errorf("%d bytes after the block, %v", b.Len(), err)
	}
}

// Pieces that somebody with the database moves, leaves out, cuts off or takes from another file do not open: an error, and
// never an end.
func TestDelerKanIkkeFlyttes(t *testing.T) {
	for hva, sql := range map[string]string{
		"nothing":   `SELECT 1`,
		"swapped":   `UPDATE innsynsfildel d SET innhold = (SELECT innhold FROM innsynsfildel a WHERE a.fil_id = d.fil_id AND a.nr = 1 - d.nr) WHERE nr < 2`,
		"cut off":   `WITH f AS (UPDATE innsynsfil SET storrelse = 524288) DELETE FROM innsynsfildel WHERE nr = 2`,
		"left out":  `DELETE FROM innsynsfildel WHERE nr = 1`,
		"another's": `UPDATE innsynsfildel d SET innhold = (SELECT innhold FROM innsynsfildel a WHERE a.fil_id <> d.fil_id AND a.nr = d.nr)`,
		"altered":   `UPDATE innsynsfildel SET innhold = set_byte(innhold, 100, get_byte(innhold, 100) # 1) WHERE nr = 2`,
		"kommune":   `UPDATE innsynsfil SET kommunenummer = '4601'`,
	} {
		t.Run(hva, func(t *testing.T) {
			h := nyttHus(t).medLager(t)
			fag, mor := maskin(t, bergensk, "4601", "0301"), h.iOkt(t, fnrMor, "a")
			innhold := pdfen(600 << 10)
			id, lenke := h.lastOpp(t, fag, "4601", innhold)
			ogsaa, _ := h.lastOpp(t, fag, "0301", innhold)
			if hva == "kommune" {
				lenke = opphav + innsyn.StiDokument + ogsaa.String()
			}
			_, p := h.sak(t, lenke)
			if hva != "kommune" {
				h.ser(t, mor, h.lenke(t, mor, p, 0), innhold)
			}
			maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynsfil DISABLE TRIGGER innsynsfil_fast`))
			maa(t, dbtest.Exec(t.Context(), h.dsn, sql))
			_ = id
			l, err := h.LagDokumentlenke(mor, rad(bergensk, p), 0)
			if err == nil {
				_, err = h.les(mor, l.Token)
			}
			if (err == nil) != (hva == "nothing") {
				t.Errorf("read with %v", err)
			}
		})
	}
}

// No log, no data: where the line cannot be written not a byte leaves; what is read has a line, once.
func TestDokumentLogges(t *testing.T) {
	h := nyttHus(t).medLager(t)
	mor := h.iOkt(t, fnrMor, "a")
	_, lenke := h.lastOpp(t, maskin(t, bergensk, "4601"), "4601", pdfen(100))
	m, p := h.sak(t, lenke)
	token := h.lenke(t, mor, p, 0)
	linjer := func() string {
		return sporr(t, h.dsn, `SELECT count(*)::text FROM innsynslogg WHERE handling = 'DOKUMENT' AND mappe_id = '`+rad(bergensk, m).String()+
			`' AND journalpost_id = '`+rad(bergensk, p).String()+`'`)
	}
	if n := linjer(); n != "0" {
		t.Errorf("%s lines before it is read", n)
	}
	h.ser(t, mor, token, pdfen(100))
	h.skjult(t, "another", h.iOkt(t, fnrFar, "c"), token)
	if n := linjer(); n != "1" {
		t.Errorf("%s lines when it is read once", n)
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg ADD CONSTRAINT nei CHECK (false) NOT VALID`))
	if b, err := h.les(mor, token); err == nil || len(b) > 0 {
		t.Errorf("unlogged: %d bytes, %v", len(b), err)
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynslogg DROP CONSTRAINT nei`))
	h.ser(t, mor, token, pdfen(100))
}
