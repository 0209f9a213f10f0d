package bekymring_test

import (
	"testing"

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
