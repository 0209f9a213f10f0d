package ent

import (
	"context"
	"encoding/hex"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
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
	// SamtykkeEmne: who is to read a consent again, a person or the case systems of a kommune (see SamtykkeEmneTil and
	// SamtykkeEmneI); SamtykkeID says which, or is zero: any.
	SamtykkeEmne, SamtykkeID uuid.UUID
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

// The notification channels, as the triggers in ent/migrations spell them.
const (
	kanalHendelse = "hendelse"
	kanalSesjon   = "sesjon_slutt"
	kanalInnsyn   = "innsyn"
	kanalSamtykke = "samtykke"
)

// Listen calls hear for each notification until ctx ends, on one connection of its own. Each time it has (re)connected
// it first calls hear with Tapt, since what was said meanwhile is gone. hear must not block.
func (d *DB) Listen(ctx context.Context, log *slog.Logger, hear func(Varsel)) {
	for wait := 100 * time.Millisecond; ctx.Err() == nil; wait = min(2*wait, 5*time.Second) {
		began := time.Now()
		err := d.listenOnce(ctx, hear)
		if ctx.Err() != nil {
			return
		}
		log.Warn("lost the notification connection; live views refresh when it is back", "err", err)
		if time.Since(began) > time.Minute {
			wait = 100 * time.Millisecond
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
}

func (d *DB) listenOnce(ctx context.Context, hear func(Varsel)) error {
	pooled, err := d.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	conn := pooled.Hijack() // LISTEN belongs to a session; a pooled connection would carry it to others
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "LISTEN "+kanalHendelse+"; LISTEN "+kanalSesjon+"; LISTEN "+kanalInnsyn+"; LISTEN "+kanalSamtykke); err != nil {
		return err
	}
	hear(Varsel{Tapt: true})
	for {
		n, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if v, ok := parseVarsel(n.Channel, n.Payload); ok {
			hear(v)
		}
	}
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
		if mappe == uuid.Nil { // she is shut out, or let in again: of consents too
			v.SamtykkeEmne = SamtykkeEmneTil(eier)
		}
		return v, err1 == nil && err2 == nil
	case kanalSamtykke:
		a, b, _ := strings.Cut(payload, " ")
		samtykke, err := uuid.Parse(a)
		if len(b) == 4 {
			return Varsel{SamtykkeID: samtykke, SamtykkeEmne: SamtykkeEmneI(b)}, err == nil
		}
		eier, err2 := hex.DecodeString(b)
		return Varsel{SamtykkeID: samtykke, SamtykkeEmne: SamtykkeEmneTil(eier)}, err == nil && err2 == nil
	}
	return Varsel{}, false
}
