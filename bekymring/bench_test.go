package bekymring_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/pdf"
)

// mestAvBart is how many times the sum of its bare steps a submission may cost.
const mestAvBart = 1.5

// BenchmarkInnsending gives the CPU of a submission as a multiple of its bare steps: the report and the letter rendered, one
// container signed and zipped, one CMS for each receiver, and one transaction that inserts equal rows. The two take
// turns, so that whatever else the machine does falls on both, and medians are compared. It is this process's CPU:
// PostgreSQL's is its own, and the same rows on both sides.
func BenchmarkInnsending(b *testing.B) {
	h := nyttHus(b)
	keep := &husker{Renderer: h.bekymring.PDF}
	h.bekymring.PDF = keep
	melder := h.innbygger(b, "24859123456", "Melder Meldesen")
	p := melding()
	p.Melding = strings.Repeat("Jeg er bekymret for barnet i etasjen over. ", 60) // a page and a half
	bare := h.bart(b, melder)

	var ours, bares []time.Duration
	for b.Loop() {
		keep.dokumenter = nil
		start := cpu(b)
		p.Klientnokkel = uuid.New()
		if svar, err := h.bekymring.SendPrivat(melder, p); err != nil || svar.Bekymringsmelding == nil {
			b.Fatalf("%+v, %v", svar, err)
		}
		middle := cpu(b)
		bare(keep.dokumenter)
		ours, bares = append(ours, middle-start), append(bares, cpu(b)-middle)
	}
	ratio := float64(median(ours)) / float64(median(bares))
	b.ReportMetric(ratio, "x/bare")
	b.ReportMetric(float64(median(ours))/1e6, "ms-cpu-ours")
	b.ReportMetric(float64(median(bares))/1e6, "ms-cpu-bare")
	if ratio > mestAvBart && len(ours) >= 10 {
		b.Errorf("a submission costs %.2f × its bare steps, more than %.1f", ratio, mestAvBart)
	}
}

// husker remembers the documents of a submission, so that the bare way renders the same.
type husker struct {
	bekymring.Renderer
	dokumenter []pdf.Document
}

func (h *husker) Render(ctx context.Context, d pdf.Document) ([]byte, error) {
	h.dokumenter = append(h.dokumenter, d)
	return h.Renderer.Render(ctx, d)
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}

// cpu is what this process has used, user and system.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// bart returns the bare steps of a submission: what no way of doing it could leave out, and nothing around them.
func (h *hus) bart(b *testing.B, melder context.Context) func([]pdf.Document) {
	must := func(err error) {
		if err != nil {
			b.Helper()
			b.Fatal(err)
		}
	}
	v := viewer.From(melder).(viewer.Innbygger)
	pool := dbtest.Open(b, h.dsn)
	var manuell, print uuid.UUID
	for formal, id := range map[string]*uuid.UUID{"MANUELL": &manuell, "PRINT": &print} {
		must(dbtest.QueryRow(b.Context(), h.dsn, `SELECT id FROM nokkel WHERE formal = $1`, []any{formal}, id))
	}
	json := []byte(`{"melding":"` + strings.Repeat("x", 2600) + `"}`)
	return func(d []pdf.Document) {
		ctx := b.Context()
		if len(d) != 2 {
			b.Fatalf("a submission rendered %d documents, not the report and the letter", len(d))
		}
		doc, err := renderer().Render(ctx, d[0])
		must(err)
		letter, err := renderer().Render(ctx, d[1])
		must(err)
		var container bytes.Buffer
		must(seal.WriteContainer(&container, h.delivery.Signer,
			seal.File{Name: seal.MeldingJSONName, MimeType: "application/json", Body: bytes.NewReader(json)},
			seal.File{Name: seal.MeldingPDFName, MimeType: "application/pdf", Body: bytes.NewReader(doc)}))
		var parcels [2][]byte
		var sums [2][sha256.Size]byte
		for i, to := range []struct {
			cert  *x509.Certificate
			clear []byte
		}{{h.manuell.Cert, container.Bytes()}, {h.print.Cert, letter}} {
			var sealed bytes.Buffer
			sealed.Grow(len(to.clear) + 4096)
			w, err := seal.Encrypt(&sealed, to.cert)
			must(err)
			_, err = w.Write(to.clear)
			must(err)
			must(w.Close())
			parcels[i], sums[i] = sealed.Bytes(), sha256.Sum256(sealed.Bytes())
		}

		tx, err := pool.Begin(ctx)
		must(err)
		do := func(sql string, args ...any) {
			_, err := tx.Exec(ctx, sql, args...)
			must(err)
		}
		id, p1, p2, naa := uuid.New(), uuid.New(), uuid.New(), time.Now()
		do(`INSERT INTO bekymringsmelding (id, type, versjon, melder_id, klientnokkel, skjema_hash, opprettet, forsendelse_id)
			VALUES ($1, 'PRIVAT', 'V2', $2, $3, $4, $5, $1)`, id, v.ID, uuid.New(), sums[0][:], naa)
		do(`INSERT INTO kopi (id, melder_id, innhold, sesjon_id) VALUES ($1, $2, $3, $4)`, id, v.ID, doc, v.SesjonID)
		do(`INSERT INTO pakke (id, formal, innhold, sha256, storrelse, forsendelse_id, nokkel_id)
			VALUES ($1, 'MANUELL', $2, $3, $4, $5, $6), ($7, 'PRINT', $8, $9, $10, $5, $11)`,
			p1, parcels[0], sums[0][:], len(parcels[0]), id, manuell, p2, parcels[1], sums[1][:], len(parcels[1]), print)
		do(`INSERT INTO leveranse (id, kanal, status, endret, forsendelse_id, pakke_id)
			VALUES ($1, 'NEDLASTING', 'KLAR', $2, $3, $4), ($5, 'BREV', 'VENTER', $2, $3, $6)`, uuid.New(), naa, id, p1, uuid.New(), p2)
		do(`INSERT INTO frist (id, type, forfall, forsendelse_id) VALUES ($1, 'LISTE_24T', $6, $7), ($2, 'BREV', $6, $7),
			($3, 'KONTAKT_5D', $6, $7), ($4, 'LEDER_7D', $6, $7), ($5, 'OPERATOR_21D', $6, $7)`,
			uuid.New(), uuid.New(), uuid.New(), uuid.New(), uuid.New(), naa, id)
		do(`INSERT INTO river_job (kind, args, max_attempts) VALUES ('overlever', jsonb_build_object('id', $1::text), 25)`, id.String())
		var nr int64
		var before []byte
		must(tx.QueryRow(ctx, `SELECT siste_nr, siste_hash FROM bydel WHERE id = $1 FOR UPDATE`, h.bergen).Scan(&nr, &before))
		link := sha256.Sum256(append(before, sums[0][:]...))
		do(`INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
			VALUES ($1, 'BEKYMRINGSMELDING', 'NEDLASTING', $2, $3, $4, 'AKSEPTERT', 'INGEN', $5, $6)`, id, nr+1, sums[0][:], link[:], naa, h.bergen)
		do(`UPDATE bydel SET siste_nr = $1, siste_hash = $2 WHERE id = $3`, nr+1, link[:], h.bergen)
		do(`INSERT INTO hendelse (bydel_id, tidspunkt, slag, tilstand, bevis, aktor, forsendelse_id)
			VALUES ($1, $2, 'AKSEPTERT', 'AKSEPTERT', 'INGEN', 'INNBYGGER', $3)`, h.bergen, naa, id)
		must(tx.Commit(ctx))
	}
}
