package graph

import (
	"context"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
)

// status reads a report as its reporter may know it. It tells nothing when she has been told so already: a caseworker
// who opens a report wakes its stream too, and a message at that very second would say when somebody reads. After lost
// notifications (alt) everybody is told again, which says nothing about anybody.
func (r *Resolver) status(id uuid.UUID) func(context.Context, endring) (*bekymring.Melding, error) {
	var sist *bekymring.Melding
	return func(ctx context.Context, e endring) (*bekymring.Melding, error) {
		m, err := r.Bekymring.Melding(ctx, id)
		if err != nil || sist != nil && !e.alt && sammeStatus(*sist, *m) {
			return nil, err
		}
		sist = m
		return m, nil
	}
}

func sammeStatus(a, b bekymring.Melding) bool {
	return a.Tilstand == b.Tilstand && a.Bevis == b.Bevis && len(a.Hendelser) == len(b.Hendelser) && a.HarKopi == b.HarKopi
}
