package bekymring

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/bekymringsmelding"
)

var errKommer = errors.New("not made yet")

func (s *Service) SendOffentlig(ctx context.Context, o Offentlig) (Svar, error) { return Svar{}, errKommer }
func (s *Service) KontrollerPrivat(ctx context.Context, p Privat) (*Kontroll, error) {
	return nil, errKommer
}
func (s *Service) KontrollerOffentlig(ctx context.Context, o Offentlig) (*Kontroll, error) {
	return nil, errKommer
}
func (s *Service) LagreUtkast(ctx context.Context, n NyttUtkast) (*LagretUtkast, error) {
	return nil, errKommer
}
func (s *Service) SlettUtkast(ctx context.Context, nokkel uuid.UUID) (bool, error) {
	return false, errKommer
}
func (s *Service) Utkast(ctx context.Context, skjema bekymringsmelding.Type) (*Utkast, error) {
	return nil, errKommer
}
