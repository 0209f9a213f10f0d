package delivery_test

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/bydel"
)

// The incident of 2020–2023, played again: 22 receivers whose systems say yes to everything, and lose one report in a hundred. Half
// of them give the token back that lay in what they stored; half give none, and list each night what they hold.
//
// Source of the figures: the summary of Bufdir's report, and NRK's of the school nurse (docs/bekymringsmelding.md).
const (
	gjenspilteMottakere = 22
	gjenspiltSlettetid  = 14 * dogn // the old rule: a report that was answered yes was deleted after so long
	gjenspiltOppdaget   = 37 * dogn // and the first who noticed was a nurse who asked, from 1 February to 10 March
)

// tapt is one report that was lost, and when which thing happened to it.
type tapt struct {
	*rapport
	ja, alarm, tilbake time.Time // the false yes; the first alarm that names it; stored at last
	slag               string    // of that alarm
}

func TestHendelsenGjenspilt(t *testing.T) {
	n, dager, ut := 300, 5, io.Discard
	if os.Getenv("REPLAY") != "" {
		n, dager, ut = 6300, 30, os.Stdout
	}
	g := spillIgjen(t, n, dager, false)
	if r := g.andreOyne(t); r.Bevist != int64(n) {
		t.Errorf("verify: %+v", r)
	}
	gammel := spillIgjen(t, n, dager, true) // the control: the same reports and receivers, and a ledger that believes them
	g.gamleTapt, g.gamleAlarmer = gammel.gamleTapt, gammel.gamleAlarmer
	g.fortell(ut)
	forste := g.tapte[0]
	for _, x := range g.tapte {
		if x.ja.Before(forste.ja) {
			forste = x
		}
		if x.alarm.IsZero() || x.alarm.Sub(x.akseptert) >= dogn {
			t.Errorf("%s: named %s after it was accepted", x.id, x.alarm.Sub(x.akseptert))
		}
		if x.tilbake.IsZero() {
			t.Errorf("%s: the receiver never got it", x.id)
		}
	}
	if len(g.tapte) != n/100 {
		t.Fatalf("%d reports were lost, want %d", len(g.tapte), n/100)
	}
	if d := g.forsteAlarm().Sub(forste.ja); d >= 2*time.Hour {
		t.Errorf("the first alarm came %s after the first false yes", d)
	}
	if g.gamleAlarmer != 0 || g.gamleTapt != len(g.tapte) {
		t.Errorf("the control: the old rule lost %d of %d and raised %d alarms", g.gamleTapt, len(g.tapte), g.gamleAlarmer)
	}
	if g.blindalarmer > n/500 {
		t.Errorf("%d alarms about reports that nobody had lost", g.blindalarmer)
	}
	if g.hele != len(g.tapte) || g.lukketTapt != 0 {
		t.Errorf("of %d lost, %d were whole with us until they were found, and %d were closed", len(g.tapte), g.hele, g.lukketTapt)
	}
}

type gjenspilling struct {
	*verden
	start     time.Time
	dager     int
	mottakere []*mottakeren
	tapte     []*tapt

	gammel                  bool // the ledger goes by the old rule
	gamleTapt, gamleAlarmer int  // by the old rule: the lost of which no copy is left, and the alarms about them
	blindalarmer            int  // alarms about what was not lost
	hele, lukketTapt        int  // of the lost, at the time each was sent for again
	lukket                  int  // in the end
	brukt                   time.Duration
}

