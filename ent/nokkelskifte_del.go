package ent

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"barnevernportalen/ent/viewer"
)

// Nokkeldel is a piece of a document (innsynsfildel), with what it is sealed for.
type Nokkeldel struct {
	ID                   int64
	FilID, IntegrasjonID uuid.UUID
	Kommunenummer        string
	Nr                   int
	Innhold              []byte
}

// LaasGamleDeler is LaasGamle for pieces of documents.
func (t *Tx) LaasGamleDeler(ctx context.Context, eldre [][]byte, etter int64, n int) ([]Nokkeldel, error) {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return nil, errBareSystem
	}
	rader, err := t.pgx.Query(ctx, `SELECT d.id, d.fil_id, f.integrasjon_id, f.kommunenummer, d.nr, d.innhold
		FROM innsynsfildel d JOIN innsynsfil f ON f.id = d.fil_id WHERE d.id > $1 AND substring(d.innhold from 1 for 5) = ANY($2)
		ORDER BY d.id LIMIT $3 FOR UPDATE OF d SKIP LOCKED`, etter, eldre, n)
	if err != nil {
		return nil, fmt.Errorf("read pieces under old keys: %w", err)
	}
	ut, err := pgx.CollectRows(rader, func(r pgx.CollectableRow) (d Nokkeldel, err error) {
		err = r.Scan(&d.ID, &d.FilID, &d.IntegrasjonID, &d.Kommunenummer, &d.Nr, &d.Innhold)
		return d, err
	})
	if err != nil {
		return nil, fmt.Errorf("read pieces under old keys: %w", err)
	}
	return ut, nil
}

// SkrivSnuddeDeler writes such pieces back.
func (t *Tx) SkrivSnuddeDeler(ctx context.Context, deler []Nokkeldel) error {
	if _, ok := viewer.From(ctx).(viewer.System); !ok {
		return errBareSystem
	}
	var ider []int64
	var innhold [][]byte
	for _, d := range deler {
		ider, innhold = append(ider, d.ID), append(innhold, d.Innhold)
	}
	_, err := t.pgx.Exec(ctx, `UPDATE innsynsfildel d SET innhold = n.innhold FROM unnest($1::bigint[], $2::bytea[]) n(id, innhold)
		WHERE d.id = n.id`, ider, innhold)
	if err != nil {
		return fmt.Errorf("write pieces under new keys: %w", err)
	}
	return nil
}
