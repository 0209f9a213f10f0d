package ent

import (
	"context"
	"fmt"
	"time"

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
const hosAdmin = `f.slag = 'BEKYMRINGSMELDING' AND f.bydel_id IN (SELECT id FROM bydel WHERE ($1::boolean OR kommunenummer = ANY($2::text[])) ` +
	`AND ($3::text = '' OR kommunenummer = $3::text))`

func adminverdier(ctx context.Context, kommunenummer string) ([]any, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return nil, ErrIkkeFunnet
	}
	return []any{v.Hele, append([]string{}, v.Kommuner...), kommunenummer}, nil
}

// Statistikk counts the reports sent to the receivers of the administrator who asks, or to those of one kommune of hers. dager
// are the instants that days begin, rising, and last the one that the last day ends. All figures come from one reading
// of the ledger; codes are sorted as bytes, which is most of its work otherwise. Errors:
// ErrIkkeFunnet for whoever administers nothing.
func (d *DB) Statistikk(ctx context.Context, kommunenummer string, dager []time.Time) ([]Statistikkrute, error) {
	verdier, err := adminverdier(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	rader, err := d.pool.Query(ctx, `
WITH melding AS (
  SELECT f.bydel_id, width_bucket(f.akseptert, $4::timestamptz[]) - 1 AS dag, f.kanal COLLATE "C" AS kanal, m.type COLLATE "C" AS type,
    m.versjon COLLATE "C" AS versjon, m.integrasjon_id IS NOT NULL AS fagsystem, f.avvist IS NOT NULL AS avvist, l.forsendelse_id IS NOT NULL AS brev,
    CASE WHEN f.avvist IS NOT NULL AND f.bevis = 'KVITTERT' THEN 'OVERLEVERT' ELSE f.bevis END COLLATE "C" AS bevis
  FROM forsendelse f JOIN bekymringsmelding m ON m.forsendelse_id = f.id
    LEFT JOIN leveranse l ON l.forsendelse_id = f.id AND l.kanal = 'BREV' AND l.status IN ('OVERLEVERT', 'FULLFORT')
  WHERE `+hosAdmin+` AND f.akseptert >= $5 AND f.akseptert < $6
), rute AS (
  SELECT dag, bydel_id, kanal, type, versjon, fagsystem, bevis, avvist, brev, count(*) AS antall FROM melding
  GROUP BY GROUPING SETS ((dag, kanal, type, versjon, fagsystem, bevis, avvist, brev), (bydel_id, kanal, type, versjon, fagsystem, bevis, avvist, brev))
)
SELECT COALESCE(r.dag, -1), COALESCE(b.kommunenummer, ''), COALESCE(b.bydelsnummer, ''), r.kanal, r.type, r.versjon, r.fagsystem,
  r.bevis, r.avvist, r.brev, r.antall
FROM rute r LEFT JOIN bydel b ON b.id = r.bydel_id ORDER BY 1, 2, 3`, append(verdier, dager, dager[0], dager[len(dager)-1])...)
	if err != nil {
		return nil, fmt.Errorf("count the reports: %w", err)
	}
	defer rader.Close()
	var ut []Statistikkrute
	for rader.Next() {
		var r Statistikkrute
		err := rader.Scan(&r.Dag, &r.Kommunenummer, &r.Bydelsnummer, &r.Kanal, &r.Type, &r.Versjon, &r.FraFagsystem, &r.Bevis, &r.Avvist, &r.Brev, &r.Antall)
		if err != nil {
			return nil, fmt.Errorf("read a count: %w", err)
		}
		ut = append(ut, r)
	}
	if err := rader.Err(); err != nil {
		return nil, fmt.Errorf("count the reports: %w", err)
	}
	return ut, nil
}

// Statistikktider says how long it took until reports that came from fra and before til were proven to be with their receiver.
// The rows are chosen as by Statistikk.
func (d *DB) Statistikktider(ctx context.Context, kommunenummer string, fra, til time.Time) ([]Statistikktid, error) {
	verdier, err := adminverdier(ctx, kommunenummer)
	if err != nil {
		return nil, err
	}
	rader, err := d.pool.Query(ctx, `
WITH tid AS (
  SELECT f.bydel_id, count(*) AS antall,
    percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM f.bevist - f.akseptert)) AS brukt
  FROM forsendelse f WHERE `+hosAdmin+` AND f.akseptert >= $4 AND f.akseptert < $5 AND f.bevist IS NOT NULL
  GROUP BY GROUPING SETS ((f.bydel_id), ())
)
SELECT COALESCE(b.kommunenummer, ''), COALESCE(b.bydelsnummer, ''), t.antall, t.brukt[1]::float8, t.brukt[2]::float8
FROM tid t LEFT JOIN bydel b ON b.id = t.bydel_id WHERE t.antall > 0 ORDER BY 1, 2`, append(verdier, fra, til)...)
	if err != nil {
		return nil, fmt.Errorf("see how long proof took: %w", err)
	}
	defer rader.Close()
	var ut []Statistikktid
	for rader.Next() {
		var t Statistikktid
		if err := rader.Scan(&t.Kommunenummer, &t.Bydelsnummer, &t.Antall, &t.Median, &t.NittiProsent); err != nil {
			return nil, fmt.Errorf("read how long proof took: %w", err)
		}
		ut = append(ut, t)
	}
	if err := rader.Err(); err != nil {
		return nil, fmt.Errorf("see how long proof took: %w", err)
	}
	return ut, nil
}
