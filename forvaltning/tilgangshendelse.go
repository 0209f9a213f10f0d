package forvaltning

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/db/rettighet"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// endring is one change of who may do what, or of what is switched on.
type endring struct {
	slag        tilgangshendelse.Slag
	integrasjon uuid.UUID        // Nil where it is about none
	rett        viewer.Rettighet // with rights; the kommune alone for its Fiks organisation
	bydel       viewer.Bydel     // where; takes the place of rett's kommune
	om          uuid.UUID        // the row it is about; Nil: none
	detalj      string           // codes of ours
}

// loggfor writes a change into the log, in its transaction: no log, no change. Who acts is the viewer.
func (s *Service) loggfor(ctx context.Context, tx *ent.Tx, e endring) error {
	id := uuid.New()
	if e.bydel.Kommunenummer == "" {
		e.bydel.Kommunenummer = e.rett.Kommunenummer
	}
	ny := tx.Client().Tilgangshendelse.Create().SetID(id).SetTidspunkt(s.Klokke()).SetSlag(e.slag).
		SetKommunenummer(e.bydel.Kommunenummer).SetBydelsnummer(e.bydel.Bydelsnummer).SetDetalj(e.detalj)
	if a, ok := viewer.From(ctx).(viewer.Admin); ok {
		ny.SetUtfortAv(a.ID)
		if a.Navn != "" && s.Vault != nil {
			navn, err := s.Vault.Encrypt([]byte(a.Navn), aadHendelse(id))
			if err != nil {
				return fmt.Errorf("encrypt who made a change: %w", err)
			}
			ny.SetUtfortNavn(navn)
		}
	}
	if e.integrasjon != uuid.Nil {
		ny.SetIntegrasjonID(e.integrasjon)
	}
	if e.om != uuid.Nil {
		ny.SetOmID(e.om)
	}
	if e.rett.Rett != "" {
		ny.SetRett(tilgangshendelse.Rett(e.rett.Rett))
	}
	if err := ny.Exec(ctx); err != nil {
		return fmt.Errorf("log a change of the set-up: %w", err)
	}
	return nil
}

// gjeldende selects a right that is in force.
func gjeldende(id uuid.UUID, r viewer.Rettighet) []predicate.Rettighet {
	return []predicate.Rettighet{rettighet.IntegrasjonID(id), rettighet.RettEQ(rettighet.Rett(r.Rett)),
		rettighet.Kommunenummer(r.Kommunenummer), rettighet.TrukketIsNil()}
}

func gjeldendeRetter(q *db.RettighetQuery) {
	q.Where(rettighet.TrukketIsNil()).WithKommune().Order(rettighet.ByKommunenummer(), rettighet.ByRett())
}
