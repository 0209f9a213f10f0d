package bekymring

import (
	"context"
	"encoding/hex"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/utkast"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

func (s *Service) opprettUtkast(ctx context.Context, c *db.Client, v viewer.Innbygger, ut *Utkast) error {
	// One that has run out and is not swept yet would be in the way.
	_, err := c.Utkast.Delete().Where(utkast.SkjemaEQ(utkast.Skjema(ut.Skjema)), utkast.UtloperLTE(ut.Lagret)).Exec(ctx)
	if err != nil {
		return fmt.Errorf("delete an old draft: %w", err)
	}
	id := uuid.New()
	sealed, err := s.Vault.Encrypt([]byte(ut.Innhold), aadUtkast(id, v.ID, ut.Skjema))
	if err != nil {
		return fmt.Errorf("encrypt a draft: %w", err)
	}
	err = c.Utkast.Create().SetID(id).SetEier(v.ID).SetSkjema(utkast.Skjema(ut.Skjema)).SetKlientnokkel(ut.Klientnokkel).
		SetSkjemaversjon(ut.Skjemaversjon).SetInnhold(sealed).SetLagret(ut.Lagret).SetUtloper(ut.Utloper).Exec(ctx)
	if db.IsConstraintError(err) {
		return errSamtidig
	}
	if err != nil {
		return fmt.Errorf("store a draft: %w", err)
	}
	return nil
}

func (s *Service) erstattUtkast(ctx context.Context, c *db.Client, v viewer.Innbygger, forrige *db.Utkast, ut *Utkast) error {
	sealed, err := s.Vault.Encrypt([]byte(ut.Innhold), aadUtkast(forrige.ID, v.ID, ut.Skjema))
	if err != nil {
		return fmt.Errorf("encrypt a draft: %w", err)
	}
	n, err := c.Utkast.Update().Where(utkast.ID(forrige.ID), utkast.Lagret(forrige.Lagret)).SetEier(v.ID).
		SetKlientnokkel(ut.Klientnokkel).SetSkjemaversjon(ut.Skjemaversjon).SetInnhold(sealed).
		SetLagret(ut.Lagret).SetUtloper(ut.Utloper).Save(ctx)
	if err != nil {
		return fmt.Errorf("store a draft: %w", err)
	}
	if n == 0 {
		return errSamtidig
	}
	return nil
}

// finnUtkast finds a draft that has not run out, or ent.ErrIkkeFunnet.
func (s *Service) finnUtkast(ctx context.Context, c *db.Client, v viewer.Innbygger, skjema bekymringsmelding.Type) (*db.Utkast, error) {
	// While keys turn, one person may have a row under the old hash and, after two first saves at once, one under the new.
	rows, err := c.Utkast.Query().Where(utkast.EierIn(v.IDer()...), utkast.SkjemaEQ(utkast.Skjema(skjema)),
		utkast.UtloperGT(s.Utkastregler.naa())).Order(db.Desc(utkast.FieldLagret)).Limit(1).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a draft: %w", err)
	}
	if len(rows) == 0 {
		return nil, ent.ErrIkkeFunnet
	}
	return rows[0], nil
}

// sendtMed is the report this person sent with the key, or the zero UUID.
func (s *Service) sendtMed(ctx context.Context, c *db.Client, v viewer.Innbygger, nokkel uuid.UUID) (uuid.UUID, error) {
	id, err := c.Bekymringsmelding.Query().
		Where(bekymringsmelding.Klientnokkel(nokkel), bekymringsmelding.MelderIDIn(v.IDer()...)).FirstID(ctx)
	if db.IsNotFound(err) {
		return uuid.Nil, nil
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("look for a sent report: %w", err)
	}
	return id, nil
}

func (s *Service) apneUtkast(r *db.Utkast) (*Utkast, error) {
	skjema := bekymringsmelding.Type(r.Skjema)
	innhold, err := s.Vault.Decrypt(r.Innhold, aadUtkast(r.ID, r.Eier, skjema))
	if err != nil {
		return nil, fmt.Errorf("open a draft: %w", err)
	}
	return &Utkast{
		Klientnokkel: r.Klientnokkel, Skjema: skjema, Skjemaversjon: r.Skjemaversjon, Innhold: string(innhold),
		Lagret: r.Lagret, Utloper: r.Utloper,
	}, nil
}

// aadUtkast ties the content to its row, its owner and its form: moved to another, it does not open.
func aadUtkast(id uuid.UUID, eier []byte, skjema bekymringsmelding.Type) []byte {
	return vault.Context("utkast", id.String(), hex.EncodeToString(eier), string(skjema))
}
