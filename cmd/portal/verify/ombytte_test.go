package verify_test

import (
	"crypto/ed25519"
	"database/sql"
	"slices"
	"strings"
	"testing"

	"barnevernportalen/cmd/portal/verify"
)

// Two rows that have changed places are each whole, and both are named.
func TestToRaderSomHarByttetPlass(t *testing.T) {
	h := liv(t)
	d := h.eier(t)
	for tabell, kolonner := range map[string][]string{
		"pakke": {"innhold"}, "hendelse": {"slag", "detalj", "tilstand", "bevis"}, "frist": {"forfall"}, "forsendelse": {"akseptert"},
		"bekymringsmelding": {"opprettet"}, "leveranse": {"pakke_id"},
	} {
		maa(t, iEgenTransaksjon(t.Context(), d, func(tx *sql.Tx) error {
			var a, b string // the first row, and one that is not its equal
			sett, ulik := make([]string, len(kolonner)), make([]string, len(kolonner))
			for i, k := range kolonner {
				sett[i], ulik[i] = k+" = y."+k, "x."+k+" IS DISTINCT FROM y."+k
			}
			if tabell == "frist" { // those of a letter, and that of one that was refused, may move
				ulik = append(ulik, "x.type IN ('ALARM_2T', 'LISTE_24T')", "y.type IN ('ALARM_2T', 'LISTE_24T')")
			}
			err := tx.QueryRowContext(t.Context(), `SELECT x.id::text, y.id::text FROM `+tabell+` x, `+tabell+` y
				WHERE `+strings.Join(ulik, " AND ")+` ORDER BY x.id, y.id DESC LIMIT 1`).Scan(&a, &b)
			if err != nil {
				return err
			}
			_, err = tx.ExecContext(t.Context(), `UPDATE `+tabell+` x SET `+strings.Join(sett, ", ")+` FROM `+tabell+` y
				WHERE x.id::text = $1 AND y.id::text = $2 OR x.id::text = $2 AND y.id::text = $1`, a, b)
			if err != nil {
				return err
			}
			r, err := verify.Alt(t.Context(), tx, h.naa)
			if err != nil {
				return err
			}
			for _, id := range []string{a, b} {
				navngitt := slices.ContainsFunc(r.Funn, func(f verify.Funn) bool { return f.ID == id })
				if !navngitt && tabell != "leveranse" { // of those their parcels are named
					t.Errorf("%s %s: not named; found:\n%s", tabell, id, funnene(r))
				}
			}
			if len(r.Funn) < 2 {
				t.Errorf("%s: %d found", tabell, len(r.Funn))
			}
			return nil
		}))
	}
}

// A report that is deleted with everything that was ever written of it, by one who then hangs the chains together again and puts
// the heads back, leaves nothing in the database to see. Held against a checkpoint its number is named.
func TestSlettetMedAltSomHorteTil(t *testing.T) {
	h := liv(t)
	pub, key, err := ed25519.GenerateKey(nil)
	maa(t, err)
	dir := t.TempDir()
	h.sjekkpunkt(t, dir, pub, key)
	punkter, err := verify.Les(dir, pub)
	maa(t, err)
	maa(t, iEgenTransaksjon(t.Context(), h.eier(t), func(tx *sql.Tx) error {
		var id, nr, mottaker string
		err := tx.QueryRowContext(t.Context(), `SELECT f.id::text, f.nr::text, b.kommunenummer || '-' || b.bydelsnummer
			FROM forsendelse f JOIN bydel b ON b.id = f.bydel_id ORDER BY f.nr DESC, 3 LIMIT 1`).Scan(&id, &nr, &mottaker)
		if err != nil {
			return err
		}
		for _, s := range []string{"alarm", "frist", "leveranse", "pakke", "bekymringsmelding", "hendelse"} {
			if _, err := tx.ExecContext(t.Context(), `DELETE FROM `+s+` WHERE forsendelse_id::text = $1`, id); err != nil {
				return err
			}
		}
		for _, s := range []string{
			`DELETE FROM forsendelse WHERE id = '` + id + `'`,
			`UPDATE bydel b SET siste_nr = f.nr, siste_hash = f.kjedehash FROM forsendelse f
				WHERE f.bydel_id = b.id AND f.nr = (SELECT max(nr) FROM forsendelse g WHERE g.bydel_id = b.id)`,
			`DELETE FROM hendelsekjede`,
			`DO $$ DECLARE h hendelse; BEGIN FOR h IN SELECT * FROM hendelse ORDER BY id LOOP PERFORM hendelse_kjed(h.id); END LOOP; END $$`,
		} {
			if _, err := tx.ExecContext(t.Context(), s); err != nil {
				return err
			}
		}
		r, err := verify.Alt(t.Context(), tx, h.naa)
		if err != nil {
			return err
		}
		if len(r.Funn) > 0 { // the control: without a checkpoint nobody can see it
			t.Errorf("it was not done well enough for this test:\n%s", funnene(r))
		}
		r.Funn = nil
		if err := verify.Mot(t.Context(), tx, r, punkter); err != nil {
			return err
		}
		if vil := "mottaker " + mottaker + ": BEKYMRINGSMELDING nr. " + nr + " er borte"; !strings.Contains(funnene(r), vil) {
			t.Errorf("want %q; found:\n%s", vil, funnene(r))
		}
		return nil
	}))
}
