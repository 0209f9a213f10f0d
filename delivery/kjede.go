package delivery

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"
)

// Ledd is one link of a receiver's chain: enough for anybody to compute its hash again.
type Ledd struct {
	Kommunenummer, Bydelsnummer string
	Nr                          int64
	Forsendelse                 uuid.UUID
	Sha256                      [sha256.Size]byte // of the ciphertext
	Forrige                     []byte            // the link before; empty for nr 1
}

// Hash is the SHA-256 of a text of six lines, each ended by a line feed: «barnevernportalen kjede 1», the receiver as
// 4601-00, the number, the forsendelse's UUID, the ciphertext's SHA-256 and the hash before, both hexadecimal in lower
// case (the last line empty for number 1). Text, so that a receiver can check a gap with nothing but a shell.
func (l Ledd) Hash() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "barnevernportalen kjede 1\n%s-%s\n%d\n%s\n%s\n%s\n",
		l.Kommunenummer, l.Bydelsnummer, l.Nr, l.Forsendelse, hex.EncodeToString(l.Sha256[:]), hex.EncodeToString(l.Forrige)))
}
