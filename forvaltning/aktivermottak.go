package forvaltning

import (
	"context"
	"fmt"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// SettAktiv opens a receiver for reports, or closes it, as the administrator has read it. Errors: ent.ErrIkkeFunnet.
func (s *Service) SettAktiv(ctx context.Context, b viewer.Bydel, versjon int, aktiv bool) (Mottaksutfall, error) {
	if _, err := administrator(ctx, b.Kommunenummer); err != nil {
		return Mottaksutfall{}, err
	}
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		if err := laasKommune(ctx, tx, b.Kommunenummer); err != nil {
			return err
		}
		r, err := laasMottak(ctx, tx, b.Kommunenummer, b.Bydelsnummer)
		switch {
		case err != nil:
			return err
		case r.Versjon != versjon:
			return nei{feil(FeilEndretAvAndre, "versjon")}
		case r.Aktiv == aktiv:
			return nil
		}
		slag := tilgangshendelse.SlagMottakAktivert
		if aktiv {
			err = kanAktiveres(ctx, tx.Client(), r)
		} else {
			slag, err = tilgangshendelse.SlagMottakDeaktivert, kanDeaktiveres(ctx, tx.Client(), r)
		}
		if err != nil {
			return err
		}
		if err := tx.Client().Bydel.UpdateOneID(r.ID).SetAktiv(aktiv).SetVersjon(r.Versjon + 1).Exec(ctx); err != nil {
			return fmt.Errorf("switch a receiver: %w", err)
		}
		return s.loggfor(ctx, tx, endring{slag: slag, bydel: b, om: r.ID})
	})
	return s.mottaksutfall(ctx, b.Kommunenummer, b.Bydelsnummer, err)
}

func kanAktiveres(ctx context.Context, c *db.Client, b *db.Bydel) error {
	nokler, err := c.Nokkel.Query().Where(nokkel.ErstattetIsNil(), nokkel.Or(nokkel.BydelID(b.ID), nokkel.BydelIDIsNil())).All(ctx)
	if err != nil {
		return fmt.Errorf("read the keys of a receiver: %w", err)
	}
	harStandard, err := c.Bydel.Query().Where(bydel.KommuneID(b.KommuneID), bydel.StandardMottaker(true), bydel.Aktiv(true)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for the standardMottaker: %w", err)
	}
	if alle := mangler(b, nokler, harStandard); len(alle) > 0 {
		return nei(alle)
	}
	return nil
}

// kanDeaktiveres: who receives for the whole kommune is the last to go.
func kanDeaktiveres(ctx context.Context, c *db.Client, b *db.Bydel) error {
	if !b.StandardMottaker {
		return nil
	}
	andre, err := c.Bydel.Query().Where(bydel.KommuneID(b.KommuneID), bydel.Aktiv(true), bydel.IDNEQ(b.ID)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for other receivers: %w", err)
	}
	if andre {
		return nei{feil(FeilSisteStandard)}
	}
	return nil
}
