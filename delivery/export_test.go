package delivery

import (
	"context"
	"crypto/x509"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/ent/db"
)

// Melding is what would be sent.
func (k Fiksio) Melding(l *db.Leveranse) (fiksio.Melding, error) { return k.melding(l) }

// GlemKatalogen lets ten minutes pass for the katalog's answers.
func (s *Service) GlemKatalogen() {
	s.katalogen.mu.Lock()
	defer s.katalogen.mu.Unlock()
	s.katalogen.svar = nil
}

// Katalogminne is the memory alone.
type Katalogminne struct{ m katalogminne }

// Hent asks it.
func (m *Katalogminne) Hent(ctx context.Context, k Katalog, konto uuid.UUID) (*x509.Certificate, error) {
	return m.m.hent(ctx, k, konto)
}
