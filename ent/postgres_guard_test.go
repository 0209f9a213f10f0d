package ent

import (
	"errors"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestHowLongNobodyIsLetIn(t *testing.T) {
	notYet, denied := &pgconn.PgError{Code: cannotConnectNow}, &pgconn.PgError{Code: "28000"}
	began := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	type ask struct {
		at       time.Duration
		err      error
		recovers bool
	}
	for what, c := range map[string]struct {
		asks []ask
		ends bool // at the last
	}{
		"nothing recovers":           {[]ask{{0, notYet, false}, {30 * time.Second, notYet, false}}, true},
		"not long enough":            {[]ask{{0, notYet, false}, {29 * time.Second, notYet, false}}, false},
		"it recovers, for long":      {[]ask{{0, notYet, true}, {14 * time.Minute, notYet, true}}, false},
		"it recovers, for ever":      {[]ask{{0, notYet, true}, {15 * time.Minute, notYet, true}}, true},
		"it recovered, and no more":  {[]ask{{0, notYet, true}, {time.Minute, notYet, false}, {90 * time.Second, notYet, false}}, true},
		"it began to recover":        {[]ask{{0, notYet, false}, {20 * time.Second, notYet, true}, {40 * time.Second, notYet, false}}, false},
		"it let somebody in":         {[]ask{{0, notYet, false}, {20 * time.Second, nil, false}, {40 * time.Second, notYet, false}}, false},
		"it let in and threw out":    {[]ask{{0, notYet, false}, {20 * time.Second, denied, false}, {40 * time.Second, notYet, false}}, false},
		"no answer says neither":     {[]ask{{0, notYet, false}, {20 * time.Second, errors.New("x"), false}, {40 * time.Second, notYet, false}}, true},
		"asked often, looks seldom":  {[]ask{{0, notYet, false}, {time.Second, notYet, true}, {30 * time.Second, notYet, false}}, true},
		"no answer, and none before": {[]ask{{0, errors.New("x"), false}, {time.Hour, errors.New("x"), false}}, false},
	} {
		s := stuck{patience: usualPatience}
		for i, a := range c.asks {
			why := s.after(a.err, func() bool { return a.recovers }, began.Add(a.at))
			if ends := why != nil; ends != (c.ends && i == len(c.asks)-1) {
				t.Errorf("%s, after %s: %v", what, a.at, why)
			}
		}
	}
}

// A server that is stuck is ended, and another lets everybody in. What is stuck here is one that waits for a stopped process
// of its own to die, for five seconds.
func TestStuckServerIsEnded(t *testing.T) {
	dir := withCluster(t, 0o700)
	t.Run("ended", func(t *testing.T) {
		p := startPrivate(t, PrivateConfig{DataDir: dir, Unsafe: true, patience: &patience{
			every: 20 * time.Millisecond, idle: 200 * time.Millisecond, work: time.Hour,
		}})
		makeStuck(t, p)
		err := <-p.Done()
		if err == nil || !strings.Contains(err.Error(), "was stuck, and has been ended: it has let nobody in for") {
			t.Errorf("got %v", err)
		}
	})
	// The control: with patience, the same server comes back by itself.
	t.Run("waited for", func(t *testing.T) {
		p := startPrivate(t, PrivateConfig{DataDir: dir, Unsafe: true})
		makeStuck(t, p)
		if err := p.waitReady(t.Context(), PrivateConfig{Unsafe: true}, func(string) {}); err != nil {
			t.Error(err)
		}
		select {
		case err := <-p.Done():
			t.Errorf("ended: %v", err)
		default:
		}
	})
}

// makeStuck stops one backend and kills another.
func makeStuck(t *testing.T, p *Private) {
	t.Helper()
	if yes, known := hasChild(p.cmd.Process.Pid, ": checkpointer"); known && !yes {
		t.Error("its processes are not seen")
	}
	if yes, _ := hasChild(p.cmd.Process.Pid, ": startup"); yes {
		t.Error("one recovers that has nothing to")
	}
	stopped, killed := connect(t, p.DSN("postgres")), connect(t, p.DSN("postgres"))
	if err := syscall.Kill(ask[int](t, stopped, `SELECT pg_backend_pid()`), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(ask[int](t, killed, `SELECT pg_backend_pid()`), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
