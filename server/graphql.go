package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
)

// graphqlHandler is /graphql: queries and mutations by POST, everything by websocket. Where no socket comes through, a page may
// ask for a subscription's present state by POST (erRunde).
//
// None of gqlgen's own transports is used. Its POST answers a body it cannot read with the body, and goes its own ways about
// statuses; ours is below, and passes all audits of npm graphql-http. What is wrong with its websocket stands in sokkel.go.
type graphqlHandler struct {
	srv     *handler.Server
	feil    *graph.Presenter
	sokler  *sokler
	opphav  string // the only Origin a socket may come from
	okter   *Sesjoner
	innsyn  *innsyn.Service
	initTid time.Duration

	maskinNaa              func(context.Context, viewer.Fagsystem) (viewer.Fagsystem, error)
	maskintid, maskinsjekk time.Duration
}

func nyGraphQL(c Config, feil *graph.Presenter) (*graphqlHandler, error) {
	r := &graph.Resolver{
		Bekymring: c.Bekymring, Delivery: c.Delivery, Forvaltning: c.Forvaltning, Innsyn: c.Innsyn, Hub: c.Hub, Feil: feil,
		Tilganger: c.Sesjoner.Tilganger, Maskin: c.Forvaltning.MaskinNaa,
	}
	es := r.Schema()
	kjente, err := lesDokumenter(c.Portal, es.Schema())
	if err != nil {
		return nil, err
	}
	g := &graphqlHandler{
		srv: handler.New(r.MedLeseplaner(es, kjente.lest)), feil: feil, sokler: &sokler{}, opphav: c.Adresse.String(), okter: c.Sesjoner, initTid: fristInit,
		innsyn: c.Innsyn, maskinNaa: c.Forvaltning.MaskinNaa, maskintid: maksMaskintid, maskinsjekk: mellomSjekk,
	}
	g.srv.SetErrorPresenter(feil.Present)
	g.srv.SetRecoverFunc(feil.Recover)
	g.srv.SetQueryCache(kjente)
	g.srv.SetParserTokenLimit(maksTokens)
	g.srv.SetDisableSuggestion(true) // «did you mean …» tells the schema to who may not ask for it
	g.srv.Use(&dokumentvern{kjente, es, c.Sesjoner.Tilganger})
	g.srv.Use(ferskeRettigheter{c.Sesjoner.Tilganger, g.maskinNaa})
	g.srv.AddTransport(overSokkel{feil})
	g.srv.AddTransport(overHTTP{feil})
	return g, nil
}

// maksKropp is the size of a whole request from the portal, in bytes: a report of 100 000 characters is at most 400 kB.
const maksKropp = 1 << 20

// maksBolk is the size of a whole request from a machine that indexes, in bytes, here and on the national service's paths.
const maksBolk = 32 << 20

func (g *graphqlHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		g.websocket(w, r)
		return
	}
	// A header a form cannot set: with it a request from another site needs leave first, and gets none. A machine has come
	// with headers of that kind already.
	f, maskin := viewer.MaskinFrom(r.Context())
	if !maskin && r.Header.Get("X-Portal") == "" {
		svarFeil(w, graph.Feil{Kode: graph.KodeUgyldigForesporsel})
		return
	}
	maks := int64(maksKropp)
	if len(f.Kommuner(viewer.RettIndekser)) > 0 {
		maks = maksBolk
		if r.ContentLength < 0 || r.ContentLength > maksKropp {
			ferdig, err := g.innsyn.Bolkplass(viewer.With(r.Context(), f))
			if err != nil {
				LesUt(r)
				if errors.Is(err, innsyn.ErrForMangeSamtidige) {
					forMange(w)
				} else {
					svarFeil(w, g.feil.Feil(r.Context(), err))
				}
				return
			}
			defer ferdig()
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, maks)
	g.srv.ServeHTTP(w, r)
}

