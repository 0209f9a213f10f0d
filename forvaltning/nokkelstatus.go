package forvaltning

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

// Nokkelvarsel is how near its end a key is.
type Nokkelvarsel string

// The steps. An alarm is raised at each.
const (
	Varsel30     Nokkelvarsel = "DAGER_30"
	Varsel14     Nokkelvarsel = "DAGER_14"
	Varsel7      Nokkelvarsel = "DAGER_7"
	Varsel1      Nokkelvarsel = "DAGER_1"
	VarselUtlopt Nokkelvarsel = "UTLOPT"
)

// Nokkelstatus is a public key in use, as administrators see it.
type Nokkelstatus struct {
	ID                          uuid.UUID
	Formal                      nokkel.Formal
	Kommunenummer, Bydelsnummer *string // nil: shared by all
	Tommelavtrykk               string  // SHA-256, hexadecimal
	Sertifikat                  string  // PEM
	Subjekt, Utsteder           string  // RFC 2253
	Serienummer                 string  // decimal
	GyldigFra, GyldigTil        time.Time
	TattIBruk                   time.Time
	bydelID                     uuid.UUID
}

// DagerIgjen is the whole days left; negative when the key has run out.
func (n Nokkelstatus) DagerIgjen() int { return dagerIgjen(n.GyldigTil, time.Now()) }

// Varsel is how near its end the key is; nil: more than 30 days.
func (n Nokkelstatus) Varsel() *Nokkelvarsel { return varselVed(n.DagerIgjen()) }

func dagerIgjen(til, naa time.Time) int { return int(math.Floor(til.Sub(naa).Hours() / 24)) }

// varselVed is the step that a number of days left has reached.
func varselVed(dager int) *Nokkelvarsel {
	for _, s := range []struct {
		dager int
		slag  Nokkelvarsel
	}{{-1, VarselUtlopt}, {1, Varsel1}, {7, Varsel7}, {14, Varsel14}, {30, Varsel30}} {
		if dager <= s.dager {
			return &s.slag
		}
	}
	return nil
}

// Nokler lists the keys in use in one kommune, or in all that the administrator reaches, and what is shared by all; the one
// that runs out first before the others. Errors: ent.ErrIkkeFunnet.
func (s *Service) Nokler(ctx context.Context, kommunenummer *string) ([]Nokkelstatus, error) {
	v, ok := viewer.From(ctx).(viewer.Admin)
	if !ok || kommunenummer != nil && !v.Kan(*kommunenummer) {
		return nil, ent.ErrIkkeFunnet
	}
	q := s.DB.Client().Nokkel.Query().Where(nokkel.ErstattetIsNil()).WithBydel()
	switch {
	case kommunenummer != nil:
		q.Where(nokkel.Or(nokkel.BydelIDIsNil(), nokkel.HasBydelWith(bydel.KommuneID(*kommunenummer))))
	case !v.Hele:
		q.Where(nokkel.Or(nokkel.BydelIDIsNil(), nokkel.HasBydelWith(bydel.KommuneIDIn(v.Kommuner...))))
	}
	rader, err := q.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return nokkelstatuser(rader)
}

func toNokkelstatus(r *db.Nokkel) (Nokkelstatus, error) {
	cert, err := lesDER(r.Sertifikat)
	if err != nil {
		return Nokkelstatus{}, fmt.Errorf("read a stored certificate: %w", err)
	}
	n := Nokkelstatus{
		ID: r.ID, Formal: r.Formal, Tommelavtrykk: r.Tommelavtrykk, Sertifikat: string(seal.EncodeCertificate(cert)),
		Subjekt: cert.Subject.String(), Utsteder: cert.Issuer.String(), Serienummer: cert.SerialNumber.String(),
		GyldigFra: r.GyldigFra, GyldigTil: r.GyldigTil, TattIBruk: r.TattIBruk,
	}
	if r.BydelID != nil {
		n.bydelID = *r.BydelID
	}
	if b := r.Edges.Bydel; b != nil {
		n.Kommunenummer, n.Bydelsnummer = &b.KommuneID, &b.Bydelsnummer
	}
	return n, nil
}
