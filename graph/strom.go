package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// strom is a subscription as it is drawn from by the one who writes to the subscriber.
//
// gqlgen draws from a channel, which a goroutine of ours would have to feed: what waits there has been read when the last message
// was written, however long ago that is, and by whoever she was then. Here nothing is read before she can be told; it is told only
// if her rights are the same as when it was read; and many who are told the same can share one encoding of it.
type strom struct {
	neste   func() bool      // waits for the next thing to tell; false: the stream has ended
	legg    func()           // lays it where gqlgen takes it from
	felles  func() *kodinger // who is told the same shares these; nil: it is told to her alone
	gjelder func() bool      // she has the rights that it was read by
}

type stromKey struct{}

var errUtenStrom = errors.New("a subscription that nobody draws from") // the schema was not made by MedLeseplaner

// folger answers a subscription. gqlgen guards the field, reads its arguments and encodes; who was refused has no stream, and
// gqlgen says why.
func (p *planlagt) folger(ctx context.Context, op *graphql.OperationContext) graphql.ResponseHandler {
	s := &strom{}
	gqlgen := p.ExecutableSchema.Exec(context.WithValue(ctx, stromKey{}, s))
	if s.neste == nil {
		return gqlgen
	}
	variabler, err := json.Marshal(op.Variables) // keys in order
	if err != nil {
		s.felles = func() *kodinger { return nil }
	}
	f := form{op.Operation, string(variabler)}
	l, _ := ctx.Value(lytterKey{}).(*Lytter)
	return func(ctx context.Context) *graphql.Response {
		for s.neste() {
			felles, egen := s.kod(ctx, f, gqlgen)
			switch {
			case !s.gjelder(): // it is read again, if she still may
			case felles == nil:
				return egen
			case l == nil || l.Si == nil:
				return &graphql.Response{Data: felles}
			case l.Si(felles) != nil:
				return nil
			}
		}
		return nil
	}
}

// kod encodes what is to be told: by gqlgen, for her alone, or once for all who are told the same and asked for it alike.
func (s *strom) kod(ctx context.Context, f form, gqlgen graphql.ResponseHandler) (felles []byte, egen *graphql.Response) {
	k := s.felles()
	if k == nil {
		s.legg()
		return nil, gqlgen(ctx)
	}
	felles = k.kod(f, func() []byte {
		s.legg()
		egen = gqlgen(ctx)
		if egen == nil || len(egen.Errors) > 0 || len(graphql.GetErrors(ctx)) > 0 {
			return nil // hers alone; the next one tries for herself
		}
		return bytes.Clone(egen.Data) // gqlgen writes its next answer over this one
	})
	return felles, egen
}

// kilde is where a subscription comes from: the present state first, then what les reads at each change, until the subscriber
// leaves, her right is withdrawn, or reading fails.
type kilde[T any] struct {
	abonner func(rett ...uuid.UUID) (*abonnement, func())
	// les reads as the subscriber is now. It returns nil when there is nothing to tell.
	les func(context.Context, endring) (*T, *kodinger, error)
	// skifterOm is asked each time it waits: how long until all is to be read again though nobody has said anything; 0: never.
	skifterOm func() time.Duration
}

func aldri() time.Duration { return 0 }

// folg is a subscription to each subscriber's own.
func folg[T any](ctx context.Context, r *Resolver, emner []uuid.UUID, les func(context.Context, endring) (*T, error)) (<-chan *T, error) {
	return folgTil(ctx, r, emner, les, aldri)
}

// folgTil is folg with a clock, see kilde.
func folgTil[T any](ctx context.Context, r *Resolver, emner []uuid.UUID, les func(context.Context, endring) (*T, error), skifterOm func() time.Duration) (<-chan *T, error) {
	alene := func(ctx context.Context, e endring) (*T, *kodinger, error) {
		ut, err := les(ctx, e)
		return ut, nil, err
	}
	abonner := func(rett ...uuid.UUID) (*abonnement, func()) { return r.Hub.abonner(slices.Concat(emner, rett)...) }
	return aapne(ctx, r, kilde[T]{abonner, alene, skifterOm})
}

// aapne opens a stream, reads the present state, and returns the channel that gqlgen takes from. The subscriber leaves when ctx
// ends.
func aapne[T any](ctx context.Context, r *Resolver, k kilde[T]) (<-chan *T, error) {
	s, ok := ctx.Value(stromKey{}).(*strom)
	if !ok {
		return nil, errUtenStrom
	}
	a, slutt := k.abonner(egneTilganger(ctx)...)
	var (
		naa      *T
		felles   *kodinger
		som      context.Context // who she is now
		lestRett uint64          // a.rett, before her rights were last read
	)
	les := func(e endring) (err error) {
		// Her rights are read after she watches them: of one withdrawn after they were read for this operation, and before that, she
		// would never be told. A caseworker's are read again when somebody has changed them, and not with each report that comes to
		// her inbox: word of a right withdrawn comes by the same connection as word of a report, in the order they were committed.
		// If that connection breaks, all is read again.
		if _, saksbehandler := viewer.From(ctx).(viewer.Saksbehandler); !saksbehandler || e.alt {
			lestRett = a.rett.Load()
			if som, err = r.fornyet(ctx); err != nil {
				return err
			}
		}
		naa, felles, err = k.les(som, e)
		return err
	}
	if err := les(endring{alt: true}); err != nil {
		slutt()
		return nil, err
	}
	context.AfterFunc(ctx, slutt)

	ut, forst := make(chan *T, 1), true
	s.legg = func() { ut <- naa }
	s.felles = func() *kodinger { return felles }
	s.gjelder = func() bool { return a.rett.Load() == lestRett }
	s.neste = func() bool {
		for {
			if forst {
				forst = false // has been read
			} else if e, ok := a.vent(ctx, k.skifterOm()); !ok {
				return false
			} else if err := les(e); err != nil {
				r.avbryt(ctx, err)
				return false
			}
			if naa != nil {
				return true
			}
		}
	}
	return ut, nil
}

// egneTilganger are the topics of what the subscriber may do: a right withdrawn ends a stream that nothing else happens on.
func egneTilganger(ctx context.Context) []uuid.UUID {
	if f, ok := viewer.MaskinFrom(ctx); ok {
		return []uuid.UUID{ent.TilgangEmneFor(f.IntegrasjonID)}
	}
	i, ok := viewer.InnloggetFrom(ctx)
	if !ok {
		return nil
	}
	var ut []uuid.UUID
	for _, h := range i.IDer() {
		ut = append(ut, ent.TilgangEmneTil(h))
	}
	return ut
}
