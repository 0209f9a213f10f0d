package delivery

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/kjede"
)

// Ledd is one link of a receiver's chain of one kind of shipment: enough for anybody to compute its hash again.
type Ledd struct {
	Slag                        forsendelse.Slag // the zero value: reports
	Kommunenummer, Bydelsnummer string
	Nr                          int64
	Forsendelse                 uuid.UUID
	Sha256                      [sha256.Size]byte // of the ciphertext
	Forrige                     []byte            // the link before; empty for nr 1
}

// Hash is the SHA-256 of a text of six lines, each ended by a line feed: «barnevernportalen kjede 1», the receiver as
// 4601-00, the number, the forsendelse's UUID, the ciphertext's SHA-256 and the hash before, both hexadecimal in lower
// case (the last line empty for number 1). Text, so that a receiver can check a gap with nothing but a shell. In the chain
// of another kind than reports the first line ends with a space and the slag, so that no link fits into two chains.
func (l Ledd) Hash() [sha256.Size]byte {
	hode := "barnevernportalen kjede 1"
	if l.Slag != "" && l.Slag != forsendelse.SlagBekymringsmelding {
		hode += " " + string(l.Slag)
	}
	return sha256.Sum256(fmt.Appendf(nil, "%s\n%s-%s\n%d\n%s\n%s\n%s\n", hode,
		l.Kommunenummer, l.Bydelsnummer, l.Nr, l.Forsendelse, hex.EncodeToString(l.Sha256[:]), hex.EncodeToString(l.Forrige)))
}

// kjedehode is the head of a chain, locked until the transaction ends.
type kjedehode struct {
	nr    int64
	hash  []byte
	flytt func(nr int64, hash []byte) error
}

// laasKjede locks the head of the receiver's chain of the shipment's kind, and begins one that is not there.
func laasKjede(ctx context.Context, c *db.Client, n Ny) (kjedehode, error) {
	if n.Slag == forsendelse.SlagBekymringsmelding {
		r, err := c.Bydel.Query().Where(bydel.ID(n.Mottaker.ID)).ForUpdate().Only(ctx)
		if err != nil {
			return kjedehode{}, fmt.Errorf("lock the chain: %w", err)
		}
		if !r.Aktiv {
			return kjedehode{}, ErrIkkeAktiv // deactivated since it was looked up
		}
		return kjedehode{r.SisteNr, r.SisteHash, func(nr int64, hash []byte) error {
			return c.Bydel.UpdateOneID(r.ID).SetSisteNr(nr).SetSisteHash(hash).Exec(ctx)
		}}, nil
	}
	ctx = somHovedbok(ctx) // whoever sends
	slag := kjede.Slag(n.Slag)
	hode := c.Kjede.Query().Where(kjede.BydelID(n.Mottaker.ID), kjede.SlagEQ(slag))
	r, err := hode.Clone().ForUpdate().Only(ctx)
	if db.IsNotFound(err) { // the first of its kind; two at once begin it once, the second when the first has committed
		err = c.Kjede.Create().SetBydelID(n.Mottaker.ID).SetSlag(slag).
			OnConflictColumns(kjede.FieldBydelID, kjede.FieldSlag).DoNothing().Exec(ctx)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return kjedehode{}, fmt.Errorf("begin a chain: %w", err)
		}
		r, err = hode.ForUpdate().Only(ctx)
	}
	if err != nil {
		return kjedehode{}, fmt.Errorf("lock the chain: %w", err)
	}
	return kjedehode{r.SisteNr, r.SisteHash, func(nr int64, hash []byte) error {
		return c.Kjede.UpdateOneID(r.ID).SetSisteNr(nr).SetSisteHash(hash).Exec(ctx)
	}}, nil
}
