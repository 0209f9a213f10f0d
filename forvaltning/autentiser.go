package forvaltning

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/integrasjon"
	"barnevernportalen/ent/db/rettighet"
	"barnevernportalen/ent/viewer"
)

// Why a machine is refused, as the national platform tells it («Felles/integrasjoner»): both are 401.
var (
	// ErrToken: the access token is missing, expired, of another issuer, or without the scope. Which is not said.
	ErrToken = errors.New("the access token could not be validated")
	// ErrIntegrasjon: no such integration, wrong password, or a token of another organisation. Which is not said.
	ErrIntegrasjon = errors.New("the integration could not be authenticated")
)

// Tokensjekk checks a machine's access token and returns the organisation it speaks for, nine digits. A token that is no
// good is maskinporten.ErrUgyldig; any other error means that it could not be checked now.
type Tokensjekk interface {
	Konsument(ctx context.Context, token string) (orgnr string, err error)
}

// maksPassord bounds what is hashed of a header, in characters. Ours are 43.
const maksPassord = 200

// Autentiser checks the three headers of a machine's request: its Maskinporten token, IntegrasjonId and
// IntegrasjonPassord. The rights come from the rows each time, so that one withdrawn is gone at once.
//
// Errors: [ErrToken], [ErrIntegrasjon]; others mean that it could not be decided now. Unknown id, wrong password and
// foreign organisation cost the same two look-ups and the same comparisons.
func (s *Service) Autentiser(ctx context.Context, token string, integrasjonID string, passord string) (viewer.Fagsystem, error) {
	if s.Tokensjekk == nil {
		return viewer.Fagsystem{}, fmt.Errorf("%w: no Maskinporten is set up", ErrToken)
	}
	orgnr, err := s.Tokensjekk.Konsument(ctx, token)
	switch {
	case errors.Is(err, maskinporten.ErrUgyldig):
		return viewer.Fagsystem{}, fmt.Errorf("%w: %w", ErrToken, err)
	case err != nil:
		return viewer.Fagsystem{}, fmt.Errorf("check a machine's token: %w", err)
	}
	id, err := uuid.Parse(integrasjonID)
	if err != nil || len(integrasjonID) != 36 || len(passord) > maksPassord {
		id, passord = uuid.New(), "" // nobody's, and looked up like any other
	}
	rad, retter, err := s.maskin(ctx, id)
	if err != nil {
		return viewer.Fagsystem{}, err
	}
	kjent := rad != nil
	if !kjent {
		rad = &db.Integrasjon{ID: id, PassordHash: make([]byte, 32), Orgnr: "         "}
	}
	riktig := riktigPassord(rad.ID, passord, rad.PassordHash)
	egen := subtle.ConstantTimeCompare([]byte(orgnr), []byte(rad.Orgnr)) == 1
	if !kjent || !riktig || !egen {
		return viewer.Fagsystem{}, ErrIntegrasjon
	}
	return viewer.Fagsystem{IntegrasjonID: rad.ID, Orgnr: rad.Orgnr, Passordnr: rad.PassordNr, Rettigheter: retter}, nil
}

// MaskinNaa reads an integration that has been authenticated again, for one that stays connected. Withdrawn, or with
// another password than it came with: ent.ErrIkkeFunnet.
func (s *Service) MaskinNaa(ctx context.Context, f viewer.Fagsystem) (viewer.Fagsystem, error) {
	rad, retter, err := s.maskin(ctx, f.IntegrasjonID)
	if err != nil {
		return viewer.Fagsystem{}, err
	}
	if rad == nil || rad.PassordNr != f.Passordnr {
		return viewer.Fagsystem{}, ent.ErrIkkeFunnet
	}
	f.Rettigheter = retter
	return f, nil
}

// maskin reads an integration and its rights, or nil if there is none that is not withdrawn. It asks for the rights in
// either case.
func (s *Service) maskin(ctx context.Context, id uuid.UUID) (*db.Integrasjon, []viewer.Rettighet, error) {
	ctx = viewer.With(ctx, viewer.System{Oppgave: "maskinlogin"}) // read before the machine is known
	c := s.DB.Client()
	rad, err := c.Integrasjon.Query().Where(integrasjon.ID(id), integrasjon.TrukketIsNil()).Only(ctx)
	if err != nil && !db.IsNotFound(err) {
		return nil, nil, fmt.Errorf("read an integration: %w", err)
	}
	rader, err := c.Rettighet.Query().Where(rettighet.IntegrasjonID(id), rettighet.TrukketIsNil()).
		Order(rettighet.ByKommunenummer(), rettighet.ByRett()).All(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read a machine's rights: %w", err)
	}
	var retter []viewer.Rettighet
	for _, r := range rader {
		retter = append(retter, viewer.Rettighet{Rett: viewer.Rett(r.Rett), Kommunenummer: r.Kommunenummer})
	}
	return rad, retter, nil
}
