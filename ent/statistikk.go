package ent

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent/viewer"
)

// Statistikkrute is a cell of the figures: how many reports are alike in all that is counted by, of one day, or of one receiver.
type Statistikkrute struct {
	Dag                         int    // from 0; -1: of a receiver
	Kommunenummer, Bydelsnummer string // empty: of a day
	Kanal, Type, Versjon        string
	FraFagsystem                bool
	Bevis                       string // the one that counts: a blind yes from who has also said no is OVERLEVERT
	Avvist, Brev                bool   // the receiver has said no; a letter has left
	Antall                      int
}

// Statistikktid is how long it took until reports were proven: of one receiver, or of all.
type Statistikktid struct {
	Kommunenummer, Bydelsnummer string // empty: of all
	Antall                      int
	Median, NittiProsent        float64 // seconds
}

// hosAdmin is the receivers an administrator reaches, in SQL, as ent/rule says it: $1 all of them, $2 else her kommuner, $3 the
// one that is asked for, or none.
const hosAdmin = `($1::boolean OR kommunenummer = ANY($2::text[])) AND ($3::text = '' OR kommunenummer = $3::text)`

func adminverdier(ctx context.Context, kommunenummer string) ([]any, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return nil, ErrIkkeFunnet
	}
	return []any{v.Hele, append([]string{}, v.Kommuner...), kommunenummer}, nil
}

// statistikkord are the words that reports are counted by. A report's four and its three yes or no become one number, by the
// words' places here, of which there are at most fifteen: a million rows are sorted by that in a third of the time.
var statistikkord = []string{
	"NEDLASTING", "FAGSYSTEM", "FIKSIO", "SVARINN", "BREV", "SVARUT", "PRIVAT", "OFFENTLIG", "V1", "V2",
	"INGEN", "OVERLEVERT", "KVITTERT", "LAGRET", "REGISTRERT",
}

// lesKode is the reverse of what the query of Statistikk does.
func (r *Statistikkrute) lesKode(kode int) {
	r.FraFagsystem, r.Avvist, r.Brev = kode&4 != 0, kode&2 != 0, kode&1 != 0
	kode >>= 3
	for _, felt := range []*string{&r.Bevis, &r.Versjon, &r.Type, &r.Kanal} {
		*felt = statistikkord[kode&15-1]
		kode >>= 4
	}
}

// Statistikk counts the reports sent to the receivers of the administrator who asks, or to those of one kommune of hers. dager
// are the instants that days begin, rising, and last the one that the last day ends. All figures come from one reading
// of the ledger. Errors: ErrIkkeFunnet for whoever administers nothing.
func (d *DB) Statistikk(ctx context.Context, kommunenummer string, dager []time.Time) ([]Statistikkrute, error) {
	verdier, err := adminverdier(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	var ut []Statistikkrute
	err = d.lesMengde(ctx, `
WITH melding AS (
  SELECT f.bydel_id, width_bucket(f.akseptert, $4::timestamptz[]) - 1 AS dag,
    (((array_position($7::text[], f.kanal::text) * 16 + array_position($7::text[], m.type::text)) * 16 + array_position($7::text[], m.versjon::text)) * 16 +
      array_position($7::text[], CASE WHEN f.avvist IS NOT NULL AND f.bevis = 'KVITTERT' THEN 'OVERLEVERT' ELSE f.bevis END::text)) * 8 +
      (m.integrasjon_id IS NOT NULL)::int * 4 + (f.avvist IS NOT NULL)::int * 2 + (l.forsendelse_id IS NOT NULL)::int AS kode
  FROM forsendelse f JOIN bekymringsmelding m ON m.forsendelse_id = f.id
    LEFT JOIN leveranse l ON l.forsendelse_id = f.id AND l.kanal = 'BREV' AND l.status IN ('OVERLEVERT', 'FULLFORT')
  WHERE f.slag = 'BEKYMRINGSMELDING' AND f.bydel_id IN (SELECT id FROM bydel WHERE `+hosAdmin+`) AND f.akseptert >= $5 AND f.akseptert < $6
), rute AS (
  SELECT dag, bydel_id, kode, count(*) AS antall FROM melding GROUP BY GROUPING SETS ((dag, kode), (bydel_id, kode))
)
SELECT COALESCE(r.dag, -1), COALESCE(b.kommunenummer, ''), COALESCE(b.bydelsnummer, ''), r.kode, r.antall
FROM rute r LEFT JOIN bydel b ON b.id = r.bydel_id ORDER BY 1, 2, 3`, func(rad pgx.Rows) error {
		var r Statistikkrute
		var kode int // null, and so an error, where a word is none of ours
		if err := rad.Scan(&r.Dag, &r.Kommunenummer, &r.Bydelsnummer, &kode, &r.Antall); err != nil {
			return err
		}
		r.lesKode(kode)
		ut = append(ut, r)
		return nil
	}, append(verdier, dager, dager[0], dager[len(dager)-1], statistikkord)...)
	if err != nil {
		return nil, fmt.Errorf("count the reports: %w", err)
	}
	return ut, nil
}

// Statistikktider says how long it took until reports that came from fra and before til were proven to be with their receiver.
// The rows are chosen as by Statistikk. Receivers have a number of their own here: in the order of their ids there is an index, and
// following that to a million rows one by one took four times as long as reading them all.
func (d *DB) Statistikktider(ctx context.Context, kommunenummer string, fra, til time.Time) ([]Statistikktid, error) {
	verdier, err := adminverdier(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	var ut []Statistikktid
	err = d.lesMengde(ctx, `
WITH mottaker AS MATERIALIZED (
  SELECT id, kommunenummer, bydelsnummer, row_number() OVER () AS nr FROM bydel WHERE `+hosAdmin+`
), tid AS (
  SELECT m.nr, count(*) AS antall,
    percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM f.bevist - f.akseptert)::float8) AS brukt
  FROM forsendelse f JOIN mottaker m ON m.id = f.bydel_id
  WHERE f.slag = 'BEKYMRINGSMELDING' AND f.akseptert >= $4 AND f.akseptert < $5 AND f.bevist IS NOT NULL
  GROUP BY GROUPING SETS ((m.nr), ())
)
SELECT COALESCE(m.kommunenummer, ''), COALESCE(m.bydelsnummer, ''), t.antall, t.brukt[1], t.brukt[2]
FROM tid t LEFT JOIN mottaker m ON m.nr = t.nr WHERE t.antall > 0 ORDER BY 1, 2`, func(rad pgx.Rows) error {
		var t Statistikktid
		if err := rad.Scan(&t.Kommunenummer, &t.Bydelsnummer, &t.Antall, &t.Median, &t.NittiProsent); err != nil {
			return err
		}
		ut = append(ut, t)
		return nil
	}, append(verdier, fra, til)...)
	if err != nil {
		return nil, fmt.Errorf("see how long proof took: %w", err)
	}
	return ut, nil
}

// lesMengde asks what reads much of the ledger, with memory to sort it in: PostgreSQL's own 4 MB would have it sorted on the disk.
func (d *DB) lesMengde(ctx context.Context, sporring string, rad func(pgx.Rows) error, verdier ...any) error {
	return pgx.BeginTxFunc(ctx, d.pool, pgx.TxOptions{AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL work_mem = '32MB'`); err != nil {
			return err
		}
		rader, err := tx.Query(ctx, sporring, verdier...)
		if err != nil {
			return err
		}
		defer rader.Close()
		for rader.Next() {
			if err := rad(rader); err != nil {
				return err
			}
		}
		return rader.Err()
	})
}
