package graph

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph/generated"
)

// koder is a schema that opens one stream and encodes what comes of it, and counts how often.
type koder struct {
	graphql.ExecutableSchema
	aapne  func(context.Context) (<-chan *generated.MottakEndring, error)
	kodet  *atomic.Int64
	avvist *error
}

func (k koder) Exec(ctx context.Context) graphql.ResponseHandler {
	ut, err := k.aapne(ctx)
	*k.avvist = err
	return func(context.Context) *graphql.Response {
		k.kodet.Add(1)
		return &graphql.Response{Data: strconv.AppendInt(nil, int64((<-ut).AntallUbekreftede), 10)}
	}
}

// skrankeprove is an inbox with desks at it. What is read of it is how often it has been read.
type skrankeprove struct {
	t           *testing.T
	r           *Resolver
	mottak      uuid.UUID
	lest        int
	kodet       atomic.Int64
	har         sync.Map        // what each may now, as []viewer.Tilgang by her id
	naarHunFaar func(id string) // just before something is encoded for her; each from her own goroutine
}

// skranke is one desk: what is said to it, and its stream, which is drawn from until it ends or has nothing more now.
type skranke struct {
	sagt   []string
	delt   [][]byte
	neste  graphql.ResponseHandler
	avvist error
	l      Lytter
}

const provebydel = "00"

func (p *skrankeprove) apne(id string, op *ast.OperationDefinition, variabler map[string]any, felles bool) *skranke {
	b := viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: provebydel}
	i := viewer.Innlogget{Person: viewer.Person{ID: []byte(id)}, Niva: viewer.NivaHoyt, Tilganger: []viewer.Tilgang{{Rolle: viewer.RolleSaksbehandler, Bydel: b}}}
	p.har.Store(id, i.Tilganger)
	v, _ := i.Som(viewer.RolleSaksbehandler)
	s := &skranke{}
	s.l.Si = func(data []byte) error {
		s.sagt, s.delt = append(s.sagt, string(data)), append(s.delt, data)
		return nil
	}
	ctx, slutt := context.WithCancel(s.l.Med(viewer.With(viewer.WithInnlogget(p.t.Context(), i), v)))
	p.t.Cleanup(slutt)
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	k := kilde[generated.MottakEndring]{
		skifterOm: aldri,
		abonner: func(rett ...uuid.UUID) (*abonnement, func()) {
			return p.r.Hub.abonnerFelles(p.mottak, func(context.Context, uuid.UUID) (*generated.MottakEndring, error) {
				p.lest++
				return &generated.MottakEndring{AntallUbekreftede: p.lest}, nil
			}, rett...)
		},
		les: func(_ context.Context, e endring) (*generated.MottakEndring, *kodinger, error) {
			if e.alt || len(e.lest) == 0 {
				return nil, nil, nil
			}
			p.naarHunFaar(id)
			if !felles {
				return e.lest[0].ut, nil, nil
			}
			return e.lest[0].ut, &e.lest[0].koder, nil
		},
	}
	aapnes := func(ctx context.Context) (<-chan *generated.MottakEndring, error) { return aapne(ctx, p.r, k) }
	pl := &planlagt{ExecutableSchema: koder{aapne: aapnes, kodet: &p.kodet, avvist: &s.avvist}, r: p.r}
	h := pl.folger(ctx, &graphql.OperationContext{Operation: op, Variables: variabler})
	s.neste = func(context.Context) *graphql.Response { return h(ctx) }
	go func() {
		for svar := s.neste(ctx); svar != nil; svar = s.neste(ctx) {
			s.sagt = append(s.sagt, string(svar.Data))
		}
	}()
	synctest.Wait()
	return s
}

