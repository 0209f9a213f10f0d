package ent

import (
	"context"
	"encoding/hex"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Varsel is what a commit anywhere told us: ids, nothing else. Whoever cares reads again, as itself.
type Varsel struct {
	// Tapt: notifications may have been missed (the connection was down). All must read again; the ids are zero.
	Tapt bool
	// ForsendelseID and BydelID: a hendelse was written.
	ForsendelseID, BydelID uuid.UUID
	// SesjonID: this session has ended.
	SesjonID uuid.UUID
	// Eier: what this person may see of her cases has changed; MappeID says in which, or is zero: in any.
	Eier    Eieremne
	MappeID uuid.UUID
}

// Eieremne is the first half of the keyed hash of a person's number: enough to know whom to wake, and no key to a row.
type Eieremne = uuid.UUID

// EmneAv is the Eieremne of a whole hash, 16 bytes or more; of less, the zero one.
func EmneAv(hash []byte) Eieremne {
	if len(hash) < 16 {
		return Eieremne{}
	}
	return Eieremne(hash[:16])
}

// The notification channels, as the triggers in ent/migrations spell them.
const (
	kanalHendelse = "hendelse"
	kanalSesjon   = "sesjon_slutt"
	kanalInnsyn   = "innsyn"
)

// A block must hold on open pages within a second of its commit, also if word of it is lost: so long at most goes by before a
// connection that says nothing is asked whether it lives, and as long again before it is given up.
const (
	livstegn    = 300 * time.Millisecond
	livstegnInn = 300 * time.Millisecond
	maksVent    = 500 * time.Millisecond // between attempts to connect
)

// Listen calls hear for each notification until ctx ends, on one connection of its own. Each time it has (re)connected
// it first calls hear with Tapt, since what was said meanwhile is gone; so it does after each attempt that fails while the
// database still answers others of this process, who could otherwise go on showing what has been shut. hear must not block.
func (d *DB) Listen(ctx context.Context, log *slog.Logger, hear func(Varsel)) {
	for wait := 50 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, maksVent) {
		began := time.Now()
		err := d.listenOnce(ctx, hear)
		if ctx.Err() != nil {
			return
		}
		log.Warn("lost the notification connection; live views refresh when it is back", "err", err)
		if time.Since(began) > time.Minute {
			wait = 50 * time.Millisecond
		}
		if d.answers(ctx) {
			hear(Varsel{Tapt: true})
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

// answers reports whether the database answers the pool soon.
func (d *DB) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, livstegnInn)
	defer cancel()
	return d.pool.Ping(ctx) == nil
}

// listenOnce listens until the connection is lost. The connection is none of the pool's, which may be in use, all of it, or
// cut off as the last one was: LISTEN belongs to a session and would be carried to others.
func (d *DB) listenOnce(ctx context.Context, hear func(Varsel)) error {
	conn, err := d.listening(ctx)
	if err != nil {
		return err
	}
	defer func() {
		slutt, cancel := context.WithTimeout(context.WithoutCancel(ctx), livstegnInn)
		defer cancel()
		_ = conn.Close(slutt)
	}()
	hear(Varsel{Tapt: true})
	for {
		n, err := nextNotification(ctx, conn)
		if err != nil {
			return err
		}
		if n == nil {
			continue
		}
		if v, ok := parseVarsel(n.Channel, n.Payload); ok {
			hear(v)
		}
	}
}

func (d *DB) listening(ctx context.Context) (*pgx.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	conn, err := pgx.ConnectConfig(ctx, d.pool.Config().ConnConfig)
	if err != nil {
		return nil, errors.New("the database does not answer") // pgx names the address
	}
	if _, err := conn.Exec(ctx, "LISTEN "+kanalHendelse+"; LISTEN "+kanalSesjon+"; LISTEN "+kanalInnsyn); err != nil {
		_ = conn.Close(ctx)
		return nil, err
	}
	return conn, nil
}

// nextNotification waits for one, and now and then asks whether the far side is there: a connection that was cut without a
// word would wait for ever, or, with TCP's own keep-alive, most of a minute. Nil: there is none yet.
func nextNotification(ctx context.Context, conn *pgx.Conn) (*pgconn.Notification, error) {
	vent, cancel := context.WithTimeout(ctx, livstegn)
	n, err := conn.WaitForNotification(vent)
	cancel()
	if err == nil || !pgconn.Timeout(err) || ctx.Err() != nil {
		return n, err
	}
	lever, cancel := context.WithTimeout(ctx, livstegnInn)
	defer cancel()
	return nil, conn.Ping(lever)
}

func parseVarsel(channel, payload string) (Varsel, bool) {
	switch channel {
	case kanalHendelse:
		a, b, _ := strings.Cut(payload, " ")
		forsendelse, err1 := uuid.Parse(a)
		bydel, err2 := uuid.Parse(b)
		return Varsel{ForsendelseID: forsendelse, BydelID: bydel}, err1 == nil && err2 == nil
	case kanalSesjon:
		sesjon, err := uuid.Parse(payload)
		return Varsel{SesjonID: sesjon}, err == nil
	case kanalInnsyn:
		a, b, _ := strings.Cut(payload, " ")
		eier, err1 := hex.DecodeString(a)
		mappe, err2 := uuid.Parse(b)
		return Varsel{Eier: EmneAv(eier), MappeID: mappe}, err1 == nil && err2 == nil
	}
	return Varsel{}, false
}
