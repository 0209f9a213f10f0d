package innsyn

import (
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/vault"
)

// radrom keeps our ids apart from all others made of names.
var radrom = uuid.MustParse("0b6f7a5e-3f57-5c0a-9a52-6d1f5d0c41aa")

// RadID is the row of a message: made of the three that name it, so that it is the same after deletion and replay.
func RadID(integrasjon uuid.UUID, kommunenummer string, melding uuid.UUID) uuid.UUID {
	return uuid.NewSHA1(radrom, vault.Context(integrasjon.String(), kommunenummer, melding.String()))
}

// forseglet is what a row's document holds. The number and the group stand here too, so that their hashes can turn.
type forseglet struct {
	Fodselsnummer string          `json:"fodselsnummer"`
	EksternRef    string          `json:"eksternRef,omitempty"`
	Metadata      json.RawMessage `json:"metadata"`
}

// aadMelding ties the document to its row and its owner: moved to another, it does not open.
func aadMelding(id uuid.UUID, eier []byte) []byte {
	return vault.Context("innsynsmelding", id.String(), hex.EncodeToString(eier))
}

// forsegl seals a message for its row and its owner.
func (s *Service) forsegl(id uuid.UUID, eier []byte, f forseglet) ([]byte, error) {
	raw, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("encode a message: %T", err)
	}
	return s.seglFor(f.Fodselsnummer, eier, raw, aadMelding(id, eier))
}

// nummeret is the number of the person a row is of.
func (s *Service) nummeret(r *db.Innsynsmelding) (string, error) {
	raw, err := s.Vault.Decrypt(r.Innhold, aadMelding(r.ID, r.Eier))
	if err != nil {
		return "", fmt.Errorf("open a message: %w", err)
	}
	var f forseglet
	if err := json.Unmarshal(raw, &f); err != nil {
		return "", fmt.Errorf("read a message: %T", err)
	}
	return f.Fodselsnummer, nil
}

// apne opens a row into m. What the metadata has and m has not is dropped here: numbers of persons, for one.
func (s *Service) apne(r *db.Innsynsmelding, m any) error {
	raw, err := s.Vault.Decrypt(r.Innhold, aadMelding(r.ID, r.Eier))
	if err != nil {
		return fmt.Errorf("open a message: %w", err)
	}
	// In one go: a document that is read twice costs twice.
	if err := json.Unmarshal(raw, &struct{ Metadata any }{m}); err != nil {
		return fmt.Errorf("read a message: %T", err) // the text would quote it
	}
	return nil
}