func nySkrankeprove(t *testing.T) *skrankeprove {
	p := &skrankeprove{t: t, mottak: uuid.New(), naarHunFaar: func(string) {}}
	p.r = &Resolver{Hub: &Hub{}, Feil: &Presenter{Log: slog.New(slog.DiscardHandler)}, Tilganger: func(_ context.Context, i viewer.Person) ([]viewer.Tilgang, error) {
		har, _ := p.har.Load(string(i.ID))
		tilganger, _ := har.([]viewer.Tilgang)
		return tilganger, nil
	}}
	return p
}

func (p *skrankeprove) endre() {
	p.r.Hub.Hear(ent.Varsel{ForsendelseID: uuid.New(), BydelID: p.mottak})
	synctest.Wait()
}

// trekk withdraws a right as the database does: the row first, then word of it.
func (p *skrankeprove) trekk(id string) {
	p.har.Delete(id)
	p.r.Hub.Hear(ent.Varsel{TilgangEmne: ent.TilgangEmneTil([]byte(id))})
}

// Ids as long as a keyed hash, which is what a topic is made of.
const (
	kari = "kari-kari-kari-kari-kari-kari-k0"
	ola  = "ola--ola--ola--ola--ola--ola--o1"
)

// What is told is read once, and encoded once for those who asked for it alike: the same operation with the same variables. Who
// asked for something else, or reads by another kind of right, is given her own.
func TestEnKodingForLikeSkranker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := nySkrankeprove(t)
		op, annen := &ast.OperationDefinition{Name: "A"}, &ast.OperationDefinition{Name: "A"}
		a := p.apne(kari, op, map[string]any{"k": "4601", "b": "00"}, true)
		b := p.apne(ola, op, map[string]any{"b": "00", "k": "4601"}, true)
		andre := []*skranke{
			p.apne(ola, annen, map[string]any{"k": "4601", "b": "00"}, true),
			p.apne(ola, op, map[string]any{"k": "4601", "b": "01"}, true),
			p.apne(ola, op, map[string]any{"k": "4601", "b": "00"}, false),
		}
		p.endre()
		if p.lest != 1 || p.kodet.Load() != int64(1+len(andre)) {
			t.Errorf("read %d times, encoded %d times; want 1 and %d", p.lest, p.kodet.Load(), 1+len(andre))
		}
		if len(a.delt) != 1 || len(b.delt) != 1 || &a.delt[0][0] != &b.delt[0][0] {
			t.Errorf("two who asked alike: %q, %q", a.sagt, b.sagt)
		}
		for i, s := range andre {
			if len(s.sagt) != 1 || s.sagt[0] != "1" {
				t.Fatalf("another, no. %d: %q", i, s.sagt)
			}
			if len(s.delt) > 0 && &s.delt[0][0] == &a.delt[0][0] {
				t.Errorf("another, no. %d, was given the bytes of those who asked otherwise", i)
			}
		}
	})
}

// A right that is withdrawn between the change and its telling, also when it has been read and found to be hers: nothing is told,
// and the stream ends. Her colleague is told. The control is that without the withdrawal both are.
func TestTrukketMellomEndringOgLevering(t *testing.T) {
	for navn, trekkes := range map[string]bool{"withdrawn": true, "control": false} {
		t.Run(navn, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := nySkrankeprove(t)
				op := &ast.OperationDefinition{Name: "A"}
				a, b := p.apne(kari, op, nil, true), p.apne(ola, op, nil, true)
				var trukket sync.Once
				p.naarHunFaar = func(id string) {
					if trekkes && id == kari {
						trukket.Do(func() { p.trekk(kari) })
					}
				}
				p.endre()
				if got := len(a.sagt); (got == 0) != trekkes {
					t.Errorf("she was told %q", a.sagt)
				}
				if (a.l.Avbrudd() != nil) != trekkes {
					t.Errorf("her stream ended with %v", a.l.Avbrudd())
				}
				if len(b.sagt) != 1 || b.l.Avbrudd() != nil {
					t.Errorf("her colleague was told %q, %v", b.sagt, b.l.Avbrudd())
				}
			})
		})
	}
}
