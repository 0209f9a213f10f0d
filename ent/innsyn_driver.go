package ent

import (
	"context"
	"errors"
	"fmt"

	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynsforesporsel"
	"barnevernportalen/ent/db/innsynsmelding"
)

// loggforer is a driver of ent's that does one thing: it runs a selection of a person's rows together with the line in the
// log, and keeps the rows. ent makes the selection and is told that there was nothing: reading a column at a time through
// database/sql's types costs as many allocations as opening the rows does.
type loggforer struct {
	pool *pgxpool.Pool
	Lesing
	eier  []byte
	ider  [][]byte
	rader []*db.Innsynsmelding
}

var errBareLes = errors.New("this driver only reads")

// Query implements dialect.Driver. The rows are read to their end before any is kept, and the end comes after the commit: an
// error of that is one of the rows.
func (l *loggforer) Query(ctx context.Context, sporring string, args, v any) error {
	verdier, ok := args.([]any)
	til, ok2 := v.(*entsql.Rows)
	if !ok || !ok2 {
		return fmt.Errorf("ent asks with %T for %T", args, v)
	}
	sporring, verdier, err := l.medLinje(sporring, verdier, l.eier, l.ider)
	if err != nil {
		return err
	}
	rader, err := l.pool.Query(ctx, sporring, verdier...)
	if err != nil {
		return err
	}
	lest := 0
	if l.rader, err = pgx.CollectRows(rader, func(r pgx.CollectableRow) (*db.Innsynsmelding, error) {
		rad, err := l.lesRad(r)
		if lest += len(rad.Innhold); l.Maks > 0 && lest > l.Maks {
			return nil, ErrForStort
		}
		return rad, err
	}); err != nil {
		l.rader = nil
		return err
	}
	*til = entsql.Rows{ColumnScanner: ingenRader{}}
	return nil
}

// leserkolonner are what a reader needs, in lesRad's order. The rest is for those who index.
var leserkolonner = []string{
	innsynsmelding.FieldID, innsynsmelding.FieldIntegrasjonID, innsynsmelding.FieldMappeID, innsynsmelding.FieldKommunenummer, innsynsmelding.FieldSlag,
	innsynsmelding.FieldRolle, innsynsmelding.FieldDato, innsynsmelding.FieldEier, innsynsmelding.FieldInnhold,
}

func (l *loggforer) lesRad(rad pgx.CollectableRow) (*db.Innsynsmelding, error) {
	var r db.Innsynsmelding
	var rolle, spurt, medvirkning *string
	til := []any{(*[16]byte)(&r.ID), (*[16]byte)(&r.IntegrasjonID), (*[16]byte)(&r.MappeID), &r.Kommunenummer, (*string)(&r.Slag), &rolle, &r.Dato, &r.Eier, &r.Innhold}
	if l.Spurt != nil {
		til = append(til, &spurt)
	}
	if l.Medvirkning != nil {
		til = append(til, &medvirkning)
	}
	err := rad.Scan(til...)
	r.Rolle = (*innsynsmelding.Rolle)(rolle)
	if spurt != nil {
		l.Spurt[r.ID] = innsynsforesporsel.Status(*spurt)
	}
	if err == nil && medvirkning != nil {
		l.Medvirkning[r.ID], err = lesMedvirkning(*medvirkning)
	}
	return &r, err
}

// Exec implements dialect.Driver.
func (*loggforer) Exec(context.Context, string, any, any) error { return errBareLes }

// Tx implements dialect.Driver.
func (*loggforer) Tx(context.Context) (dialect.Tx, error) { return nil, errBareLes }

// Close implements dialect.Driver. The pool is another's.
func (*loggforer) Close() error { return nil }

// Dialect implements dialect.Driver.
func (*loggforer) Dialect() string { return dialect.Postgres }

// ingenRader are none, as ent reads them.
type ingenRader struct{ entsql.ColumnScanner }

// Close implements entsql.ColumnScanner.
func (ingenRader) Close() error { return nil }

// Columns implements entsql.ColumnScanner.
func (ingenRader) Columns() ([]string, error) { return leserkolonner, nil }

// Next implements entsql.ColumnScanner.
func (ingenRader) Next() bool { return false }

// Err implements entsql.ColumnScanner.
func (ingenRader) Err() error { return nil }
