package forvaltning

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// ErrFiksOrgOpptatt: the id is another kommune's, or the kommune has another one, which reports may already name.
var ErrFiksOrgOpptatt = errors.New("the kommune has another id as Fiks organisation, or the id is another's")

// FiksOrg finds the kommune that is a Fiks organisation, or ent.ErrIkkeFunnet.
func (s *Service) FiksOrg(ctx context.Context, fiksOrgID uuid.UUID) (kommunenummer string, err error) {
	nr, err := s.DB.Client().Kommune.Query().Where(kommune.FiksOrgID(fiksOrgID)).OnlyID(viewer.With(ctx, viewer.Ingen{}))
	if db.IsNotFound(err) {
		return "", ent.ErrIkkeFunnet
	}
	if err != nil {
		return "", fmt.Errorf("find a Fiks organisation: %w", err)
	}
	return nr, nil
}

// FiksOrgID is a kommune's id as Fiks organisation, or ent.ErrIkkeFunnet if it has none (no machine acts for it).
func (s *Service) FiksOrgID(ctx context.Context, kommunenummer string) (uuid.UUID, error) {
	k, err := s.DB.Client().Kommune.Get(viewer.With(ctx, viewer.Ingen{}), kommunenummer)
	if db.IsNotFound(err) || err == nil && k.FiksOrgID == nil {
		return uuid.Nil, ent.ErrIkkeFunnet
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("read a kommune: %w", err)
	}
	return *k.FiksOrgID, nil
}

// SettFiksOrg gives a kommune the id it has elsewhere as Fiks organisation, before [Service.GiRettighet] makes one. Given
// again, nothing changes. Errors: [ErrUkjentKommune], [ErrFiksOrgOpptatt].
func (s *Service) SettFiksOrg(ctx context.Context, kommunenummer string, fiksOrgID uuid.UUID) error {
	if v, ok := viewer.From(ctx).(viewer.Admin); ok && !v.Kan(kommunenummer) {
		return ent.ErrIkkeFunnet
	}
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		k, err := tx.Client().Kommune.Query().Where(kommune.ID(kommunenummer)).ForUpdate().Only(ctx)
		switch {
		case db.IsNotFound(err):
			return ErrUkjentKommune
		case err != nil:
			return fmt.Errorf("read a kommune: %w", err)
		case k.FiksOrgID != nil && *k.FiksOrgID == fiksOrgID:
			return nil
		case k.FiksOrgID != nil:
			return ErrFiksOrgOpptatt
		}
		return s.settFiksOrg(ctx, tx, k, fiksOrgID)
	})
	if db.IsConstraintError(err) {
		return ErrFiksOrgOpptatt
	}
	return err
}

func (s *Service) settFiksOrg(ctx context.Context, tx *ent.Tx, k *db.Kommune, id uuid.UUID) error {
	if err := tx.Client().Kommune.UpdateOneID(k.ID).SetFiksOrgID(id).Exec(ctx); err != nil {
		return fmt.Errorf("set a Fiks organisation: %w", err)
	}
	return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagFiksOrgSatt, rett: viewer.Rettighet{Kommunenummer: k.ID}})
}
