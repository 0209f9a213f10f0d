package bekymring_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/dbtest"
)

// les reads the rows of a query as superuser, past every rule. Columns are named as the fields of T.
func les[T any](t testing.TB, dsn, query string) []T {
	t.Helper()
	var raw []byte
	err := dbtest.QueryRow(t.Context(), dsn, `SELECT coalesce(json_agg(r), '[]') FROM (`+query+`) r`, nil, &raw)
	if err != nil {
		t.Fatal(err)
	}
	var rows []T
	if err := json.Unmarshal(raw, &rows); err != nil {
		t.Fatal(err)
	}
	return rows
}

// hexed is bytes that SQL wrote with encode(…, 'hex').
type hexed []byte

func (h *hexed) UnmarshalText(text []byte) error {
	b, err := hex.DecodeString(string(text))
	*h = b
	return err
}

// sjekkKjeder walks every receiver's chain with nothing but the rows, as the receiver could. The error begins with the
// place where a chain breaks.
func (h *hus) sjekkKjeder(t testing.TB, dsn string) error {
	t.Helper()
	type head struct {
		ID                          uuid.UUID
		Kommunenummer, Bydelsnummer string
		SisteNr                     int64 `json:"siste_nr"`
		SisteHash                   hexed `json:"siste_hash"`
	}
	type link struct {
		ID     uuid.UUID
		Bydel  uuid.UUID
		Nr     int64
		Sha256 hexed // as the link says
		Pakke  hexed // of the receiver's own parcel, or print's if there is no other
		Hash   hexed
	}
	links := map[uuid.UUID][]link{}
	for _, l := range les[link](t, dsn, `SELECT f.id, bydel_id AS bydel, nr, encode(f.sha256, 'hex') AS sha256,
		encode(kjedehash, 'hex') AS hash, (SELECT encode(sha256(innhold), 'hex') FROM pakke p WHERE p.forsendelse_id = f.id
			ORDER BY formal = 'PRINT' LIMIT 1) AS pakke
		FROM forsendelse f ORDER BY bydel_id, nr`) {
		links[l.Bydel] = append(links[l.Bydel], l)
	}
	for _, b := range les[head](t, dsn, `SELECT id, kommunenummer, bydelsnummer, siste_nr, encode(siste_hash, 'hex') AS siste_hash FROM bydel`) {
		chain := links[b.ID]
		var before []byte
		for nr := int64(1); nr <= max(b.SisteNr, int64(len(chain))); nr++ {
			where := fmt.Sprintf("%s-%s number %d: ", b.Kommunenummer, b.Bydelsnummer, nr)
			if nr > int64(len(chain)) || nr > b.SisteNr || chain[nr-1].Nr != nr {
				return fmt.Errorf("%smissing, of %d (%d rows)", where, b.SisteNr, len(chain))
			}
			l := chain[nr-1]
			if len(l.Sha256) != 32 || !bytes.Equal(l.Sha256, l.Pakke) {
				return fmt.Errorf("%sthe parcel is not the one it was", where)
			}
			want := delivery.Ledd{
				Kommunenummer: b.Kommunenummer, Bydelsnummer: b.Bydelsnummer, Nr: nr, Forsendelse: l.ID, Sha256: [32]byte(l.Sha256), Forrige: before,
			}.Hash()
			if !bytes.Equal(l.Hash, want[:]) {
				return fmt.Errorf("%sthe link does not hold", where)
			}
			before = l.Hash
		}
		if !bytes.Equal(b.SisteHash, before) {
			return fmt.Errorf("%s-%s: the head is not the last link", b.Kommunenummer, b.Bydelsnummer)
		}
	}
	return nil
}

// ufullstendige are the reports of which something is missing that must be written with them. At the heart: every
// report has a job, or a leveranse that the sweep makes work from, or a person has confirmed it.
const ufullstendige = `
	SELECT f.id, concat_ws(', ',
		CASE WHEN NOT EXISTS (SELECT FROM bekymringsmelding b WHERE b.forsendelse_id = f.id) THEN 'no report' END,
		CASE WHEN (SELECT count(*) FROM pakke p WHERE p.forsendelse_id = f.id
			AND p.sha256 = sha256(p.innhold) AND p.storrelse = length(p.innhold)) <> 2 THEN 'not two whole parcels' END,
		CASE WHEN (SELECT count(DISTINCT l.pakke_id) FROM leveranse l JOIN pakke p ON p.id = l.pakke_id
			WHERE l.forsendelse_id = f.id AND p.forsendelse_id = f.id) <> 2 THEN 'a parcel without a way out' END,
		CASE WHEN (SELECT array_agg(type ORDER BY type) FROM frist r WHERE r.forsendelse_id = f.id
			AND type NOT IN ('PRINTSVAR', 'AVVIST_PRINT')) <>
			(CASE f.kanal WHEN 'NEDLASTING' THEN ARRAY['BREV', 'KONTAKT_5D', 'LEDER_7D', 'LISTE_24T', 'OPERATOR_21D']
			ELSE ARRAY['ALARM_2T', 'BREV', 'KONTAKT_5D', 'LEDER_7D', 'LISTE_24T', 'OPERATOR_21D'] END)::varchar[] THEN 'a deadline' END,
		CASE WHEN (SELECT count(*) FROM hendelse e WHERE e.forsendelse_id = f.id AND slag = 'AKSEPTERT') <> 1 THEN 'no one hendelse' END,
		CASE WHEN f.bekreftet IS NULL
			AND NOT EXISTS (SELECT FROM river_job j WHERE j.kind = 'overlever' AND (j.args->>'id')::uuid = f.id)
			AND NOT EXISTS (SELECT FROM leveranse l WHERE l.forsendelse_id = f.id AND l.kanal = f.kanal AND l.status IN ('KLAR', 'OVERLEVERT'))
			THEN 'no work' END
	) AS mangler FROM forsendelse f
	UNION ALL
	SELECT b.id, 'no forsendelse' FROM bekymringsmelding b WHERE NOT EXISTS (SELECT FROM forsendelse f WHERE f.id = b.forsendelse_id)`