// spillIgjen sends n reports over so many days. gammel: by the rule of 2020, a yes is delivered, nobody lists anything, and the
// copies go.
func spillIgjen(t *testing.T, n, dager int, gammel bool) *gjenspilling {
	t.Helper()
	start := lenge()
	g := &gjenspilling{verden: nyVerden(t, start), start: start, dager: dager, gammel: gammel}
	if gammel {
		maa(t, g.sql(t, troende))
	}
	began := time.Now()
	terning := rand.New(rand.NewPCG(2020, 2023)) //nolint:gosec // which are lost must be the same each time
	slutt := start.Add(time.Duration(dager+3) * dogn)
	for i := range gjenspilteMottakere {
		token, kanal := i%2 == 0, bydel.KanalFiksio
		if token {
			kanal = bydel.KanalFagsystem
		}
		k := g.nyttMottak(kanal, token)
		k.far = func(r *rapport) { g.mottar(r, false) }
		if !token && !gammel { // each at a time of its own, between midnight and six
			g.daglig(start.Add(17*time.Hour+time.Duration(i)*15*time.Minute), slutt, func() { arlig(g.verden, k) })
		}
		if !gammel {
			g.daglig(start.Add(26*time.Hour), slutt, func() { g.rydder(k) })
		}
		g.mottakere = append(g.mottakere, k)
	}
	mistes := map[int]bool{}
	for _, i := range terning.Perm(n)[:n/100] {
		mistes[i] = true
	}
	for i := range n {
		at := start.Add(time.Duration(terning.Int64N(int64(dager) * int64(dogn)))).Truncate(time.Second)
		k := g.mottakere[terning.IntN(len(g.mottakere))]
		g.ko.leggTil(at, func() {
			r := g.meld(k)
			if mistes[i] {
				g.tapte = append(g.tapte, &tapt{rapport: r})
			}
		})
	}
	g.tett(slutt)
	if gammel {
		g.doemGammel()
	} else {
		g.doem()
	}
	g.brukt = time.Since(began)
	return g
}

// mottar is the receiver's system: it fetches, stores, or believes that it has, and says yes. Whoever gives tokens gives the one that
// it can read back from its own store. igjen: it has been told that something is missing, and sees to it that it is stored.
func (g *gjenspilling) mottar(r *rapport, igjen bool) {
	x := g.tap(r)
	if r.ganger > 1 && x == nil {
		return // it has it
	}
	if r.til.token || igjen {
		g.henter(r)
	}
	r.holdt = x == nil || igjen
	switch {
	case r.til.token && r.holdt:
		token := g.tokenAv(r)
		g.bekrefter(r, &token)
	case r.til.token:
		g.bekrefter(r, nil)
	case !igjen:
		g.mottatt(r)
	}
	if x != nil && x.ja.IsZero() {
		x.ja = g.klokke.Naa()
	}
	if igjen {
		x.tilbake = g.klokke.Naa()
	}
}

func (g *gjenspilling) tap(r *rapport) *tapt {
	if i := slices.IndexFunc(g.tapte, func(x *tapt) bool { return x.rapport == r }); i >= 0 {
		return g.tapte[i]
	}
	return nil
}

// rydder is a person at the receiver, at nine in the morning: what somebody was alarmed about is fetched again, and stored.
func (g *gjenspilling) rydder(k *mottakeren) {
	for _, x := range g.tapte {
		if x.til != k || !x.tilbake.IsZero() {
			continue
		}
		rad := g.eierPool(g.t).QueryRow(g.t.Context(), `SELECT tidspunkt, slag || ' ' || detalj FROM alarm WHERE forsendelse_id = $1 ORDER BY tidspunkt LIMIT 1`, x.id)
		if rad.Scan(&x.alarm, &x.slag) != nil {
			continue // not yet
		}
		d := g.dommen(x.rapport)
		g.hele += tall(d.hel)
		g.lukketTapt += tall(d.lukket)
		g.mottar(x.rapport, true)
	}
}

// doemGammel deletes as the old service did, and counts what is left of the lost on the day that the first one noticed.
func (g *gjenspilling) doemGammel() {
	g.t.Helper()
	g.til(g.start.Add(time.Duration(g.dager)*dogn+gjenspiltOppdaget), dogn)
	maa(g.t, g.sql(g.t, fmt.Sprintf(`SET session_replication_role = replica;
		UPDATE pakke p SET innhold = NULL FROM forsendelse f WHERE f.id = p.forsendelse_id AND f.tilstand = 'LEVERT' AND f.akseptert <= '%s';
		SET session_replication_role = origin`, g.klokke.naa.Add(-gjenspiltSlettetid).Format(time.RFC3339))))
	for _, x := range g.tapte {
		var borte bool
		var alarmer int
		maa(g.t, g.eierPool(g.t).QueryRow(g.t.Context(), `SELECT NOT EXISTS (SELECT FROM pakke WHERE forsendelse_id = $1 AND innhold IS NOT NULL),
			(SELECT count(*) FROM alarm WHERE forsendelse_id = $1)`, x.id).Scan(&borte, &alarmer))
		g.gamleTapt += tall(borte && !x.holdt)
		g.gamleAlarmer += alarmer
	}
}

