package delivery_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/db/pakke"
	"barnevernportalen/ent/dbtest"
)

const dogn = 24 * time.Hour

// sql runs a statement as superuser, past every rule of ours but the database's own.
func (h *hus) sql(t testing.TB, statement string, args ...any) error {
	t.Helper()
	_, err := h.eierPool(t).Exec(t.Context(), statement, args...)
	return err
}

func (h *hus) eierPool(t testing.TB) *pgxpool.Pool {
	t.Helper()
	if h.eier == nil {
		h.eier = dbtest.Open(t, h.dsn)
	}
	return h.eier
}

// innhold is how many parcels there are of a report, and how many still have their content.
func (h *hus) innhold(t testing.TB, id uuid.UUID) (rows, whole int) {
	t.Helper()
	for _, p := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).AllX(system(t)) {
		rows++
		if p.Innhold != nil && len(*p.Innhold) > 0 { // ent reads NULL as a pointer to no bytes
			whole++
		}
		if len(p.Sha256) != 32 || p.Storrelse == 0 {
			t.Fatal("the skeleton is broken")
		}
	}
	return rows, whole
}

// modell is the rule as design says it, written again with nothing of the program's.
type modell struct {
	akseptert time.Time
	grad      int // of bevis, 0 to 4
	bevist    time.Time
	avstemt   time.Time // zero: never
	slettet   bool
}

var grader = []string{"INGEN", "OVERLEVERT", "KVITTERT", "LAGRET", "REGISTRERT"}

// slark is what the job waits besides, for clocks that are apart; the database itself does not.
func (m modell) kanSlettes(naa time.Time, slark time.Duration) bool {
	return m.grad >= 3 && naa.Sub(m.akseptert) >= 30*dogn+slark && !m.avstemt.IsZero() && !m.avstemt.Before(m.bevist) && !m.avstemt.After(naa)
}

// Random lives of a report: it is accepted some time ago, proven or not, reconciled or not, before the proof or after;
// and again and again somebody tries to delete it, with the job, with a clock that runs ahead, or straight in the
// database as its owner. The content goes when the model allows it, and never else.
func TestIngentingSlettesUbevist(t *testing.T) {
	h := nyttHus(t, time.Now())
	deleted, refused := 0, 0
	life := func(rt *rapid.T) {
		now := time.Now().Truncate(time.Microsecond)
		age := rapid.SampledFrom([]time.Duration{0, dogn, 29 * dogn, 30*dogn - time.Hour, 30*dogn + time.Minute, 30*dogn + 2*time.Hour + time.Minute, 45 * dogn}).Draw(rt, "age")
		m := modell{akseptert: now.Add(-age)}
		h.klokke.naa = m.akseptert
		id := h.send(t)
		tid := func(name string) time.Time { // between the acceptance and a day from now
			return m.akseptert.Add(time.Duration(rapid.Int64Range(0, int64(age+dogn)/int64(time.Second)).Draw(rt, name)) * time.Second)
		}
		steps := rapid.SliceOfN(rapid.SampledFrom([]string{"bevis", "avstem", "job", "owner", "tamper"}), 4, 12).Draw(rt, "steps")
		for _, step := range append(append([]string{"bevis", "avstem"}, steps...), "owner") { // every life ends with somebody who tries
			switch step {
			case "bevis":
				grad, at := rapid.SampledFrom([]int{4, 3, 4, 3, 0, 1, 2}).Draw(rt, "grad"), tid("bevist")
				if grad < m.grad {
					continue // another test's; see TestVernAvBeviset
				}
				if grad >= 3 && m.grad < 3 {
					m.bevist = at
				}
				err := h.sql(t, `UPDATE forsendelse SET bevis = $2, bevist = $3, bekreftet = $4 WHERE id = $1`, id, grader[grad],
					null(m.bevist, grad >= 3), null(m.bevist, grad == 4))
				if err != nil {
					rt.Fatal(err)
				}
				m.grad = grad
			case "avstem":
				at := tid("avstemt")
				if m.grad >= 3 && rapid.Bool().Draw(rt, "after the proof") { // or few lives would ever be ripe
					at = m.bevist.Add(time.Duration(rapid.IntRange(-1, 1).Draw(rt, "edge")) * time.Second)
				}
				if at.Before(m.avstemt) {
					continue
				}
				if err := h.sql(t, `UPDATE forsendelse SET avstemt = $2 WHERE id = $1`, id, at); err != nil {
					rt.Fatal(err)
				}
				m.avstemt = at
			case "job":
				h.klokke.naa = time.Now().Add(time.Duration(rapid.IntRange(0, 400).Draw(rt, "ahead")) * dogn)
				allowed := m.kanSlettes(time.Now(), 2*time.Hour)
				if err := h.s.SlettBeviste(system(t), uuid.Nil); err != nil {
					rt.Fatal(err)
				}
				m.slettet = m.slettet || allowed
			case "owner":
				allowed := m.kanSlettes(time.Now(), 0) && !m.slettet
				err := h.sql(t, `UPDATE pakke SET innhold = NULL WHERE forsendelse_id = $1`, id)
				if allowed != (err == nil) {
					rt.Fatalf("deleted straight in the database: %v, the model says %v: %+v", err, allowed, m)
				}
				m.slettet = m.slettet || allowed
			case "tamper":
				what := rapid.SampledFrom([]string{
					`UPDATE pakke SET innhold = '\x00' WHERE forsendelse_id = $1`,
					`UPDATE pakke SET innhold = NULL, sha256 = sha256('') WHERE forsendelse_id = $1`,
					`UPDATE pakke SET innhold = NULL, forsendelse_id = gen_random_uuid() WHERE forsendelse_id = $1`,
					`UPDATE pakke SET storrelse = 1 WHERE forsendelse_id = $1`,
					`DELETE FROM pakke WHERE forsendelse_id = $1`,
					`DELETE FROM forsendelse WHERE id = $1`,
				}).Draw(rt, "what")
				if err := h.sql(t, what, id); err == nil {
					rt.Fatalf("%s was let through", what)
				}
			}
			rows, whole := h.innhold(t, id)
			if want := map[bool]int{false: 2, true: 0}[m.slettet]; rows != 2 || whole != want {
				rt.Fatalf("%d rows, %d with content, want 2 and %d: %+v", rows, whole, want, m)
			}
		}
		if m.slettet {
			deleted++
		} else {
			refused++
		}
	}
	rounds := 10 // of rapid's hundred each
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		rapid.Check(t, life)
	}
	t.Logf("%d deleted, %d kept", deleted, refused)
	if !testing.Short() && (deleted == 0 || refused == 0) { // -short tries too few lives to be sure of both
		t.Errorf("%d deleted, %d kept: the histories do not try both", deleted, refused)
	}
}

