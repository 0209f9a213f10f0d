package ent_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// BenchmarkStatistikk asks for figures of a ledger of STATISTIKK_RADER reports (100 000 unless told), spread over three years
// and 357 kommuner: a month of one kommune, a month of all, and all there is.
func BenchmarkStatistikk(b *testing.B) {
	rader := 100_000
	if n, err := strconv.Atoi(os.Getenv("STATISTIKK_RADER")); err == nil {
		rader = n
	}
	dsn := dbtest.DSN(b)
	d, err := ent.Open(b.Context(), ent.Config{DSN: dsn, UnsafeForTests: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(d.Close)
	pool := dbtest.Open(b, dsn)
	for _, s := range []string{
		`SET session_replication_role = replica`,
		`INSERT INTO kommune (kommunenummer, navn, gyldig_fra) SELECT (1000 + k)::text, 'K', now() FROM generate_series(1, 357) k`,
		`INSERT INTO bydel (id, kommunenummer, bydelsnummer, navn, kanal) SELECT gen_random_uuid(), (1000 + k)::text, '00', 'K', 'FIKSIO' FROM generate_series(1, 357) k`,
		`INSERT INTO forsendelse (id, slag, bydel_id, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bevist)
		 SELECT gen_random_uuid(), 'BEKYMRINGSMELDING', b.id, (ARRAY['FIKSIO', 'NEDLASTING'])[1 + i % 2], i, sha256('x'), sha256('x'), 'LEVERT', 'LAGRET', t, t + interval '1 minute' * (i % 5000)
		 FROM (SELECT i, timestamptz '2024-01-01' + interval '1 second' * (i::bigint * 94608000 / ` + strconv.Itoa(rader) + `) t FROM generate_series(1, ` + strconv.Itoa(rader) + `) i) x
		 JOIN (SELECT id, row_number() OVER () - 1 AS n FROM bydel) b ON b.n = i % 357`,
		`INSERT INTO bekymringsmelding (id, forsendelse_id, type, versjon, melder_id, klientnokkel, skjema_hash, opprettet)
		 SELECT id, id, CASE WHEN nr % 3 = 0 THEN 'PRIVAT' ELSE 'OFFENTLIG' END, 'V2', sha256('x'), id, sha256('x'), akseptert FROM forsendelse`,
		`ANALYZE`,
	} {
		if _, err := pool.Exec(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
	ctx := viewer.With(context.Background(), viewer.Admin{Hele: true})
	for navn, c := range map[string]struct {
		kommune string
		fra     time.Time
		dager   int
	}{
		"month_kommune": {"1001", time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC), 30}, "month_all": {"", time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC), 30},
		"all": {"", time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC), 1095},
	} {
		b.Run(navn, func(b *testing.B) {
			var dager []time.Time
			for i := range c.dager + 1 {
				dager = append(dager, c.fra.AddDate(0, 0, i))
			}
			var tall time.Duration
			for b.Loop() {
				fra := time.Now()
				ruter, err := d.Statistikk(ctx, c.kommune, dager)
				if err != nil || len(ruter) == 0 {
					b.Fatal(len(ruter), err)
				}
				tall += time.Since(fra)
				if _, err := d.Statistikktider(ctx, c.kommune, dager[0], dager[len(dager)-1]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(tall.Seconds()/float64(b.N), "s-of-figures/op")
		})
	}
}
