package innsyn_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

const opphav = "https://portal.example"

// pdfen is n bytes that begin as a PDF does, and of which no two pieces are the same.
func pdfen(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i ^ i>>8 ^ i>>16)
	}
	copy(b, "%PDF-1.7\n")
	return b
}

// iOkt is a person in one session, the same however often it is asked for.
func (h *hus) iOkt(t testing.TB, fnr, okt string) context.Context {
	return viewer.With(t.Context(), viewer.Innbygger{Person: h.Person(fnr), Niva: viewer.NivaHoyt, SesjonID: uuid.NewSHA1(uuid.Nil, []byte(okt))})
}

func (h *hus) medLager(t testing.TB) *hus {
	t.Helper()
	h.Dokumenter.Opphav = opphav
	return h
}

// lastOpp must go well.
func (h *hus) lastOpp(t testing.TB, ctx context.Context, kommune string, innhold []byte) (uuid.UUID, string) {
	t.Helper()
	id, lenke, err := h.LastOppDokument(ctx, kommune, int64(len(innhold)), "", bytes.NewReader(innhold))
	maa(t, err)
	if lenke != opphav+"/innsyn/dokument/"+id.String() {
		t.Fatalf("lenke %q", lenke)
	}
	return id, lenke
}

// medDokumenter is a journalpost with a document for each lenke.
func medDokumenter(m innsyn.Melding, lenker ...string) innsyn.Melding {
	var d []felter
	for _, l := range lenker {
		d = append(d, felter{"tittel": "T", "filnavn": "f.pdf", "mimeType": "application/pdf", "lenke": l})
	}
	return endret(m, felter{"dokumenter": d})
}

// sak is a mappe of mor's with one journalpost that has these documents.
func (h *hus) sak(t testing.TB, lenker ...string) (mappen, posten innsyn.Melding) {
	t.Helper()
	mappen = mappe(fnrMor, "MOR", "M")
	posten = medDokumenter(journalpost(fnrMor, mappen, "P", "2026-04-01T12:00:00Z"), lenker...)
	h.indekser(t, mappen, posten)
	return mappen, posten
}

// lenke must be made.
func (h *hus) lenke(t testing.TB, ctx context.Context, post innsyn.Melding, nr int) string {
	t.Helper()
	l, err := h.LagDokumentlenke(ctx, rad(bergensk, post), nr)
	maa(t, err)
	return l.Token
}

// les opens and reads a document.
func (h *hus) les(ctx context.Context, token string) ([]byte, error) {
	d, err := h.ApneDokument(ctx, token)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	return io.ReadAll(d)
}

func (h *hus) ser(t testing.TB, ctx context.Context, token string, vil []byte) {
	t.Helper()
	fikk, err := h.les(ctx, token)
	if err != nil || !bytes.Equal(fikk, vil) {
		t.Errorf("read %d bytes of %d: %v", len(fikk), len(vil), err)
	}
}

func (h *hus) skjult(t testing.TB, hva string, ctx context.Context, token string) {
	t.Helper()
	if b, err := h.les(ctx, token); !errors.Is(err, ent.ErrIkkeFunnet) || len(b) > 0 {
		t.Errorf("%s: %d bytes, %v", hva, len(b), err)
	}
}

func hindring(err error) innsyn.Dokumenthindring {
	var h innsyn.Dokumenthindring
	_ = errors.As(err, &h)
	return h
}

// avbrutt is a body that is cut short.
func avbrutt(innhold []byte) io.Reader {
	return io.MultiReader(bytes.NewReader(innhold), feilende{io.ErrUnexpectedEOF})
}

type feilende struct{ err error }

func (f feilende) Read([]byte) (int, error) { return 0, f.err }

// antall counts rows.
func (h *hus) antall(t testing.TB, tabell string) string {
	t.Helper()
	return strings.TrimSpace(sporr(t, h.dsn, "SELECT count(*)::text FROM "+tabell))
}

func sporr(t testing.TB, dsn, sql string) (svar string) {
	t.Helper()
	maa(t, dbtest.QueryRow(t.Context(), dsn, sql, nil, &svar))
	return svar
}
