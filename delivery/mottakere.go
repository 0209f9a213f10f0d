package delivery

import (
	"context"
	"fmt"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/predicate"
	"barnevernportalen/ent/viewer"
)

// Mottakere reads the receivers at the addresses given, by number, the inactive ones too: an inbox outlives its last
// report. An address that is no receiver is left out.
func (s *Service) Mottakere(ctx context.Context, adresser []viewer.Bydel) ([]Mottaker, error) {
	if len(adresser) == 0 {
		return nil, nil
	}
	var en []predicate.Bydel
	for _, a := range adresser {
		en = append(en, bydel.And(bydel.KommuneID(a.Kommunenummer), bydel.Bydelsnummer(a.Bydelsnummer)))
	}
	rows, err := s.DB.Client().Bydel.Query().Where(bydel.Or(en...)).WithKommune().
		Order(db.Asc(bydel.FieldKommuneID, bydel.FieldBydelsnummer)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read receivers: %w", err)
	}
	out := make([]Mottaker, 0, len(rows))
	for _, r := range rows {
		out = append(out, ToMottaker(r))
	}
	return out, nil
}
