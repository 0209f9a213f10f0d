package innsyn

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/vault"
)

// delbolk is how many pieces of documents turn in one transaction: 2 MiB.
const delbolk = 8

// snuDeler seals the pieces of our own document store anew. They carry no hash and no number: whose they are stands in the
// journalposter. Uploading and reading go on meanwhile; a piece opens under one key or another.
func (s *Service) snuDeler(ctx context.Context, slutt time.Time) error {
	_, eldre := s.Vault.Beginnings()
	for etter := int64(0); time.Now().Before(slutt); {
		var n int
		err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
			deler, err := tx.LaasGamleDeler(ctx, eldre, etter, delbolk)
			if err != nil || len(deler) == 0 {
				return err
			}
			n, etter = len(deler), deler[len(deler)-1].ID
			snudd := deler[:0]
			for _, d := range deler {
				err := s.snuDel(&d)
				if errors.Is(err, vault.ErrDecrypt) {
					s.uapnelig(ctx, "innsynsfildel", strconv.FormatInt(d.ID, 10))
					continue
				}
				if err != nil {
					return err
				}
				snudd = append(snudd, d)
			}
			return tx.SkrivSnuddeDeler(ctx, snudd)
		})
		if err != nil {
			return fmt.Errorf("turn keys of innsynsfildel: %w", err)
		}
		if n == 0 {
			return nil
		}
		s.Log.Info("rows brought under the current keys", "table", "innsynsfildel", "rows", n)
	}
	return nil
}

// snuDel seals one piece anew for the place it has. Whether its file ends with it is said by what opens it: of a file that is
// being uploaded nobody else knows.
func (s *Service) snuDel(d *ent.Nokkeldel) error {
	fil := &db.Innsynsfil{ID: d.FilID, IntegrasjonID: d.IntegrasjonID, Kommunenummer: d.Kommunenummer}
	siste := false
	klar, err := s.Vault.Decrypt(d.Innhold, aadDel(fil, d.Nr, siste))
	if errors.Is(err, vault.ErrDecrypt) {
		siste = true
		klar, err = s.Vault.Decrypt(d.Innhold, aadDel(fil, d.Nr, siste))
	}
	if err != nil {
		return err
	}
	d.Innhold, err = s.Vault.Encrypt(klar, aadDel(fil, d.Nr, siste))
	return err
}
