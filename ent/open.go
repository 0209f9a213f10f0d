package ent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"barnevernportalen/ent/db"
	_ "barnevernportalen/ent/db/runtime" // policies and defaults; without it every row would be open
)

// ErrIkkeFunnet: there is no such row for this viewer. Whether it exists for another is not said.
var ErrIkkeFunnet = errors.New("not found")

// Config says which database to open and how.
type Config struct {
	// DSN is a PostgreSQL connection string. LISTEN needs a session: no transaction pooler may stand between.
	DSN string
	// MaxConns is the pool's size; 0 means 16.
	MaxConns int32
	// Log receives the job queue's own lines.
	Log *slog.Logger
	// OnStatement, for tests, is told each statement as it is sent, with its values; it may be called from many goroutines.
	OnStatement func(sql string, values []any)
	// UnsafeForTests lets a test run on a database with fsync off. Nothing else may set it.
	UnsafeForTests bool
}

// DB is an open, migrated database.
type DB struct {
	pool   *pgxpool.Pool
	std    *sql.DB
	client *db.Client
	jobs   *jobs
	unsafe bool // Config.UnsafeForTests
}

// Open connects, refuses a database that may forget what it has committed ([ErrUnsafe]), and readies the job queue. It
// does not migrate; see [Migrate]. A database that is made unsafe later gets no more from us: see [DB.CheckSafe].
func Open(ctx context.Context, c Config) (*DB, error) {
	pc, err := pgxpool.ParseConfig(c.DSN)
	if err != nil {
		return nil, errors.New("the database address cannot be read") // pgx repeats the address, password and all
	}
	pc.MaxConns = 16
	if c.MaxConns > 0 {
		pc.MaxConns = c.MaxConns
	}
	pc.ConnConfig.ConnectTimeout = 5 * time.Second
	// A far side that is gone without a word is found within the minute: LISTEN says nothing by itself, and would wait.
	pc.ConnConfig.DialFunc = (&net.Dialer{KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: 20 * time.Second, Interval: 10 * time.Second, Count: 3,
	}}).DialContext
	pc.ConnConfig.RuntimeParams["application_name"] = "barnevernportalen"
	if c.OnStatement != nil {
		pc.ConnConfig.Tracer = sporing(c.OnStatement)
	}
	if !c.UnsafeForTests {
		pc.AfterConnect = safeSession
	}
	pool, err := pgxpool.NewWithConfig(ctx, pc)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	if !c.UnsafeForTests {
		if err := CheckSafe(ctx, pool); err != nil {
			pool.Close()
			return nil, err
		}
	}
	std := stdlib.OpenDBFromPool(pool)
	d := &DB{
		pool:   pool,
		std:    std,
		client: db.NewClient(db.Driver(entsql.OpenDB(dialect.Postgres, std))),
		unsafe: c.UnsafeForTests,
	}
	if d.jobs, err = newJobs(pool, c.Log); err != nil {
		pool.Close()
		return nil, err
	}
	return d, nil
}

// sporing implements [pgx.QueryTracer].
type sporing func(sql string, values []any)

func (s sporing) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	s(q.SQL, q.Args)
	return ctx
}

func (sporing) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// Client reads outside a transaction, as the viewer in each call's context.
func (d *DB) Client() *db.Client { return d.client }

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return d.pool.Ping(ctx) }

// Close gives the connections back. Stop the jobs first.
func (d *DB) Close() {
	_ = d.std.Close() // closes only its own idle wrappers
	d.pool.Close()
}
