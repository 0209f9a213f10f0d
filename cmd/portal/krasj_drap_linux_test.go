package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// dorMedOss ends a child with the thread that started it.
func dorMedOss() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
}

// barnAv are the processes that a process has started, with what each calls itself.
func barnAv(forelder int) map[int]string {
	barn := map[int]string{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, fil := range stats {
		raw, err := os.ReadFile(fil)
		i := bytes.LastIndexByte(raw, ')')
		if err != nil || i < 0 {
			continue // gone meanwhile
		}
		felt := strings.Fields(string(raw[i+1:]))
		if len(felt) < 2 || felt[1] != strconv.Itoa(forelder) {
			continue
		}
		mappe := filepath.Dir(fil)
		if pid, err := strconv.Atoi(filepath.Base(mappe)); err == nil {
			navn, _ := os.ReadFile(filepath.Join(mappe, "cmdline"))
			barn[pid] = string(bytes.TrimRight(bytes.ReplaceAll(navn, []byte{0}, []byte{' '}), " "))
		}
	}
	return barn
}

// drepAlle kills a process and all that it has started, so that none of them can do a last thing. It is stopped first: then
// it starts no more of them.
func drepAlle(pid int) error {
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		return fmt.Errorf("stop process %d: %w", pid, err)
	}
	barn := barnAv(pid)
	err := syscall.Kill(pid, syscall.SIGKILL)
	for b := range barn {
		_ = syscall.Kill(b, syscall.SIGKILL)
	}
	return err
}

// offer is what can be killed.
type offer struct {
	navn string
	// drep kills it, and sees to it that it is started again.
	drep func(context.Context) error
	// iArbeid tells whether it works again: only then is it worth killing once more.
	iArbeid func() bool
	antall  int

	drept    int
	nede     []time.Duration // from the kill until it was at work
	kvittert int64           // receipts given between its kills
}

// ofre are all that can be killed in this world, and how many times of n: in each group one at a time, the groups at the same
// time. A broker takes seconds to start, a backend a tenth of one.
func (w *krasjverden) ofre(n int, kvittert func() int64) [][]*offer {
	var merke int64
	nyeKvitteringer := func() bool { return kvittert() >= merke+2 }
	pg := func(navn string, antall int, drep func(context.Context) error) *offer {
		return &offer{navn: navn, antall: antall, iArbeid: nyeKvitteringer, drep: func(ctx context.Context) error {
			err := drep(ctx)
			merke = kvittert()
			return err
		}}
	}
	portalmerke := int64(0)
	program := func(v *vokter, antall int, iArbeid func() bool) *offer {
		return &offer{navn: v.navn, antall: antall, iArbeid: iArbeid, drep: func(context.Context) error {
			if !v.drep() {
				return errIngenDer // it ended by itself this very moment, and is being started
			}
			return nil
		}}
	}
	alle := pg("PostgreSQL, all of it", n*8/100, w.drepPostgres(drepAlle))
	if w.fiks == nil {
		alle.antall = n
		return [][]*offer{{alle}}
	}
	sendt := 0
	megler := &offer{navn: "RabbitMQ", antall: max(1, n*2/100),
		drep: func(ctx context.Context) error {
			if err := w.fiks.Stans(ctx); err != nil {
				return err
			}
			err := w.fiks.Fortsett(ctx)
			_, sendt = w.fiks.Forsok()
			return err
		},
		iArbeid: func() bool { _, na := w.fiks.Forsok(); return na > sendt },
	}
	portal := program(w.portal, n*12/100, func() bool {
		if !w.portal.iArbeid() {
			portalmerke = kvittert()
			return false
		}
		return kvittert() > portalmerke
	})
	fag03 := program(w.fag["03"], n*29/100, w.fag["03"].iArbeid)
	fag04 := program(w.fag["04"], n*29/100, w.fag["04"].iArbeid)
	postmaster := pg("PostgreSQL, the postmaster", n*6/100, w.drepPostgres(func(pid int) error { return syscall.Kill(pid, syscall.SIGKILL) }))
	backend := pg("PostgreSQL, one backend", 0, w.drepBackend)
	backend.antall = n - megler.antall - portal.antall - fag03.antall - fag04.antall - postmaster.antall - alle.antall
	return [][]*offer{{alle, postmaster, backend}, {portal}, {megler}, {fag03}, {fag04}}
}

