package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"barnevernportalen/ent/dbtest"
)

// krasjdrap is how many times something is killed where nothing else is said; `make crash` says 500.
const krasjdrap = 40

// Reporters send, and whatever there is is killed -9 under them at random: the program, its PostgreSQL, RabbitMQ and the
// receivers' case systems. What somebody was given a receipt for is in the ledger exactly once when it is over, and on the
// receiver's disk or watched over by a deadline.
//
// KRASJ_DRAP is how many kills, KRASJ_BIN a folder with the built programs, and KRASJ_RAPPORT a file that gets the table.
//
// What kill -9 cannot show is a missing fsync: the machine's memory outlives the processes. That the database is one that
// syncs is checked at start, see ent.CheckSafe; and the control below shows that this test sees what is lost when it does not.
func TestKrasj(t *testing.T) {
	t.Parallel() // much of it is waiting for what was killed
	antall := krasjantall(t)
	w := nyKrasjverden(t, true)
	began := time.Now()
	m := w.startMeldere("0301-03", "0301-04", "4601-00")
	grupper := w.ofre(antall, m.journal.kvittert)
	w.drap(grupper, m.journal.kvittert)
	m.stopp(t)
	tok := time.Since(began)
	w.faFred()
	tabell, drept := draptabell(grupper)

	bok, lovet := w.hovedbok(), m.journal.alle
	o := gjorOpp(lovet, bok, append(w.disk("03"), w.disk("04")...))
	for hva, funn := range map[string][]string{"LOST": o.tapt, "TWICE": o.dobbelt} {
		for _, f := range funn {
			t.Errorf("%s %s", hva, f)
		}
	}
	if drept < antall || o.bevist == 0 || len(lovet) < drept {
		t.Errorf("%d kills, %d receipts, %d proven: nothing was tried", drept, len(lovet), o.bevist)
	}
	w.kontroller(o)
	w.portal.stopp(syscall.SIGINT)

	kontroll, kontrolltabell := krasjkontroll(t, max(3, antall/50))
	rapporter(t, fmt.Sprintf(`%s
%d receipts for %d submissions by %d reporters in %s; ended by itself: portal %d, case systems %d
the control, synchronous_commit=off in the midst of each commit:
%s
crash kills=%d accepted=%d proven=%d inflight=%d escalated=%d lost=%d duplicates=%d control_lost=%d
`, tabell, len(lovet), m.forsok.Load(), antallMeldere, tok.Round(time.Second), w.portal.selv.Load(), w.fag["03"].selv.Load()+w.fag["04"].selv.Load(),
		kontrolltabell, drept, o.akseptert, o.bevist, o.underveis, o.eskalert, len(o.tapt), len(o.dobbelt), kontroll))
}

// kontrollrunder is how many times the control may try to lose something.
const kontrollrunder = 12

// krasjkontroll is the same with a database that says «committed» before it is. It must lose, and the settling must see it.
func krasjkontroll(t *testing.T, antall int) (tapt int, tabell string) {
	w := nyKrasjverden(t, false)
	// The portal does not start on such a database, asks again before each commit, and goes on with no connection on which it
	// is so. So the server lies: in the midst of the commit, after the last thing that anybody can ask.
	w.sql(databasenavn, `CREATE FUNCTION glem() RETURNS trigger LANGUAGE plpgsql AS
		$$ BEGIN PERFORM set_config('synchronous_commit', 'off', true); RETURN NULL; END $$`,
		`CREATE CONSTRAINT TRIGGER glem AFTER INSERT ON hendelse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION glem()`)
	// Lost is only what no other commit has taken to the disk along with its own. A few kills may lose nothing: there are more
	// rounds until one is seen.
	var lovet []kvittert
	var alle [][]*offer
	var o oppgjor
	for range kontrollrunder {
		m := w.startMeldere("4601-00")
		grupper := w.ofre(antall, m.journal.kvittert)
		w.drap(grupper, m.journal.kvittert)
		m.stopp(t)
		lovet, alle = append(lovet, m.journal.alle...), append(alle, grupper...)
		if o = gjorOpp(lovet, w.hovedbok(), nil); len(o.tapt) > 0 {
			break
		}
	}
	if len(o.tapt) == 0 {
		t.Errorf("no loss was seen in %d kills with synchronous_commit=off, of %d receipts: the test cannot fail", kontrollrunder*antall, len(lovet))
	}
	if len(o.dobbelt) > 0 {
		t.Errorf("%v", o.dobbelt)
	}
	tabell, _ = draptabell(alle)
	return len(o.tapt), tabell
}

