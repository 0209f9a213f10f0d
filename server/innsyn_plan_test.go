package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// kjente are parsed documents, as the gateway keeps them.
type kjente map[string]*ast.QueryDocument

func (k kjente) Get(_ context.Context, tekst string) (*ast.QueryDocument, bool) {
	d, ok := k[tekst]
	return d, ok
}

func (kjente) Add(context.Context, string, *ast.QueryDocument) {}

// vokter notes that gqlgen's own executor was asked.
type vokter struct {
	graphql.ExecutableSchema
	spurt int
}

func (v *vokter) Exec(ctx context.Context) graphql.ResponseHandler {
	v.spurt++
	return v.ExecutableSchema.Exec(ctx)
}

func kjorDokument(t *testing.T, es graphql.ExecutableSchema, feil *graph.Presenter, dok kjente, ctx context.Context, tekst string, variabler map[string]any) string {
	t.Helper()
	e := executor.New(es)
	e.SetQueryCache(dok)
	e.SetErrorPresenter(feil.Present)
	e.SetRecoverFunc(feil.Recover)
	ctx = graphql.StartOperationTrace(ctx)
	op, feilene := e.CreateOperationContext(ctx, &graphql.RawParams{Query: tekst, Variables: variabler, Headers: http.Header{}})
	if len(feilene) > 0 {
		t.Fatalf("%s: %v", tekst, feilene)
	}
	svar, ctx := e.DispatchOperation(ctx, op)
	forste := svar(ctx)
	// gqlgen runs two root fields at once, and their errors come as they come.
	slices.SortFunc(forste.Errors, func(a, b *gqlerror.Error) int { return strings.Compare(a.Path.String(), b.Path.String()) })
	raw, err := json.Marshal(forste)
	maa(t, err)
	if igjen := svar(ctx); igjen != nil {
		t.Errorf("an answer goes on: %+v", igjen)
	}
	return string(raw)
}

