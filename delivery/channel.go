package delivery

import (
	"context"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/leveranse"
)

// Channel hands a sealed parcel over to where its receiver can get at it.
//
// Overlever returns nil only when the parcel is where the channel promises it to be; what that proves is for the
// channel's receipts to say, never for this call. It may be called again for the same parcel, after a crash or an
// error, and must then do no harm: the far side sees the same id. An error means «not known»: the work is done again.
type Channel interface {
	Overlever(ctx context.Context, o Overlevering) error
}

// Overlevering is a parcel to be handed over.
type Overlevering struct {
	LeveranseID, ForsendelseID, PakkeID uuid.UUID
	Kanal                               leveranse.Kanal
}

// Nedlasting is manual reception: the parcel is handed over by standing in the bydel's inbox, where it already stands.
type Nedlasting struct{}

// Overlever implements Channel.
func (Nedlasting) Overlever(context.Context, Overlevering) error { return nil }
