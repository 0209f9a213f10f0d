package ent_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// A caller that leaves while the queue speaks on the connection must not have database/sql end the transaction on that
// connection at the same time: what was sent after the rollback would be committed by itself.
func TestACallerWhoLeavesEndsNoTransactionUnderTheQueue(t *testing.T) {
	dsn := dbtest.DSN(t)
	d := openTest(t, dsn, nil)
	for range 20 {
		ctx, leave := context.WithCancel(t.Context())
		gone := errors.New("gone")
		err := d.Tx(t.Context(), func(tx *ent.Tx) error { // warm: a pooled connection is there
			return tx.Enqueue(t.Context(), "warm", uuid.New())
		})
		if err != nil {
			t.Fatal(err)
		}
		err = d.Tx(ctx, func(tx *ent.Tx) error {
			leave()
			for range 5 { // with a context of their own, as a job kind that must be added would be
				if err := tx.Enqueue(context.WithoutCancel(ctx), "orphan", uuid.New()); err != nil {
					return err
				}
			}
			return gone
		})
		if !errors.Is(err, gone) {
			t.Fatalf("the transaction was ended under us: %v", err)
		}
	}
	var orphans int
	if err := dbtest.QueryRow(t.Context(), dsn, `SELECT count(*) FROM river_job WHERE kind = 'orphan'`, nil, &orphans); err != nil {
		t.Fatal(err)
	}
	if orphans != 0 {
		t.Errorf("%d jobs of transactions that were rolled back", orphans)
	}
}
