package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/forvaltning"
)

// nokkeltid is how long a key made here is valid.
const nokkeltid = 2 * 365 * 24 * time.Hour

// signatar finds this installation's own key, which signs every container, or makes it at the first start. It signs
// itself; the receiver knows it by its thumbprint.
func signatar(ctx context.Context, d *ent.DB, f *forvaltning.Service, mappe *delivery.Nokkelmappe) (seal.Signer, error) {
	rows, err := d.Client().Nokkel.Query().Where(nokkel.FormalEQ(nokkel.FormalTjeneste), nokkel.GyldigTilGT(time.Now())).
		Order(nokkel.ByTattIBruk()).All(ctx)
	if err != nil {
		return seal.Signer{}, fmt.Errorf("look for the service key: %w", err)
	}
	for i := len(rows) - 1; i >= 0; i-- {
		cert, err := x509.ParseCertificate(rows[i].Sertifikat)
		if err != nil {
			return seal.Signer{}, fmt.Errorf("read the service key's certificate: %w", err)
		}
		k, err := mappe.Hent(cert)
		if errors.Is(err, delivery.ErrIkkeVarNokkel) {
			continue // made by an installation with another key folder
		}
		if err != nil {
			return seal.Signer{}, err
		}
		return signer(k), nil
	}
	now := time.Now()
	k, err := mappe.Lag(nokkel.FormalTjeneste, "Barnevernportalen", now.Add(-time.Minute), now.Add(nokkeltid))
	if err != nil {
		return seal.Signer{}, err
	}
	return signer(k), f.LagreNokkel(ctx, nil, nokkel.FormalTjeneste, k.Cert)
}

func signer(k seal.Key) seal.Signer {
	return seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private}
}
