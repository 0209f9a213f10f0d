package forvaltning

import (
	"context"
	"fmt"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/dialogmottaker"
	"barnevernportalen/ent/db/integrasjon"
	"barnevernportalen/ent/db/mottakersystem"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/rettighet"
)

// egenOrganisasjon: who administers a kommune says who gets the post of its own organisations, and of no other's. Post goes by
// the organisation's number alone, so one who named another kommune's would be sent what its inhabitants write. An organisation
// is a kommune's when an administrator of the whole installation has made it so: by a machine with a right there, or by
// setting up its post there once. Errors: ent.ErrIkkeFunnet.
func (s *Service) egenOrganisasjon(ctx context.Context, kommunenummer, orgnr string) error {
	v, err := administrator(ctx, kommunenummer)
	if err != nil || v.Hele {
		return err
	}
	c := s.DB.Client()
	i, err := c.Integrasjon.Query().Where(integrasjon.Orgnr(orgnr), integrasjon.TrukketIsNil(),
		integrasjon.HasRettigheterWith(rettighet.Kommunenummer(kommunenummer), rettighet.TrukketIsNil())).Exist(ctx)
	if err != nil || i {
		return lest(err)
	}
	d, err := c.Dialogmottaker.Query().Where(dialogmottaker.Orgnr(orgnr), dialogmottaker.HasBydelWith(bydel.KommuneID(kommunenummer))).Exist(ctx)
	if err != nil || d {
		return lest(err)
	}
	m, err := c.Mottakersystem.Query().Where(mottakersystem.Orgnr(orgnr), mottakersystem.HasNokkelWith(nokkel.HasBydelWith(bydel.KommuneID(kommunenummer)))).Exist(ctx)
	if err != nil || m {
		return lest(err)
	}
	return ent.ErrIkkeFunnet
}

func lest(err error) error {
	if err != nil {
		return fmt.Errorf("look for whose an organisation is: %w", err)
	}
	return nil
}
