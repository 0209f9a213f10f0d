package forvaltning

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/viewer"
)

// Tilganger reads what a person may be beyond an innbygger. It is asked on every request, so that a right withdrawn is
// withdrawn at once.
func (s *Service) Tilganger(ctx context.Context, p viewer.Person) ([]viewer.Tilgang, error) {
	rows, err := s.DB.Client().Tilgang.Query().Where(tilgang.TrukketIsNil()).
		All(viewer.With(ctx, viewer.Innbygger{Person: p})) // a person's own rights, and nobody else's
	if err != nil {
		return nil, fmt.Errorf("read rights: %w", err)
	}
	out := make([]viewer.Tilgang, 0, len(rows))
	for _, r := range rows {
		out = append(out, viewer.Tilgang{
			Rolle: viewer.Rolle(r.Rolle),
			Bydel: viewer.Bydel{Kommunenummer: r.Kommunenummer, Bydelsnummer: r.Bydelsnummer},
		})
	}
	return out, nil
}

// GiTilgang gives a person a right, as the system. Given before, also if it has been withdrawn since, nothing changes.
// Administrators have [Service.GiPerson].
func (s *Service) GiTilgang(ctx context.Context, personID []byte, rolle tilgang.Rolle, b viewer.Bydel) error {
	c := s.DB.Client().Tilgang
	there, err := c.Query().Where(tilgang.PersonID(personID), tilgang.RolleEQ(rolle), tilgang.Kommunenummer(b.Kommunenummer),
		tilgang.Bydelsnummer(b.Bydelsnummer)).Exist(ctx)
	if err != nil || there {
		return err
	}
	err = c.Create().SetPersonID(personID).SetRolle(rolle).
		SetKommunenummer(b.Kommunenummer).SetBydelsnummer(b.Bydelsnummer).SetGitt(s.Klokke()).
		OnConflict().DoNothing().Exec(ctx)
	if err != nil && !alleredeDer(err) {
		return fmt.Errorf("give a right: %w", err)
	}
	return nil
}

// alleredeDer: ent asks for the new row's id, and «on conflict do nothing» has none to give.
func alleredeDer(err error) bool { return errors.Is(err, sql.ErrNoRows) }