// postmaster is the process of our own PostgreSQL.
func (w *krasjverden) postmaster() (int, error) {
	raw, err := os.ReadFile(filepath.Join(w.pgmappe(), "cluster", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	forst, _, _ := strings.Cut(string(raw), "\n")
	return strconv.Atoi(forst)
}

// drepPostgres kills the server by a means, and starts it again.
func (w *krasjverden) drepPostgres(drep func(pid int) error) func(context.Context) error {
	return func(ctx context.Context) error {
		pid, err := w.postmaster()
		if err != nil {
			return err
		}
		if err := drep(pid); err != nil {
			return err
		}
		if err := <-w.pg.Done(); err == nil {
			return errors.New("it ended in order: it was not killed")
		}
		if err := w.pg.Stop(ctx); err != nil {
			return err
		}
		return w.startPostgres(ctx)
	}
}

// drepBackend kills the process that serves one of the portal's connections. PostgreSQL then throws out all the others, since
// the memory they share may be damaged, and recovers.
func (w *krasjverden) drepBackend(context.Context) error {
	pid, err := w.postmaster()
	if err != nil {
		return err
	}
	for barn, navn := range barnAv(pid) { // in no order
		if strings.Contains(navn, ": portal "+databasenavn) && syscall.Kill(barn, syscall.SIGKILL) == nil {
			return nil
		}
	}
	return errIngenDer
}

var errIngenDer = errors.New("there is nobody to kill")

// drap kills everything at random moments until each has died as many times as it is to.
func (w *krasjverden) drap(grupper [][]*offer, kvittert func() int64) {
	w.t.Helper()
	var alle sync.WaitGroup
	feil := make(chan error, len(grupper))
	f := &folge{andel: make([]int, len(grupper))}
	for i, gruppe := range grupper {
		alle.Go(func() {
			err := w.drepGruppe(gruppe, kvittert, func(drept, av int) bool { return f.minTur(i, drept, av) })
			f.ferdig(i)
			feil <- err
		})
	}
	alle.Wait()
	close(feil)
	for err := range feil {
		if err != nil {
			w.t.Fatal(err)
		}
	}
}

// folge keeps the groups abreast: what is quick to start would else have died its last time long before the others.
type folge struct {
	mu    sync.Mutex
	andel []int // percent of its kills, by group
}

// forsprang is how many percent of its kills one group may be ahead of another.
const forsprang = 10

func (f *folge) minTur(gruppe, drept, av int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.andel[gruppe] = drept * 100 / av
	return f.andel[gruppe] <= slices.Min(f.andel)+forsprang
}

func (f *folge) ferdig(gruppe int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.andel[gruppe] = 100
}

// morderpause is the longest that something is let live when it is at work again.
const morderpause = 400 * time.Millisecond

func (w *krasjverden) drepGruppe(gruppe []*offer, kvittert func() int64, minTur func(drept, av int) bool) error {
	ctx := w.t.Context()
	if !snart(ctx, krasjfrist, gruppe[0].iArbeid) {
		return fmt.Errorf("%s does not work", gruppe[0].navn)
	}
	av := 0
	for _, o := range gruppe {
		av += o.antall
	}
	for drept := 0; drept < av; {
		if !snart(ctx, 2*krasjfrist, func() bool { return minTur(drept, av) }) {
			return fmt.Errorf("%s waits for the others to die", gruppe[0].navn)
		}
		var igjen []*offer // once for each time it is to die
		for _, o := range gruppe {
			for range o.antall - o.drept {
				igjen = append(igjen, o)
			}
		}
		o, for_ := igjen[rand.N(len(igjen))], kvittert()
		<-time.After(rand.N(morderpause))
		began := time.Now()
		if err := o.drep(ctx); errors.Is(err, errIngenDer) {
			continue
		} else if err != nil {
			return fmt.Errorf("kill %s: %w", o.navn, err)
		}
		o.drept++
		drept++
		if !snart(ctx, krasjfrist, o.iArbeid) {
			return fmt.Errorf("%s was killed and does not work again", o.navn)
		}
		o.nede = append(o.nede, time.Since(began))
		o.kvittert += kvittert() - for_
		if drept%10 == 0 {
			w.t.Logf("%s: %d of %d killed, %d receipts", gruppe[0].navn, drept, av, kvittert())
		}
	}
	return nil
}

// draptabell is a line for each kind.
func draptabell(grupper [][]*offer) (tabell string, drept int) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %6s %10s %14s %14s\n", "killed", "kills", "receipts", "down, median", "down, longest")
	for _, g := range grupper {
		for _, o := range g {
			if o.drept == 0 {
				continue
			}
			slices.Sort(o.nede)
			fmt.Fprintf(&b, "%-28s %6d %10d %14s %14s\n", o.navn, o.drept, o.kvittert,
				o.nede[len(o.nede)/2].Round(10*time.Millisecond), o.nede[len(o.nede)-1].Round(10*time.Millisecond))
			drept += o.drept
		}
	}
	return b.String(), drept
}
