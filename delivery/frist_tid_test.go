package delivery_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/dbtest"
)

// sistFrist is how late a deadline may fire.
const sistFrist = time.Minute

// aaret begins before Christmas, and has in it Easter with the spring change of clocks (28 March), the days of May, and the
// autumn change (31 October).
var aaret = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)

// iAaret draws when a report is sent: any time, or among the days where a mistake would show.
func iAaret(r *rand.Rand) time.Time {
	naar := aaret.Add(time.Duration(r.Int64N(int64(365 * dogn))))
	if r.IntN(2) == 0 {
		dag := []time.Time{
			time.Date(2026, 12, 22, 0, 0, 0, 0, time.UTC), time.Date(2027, 3, 23, 0, 0, 0, 0, time.UTC), time.Date(2027, 3, 27, 0, 0, 0, 0, time.UTC),
			time.Date(2027, 5, 14, 0, 0, 0, 0, time.UTC), time.Date(2027, 10, 29, 0, 0, 0, 0, time.UTC),
		}[r.IntN(5)]
		naar = dag.Add(time.Duration(r.Int64N(int64(3 * dogn))))
	}
	return naar.Truncate(time.Microsecond)
}

// etAar puts n reports in the ledger, sent over a year, each with the deadlines that are written with one. What is proven is so
// before some of them: most within two hours, some in days, some never.
func (h *hus) etAar(t testing.TB, n int, r *rand.Rand) {
	t.Helper()
	k := delivery.NewKalender()
	const bunke = 500
	for nr := 1; nr <= n; {
		var meldinger, frister []string
		for ; nr <= n && len(meldinger) < bunke; nr++ {
			id, naar := uuid.NewString(), iAaret(r)
			bevist := naar.Add(time.Duration(r.Int64N(int64(2 * time.Hour))))
			switch r.IntN(20) {
			case 0:
				bevist = naar.Add(10 * 365 * dogn)
			case 1, 2, 3, 4, 5:
				bevist = naar.Add(time.Duration(r.Int64N(int64(30 * dogn))))
			}
			kanal := []bydel.Kanal{bydel.KanalFagsystem, bydel.KanalNedlasting}[r.IntN(2)]
			meldinger = append(meldinger, fmt.Sprintf(`('%s', '%s', %d, '%s')`, id, kanal, nr, naar.Format(time.RFC3339Nano)))
			for _, f := range k.Frister(naar, kanal) {
				klarert := "NULL"
				if bevist.Before(f.Forfall) {
					klarert = "'" + bevist.Format(time.RFC3339Nano) + "'"
				}
				frister = append(frister, fmt.Sprintf(`('%s', '%s', '%s', %s)`, id, f.Type, f.Forfall.UTC().Format(time.RFC3339Nano), klarert))
			}
		}
		maa(t, h.sql(t, `SET session_replication_role = replica;
			INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
			SELECT m.id::uuid, 'BEKYMRINGSMELDING', m.kanal, m.nr, sha256(m.id::bytea), sha256(m.id::bytea), 'SENDT_FAGSYSTEM', 'INGEN', m.naar::timestamptz, b.id
			  FROM (VALUES `+strings.Join(meldinger, ",")+`) m(id, kanal, nr, naar), (SELECT id FROM bydel LIMIT 1) b;
			INSERT INTO frist (id, forsendelse_id, type, forfall, klarert)
			SELECT gen_random_uuid(), f.id::uuid, f.type, f.forfall::timestamptz, f.klarert::timestamptz FROM (VALUES `+strings.Join(frister, ",")+`) f(id, type, forfall, klarert);
			SET session_replication_role = origin`))
	}
}

