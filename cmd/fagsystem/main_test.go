package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// The test binary is the program too, so that a test can kill the real thing: with barnVar set it runs the arguments as
// fagsystem would, and dies at the n-th step of a name («lagret:2»).
const (
	barnVar = "FAGSYSTEM_TEST_BARN"
	doVar   = "FAGSYSTEM_TEST_DO"
)

func TestMain(m *testing.M) {
	switch os.Getenv(barnVar) {
	case "":
		os.Exit(m.Run())
	case "løgner":
		os.Exit(logner(os.Args[1:]))
	}
	p := program{ut: os.Stdout, feil: os.Stderr, maskinporten: testtoken, steg: doVed(os.Getenv(doVar))}
	if os.Getenv(barnVar) == "ekte" { // against the portal itself, which wants a token of its Maskinporten
		p.maskinporten = hentToken
	}
	if err := p.run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// doVed returns a step function that ends the process as kill -9 does.
func doVed(hvor string) func(string) {
	navn, antall, _ := strings.Cut(hvor, ":")
	igjen, _ := strconv.Atoi(antall)
	return func(steg string) {
		if steg != navn {
			return
		}
		if igjen--; igjen == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
}

var tokenNr atomic.Int64

// testtoken gives another token each time.
func testtoken(oppsett) (tokenkilde, error) {
	return func(context.Context) (string, error) { return fmt.Sprintf("token-%s-%d", kanari, tokenNr.Add(1)), nil }, nil
}

// skrivOppsett writes a settings file with keys, and returns it and the store's folder.
func skrivOppsett(t testing.TB, portal string) (fil, rot string) {
	t.Helper()
	mappe := t.TempDir()
	for i, navn := range []string{"ny", "gammel"} {
		k := nokler()[i]
		privat, err := seal.EncodePrivate(k.Private)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(filepath.Join(mappe, navn), 0o700); err != nil {
			t.Fatal(err)
		}
		skrivTest(t, filepath.Join(mappe, navn, privatFil), privat)
		skrivTest(t, filepath.Join(mappe, navn, sertifikatFil), seal.EncodeCertificate(k.Cert))
	}
	raw, err := json.Marshal(map[string]any{
		"portal": portal, "integrasjonId": uuid.New(), "integrasjonPassord": passord, "fiksOrgId": uuid.New(), "kommunenummer": "4601",
		"mottakere": []mottaker{{"4601", "00"}}, "mappe": "lager",
		"nokler": []string{"ny", "gammel"},
	})
	if err != nil {
		t.Fatal(err)
	}
	fil = filepath.Join(mappe, "fagsystem.json")
	skrivTest(t, fil, raw)
	return fil, filepath.Join(mappe, "lager")
}

func skrivTest(t testing.TB, sti string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(sti, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// logg is a log that can be read while it is written.
type logg struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logg) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *logg) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// nyKanal is the native channel as the program makes it, against a test's portal.
func nyKanal(t testing.TB, l *liksomportal) (*graphqlKanal, *logg) {
	t.Helper()
	fil, _ := skrivOppsett(t, l.URL)
	o, err := flagger{fil: fil}.oppsett()
	if err != nil {
		t.Fatal(err)
	}
	lg := new(logg)
	p := program{ut: lg, feil: lg, maskinporten: testtoken, steg: func(string) {}}
	lager, err := apneLager(o.Mappe, true, p.steg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(lager.lukk)
	k := nokler()
	m := &mottak{lager: lager, nokler: k[:2], maks: 1 << 20, naa: time.Now, log: p.log(), steg: p.steg}
	kanal, err := p.graphqlKanal(o, m, time.Hour, slog.New(slog.NewTextHandler(lg, nil)))
	if err != nil {
		t.Fatal(err)
	}
	return kanal, lg
}

// til sees that a condition comes true, without guessing how long that takes.
func til(t testing.TB, hva string, sant func() bool) {
	t.Helper()
	frist := time.After(2 * time.Minute) // a process starts slowly where the machine is slow
	for tikk := time.NewTicker(5 * time.Millisecond); !sant(); {
		select {
		case <-frist:
			t.Fatalf("never: %s", hva)
		case <-tikk.C:
		}
	}
}
