package server

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing/fstest"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
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

// SettMaskintid changes how long a machine's socket lives, and how often its integration is read again.
func (s *Server) SettMaskintid(tid, mellom time.Duration) {
	s.graphql.maskintid, s.graphql.maskinsjekk = tid, mellom
}

// Kodene lists the HTTP statuses of the codes.
func Kodene() int { return len(httpStatus) }

// Limits that tests stand on either side of.
const (
	MaksOperasjoner = maksOperasjoner
	MaksSokler      = maksSokler
	MaksMelding     = maksMelding
	MaksKropp       = maksKropp
	MaksDokument    = maksDokument
	MaksTokens      = maksTokens
	MaksDybde       = maksDybde
	MaksAlias       = maksAlias
	MaksPris        = maksPris
)

// LesDokumenterFeil reads a list of documents as New does, and says what is wrong with it.
func LesDokumenterFeil(liste string) error {
	_, err := lesDokumenter(fstest.MapFS{dokumentliste: {Data: []byte(liste)}}, (&graph.Resolver{}).Schema().Schema())
	return err
}

// Vekt weighs the first operation of a document, where each field costs what es says.
func Vekt(ctx context.Context, es graphql.ExecutableSchema, doc *ast.QueryDocument) (dybde, alias, pris int) {
	v := &vekt{es: es, fragment: map[string]sum{}}
	s := v.utvalg(ctx, doc.Operations[0].SelectionSet)
	return s.dybde, s.alias, s.pris
}

// OverHTTP is the transport of GraphQL over HTTP, alone.
func OverHTTP() graphql.Transport { return overHTTP{&graph.Presenter{}} }

// SkrivUtgang is the page with the way out in it.
func SkrivUtgang(u Utgang, side []byte) ([]byte, error) { return u.skrivInn("side.html", side) }

// Enkeltekster are the server's own pages, by language: every text on them.
func Enkeltekster() map[string][]string {
	ut := map[string][]string{}
	for sprak, alle := range enkeltekster {
		o := alle.ord
		t := []string{o.Forlat, o.Forside, o.Tilbake, o.FeilID, o.Haster, o.Liv, o.Vakt, o.Barn, alle.utlogging.Knapp, alle.ikkeUt.Knapp}
		for _, e := range []enkeltekst{alle.utlogging, alle.bareHer, alle.ikkeUt, alle.utlogget, alle.ikkeFunnet, alle.ikkeVises, alle.ikkeNa} {
			t = append(append(t, e.Fane, e.Tittel), e.Avsnitt...)
		}
		ut[sprak] = t
	}
	return ut
}
