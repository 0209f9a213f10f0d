package ent

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// loggforer is a driver of ent's that does one thing: it runs a selection of a person's rows together with the line in the
// log. It speaks pgx, without database/sql between.
type loggforer struct {
	pool *pgxpool.Pool
	Lesing
	eier []byte
}

var errBareLes = errors.New("this driver only reads")

// Query implements dialect.Driver. ent reads the rows to their end before it returns them, and the end comes after the
// commit: an error of that is one of the rows.
func (l loggforer) Query(ctx context.Context, sporring string, args, v any) error {
	verdier, ok := args.([]any)
	til, ok2 := v.(*entsql.Rows)
	if !ok || !ok2 {
		return fmt.Errorf("ent asks with %T for %T", args, v)
	}
	sporring, verdier, err := l.medLinje(sporring, verdier, l.eier)
	if err != nil {
		return err
	}
	rader, err := l.pool.Query(ctx, sporring, verdier...)
	if err != nil {
		return err
	}
	*til = entsql.Rows{ColumnScanner: pgxRader{rader}}
	return nil
}

// Exec implements dialect.Driver.
func (loggforer) Exec(context.Context, string, any, any) error { return errBareLes }

// Tx implements dialect.Driver.
func (loggforer) Tx(context.Context) (dialect.Tx, error) { return nil, errBareLes }

// Close implements dialect.Driver. The pool is another's.
func (loggforer) Close() error { return nil }

// Dialect implements dialect.Driver.
func (loggforer) Dialect() string { return dialect.Postgres }

// pgxRader are pgx's rows as ent reads them.
type pgxRader struct{ pgx.Rows }

// Close implements entsql.ColumnScanner.
func (r pgxRader) Close() error { r.Rows.Close(); return r.Err() }

// Columns implements entsql.ColumnScanner.
func (r pgxRader) Columns() ([]string, error) {
	var navn []string
	for _, f := range r.FieldDescriptions() {
		navn = append(navn, f.Name)
	}
	return navn, r.Err()
}

// ColumnTypes implements entsql.ColumnScanner. ent asks for it when a column is none of its own, and there is none.
func (pgxRader) ColumnTypes() ([]*sql.ColumnType, error) { return nil, errBareLes }

// NextResultSet implements entsql.ColumnScanner.
func (pgxRader) NextResultSet() bool { return false }
