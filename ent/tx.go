package ent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river"

	"barnevernportalen/ent/db"
)

// maxTx is how long a transaction may live; those of ours take milliseconds.
const maxTx = 2 * time.Minute

// Tx is a transaction under way: rows and jobs that are committed together or not at all.
type Tx struct {
	client *db.Client
	pgx    pgx.Tx
	jobs   *jobs
}

// Client reads and writes inside the transaction, as the viewer in each call's context.
func (t *Tx) Client() *db.Client { return t.client }

// Enqueue adds a job to the transaction. kind is one that some process registers; id is all a job may know, since job
// arguments stand in clear text.
func (t *Tx) Enqueue(ctx context.Context, kind string, id uuid.UUID) error {
	_, err := t.jobs.insert.InsertTx(ctx, t.pgx, jobArgs{kind: kind, ID: id}, &river.InsertOpts{Queue: t.jobs.queueOf(kind)})
	if err != nil {
		return fmt.Errorf("enqueue %s: %w", kind, err)
	}
	return nil
}

// EnqueueMissing adds a job for each id that has none waiting, and returns how many it added. One that is running does not
// count: its process may be dead. (The queue's own uniqueness takes a running one for one that will be done.)
func (t *Tx) EnqueueMissing(ctx context.Context, kind string, ids []uuid.UUID) (int, error) {
	rows, err := t.pgx.Query(ctx, `SELECT args->>'id' FROM river_job WHERE kind = $1 AND args->>'id' = ANY($2)
		AND state IN ('available', 'pending', 'scheduled', 'retryable')`, kind, uuidTexts(ids))
	if err != nil {
		return 0, fmt.Errorf("look for jobs of %s: %w", kind, err)
	}
	waiting, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return 0, fmt.Errorf("look for jobs of %s: %w", kind, err)
	}
	var add []river.InsertManyParams
	for _, id := range ids {
		if !slices.Contains(waiting, id.String()) {
			waiting = append(waiting, id.String())
			add = append(add, river.InsertManyParams{
				Args: jobArgs{kind: kind, ID: id}, InsertOpts: &river.InsertOpts{Queue: t.jobs.queueOf(kind)},
			})
		}
	}
	if len(add) == 0 {
		return 0, nil
	}
	if _, err := t.jobs.insert.InsertManyFastTx(ctx, t.pgx, add); err != nil {
		return 0, fmt.Errorf("enqueue %s: %w", kind, err)
	}
	return len(add), nil
}

func uuidTexts(ids []uuid.UUID) []string {
	ut := make([]string, len(ids))
	for i, id := range ids {
		ut[i] = id.String()
	}
	return ut
}

// ErrUvisst: the connection was lost with the commit under way, so it may have been done or not. To be told apart from an
// error after which nothing has happened: «nothing was stored» would be a guess here.
var ErrUvisst = errors.New("it is not known whether it was committed")

// Tx runs fn in one transaction and commits it. If fn fails or panics, or the database refuses the commit, nothing has
// happened. [ErrUvisst] means that it is not known, and the caller must look again under its own idempotency key before
// saying either. [ErrUnsafe]: the database was about to say «committed» of what it may forget, and nothing has happened.
func (d *DB) Tx(ctx context.Context, fn func(*Tx) error) (err error) {
	conn, err := d.std.Conn(ctx)
	if err != nil {
		return fmt.Errorf("take a connection: %w", err)
	}
	defer func() { _ = conn.Close() }()
	// Not ctx: when that ends, database/sql would roll back on this connection from a goroutine of its own, while River
	// speaks on it. Each statement carries the caller's ctx, and the way out is below. The time is for a database that
	// no longer answers to BEGIN or COMMIT.
	life, end := context.WithTimeout(context.WithoutCancel(ctx), maxTx)
	defer end()
	sqlTx, err := conn.BeginTx(life, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _ = sqlTx.Rollback() }() // a no-op after Commit
	t := &Tx{
		client: db.NewClient(db.Driver(inTx{entsql.NewDriver(dialect.Postgres, entsql.Conn{ExecQuerier: sqlTx})})),
		jobs:   d.jobs,
	}
	// River speaks pgx; the connection under database/sql is one. The transaction is begun and ended above, so the view
	// given to River can do neither.
	err = conn.Raw(func(driverConn any) error {
		c, ok := driverConn.(*stdlib.Conn)
		if !ok {
			return errors.New("the driver is not pgx")
		}
		t.pgx = joined{conn: c.Conn()}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look under the connection: %w", err)
	}
	if err := fn(t); err != nil {
		return err
	}
	if err := d.safeToCommit(life, t.pgx); err != nil {
		return err
	}
	return commit(life, sqlTx)
}

func commit(ctx context.Context, tx *sql.Tx) error {
	err := tx.Commit()
	refused := new(pgconn.PgError)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrTxDone): // rolled back when its time was out, before COMMIT was sent
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return fmt.Errorf("commit: %w", err)
	case errors.As(err, &refused) && !strings.HasPrefix(refused.Code, "57"):
		return fmt.Errorf("commit: %w", err)
	default: // class 57, a server going down, may come after the commit and before its answer
		return fmt.Errorf("commit: %w: %w", ErrUvisst, err)
	}
}

// inTx is ent's driver on a transaction that is already under way: what ent would wrap in one of its own (it does so for
// an update of one row) joins it.
type inTx struct{ *entsql.Driver }

// Tx implements dialect.Driver.
func (d inTx) Tx(context.Context) (dialect.Tx, error) { return dialect.NopTx(d), nil }

// joined is a pgx.Tx on a transaction that somebody else ends. Begin makes a savepoint, as pgx's own nested
// transactions do.
type joined struct{ conn *pgx.Conn }

var errNotOurs = errors.New("the transaction is ended by the one who began it")

func (j joined) Begin(ctx context.Context) (pgx.Tx, error) {
	if _, err := j.conn.Exec(ctx, "SAVEPOINT joined"); err != nil {
		return nil, err
	}
	return savepoint{joined: j}, nil
}
func (j joined) Commit(context.Context) error   { return errNotOurs }
func (j joined) Rollback(context.Context) error { return errNotOurs }
func (j joined) Conn() *pgx.Conn                { return j.conn }
func (j joined) LargeObjects() pgx.LargeObjects { return pgx.LargeObjects{} }
func (j joined) CopyFrom(ctx context.Context, table pgx.Identifier, cols []string, src pgx.CopyFromSource) (int64, error) {
	return j.conn.CopyFrom(ctx, table, cols, src)
}
func (j joined) SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults {
	return j.conn.SendBatch(ctx, b)
}
func (j joined) Prepare(ctx context.Context, name, sql string) (*pgconn.StatementDescription, error) {
	return j.conn.Prepare(ctx, name, sql)
}
func (j joined) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return j.conn.Exec(ctx, sql, args...)
}
func (j joined) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return j.conn.Query(ctx, sql, args...)
}
func (j joined) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return j.conn.QueryRow(ctx, sql, args...)
}

type savepoint struct{ joined }

func (s savepoint) Commit(ctx context.Context) error {
	_, err := s.conn.Exec(ctx, "RELEASE SAVEPOINT joined")
	return err
}

func (s savepoint) Rollback(ctx context.Context) error {
	_, err := s.conn.Exec(ctx, "ROLLBACK TO SAVEPOINT joined")
	return err
}
