package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// barn starts the program as a process of its own.
func barn(t *testing.T, rolle, do string, args ...string) (*exec.Cmd, *logg) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], args...)
	c.Env = append(os.Environ(), barnVar+"="+rolle, doVar+"="+do)
	l := new(logg)
	c.Stdout, c.Stderr = l, l
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, l
}

// drept tells whether a process ended as kill -9 ends one.
func drept(err error) bool {
	e := new(exec.ExitError)
	if !errors.As(err, &e) {
		return false
	}
	s, ok := e.Sys().(syscall.WaitStatus)
	return ok && s.Signaled() && s.Signal() == syscall.SIGKILL
}

// tapt are the reports that an answer has left for, and that are not whole on the disk.
func tapt(l *liksomportal, rot string) (ut []string) {
	for _, r := range l.svart() {
		if err := r.paDisk(rot); err != nil {
			ut = append(ut, fmt.Sprintf("%s: %v", r.id, err))
		}
	}
	return ut
}

// Killed -9 at any moment, what it has said that it has is on the disk, and what it has not answered it answers next time.
func TestDreptNarSomHelst(t *testing.T) {
	l := nyPortalTest(t)
	fil, rot := skrivOppsett(t, l.URL)
	var barnet atomic.Pointer[os.Process]
	antall := 0
	flere := func(n int) {
		for range n {
			antall++
			l.legg(nyRapport(t, antall, nokler()[antall%2], antall%3 != 0))
		}
	}
	kjor := func(hva, do string, etter time.Duration) {
		t.Helper()
		c, lg := barn(t, "ja", do, "motta", "-en-gang", "-oppsett", fil)
		barnet.Store(c.Process)
		if etter > 0 {
			stopp := time.AfterFunc(etter, func() { _ = c.Process.Kill() })
			defer stopp.Stop()
		}
		if err := c.Wait(); err != nil && !drept(err) {
			t.Fatalf("%s: %v\n%s", hva, err, lg)
		} else if do != "" && err == nil {
			t.Fatalf("%s: it lived", hva)
		}
		if borte := tapt(l, rot); len(borte) > 0 {
			t.Fatalf("%s: answered and not on the disk:\n%s", hva, strings.Join(borte, "\n"))
		}
	}
	// 1. Between every two acts.
	for _, steg := range []string{"spolt", "apnet", "skrevet", "navngitt", "lagret", "lest", "svart", "notert"} {
		for _, n := range []int{1, 2} {
			flere(2)
			kjor(steg, fmt.Sprintf("%s:%d", steg, n), 0)
		}
	}
	// 2. While its answer is on the line: it has left, and nothing has come back.
	for range 3 {
		flere(2)
		en := true
		l.settKrasj(func() {
			if p := barnet.Load(); en && p != nil {
				en = false
				_ = p.Kill()
			}
		})
		kjor("on the line", "", 0)
	}
	l.settKrasj(nil)
	// 3. Whenever.
	for range 15 {
		flere(4)
		kjor("whenever", "", 20*time.Millisecond+rand.N(150*time.Millisecond))
	}
	// And then it is let be: all are answered, and all are here.
	kjor("in peace", "", 0)
	if svart := l.svart(); len(svart) != antall {
		t.Errorf("%d of %d answered", len(svart), antall)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range l.listet {
		vil := "LAGRET"
		if n.rapport.bevis == "" {
			vil = "KVITTERT"
		}
		if n.bevis != vil {
			t.Errorf("nr %d: %s, want %s", n.nr, n.bevis, vil)
		}
	}
	t.Logf("%d reports, %d kills", antall, 8*2+3+15)
}

// logner is the case system that lost 63 reports: it says yes, and then stores. It is here to show that the test above sees it.
func logner(args []string) int {
	p := program{ut: os.Stdout, feil: os.Stderr, maskinporten: testtoken}
	o, err := flagger{fil: args[len(args)-1]}.oppsett()
	if err != nil {
		return 1
	}
	portal, err := p.portalen(o)
	if err != nil {
		return 1
	}
	noder, err := portal.mottak(context.Background(), o.Mottakere[0], false, nil)
	if err != nil || len(noder) == 0 || portal.bekreft(context.Background(), noder[0].ID, "") != nil {
		return 1
	}
	_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

func TestLognerenSees(t *testing.T) {
	l := nyPortalTest(t)
	fil, rot := skrivOppsett(t, l.URL)
	l.legg(nyRapport(t, 1, nokler()[0], false))
	c, lg := barn(t, "løgner", "", "motta", "-en-gang", "-oppsett", fil)
	if err := c.Wait(); !drept(err) {
		t.Fatalf("%v %s", err, lg)
	}
	if borte := tapt(l, rot); len(borte) != 1 {
		t.Errorf("the liar's lost report is not seen: %v", borte)
	}
}
