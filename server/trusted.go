package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// Limits of a free document. gqlparser's validation is quadratic and listens to no deadline: 202 kB of fragments took it
// 69 s, 1 000 tokens at most 0.1 s (measured). The portal's own documents are read once, at start.
const (
	maksTokens    = 1000
	maksDokument  = 64 << 10 // bytes
	dokumentliste = "persisted-documents.json"
)

// dokumenter are the documents the portal was built with: the only ones a citizen or caseworker may run. They are
// parsed and validated once. It is also gqlgen's cache, and takes nothing more in.
type dokumenter struct {
	tekst map[string]string             // by SHA-256 of the text, hexadecimal
	lest  map[string]*ast.QueryDocument // by text
}

// lesDokumenter reads the list the portal's build made. A portal that has not been built has none.
func lesDokumenter(portal fs.FS, schema *ast.Schema) (*dokumenter, error) {
	k := &dokumenter{tekst: map[string]string{}, lest: map[string]*ast.QueryDocument{}}
	raw, err := fs.ReadFile(portal, dokumentliste)
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the portal's documents: %w", err)
	}
	if err := json.Unmarshal(raw, &k.tekst); err != nil {
		return nil, fmt.Errorf("the portal's documents: %w", err)
	}
	for hash, tekst := range k.tekst {
		if sum := sha256.Sum256([]byte(tekst)); hash != hex.EncodeToString(sum[:]) {
			return nil, fmt.Errorf("the portal's document %.8s… has another text", hash)
		}
		doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: tekst}, maksTokens)
		if err != nil {
			return nil, fmt.Errorf("the portal's document %.8s…: %w", hash, err)
		}
		if feil := validator.ValidateWithRules(schema, doc, rules.NewDefaultRules()); len(feil) > 0 {
			return nil, fmt.Errorf("the portal's document %.8s… does not fit the schema: %w", hash, feil)
		}
		k.lest[tekst] = doc
	}
	return k, nil
}

// Get implements [graphql.Cache].
func (k *dokumenter) Get(_ context.Context, tekst string) (*ast.QueryDocument, bool) {
	d, ok := k.lest[tekst]
	return d, ok
}

// Add implements [graphql.Cache] and forgets: free documents may not crowd out ours, and need not be kept.
func (k *dokumenter) Add(context.Context, string, *ast.QueryDocument) {}

// hashen finds the hash the portal sends instead of a text, as Apollo's persisted queries, version 1, write it.
func hashen(extensions map[string]any) (string, bool) {
	pq, ok := extensions["persistedQuery"].(map[string]any)
	if !ok {
		return "", false
	}
	hash, ok := pq["sha256Hash"].(string)
	return hash, ok
}

// dokumentvern decides which document runs: by its hash for everybody, by its text for machines and administrators only,
// and that within limits.
type dokumentvern struct {
	kjente    *dokumenter
	es        graphql.ExecutableSchema
	tilganger func(context.Context, viewer.Person) ([]viewer.Tilgang, error)
}

// ExtensionName implements [graphql.HandlerExtension].
func (*dokumentvern) ExtensionName() string { return "Dokumentvern" }

// Validate implements [graphql.HandlerExtension].
func (*dokumentvern) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters runs before anything is parsed.
func (d *dokumentvern) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if p.Query == "" {
		hash, _ := hashen(p.Extensions)
		tekst, ok := d.kjente.tekst[hash]
		if !ok {
			return graph.Feil{Kode: graph.KodeUkjentDokument}.GraphQL()
		}
		p.Query = tekst
		return nil
	}
	switch {
	case !d.fritt(ctx):
		return graph.Feil{Kode: graph.KodeUkjentDokument}.GraphQL()
	case len(p.Query) > maksDokument || !faaTokens(p.Query):
		return graph.Feil{Kode: graph.KodeForMye}.GraphQL()
	}
	return nil
}

// MutateOperationContext runs when the document has been parsed and validated, before it is executed.
func (d *dokumentvern) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if _, kjent := d.kjente.lest[op.RawQuery]; kjent {
		return nil
	}
	op.DisableIntrospection = false // only who may send free documents comes here
	if !innenfor(ctx, d.es, op) {
		return graph.Feil{Kode: graph.KodeForMye}.GraphQL()
	}
	return nil
}

// fritt: who may send a text of their own. An administrator's right is read again: a socket may have been opened under
// one that has been withdrawn.
func (d *dokumentvern) fritt(ctx context.Context) bool {
	if _, maskin := viewer.MaskinFrom(ctx); maskin {
		return true
	}
	i, ok := viewer.InnloggetFrom(ctx)
	if _, admin := i.Som(viewer.RolleAdmin); !ok || !admin {
		return false
	}
	var err error
	if i.Tilganger, err = d.tilganger(ctx, i.Person); err != nil {
		return false
	}
	_, admin := i.Som(viewer.RolleAdmin)
	return admin
}

// faaTokens counts before the parser does, so that too many is told as that and not as a misspelling.
func faaTokens(tekst string) bool {
	l := lexer.New(&ast.Source{Input: tekst})
	for range maksTokens {
		t, err := l.ReadToken()
		if err != nil || t.Kind == lexer.EOF {
			return true // what is misspelt the parser will say
		}
	}
	return false
}
