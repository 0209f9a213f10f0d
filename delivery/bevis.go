package delivery

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/pakke"
)

// bevisbiter is the length of a storage token before it is written as text, in bytes.
const bevisbiter = 16

// maksBevis is more than any token is long, in bytes; a producer's own may be of another form.
const maksBevis = 256

// nyttBevis makes the file bevis.json of one parcel, and the SHA-256 of the token in it: all of the token that is kept.
//
//	{"bekymringsmeldingId": "<uuid>", "bevis": "<22 characters, base64url>"}
//
// The hash is of the token as it is written, so that anybody can check it with sha256sum.
func nyttBevis(id uuid.UUID) (fil, hash []byte, err error) {
	var token [bevisbiter]byte
	_, _ = rand.Read(token[:]) // never fails: it ends the program instead
	text := base64.RawURLEncoding.EncodeToString(token[:])
	fil, err = json.Marshal(struct {
		ID    uuid.UUID `json:"bekymringsmeldingId"`
		Bevis string    `json:"bevis"`
	}{id, text})
	if err != nil {
		return nil, nil, fmt.Errorf("write a storage token: %w", err)
	}
	return fil, BevisHash(text), nil
}

// BevisHash is the SHA-256 of a storage token as it is written in bevis.json.
func BevisHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// rettBevis compares in constant time. There is never a right token to a parcel without one.
func rettBevis(token string, hash []byte) bool {
	return len(hash) == sha256.Size && len(token) <= maksBevis && subtle.ConstantTimeCompare(BevisHash(token), hash) == 1
}

// girBevis reports whether a forsendelse's receiver is one that answers with a token, so that its blind yes does not stop
// the first clock. It is asked only where that is the question: for KVITTERT.
func girBevis(ctx context.Context, c *db.Client, f *db.Forsendelse, til Stilling) (bool, error) {
	if til.Bevis != forsendelse.BevisKvittert {
		return false, nil
	}
	there, err := c.Pakke.Query().Where(pakke.ForsendelseID(f.ID), pakke.FormalEQ(pakke.FormalFagsystem), pakke.BevisHashNotNil(),
		pakke.HasForsendelseWith(forsendelse.HasBydelWith(bydel.GirBevis(true)))).Exist(ctx)
	if err != nil {
		return false, fmt.Errorf("look for a storage token: %w", err)
	}
	return there, nil
}
