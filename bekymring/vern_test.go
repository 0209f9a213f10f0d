package bekymring_test

import (
	"errors"
	"strings"
	"testing"

	"barnevernportalen/ent/dbtest"
)

// What the program must never do to the ledger, the database refuses, on the program's own connection and as its own
// role. Each statement is then let through with the triggers off, to show that it is they that refuse.
func TestDatabasenNekter(t *testing.T) {
	h := nyttHus(t)
	svar, err := h.bekymring.SendPrivat(h.innbygger(t, "24859123456", "Melder Meldesen"), melding())
	if err != nil || svar.Bekymringsmelding == nil {
		t.Fatalf("%+v, %v", svar, err)
	}
	if _, _, err := h.delivery.Bekreft(h.saksbehandler(t, bergen), svar.Bekymringsmelding.ID, nil); err != nil {
		t.Fatal(err)
	}
	for name, statement := range map[string]string{
		"change a parcel":             `UPDATE pakke SET innhold = 'x'`,
		"empty a parcel":              `UPDATE pakke SET innhold = NULL`,
		"delete a parcel":             `DELETE FROM pakke`,
		"delete every parcel at once": `TRUNCATE pakke CASCADE`,
		"rewrite what happened":       `UPDATE hendelse SET tidspunkt = now()`,
		"forget what happened":        `DELETE FROM hendelse`,
		"forget all that happened":    `TRUNCATE hendelse`,
		"change a report":             `UPDATE bekymringsmelding SET klientnokkel = gen_random_uuid()`,
		"delete a report":             `DELETE FROM bekymringsmelding`,
		"delete a line of the ledger": `DELETE FROM forsendelse`,
		"delete the ledger":           `TRUNCATE forsendelse CASCADE`,
		"lower what is proven":        `UPDATE forsendelse SET bevis = 'LAGRET', bekreftet = NULL`,
		"prove nothing any more":      `UPDATE forsendelse SET bevis = 'INGEN', bekreftet = NULL`,
		"change a number":             `UPDATE forsendelse SET nr = 2`,
		"change a link":               `UPDATE forsendelse SET kjedehash = sha256('x')`,
		"change what a link is of":    `UPDATE forsendelse SET sha256 = sha256('x')`,
		"move it to another receiver": `UPDATE forsendelse SET bydel_id = (SELECT id FROM bydel WHERE kommunenummer = '0301')`,
		"change when it was accepted": `UPDATE forsendelse SET akseptert = now()`,
		"a number for no report":      `UPDATE bydel SET siste_nr = siste_nr + 1 WHERE kommunenummer = '4601'`,
		"delete a deadline":           `DELETE FROM frist`,
		"delete work":                 `DELETE FROM leveranse`,
		"skip a number":               `UPDATE bydel SET siste_nr = siste_nr + 2 WHERE kommunenummer = '4601'`,
		"give a number twice":         `UPDATE bydel SET siste_nr = siste_nr - 1 WHERE kommunenummer = '4601'`,
		"a number out of turn": `INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
			SELECT gen_random_uuid(), slag, kanal, nr + 2, sha256, kjedehash, tilstand, 'INGEN', akseptert, bydel_id FROM forsendelse`,
		"a head without a link":    `UPDATE bydel SET siste_nr = siste_nr + 1, siste_hash = sha256('x') WHERE kommunenummer = '4601'`,
		"another hash at the head": `UPDATE bydel SET siste_hash = sha256('x') WHERE kommunenummer = '4601'`,
		"stand still":              `UPDATE bydel SET siste_nr = siste_nr WHERE kommunenummer = '4601'`,
	} {
		t.Run(name, func(t *testing.T) {
			err := dbtest.Exec(t.Context(), h.dsn, statement)
			var pg interface{ SQLState() string }
			if !errors.As(err, &pg) || pg.SQLState() != "23000" { // integrity_constraint_violation
				t.Errorf("%v", err)
			}
			if err := dbtest.Exec(t.Context(), h.dsn, `BEGIN; SET LOCAL session_replication_role = replica; `+statement+`; ROLLBACK`); err != nil {
				t.Errorf("control: with the triggers off: %v", err)
			}
		})
	}
	t.Run("control: what the program does do", func(t *testing.T) {
		for _, statement := range []string{
			`UPDATE forsendelse SET sist_apnet = now(), tilstand = 'LEVERT'`,
			`INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
				SELECT gen_random_uuid(), slag, kanal, nr + 1, sha256, sha256('x'), tilstand, 'INGEN', akseptert, bydel_id FROM forsendelse;
				UPDATE bydel SET siste_nr = siste_nr + 1, siste_hash = sha256('x') WHERE kommunenummer = '4601'`,
			`UPDATE bydel SET navn = 'Et annet navn'`,
			`UPDATE leveranse SET forsok = forsok + 1`,
		} {
			if err := dbtest.Exec(t.Context(), h.dsn, `BEGIN; `+statement+`; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK`); err != nil {
				t.Errorf("%s: %v", statement, err)
			}
		}
	})
	if err := h.sjekkHovedbok(t, h.dsn); err != nil {
		t.Errorf("after all that: %v", err)
	}
	// The role is the program's own: what it does is done by the one that was refused above.
	var ours, theirs string
	if err := dbtest.QueryRow(t.Context(), h.dsn, `SELECT current_user, (SELECT string_agg(DISTINCT usename, ' ')
		FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'barnevernportalen')`, nil, &ours, &theirs); err != nil || !strings.EqualFold(ours, theirs) {
		t.Errorf("refused as %q, but the program is %q (%v)", ours, theirs, err)
	}
}
