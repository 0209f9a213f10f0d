package ent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// Leserolle is the PostgreSQL role that may read the ledger and do nothing else. The migrations make it where they may.
const Leserolle = "barnevernportalen_verify"

// ReadOnly is a connection for those who check the ledger: it cannot write, whoever holds it.
type ReadOnly struct {
	pool *pgxpool.Pool
	std  *sql.DB
	// EgenRolle: it reads as [Leserolle]. Without that role every transaction is still read-only, by PostgreSQL's word, but
	// whoever holds the connection could say otherwise.
	EgenRolle bool
}

// OpenReadOnly connects for reading alone, as [Leserolle] where there is one that we may be.
func OpenReadOnly(ctx context.Context, dsn string) (*ReadOnly, error) {
	pc, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the database address cannot be read") // pgx repeats the address, password and all
	}
	pc.MaxConns = 2
	pc.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	pc.ConnConfig.RuntimeParams["application_name"] = "barnevernportalen verify"
	r := &ReadOnly{}
	probe, err := pgx.ConnectConfig(ctx, pc.ConnConfig)
	if err != nil {
		return nil, fmt.Errorf("reach the database: %w", err)
	}
	_, err = probe.Exec(ctx, "SET ROLE "+Leserolle)
	r.EgenRolle = err == nil
	_ = probe.Close(ctx)
	if r.EgenRolle {
		pc.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
			_, err := c.Exec(ctx, "SET ROLE "+Leserolle)
			return err
		}
	}
	if r.pool, err = pgxpool.NewWithConfig(ctx, pc); err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	r.std = stdlib.OpenDBFromPool(r.pool)
	return r, nil
}

// Snapshot runs f on the database as it is at one instant, whatever is committed meanwhile.
func (r *ReadOnly) Snapshot(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := r.std.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	return f(tx)
}

// Close gives the connections back.
func (r *ReadOnly) Close() {
	_ = r.std.Close()
	r.pool.Close()
}
