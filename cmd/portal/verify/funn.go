package verify

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Sporrer is what the checks read through: a transaction of [ent.ReadOnly].
type Sporrer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Funn is one thing that is not as it should be. It names a row by table and id, and never says what stands in it.
type Funn struct {
	Tabell string // the table, or «mottaker» of a whole chain
	ID     string
	Hva    string // what is wrong, in bokmål, for the operator
}

func (f Funn) String() string { return fmt.Sprintf("%s %s: %s", f.Tabell, f.ID, f.Hva) }

// Rapport is what was found. Without Funn, and with Uredegjort 0, all is well.
type Rapport struct {
	Tidspunkt time.Time
	Regnskap
	Full      bool   // every check was made, not the conservation law alone
	Hendelser int64  // links of the log that were looked at
	Hoder     []Hode // where each receiver's log ends
	Funn      []Funn
}

// Hode is the last link of one receiver's log.
type Hode struct {
	Bydel string
	Nr    int64
	Hash  []byte
}

// Alt runs every check on what q sees, at the ledger's own time naa. Give it one snapshot.
func Alt(ctx context.Context, q Sporrer, naa time.Time) (*Rapport, error) {
	r := &Rapport{Tidspunkt: naa, Full: true}
	for _, sjekk := range []func(context.Context, Sporrer, *Rapport) error{Bevaring, Kjeder, Hendelser, Aksept, Pakker, Tilstand} {
		if err := sjekk(ctx, q, r); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *Rapport) funn(tabell, id, hva string) { r.Funn = append(r.Funn, Funn{tabell, id, hva}) }

// hver reads rows one at a time: the ledger is never held whole.
func hver(ctx context.Context, q Sporrer, hva, sporring string, args []any, les func(*sql.Rows) error) error {
	rader, err := q.QueryContext(ctx, sporring, args...)
	if err != nil {
		return fmt.Errorf("read %s: %w", hva, err)
	}
	defer func() { _ = rader.Close() }()
	for rader.Next() {
		if err := les(rader); err != nil {
			return fmt.Errorf("read %s: %w", hva, err)
		}
	}
	if err := rader.Err(); err != nil {
		return fmt.Errorf("read %s: %w", hva, err)
	}
	return nil
}

// navngi makes a finding of each row of a query that names what is wrong: its first and only column is an id.
func (r *Rapport) navngi(ctx context.Context, q Sporrer, tabell, hva, sporring string, args ...any) error {
	return hver(ctx, q, tabell, sporring, args, func(rader *sql.Rows) error {
		var id string
		if err := rader.Scan(&id); err != nil {
			return err
		}
		r.funn(tabell, id, hva)
		return nil
	})
}
