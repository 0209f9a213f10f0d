package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
	"barnevernportalen/delivery/seal"
)

// kvitteringer are the answers that have come to the service's account, by what they answer.
type kvitteringer struct {
	mu  sync.Mutex
	til map[uuid.UUID][]string
}

func (k *kvitteringer) ta(_ context.Context, m *fiksio.Mottatt) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.til[m.SvarPaMelding] = append(k.til[m.SvarPaMelding], m.Type)
	return nil
}

func (k *kvitteringer) har(id uuid.UUID, meldingType string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Contains(k.til[id], meldingType)
}

// The real program, over a real broker, killed -9 between every two acts: what is acknowledged is on the disk, and all are
// answered in the end.
func TestDreptOverFiksIO(t *testing.T) {
	ctx := t.Context()
	mappe, err := os.MkdirTemp("", "fs") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	s, err := liksom.Start(ctx, liksom.Oppsett{Mappe: filepath.Join(mappe, "m"), Token: func(token string) (string, error) {
		if !strings.HasPrefix(token, "token-") {
			return "", errors.New("no such token")
		}
		return "999999999", nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, slutt := context.WithTimeout(context.Background(), time.Minute)
		defer slutt()
		if err := s.Stopp(ctx); err != nil {
			t.Error(err)
		}
	})
	// Two accounts: the service's, which this test is, and the case system's.
	integrasjon, konto, vi := uuid.New(), uuid.New(), uuid.New()
	s.NyIntegrasjon(integrasjon, passord, "999999999")
	for id, nokkel := range map[uuid.UUID]seal.Key{konto: nokler()[0], vi: nokler()[2]} {
		if err := s.NyKonto(liksom.Konto{ID: id, FiksOrgID: uuid.New(), Integrasjon: integrasjon, Navn: "Konto", FiksOrgNavn: "Prøvestad",
			Orgnr: "999999999", Kommunenummer: "4601", Nokkel: string(seal.EncodeCertificate(nokkel.Cert))}); err != nil {
			t.Fatal(err)
		}
	}
	token, _ := testtoken(oppsett{})
	tjenesten, err := fiksio.New(fiksio.Oppsett{API: s.API(), AMQP: s.AMQP(), KontoID: vi, IntegrasjonID: integrasjon,
		IntegrasjonPassord: passord, Token: token, MinPause: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	svar := &kvitteringer{til: map[uuid.UUID][]string{}}
	lytt, slutt := context.WithCancel(context.Background())
	ferdig := make(chan struct{})
	go func() { defer close(ferdig); _ = tjenesten.Motta(lytt, vi, svar.ta) }()
	t.Cleanup(func() { slutt(); <-ferdig })

	l := nyPortalTest(t)
	fil, rot := skrivOppsett(t, l.URL)
	medFiksIO(t, fil, integrasjon, map[string]any{"api": s.API(), "amqp": s.AMQP(), "kontoId": konto, "tjenesteKontoId": vi})

	sendt := map[uuid.UUID]*listet{}
	send := func(i int, til seal.Key) uuid.UUID {
		n := l.legg(nyRapport(t, i, til, i%2 == 0))
		m, err := tjenesten.Send(ctx, fiksio.Melding{MottakerKontoID: konto, Type: fiksio.TypeOffentligV2, Data: n.forseglet,
			KlientMeldingID: uuid.NewSHA1(n.id, nil), Headere: map[string]string{"bekymringsmelding-id": n.id.String()}})
		if err != nil {
			t.Fatal(err)
		}
		sendt[m.MeldingID] = n
		return m.MeldingID
	}
	paDisk := func(hva string) {
		t.Helper()
		for id, n := range sendt {
			if svar.har(id, fiksio.TypeMottatt) {
				if err := n.paDisk(rot); err != nil {
					t.Fatalf("%s: answered and not on the disk: %v", hva, err)
				}
			}
		}
	}
	// Once it is killed with a message in hand, and then it is let answer it: Fiks IO takes a message away that three have
	// died on, and what happens then is the sender's affair.
	start := func(do string) (*exec.Cmd, *logg, <-chan error) {
		c, lg := barn(t, "ja", do, "motta", "-kanal", "fiksio", "-hvert", "100ms", "-oppsett", fil)
		doed := make(chan error, 1)
		go func() { doed <- c.Wait() }()
		return c, lg, doed
	}
	for i, steg := range []string{"spolt", "apnet", "skrevet", "navngitt", "lagret", "lest", "svart", "notert"} {
		id := send(i, nokler()[i%2])
		c, lg, doed := start(steg + ":1")
		select {
		case err := <-doed:
			if !drept(err) {
				t.Fatalf("%s: %v\n%s", steg, err, lg)
			}
		case <-time.After(time.Minute):
			_ = c.Process.Kill()
			t.Fatalf("%s: it lives\n%s", steg, lg)
		}
		paDisk(steg)
		c, lg, doed = start("")
		til(t, fmt.Sprintf("%s: answered\n%s", steg, lg), func() bool { return svar.har(id, fiksio.TypeMottatt) })
		if err := c.Process.Kill(); err != nil {
			t.Error(err)
		}
		if err := <-doed; !drept(err) {
			t.Errorf("it ended by itself: %v", err)
		}
		paDisk(steg)
	}
	// One that nobody here can open, one that is no report, and then it is let be.
	uapnelig := send(8, nokler()[2])
	if _, err := tjenesten.Send(ctx, fiksio.Melding{MottakerKontoID: konto, Type: "no.ks.fiks.annet.v1"}); err != nil {
		t.Fatal(err)
	}
	c, lg, doed := start("")
	for id, n := range sendt {
		vil := fiksio.TypeMottatt
		if id == uapnelig {
			vil = fiksio.TypeFeilet
		}
		til(t, fmt.Sprintf("nr %d answered %s\n%s", n.nr, vil, lg), func() bool { return svar.har(id, vil) })
	}
	for _, n := range sendt {
		if n.rapport.bevis != "" && n.nr != 9 {
			til(t, fmt.Sprintf("nr %d proven", n.nr), bevist(l, n))
		}
	}
	til(t, "the message that is no report is kept", func() bool { f, _ := filepath.Glob(filepath.Join(rot, ukjentMappe, "*")); return len(f) == 1 })
	paDisk("in peace")
	if err := c.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := <-doed; !drept(err) {
		t.Errorf("it ended by itself: %v", err)
	}
	if s := lg.String(); strings.Contains(s, kanari) || strings.Contains(s, "amqp://") {
		t.Errorf("the log:\n%s", s)
	}
}

// medFiksIO adds to a settings file.
func medFiksIO(t *testing.T, fil string, integrasjon uuid.UUID, f map[string]any) {
	t.Helper()
	raw, err := os.ReadFile(fil)
	if err != nil {
		t.Fatal(err)
	}
	var o map[string]any
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	o["fiksIO"], o["integrasjonId"] = f, integrasjon
	if raw, err = json.Marshal(o); err != nil {
		t.Fatal(err)
	}
	skrivTest(t, fil, raw)
}