// freden is how long the last reports may take to be proven when nothing dies any more: a hand-over that a killed portal had
// begun is taken up by another after three minutes, and of those there is no need to wait in the short run.
func freden(antall int) time.Duration {
	if antall > krasjdrap {
		return 6 * time.Minute
	}
	return 8 * time.Second
}

// faFred waits until all that can be proven is. On the native channel nothing can stand in the way of that.
func (w *krasjverden) faFred() {
	w.t.Helper()
	bevist := func(bydelsnummer string) func() bool {
		return func() bool {
			var ubevist int
			err := dbtest.QueryRow(w.t.Context(), w.dsn(), `SELECT count(*) FROM forsendelse f JOIN bydel d ON d.id = f.bydel_id
				WHERE d.kommunenummer = '0301' AND d.bydelsnummer = $1 AND f.bevis NOT IN ('LAGRET', 'REGISTRERT')`, []any{bydelsnummer}, &ubevist)
			return err == nil && ubevist == 0
		}
	}
	w.til("all on the native channel are proven", bevist("03"))
	snart(w.t.Context(), freden(krasjantall(w.t)), bevist("04"))
}

// kontroller asks the programs themselves: `portal verify` for the ledger, `fagsystem vis` for the chains of numbers.
func (w *krasjverden) kontroller(o oppgjor) {
	w.t.Helper()
	ut, err := w.program(w.t.Context(), "verify").CombinedOutput()
	vil := fmt.Sprintf("verify akseptert=%d bevist=%d underveis=%d eskalert=%d uredegjort=0 funn=0", o.akseptert, o.bevist, o.underveis, o.eskalert)
	if err != nil || !strings.Contains(string(ut), vil) {
		w.t.Errorf("portal verify: %v, want %s\n%s", err, vil, ut)
	}
	for bydelsnummer, v := range w.fag {
		v.stopp(syscall.SIGTERM)
		args := append([]string{"vis", "-mottaker", "0301-" + bydelsnummer}, w.fagargumenter(bydelsnummer)...)
		ut, err := exec.CommandContext(w.t.Context(), w.fagsystem(), args...).CombinedOutput()
		galt := w.galtIKjeden(bydelsnummer, string(ut))
		if len(galt) > 0 || (err == nil) != strings.Contains(string(ut), "The chain of 0301-"+bydelsnummer+" holds") {
			w.t.Errorf("fagsystem vis: %v\n%s", err, strings.Join(galt, "\n"))
		}
	}
}

// galtIKjeden is what a case system complains of, but for the reports that it cannot have yet, and says so of.
func (w *krasjverden) galtIKjeden(bydelsnummer, sagt string) (galt []string) {
	ventes := map[string]bool{}
	for _, b := range w.hovedbok() {
		if b.Bydelsnummer == bydelsnummer && !b.Bevist {
			ventes[fmt.Sprintf("!!! nr %d: in the chain, and neither stored nor refused here", b.Nr)] = true
		}
	}
	for linje := range strings.Lines(sagt) {
		linje = strings.TrimSpace(linje)
		if (strings.HasPrefix(linje, "!!! nr") || strings.HasPrefix(linje, "DAMAGED")) && !ventes[linje] {
			galt = append(galt, linje)
		}
	}
	return galt
}

func krasjantall(t testing.TB) int {
	t.Helper()
	s := os.Getenv("KRASJ_DRAP")
	if s == "" {
		return krasjdrap
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatalf("KRASJ_DRAP: %v", err)
	}
	return n
}

func rapporter(t *testing.T, rapport string) {
	t.Helper()
	t.Log("\n" + rapport)
	if fil := os.Getenv("KRASJ_RAPPORT"); fil != "" {
		if err := os.WriteFile(fil, []byte(rapport), 0o600); err != nil {
			t.Error(err)
		}
	}
}
