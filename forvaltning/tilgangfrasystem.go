package forvaltning

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/kommune"
	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/db/tilgangshendelse"
	"barnevernportalen/ent/viewer"
)

// ErrTilgang: what is asked for is no right that can be given; the text says what is wrong with it, and repeats nothing of it.
var ErrTilgang = errors.New("no such right")

// Sjekk is what is wrong with a right in itself, before any database is asked: [ErrTilgang], or nil.
func (n NyTilgang) Sjekk() error {
	if alle := n.sjekk(viewer.Bydel{Kommunenummer: ellerTom(n.Kommunenummer), Bydelsnummer: ellerTom(n.Bydelsnummer)}); len(alle) > 0 {
		return fmt.Errorf("%w: %s: %s", ErrTilgang, strings.Join(alle[0].Sti, "."), alle[0].Melding())
	}
	return nil
}

// GiSomSystem gives a person a right, as the operator of the installation: its first administrator, whom nobody else can let in.
// It is logged as the system's doing. Held under any of her hashes, nothing changes, and gitt is false; igjen: also if it
// was held once, and withdrawn. Administrators have [Service.GiPerson]. Errors: [ErrTilgang].
func (s *Service) GiSomSystem(ctx context.Context, n NyTilgang, igjen bool) (gitt bool, err error) {
	b := viewer.Bydel{Kommunenummer: ellerTom(n.Kommunenummer), Bydelsnummer: ellerTom(n.Bydelsnummer)}
	n.Navn = strings.TrimSpace(n.Navn)
	if err := n.Sjekk(); err != nil {
		return false, err
	}
	id, p := uuid.New(), s.Person(n.Fodselsnummer)
	innhold, err := s.forseglHvem(id, n)
	if err != nil {
		return false, err
	}
	err = s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		if b.Kommunenummer != "" {
			there, err := c.Kommune.Query().Where(kommune.ID(b.Kommunenummer)).Exist(ctx)
			if err != nil {
				return fmt.Errorf("look for a kommune: %w", err)
			}
			if !there {
				return fmt.Errorf("%w: %s", ErrTilgang, feiltekster[FeilUkjentKommune])
			}
		}
		har := c.Tilgang.Query().Where(tilgang.PersonIDIn(p.IDer()...), tilgang.RolleEQ(tilgang.Rolle(n.Rolle)),
			tilgang.Kommunenummer(b.Kommunenummer), tilgang.Bydelsnummer(b.Bydelsnummer))
		if igjen {
			har.Where(tilgang.TrukketIsNil())
		}
		there, err := har.Exist(ctx)
		if err != nil {
			return fmt.Errorf("look for a right: %w", err)
		}
		if there {
			return nil
		}
		err = c.Tilgang.Create().SetID(id).SetPersonID(p.ID).SetRolle(tilgang.Rolle(n.Rolle)).SetKommunenummer(b.Kommunenummer).
			SetBydelsnummer(b.Bydelsnummer).SetInnhold(innhold).SetGitt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("give a right: %w", err)
		}
		gitt = true
		return s.loggfor(ctx, tx, endring{slag: tilgangshendelse.SlagTilgangGitt, bydel: b, om: id, detalj: string(n.Rolle)})
	})
	if db.IsConstraintError(err) { // another process has given it meanwhile
		return false, nil
	}
	return gitt && err == nil, err
}
