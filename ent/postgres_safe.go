package ent

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrUnsafe: the database may forget what it has said is stored. No report may be accepted on such a one.
var ErrUnsafe = errors.New("the database runs with settings under which it can lose what it has committed")

// Querier is what CheckSafe needs of a connection, a pool or a transaction.
type Querier interface {
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// CheckSafeAt is [CheckSafe] over a connection of its own, for a database that nothing has been done to yet.
func CheckSafeAt(ctx context.Context, dsn string) error {
	c, err := pgx.ParseConfig(dsn)
	if err != nil {
		return errors.New("the database address cannot be read") // pgx repeats the address, password and all
	}
	c.ConnectTimeout = 5 * time.Second
	conn, err := pgx.ConnectConfig(ctx, c)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return CheckSafe(ctx, conn)
}

// CheckSafe refuses a database on which a commit is no promise: fsync, full_page_writes or synchronous_commit off, as
// this session sees them (a role or a database can carry its own synchronous_commit), or data_sync_retry on: after an fsync
// that failed the kernel calls the lost pages clean, and a second one that succeeds says nothing. The error wraps [ErrUnsafe] and
// names each setting and what to set. synchronous_commit may be on, remote_apply, remote_write or local: all of them
// wait for the local disk.
func CheckSafe(ctx context.Context, q Querier) error {
	var fsync, fullPage, commit, retry string
	err := q.QueryRow(ctx, `SELECT current_setting('fsync'), current_setting('full_page_writes'),
		current_setting('synchronous_commit'), current_setting('data_sync_retry')`).Scan(&fsync, &fullPage, &commit, &retry)
	if err != nil {
		return fmt.Errorf("read the safety settings of the database: %w", err)
	}
	var bad []string
	for _, s := range []struct{ name, value string }{
		{"fsync", fsync}, {"full_page_writes", fullPage}, {"synchronous_commit", commit},
	} {
		if s.value == "off" {
			bad = append(bad, s.name+" is off")
		}
	}
	var alsoRetry string
	if retry == "on" {
		bad, alsoRetry = append(bad, "data_sync_retry is on"), " (data_sync_retry to off)"
	}
	if bad == nil {
		return nil
	}
	return fmt.Errorf("%w: %s; set each to on"+alsoRetry+", also for this role and database", ErrUnsafe, strings.Join(bad, ", "))
}

// safeSession is asked of every connection of the pool before it is used for anything. What a role or a database says of
// synchronous_commit reaches new sessions, and a reload all that have no word of their own: so each keeps, as its own, the
// value it was found safe with.
func safeSession(ctx context.Context, c *pgx.Conn) error {
	if err := CheckSafe(ctx, c); err != nil {
		return err
	}
	if _, err := c.Exec(ctx, `SELECT set_config('synchronous_commit', current_setting('synchronous_commit'), false)`); err != nil {
		return fmt.Errorf("keep synchronous_commit as it is: %w", err)
	}
	return nil
}

// CheckSafe asks, over a new connection, whether a commit is a promise still: somebody may have changed the settings since
// [Open]. If it is not ([ErrUnsafe]), the connections that there are end when they are given back, and no new one is taken
// into use before it is mended. Then all goes on by itself.
func (d *DB) CheckSafe(ctx context.Context) error {
	if d.unsafe {
		return nil
	}
	conn, err := pgx.ConnectConfig(ctx, d.pool.Config().ConnConfig)
	if err != nil {
		return errors.New("the database does not answer") // pgx names the address
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return d.shunned(CheckSafe(ctx, conn))
}

// safeToCommit is asked inside a transaction, as the last thing before COMMIT: fsync and full_page_writes may be turned off
// under a session that is open.
func (d *DB) safeToCommit(ctx context.Context, q Querier) error {
	if d.unsafe {
		return nil
	}
	return d.shunned(CheckSafe(ctx, q))
}

// shunned lets go of every connection if err says that the database may forget, and returns err.
func (d *DB) shunned(err error) error {
	if errors.Is(err, ErrUnsafe) {
		d.pool.Reset()
	}
	return err
}
