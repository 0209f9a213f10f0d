package innsyn

import (
	"context"
	"time"

	"barnevernportalen/ent/viewer"
)

const (
	// How many large batches are in memory at once: one of 32 MiB that is read as JSON may take twenty times that for a moment.
	// No integration may keep the others out, and none may take the process with it.
	maksBolker     = 2
	maksBolkerAlle = 4
	// ventPaaBolk leaves most of the half minute that the server gives a body for the body itself.
	ventPaaBolk = 10 * time.Second
)

// Bolkplass waits until there is room for one more large batch of this machine's, before its bytes are read. The place is held
// until ferdig is called. Errors: [ErrIkkeIndekserer] for who is no machine, [ErrForMangeSamtidige] after 10 s, or the end of ctx.
func (s *Service) Bolkplass(ctx context.Context) (ferdig func(), err error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok {
		return nil, ErrIkkeIndekserer
	}
	return s.bolker.vent(ctx, v.IntegrasjonID, maksBolker, maksBolkerAlle, ventPaaBolk)
}
