package verify_test

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/delivery"
	"barnevernportalen/ent/viewer"
)

// ubevoktet are the columns of the ledger that verify says nothing of, and why it need not.
var ubevoktet = map[string]string{
	// How the work goes. Wrong, it is done again, or the deadline of what was not done fires.
	"leveranse.id": "arbeid", "leveranse.endret": "arbeid", "leveranse.forsok": "arbeid", "leveranse.feilkode": "arbeid", "leveranse.konto": "arbeid",
	"leveranse.tidligst": "arbeid", "leveranse.ekstern_id": "arbeid", "leveranse.ekstern_status": "arbeid", "leveranse.ekstern_tid": "arbeid",
	"leveranse.gjelder_til": "arbeid",
	// What the operator has done with an alarm.
	"alarm.id": "operatør", "alarm.ansvarlig": "operatør", "alarm.behandlet": "operatør", "alarm.varslet": "operatør",
	// A word between colleagues: no deadline knows of it.
	"forsendelse.tatt_av": "kolleger",
	// The kommune's own settings.
	"bydel.adresse_navn": "oppsett", "bydel.adresselinje1": "oppsett", "bydel.adresselinje2": "oppsett", "bydel.adresselinje3": "oppsett",
	"bydel.postnummer": "oppsett", "bydel.poststed": "oppsett", "bydel.aktiv": "oppsett", "bydel.avtale_inngatt": "oppsett",
	"bydel.fiksio_konto": "oppsett", "bydel.gir_bevis": "oppsett", "bydel.kanal": "oppsett", "bydel.navn": "oppsett",
	"bydel.standard_mottaker": "oppsett", "bydel.stottet_versjon": "oppsett", "bydel.versjon": "oppsett", "bydel.kontakter": "oppsett",
	// The figures of an avstemming: what came of it stands in each report's log.
	"avstemming.id": "tall", "avstemming.aktor_navn": "tall", "avstemming.fra_nr": "tall", "avstemming.til_nr": "tall", "avstemming.sendt": "tall",
	"avstemming.holdt": "tall", "avstemming.enige": "tall", "avstemming.avvik": "tall",
	// Emptied, it is an avstemming of a range: the list is then as if nobody had signed it, and somebody is told.
	"avstemming.liste": "tall",
}

// Every column of every table of the ledger is changed in a random row, and each row deleted, by one who owns the database: verify
// names the row, or, of a row that is gone or has no log of its own, the row it belonged to. A column that is not in the list
// above may not pass: one that is new must be watched, or the list must say why not.
func TestHverKolonneErBevoktet(t *testing.T) {
	h := liv(t)
	h.signer(t)
	h.fei(t, 0)
	d := h.eier(t)
	if r := h.se(t); len(r.Funn) > 0 {
		t.Fatalf("nothing was done, and found:\n%s", funnene(r))
	}
	brukt, provd := map[string]bool{}, 0
	for _, tabell := range []string{"forsendelse", "bekymringsmelding", "pakke", "frist", "hendelse", "hendelsekjede", "leveranse", "alarm", "avstemming", "bydel"} {
		for _, i := range kolonneinngrep(t, d, tabell) {
			funnet, navngitt, rort := h.prov(t, d, i)
			if !rort {
				continue // no such row, or the table itself refuses
			}
			provd++
			if navngitt {
				continue
			}
			if brukt[i.kolonne] = true; ubevoktet[i.kolonne] == "" {
				t.Errorf("%s of %s: not named; found:\n%s", i.hva, i.kolonne, funnet)
			}
		}
	}
	for kolonne := range ubevoktet {
		if !brukt[kolonne] && !strings.HasPrefix(kolonne, "leveranse.") && !strings.HasPrefix(kolonne, "bydel.") {
			t.Logf("%s: no row to try it on, or it is watched after all", kolonne)
		}
	}
	if provd < 90 {
		t.Errorf("%d were tried", provd)
	}
	t.Logf("columns and rows tried: %d, passed over by the list: %d", provd, len(brukt))
}

// kolonneinngrepet is one statement on one row.
type kolonneinngrepet struct {
	tabell, kolonne, hva string
	velg, sett           string // which rows, and what is done: SET …, or a deletion if empty
}

