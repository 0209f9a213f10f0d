package forvaltning

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/protokollkonto"
)

// Protokollkonto is the account of Fiks protokoll to which a kommune wants innsynsforespørsler. Source: Fiks protokoll's
// «tilgangsstyring»: a message is let through when the receiver takes messages from the sender's part, and has granted the
// sender's system access.
type Protokollkonto struct {
	Kommunenummer, Bydelsnummer string // Bydelsnummer: whose chain the shipments are in
	Konto                       uuid.UUID
	Part                        string   // which part of the protocol it is
	StottedeParter              []string // the parts it takes messages from; ours is delivery.Protokollpart
	Tilgang                     bool     // it has granted our system access
	Sertifikat                  *x509.Certificate
}

// LagreProtokollkonto sets up, or changes, the protokollkonto of a kommune. Requests that are on their way stay sealed to the
// account and key they were made for.
func (s *Service) LagreProtokollkonto(ctx context.Context, p Protokollkonto) error {
	if err := seal.CheckNokkel(p.Sertifikat, s.Klokke()); err != nil {
		return fmt.Errorf("the key of a protokollkonto: %w", err)
	}
	if p.Konto == uuid.Nil || p.Part == "" || len(p.Part) > 100 {
		return errors.New("a protokollkonto has an account and a part")
	}
	return s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c, naa := tx.Client(), s.Klokke()
		b, err := c.Bydel.Query().Where(bydel.KommuneID(p.Kommunenummer), bydel.Bydelsnummer(p.Bydelsnummer)).OnlyID(ctx)
		if err != nil {
			return fmt.Errorf("find the bydel of a protokollkonto: %w", err)
		}
		k, err := c.Nokkel.Create().SetBydelID(b).SetFormal(nokkel.FormalProtokoll).SetSertifikat(p.Sertifikat.Raw).
			SetTommelavtrykk(delivery.Tommelavtrykk(p.Sertifikat)).SetGyldigFra(p.Sertifikat.NotBefore).SetGyldigTil(p.Sertifikat.NotAfter).
			SetTattIBruk(naa).Save(ctx)
		if err != nil {
			return fmt.Errorf("store the key of a protokollkonto: %w", err)
		}
		n, err := c.Protokollkonto.Update().Where(protokollkonto.Kommunenummer(p.Kommunenummer)).SetBydelID(b).SetKonto(p.Konto).SetPart(p.Part).
			SetStottedeParter(p.StottedeParter).SetTilgang(p.Tilgang).SetNokkelID(k.ID).SetAktiv(true).SetEndret(naa).Save(ctx)
		if err == nil && n == 0 {
			err = c.Protokollkonto.Create().SetKommunenummer(p.Kommunenummer).SetBydelID(b).SetKonto(p.Konto).SetPart(p.Part).
				SetStottedeParter(p.StottedeParter).SetTilgang(p.Tilgang).SetNokkelID(k.ID).SetEndret(naa).Exec(ctx)
		}
		if err != nil {
			return fmt.Errorf("store a protokollkonto: %w", err)
		}
		return nil
	})
}

// FjernProtokollkonto makes a kommune answer over GraphQL again. What was sent to the account is still answered from it.
func (s *Service) FjernProtokollkonto(ctx context.Context, kommunenummer string) error {
	n, err := s.DB.Client().Protokollkonto.Update().Where(protokollkonto.Kommunenummer(kommunenummer), protokollkonto.Aktiv(true)).
		SetAktiv(false).SetEndret(s.Klokke()).Save(ctx)
	if err != nil {
		return fmt.Errorf("take away a protokollkonto: %w", err)
	}
	if n == 0 {
		return ent.ErrIkkeFunnet
	}
	return nil
}
