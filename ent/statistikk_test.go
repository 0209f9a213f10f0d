package ent_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"entgo.io/ent/dialect/sql/schema"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/migrate"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

func ord(t *testing.T, tabell *schema.Table, kolonne string) []string {
	t.Helper()
	for _, k := range tabell.Columns {
		if k.Name == kolonne {
			return k.Enums
		}
	}
	t.Fatalf("no %s.%s", tabell.Name, kolonne)
	return nil
}

// Reports of every kind there can be, each so many as is no other kind's: each number comes back under its own name, for the day
// and for the receiver. A word that is new in the schema, and not among those that are counted by, fails here.
func TestStatistikkHverMeldingPaaSinPlass(t *testing.T) {
	dsn := dbtest.DSN(t)
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	pool := dbtest.Open(t, dsn)
	kjor := func(sql string, v ...any) {
		t.Helper()
		if _, err := pool.Exec(t.Context(), sql, v...); err != nil {
			t.Fatal(err)
		}
	}
	kjor(`ALTER DATABASE ` + pool.Config().ConnConfig.Database + ` SET session_replication_role = replica`)
	pool.Reset() // rows of the ledger without what else belongs to them
	kjor(`INSERT INTO kommune (kommunenummer, navn, gyldig_fra) VALUES ('4601', 'B', now()), ('0301', 'O', now())`)
	kjor(`INSERT INTO bydel (id, kommunenummer, bydelsnummer, navn, kanal) SELECT gen_random_uuid(), kommunenummer, '00', navn, 'FIKSIO' FROM kommune`)
	type slag struct {
		kanal, type_, versjon, bevis string
		fagsystem, avvist, brev      bool
	}
	vil, nr := map[slag]int{}, 0
	dag := time.Date(2026, 3, 28, 23, 0, 0, 0, time.UTC) // midnight in Norway, of the day that has 23 hours
	dager := []time.Time{dag, dag.Add(23 * time.Hour), dag.Add(47 * time.Hour)}
	for _, kanal := range ord(t, migrate.BydelTable, "kanal") {
		for _, type_ := range ord(t, migrate.BekymringsmeldingTable, "type") {
			for _, versjon := range ord(t, migrate.BekymringsmeldingTable, "versjon") {
				for _, bevis := range ord(t, migrate.ForsendelseTable, "bevis") {
					nr++
					s := slag{kanal, type_, versjon, bevis, nr%2 == 0, nr%3 == 0, nr%5 == 0}
					kjor(`WITH f AS (INSERT INTO forsendelse (id, slag, bydel_id, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, avvist, bekreftet)
						SELECT gen_random_uuid(), 'BEKYMRINGSMELDING', (SELECT id FROM bydel WHERE kommunenummer = '4601'), $1, $2 * 1000 + i, sha256('x'), sha256('x'),
							'AKSEPTERT', $3::text, $4, CASE WHEN $5 THEN now() END,
							CASE WHEN $3::text = 'REGISTRERT' THEN now() END FROM generate_series(1, $2) i RETURNING id),
						b AS (INSERT INTO leveranse (id, forsendelse_id, pakke_id, kanal, status, endret) SELECT gen_random_uuid(), id, id, 'BREV', 'OVERLEVERT', now() FROM f WHERE $6)
						INSERT INTO bekymringsmelding (id, forsendelse_id, type, versjon, melder_id, klientnokkel, skjema_hash, integrasjon_id, fra_kommune, sendt_hash, opprettet)
						SELECT id, id, $7, $8, CASE WHEN NOT $9 THEN sha256('x') END, CASE WHEN NOT $9 THEN id END, CASE WHEN NOT $9 THEN sha256('x') END,
							CASE WHEN $9 THEN id END, CASE WHEN $9 THEN '0301' END, CASE WHEN $9 THEN sha256('y') END, now() FROM f`,
						kanal, nr, bevis, dager[0].Add(time.Duration(nr)*time.Minute), s.avvist, s.brev, type_, versjon, s.fagsystem)
					if s.avvist && s.bevis == "KVITTERT" {
						s.bevis = "OVERLEVERT" // a blind yes from who has also said no
					}
					vil[s] += nr
				}
			}
		}
	}
	for navn, c := range map[string]struct {
		v       viewer.Admin
		kommune string
		ser     bool
	}{
		"the installation's": {viewer.Admin{Hele: true}, "", true}, "the kommune's": {viewer.Admin{Kommuner: []string{"4601"}}, "", true}, "asked for": {viewer.Admin{Hele: true}, "4601", true},
		"another's": {viewer.Admin{Kommuner: []string{"0301"}}, "", false}, "another's, asked for": {viewer.Admin{Kommuner: []string{"0301"}}, "4601", false}, "nobody's": {viewer.Admin{}, "", false},
	} {
		ruter, err := d.Statistikk(viewer.With(t.Context(), c.v), c.kommune, dager)
		if err != nil {
			t.Fatal(err)
		}
		tider, err := d.Statistikktider(viewer.With(t.Context(), c.v), c.kommune, dager[0], dager[2])
		if err != nil || len(tider) != 0 {
			t.Errorf("%s: nothing is proven, and it took %v (%v)", navn, tider, err)
		}
		if !c.ser {
			if len(ruter) != 0 {
				t.Errorf("%s: %v", navn, ruter)
			}
			continue
		}
		dagens, mottakets := map[slag]int{}, map[slag]int{}
		for _, r := range ruter {
			s := slag{r.Kanal, r.Type, r.Versjon, r.Bevis, r.FraFagsystem, r.Avvist, r.Brev}
			switch {
			case r.Dag == 0 && r.Kommunenummer == "":
				dagens[s] += r.Antall
			case r.Dag == -1 && r.Kommunenummer == "4601" && r.Bydelsnummer == "00":
				mottakets[s] += r.Antall
			default:
				t.Errorf("%s: %+v", navn, r)
			}
		}
		if a, b, c := fmt.Sprint(vil), fmt.Sprint(dagens), fmt.Sprint(mottakets); a != b || a != c {
			t.Errorf("%s:\nwant     %s\nday      %s\nreceiver %s", navn, a, b, c)
		}
	}
	kjor(`UPDATE forsendelse SET bevist = akseptert + interval '1 second' * CASE WHEN nr % 10 = 0 THEN 3600 ELSE 60 END`)
	tider, err := d.Statistikktider(viewer.With(t.Context(), viewer.Admin{Hele: true}), "", dager[0], dager[2])
	if err != nil || len(tider) != 2 || tider[0].Kommunenummer != "" || tider[1].Kommunenummer != "4601" || tider[1].Bydelsnummer != "00" {
		t.Fatalf("%+v %v", tider, err)
	}
	for _, tid := range tider {
		if tid.Antall != nr*(nr+1)/2 || tid.Median != 60 || tid.NittiProsent != 60 {
			t.Errorf("%+v of %d", tid, nr*(nr+1)/2)
		}
	}
	if nr < 50 || !slices.Contains(ord(t, migrate.ForsendelseTable, "bevis"), "KVITTERT") {
		t.Errorf("control: only %d kinds", nr)
	}
}
