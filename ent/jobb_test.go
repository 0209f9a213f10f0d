package ent_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
)

// logBuffer is a log that may be written and read at the same time.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}
func (l *logBuffer) String() string { l.mu.Lock(); defer l.mu.Unlock(); return l.buf.String() }

func openTest(t *testing.T, dsn string, log *slog.Logger) *ent.DB {
	t.Helper()
	d, err := ent.Open(t.Context(), ent.Config{DSN: dsn, Log: log, UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// sweepOnce starts the jobs with a sweep each second and waits until one has been done and noted. The first may come
// before the queue has seen to what a killed process left, and is then not added; the next must be.
func sweepOnce(t *testing.T, dsn string) (done bool) {
	t.Helper()
	d := openTest(t, dsn, nil)
	swept := make(chan struct{}, 1)
	d.Every(time.Second, "sweep", func(context.Context, uuid.UUID) error {
		select {
		case swept <- struct{}{}:
		default:
		}
		return nil
	})
	if err := d.StartJobs(t.Context()); err != nil {
		t.Fatal(err)
	}
	select {
	case <-swept:
		done = true
	case <-time.After(time.Minute):
	}
	if err := d.StopJobs(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	return done
}

// What may not be late waits for no sweep that is under way, killed this moment or slow; what need not be in time does.
func TestALateSweepHoldsNothingThatMustBeOnTime(t *testing.T) {
	d := openTest(t, dbtest.DSN(t), nil)
	go_, begun := make(chan struct{}), map[string]chan struct{}{"on_time": make(chan struct{}, 64), "in_turn": make(chan struct{}, 64)}
	slow := func(kind string) ent.Job {
		return func(context.Context, uuid.UUID) error { begun[kind] <- struct{}{}; <-go_; return nil }
	}
	d.EveryOnTime(2*time.Second, "on_time", time.Minute, slow("on_time"))
	d.EveryFor(2*time.Second, "in_turn", time.Minute, slow("in_turn"))
	if err := d.StartJobs(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		select {
		case <-begun["on_time"]:
		case <-time.After(time.Minute):
			t.Error("it waits for the one before")
		}
	}
	if n := len(begun["in_turn"]); n > 1 {
		t.Errorf("%d at once of what goes in turn", n)
	}
	close(go_)
	if err := d.StopJobs(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
}

// A process killed in the middle of a sweep must not stop the sweeps of the others: deadlines hang on them.
func TestAKilledSweepIsSweptAgain(t *testing.T) {
	dsn := dbtest.DSN(t)
	if !sweepOnce(t, dsn) {
		t.Fatal("the first sweep was not done")
	}
	// As kill −9 would have left it, three minutes ago, with the unique key it had while it ran.
	kill := `UPDATE river_job SET state = 'running', finalized_at = NULL, attempted_at = now() - interval '3 minutes' WHERE kind = 'sweep'`
	if err := dbtest.Exec(t.Context(), dsn, kill); err != nil {
		t.Fatal(err)
	}
	if !sweepOnce(t, dsn) {
		t.Error("the row of a killed sweep stopped the next one")
	}
}

func TestAPanicInAJobTellsOnlyWhere(t *testing.T) {
	const canary = "Lillebror Prøvesen"
	dsn, log := dbtest.DSN(t), &logBuffer{}
	d := openTest(t, dsn, slog.New(slog.NewTextHandler(log, nil)))
	d.Register("falls", func(context.Context, uuid.UUID) error { panic("seal " + canary) })
	if err := d.StartJobs(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := d.Tx(t.Context(), func(tx *ent.Tx) error { return tx.Enqueue(t.Context(), "falls", uuid.New()) }); err != nil {
		t.Fatal(err)
	}
	var stored string
	for deadline := time.Now().Add(20 * time.Second); stored == "" && time.Now().Before(deadline); {
		query := `SELECT coalesce(max(array_to_string(errors, ' ')), '') FROM river_job WHERE kind = 'falls'`
		if err := dbtest.QueryRow(t.Context(), dsn, query, nil, &stored); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.StopJobs(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stored, "panic: string at") || !strings.Contains(stored, "jobb_test") && !strings.Contains(stored, "TestAPanicInAJob") {
		t.Errorf("the row does not say where: %q", stored)
	}
	for where, text := range map[string]string{"row": stored, "log": log.String()} {
		if strings.Contains(text, canary) {
			t.Errorf("the %s holds what the panic said: %s", where, text)
		}
	}
	if !strings.Contains(log.String(), "job failed") {
		t.Errorf("the log is silent: %s", log.String())
	}
}
