package ent

import (
	"context"
	"errors"
	"fmt"
)

// ErrAnnenInstallasjon: the database belongs with another key folder, or another mode. Under other keys nobody finds her
// own reports, a report sent twice becomes two, and what is sealed to the keys in the database opens nowhere here.
var ErrAnnenInstallasjon = errors.New("the database belongs to another installation")

// KnyttTil binds the database to this installation at its first start, and at every later one refuses another:
// [ErrAnnenInstallasjon]. vaultID is [vault.Vault.ID], modus «dev» or «produksjon». Call it before a row is written.
func (d *DB) KnyttTil(ctx context.Context, vaultID, modus string) error {
	_, err := d.pool.Exec(ctx, `INSERT INTO installasjon (vault_id, modus) VALUES ($1, $2) ON CONFLICT DO NOTHING`, vaultID, modus)
	if err != nil {
		return fmt.Errorf("note whose database this is: %w", err)
	}
	var itsVault, itsModus string
	if err := d.pool.QueryRow(ctx, `SELECT vault_id, modus FROM installasjon`).Scan(&itsVault, &itsModus); err != nil {
		return fmt.Errorf("read whose database this is: %w", err)
	}
	switch {
	case itsVault != vaultID:
		return fmt.Errorf("%w: it was made with the key folder %.8s…, and this one is %.8s…; set DATA_DIR to the folder that holds the first", ErrAnnenInstallasjon, itsVault, vaultID)
	case itsModus != modus:
		return fmt.Errorf("%w: it was made in the mode «%s», and this is «%s»", ErrAnnenInstallasjon, itsModus, modus)
	}
	return nil
}
