package forvaltning

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"

	"github.com/google/uuid"
)

// passordlengde is the length of an integration's password in bytes, before base64url makes it 43 characters.
const passordlengde = 32

// nyttPassord makes a password. It is never of anybody's choosing, and that is what [passordHash] rests on.
func nyttPassord() string {
	b := make([]byte, passordlengde)
	_, _ = rand.Read(b) // never fails
	return base64.RawURLEncoding.EncodeToString(b)
}

// passordHash is what is stored of a password: SHA-256 over it and the integration's id, so that a hash is of no use in
// another row.
//
// A slow hash (argon2, bcrypt) makes guessing dear where people choose. Here there is nothing to guess: 256 random bits are
// as far out of reach behind one SHA-256 as behind a million, and a machine sends its password with every request. A key
// from the vault would keep out somebody who can write in the database, but such a one can write a right as well.
func passordHash(id uuid.UUID, passord string) []byte {
	h := sha256.New()
	h.Write([]byte("barnevernportalen integrasjonspassord\x00"))
	h.Write(id[:])
	h.Write([]byte(passord))
	return h.Sum(nil)
}

// riktigPassord compares in constant time.
func riktigPassord(id uuid.UUID, passord string, hash []byte) bool {
	return subtle.ConstantTimeCompare(passordHash(id, passord), hash) == 1
}
