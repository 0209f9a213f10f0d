package server_test

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/server"
)

// forlatt executes as gqlgen does when who asked has gone before the operation began: with no answer at all.
type forlatt struct{}

func (forlatt) CreateOperationContext(context.Context, *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	return &graphql.OperationContext{Operation: &ast.OperationDefinition{Operation: ast.Mutation}}, nil
}

func (forlatt) DispatchOperation(ctx context.Context, _ *graphql.OperationContext) (graphql.ResponseHandler, context.Context) {
	return func(context.Context) *graphql.Response { return nil }, ctx
}

func (forlatt) DispatchError(context.Context, gqlerror.List) *graphql.Response { return nil }

// A browser that goes away just as its request comes is no breakdown of ours. (Found with kill -9: a slow machine, and clients that
// give up.)
func TestForlattForesporselErIngenPanikk(t *testing.T) {
	r := httptest.NewRequest("POST", "/graphql", strings.NewReader(`{"query":"mutation { x }"}`))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	server.OverHTTP().Do(w, r, forlatt{})
	if w.Body.Len() > 0 {
		t.Errorf("an answer to nobody: %s", w.Body)
	}
}