// sjekkHovedbok: no gap in any chain, and nothing missing of any report.
func (h *hus) sjekkHovedbok(t testing.TB, dsn string) error {
	t.Helper()
	if err := h.sjekkKjeder(t, dsn); err != nil {
		return err
	}
	type row struct {
		ID      uuid.UUID
		Mangler string
	}
	for _, r := range les[row](t, dsn, `SELECT * FROM (`+ufullstendige+`) alle WHERE mangler <> ''`) {
		return fmt.Errorf("%s: %s", r.ID, r.Mangler)
	}
	return nil
}

// The check of the ledger sees what may be missing: each thing taken away from one report of three, by hand.
func TestHovedbokenSerHullene(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	for _, kommune := range []string{"4601", "0301", "4601"} {
		p := melding()
		p.Kommunenummer = kommune
		if svar, err := h.bekymring.SendPrivat(melder, p); err != nil || svar.Bekymringsmelding == nil {
			t.Fatalf("%+v, %v", svar, err)
		}
	}
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Fatalf("a whole ledger: %v", err)
	}
	const one = `(SELECT id FROM forsendelse ORDER BY akseptert LIMIT 1)`
	for name, c := range map[string]struct{ tamper, want string }{
		"a parcel":         {`DELETE FROM leveranse WHERE kanal = 'BREV'; DELETE FROM pakke WHERE formal = 'PRINT' AND forsendelse_id = ` + one, "parcels"},
		"a parcel's bytes": {`UPDATE pakke SET innhold = innhold || 'x' WHERE formal = 'PRINT' AND forsendelse_id = ` + one, "parcels"},
		"a way out":        {`DELETE FROM leveranse WHERE kanal = 'BREV' AND forsendelse_id = ` + one, "way out"},
		"a deadline":       {`DELETE FROM frist WHERE type = 'BREV' AND forsendelse_id = ` + one, "deadline"},
		"a hendelse":       {`DELETE FROM hendelse WHERE forsendelse_id = ` + one, "hendelse"},
		"the report":       {`DELETE FROM bekymringsmelding WHERE forsendelse_id = ` + one, "no report"},
		"the line":         {`DELETE FROM forsendelse WHERE id = ` + one, "number 1"},
		"the work":         {`DELETE FROM river_job; UPDATE leveranse SET status = 'VENTER'`, "no work"},
		"the last link":    {`UPDATE bydel SET siste_nr = siste_nr + 1 WHERE kommunenummer = '4601'`, "number 3"},
	} {
		t.Run(name, func(t *testing.T) {
			clone := dbtest.Clone(t, h.dsn)
			if err := dbtest.Exec(t.Context(), clone, `SET session_replication_role = replica; `+c.tamper); err != nil { // no triggers
				t.Fatal(err)
			}
			if err := h.sjekkHovedbok(t, clone); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("gone, and the check says: %v", err)
			}
		})
	}
}

// The queue is never the only trace of a report. All jobs are lost; the sweep makes the work again from the ledger.
func TestAlleJobberTapt(t *testing.T) {
	h := nyttHus(t)
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	for range 3 {
		if svar, err := h.bekymring.SendPrivat(melder, melding()); err != nil || svar.Bekymringsmelding == nil {
			t.Fatalf("%+v, %v", svar, err)
		}
	}
	handed := func() int {
		return h.db.Client().Forsendelse.Query().Where(forsendelse.TilstandEQ(forsendelse.TilstandSendtFagsystem)).CountX(system(t))
	}
	if n := h.tell(t, "river_job"); n != 3 {
		t.Fatalf("%d jobs with three reports", n)
	}
	h.sql(t, `DELETE FROM river_job`)
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Errorf("without jobs: %v", err)
	}
	// Control: the sweep leaves young ones to their job.
	if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil || handed() != 0 {
		t.Fatalf("%d handed over at once, %v", handed(), err)
	}
	h.klokke.Fram(time.Minute)
	for range 2 { // the second finds that they have their jobs
		if err := h.delivery.FeiFrister(system(t), uuid.Nil); err != nil || handed() != 0 || h.tell(t, "river_job") != 3 {
			t.Fatalf("%d handed over and %d jobs by the sweep, %v", handed(), h.tell(t, "river_job"), err)
		}
	}
	for _, id := range h.db.Client().Forsendelse.Query().IDsX(system(t)) {
		if err := h.delivery.Overlever(system(t), id); err != nil {
			t.Error(err)
		}
	}
	if handed() != 3 {
		t.Errorf("%d of three handed over by the jobs", handed())
	}
}
