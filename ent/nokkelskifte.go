package ent

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
)

// Nokkeltabell is a table whose rows carry the keyed hash of their owner (column eier) and a document sealed for the row and
// that owner (innhold), under an id. Both turn with the keys.
type Nokkeltabell struct {
	Navn string
	// Ref is the column of a second keyed hash, whose value the document holds too; empty: none.
	Ref string
	// Eierlos: the row is no one person's, and has no such hash.
	Eierlos bool
}

// Nokkelrad is what of such a row turns.
type Nokkelrad struct {
	ID                 uuid.UUID
	Eier, Ref, Innhold []byte
}

// begynnelse is as many bytes as tell which key something is sealed under: the length of [vault.Vault.Beginnings].
const begynnelse = "substring(innhold from 1 for 5)"

var errBareSystem = errors.New("only background work turns keys")

func (t Nokkeltabell) ref() string {
	if t.Ref == "" {
		return "NULL::bytea"
	}
	return t.Ref
}

func (t Nokkeltabell) eier() string {
	if t.Eierlos {
		return "NULL::bytea"
	}
	return "eier"
}

// LaasGamle reads, and locks until the transaction ends, at most n rows that are sealed under one of the older keys, by
// their ids after one. What somebody else is writing just now is passed by: the next round finds it.
func (t *Tx) LaasGamle(ctx context.Context, tabell Nokkeltabell, eldre [][]byte, etter uuid.UUID, n int) ([]Nokkelrad, error) {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return nil, errBareSystem
	}
	rader, err := t.pgx.Query(ctx, `SELECT id, `+tabell.eier()+`, `+tabell.ref()+`, innhold FROM `+tabell.Navn+` WHERE id > $1 AND `+begynnelse+` = ANY($2)
		ORDER BY id LIMIT $3 FOR UPDATE SKIP LOCKED`, etter, eldre, n)
	if err != nil {
		return nil, fmt.Errorf("read rows under old keys: %w", err)
	}
	defer rader.Close()
	var ut []Nokkelrad
	for rader.Next() {
		var r Nokkelrad
		if err := rader.Scan(&r.ID, &r.Eier, &r.Ref, &r.Innhold); err != nil {
			return nil, fmt.Errorf("read rows under old keys: %w", err)
		}
		ut = append(ut, r)
	}
	if err := rader.Err(); err != nil {
		return nil, fmt.Errorf("read rows under old keys: %w", err)
	}
	return ut, nil
}

// SkrivSnudd writes such rows back. Nobody is woken: what they say has not changed.
func (t *Tx) SkrivSnudd(ctx context.Context, tabell Nokkeltabell, rader []Nokkelrad) error {
	if err := t.nokkelskifte(ctx); err != nil {
		return err
	}
	var ider []uuid.UUID
	var eiere, refer, innhold [][]byte
	for _, r := range rader {
		ider, eiere, refer, innhold = append(ider, r.ID), append(eiere, r.Eier), append(refer, r.Ref), append(innhold, r.Innhold)
	}
	sett := ", eier = n.eier"
	if tabell.Eierlos {
		sett = ""
	}
	if tabell.Ref != "" {
		sett += ", " + tabell.Ref + " = n.ref"
	}
	_, err := t.pgx.Exec(ctx, `UPDATE `+tabell.Navn+` t SET innhold = n.innhold`+sett+`
		FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) n(id, eier, ref, innhold) WHERE t.id = n.id`, ider, eiere, refer, innhold)
	if err != nil {
		return fmt.Errorf("write rows under new keys: %w", err)
	}
	return nil
}

// Loggeier is a person who has lines in innsynslogg, and her number, sealed.
type Loggeier struct{ Eier, Innhold []byte }

// Loggeiere reads at most n of them, by their hashes after one.
func (d *DB) Loggeiere(ctx context.Context, etter []byte, n int) ([]Loggeier, error) {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return nil, errBareSystem
	}
	rader, err := d.pool.Query(ctx, `SELECT DISTINCT ON (eier) eier, innhold FROM innsynslogg
		WHERE innhold IS NOT NULL AND eier > $1 ORDER BY eier LIMIT $2`, etter, n)
	if err != nil {
		return nil, fmt.Errorf("read whose lines there are: %w", err)
	}
	defer rader.Close()
	var ut []Loggeier
	for rader.Next() {
		var l Loggeier
		if err := rader.Scan(&l.Eier, &l.Innhold); err != nil {
			return nil, fmt.Errorf("read whose lines there are: %w", err)
		}
		ut = append(ut, l)
	}
	if err := rader.Err(); err != nil {
		return nil, fmt.Errorf("read whose lines there are: %w", err)
	}
	return ut, nil
}

// FlyttLogg moves all lines of innsynslogg that stand under a person's older hashes to her current one, with her number
// sealed for it. It changes nothing else of them: a trigger sees to that.
func (t *Tx) FlyttLogg(ctx context.Context, eldre [][]byte, til Loggeier) error {
	if err := t.nokkelskifte(ctx); err != nil {
		return err
	}
	_, err := t.pgx.Exec(ctx, `UPDATE innsynslogg SET eier = $2, innhold = CASE WHEN innhold IS NULL THEN NULL ELSE $3::bytea END
		WHERE eier = ANY($1)`, eldre, til.Eier, til.Innhold)
	if err != nil {
		return fmt.Errorf("move lines to a new hash: %w", err)
	}
	return nil
}

// nokkelskifte says in this transaction that it turns keys, which the triggers that keep rows as they are let through.
func (t *Tx) nokkelskifte(ctx context.Context) error {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return errBareSystem
	}
	if _, err := t.pgx.Exec(ctx, `SELECT set_config('barnevernportalen.nokkelskifte', 'ja', true)`); err != nil {
		return fmt.Errorf("say that keys are turned: %w", err)
	}
	return nil
}

// TellGamle counts the rows of a table that are not sealed under the current key.
func (d *DB) TellGamle(ctx context.Context, tabell string, innhold string, gjeldende []byte) (n int, err error) {
	err = d.tell(ctx, &n, `SELECT count(*) FROM `+tabell+` WHERE substring(`+innhold+` from 1 for 5) <> $1`, gjeldende)
	return n, err
}

// TellGammelLogg counts the lines of innsynslogg under a hash of which nothing shows that it is current. A current one has a
// line with the number sealed under the current key.
func (d *DB) TellGammelLogg(ctx context.Context, gjeldende []byte) (n int, err error) {
	err = d.tell(ctx, &n, `SELECT count(*) FROM innsynslogg l WHERE NOT EXISTS
		(SELECT FROM innsynslogg a WHERE a.eier = l.eier AND substring(a.innhold from 1 for 5) = $1)`, gjeldende)
	return n, err
}

// TellHasher counts the rows of a table that have a hash in the column.
func (d *DB) TellHasher(ctx context.Context, tabell, kolonne string) (n int, err error) {
	err = d.tell(ctx, &n, `SELECT count(`+kolonne+`) FROM `+tabell)
	return n, err
}

func (d *DB) tell(ctx context.Context, n *int, sporring string, args ...any) error {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return errBareSystem
	}
	if err := d.pool.QueryRow(ctx, sporring, args...).Scan(n); err != nil {
		return fmt.Errorf("count rows under old keys: %w", err)
	}
	return nil
}
