package server

import (
	"context"
	"errors"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
)

// maksMaskintid is how long a machine's socket lives. The token it came with lived two minutes: within the hour it must
// come with a new one, and show that the organisation still speaks through it.
const maksMaskintid = time.Hour

// vaktMaskin closes a machine's socket when its time is up, or its integration is withdrawn or gets another password. (What
// it may read is looked up again at each event; this is for a socket where nothing happens.) It returns when ctx ends.
func (g *graphqlHandler) vaktMaskin(ctx context.Context, s *sokkel, f viewer.Fagsystem) {
	ute := time.NewTimer(g.maskintid)
	defer ute.Stop()
	igjen := time.NewTicker(g.maskinsjekk)
	defer igjen.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ute.C:
			_ = s.steng(slutKomIgjen, "come back with a new token")
			return
		case <-igjen.C:
			// A store that does not answer ends no socket before its time.
			if _, err := g.maskinNaa(ctx, f); errors.Is(err, ent.ErrIkkeFunnet) {
				_ = s.steng(slutUinnlogget, "the integration is let in no more")
				return
			}
		}
	}
}
