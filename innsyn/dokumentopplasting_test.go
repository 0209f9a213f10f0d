package innsyn_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// The bytes decide what a file is, whatever it is called; and what is refused leaves no row.
func TestBareKjenteTyper(t *testing.T) {
	h := nyttHus(t).medLager(t)
	fag := maskin(t, bergensk, "4601")
	for _, c := range []struct {
		navn, innhold, kalt string
		tas                 bool
	}{
		{"PDF", "%PDF-1.4 x", "", true},
		{"PDF that is called a page", "%PDF-1.4 x", "text/html", true},
		{"PNG", "\x89PNG\r\n\x1a\n x", "image/png", true},
		{"JPEG", "\xff\xd8\xff\xe0 x", "", true},
		{"text", "Blåbærsyltetøy\n", "text/plain; charset=utf-8", true},
		{"text that is called nothing", "Blåbærsyltetøy\n", "", false},
		{"a page", "<html><script>alert(1)</script>", "text/html", false},
		{"a page called a PDF", "<html>", "application/pdf", false},
		{"a picture that is a program", "<svg onload=alert(1)>", "image/svg+xml", false},
		{"a program called text", "MZ\x90\x00\x03", "text/plain", false},
		{"a zip", "PK\x03\x04", "application/zip", false},
		{"sealed content", "0\x80\x06\x09*\x86H", "application/pdf", false},
		{"latin-1", "Bl\xe5b\xe6r", "text/plain", false},
		{"text that becomes a program after a while", strings.Repeat("tekst\n", 60_000) + "\x00", "text/plain", false},
		{"long text", strings.Repeat("blåbær\n", 60_000), "text/plain", true},
		{"nothing", "", "application/pdf", false},
	} {
		id, _, err := h.LastOppDokument(fag, "4601", int64(len(c.innhold)), c.kalt, strings.NewReader(c.innhold))
		if (err == nil) != c.tas || err != nil && !errors.Is(err, innsyn.ErrUgyldigDokument) {
			t.Errorf("%s: %v", c.navn, err)
		}
		if err == nil {
			maa(t, h.SlettDokument(fag, id))
		}
		if h.antall(t, "innsynsfil") != "0" || h.antall(t, "innsynsfildel") != "0" {
			t.Fatalf("%s leaves rows", c.navn)
		}
	}
}

// What is cut short, or longer than was said, or than is taken, is not there: not for the reader, and no row of it.
func TestAvbruttOpplasting(t *testing.T) {
	h := nyttHus(t).medLager(t)
	h.Dokumenter.Maks = 1 << 20
	fag := maskin(t, bergensk, "4601")
	for _, c := range []struct {
		navn   string
		lengde int64
		r      io.Reader
		vil    error
	}{
		{"cut off at once", 1000, avbrutt(pdfen(10)), io.ErrUnexpectedEOF},
		{"cut off in the second piece", 600 << 10, avbrutt(pdfen(300 << 10)), io.ErrUnexpectedEOF},
		{"cut off between pieces", 600 << 10, avbrutt(pdfen(256 << 10)), io.ErrUnexpectedEOF},
		{"cut off, length unknown", -1, avbrutt(pdfen(300 << 10)), io.ErrUnexpectedEOF},
		{"longer than was said", 1000, bytes.NewReader(pdfen(1001)), innsyn.ErrForStortDokument},
		{"too long", -1, bytes.NewReader(pdfen(1<<20 + 1)), innsyn.ErrForStortDokument},
		{"said to be too long", 1<<20 + 1, bytes.NewReader(pdfen(10)), innsyn.ErrForStortDokument},
	} {
		if _, _, err := h.LastOppDokument(fag, "4601", c.lengde, "", c.r); !errors.Is(err, c.vil) {
			t.Errorf("%s: %v", c.navn, err)
		}
		if f, d := h.antall(t, "innsynsfil"), h.antall(t, "innsynsfildel"); f != "0" || d != "0" {
			t.Errorf("%s leaves %s files and %s pieces", c.navn, f, d)
		}
	}
	if _, _, err := h.LastOppDokument(fag, "4601", -1, "", bytes.NewReader(pdfen(1<<20))); err != nil {
		t.Errorf("the control: %v", err)
	}
}