// doem counts what came of it.
func (g *gjenspilling) doem() {
	g.t.Helper()
	for _, r := range g.rapporter {
		if g.tap(r) != nil {
			continue
		}
		var n int
		maa(g.t, g.eierPool(g.t).QueryRow(g.t.Context(), `SELECT count(*) FROM alarm WHERE forsendelse_id = $1`, r.id).Scan(&n))
		g.blindalarmer += n
	}
	g.klokke.naa = g.start.Add(time.Duration(g.dager+31) * dogn)
	for range 1 + len(g.rapporter)/500 {
		maa(g.t, g.s.SlettBeviste(system(g.t), uuid.Nil))
	}
	for _, d := range g.dommer() {
		g.lukket += tall(d.lukket)
	}
}

func (g *gjenspilling) forsteAlarm() time.Time {
	return slices.MinFunc(g.tapte, func(a, b *tapt) int { return a.alarm.Compare(b.alarm) }).alarm
}

// fortell writes the story, one page of it.
func (g *gjenspilling) fortell(w io.Writer) {
	forste := slices.MinFunc(g.tapte, func(a, b *tapt) int { return a.ja.Compare(b.ja) })
	pr := func(format string, a ...any) { _, _ = fmt.Fprintf(w, format+"\n", a...) }
	pr("THE INCIDENT, PLAYED AGAIN")
	pr("%d receivers, %d reports in %d days. Every system says yes to every report, and loses one in a hundred: %d.",
		len(g.mottakere), len(g.rapporter), g.dager, len(g.tapte))
	pr("")
	pr("%-10s %-28s %7s %5s  %-26s %s", "receiver", "what it can prove", "reports", "lost", "what named them", "named after (longest)")
	for _, k := range g.mottakere {
		var sine []*tapt
		for _, x := range g.tapte {
			if x.til == k {
				sine = append(sine, x)
			}
		}
		hva := "says yes; lists each night"
		if k.token {
			hva = "gives the token back"
		}
		slag, lengst := "", ""
		if len(sine) > 0 {
			x := slices.MaxFunc(sine, func(a, b *tapt) int { return cmp.Compare(a.alarm.Sub(a.akseptert), b.alarm.Sub(b.akseptert)) })
			slag, lengst = strings.ToLower(strings.ReplaceAll(x.slag, "_", " ")), kort(x.alarm.Sub(x.akseptert))
		}
		pr("%s-%-5s %-28s %7d %5d  %-26s %s", k.Kommunenummer, k.Bydelsnummer, hva, len(k.rapporter), len(sine), slag, lengst)
	}
	verst := slices.MaxFunc(g.tapte, func(a, b *tapt) int { return cmp.Compare(a.alarm.Sub(a.akseptert), b.alarm.Sub(b.akseptert)) })
	senest := slices.MaxFunc(g.tapte, func(a, b *tapt) int { return cmp.Compare(a.tilbake.Sub(a.akseptert), b.tilbake.Sub(b.akseptert)) })
	pr("")
	pr("The old rule, on the same reports: yes is delivered, nothing is asked, the copy goes after %d days.", int(gjenspiltSlettetid/dogn))
	pr("  %d reports lost, all copies gone; %d alarms about them; the first to notice was a nurse who asked, after %d days", g.gamleTapt, g.gamleAlarmer, int(gjenspiltOppdaget/dogn))
	pr("Ours:")
	pr("  the first false yes        %s after the start", kort(forste.ja.Sub(g.start)))
	pr("  the first alarm            %s after that yes", kort(g.forsteAlarm().Sub(forste.ja)))
	pr("  every lost report named    all %d, the slowest %s after it was accepted", len(g.tapte), kort(verst.alarm.Sub(verst.akseptert)))
	pr("  other alarms               %d, of reports not yet answered when the night's list was made", g.blindalarmer)
	pr("  whole with us when named   %d of %d, and %d closed", g.hele, len(g.tapte), g.lukketTapt)
	pr("  fetched again, and stored  all by nine in the morning, the slowest %s after it was accepted", kort(senest.tilbake.Sub(senest.akseptert)))
	pr("  after thirty days          %d of %d closed, every one held by its receiver", g.lukket, len(g.rapporter))
	pr("(%d simulated days of the real ledger, on PostgreSQL, in %s)", g.dager+3, g.brukt.Round(time.Second))
}

// kort is a duration as a person says it.
func kort(d time.Duration) string {
	d = d.Round(time.Second)
	return fmt.Sprintf("%d h %02d min %02d s", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60)
}
