package forvaltning

import (
	"log/slog"
	"time"

	"barnevernportalen/ent"
)

// Service changes the set-up.
type Service struct {
	DB     *ent.DB
	Klokke func() time.Time
	Log    *slog.Logger
	// Tokensjekk checks machines' tokens; nil where no machine may call.
	Tokensjekk Tokensjekk
}
