package delivery

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/alarm"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/viewer"
)

// Katalog tells which public key a Fiks IO account has now; *[fiksio.Klient] does. Errors: fiksio.ErrIngenNokkel and
// fiksio.ErrUgyldigNokkel are answers; after any other the katalog has not answered.
type Katalog interface {
	Nokkel(ctx context.Context, kontoID uuid.UUID) (*x509.Certificate, error)
}

// How the katalog is asked: an answer holds for ten minutes, as in KS's own clients. A reporter waits meanwhile, so it is not
// waited for long, and one that does not answer is left alone for a while.
const (
	katalogGjelder = 10 * time.Minute
	katalogPause   = 30 * time.Second
	katalogTid     = 3 * time.Second
)

// Katalogminne is a katalog that remembers what it was answered, for each account. It may be used by many at once.
type Katalogminne struct {
	Kilde Katalog

	mu   sync.Mutex
	svar map[uuid.UUID]*katalogsvar
}

type katalogsvar struct {
	mu   sync.Mutex // held while asking: who comes meanwhile waits for the same answer
	cert *x509.Certificate
	err  error
	fra  time.Time // when it was asked
	til  time.Time
}

// Nokkel is as [Katalog]'s, and tells when the katalog was asked.
func (m *Katalogminne) Nokkel(ctx context.Context, konto uuid.UUID) (*x509.Certificate, time.Time, error) {
	s := m.om(konto)
	s.mu.Lock()
	defer s.mu.Unlock()
	naa := sanntid()
	if naa.Before(s.til) {
		return s.cert, s.fra, s.err
	}
	// Not the caller's own time: one who leaves must not make the katalog look dead to the next.
	asking, enough := context.WithTimeout(context.WithoutCancel(ctx), katalogTid)
	defer enough()
	s.cert, s.err = m.Kilde.Nokkel(asking, konto)
	holds := katalogGjelder
	if s.err != nil && !katalogsvarte(s.err) {
		holds = katalogPause
	}
	s.fra, s.til = naa, sanntid().Add(holds)
	return s.cert, s.fra, s.err
}

func (m *Katalogminne) om(konto uuid.UUID) *katalogsvar {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.svar == nil {
		m.svar = map[uuid.UUID]*katalogsvar{}
	}
	if m.svar[konto] == nil {
		m.svar[konto] = &katalogsvar{}
	}
	return m.svar[konto]
}

// katalogsvarte: an error that is an answer.
func katalogsvarte(err error) bool {
	return errors.Is(err, fiksio.ErrIngenNokkel) || errors.Is(err, fiksio.ErrUgyldigNokkel)
}

// fraKatalogen asks the katalog for the key of a Fiks IO receiver, and puts one that is new into use. A Mangel: the katalog
// says that there is none to seal to, and then an older one is not used either: it may have been taken away for a reason.
// A katalog that does not answer changes nothing.
func (s *Service) fraKatalogen(ctx context.Context, m Mottaker) (*Mangel, error) {
	if m.Kanal != bydel.KanalFiksio || s.Katalog == nil || m.FiksioKonto == nil {
		return nil, nil
	}
	cert, spurt, err := s.Katalog.Nokkel(ctx, *m.FiksioKonto)
	switch {
	case errors.Is(err, fiksio.ErrIngenNokkel):
		return &Mangel{nokkel.FormalFagsystem, alarm.SlagNokkelMangler}, nil
	case errors.Is(err, fiksio.ErrUgyldigNokkel):
		return &Mangel{nokkel.FormalFagsystem, alarm.SlagNokkelUtlopt}, nil
	case err != nil:
		s.Log.Warn("the katalog does not answer; the stored key is used", "kommunenummer", m.Kommunenummer,
			"bydelsnummer", m.Bydelsnummer, "err", err)
		return nil, nil
	}
	if err := seal.CheckNokkel(cert, sanntid()); err != nil {
		return &Mangel{nokkel.FormalFagsystem, mangelAv(err)}, nil
	}
	return nil, s.taIBruk(viewer.With(ctx, viewer.System{Oppgave: "katalog"}), m, cert, spurt)
}

// taIBruk makes cert the reception key of m, if it is not, and the ones before it replaced. A key that was put into use after
// the katalog was asked stays: another process has a newer answer, and the two would change it back and forth. That a key
// was changed is something a person at the receiver should know of: it may have been somebody else.
func (s *Service) taIBruk(ctx context.Context, m Mottaker, cert *x509.Certificate, spurt time.Time) error {
	thumb := Tommelavtrykk(cert)
	current := func(c *db.Client) (brukes bool, forrige int, err error) {
		rows, err := c.Nokkel.Query().Where(nokkel.BydelID(m.ID), nokkel.FormalEQ(nokkel.FormalFagsystem), nokkel.ErstattetIsNil()).
			Select(nokkel.FieldTommelavtrykk, nokkel.FieldTattIBruk).All(ctx)
		if err != nil {
			return false, 0, fmt.Errorf("read the reception key: %w", err)
		}
		for _, r := range rows {
			if r.TattIBruk.After(spurt) {
				return true, len(rows), nil
			}
		}
		return len(rows) == 1 && rows[0].Tommelavtrykk == thumb, len(rows), nil
	}
	if there, _, err := current(s.DB.Client()); err != nil || there {
		return err
	}
	changed := false
	err := s.DB.Tx(ctx, func(tx *ent.Tx) error {
		c := tx.Client()
		if _, err := c.Bydel.Query().Where(bydel.ID(m.ID)).ForUpdate().OnlyID(ctx); err != nil {
			return fmt.Errorf("lock the receiver: %w", err)
		}
		there, before, err := current(c) // another process may have been first
		if err != nil || there {
			return err
		}
		changed = before > 0
		now := sanntid()
		err = c.Nokkel.Update().Where(nokkel.BydelID(m.ID), nokkel.FormalEQ(nokkel.FormalFagsystem), nokkel.ErstattetIsNil()).
			SetErstattet(now).Exec(ctx)
		if err != nil {
			return fmt.Errorf("replace the reception key: %w", err)
		}
		err = c.Nokkel.Create().SetBydelID(m.ID).SetFormal(nokkel.FormalFagsystem).SetSertifikat(cert.Raw).SetTommelavtrykk(thumb).
			SetGyldigFra(cert.NotBefore).SetGyldigTil(cert.NotAfter).SetTattIBruk(now).Exec(ctx)
		if err != nil {
			return fmt.Errorf("store the reception key: %w", err)
		}
		if !changed {
			return nil
		}
		err = c.Alarm.Create().SetSlag(alarm.SlagNokkelEndret).SetBydelID(m.ID).SetDetalj(thumb).SetTidspunkt(s.Klokke()).Exec(ctx)
		if err != nil {
			return fmt.Errorf("raise an alarm: %w", err)
		}
		return nil
	})
	if err == nil && changed {
		s.Log.Warn("a receiver has changed its key", "alarm", string(alarm.SlagNokkelEndret), "kommunenummer", m.Kommunenummer,
			"bydelsnummer", m.Bydelsnummer, "tommelavtrykk", thumb)
	}
	return err
}
