package ent

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A server can live and let nobody in for ever. PostgreSQL 18.4 was seen so when the disk of its log had been full: the
// process that recovers ended («could not write to file "pg_wal/xlogtemp…": No space left on device») within 30 ms of its
// start, and the postmaster, which should have ended too, went on answering that it does not accept connections yet, also when
// there was room again. A fast shutdown and a new start mend it.

// patience is how long a server may let nobody in before it is ended, to be started anew.
type patience struct {
	every time.Duration // between two questions; 0: each time
	idle  time.Duration // with no process that recovers. Between a crash and the recovery there is none for 5 s at most
	work  time.Duration // in all: there are 512 MB of log to play (max_wal_size), which takes seconds
}

var usualPatience = patience{every: 5 * time.Second, idle: 30 * time.Second, work: 15 * time.Minute}

// stuck follows a server that says that it accepts no connections now.
type stuck struct {
	patience
	since, idleSince time.Time // zero: it does not
	asked            time.Time // when it was last asked whether something recovers
}

// after takes what an attempt to connect came to, and returns why the server should be ended, or nil.
func (s *stuck) after(err error, recovers func() bool, now time.Time) error {
	var refused *pgconn.PgError
	if !errors.As(err, &refused) && err != nil {
		return nil //nolint:nilerr // no answer at all says neither
	}
	if err == nil || refused.Code != cannotConnectNow {
		s.since, s.idleSince = time.Time{}, time.Time{}
		return nil
	}
	if s.since.IsZero() {
		s.since = now
	}
	if now.Sub(s.asked) < s.every {
		return nil
	}
	s.asked = now
	if recovers() {
		s.idleSince = time.Time{}
	} else if s.idleSince.IsZero() {
		s.idleSince = now
	}
	switch {
	case !s.idleSince.IsZero() && now.Sub(s.idleSince) >= s.idle:
		return fmt.Errorf("it has let nobody in for %s, and nothing in it recovers", now.Sub(s.idleSince).Round(time.Second))
	case now.Sub(s.since) >= s.work:
		return fmt.Errorf("it has let nobody in for %s", now.Sub(s.since).Round(time.Second))
	}
	return nil
}

// guard ends a server that is stuck. [Private.Done] tells why.
func (p *Private) guard(how patience, say func(string)) {
	tick := time.NewTicker(how.every)
	defer tick.Stop()
	s := stuck{patience: patience{idle: how.idle, work: how.work}} // looks each time: the clock asks seldom enough
	for {
		select {
		case <-p.stopping:
			return
		case <-p.exited:
			return
		case <-tick.C:
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		conn, err := pgx.Connect(ctx, p.DSN("postgres"))
		if err == nil {
			_ = conn.Close(ctx)
		}
		cancel()
		if why := s.after(err, p.recovers, time.Now()); why != nil {
			p.stuck.Store(&why)
			say("PostgreSQL is stuck, and is ended: " + why.Error())
			p.end()
			return
		}
	}
}

// recovers tells whether the server has a process that recovers; true where that cannot be known.
func (p *Private) recovers() bool {
	yes, known := hasChild(p.cmd.Process.Pid, ": startup")
	return yes || !known
}

// end stops the server, harder each time: fast, immediate, kill. All keep what is committed.
func (p *Private) end() {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGKILL} {
		_ = p.cmd.Process.Signal(s)
		select {
		case <-p.exited:
			return
		case <-time.After(10 * time.Second):
		}
	}
}
