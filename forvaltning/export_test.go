package forvaltning

import (
	"context"
	"time"
)

// VarsleUtlopVed is VarsleUtlop at another time.
func (s *Service) VarsleUtlopVed(ctx context.Context, naa time.Time) error {
	return s.varsleUtlop(ctx, naa)
}

// Fodselsdato is fodselsdato.
func Fodselsdato(nr string) string { return fodselsdato(nr) }

// ForsteInnhold is what a new installation shows.
func ForsteInnhold() []NyttInnhold { return forsteInnhold() }
