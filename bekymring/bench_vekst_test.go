package bekymring_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
)

// mestVekst is how much more a report may cost when a million are stored than when ten thousand are.
const mestVekst = 1.1

// BenchmarkVekst sends to a receiver with 10 000 reports stored, and again with 1 000 000, all unconfirmed, and compares
// the medians of what the ledger costs (the documents are a few bytes, so that the PDF does not hide it). Filling takes
// some minutes, so it is left out of a short run.
func BenchmarkVekst(b *testing.B) {
	if testing.Short() {
		b.Skip("filling the ledger with a million reports takes minutes")
	}
	h := nyttHus(b)
	h.bekymring.PDF = kort{}
	melder := h.innbygger(b, "24859123456", "Melder Meldesen")
	measure := func() time.Duration {
		var took []time.Duration
		for i := range 400 {
			p := melding()
			p.Klientnokkel = uuid.New()
			start := time.Now()
			if svar, err := h.bekymring.SendPrivat(melder, p); err != nil || svar.Bekymringsmelding == nil {
				b.Fatalf("%+v, %v", svar, err)
			}
			if i >= 100 { // the first warm the caches
				took = append(took, time.Since(start))
			}
		}
		return median(took)
	}
	h.fyll(b, 10_000)
	few := measure()
	h.fyll(b, 990_000)
	many := measure()
	for b.Loop() {
	}
	ratio := float64(many) / float64(few)
	b.ReportMetric(ratio, "x/10000")
	b.ReportMetric(float64(few)/1e6, "ms-at-10000")
	b.ReportMetric(float64(many)/1e6, "ms-at-1000000")
	if ratio > mestVekst {
		b.Errorf("a report costs %.2f × as much with a million stored, more than %.1f", ratio, mestVekst)
	}
}

// fyll stores n more reports in Bergen's inbox past the program: rows of the same form and indexes of the same size,
// with parcels of a few bytes.
func (h *hus) fyll(b *testing.B, n int) {
	b.Helper()
	h.sql(b, `CREATE TABLE IF NOT EXISTS ny (id uuid, nr bigint)`)
	h.sql(b, `TRUNCATE ny`)
	h.sql(b, `INSERT INTO ny SELECT gen_random_uuid(), siste_nr + i FROM bydel, generate_series(1, $1::int) i WHERE kommunenummer = '4601'`, n)
	h.sql(b, `
		SET session_replication_role = replica;
		INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
			SELECT id, 'BEKYMRINGSMELDING', 'NEDLASTING', nr, sha256(id::text::bytea), sha256(nr::text::bytea), 'SENDT_FAGSYSTEM', 'INGEN',
				now() - nr * interval '1 second', (SELECT id FROM bydel WHERE kommunenummer = '4601') FROM ny;
		INSERT INTO bekymringsmelding (id, type, versjon, melder_id, klientnokkel, skjema_hash, opprettet, forsendelse_id)
			SELECT id, 'PRIVAT', 'V2', sha256((nr % 50000)::text::bytea), gen_random_uuid(), sha256('x'), now(), id FROM ny;
		INSERT INTO pakke (id, formal, innhold, sha256, storrelse, forsendelse_id, nokkel_id)
			SELECT gen_random_uuid(), f, 'x', sha256('x'), 1, id, (SELECT id FROM nokkel WHERE formal = f LIMIT 1)
			FROM ny, unnest(ARRAY['MANUELL', 'PRINT']) f;
		INSERT INTO leveranse (id, kanal, status, endret, forsendelse_id, pakke_id)
			SELECT gen_random_uuid(), CASE formal WHEN 'PRINT' THEN 'BREV' ELSE 'NEDLASTING' END, CASE formal WHEN 'PRINT' THEN 'VENTER' ELSE 'OVERLEVERT' END,
				now(), forsendelse_id, p.id FROM pakke p JOIN ny ON ny.id = forsendelse_id;
		INSERT INTO frist (id, type, forfall, forsendelse_id)
			SELECT gen_random_uuid(), f, now() + interval '30 days', id FROM ny, unnest(ARRAY['LISTE_24T', 'BREV', 'KONTAKT_5D', 'LEDER_7D', 'OPERATOR_21D']) f;
		INSERT INTO hendelse (bydel_id, tidspunkt, slag, tilstand, bevis, aktor, forsendelse_id)
			SELECT (SELECT id FROM bydel WHERE kommunenummer = '4601'), now(), 'AKSEPTERT', 'AKSEPTERT', 'INGEN', 'INNBYGGER', id FROM ny;
		UPDATE bydel SET siste_nr = (SELECT max(nr) FROM ny), siste_hash = sha256((SELECT max(nr) FROM ny)::text::bytea) WHERE kommunenummer = '4601';
		ANALYZE`)
}
