package server

import (
	"context"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"barnevernportalen/ent/viewer"
)

// What tests may reach from outside the package, and nobody else.

// NyOkt makes a session as the login does, and returns its cookie.
func (s *Sesjoner) NyOkt(ctx context.Context, pid, navn string, niva viewer.Niva) (*http.Cookie, uuid.UUID, error) {
	b, err := s.opprett(ctx, identitet{Pid: pid, Sub: "sub " + pid, Navn: navn, Niva: niva})
	return &http.Cookie{Name: s.Adresse.kakenavn(kakeSesjon), Value: b.verdi()}, b.id, err
}

// TellValideringer counts the documents that reach validation, the step that is quadratic.
func (s *Server) TellValideringer() *atomic.Int64 {
	var n atomic.Int64
	s.graphql.srv.SetValidationRulesFn(func() *rules.Rules {
		n.Add(1)
		return rules.NewDefaultRules()
	})
	return &n
}

// SettInitTid changes how long a socket may wait before it says who it is.
func (s *Server) SettInitTid(d time.Duration) { s.graphql.initTid = d }

// Kodene lists the HTTP statuses of the codes.
func Kodene() int { return len(statuser) }

// Limits that tests stand on either side of.
const (
	MaksOperasjoner = maksOperasjoner
	MaksSokler      = maksSokler
	MaksMelding     = maksMelding
	MaksKropp       = maksKropp
	MaksDokument    = maksDokument
	MaksTokens      = maksTokens
)
