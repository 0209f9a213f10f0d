package graph

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

func TestHub(t *testing.T) {
	var h Hub
	forsendelse, bydel, annen := uuid.New(), uuid.New(), uuid.New()
	paaForsendelse, slutt := h.abonner(forsendelse)
	paaBydel, _ := h.abonner(bydel)
	paaAnnen, _ := h.abonner(annen)

	h.Hear(ent.Varsel{ForsendelseID: forsendelse, BydelID: bydel})
	h.Hear(ent.Varsel{ForsendelseID: forsendelse, BydelID: bydel})
	for navn, a := range map[string]*abonnement{"forsendelse": paaForsendelse, "bydel": paaBydel} {
		if !vekket(a) || vekket(a) {
			t.Errorf("%s: not woken exactly once", navn)
		}
		if e := a.ta(); e.alt || len(e.ids) != 1 || e.ids[0] != forsendelse {
			t.Errorf("%s: %+v", navn, e)
		}
	}
	if vekket(paaAnnen) {
		t.Error("woken by another's change")
	}
	h.Hear(ent.Varsel{SesjonID: uuid.New()})
	if vekket(paaAnnen) || vekket(paaBydel) {
		t.Error("the end of a session woke a subscriber")
	}
	h.Hear(ent.Varsel{Tapt: true})
	if !vekket(paaAnnen) || !paaAnnen.ta().alt {
		t.Error("a loss does not make all read again")
	}
	slutt()
	slutt()
	h.Hear(ent.Varsel{ForsendelseID: forsendelse, BydelID: bydel})
	if len(h.emner[forsendelse]) != 0 {
		t.Error("who left is still there")
	}
}

// A queue is bounded: more than it holds becomes «read everything», and nothing is lost by it.
func TestKoenErBegrenset(t *testing.T) {
	var h Hub
	bydel := uuid.New()
	a, _ := h.abonner(bydel)
	for range maksEndret {
		h.Hear(ent.Varsel{ForsendelseID: uuid.New(), BydelID: bydel})
	}
	if e := a.ta(); e.alt || len(e.ids) != maksEndret {
		t.Errorf("full: alt %v, %d ids", e.alt, len(e.ids))
	}
	for range maksEndret + 1 {
		h.Hear(ent.Varsel{ForsendelseID: uuid.New(), BydelID: bydel})
	}
	h.Hear(ent.Varsel{ForsendelseID: uuid.New(), BydelID: bydel})
	if e := a.ta(); !e.alt || len(e.ids) != 0 {
		t.Errorf("over: alt %v, %d ids", e.alt, len(e.ids))
	}
}

// tegner is an operation's context that a stream can be drawn from, and the stream.
func tegner(ctx context.Context) (context.Context, *strom) {
	s := &strom{}
	return context.WithValue(ctx, stromKey{}, s), s
}

// A stream leaves nothing behind: not when the subscriber leaves, whatever it was doing, and not when reading fails.
func TestStromSlipper(t *testing.T) {
	for _, f := range []struct {
		navn string
		les  func(n int) (*int, error)
	}{
		{"leaves", func(n int) (*int, error) { return &n, nil }},
		{"nothing to tell", func(int) (*int, error) { return nil, nil }},
	} {
		t.Run(f.navn, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &Resolver{Hub: &Hub{}, Feil: &Presenter{Log: slog.New(slog.DiscardHandler)}, Tilganger: ingenTilganger}
				ctx, slutt := context.WithCancel(som(t.Context()))
				ctx, s := tegner(ctx)
				emne, n := uuid.New(), 0
				_, err := folg(ctx, r, []uuid.UUID{emne}, func(context.Context, endring) (*int, error) { n++; return f.les(n) })
				if err != nil {
					t.Fatal(err)
				}
				r.Hub.Hear(ent.Varsel{ForsendelseID: emne})
				go func() {
					synctest.Wait() // it waits for what does not come
					slutt()
				}()
				for s.neste() {
				}
				synctest.Wait()
				if len(r.Hub.emner) != 0 {
					t.Error("still subscribed")
				}
			})
		})
	}
	t.Run("the first read fails", func(t *testing.T) {
		r := &Resolver{Hub: &Hub{}, Tilganger: ingenTilganger}
		ctx, _ := tegner(som(t.Context()))
		if _, err := folg(ctx, r, []uuid.UUID{uuid.New()}, func(context.Context, endring) (*int, error) { return nil, errors.New("x") }); err == nil {
			t.Error("no error")
		}
		if len(r.Hub.emner) != 0 {
			t.Error("still subscribed")
		}
	})
}

// A right withdrawn while a desk opens, after the rights were read for the operation and before anybody would be told of it, ends
// it as it begins. The control is the same desk with the right still there.
func TestTilgangTrukketMensSkrankenApnes(t *testing.T) {
	bydel := viewer.Bydel{Kommunenummer: "4601", Bydelsnummer: "00"}
	har := []viewer.Tilgang{{Rolle: viewer.RolleSaksbehandler, Bydel: bydel}}
	i := viewer.Innlogget{Person: viewer.Person{ID: []byte("x")}, Niva: viewer.NivaHoyt, Tilganger: har}
	v, ok := i.Som(viewer.RolleSaksbehandler)
	if !ok {
		t.Fatal("she is no caseworker")
	}
	for navn, naa := range map[string][]viewer.Tilgang{"withdrawn": nil, "control": har} {
		r := &Resolver{Hub: &Hub{}, Tilganger: func(context.Context, viewer.Person) ([]viewer.Tilgang, error) { return naa, nil }}
		ctx, slutt := context.WithCancel(viewer.With(viewer.WithInnlogget(t.Context(), i), v))
		ctx, _ = tegner(ctx)
		_, err := folg(ctx, r, []uuid.UUID{uuid.New()}, func(context.Context, endring) (*int, error) { return new(int), nil })
		if (err == nil) != (naa != nil) {
			t.Errorf("%s: %v", navn, err)
		}
		slutt()
	}
}

func ingenTilganger(context.Context, viewer.Person) ([]viewer.Tilgang, error) { return nil, nil }

// som is a citizen who subscribes.
func som(ctx context.Context) context.Context {
	i := viewer.Innlogget{Person: viewer.Person{ID: []byte("x")}, Niva: viewer.NivaHoyt}
	v, _ := i.Som(viewer.RolleInnbygger)
	return viewer.With(viewer.WithInnlogget(ctx, i), v)
}

func vekket(a *abonnement) bool {
	select {
	case <-a.vekket:
		return true
	default:
		return false
	}
}