// One integration has its room and no more, in bytes and in uploads at once; another is not touched by it.
func TestPlassTilDokumenter(t *testing.T) {
	h := nyttHus(t).medLager(t)
	h.Dokumenter.MaksHver = 1000
	fag, andre := maskin(t, bergensk, "4601"), maskin(t, annen, "4601")
	id, _ := h.lastOpp(t, fag, "4601", pdfen(600))
	if _, _, err := h.LastOppDokument(fag, "4601", 401, "", bytes.NewReader(pdfen(401))); !errors.Is(err, innsyn.ErrFullt) {
		t.Errorf("beyond its room: %v", err)
	}
	if _, _, err := h.LastOppDokument(fag, "4601", -1, "", bytes.NewReader(pdfen(9))); !errors.Is(err, innsyn.ErrFullt) {
		t.Errorf("as long as it likes: %v", err)
	}
	h.lastOpp(t, andre, "4601", pdfen(1000))
	h.lastOpp(t, fag, "4601", pdfen(400))
	maa(t, h.SlettDokument(fag, id))
	h.lastOpp(t, fag, "4601", pdfen(600))

	h.Dokumenter.MaksHver = 0
	var ror []*io.PipeWriter
	svar := make(chan error)
	for range 4 {
		r, w := io.Pipe()
		ror = append(ror, w)
		go func() { _, _, err := h.LastOppDokument(fag, "4601", -1, "", r); svar <- err }()
		_, err := w.Write(pdfen(9)) // taken: it is inside
		maa(t, err)
	}
	if _, _, err := h.LastOppDokument(fag, "4601", 9, "", bytes.NewReader(pdfen(9))); !errors.Is(err, innsyn.ErrForMangeSamtidige) {
		t.Errorf("the fifth at once: %v", err)
	}
	h.lastOpp(t, andre, "4601", pdfen(9))
	for _, w := range ror {
		maa(t, w.Close())
		maa(t, <-svar)
	}
	h.lastOpp(t, fag, "4601", pdfen(9))
}

// Only a machine that may index for the kommune uploads, and only its own does it take away. What was begun and not finished
// is swept; what is finished is not.
func TestHvemSomLasterOpp(t *testing.T) {
	h := nyttHus(t).medLager(t)
	fag := maskin(t, bergensk, "4601")
	for _, ctx := range []struct {
		navn string
		err  error
	}{{"another kommune", feilAv(h.LastOppDokument(fag, "0301", 9, "", bytes.NewReader(pdfen(9))))},
		{"a person", feilAv(h.LastOppDokument(h.som(t, fnrMor), "4601", 9, "", bytes.NewReader(pdfen(9))))}} {
		if !errors.Is(ctx.err, innsyn.ErrIkkeIndekserer) {
			t.Errorf("%s: %v", ctx.navn, ctx.err)
		}
	}
	id, _ := h.lastOpp(t, fag, "4601", pdfen(9))
	if err := h.SlettDokument(maskin(t, annen, "4601"), id); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("another takes it away: %v", err)
	}
	if err := h.SlettDokument(maskin(t, bergensk, "0301"), id); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("without the right any more: %v", err)
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `INSERT INTO innsynsfil (id, integrasjon_id, kommunenummer, storrelse, lastet_opp)
		VALUES (gen_random_uuid(), gen_random_uuid(), '4601', 9, now() - interval '2 hours'), (gen_random_uuid(), gen_random_uuid(), '4601', 9, now())`))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `ALTER TABLE innsynsfil DISABLE TRIGGER innsynsfil_fast`))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE innsynsfil SET lastet_opp = now() - interval '9 days' WHERE id = $1`, id))
	maa(t, h.RyddOpplastinger(system(t)))
	if n := h.antall(t, "innsynsfil"); n != "2" {
		t.Errorf("%s left, want the finished and the new", n)
	}
	maa(t, h.SlettDokument(fag, id))
	if n := h.antall(t, "innsynsfildel"); n != "0" {
		t.Errorf("%s pieces without a file", n)
	}
}

func feilAv(_, _ any, err error) error { return err }