func null(t time.Time, set bool) any {
	if !set {
		return nil
	}
	return t
}

// The times that decide cannot be made up afterwards.
func TestVernAvBeviset(t *testing.T) {
	h := nyttHus(t, time.Now().Add(-40*dogn))
	id := h.send(t)
	proof := time.Now().Add(-10 * dogn).Truncate(time.Microsecond)
	refused := func(what, sql string, args ...any) {
		t.Helper()
		if err := h.sql(t, sql, append([]any{id}, args...)...); err == nil || !strings.Contains(err.Error(), "23000") {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("a time of proof without a proof", `UPDATE forsendelse SET bevist = $2 WHERE id = $1`, proof)
	refused("a proof without its time", `UPDATE forsendelse SET bevis = 'LAGRET' WHERE id = $1`)
	refused("a proof older than the report", `UPDATE forsendelse SET bevis = 'LAGRET', bevist = $2 WHERE id = $1`, proof.Add(-60*dogn))
	maa(t, h.sql(t, `UPDATE forsendelse SET bevis = 'LAGRET', bevist = $2, avstemt = $3 WHERE id = $1`, id, proof, proof.Add(-time.Hour)))
	refused("an earlier proof", `UPDATE forsendelse SET bevist = $2 WHERE id = $1`, proof.Add(-2*time.Hour))
	refused("a proof taken back", `UPDATE forsendelse SET bevis = 'KVITTERT', bevist = NULL WHERE id = $1`)
	refused("an avstemming taken back", `UPDATE forsendelse SET avstemt = NULL WHERE id = $1`)
	refused("another acceptance", `UPDATE forsendelse SET akseptert = akseptert - interval '1 year' WHERE id = $1`)
	if err := h.sql(t, `TRUNCATE pakke CASCADE`); err == nil {
		t.Error("all parcels were thrown away")
	}
	// The program itself, as background work, by its own client.
	ctx, c := system(t), h.db.Client()
	if err := c.Pakke.Update().Where(pakke.ForsendelseID(id)).ClearInnhold().Exec(ctx); err == nil || !strings.Contains(err.Error(), "unproven") {
		t.Errorf("the program deleted what was reconciled before it was proven: %v", err)
	}
	if err := c.Pakke.Update().Where(pakke.ForsendelseID(id)).SetInnhold([]byte("x")).Exec(ctx); err == nil {
		t.Error("the program changed a parcel")
	}
	if _, whole := h.innhold(t, id); whole != 2 {
		t.Fatalf("%d parcels left", whole)
	}
	// Control: after an avstemming that follows the proof it may.
	maa(t, h.sql(t, `UPDATE forsendelse SET avstemt = $2 WHERE id = $1`, id, proof.Add(time.Hour)))
	maa(t, c.Pakke.Update().Where(pakke.ForsendelseID(id)).ClearInnhold().Exec(ctx))
}

// The whole way: confirmed by a person, reconciled, thirty days; then the content goes and the skeleton stays, once.
func TestSlettesNaarAltErBevist(t *testing.T) {
	now := time.Now()
	h := nyttHus(t, now.Add(-delivery.Oppbevaring-delivery.Klokkeslark-time.Hour))
	id := h.send(t)
	var before bytes.Buffer
	for _, p := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).Order(pakke.ByID()).AllX(system(t)) {
		fmt.Fprintf(&before, "%s %x %d;", p.ID, p.Sha256, p.Storrelse)
	}
	h.bekreft(t, id)
	maa(t, h.sql(t, `UPDATE forsendelse SET avstemt = bevist WHERE id = $1`, id))
	h.klokke.naa = now
	for range 2 {
		maa(t, h.s.SlettBeviste(system(t), uuid.Nil))
	}
	f := h.db.Client().Forsendelse.Query().Where(forsendelse.ID(id)).OnlyX(system(t))
	if f.Slettet == nil || h.hendelser(t, id, hendelse.SlagSlettet) != 1 {
		t.Errorf("deleted %v, %d hendelser", f.Slettet, h.hendelser(t, id, hendelse.SlagSlettet))
	}
	if rows, whole := h.innhold(t, id); rows != 2 || whole != 0 {
		t.Errorf("%d rows, %d with content", rows, whole)
	}
	var after bytes.Buffer
	for _, p := range h.db.Client().Pakke.Query().Where(pakke.ForsendelseID(id)).Order(pakke.ByID()).AllX(system(t)) {
		fmt.Fprintf(&after, "%s %x %d;", p.ID, p.Sha256, p.Storrelse)
	}
	if before.String() != after.String() {
		t.Errorf("the skeleton was %s and is %s", before.String(), after.String())
	}
}
