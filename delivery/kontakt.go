package delivery

import (
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/vault"
)

// Kontakter are e-mail addresses at a receiver. They are persons' as often as an office's, so they stand encrypted; and
// nothing of a report is ever sent to one.
type Kontakter struct {
	Kontakt []string // told first when a report is not proven to have come
	Leder   []string // told later
	Varsel  []string // noticed while something waits unconfirmed in manual reception
}

func aadKontakter(bydelID uuid.UUID) []byte {
	return vault.Context("bydel", bydelID.String(), "kontakter")
}

// ForseglKontakter encrypts them for the receiver's row.
func ForseglKontakter(v *vault.Vault, bydelID uuid.UUID, k Kontakter) ([]byte, error) {
	klar, err := json.Marshal(k)
	if err != nil {
		return nil, fmt.Errorf("write the contacts: %w", err)
	}
	sealed, err := v.Encrypt(klar, aadKontakter(bydelID))
	if err != nil {
		return nil, fmt.Errorf("encrypt the contacts: %w", err)
	}
	return sealed, nil
}

// LesKontakter opens them; none set: none.
func LesKontakter(v *vault.Vault, b *db.Bydel) (Kontakter, error) {
	var k Kontakter
	if len(b.Kontakter) == 0 {
		return k, nil
	}
	klar, err := v.Decrypt(b.Kontakter, aadKontakter(b.ID))
	if err != nil {
		return k, fmt.Errorf("open the contacts: %w", err)
	}
	if err := json.Unmarshal(klar, &k); err != nil {
		return Kontakter{}, fmt.Errorf("read the contacts: %T", err) // the text of the error may repeat what it could not read
	}
	return k, nil
}
