package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

// journal is what the reporters have been promised. It lies outside everything that is killed: a receipt is on the disk
// before it counts.
type journal struct {
	mu   sync.Mutex
	fil  *os.File
	alle []kvittert
	n    atomic.Int64
}

// kvittert is a receipt: the key a reporter sent by, and the reference she was given.
type kvittert struct {
	nokkel       uuid.UUID
	bydelsnummer string
	referanse    string
}

func nyJournal(t testing.TB, mappe string) *journal {
	fil, err := os.CreateTemp(mappe, "journal-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = fil.Close() })
	return &journal{fil: fil}
}

func (j *journal) skriv(k kvittert) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if _, err := fmt.Fprintln(j.fil, k.nokkel, k.bydelsnummer, k.referanse); err != nil {
		return err
	}
	if err := j.fil.Sync(); err != nil {
		return err
	}
	j.alle = append(j.alle, k)
	j.n.Add(1)
	return nil
}

// kvittert is how many receipts have been given.
func (j *journal) kvittert() int64 { return j.n.Load() }

// meldere send reports, each the next when she has a receipt for the last, until they are told to stop. Then each goes on
// until she has the receipt she waits for.
type meldere struct {
	journal *journal
	forsok  atomic.Int64 // submissions, the repeated ones too
	nektet  atomic.Int64 // those that gave no receipt
	slutt   atomic.Bool
	gjor    sync.WaitGroup
	feil    chan error
}

const (
	antallMeldere = 8
	// meldersvar is how long a reporter's browser waits before it sends the same again.
	meldersvar = 5 * time.Second
	// melderpause is the longest between two reports, and igjenpause between two attempts at one.
	melderpause, igjenpause = 100 * time.Millisecond, 500 * time.Millisecond
)

// startMeldere logs eight reporters in and lets them begin. mottakere are the bydeler they write to, «kommunenummer-bydelsnummer».
func (w *krasjverden) startMeldere(mottakere ...string) *meldere {
	w.t.Helper()
	s := &meldere{journal: nyJournal(w.t, w.mappe), feil: make(chan error, antallMeldere)}
	hash := dokumenthash(w.t, sendDokument)
	brukere := []string{"melder", "laerer", "mor", "far", "verge", "barn"}
	for n := range antallMeldere {
		m := &melder{http: &http.Client{Timeout: meldersvar}, url: w.url, hash: hash}
		s.gjor.Go(func() { s.feil <- s.meld(w.t.Context(), m, brukere[n%len(brukere)], mottakere) })
	}
	return s
}

// stopp lets the reporters finish what they have begun.
func (s *meldere) stopp(t testing.TB) {
	t.Helper()
	s.slutt.Store(true)
	s.gjor.Wait()
	close(s.feil)
	for err := range s.feil {
		if err != nil {
			t.Error(err)
		}
	}
}

func (s *meldere) meld(ctx context.Context, m *melder, bruker string, mottakere []string) error {
	pust := func() { <-time.After(rand.N(melderpause)) }
	for m.loggInn(bruker) != nil && ctx.Err() == nil {
		pust()
	}
	for !s.slutt.Load() && ctx.Err() == nil {
		kommune, bydel, _ := strings.Cut(mottakere[rand.N(len(mottakere))], "-")
		sk := skjema{nokkel: uuid.New(), kommunenummer: kommune, bydelsnummer: &bydel}
		sk.melding = merke(sk.nokkel) + strings.Repeat(" Jeg er bekymret for barnet i etasjen over.", 8)
		referanse, err := s.tilKvittering(ctx, m, bruker, sk)
		if err != nil {
			return err
		}
		if err := s.journal.skriv(kvittert{sk.nokkel, bydel, referanse}); err != nil {
			return err
		}
		if rand.N(10) == 0 { // a double click, or another tab
			s.forsok.Add(1)
			if igjen, err := m.sendSkjema(sk); err == nil && igjen != referanse {
				return fmt.Errorf("the same report, %s, was given the reference %s, and then %s", sk.nokkel, referanse, igjen)
			}
		}
		pust()
	}
	return ctx.Err()
}

// merke is a word in the report by which it is known wherever it is found.
func merke(nokkel uuid.UUID) string { return "Merke " + nokkel.String() + "." }

// tilKvittering sends the same report with the same key until there is a receipt. A reporter whose session is gone logs in again.
func (s *meldere) tilKvittering(ctx context.Context, m *melder, bruker string, sk skjema) (string, error) {
	began := time.Now()
	for {
		s.forsok.Add(1)
		referanse, err := m.sendSkjema(sk)
		if err == nil {
			return referanse, nil
		}
		if ctx.Err() != nil || time.Since(began) > krasjfrist {
			return "", fmt.Errorf("no receipt in %s: %w", time.Since(began), err)
		}
		s.nektet.Add(1)
		<-time.After(rand.N(igjenpause))
		if strings.Contains(err.Error(), errIngenKvittering.Error()) {
			_ = m.loggInn(bruker)
		}
	}
}
