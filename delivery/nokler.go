package delivery

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/db/predicate"
)

// ErrIngenNokkel: there is no valid key at all to seal to. Nothing can be accepted.
var ErrIngenNokkel = errors.New("no valid key to seal to")

// Nokkel is a public key that may be sealed to now.
type Nokkel struct {
	ID         uuid.UUID
	Formal     nokkel.Formal
	Sertifikat *x509.Certificate
}

// Nokkelsett is what a report to one receiver is sealed to. At least one of the two is set.
type Nokkelsett struct {
	Mottak *Nokkel // the receiver's own
	Print  *Nokkel // the print supplier's
	// GirBevis: the receiver's case system answers with a storage token, so one is put in its container.
	GirBevis bool
	// Mangler are the alarms to raise with the report, since a key that should be here is not.
	Mangler []Mangel
}

// Mangel is a key that cannot be used, and why; or that a letter would have no address.
type Mangel struct {
	Formal nokkel.Formal
	Slag   alarm.Slag
}

// Mottaksnokkel is the kind of key that a channel's receiver opens with.
func Mottaksnokkel(k bydel.Kanal) nokkel.Formal {
	if k == bydel.KanalNedlasting {
		return nokkel.FormalManuell
	}
	return nokkel.FormalFagsystem
}

// Nokler finds the keys to seal to: the newest in use of each kind that is valid now. A key that is missing, expired or
// weak is no reason to refuse a report; it is a Mangel. Only when neither can be used the error is ErrIngenNokkel. For a
// Fiks IO receiver the katalog is asked first, unless it has been within ten minutes.
func (s *Service) Nokler(ctx context.Context, m Mottaker) (Nokkelsett, error) {
	formal := Mottaksnokkel(m.Kanal)
	katalog, err := s.fraKatalogen(ctx, m) // may put a new key into use
	if err != nil {
		return Nokkelsett{}, err
	}
	rows, err := s.nokkelrader(ctx, m, formal, nokkel.ErstattetIsNil())
	if err != nil {
		return Nokkelsett{}, err
	}
	set := Nokkelsett{GirBevis: m.GirBevis && formal == nokkel.FormalFagsystem}
	lack := katalog
	if lack == nil {
		set.Mottak, lack = velgNokkel(rows, formal)
	}
	if lack != nil {
		set.Mangler = append(set.Mangler, *lack)
	}
	if set.Print, lack = velgNokkel(rows, nokkel.FormalPrint); lack != nil {
		set.Mangler = append(set.Mangler, *lack)
	}
	if m.Postadresse.Tom() {
		set.Mangler = append(set.Mangler, Mangel{Formal: nokkel.FormalPrint, Slag: alarm.SlagAdresseMangler})
	}
	if set.Mottak == nil && set.Print == nil {
		return set, ErrIngenNokkel
	}
	return set, nil
}

// nokkelrader reads the keys in use for a receiver, its own and the print supplier's, oldest first.
func (s *Service) nokkelrader(ctx context.Context, m Mottaker, formal nokkel.Formal, hvilke predicate.Nokkel) ([]*db.Nokkel, error) {
	rows, err := s.DB.Client().Nokkel.Query().Where(
		hvilke,
		nokkel.TattIBrukLTE(sanntid()),
		nokkel.Or(
			nokkel.And(nokkel.BydelID(m.ID), nokkel.FormalEQ(formal)),
			nokkel.And(nokkel.BydelIDIsNil(), nokkel.FormalEQ(nokkel.FormalPrint)),
		),
	).Order(nokkel.ByTattIBruk(), nokkel.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read keys: %w", err)
	}
	return rows, nil
}

// velgNokkel takes the newest usable key of a kind; rows stand oldest first.
func velgNokkel(rows []*db.Nokkel, formal nokkel.Formal) (*Nokkel, *Mangel) {
	lack := &Mangel{Formal: formal, Slag: alarm.SlagNokkelMangler}
	for i := len(rows) - 1; i >= 0; i-- {
		r := rows[i]
		if r.Formal != formal {
			continue
		}
		cert, err := x509.ParseCertificate(r.Sertifikat)
		if err != nil {
			continue // stored by lagreNokkel, which parsed it; a damaged row is as good as none
		}
		err = seal.CheckNokkel(cert, sanntid())
		if err == nil {
			return &Nokkel{ID: r.ID, Formal: formal, Sertifikat: cert}, nil
		}
		lack.Slag = mangelAv(err)
	}
	return nil, lack
}

// mangelAv is the alarm for a key that seal will not seal to.
func mangelAv(err error) alarm.Slag {
	if errors.Is(err, seal.ErrUtlopt) || errors.Is(err, seal.ErrIkkeGyldigEnna) {
		return alarm.SlagNokkelUtlopt
	}
	return alarm.SlagNokkelSvak
}

// nokkelEndret is when a key that reports to a bydel are sealed to took the place of another of its kind; nil if none ever did. The
// first of each kind, as on the day a kommune begins, is no change.
func (s *Service) nokkelEndret(ctx context.Context, bydelID uuid.UUID) (*time.Time, error) {
	rows, err := s.DB.Client().Nokkel.Query().
		Where(nokkel.BydelID(bydelID), nokkel.FormalIn(nokkel.FormalFagsystem, nokkel.FormalManuell, nokkel.FormalTjeneste)).
		Order(db.Asc(nokkel.FieldTattIBruk)).Select(nokkel.FieldFormal, nokkel.FieldTattIBruk).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read when the key was changed: %w", err)
	}
	var endret *time.Time
	forste := map[nokkel.Formal]bool{}
	for _, n := range rows {
		if forste[n.Formal] {
			endret = &n.TattIBruk
		}
		forste[n.Formal] = true
	}
	return endret, nil
}