// overHTTP is GraphQL over HTTP, as the specification's draft of 2025 and its audits have it.
type overHTTP struct{ feil *graph.Presenter }

// Supports implements [graphql.Transport]: all that is no websocket.
func (overHTTP) Supports(r *http.Request) bool { return r.Header.Get("Upgrade") == "" }

// Do implements [graphql.Transport].
func (t overHTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	medie := svarmedie(r.Header.Values("Accept"))
	p, status := lesForesporsel(r)
	if p == nil {
		t.avvis(w, r, medie, status)
		return
	}
	ctx := r.Context()
	op, feil := exec.CreateOperationContext(ctx, p)
	if len(feil) > 0 {
		svar := exec.DispatchError(graphql.WithOperationContext(ctx, op), feil)
		status := http.StatusBadRequest
		if medie == medieJSON && p.Query != "" {
			status = http.StatusOK // an answer that says no; 4xx in this media type could be a proxy's
		}
		skriv(w, medie, status, map[string]any{"errors": svar.Errors}) // no data: nothing was begun
		return
	}
	runde := op.Operation.Operation == ast.Subscription && erRunde(r)
	if op.Operation.Operation == ast.Subscription && !runde || r.Method == http.MethodGet && op.Operation.Operation != ast.Query {
		w.Header().Set("Allow", http.MethodPost)
		t.avvis(w, r, medie, http.StatusMethodNotAllowed)
		return
	}
	if runde {
		var slutt context.CancelFunc
		ctx, slutt = context.WithCancel(graph.MedRunde(ctx))
		defer slutt() // the first message is all there is: the stream behind it ends
	}
	neste, ctx := exec.DispatchOperation(ctx, op)
	if svar := neste(ctx); svar != nil { // nil: who asked has gone, and nothing was begun
		skrivSvar(w, medie, svar)
	}
}

// erRunde reports whether a subscription is asked by POST for its first message, the present state, and no more: by a person's
// page that cannot have a socket and asks now and then. It must say that it asks by itself, so that it keeps no session alive.
func erRunde(r *http.Request) bool {
	_, maskin := viewer.MaskinFrom(r.Context())
	return !maskin && r.Method == http.MethodPost && r.Header.Get(hodeBakgrunn) != ""
}

// avvis answers what is no GraphQL request, without a word of what it was.
func (t overHTTP) avvis(w http.ResponseWriter, r *http.Request, medie string, status int) {
	f := graph.Feil{Kode: graph.KodeUgyldigForesporsel}
	if status == http.StatusRequestEntityTooLarge {
		f.Kode = graph.KodeForMye
	}
	skriv(w, medie, status, map[string]any{"errors": gqlerror.List{t.feil.Present(r.Context(), f)}})
}

// skrivSvar writes an answer. One with data alone, as nearly all have, is written as it is: to encode it would be to read it
// all through once more.
func skrivSvar(w http.ResponseWriter, medie string, svar *graphql.Response) {
	if !bareData(svar) {
		skriv(w, medie, http.StatusOK, svar)
		return
	}
	skrivDeler(w, medie, http.StatusOK, []byte(`{"data":`), svar.Data, []byte("}"))
}

func bareData(svar *graphql.Response) bool {
	return len(svar.Errors) == 0 && len(svar.Extensions) == 0 && svar.HasNext == nil && len(svar.Data) > 0
}

func skriv(w http.ResponseWriter, medie string, status int, svar any) {
	raw, err := json.Marshal(svar)
	if err != nil {
		panic(fmt.Errorf("encoding an answer: %T", err)) // our own marshallers wrote no JSON
	}
	skrivDeler(w, medie, status, raw)
}

func skrivDeler(w http.ResponseWriter, medie string, status int, deler ...[]byte) {
	w.Header().Set("Content-Type", medie+"; charset=utf-8")
	w.WriteHeader(status)
	for _, d := range deler {
		_, _ = w.Write(d) // the browser is gone
	}
}
