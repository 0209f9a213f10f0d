package dbtest_test

import (
	"testing"

	"barnevernportalen/ent/dbtest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	for _, name := range []string{"ein", "to", "tre"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pool := dbtest.Pool(t)
			// The second to make the table in a shared database would fail.
			if _, err := pool.Exec(t.Context(), `CREATE TABLE husk (tall int)`); err != nil {
				t.Fatal(err)
			}
		})
	}
}
