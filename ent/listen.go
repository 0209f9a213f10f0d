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
	// ForesporselEmne: who is to read a request for what is withheld again, a person or the case systems of a kommune (see
	// ForesporselEmneTil and ForesporselEmneI); ForesporselID says which, or is zero: any.
	ForesporselEmne, ForesporselID uuid.UUID
	// SamtykkeEmne: who is to read a consent again, a person or the case systems of a kommune (see SamtykkeEmneTil and
	// SamtykkeEmneI); SamtykkeID says which, or is zero: any.
	SamtykkeEmne, SamtykkeID uuid.UUID
	// TilgangEmne: what this person or machine may do has changed (see TilgangEmneTil and TilgangEmneFor).
	TilgangEmne uuid.UUID
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

// foresporselrom keeps the topics of requests apart from all others: a change of her case wakes nobody by one of these.
var foresporselrom = uuid.MustParse("0f6a2f1c-3e39-5b6a-9d2f-1f8d2b6c7a55")

// ForesporselEmneTil is the topic of a person's requests, by a hash she may stand under.
func ForesporselEmneTil(hash []byte) uuid.UUID {
	emne := EmneAv(hash)
	return uuid.NewSHA1(foresporselrom, emne[:])
}

// ForesporselEmneI is the topic of a kommune's requests, for its case systems.
func ForesporselEmneI(kommunenummer string) uuid.UUID {
	return uuid.NewSHA1(foresporselrom, []byte(kommunenummer))
}

// samtykkerom keeps the topics of consents apart from all others: who is woken by a change of her case is not by one of these.
var samtykkerom = uuid.MustParse("5f0c3f0e-2c0b-5d0a-8a0e-6b1d4a7c9e21")

// SamtykkeEmneTil is the topic of a person's consents, by a hash she may stand under.
func SamtykkeEmneTil(hash []byte) uuid.UUID {
	emne := EmneAv(hash)
	return uuid.NewSHA1(samtykkerom, emne[:])
}

// SamtykkeEmneI is the topic of a kommune's consents, for its case systems.
func SamtykkeEmneI(kommunenummer string) uuid.UUID {
	return uuid.NewSHA1(samtykkerom, []byte(kommunenummer))
}

// tilgangrom keeps the topics of rights apart from all others.
var tilgangrom = uuid.MustParse("7b9a9a4e-5f57-5a0c-9c0e-3f4d1b7e6c02")

// TilgangEmneTil is the topic of what a person may do, by a hash she may stand under.
func TilgangEmneTil(hash []byte) uuid.UUID {
	emne := EmneAv(hash)
	return uuid.NewSHA1(tilgangrom, emne[:])
}

// TilgangEmneFor is the topic of what a machine may do.
func TilgangEmneFor(integrasjon uuid.UUID) uuid.UUID {
	return uuid.NewSHA1(tilgangrom, append([]byte("maskin "), integrasjon[:]...))
}

// The notification channels, as the triggers in ent/migrations spell them.
const (
	kanalHendelse    = "hendelse"
	kanalSesjon      = "sesjon_slutt"
	kanalInnsyn      = "innsyn"
	kanalForesporsel = "foresporsel"
	kanalSamtykke    = "samtykke"
	kanalTilgang     = "tilgang"
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
	kanaler := []string{kanalHendelse, kanalSesjon, kanalInnsyn, kanalSamtykke, kanalForesporsel, kanalTilgang}
	if _, err := conn.Exec(ctx, "LISTEN "+strings.Join(kanaler, "; LISTEN ")); err != nil {
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
		v := Varsel{Eier: EmneAv(eier), MappeID: mappe}
		if mappe == uuid.Nil { // she is shut out, or let in again: of consents and requests too
			v.SamtykkeEmne, v.ForesporselEmne = SamtykkeEmneTil(eier), ForesporselEmneTil(eier)
		}
		return v, err1 == nil && err2 == nil
	case kanalForesporsel:
		a, b, _ := strings.Cut(payload, " ")
		id, err := uuid.Parse(a)
		if len(b) == 4 {
			return Varsel{ForesporselID: id, ForesporselEmne: ForesporselEmneI(b)}, err == nil
		}
		eier, err2 := hex.DecodeString(b)
		return Varsel{ForesporselID: id, ForesporselEmne: ForesporselEmneTil(eier)}, err == nil && err2 == nil
	case kanalSamtykke:
		a, b, _ := strings.Cut(payload, " ")
		samtykke, err := uuid.Parse(a)
		if len(b) == 4 {
			return Varsel{SamtykkeID: samtykke, SamtykkeEmne: SamtykkeEmneI(b)}, err == nil
		}
		eier, err2 := hex.DecodeString(b)
		return Varsel{SamtykkeID: samtykke, SamtykkeEmne: SamtykkeEmneTil(eier)}, err == nil && err2 == nil
	case kanalTilgang:
		hvem, navn, _ := strings.Cut(payload, " ")
		if hvem == "maskin" {
			integrasjon, err := uuid.Parse(navn)
			return Varsel{TilgangEmne: TilgangEmneFor(integrasjon)}, err == nil
		}
		person, err := hex.DecodeString(navn)
		return Varsel{TilgangEmne: TilgangEmneTil(person)}, err == nil
	}
	return Varsel{}, false
}