func kolonneinngrep(t *testing.T, d *sql.DB, tabell string) (ut []kolonneinngrepet) {
	t.Helper()
	rader, err := d.QueryContext(t.Context(), `SELECT column_name, data_type FROM information_schema.columns
		WHERE table_schema = 'public' AND table_name = $1 ORDER BY 1`, tabell)
	maa(t, err)
	defer func() { _ = rader.Close() }()
	for rader.Next() {
		var k, slag string
		maa(t, rader.Scan(&k, &slag))
		var ny, fra string
		switch slag {
		case "timestamp with time zone":
			ny, fra = k+" + interval '1 hour'", "now() - interval '3 days'"
		case "bytea":
			ny, fra = "sha256("+k+")", "sha256('x')"
		case "bigint", "integer":
			ny, fra = k+" + 1", "1"
		case "uuid":
			ny, fra = "gen_random_uuid()", "gen_random_uuid()"
		case "boolean":
			ny, fra = "NOT "+k, "true"
		default: // another value that the column has, or has not
			ny, fra = "coalesce((SELECT max(a."+k+") FROM "+tabell+" a WHERE a."+k+" <> x."+k+"), "+k+" || '7')", "'x'"
		}
		navn := tabell + "." + k
		ut = append(ut, kolonneinngrepet{tabell, navn, "a change", k + " IS NOT NULL", k + " = " + ny},
			kolonneinngrepet{tabell, navn, "a value", k + " IS NULL", k + " = " + fra},
			kolonneinngrepet{tabell, navn, "NULL", k + " IS NOT NULL", k + " = NULL"})
	}
	maa(t, rader.Err())
	ut = append(ut, kolonneinngrepet{tabell, tabell, "a deletion", "true", ""})
	if tabell == "frist" { // those that were written with the report; the others, which have no digest: TestHundreInngrep
		for i := range ut {
			ut[i].velg += " AND type NOT IN ('UKENTLIG', 'PRINTSVAR', 'AVVIST_PRINT')"
		}
	}
	return ut
}

// tilhorer picks what may be named in a row's place: itself, and what it belongs to.
var tilhorer = map[string]string{
	"hendelsekjede": "SELECT ARRAY[hendelse_id::text, bydel_id::text] FROM hendelsekjede",
	"leveranse":     "SELECT ARRAY[id::text, forsendelse_id::text, pakke_id::text] FROM leveranse",
	"frist":         "SELECT ARRAY[id::text, forsendelse_id::text] FROM frist",
	"alarm":         "SELECT ARRAY[id::text, forsendelse_id::text] FROM alarm",
	"avstemming": `SELECT ARRAY[x.id::text] || ARRAY(SELECT h.forsendelse_id::text FROM hendelse h WHERE h.tidspunkt = x.tidspunkt AND h.bydel_id = x.bydel_id)
		FROM avstemming x`,
}

// prov does one thing to one row, and says whether it was named. rort: there was a row, and the table let it be done.
func (h *hovedbok) prov(t *testing.T, d *sql.DB, i kolonneinngrepet) (funnet string, navngitt, rort bool) {
	t.Helper()
	maa(t, iEgenTransaksjon(t.Context(), d, func(tx *sql.Tx) error {
		var sted, navn string
		err := tx.QueryRowContext(t.Context(), fmt.Sprintf(`SELECT ctid::text FROM %s x WHERE %s ORDER BY md5(x::text) LIMIT 1`, i.tabell, i.velg)).Scan(&sted)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		maa(t, err)
		hvem := tilhorer[i.tabell]
		if hvem == "" {
			hvem = "SELECT ARRAY[id::text] FROM " + i.tabell
		}
		maa(t, tx.QueryRowContext(t.Context(), fmt.Sprintf(`SELECT array_to_string((%s WHERE %s.ctid = '%s'), ' ')`, hvem, alias(i.tabell), sted)).Scan(&navn))
		gjor := fmt.Sprintf(`UPDATE %s x SET %s WHERE ctid = '%s'`, i.tabell, i.sett, sted)
		if i.sett == "" {
			gjor = fmt.Sprintf(`DELETE FROM %s WHERE ctid = '%s'`, i.tabell, sted)
		}
		var nekt *pgconn.PgError
		if _, err := tx.ExecContext(t.Context(), gjor); errors.As(err, &nekt) && strings.HasPrefix(nekt.Code, "23") {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s of %s: %w", i.hva, i.kolonne, err)
		}
		rort = true
		r, err := verify.Alt(t.Context(), tx, h.naa)
		if err != nil {
			return fmt.Errorf("%s of %s: %w", i.hva, i.kolonne, err)
		}
		funnet = funnene(r)
		navngitt = slices.ContainsFunc(r.Funn, func(f verify.Funn) bool { return slices.Contains(strings.Fields(navn), f.ID) })
		return nil
	}))
	return funnet, navngitt, rort
}

func alias(tabell string) string {
	if tabell == "avstemming" {
		return "x"
	}
	return tabell
}

// signer lets a caseworker of 4601-00 tick every second report of the day's list.
func (h *hovedbok) signer(t *testing.T) {
	t.Helper()
	h.naa = h.naa.Add(26 * time.Hour)
	sb := viewer.With(t.Context(), viewer.Saksbehandler{
		Person: viewer.Person{ID: h.s.Vault.Hash("person", "24859199999"), Navn: "Saksbehandler Testesen"}, Niva: viewer.NivaHoyt,
		Bydeler: []viewer.Bydel{{Kommunenummer: "4601", Bydelsnummer: "00"}},
	})
	l, err := h.s.Dagsliste(sb, "4601", "00")
	maa(t, err)
	a := delivery.Avstem{Kommunenummer: "4601", Bydelsnummer: "00", Liste: l.Dato}
	for i, m := range l.Meldinger {
		if i%2 == 0 {
			a.Holdt = append(a.Holdt, delivery.Holdt{ID: m.ID, Nr: m.Nr, Sha256: m.Sha256})
		}
	}
	if _, feil, err := h.s.Avstem(sb, a); err != nil || feil != nil {
		t.Fatal(feil, err)
	}
}
