package graph

import "context"

type rundeKey struct{}

// MedRunde marks the context of a subscription that is asked for its first message and no more, by a page that cannot listen
// and asks now and then. The message then says by a stamp whether anything has changed since it was asked last: each reading of
// a case is written in the person's log, so a page must not read again to find out.
func MedRunde(ctx context.Context) context.Context { return context.WithValue(ctx, rundeKey{}, true) }

// stempel is the stamp of such a message; of what is said on a socket, none.
func stempel(ctx context.Context, les func(context.Context) (string, error)) (*string, error) {
	if ctx.Value(rundeKey{}) == nil {
		return nil, nil
	}
	s, err := les(ctx)
	if err != nil {
		return nil, err
	}
	return &s, nil
}
