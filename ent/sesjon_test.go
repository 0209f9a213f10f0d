package ent_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// A logout that the database failed may be told again; one that it took ends no later session.
func TestALogoutIsTakenOnceAndWhole(t *testing.T) {
	dsn := dbtest.DSN(t)
	d := openTest(t, dsn, nil)
	sub, naa := bytes.Repeat([]byte{7}, 32), time.Now()
	session := func() uuid.UUID {
		id := uuid.New()
		err := d.LagreSesjon(t.Context(), ent.Sesjon{ID: id, Innhold: []byte("x"), SubHash: sub, Opprettet: naa, SistBrukt: naa, Utloper: naa.Add(time.Hour)})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	there := func(id uuid.UUID) bool {
		_, err := d.HentSesjon(t.Context(), id)
		return !errors.Is(err, ent.ErrIkkeFunnet)
	}
	logout := func() error { return d.SlettSesjonerFor(t.Context(), "jti", naa.Add(time.Hour), nil, sub) }

	id := session()
	fail := `CREATE TRIGGER fail BEFORE DELETE ON sesjon FOR EACH STATEMENT EXECUTE FUNCTION nekt_endring()`
	if err := dbtest.Exec(t.Context(), dsn, fail); err != nil {
		t.Fatal(err)
	}
	if err := logout(); err == nil || !there(id) {
		t.Fatalf("a database that fails: %v", err)
	}
	if err := dbtest.Exec(t.Context(), dsn, `DROP TRIGGER fail ON sesjon`); err != nil {
		t.Fatal(err)
	}
	if err := logout(); err != nil || there(id) {
		t.Errorf("told again: %v, the session is there: %t", err, there(id))
	}
	later := session()
	if err := logout(); err != nil || !there(later) {
		t.Errorf("the same token ended a later session (%v)", err)
	}
}
