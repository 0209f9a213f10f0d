package innsyn

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/pdf"
)

// utlopRyddes is how often what has run out is deleted. It is not shown from the moment it runs out.
const utlopRyddes = 10 * time.Minute

// Who may not call a function. The field has asked already (@krever), so this is for a caller without one.
var (
	// ErrIkkeInnbygger: only a person reads her own cases.
	ErrIkkeInnbygger = errors.New("only a person reads her own cases")
	// ErrIkkeIndekserer: the machine may not index for this kommune, or there is no such kommune. Which is not said.
	ErrIkkeIndekserer = errors.New("the integration may not index for this kommune")
	// ErrIkkeSamtykke: the machine may not keep consents of this kommune, or there is no such kommune. Which is not said.
	ErrIkkeSamtykke = errors.New("the integration may not keep consents of this kommune")
)

// Service indexes cases and shows them, keeps consents, and sends what persons write from their cases. All but the ledger and
// the dates of consents lives by real time.
type Service struct {
	DB    *ent.DB
	Vault *vault.Vault
	// Person is the keyed hashes of a person's number, the same as the login's.
	Person func(fodselsnummer string) viewer.Person
	Log    *slog.Logger
	// Delivery brings what a person writes to its receiver, and PDF makes the letter of it.
	Delivery *delivery.Service
	PDF      *pdf.Renderer
	// Klokke is the ledger's clock, which the dates of consents are held against too; nil: real time.
	Klokke func() time.Time

	// Utkastlevetid is how long a draft is kept after its last save; 0: 24 hours. Utkastklokke is what that is held against;
	// nil: real time.
	Utkastlevetid time.Duration
	Utkastklokke  func() time.Time

	bildeplass sync.Mutex // one picture is unpacked at a time: it takes up to 200 MB
	// Dokumenter is where files may lie; the zero value: none can be opened here.
	Dokumenter Dokumenter

	opplastinger, hentinger, bolker plasser
}

// naa is the time by Klokke.
func (s *Service) naa() time.Time {
	if s.Klokke == nil {
		return time.Now()
	}
	return s.Klokke()
}

// Register sets up the background work. Call it before ent.DB.StartJobs.
func (s *Service) Register() {
	s.DB.Every(utlopRyddes, "innsyn_utlop", func(ctx context.Context, _ uuid.UUID) error { return s.RyddUtlopte(ctx) })
	s.DB.Every(utlopRyddes, "innsyn_vedlegg", func(ctx context.Context, _ uuid.UUID) error { return s.RyddVedlegg(ctx) })
	s.DB.Every(noklerSnus, "innsyn_nokler", func(ctx context.Context, _ uuid.UUID) error { return s.SnuNokler(ctx) })
	s.DB.Every(utlopRyddes, "innsyn_opplastinger", func(ctx context.Context, _ uuid.UUID) error { return s.RyddOpplastinger(ctx) })
}

// indekserer is the machine that calls, if it may index for the kommune.
func indekserer(ctx context.Context, kommunenummer string) (viewer.Fagsystem, error) {
	v, ok := viewer.From(ctx).(viewer.Fagsystem)
	if !ok || !v.Har(viewer.RettIndekser, kommunenummer) {
		return v, ErrIkkeIndekserer
	}
	return v, nil
}

// innbygger is the person who calls.
func innbygger(ctx context.Context) (viewer.Innbygger, error) {
	v, ok := viewer.From(ctx).(viewer.Innbygger)
	if !ok {
		return v, ErrIkkeInnbygger
	}
	return v, nil
}
