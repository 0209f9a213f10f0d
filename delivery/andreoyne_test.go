package delivery_test

import (
	"database/sql"
	"testing"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/ent"
)

// andreOyne lets `portal verify` look at a ledger that this test has written: what the product does, however strange, is never a
// finding, and nothing is unaccounted. An alarm that cries wolf is soon not heard.
func (h *hus) andreOyne(t testing.TB) verify.Regnskap {
	t.Helper()
	les, err := ent.OpenReadOnly(t.Context(), h.dsn)
	maa(t, err)
	defer les.Close()
	var r *verify.Rapport
	maa(t, les.Snapshot(t.Context(), func(tx *sql.Tx) (err error) {
		r, err = verify.Alt(t.Context(), tx, h.klokke.Naa())
		return err
	}))
	for i, f := range r.Funn {
		if i == 10 {
			t.Errorf("verify: and %d more", len(r.Funn)-i)
			break
		}
		t.Errorf("verify: %s", f)
	}
	return r.Regnskap
}
