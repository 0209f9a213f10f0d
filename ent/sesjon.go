package ent

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bruktjti"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/sesjon"
	"barnevernportalen/ent/viewer"
)

// Sesjon is the server half of a login. Innhold opens only with the key in the cookie.
type Sesjon struct {
	ID                            uuid.UUID
	Innhold                       []byte
	SidHash, SubHash              []byte // 32 bytes each; the identity provider's session and subject, hashed
	Opprettet, SistBrukt, Utloper time.Time
}

// asSesjonslager: a session is looked up before anybody is known, so these run as background work.
func asSesjonslager(ctx context.Context) context.Context {
	return viewer.With(ctx, viewer.System{Oppgave: "sesjon"})
}

// LagreSesjon stores a new session.
func (d *DB) LagreSesjon(ctx context.Context, s Sesjon) error {
	err := d.client.Sesjon.Create().SetID(s.ID).SetInnhold(s.Innhold).SetSidHash(s.SidHash).SetSubHash(s.SubHash).
		SetOpprettet(s.Opprettet).SetSistBrukt(s.SistBrukt).SetUtloper(s.Utloper).Exec(asSesjonslager(ctx))
	if err != nil {
		return fmt.Errorf("store a session: %w", err)
	}
	return nil
}

// HentSesjon finds a session, or [ErrIkkeFunnet]. Whether it still runs is the caller's to decide.
func (d *DB) HentSesjon(ctx context.Context, id uuid.UUID) (Sesjon, error) {
	r, err := d.client.Sesjon.Get(asSesjonslager(ctx), id)
	if db.IsNotFound(err) {
		return Sesjon{}, ErrIkkeFunnet
	}
	if err != nil {
		return Sesjon{}, fmt.Errorf("read a session: %w", err)
	}
	return Sesjon{ID: r.ID, Innhold: r.Innhold, SidHash: r.SidHash, SubHash: r.SubHash,
		Opprettet: r.Opprettet, SistBrukt: r.SistBrukt, Utloper: r.Utloper}, nil
}

// HoldSesjon keeps a session from ending until the transaction has; false means that it has ended already.
func (t *Tx) HoldSesjon(ctx context.Context, id uuid.UUID) (bool, error) {
	there, err := t.client.Sesjon.Query().Where(sesjon.ID(id)).ForShare(entsql.WithLockClause("FOR KEY SHARE")).
		Select(sesjon.FieldID).Strings(asSesjonslager(ctx))
	if err != nil {
		return false, fmt.Errorf("hold a session: %w", err)
	}
	return len(there) == 1, nil
}

// BerorSesjon notes that the session was used now. A session that is gone stays gone, without error.
func (d *DB) BerorSesjon(ctx context.Context, id uuid.UUID, naa time.Time) error {
	err := d.client.Sesjon.Update().Where(sesjon.ID(id)).SetSistBrukt(naa).Exec(asSesjonslager(ctx))
	if err != nil {
		return fmt.Errorf("touch a session: %w", err)
	}
	return nil
}

// SlettSesjon ends a session, and with it the reporter's own copies. A trigger tells all processes.
func (d *DB) SlettSesjon(ctx context.Context, id uuid.UUID) error {
	return slettSesjoner(ctx, d.client, sesjon.ID(id))
}

// errSett: the token id has been seen before.
var errSett = errors.New("the token id has been seen")

// SlettSesjonerFor ends, once for each jti, all sessions of an identity provider's session (sidHash), or, when that is
// empty, of its subject. The jti is remembered until utloper, in the same transaction: if the sessions could not be
// ended, the same call may come again.
func (d *DB) SlettSesjonerFor(ctx context.Context, jti string, utloper time.Time, sidHash, subHash []byte) error {
	ctx = asSesjonslager(ctx)
	err := d.Tx(ctx, func(tx *Tx) error {
		if err := huskJti(ctx, tx.client, jti, utloper); err != nil {
			return err
		}
		switch {
		case len(sidHash) > 0:
			return slettSesjoner(ctx, tx.client, sesjon.SidHash(sidHash))
		case len(subHash) > 0:
			return slettSesjoner(ctx, tx.client, sesjon.SubHash(subHash))
		}
		return nil
	})
	if errors.Is(err, errSett) {
		return nil
	}
	return err
}

// SlettUtlopteSesjoner ends every session that is past its absolute end or has not been used since ledigSiden.
func (d *DB) SlettUtlopteSesjoner(ctx context.Context, naa, ledigSiden time.Time) error {
	if err := slettSesjoner(ctx, d.client, sesjon.Or(sesjon.UtloperLTE(naa), sesjon.SistBruktLTE(ledigSiden))); err != nil {
		return err
	}
	if _, err := d.client.BruktJti.Delete().Where(bruktjti.UtloperLTE(naa)).Exec(asSesjonslager(ctx)); err != nil {
		return fmt.Errorf("forget used token ids: %w", err)
	}
	return nil
}

func slettSesjoner(ctx context.Context, c *db.Client, where predicate.Sesjon) error {
	if _, err := c.Sesjon.Delete().Where(where).Exec(asSesjonslager(ctx)); err != nil {
		return fmt.Errorf("end sessions: %w", err)
	}
	return nil
}

// HuskJti remembers a one-time token id until utloper; false means it has been seen before.
func (d *DB) HuskJti(ctx context.Context, jti string, utloper time.Time) (bool, error) {
	err := huskJti(ctx, d.client, jti, utloper)
	if errors.Is(err, errSett) {
		return false, nil
	}
	return err == nil, err
}

func huskJti(ctx context.Context, c *db.Client, jti string, utloper time.Time) error {
	sum := sha256.Sum256([]byte(jti))
	err := c.BruktJti.Create().SetID(hex.EncodeToString(sum[:])).SetUtloper(utloper).Exec(asSesjonslager(ctx))
	if db.IsConstraintError(err) {
		return errSett
	}
	if err != nil {
		return fmt.Errorf("remember a token id: %w", err)
	}
	return nil
}
