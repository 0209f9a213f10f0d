package bekymring_test

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/pdf"
)

// klient is a sender that does not give up: it sends until it has a receipt, and now and then once more.
type klient struct {
	h      *hus
	proxy  *dbtest.Proxy
	tjener *bekymring.Service // its replica of the program, on a way to the database of its own
	rng    *rand.Rand
	ctx    context.Context

	nyNokkel bool // the control: a client that makes a new key for each attempt
	enGang   bool // the control: one that does not try again

	kvitteringer map[uuid.UUID]uuid.UUID // the journal: key → report; outside the database
	forsok, tapt int
}

// ettPDF is all that is rendered here: what a report looks like is another's test, and takes most of the time.
type ettPDF struct{}

func (ettPDF) Render(context.Context, pdf.Document) ([]byte, error) {
	return []byte("%PDF-1.7 en"), nil
}

func nyKlient(t testing.TB, h *hus, nr int) *klient {
	t.Helper()
	k := &klient{
		h: h, proxy: dbtest.NewProxy(t, h.dsn), kvitteringer: map[uuid.UUID]uuid.UUID{},
		rng: rand.New(rand.NewPCG(7, uint64(nr))), //nolint:gosec // the same faults each time
		ctx: h.innbygger(t, fmt.Sprintf("248591%05d", nr), "Melder Meldesen"),
	}
	log := slog.New(slog.DiscardHandler)
	database, err := ent.Open(t.Context(), ent.Config{DSN: k.proxy.DSN(), Log: log, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(database.Close)
	d := &delivery.Service{
		DB: database, Vault: h.vault, Signer: seal.Signer{Chain: h.delivery.Signer.Chain, Key: h.delivery.Signer.Key},
		Klokke: h.klokke.Naa, Log: log,
	}
	k.tjener = &bekymring.Service{DB: database, Vault: h.vault, Delivery: d, PDF: ettPDF{}, Klokke: h.klokke.Naa, Log: log}
	return k
}

// send is one report, however many attempts it takes.
func (k *klient) send(t testing.TB) {
	p := melding()
	nokkel := p.Klientnokkel
	for range 100 {
		if k.nyNokkel {
			p.Klientnokkel = uuid.New()
		}
		k.forsok++
		svar, err := k.forsoket(p)
		fikk := err == nil && svar.Bekymringsmelding != nil
		switch {
		case err == nil && !fikk:
			t.Errorf("neither a receipt nor an error: %+v", svar)
			return
		case fikk:
			k.notert(t, nokkel, svar.Bekymringsmelding.ID)
		}
		if k.enGang || fikk && k.rng.IntN(10) > 0 { // else the receipt is lost between the program and her
			if !fikk {
				k.tapt++
			}
			return
		}
	}
	t.Error("no receipt after a hundred attempts")
}

// notert writes the receipt in the journal: two receipts of one key must be of one report.
func (k *klient) notert(t testing.TB, nokkel, id uuid.UUID) {
	if for_, there := k.kvitteringer[nokkel]; there && for_ != id && !k.nyNokkel {
		t.Errorf("two receipts of one key, of two reports")
	}
	k.kvitteringer[nokkel] = id
}

// forsoket is one attempt, with a fault or without.
func (k *klient) forsoket(p bekymring.Privat) (bekymring.Svar, error) {
	brutt := false
	reset := func() { brutt = true; k.proxy.Cut() }
	ctx := k.ctx
	switch f := k.rng.IntN(100); {
	case f < 8:
		k.proxy.Lose("commit", dbtest.LostOnTheWay, nil)
	case f < 16:
		k.proxy.Lose("commit", dbtest.LostOnTheWayBack, nil)
	case f < 20: // committed, and then every connection is reset
		k.proxy.Lose("commit", dbtest.LostOnTheWayBack, reset)
	case f < 22:
		k.proxy.Lose("begin", dbtest.LostOnTheWay, reset)
	case f < 25: // she goes away while it is being sent
		var gaa context.CancelFunc
		ctx, gaa = context.WithTimeout(ctx, time.Duration(k.rng.IntN(20))*time.Millisecond)
		defer gaa()
	case f < 30: // a double click
		var to bekymring.Svar
		var toErr error
		var wg sync.WaitGroup
		wg.Go(func() { to, toErr = k.tjener.SendPrivat(ctx, p) })
		svar, err := k.tjener.SendPrivat(ctx, p)
		wg.Wait()
		if err == nil && toErr == nil && svar.Bekymringsmelding != nil && to.Bekymringsmelding != nil &&
			svar.Bekymringsmelding.ID != to.Bekymringsmelding.ID {
			return bekymring.Svar{}, nil // two receipts: the caller says so
		}
		return svar, err
	}
	svar, err := k.tjener.SendPrivat(ctx, p)
	k.proxy.Lose("commit", dbtest.Arrives, nil)
	if brutt {
		k.proxy.Mend()
	}
	return svar, err
}

// sendIgjen lets clients send n reports in all, and says how many reports were stored, dropped, and stored twice.
func sendIgjen(t *testing.T, n, del int, kontroll func(*klient)) (forsok, duplikater, borte int) {
	t.Helper()
	h := nyttHus(t)
	klienter := make([]*klient, 4)
	for i := range klienter {
		klienter[i] = nyKlient(t, h, del*4+i)
		kontroll(klienter[i])
	}
	var wg sync.WaitGroup
	for i, k := range klienter {
		wg.Go(func() {
			for range (n + i) / len(klienter) {
				k.send(t)
			}
		})
	}
	wg.Wait()
	lagret := map[uuid.UUID]uuid.UUID{} // report → key
	for _, r := range les[struct{ ID, Nokkel uuid.UUID }](t, h.dsn, `SELECT b.id, b.klientnokkel AS nokkel FROM bekymringsmelding b
		JOIN forsendelse f ON f.id = b.forsendelse_id WHERE (SELECT count(*) FROM pakke p WHERE p.forsendelse_id = f.id) = 2`) {
		lagret[r.ID] = r.Nokkel
	}
	sendt := 0
	for _, k := range klienter {
		forsok += k.forsok
		sendt += len(k.kvitteringer) + k.tapt
		borte += k.tapt
		for nokkel, id := range k.kvitteringer {
			if lagret[id] != nokkel && !k.nyNokkel {
				borte++ // a receipt for nothing
			}
		}
	}
	if sendt != n {
		t.Errorf("%d were sent, want %d", sendt, n)
	}
	if rader := rader(t, h.dsn, "bekymringsmelding"); rader != len(lagret) {
		t.Errorf("%d reports, and %d whole", rader, len(lagret))
	}
	var hull int
	err := dbtest.QueryRow(t.Context(), h.dsn, `SELECT max(nr) - count(DISTINCT nr) FROM forsendelse`, nil, &hull)
	if err != nil || hull != 0 {
		t.Errorf("%d numbers were lost: %v", hull, err)
	}
	return forsok, max(0, len(lagret)+borte-n), borte
}

// Clients that send again and again, answers that are lost, connections that are reset before the commit and after it, senders who
// go away, and double clicks: each report is stored once, and each receipt is of one that is there.
func TestSendtIgjenEnGangLagret(t *testing.T) {
	n, deler := 400, 1
	if os.Getenv("PROOF") != "" { // make proof
		n, deler = 100_000, 10
	}
	start := time.Now()
	var forsok, duplikater, borte int
	for del := range deler {
		f, d, b := sendIgjen(t, n/deler, del, func(*klient) {})
		forsok, duplikater, borte = forsok+f, duplikater+d, borte+b
		t.Logf("retries: submissions=%d attempts=%d duplicates=%d dropped=%d in %s",
			n/deler*(del+1), forsok, duplikater, borte, time.Since(start).Round(time.Second))
	}
	if duplikater != 0 || borte != 0 {
		t.Error("a report was lost, or stored twice")
	}
}

// The controls: a client that makes a new key for each attempt stores reports twice, and one that does not try again loses some.
func TestSendtIgjenKontroll(t *testing.T) {
	if _, duplikater, _ := sendIgjen(t, 100, 0, func(k *klient) { k.nyNokkel = true }); duplikater == 0 {
		t.Error("new keys, and nothing stored twice: the test cannot see a duplicate")
	}
	if _, _, borte := sendIgjen(t, 100, 0, func(k *klient) { k.enGang = true }); borte == 0 {
		t.Error("no client tries again, and nothing is dropped: the faults are none")
	}
}
