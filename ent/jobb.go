package ent

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"barnevernportalen/ent/viewer"
)

// jobTime is how long one job may take, unless it is registered with a time of its own.
const jobTime = 2 * time.Minute

// rescueTime is how long a job has been under way when one first asks whether its process is dead.
const rescueTime = 30 * time.Second

// jobArgs is all that is stored of a job: what kind it is, and the id of the row that says the rest.
type jobArgs struct {
	kind string
	ID   uuid.UUID `json:"id"`
}

// Kind implements river.JobArgs.
func (a jobArgs) Kind() string { return a.kind }

type jobs struct {
	pool    *pgxpool.Pool
	log     *slog.Logger
	insert  *river.Client[pgx.Tx] // knows no workers: adds jobs, does none
	workers *river.Workers
	every   []*river.PeriodicJob
	queues  map[string]int // kind → workers, of those with a queue of their own
	run     *river.Client[pgx.Tx]
}

// queueOf is where the jobs of a kind wait.
func (j *jobs) queueOf(kind string) string {
	if _, own := j.queues[kind]; own {
		return kind
	}
	return river.QueueDefault
}

func newJobs(pool *pgxpool.Pool, log *slog.Logger) (*jobs, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	insert, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Logger: log})
	if err != nil {
		return nil, fmt.Errorf("open the job queue: %w", err)
	}
	return &jobs{pool: pool, log: log, insert: insert, workers: river.NewWorkers(), queues: map[string]int{}}, nil
}

// Job does the work of one kind, for the row with this id. It runs as viewer.System. It may run twice, and at the same
// time as itself in another process: the row decides, not the job.
type Job func(ctx context.Context, id uuid.UUID) error

// Register says how the jobs of a kind are done. Call it before [DB.StartJobs].
func (d *DB) Register(kind string, do Job) { d.RegisterFor(kind, jobTime, do) }

// RegisterFor is Register for jobs that may take another time than most.
func (d *DB) RegisterFor(kind string, maks time.Duration, do Job) {
	river.AddWorkerArgs(d.jobs.workers, jobArgs{kind: kind}, &worker{kind: kind, maks: maks, do: do})
}

// OwnQueue gives a kind a queue and workers of its own, so that what hangs in one kind stops no other. Call it before the
// kind is registered. A process that has not called it adds its jobs to the common queue, where they are done all the same.
func (d *DB) OwnQueue(kind string, workers int) { d.jobs.queues[kind] = workers }

// Every registers a kind and adds a job of it, with the zero id, at each interval and at start. One process at a time
// does so. A round missed while all were down is not made up, so do must look at the whole ledger, not at «since last».
func (d *DB) Every(interval time.Duration, kind string, do Job) {
	d.EveryFor(interval, kind, jobTime, do)
}

// EveryFor is Every for jobs that may take another time than most. A process that is killed with such a job in hand stops
// the next for so long.
func (d *DB) EveryFor(interval time.Duration, kind string, maks time.Duration, do Job) {
	d.every(interval, kind, maks, do, river.UniqueOpts{
		ByArgs: true,
		ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending,
			rivertype.JobStateRunning, rivertype.JobStateScheduled, rivertype.JobStateRetryable},
	})
}

// EveryOnTime is EveryFor for what may not be late: no next one waits for one that is under way, in a process that may be dead. So
// two may be at it at once, also in one process.
func (d *DB) EveryOnTime(interval time.Duration, kind string, maks time.Duration, do Job) {
	// Half: two rounds are never in one period, however the clock trembles.
	d.every(interval, kind, maks, do, river.UniqueOpts{ByArgs: true, ByPeriod: max(interval/2, time.Second)})
}

func (d *DB) every(interval time.Duration, kind string, maks time.Duration, do Job, unique river.UniqueOpts) {
	d.RegisterFor(kind, maks, do)
	d.jobs.every = append(d.jobs.every, river.NewPeriodicJob(
		river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) {
			return jobArgs{kind: kind}, &river.InsertOpts{MaxAttempts: 1, Queue: d.jobs.queueOf(kind), UniqueOpts: unique}
		},
		&river.PeriodicJobOpts{RunOnStart: true},
	))
}

