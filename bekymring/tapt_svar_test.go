package bekymring_test

import (
	"errors"
	"testing"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// A COMMIT, or its answer, is lost. The sender gets the receipt or an error, never a receipt for nothing; and to send
// again with the same key gives the one receipt of the one report.
func TestSvaretPaCommitGarTapt(t *testing.T) {
	dsn := dbtest.DSN(t)
	proxy := dbtest.NewProxy(t, dsn)
	h := husPa(t, proxy.DSN(), t.TempDir())
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	reports := 0
	for _, c := range []struct {
		name    string
		fate    dbtest.Fate
		after   func()
		stored  bool
		receipt bool // at once
	}{
		{"nothing is lost", dbtest.Arrives, nil, true, true},
		{"the commit is lost", dbtest.LostOnTheWay, nil, false, false},
		{"the commit is lost, and then the database", dbtest.LostOnTheWay, proxy.Cut, false, false},
		// The report is looked for under its key, and found.
		{"the answer is lost", dbtest.LostOnTheWayBack, nil, true, true},
		{"the answer is lost, and then the database", dbtest.LostOnTheWayBack, proxy.Cut, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := melding()
			proxy.Lose("commit", c.fate, c.after)
			svar, err := h.bekymring.SendPrivat(melder, p)
			proxy.Lose("commit", dbtest.Arrives, nil)
			if got := svar.Bekymringsmelding != nil; got != c.receipt || got == (err != nil) || svar.AlleredeSendt != nil || svar.Feil != nil {
				t.Fatalf("answer %+v, %v", svar, err)
			}
			if err != nil && !errors.Is(err, ent.ErrUvisst) {
				t.Errorf("the sender is told that nothing was stored: %v", err)
			}
			if n := rader(t, dsn, "bekymringsmelding") - reports; n > 1 || (n == 1) != c.stored {
				t.Fatalf("%d reports stored", n)
			}
			if c.fate != dbtest.Arrives && c.after != nil {
				proxy.Mend()
			}
			again, err := h.bekymring.SendPrivat(melder, p)
			if err != nil || again.Bekymringsmelding == nil {
				t.Fatalf("sent again: %+v, %v", again, err)
			}
			if c.receipt && again.Bekymringsmelding.ID != svar.Bekymringsmelding.ID {
				t.Error("sent again: another receipt")
			}
			if reports++; rader(t, dsn, "bekymringsmelding") != reports {
				t.Errorf("%d reports stored, want %d", rader(t, dsn, "bekymringsmelding"), reports)
			}
			if err := h.sjekkHovedbok(t, dsn); err != nil {
				t.Error(err)
			}
		})
	}
}

// rader counts past the proxy.
func rader(t testing.TB, dsn, table string) int {
	t.Helper()
	var n int
	if err := dbtest.QueryRow(t.Context(), dsn, "SELECT count(*) FROM "+table, nil, &n); err != nil {
		t.Fatal(err)
	}
	return n
}
