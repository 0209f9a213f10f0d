package delivery

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/nokkel"
)

// overlapp is how long after a key has been replaced or has run out a producer may still have sealed to it: between
// fetching the keys and sending lies a form that somebody fills in.
const overlapp = 24 * time.Hour

// ErrFremmedNokkel: the parcel is not sealed to a key of the receiver's that was current in the last 24 hours, or it is
// sealed to others too.
var ErrFremmedNokkel = errors.New("not sealed to a current key of the receiver")

// Nokkelring is the public keys a producer may have sealed a receiver's report to, of each kind the newest first. The
// first is the one to seal to now. It is given, and accepted, also when it has run out: a report is not refused for the
// receiver's mistake, see [Nokkel.Gyldig].
type Nokkelring struct {
	Mottak []Nokkel // the receiver's own
	Print  []Nokkel // the print supplier's
}

// Nokkelring finds the keys of a receiver. Either list may be empty.
func (s *Service) Nokkelring(ctx context.Context, m Mottaker) (Nokkelring, error) {
	if _, err := s.fraKatalogen(ctx, m); err != nil { // may put a new key into use
		return Nokkelring{}, err
	}
	formal := Mottaksnokkel(m.Kanal)
	rows, err := s.nokkelrader(ctx, m, formal, nokkel.Or(nokkel.ErstattetIsNil(), nokkel.ErstattetGT(sanntid().Add(-overlapp))))
	if err != nil {
		return Nokkelring{}, err
	}
	return Nokkelring{Mottak: ring(rows, formal), Print: ring(rows, nokkel.FormalPrint)}, nil
}

// ring keeps, of rows of one kind, the key that is current and those that were so in the last 24 hours; rows stand
// oldest first. A key is replaced when its row says so, and by any later one that may be sealed to. When none may be
// sealed to, the newest stands in: it is what the receiver has.
func ring(rows []*db.Nokkel, formal nokkel.Formal) []Nokkel {
	naa := sanntid()
	siden := naa.Add(-overlapp)
	var gjeldende, nylig, ellers []Nokkel
	var avlost *time.Time // when the next younger one took over
	for _, r := range slices.Backward(rows) {
		cert, err := x509.ParseCertificate(r.Sertifikat)
		if err != nil || r.Formal != formal {
			continue
		}
		k := Nokkel{ID: r.ID, Formal: formal, Sertifikat: cert}
		brukbar, daBrukbar := seal.CheckNokkel(cert, naa) == nil, seal.CheckNokkel(cert, siden) == nil
		slutt := tidligst(r.Erstattet, avlost)
		switch {
		case slutt == nil && brukbar:
			gjeldende = append(gjeldende, k)
		case (slutt == nil || slutt.After(siden)) && (brukbar || daBrukbar):
			nylig = append(nylig, k)
		case slutt == nil && len(ellers) == 0:
			ellers = append(ellers, k)
		}
		if brukbar && r.Erstattet == nil {
			avlost = &r.TattIBruk
		}
	}
	return slices.Concat(gjeldende, nylig, ellers)
}

// tidligst is the earlier of two times; nil is never.
func tidligst(a, b *time.Time) *time.Time {
	if a == nil || b != nil && b.Before(*a) {
		return b
	}
	return a
}

// Gyldig reports whether the key may be sealed to now: neither too weak nor out of date.
func (k Nokkel) Gyldig() bool { return seal.CheckNokkel(k.Sertifikat, sanntid()) == nil }

// Kjenn looks at a parcel from the outside and finds which of the keys it is sealed to, and to that one only. Errors:
// [seal.ErrUleselig] if it is no sealed envelope, [ErrFremmedNokkel].
func Kjenn(nokler []Nokkel, sealed []byte) (Forseglet, error) {
	o, err := seal.Look(bytes.NewReader(sealed))
	if err != nil {
		return Forseglet{}, err
	}
	for _, k := range nokler {
		if !o.OnlyFor(k.Sertifikat) {
			continue
		}
		formal, ok := formalAv[k.Formal]
		if !ok {
			return Forseglet{}, fmt.Errorf("no report is sealed to a %s key", k.Formal)
		}
		return Forseglet{ID: uuid.New(), NokkelID: k.ID, Formal: formal, Innhold: sealed, Sha256: sha256.Sum256(sealed)}, nil
	}
	return Forseglet{}, ErrFremmedNokkel
}
