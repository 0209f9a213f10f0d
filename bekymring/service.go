package bekymring

import (
	"context"
	"log/slog"
	"time"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
	"barnevernportalen/pdf"
)

// Service takes reports in and tells their reporters how they fare.
type Service struct {
	DB       *ent.DB
	Vault    *vault.Vault
	Delivery *delivery.Service
	PDF      Renderer
	Klokke   func() time.Time // the ledger's clock
	Log      *slog.Logger
	// Retur are the lines of the return address on letters, checked by delivery.LesReturadresse. None: no return address.
	Retur []string
	// Utkastregler: the zero value is right.
	Utkastregler Utkastregler
	// Enhetsregister looks workplaces up; nil: nobody does.
	Enhetsregister Enhetsregister

	plasser plasser
	oppslag oppslagsteller
}

// Renderer makes a PDF of a document; *pdf.Renderer does.
type Renderer interface {
	Render(ctx context.Context, d pdf.Document) ([]byte, error)
}
