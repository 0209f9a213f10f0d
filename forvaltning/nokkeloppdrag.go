package forvaltning

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
)

// Nokkeloppdrag is what is set up with a key that is proposed.
type Nokkeloppdrag struct {
	Navn, Orgnr string
	Konto       *uuid.UUID
}

func visOppdrag(raw string) (*Nokkeloppdrag, error) {
	if raw == "" {
		return nil, nil
	}
	var o Nokkeloppdrag
	if err := json.Unmarshal([]byte(raw), &o); err != nil {
		return nil, fmt.Errorf("read what comes with a key: %w", err)
	}
	return &o, nil
}

func (s *Service) utforOppdrag(ctx context.Context, tx *ent.Tx, r *db.Nokkelforslag, nokkelID uuid.UUID) error {
	return errors.New("not yet")
}
