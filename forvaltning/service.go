package forvaltning

import (
	"log/slog"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
)

// Service changes the set-up.
type Service struct {
	DB *ent.DB
	// Vault encrypts names and addresses of persons. Only what administrators do needs it.
	Vault *vault.Vault
	// Mappe holds the private keys for manual reception, which are made here.
	Mappe *delivery.Nokkelmappe
	// Person makes a person of a fødselsnummer: its keyed hashes.
	Person func(fodselsnummer string) viewer.Person
	// Klokke is the time changes are noted with. Keys live by real time.
	Klokke func() time.Time
	Log    *slog.Logger
	// Tokensjekk checks machines' tokens; nil where no machine may call.
	Tokensjekk Tokensjekk
}
