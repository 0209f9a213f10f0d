package verify

import (
	"context"
	"database/sql"
	"time"
)

// forsinket is how long after a deadline is due that it should have fired: the sweep runs every 30 s.
const forsinket = 2 * time.Minute

// Regnskap is the conservation law: Akseptert = Bevist + Underveis + Eskalert + Uredegjort.
type Regnskap struct {
	Akseptert  int64 // all that were ever accepted
	Bevist     int64 // LAGRET or REGISTRERT, and not missed since; KVITTERT and avstemt; of what is no report KVITTERT
	Underveis  int64 // not proven, and a deadline still runs
	Eskalert   int64 // not proven, and the last deadline has fired: a person has it. Of a report the weekly one runs
	Uredegjort int64 // none of these: must be 0
}

// Bevaring counts what was accepted, by what has become of it, and names what nothing watches over.
func Bevaring(ctx context.Context, q Sporrer, r *Rapport) error {
	err := hver(ctx, q, "the ledger", `
		SELECT count(*), count(*) FILTER (WHERE stand = 'bevist'), count(*) FILTER (WHERE stand = 'underveis'),
		       count(*) FILTER (WHERE stand = 'eskalert'), count(*) FILTER (WHERE stand = 'uredegjort')
		  FROM (`+staaende+`) s`, nil, func(rader *sql.Rows) error {
		return rader.Scan(&r.Akseptert, &r.Bevist, &r.Underveis, &r.Eskalert, &r.Uredegjort)
	})
	if err != nil {
		return err
	}
	if r.Uredegjort > 0 {
		err = r.navngi(ctx, q, "forsendelse", "ingen frist løper, ingen har fått den, og den er ikke bevist mottatt",
			`SELECT id FROM (`+staaende+`) s WHERE stand = 'uredegjort' ORDER BY id`)
		if err != nil {
			return err
		}
	}
	err = r.navngi(ctx, q, "frist", "forfalt uten å ha løst ut: sveipet står", `
		SELECT t.id FROM frist t JOIN forsendelse f ON f.id = t.forsendelse_id
		 WHERE t.klarert IS NULL AND t.utlost IS NULL AND t.forfall < $1
		   -- what had stopped it was just taken back, and it fires at the next sweep
		   AND coalesce(greatest(f.savnet, f.avvist) < $1, true) ORDER BY t.forfall`, r.Tidspunkt.Add(-forsinket))
	if err != nil {
		return err
	}
	// A first hendelse without its forsendelse: the line was accepted, and is gone from the ledger.
	return r.navngi(ctx, q, "forsendelse", "akseptert, men borte fra hovedboken", `
		SELECT DISTINCT h.forsendelse_id FROM hendelse h
		 WHERE NOT EXISTS (SELECT FROM forsendelse f WHERE f.id = h.forsendelse_id) ORDER BY 1`)
}

// staaende is each forsendelse with where it stands. «Escalated» has an alarm row too, or somebody may have it on paper only.
const staaende = `
	SELECT f.id, CASE
	  -- what was stored can be lost after: missed since the proof, it is proven no longer
	  WHEN f.bevis = 'LAGRET' AND f.savnet IS NULL THEN 'bevist'
	  WHEN f.bevis = 'REGISTRERT' AND (f.savnet IS NULL OR f.bekreftet >= f.savnet) THEN 'bevist'
	  -- the receiver's own list has named it, none has missed it since, and its system has not said no
	  WHEN f.bevis = 'KVITTERT' AND f.avstemt IS NOT NULL AND f.savnet IS NULL AND f.avvist IS NULL THEN 'bevist'
	  WHEN f.bevis = 'KVITTERT' AND f.slag <> 'BEKYMRINGSMELDING' THEN 'bevist' -- there is no more to be had of these
	  WHEN EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.klarert IS NULL AND t.utlost IS NULL)
	   AND NOT EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.type = 'UKENTLIG') THEN 'underveis'
	  WHEN EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.utlost IS NOT NULL AND t.klarert IS NULL)
	   AND (f.slag <> 'BEKYMRINGSMELDING'
	     OR EXISTS (SELECT FROM frist t WHERE t.forsendelse_id = f.id AND t.klarert IS NULL AND t.utlost IS NULL))
	   AND EXISTS (SELECT FROM alarm a WHERE a.forsendelse_id = f.id) THEN 'eskalert'
	  ELSE 'uredegjort' END AS stand
	  FROM forsendelse f`
