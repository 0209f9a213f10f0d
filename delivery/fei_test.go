package delivery_test

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/leveranse"
	"barnevernportalen/ent/dbtest"
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

// The same of deliveries: as many as fail each time they are handed over stand before it, and it has its job all the same.
// The sweep hands over nothing itself, and adds no second job where one waits.
func TestLeveranserSomAlltidFeilerSulterIngen(t *testing.T) {
	h := nyttHus(t, mandag)
	id := h.send(t)
	h.forgift(t, "leveranse", "endret", `INSERT INTO leveranse (id, forsendelse_id, pakke_id, kanal, status, endret)
			SELECT gen_random_uuid(), id, (SELECT id FROM pakke LIMIT 1), 'BREV', 'KLAR', '1999-01-01' FROM gift`)
	h.klokke.Fram(63 * time.Hour)
	maa(t, h.s.FeiFrister(system(t), uuid.Nil)) // readies the letter, with a job
	maa(t, h.sql(t, `DELETE FROM river_job`))
	h.klokke.Fram(2 * time.Minute)
	for range 2 {
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
		if n := len(h.koen(t, "overlever_brev")); n != mange+1 {
			t.Fatalf("%d jobs for %d letters", n, mange+1)
		}
	}
	if len(h.trykkeri.sendt) != 0 {
		t.Fatal("the sweep handed a letter over")
	}
	feilet := 0
	for _, en := range h.koen(t, "overlever_brev") {
		if err := h.s.Overlever(system(t), en); err != nil {
			feilet++
		}
	}
	if l := h.brevet(t, id); feilet != mange || l.Status != leveranse.StatusOverlevert || len(h.trykkeri.sendt) != 1 {
		t.Errorf("the letter is %s, %d left, %d failed", l.Status, len(h.trykkeri.sendt), feilet)
	}
}

// koen is whom the jobs of a kind that wait are for.
func (h *hus) koen(t testing.TB, kind string) []uuid.UUID {
	t.Helper()
	rows, err := dbtest.Open(t, h.dsn).Query(t.Context(), `SELECT (args->>'id')::uuid FROM river_job WHERE kind = $1 AND state = 'available' ORDER BY id`, kind)
	maa(t, err)
	ids, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	maa(t, err)
	return ids
}

// A far side that does not answer: as many hand-overs over Fiks IO hang as there are workers for it, and the deadlines are
// swept, the inbox is filled and the letter leaves all the same.
func TestEnSomHengerSinkerIngenAndre(t *testing.T) {
	h := nyttMaskinhus(t, bydel.KanalFiksio, false)
	fiks := h.s.Kanaler[leveranse.KanalFiksio]
	henger, slipp := make(chan struct{}, 100), make(chan struct{})
	h.s.Kanaler[leveranse.KanalFiksio] = &styrtMedKo{fiks, henger, slipp}
	for range 12 {
		h.aksepter(t) // not handed over: the jobs do that
	}
	h.s.Register()
	maa(t, h.db.StartJobs(context.Background()))
	t.Cleanup(func() {
		close(slipp)
		maa(t, h.db.StopJobs(context.Background()))
	})
	for range 8 {
		vent(t, henger, "the hand-overs have not begun")
	}
	fikk := make(chan struct{}, 100)
	h.trykkeri.under = func() { fikk <- struct{}{} }
	h.mottaker = h.nyMottaker(t, "09", bydel.KanalNedlasting, false, uuid.New())
	id := h.aksepter(t)
	ventTil(t, "the inbox waits for Fiks IO", func() bool { return h.rad(t, id).Tilstand == forsendelse.TilstandSendtFagsystem })
	h.klokke.Fram(63 * time.Hour)
	vent(t, fikk, "the letter waits for Fiks IO")
}

// styrtMedKo hangs until the test lets go.
type styrtMedKo struct {
	delivery.Channel
	henger, slipp chan struct{}
}

func (s *styrtMedKo) Overlever(ctx context.Context, _ delivery.Overlevering) error {
	s.henger <- struct{}{}
	select {
	case <-s.slipp:
	case <-ctx.Done():
	}
	return errors.New("no answer")
}

func vent(t testing.TB, c <-chan struct{}, ellers string) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(2 * time.Minute):
		t.Fatal(ellers)
	}
}

func ventTil(t testing.TB, ellers string, ja func() bool) {
	t.Helper()
	for frist := time.Now().Add(2 * time.Minute); !ja(); {
		if time.Now().After(frist) {
			t.Fatal(ellers)
		}
		runtime.Gosched()
	}
}