// A plan and gqlgen answer the same, to the byte: everything a case can hold, every argument, every kind of caller, and what
// goes wrong. What is no matter for a plan, gqlgen is asked.
func TestLeseplanSomGqlgen(t *testing.T) {
	p := nyttHus(t)
	p.indekser(t, pidMelder, "ord \"i\" <anførsel>\\ med\nlinje og \u2028 \x01", meldingMappe, meldingPost)
	stor, post := p.helIndeksert(t, pidMelder)
	andres, andresPost := p.helIndeksert(t, pidFremmed)

	const medFragment = `query Biter($id:ID!,$n:Int!,$fra:Time,$typer:[Dokumenttype!],$etter:String,$s:Journalpostsortering!=RELEVANS){
  sak:mappe(id:$id){...Hode __typename ... on Mappe{tittel milepeler{navn}} poster:journalposter(first:$n,fra:$fra,dokumenttyper:$typer,sortering:$s,after:$etter,term:"samtale"){
    antallTreff edges{cursor node{__typename ...Post}} pageInfo{hasNextPage} perioder{aar antall} dokumenttyper{dokumenttype antall}}}
  annen:mappe(id:$id){id}}
fragment Hode on Mappe{id milepeler{startdato} rolle skjemaer{nr type tilbys} trad{id type tekst sendt kvittering svar{id}}}
fragment Post on Journalpost{id dato dokumenter{storrelse tittel}}`
	const medDirektiv = `query Med($id:ID!,$m:Boolean!){mappe(id:$id){id tittel @include(if:$m)}}`
	const flereRoter = `query Flere($id:ID!){mappe(id:$id){id} mineMapper{id}}`
	r := &graph.Resolver{Innsyn: p.innsyn, Forvaltning: p.forvaltning, Hub: p.hub, Feil: &graph.Presenter{Log: p.sesjoner.Logg}, Tilganger: p.forvaltning.Tilganger}
	es := r.Schema()
	dok := kjente{}
	for _, tekst := range []string{dokMappe, dokJournalpost, medFragment, medDirektiv, flereRoter} {
		d, err := gqlparser.LoadQueryWithRules(es.Schema(), tekst, nil)
		if err != nil {
			t.Fatal(err)
		}
		dok[tekst] = d
	}
	v := &vokter{ExecutableSchema: es}
	medPlan := r.MedLeseplaner(v, dok)

	person := func(niva viewer.Niva) context.Context {
		return viewer.WithInnlogget(t.Context(), viewer.Innlogget{Person: viewer.Person{ID: p.vault.Hash("person", pidMelder)}, Niva: niva})
	}
	type sporsmal struct {
		dok       string
		variabler map[string]any
		gqlgen    bool // is asked
	}
	var alle []sporsmal
	for _, id := range []string{radID(meldingMappe), stor, andres, uuid.NewString(), "tull"} {
		alle = append(alle, sporsmal{dok: dokMappe, variabler: map[string]any{"id": id}}, sporsmal{dok: dokMappe, variabler: map[string]any{"id": id, "term": "samtale 3"}},
			sporsmal{dok: dokMappe, variabler: map[string]any{"id": id, "term": strings.Repeat("x", 201)}})
		for _, ekstra := range []map[string]any{{}, {"s": "DATO_ASC", "fra": "2026-02-10T00:00:00Z"}, {"typer": []any{"MOTEREFERAT", "VEDTAK"}}, {"typer": "VEDTAK"}, {"etter": "tull"}, {"fra": "i fjor"}, {"n": 0, "typer": nil}} {
			ekstra["id"] = id
			if _, er := ekstra["n"]; !er {
				ekstra["n"] = 3
			}
			alle = append(alle, sporsmal{dok: medFragment, variabler: ekstra})
		}
	}
	for _, id := range []string{radID(meldingPost), post, andresPost, uuid.NewString(), "tull"} {
		alle = append(alle, sporsmal{dok: dokJournalpost, variabler: map[string]any{"id": id}})
	}
	alle = append(alle, sporsmal{medDirektiv, map[string]any{"id": stor, "m": false}, true}, sporsmal{flereRoter, map[string]any{"id": stor}, true})
	data := 0
	for navn, ctx := range map[string]context.Context{"high": person(viewer.NivaHoyt), "low": person(viewer.NivaBetydelig), "nobody": t.Context(),
		"a machine": viewer.WithMaskin(t.Context(), viewer.Fagsystem{})} {
		for _, s := range alle {
			vil := kjorDokument(t, es, r.Feil, dok, ctx, s.dok, s.variabler)
			for0 := v.spurt
			fikk := kjorDokument(t, medPlan, r.Feil, dok, ctx, s.dok, s.variabler)
			if fikk != vil {
				t.Errorf("%s, %v:\nplan   %s\ngqlgen %s", navn, s.variabler, fikk, vil)
			}
			// Also when an argument cannot be read, which the contract cannot know: gqlgen says so.
			if vil := s.gqlgen || s.variabler["id"] == "tull" || s.variabler["fra"] == "i fjor"; (v.spurt > for0) != vil {
				t.Errorf("%.30s: gqlgen was asked: %v", s.dok, v.spurt > for0)
			}
			data += len(fikk)
		}
	}
	if data < 50_000 {
		t.Errorf("%d bytes compared: the test sees too little", data)
	}
}

// A panic behind a plan is an error under an id, and null, as behind gqlgen.
func TestLeseplanPanikk(t *testing.T) {
	p := nyttHus(t)
	r := &graph.Resolver{Feil: &graph.Presenter{Log: p.sesjoner.Logg}} // no room to call
	es := r.Schema()
	d, err := gqlparser.LoadQueryWithRules(es.Schema(), dokMappe, nil)
	if err != nil {
		t.Fatal(err)
	}
	dok := kjente{dokMappe: d}
	ctx := viewer.WithInnlogget(t.Context(), viewer.Innlogget{Person: viewer.Person{ID: p.vault.Hash("person", pidMelder)}, Niva: viewer.NivaHoyt})
	var svarene []string
	for _, es := range []graphql.ExecutableSchema{es, r.MedLeseplaner(es, dok)} {
		svar := kjorDokument(t, es, r.Feil, dok, ctx, dokMappe, map[string]any{"id": uuid.NewString()})
		svarene = append(svarene, feilID.ReplaceAllString(svar, `"feilId":""`))
	}
	if svarene[0] != svarene[1] || !strings.Contains(svarene[1], "INTERN") || !strings.HasSuffix(svarene[1], `"data":{"mappe":null}}`) {
		t.Errorf("gqlgen %s\nplan %s", svarene[0], svarene[1])
	}
}

var feilID = regexp.MustCompile(`"feilId":"[^"]*"`)