// gjennomAaret lets the clock go through the year, a sweep every so often. Sweeps that would find nothing are passed over.
func (h *hus) gjennomAaret(t testing.TB, hver time.Duration) (sveip int) {
	t.Helper()
	slutt := aaret.Add(400 * dogn)
	fase := 17 * time.Second // the sweeps do not fall on whole minutes
	for ; ; sveip++ {
		var neste time.Time
		maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT coalesce(min(forfall), 'epoch') FROM frist WHERE klarert IS NULL AND utlost IS NULL`, nil, &neste))
		if neste.Unix() == 0 || neste.After(slutt) {
			return sveip
		}
		til := aaret.Add(fase)
		if d := neste.Sub(til); d > 0 {
			til = til.Add((d + hver - 1) / hver * hver)
		}
		if d := til.Sub(h.klokke.Naa()); d > 0 {
			h.klokke.Fram(d)
		} else {
			h.klokke.Fram(hver)
		}
		maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	}
}

// forSent is the latest that any deadline has fired, how many have, and how many that were due have not.
func (h *hus) forSent(t testing.TB) (verst time.Duration, utlost, glemt int) {
	t.Helper()
	var s float64
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT coalesce(max(extract(epoch FROM utlost - forfall)), 0)::float8, count(utlost),
		count(*) FILTER (WHERE utlost IS NULL AND klarert IS NULL AND forfall < $1) FROM frist`, []any{h.klokke.Naa().Add(-sistFrist)}, &s, &utlost, &glemt))
	return time.Duration(s * float64(time.Second)), utlost, glemt
}

// No deadline fires more than a minute late, over a year of reports with its holidays and both changes of clocks. Reports: 150, or
// as many as FRIST_MELDINGER says.
func TestIngenFristForSent(t *testing.T) {
	n := 150
	if v, err := strconv.Atoi(os.Getenv("FRIST_MELDINGER")); err == nil {
		n = v
	}
	h := nyttHus(t, aaret)
	h.s.Kanaler = nil
	h.etAar(t, n, rand.New(rand.NewPCG(7, 7)))
	begynte := time.Now()
	sveip := h.gjennomAaret(t, 30*time.Second)
	verst, utlost, glemt := h.forSent(t)
	t.Logf("%d reports, %d sweeps, %d deadlines fired, the latest %s late, %d forgotten; %s", n, sveip, utlost, verst, glemt, time.Since(begynte).Round(time.Second))
	if verst > sistFrist || glemt != 0 || utlost < n/2 {
		t.Error("too late")
	}
	t.Run("control: a sweep every five minutes is seen", func(t *testing.T) {
		h := nyttHus(t, aaret)
		h.s.Kanaler = nil
		h.etAar(t, 10, rand.New(rand.NewPCG(7, 7)))
		h.gjennomAaret(t, 5*time.Minute)
		if verst, _, _ := h.forSent(t); verst <= sistFrist {
			t.Errorf("%s: the test cannot fail", verst)
		}
	})
}

// The letters of many days fall due in the same instant, when a holiday ends: one sweep fires them all.
func TestAlleFristerISammeOyeblikk(t *testing.T) {
	h := nyttHus(t, aaret)
	h.s.Kanaler = nil
	naar := time.Date(2027, 3, 24, 12, 0, 0, 0, time.UTC) // the Wednesday before Easter: the letters leave the Thursday after
	const n = 700                                         // more than the sweep reads at a time
	var rader []string
	for nr := range n {
		rader = append(rader, fmt.Sprintf(`('%s', %d)`, uuid.New(), nr+1))
	}
	forfall := delivery.NewKalender().EtterVirkedager(naar, 2)
	maa(t, h.sql(t, `SET session_replication_role = replica;
		CREATE TABLE alle AS SELECT * FROM (VALUES `+strings.Join(rader, ",")+`) m(id, nr);
		INSERT INTO forsendelse (id, slag, kanal, nr, sha256, kjedehash, tilstand, bevis, akseptert, bydel_id)
		SELECT m.id::uuid, 'BEKYMRINGSMELDING', 'NEDLASTING', m.nr, sha256(m.id::bytea), sha256(m.id::bytea), 'SENDT_FAGSYSTEM', 'INGEN', '2027-03-24 12:00Z', b.id
		  FROM alle m, (SELECT id FROM bydel LIMIT 1) b;
		INSERT INTO frist (id, forsendelse_id, type, forfall) SELECT gen_random_uuid(), id::uuid, 'BREV', '`+forfall.UTC().Format(time.RFC3339)+`' FROM alle;
		SET session_replication_role = origin`))
	h.klokke.Fram(forfall.Add(29 * time.Second).Sub(aaret))
	begynte := time.Now()
	maa(t, h.s.FeiFrister(system(t), uuid.Nil))
	verst, utlost, _ := h.forSent(t)
	t.Logf("%d letters due at %s: the latest %s late; the sweep took %s", n, forfall, verst, time.Since(begynte).Round(time.Millisecond))
	if utlost != n || verst > sistFrist {
		t.Errorf("%d of %d fired, the latest %s late", utlost, n, verst)
	}
}
