package ent_test

import (
	"errors"
	"strings"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

func TestADatabaseBelongsToOneInstallation(t *testing.T) {
	dsn := dbtest.DSN(t)
	d := openTest(t, dsn, nil)
	ours, another := strings.Repeat("a1", 16), strings.Repeat("b2", 16)
	for _, start := range []struct {
		name, vault, modus string
		refused            bool
	}{
		{"first", ours, "produksjon", false},
		{"again", ours, "produksjon", false},
		{"another key folder", another, "produksjon", true},
		{"the same folder in dev mode", ours, "dev", true},
		{"and again", ours, "produksjon", false},
	} {
		err := d.KnyttTil(t.Context(), start.vault, start.modus)
		if errors.Is(err, ent.ErrAnnenInstallasjon) != start.refused || err != nil && !start.refused {
			t.Errorf("%s: %v", start.name, err)
		}
	}
	for _, change := range []string{`UPDATE installasjon SET modus = 'dev'`, `DELETE FROM installasjon`, `TRUNCATE installasjon`} {
		if err := dbtest.Exec(t.Context(), dsn, change); err == nil {
			t.Errorf("%s was let through", change)
		}
	}
}
