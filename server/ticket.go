package server

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"
)

// Labels under which keys are derived; one key never serves two purposes.
const (
	etikettInnhold    = "barnevernportalen/sesjon/innhold/v1"
	etikettKopi       = "barnevernportalen/sesjon/kopi/v1"
	etikettOppslag    = "barnevernportalen/sesjon/oppslag/v1"
	etikettInnlogging = "barnevernportalen/innlogging/v1"
)

// errKanIkkeApnes is the one answer to everything that does not open.
var errKanIkkeApnes = errors.New("cannot be opened")

// billett is the session ticket: the id of a row, and the key to what stands in it. The key exists in the browser's
// cookie and, while a request runs, in memory; the store never has it, so a stolen database opens no session.
type billett struct {
	id     uuid.UUID
	nokkel [32]byte
}

const billettLengde = 16 + 32

var base64url = base64.RawURLEncoding

func nyBillett() billett {
	b := billett{id: uuid.New()}
	rand.Read(b.nokkel[:]) //nolint:errcheck // never fails: crypto/rand.Read crashes the program instead
	return b
}

// lesBillett reads the cookie's value. 48 bytes are 64 characters with no bit to spare: a ticket has one spelling.
func lesBillett(s string) (billett, bool) {
	raw, err := base64url.DecodeString(s)
	if err != nil || len(raw) != billettLengde {
		return billett{}, false
	}
	var b billett
	copy(b.id[:], raw)
	copy(b.nokkel[:], raw[16:])
	return b, true
}

// verdi is the cookie's value: id and key, base64url.
func (b billett) verdi() string { return base64url.EncodeToString(append(b.id[:], b.nokkel[:]...)) }

// Format keeps the key out of logs and error texts, whatever verb is used.
func (b billett) Format(f fmt.State, _ rune) { io.WriteString(f, "billett") } //nolint:errcheck // nowhere to report

func (b billett) aead(etikett string) cipher.AEAD { return avled(b.nokkel[:], b.id[:], etikett) }

// Forsegl implements [viewer.Billett].
func (b billett) Forsegl(klartekst, aad []byte) ([]byte, error) {
	return b.aead(etikettKopi).Seal(nil, nil, klartekst, aad), nil
}

// Apne implements [viewer.Billett].
func (b billett) Apne(chiffertekst, aad []byte) ([]byte, error) {
	return apne(b.aead(etikettKopi), chiffertekst, aad)
}

// avled returns AES-256-GCM (random nonce of 96 bits in front) under the HKDF-SHA256 of nokkel, salt and label.
func avled(nokkel, salt []byte, etikett string) cipher.AEAD {
	k, err := hkdf.Key(sha256.New, nokkel, salt, etikett, 32)
	if err != nil {
		panic("hkdf: " + err.Error()) // only for a length above 255 hashes
	}
	blokk, err := aes.NewCipher(k)
	if err != nil {
		panic("aes: " + err.Error()) // only for a key of another length
	}
	a, err := cipher.NewGCMWithRandomNonce(blokk)
	if err != nil {
		panic("gcm: " + err.Error())
	}
	return a
}

func apne(a cipher.AEAD, chiffertekst, aad []byte) ([]byte, error) {
	klar, err := a.Open(nil, nil, chiffertekst, aad)
	if err != nil {
		return nil, errKanIkkeApnes
	}
	return klar, nil
}
