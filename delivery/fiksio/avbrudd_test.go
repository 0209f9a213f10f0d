package fiksio_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
)

// bruddlengde is how long the network is broken where nothing else is said; `make crash` says half an hour. It is longer than
// every patience on the way: three heartbeats, the time to connect, the wait for an answer.
const bruddlengde = 3 * time.Minute

// The network between everybody and Fiks IO is gone for minutes, in the middle of everything. What was being sent is not called
// sent, the consumers see that they are alone, and when it is back every report arrives and is answered.
//
// It is first in the first file, so that the minutes pass while the other tests of this package do their work.
func TestNettbrudd(t *testing.T) {
	varer := bruddlengde
	if s := os.Getenv("KRASJ_BRUDD"); s != "" {
		var err error
		if varer, err = time.ParseDuration(s); err != nil {
			t.Fatal(err)
		}
	}
	s, portal, fagsystem := verden(t)
	for _, p := range []*part{portal, fagsystem} {
		p.o.HTTP = kortTaalmodighet()
	}
	var veier []*nett
	for _, adresse := range []*string{&portal.o.API, &portal.o.AMQP, &fagsystem.o.API, &fagsystem.o.AMQP} {
		var n *nett
		n, *adresse = nyttNett(t, *adresse)
		veier = append(veier, n)
	}
	ut := &utestaende{svart: map[uuid.UUID]bool{}}
	kvitteringer := make(chan struct{}, 1000)
	svarer := fagsystem.klient()
	fagsystem.lytt(func(ctx context.Context, m *fiksio.Mottatt) error {
		_, err := svarer.Send(ctx, m.Svar(fiksio.TypeMottatt))
		return err
	})
	portal.lytt(func(_ context.Context, m *fiksio.Mottatt) error {
		ut.besvar(m)
		kvitteringer <- struct{}{}
		return nil
	})
	fagsystem.tilkoblet()
	portal.tilkoblet()
	const for_, under = 20, 20
	for range for_ {
		m := melding(fagsystem)
		m.KlientKorrelasjonsID = m.KlientMeldingID.String()
		portal.sendTil(m)
		ut.sendt(m.KlientMeldingID)
	}
	faa(t, "the first receipt", kvitteringer)

	began := time.Now()
	for _, v := range veier {
		v.bryt()
	}
	// What the ladder wants to send meanwhile, it tries again and again.
	ctx, avbryt := context.WithCancel(context.Background())
	var sender sync.WaitGroup
	t.Cleanup(func() { avbryt(); sender.Wait() })
	forsok, feil := 0, make(chan error, 1)
	k := portal.klient()
	sender.Go(func() {
		feil <- func() error {
			for range under {
				m := melding(fagsystem)
				m.KlientKorrelasjonsID = m.KlientMeldingID.String()
				for {
					_, err := k.Send(ctx, m)
					if forsok++; err == nil {
						break
					}
					if ctx.Err() != nil || !errors.Is(err, fiksio.ErrUtilgjengelig) {
						return err
					}
				}
				ut.sendt(m.KlientMeldingID)
			}
			return nil
		}()
	})

	t.Parallel() // until all the others of this package are done
	select {
	case <-time.After(time.Until(began.Add(varer))):
	case err := <-feil:
		t.Fatalf("it was sent over a network that is gone: %v", err)
	}
	if n := ut.antall(); n != for_ {
		t.Errorf("%d were called sent while the network was gone", n-for_)
	}
	for navn, p := range map[string]*part{"portal": portal, "fagsystem": fagsystem} {
		if err := p.frakoblet(); err == nil {
			t.Errorf("%s noticed nothing", navn)
		}
	}
	if _, konsumenter, err := s.Ko(fagsystem.konto); err != nil || konsumenter != 0 {
		t.Errorf("the broker believes that %d consume: %v", konsumenter, err)
	}
	for _, v := range veier {
		v.reparer()
	}
	if err := faa(t, "the rest to be sent", feil); err != nil {
		t.Fatal(err)
	}
	for len(ut.ubesvart()) > 0 {
		faa(t, "the rest of the receipts", kvitteringer)
	}
	t.Logf("the network was gone for %s: %d attempts, %d reports sent, none lost", varer, forsok, ut.antall())
}

// utestaende is what was called sent, and what of it has been answered.
type utestaende struct {
	mu    sync.Mutex
	alle  []uuid.UUID
	svart map[uuid.UUID]bool
}

func (u *utestaende) sendt(id uuid.UUID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.alle = append(u.alle, id)
}

func (u *utestaende) besvar(m *fiksio.Mottatt) {
	id, err := uuid.Parse(m.KlientKorrelasjonsID)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.svart[id] = err == nil && m.Type == fiksio.TypeMottatt
}

func (u *utestaende) antall() int {
	u.mu.Lock()
	defer u.mu.Unlock()
	return len(u.alle)
}

func (u *utestaende) ubesvart() (ut []uuid.UUID) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, id := range u.alle {
		if !u.svart[id] {
			ut = append(ut, id)
		}
	}
	return ut
}
