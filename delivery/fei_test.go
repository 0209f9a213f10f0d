package delivery_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
)

// mange is more than one sweep takes.
const mange = 1200

// forgift puts rows in the ledger, older than all others, that fail each time somebody tries to change them.
func (h *hus) forgift(t *testing.T, tabell, tid, rader string) {
	t.Helper()
	maa(t, h.sql(t, `CREATE FUNCTION nei() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''not this one''; END'`))
	maa(t, h.sql(t, `CREATE TRIGGER nei BEFORE UPDATE ON `+tabell+` FOR EACH ROW WHEN (OLD.`+tid+` < '2000-01-01') EXECUTE FUNCTION nei()`))
	maa(t, h.sql(t, `CREATE TABLE gift AS SELECT gen_random_uuid() id, i nr FROM generate_series(1, `+strconv.Itoa(mange)+`) i`))
	// Past the chain's own triggers: these are no reports.
	maa(t, h.sql(t, `SET session_replication_role = replica; INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
		SELECT gift.id, 'BEKYMRINGSMELDING', 'NEDLASTING', 1000 + gift.nr, sha256(gift.id::text::bytea), sha256(gift.id::text::bytea),
			'SENDT_FAGSYSTEM', 'INGEN', now(), bydel.id FROM gift, bydel; `+
		rader+`; SET session_replication_role = origin`))
}

// More deadlines than one sweep takes fail every time, and they are the oldest: the others are fired all the same.
func TestFristerSomAlltidFeilerSulterIngen(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	h.forgift(t, "frist", "forfall", `INSERT INTO frist (id, forsendelse_id, type, forfall) SELECT gen_random_uuid(), id, 'BREV', '1999-01-01' FROM gift`)
	h.klokke.Fram(63 * time.Hour)
	if err := h.s.FeiFrister(system(t), uuid.Nil); err == nil {
		t.Fatal("nothing failed: the test proves nothing")
	} else if n := len(err.Error()); n > 10_000 {
		t.Errorf("the error is %d bytes long", n)
	}
	if n := h.db.Client().Frist.Query().Where(frist.ForsendelseID(id), frist.TypeEQ(frist.TypeBrev), frist.UtlostNotNil()).CountX(system(t)); n != 1 {
		t.Error("the letter's deadline was not fired")
	}
}

// The same of deliveries that fail before they are handed over.
func TestLeveranserSomAlltidFeilerSulterIngen(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	h.forgift(t, "leveranse", "endret", `INSERT INTO leveranse (id, forsendelse_id, pakke_id, kanal, status, endret)
			SELECT gen_random_uuid(), id, (SELECT id FROM pakke LIMIT 1), 'BREV', 'KLAR', '1999-01-01' FROM gift`)
	h.klokke.Fram(63 * time.Hour)
	maa(t, feilErVentet(h.s.FeiFrister(system(t), uuid.Nil))) // readies the letter
	h.klokke.Fram(2 * time.Minute)
	maa(t, feilErVentet(h.s.FeiFrister(system(t), uuid.Nil)))
	if l := h.brevet(t, id); l.Status != leveranse.StatusOverlevert || len(h.trykkeri.sendt) != 1 {
		t.Errorf("the letter is %s, %d left", l.Status, len(h.trykkeri.sendt))
	}
}

// feilErVentet turns the errors of the poisoned rows into none, and none into one.
func feilErVentet(err error) error {
	if err == nil {
		return errors.New("nothing failed: the test proves nothing")
	}
	return nil
}
