package innsyn

import (
	"context"
	"encoding/hex"
	"fmt"
	"regexp"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/innsynssperre"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

var fireSifre = regexp.MustCompile(`^[0-9]{4}$`)

// Sperr shuts a person out of all she has in a kommune and returns the block: the one there is, if she is shut out already.
// It is a row of its own, looked up at each read, so that no indexing lifts it; committing it wakes her open pages in every
// process. A case system may do so where it may index ([ErrIkkeIndekserer]), an administrator everywhere.
func (s *Service) Sperr(ctx context.Context, fodselsnummer, kommunenummer string) (uuid.UUID, []Feil, error) {
	aktor, aktorID, err := sperrer(ctx, kommunenummer)
	if err != nil {
		return uuid.Nil, nil, err
	}
	var f funn
	if !ellevesifre.MatchString(fodselsnummer) {
		f.feil([]string{"fodselsnummer"}, FeilUgyldigFormat)
	}
	if !fireSifre.MatchString(kommunenummer) {
		f.feil([]string{"kommunenummer"}, FeilUgyldigFormat)
	}
	if len(f.alle) > 0 {
		return uuid.Nil, f.alle, nil
	}
	p, id := s.Person(fodselsnummer), uuid.New()
	innhold, err := s.seglFor(fodselsnummer, p.ID, []byte(fodselsnummer), aadSperre(id, p.ID))
	if err != nil {
		return uuid.Nil, nil, err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		finnes, err := tx.Client().Kommune.Query().Where(kommune.ID(kommunenummer)).Exist(ctx)
		if err != nil {
			return fmt.Errorf("look for a kommune: %w", err)
		}
		if !finnes {
			f.feil([]string{"kommunenummer"}, FeilUkjentVerdi)
			return nil
		}
		gjeldende, err := gjeldendeSperre(ctx, tx.Client(), p, kommunenummer)
		if err != nil || gjeldende != uuid.Nil {
			id = gjeldende
			return err
		}
		err = tx.Client().Innsynssperre.Create().SetID(id).SetEier(p.ID).SetKommunenummer(kommunenummer).SetInnhold(innhold).
			SetAktor(aktor).SetAktorID(aktorID).SetSatt(time.Now()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store a block: %w", err)
		}
		return nil
	})
	if db.IsConstraintError(err) { // another came first
		id, err = gjeldendeSperre(ctx, s.DB.Client(), p, kommunenummer)
	}
	if err != nil || len(f.alle) > 0 {
		return uuid.Nil, f.alle, err
	}
	return id, nil, nil
}

func aadSperre(id uuid.UUID, eier []byte) []byte {
	return vault.Context("innsynssperre", id.String(), hex.EncodeToString(eier))
}

// OpphevSperre lifts a block, and says whether there was one. An administrator's alone: no machine opens what was shut.
func (s *Service) OpphevSperre(ctx context.Context, id uuid.UUID) (bool, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok {
		return false, ent.ErrIkkeFunnet
	}
	n, err := s.DB.Client().Innsynssperre.Update().Where(innsynssperre.ID(id), innsynssperre.OpphevetIsNil()).
		SetOpphevet(time.Now()).SetOpphevetAv(v.ID).Save(ctx)
	if err != nil {
		return false, fmt.Errorf("lift a block: %w", err)
	}
	return n > 0, nil
}

// sperrer is who shuts out, as the row names her or it.
func sperrer(ctx context.Context, kommunenummer string) (innsynssperre.Aktor, []byte, error) {
	if v, ok := viewer.From(ctx).(viewer.Admin); ok {
		if !v.Kan(kommunenummer) {
			return "", nil, ent.ErrIkkeFunnet
		}
		return innsynssperre.AktorAdmin, v.ID, nil
	}
	v, err := indekserer(ctx, kommunenummer)
	return innsynssperre.AktorFagsystem, v.IntegrasjonID[:], err
}

func gjeldendeSperre(ctx context.Context, c *db.Client, p viewer.Person, kommunenummer string) (uuid.UUID, error) {
	ider, err := c.Innsynssperre.Query().Where(innsynssperre.EierIn(p.IDer()...), innsynssperre.Kommunenummer(kommunenummer),
		innsynssperre.OpphevetIsNil()).Limit(1).IDs(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("look for a block: %w", err)
	}
	if len(ider) == 0 {
		return uuid.Nil, nil
	}
	return ider[0], nil
}
