package delivery

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

// The rule of deletion is written twice: as SQL, which finds, and for one row under its lock, which decides. They say the same of
// random lives, and of times that differ by the least that the database can tell.
func TestSletteregleneErEnige(t *testing.T) {
	const antall = 20_000
	naa := time.Now().UTC().Truncate(time.Microsecond)
	rader := make([]db.Forsendelse, antall)
	for i := range rader {
		if i%2 == 0 {
			rader[i] = levd(uint64(i), naa) //nolint:gosec // not negative
		} else {
			rader[i] = tilfeldig(rand.New(rand.NewPCG(uint64(i), 2)), naa) //nolint:gosec // repeatable
		}
		rader[i].ID = uuid.New()
	}
	d := bareRader(t, rader)
	ctx := viewer.With(t.Context(), viewer.System{Oppgave: JobSlett})
	funnet, err := d.Client().Forsendelse.Query().Where(kanSlettes(naa)...).IDs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	uenige := func(regel func(*db.Forsendelse, time.Time) bool) (n int) {
		fant := map[uuid.UUID]bool{}
		for _, id := range funnet {
			fant[id] = true
		}
		for i := range rader {
			if fant[rader[i].ID] != regel(&rader[i], naa) {
				n++
			}
		}
		return n
	}
	if n := uenige(slettbar); n > 0 {
		t.Errorf("they disagree about %d of %d", n, antall)
	}
	if len(funnet) < antall/100 || len(funnet) > antall*9/10 {
		t.Errorf("%d of %d may be deleted: this tries little", len(funnet), antall)
	}
	t.Logf("%d of %d may be deleted", len(funnet), antall)
	for hva, regel := range map[string]func(*db.Forsendelse, time.Time) bool{
		"a microsecond":  func(f *db.Forsendelse, naa time.Time) bool { return slettbar(f, naa.Add(time.Microsecond)) },
		"no other clock": func(f *db.Forsendelse, naa time.Time) bool { return slettbar(f, naa.Add(Klokkeslark)) },
		"missed":         func(f *db.Forsendelse, naa time.Time) bool { g := *f; g.Savnet = nil; return slettbar(&g, naa) },
		"deleted":        func(f *db.Forsendelse, naa time.Time) bool { g := *f; g.Slettet = nil; return slettbar(&g, naa) },
		"post of another kind": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			g.Slag = forsendelse.SlagBekymringsmelding
			return slettbar(&g, naa)
		},
		"a list before the proof": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			g.Bevist = &g.Akseptert
			return f.Bevist != nil && slettbar(&g, naa)
		},
		"a yes for a proof": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			if g.Bevis == forsendelse.BevisKvittert {
				g.Bevis = forsendelse.BevisLagret
			}
			return slettbar(&g, naa)
		},
		"a list that is not yet": func(f *db.Forsendelse, naa time.Time) bool {
			g := *f
			if g.Avstemt != nil && g.Avstemt.After(naa) {
				g.Avstemt = &naa
			}
			return slettbar(&g, naa)
		},
	} {
		if uenige(regel) == 0 {
			t.Errorf("%s: the test does not see it", hva)
		}
	}
}

// levd is a report at some moment of a life, moved in time so that this moment is naa.
func levd(seed uint64, naa time.Time) db.Forsendelse {
	l := nyttLivslop(seed, livsstart)
	for range l.lengde() {
		l.steg()
	}
	f, flytt := l.rad, naa.Sub(l.slettetid())
	f.Akseptert = f.Akseptert.Add(flytt)
	for _, tid := range []**time.Time{&f.Bevist, &f.Avstemt, &f.Savnet} {
		if *tid != nil {
			flyttet := (*tid).Add(flytt)
			*tid = &flyttet
		}
	}
	return f
}

// tilfeldig is a row at the edges of the rule.
func tilfeldig(rng *rand.Rand, naa time.Time) db.Forsendelse {
	rundt := func(t time.Time) time.Time { return t.Add(time.Duration(rng.IntN(3)-1) * time.Microsecond) }
	sjelden := func(t time.Time) *time.Time {
		if rng.IntN(8) > 0 {
			return nil
		}
		return &t
	}
	f := db.Forsendelse{
		Slag: forsendelse.SlagBekymringsmelding, Bevis: alleBeviser[rng.IntN(len(alleBeviser))],
		Akseptert: rundt(naa.Add(-Oppbevaring - Klokkeslark)), Savnet: sjelden(naa), Slettet: sjelden(naa),
	}
	if rng.IntN(8) == 0 {
		f.Slag = forsendelse.SlagPost
	}
	if rng.IntN(8) > 0 {
		bevist := rundt(naa.Add(-time.Duration(rng.IntN(2)) * time.Hour))
		f.Bevist = &bevist
		if rng.IntN(8) > 0 {
			avstemt := rundt(bevist)
			f.Avstemt = &avstemt
		}
	}
	return f
}

var alleBeviser = []forsendelse.Bevis{
	forsendelse.BevisIngen, forsendelse.BevisOverlevert, forsendelse.BevisKvittert, forsendelse.BevisLagret, forsendelse.BevisRegistrert,
}

// bareRader is a database in which forsendelse is a table of such rows, and no rule holds for them: what the triggers would never
// let be so is tried too.
func bareRader(t *testing.T, rader []db.Forsendelse) *ent.DB {
	t.Helper()
	dsn := dbtest.DSN(t)
	sql := func(setning string, args ...any) {
		t.Helper()
		if err := dbtest.Exec(t.Context(), dsn, setning, args...); err != nil {
			t.Fatal(err)
		}
	}
	sql(`CREATE SCHEMA rader; CREATE TABLE rader.forsendelse AS SELECT * FROM forsendelse LIMIT 0`)
	for bit := range slices.Chunk(rader, 5000) {
		var id []uuid.UUID
		var slag, bevis []string
		var akseptert []time.Time
		var bevist, avstemt, savnet, slettet []*time.Time
		for _, f := range bit {
			id, slag, bevis, akseptert = append(id, f.ID), append(slag, string(f.Slag)), append(bevis, string(f.Bevis)), append(akseptert, f.Akseptert)
			bevist, avstemt, savnet, slettet = append(bevist, f.Bevist), append(avstemt, f.Avstemt), append(savnet, f.Savnet), append(slettet, f.Slettet)
		}
		sql(`INSERT INTO rader.forsendelse (id, slag, bevis, akseptert, bevist, avstemt, savnet, slettet)
			SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[])`,
			id, slag, bevis, akseptert, bevist, avstemt, savnet, slettet)
	}
	skille := "?"
	if strings.Contains(dsn, "?") {
		skille = "&"
	}
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn + skille + "search_path=rader,public", UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}
