package bekymring_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/dbtest"
)

// sql runs a statement as superuser: tampering, and looking without a viewer.
func (h *hus) sql(t testing.TB, statement string, args ...any) {
	t.Helper()
	if err := dbtest.Exec(t.Context(), h.dsn, statement, args...); err != nil {
		t.Fatal(err)
	}
}

func (h *hus) tell(t testing.TB, table string) int {
	t.Helper()
	var n int
	if err := dbtest.QueryRow(t.Context(), h.dsn, "SELECT count(*) FROM "+table, nil, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// sjekkKjede walks Bergen's chain with nothing but the rows, as a receiver could.
func (h *hus) sjekkKjede(t testing.TB) error {
	t.Helper()
	var head int64
	if err := dbtest.QueryRow(t.Context(), h.dsn, `SELECT siste_nr FROM bydel WHERE kommunenummer = '4601'`, nil, &head); err != nil {
		return err
	}
	var before []byte
	for nr := int64(1); nr <= head; nr++ {
		var id uuid.UUID
		var sum, hash []byte
		err := dbtest.QueryRow(t.Context(), h.dsn, `SELECT f.id, sha256(p.innhold), kjedehash FROM forsendelse f
			JOIN bydel b ON b.id = f.bydel_id LEFT JOIN pakke p ON p.forsendelse_id = f.id AND p.formal = 'MANUELL'
			WHERE kommunenummer = '4601' AND nr = $1 AND f.sha256 = sha256(p.innhold)`, []any{nr}, &id, &sum, &hash)
		if err != nil {
			return fmt.Errorf("number %d: %w", nr, err)
		}
		want := delivery.Ledd{Kommunenummer: "4601", Bydelsnummer: "00", Nr: nr, Forsendelse: id, Sha256: [32]byte(sum), Forrige: before}.Hash()
		if !bytes.Equal(hash, want[:]) {
			return fmt.Errorf("number %d: the link does not hold", nr)
		}
		before = hash
	}
	if head != 40 {
		return fmt.Errorf("%d reports in the chain", head)
	}
	return nil
}
