package ent

import (
	"errors"
	"time"

	"github.com/google/uuid"
)

// ErrIkkeFunnet says that there is no such row, or none that the viewer may see: the two are not told apart.
var ErrIkkeFunnet = errors.New("not found")

// Sesjon is the server half of a login. Innhold is encrypted under a key that only the cookie has.
type Sesjon struct {
	ID                             uuid.UUID
	Innhold                        []byte
	SidHash, SubHash               []byte
	Opprettet, SistBrukt, Utloper time.Time
}