// StartJobs begins to work. StopJobs ends it.
func (d *DB) StartJobs(ctx context.Context) error {
	j := d.jobs
	queues := map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}}
	for kind, workers := range j.queues {
		queues[kind] = river.QueueConfig{MaxWorkers: workers}
	}
	run, err := river.NewClient(riverpgxv5.New(j.pool), &river.Config{
		Logger:       j.log,
		Queues:       queues,
		Workers:      j.workers,
		PeriodicJobs: j.every,
		JobTimeout:   rescueTime, // of no kind: each is registered with its own
		// A job of a process that was killed stays «running», and while it does no other of its kind may be added by
		// [DB.Every]: no deadline would fire for the queue's own default of an hour. No job is taken for dead within the time
		// that it was registered with.
		RescueStuckJobsAfter: rescueTime,
		// A failed hand-over is tried again soon at first: a report is waiting. The ledger's own sweep stands behind.
		RetryPolicy:  retrySoon{},
		ErrorHandler: errorLog{log: j.log},
	})
	if err != nil {
		return fmt.Errorf("ready the job queue: %w", err)
	}
	if err := run.Start(ctx); err != nil {
		return fmt.Errorf("start the job queue: %w", err)
	}
	j.run = run
	return nil
}

// StopJobs lets the work under way finish until ctx ends, and takes no more.
func (d *DB) StopJobs(ctx context.Context) error {
	if d.jobs.run == nil {
		return nil
	}
	if err := d.jobs.run.Stop(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("stop the job queue: %w", err)
	}
	return nil
}

type worker struct {
	river.WorkerDefaults[jobArgs]
	kind string
	maks time.Duration
	do   Job
}

// Timeout implements river.Worker. The queue takes a job for dead no sooner than this.
func (w *worker) Timeout(*river.Job[jobArgs]) time.Duration { return w.maks }

// Work implements river.Worker. A panic ends here: the queue would log its value and store it in the job's row, and the
// value may hold content.
func (w *worker) Work(ctx context.Context, job *river.Job[jobArgs]) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %T at %s", v, panickedAt())
		}
	}()
	return w.do(viewer.With(ctx, viewer.System{Oppgave: w.kind}), job.Args.ID)
}

// panickedAt lists the calls that led to a panic, innermost first, without their arguments.
func panickedAt() string {
	pcs := make([]uintptr, 16)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)]) // past Callers, this function and the deferred one
	var b strings.Builder
	for {
		f, more := frames.Next()
		fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
		if !more {
			return strings.TrimSpace(b.String())
		}
	}
}

// retrySoon waits 1, 4, 9 … seconds, at most five minutes.
type retrySoon struct{}

func (retrySoon) NextRetry(job *rivertype.JobRow) time.Time {
	wait := time.Duration(job.Attempt*job.Attempt) * time.Second
	return time.Now().Add(min(wait, 5*time.Minute))
}

// errorLog logs that a job failed, by kind and row. The error's text is ours all the way down and carries no content.
type errorLog struct{ log *slog.Logger }

func (e errorLog) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	e.log.Error("job failed", "kind", job.Kind, "attempt", job.Attempt, "err", err)
	return nil
}

// HandlePanic is for panics outside our own work, which catches its own.
func (e errorLog) HandlePanic(_ context.Context, job *rivertype.JobRow, _ any, trace string) *river.ErrorHandlerResult {
	e.log.Error("job panicked", "kind", job.Kind, "attempt", job.Attempt, "trace", trace)
	return nil
}

func migrateJobs(ctx context.Context, pool *pgxpool.Pool) error {
	m, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return fmt.Errorf("ready the job queue's migrations: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the job queue: %w", err)
	}
	return nil
}
