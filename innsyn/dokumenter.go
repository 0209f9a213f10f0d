package innsyn

import (
	"context"
	"io"
	"net/url"

	"github.com/google/uuid"
)

// MaksDokument is the largest document, in bytes, unless Dokumenter.Maks says another: a scanned case file of some hundred
// pages. All of it passes in pieces; no document is in memory whole.
const MaksDokument = 50 << 20

// Dokumenter are the places where files may lie, and how large they may be.
type Dokumenter struct {
	// Opphav is our own origin («https://…»), under which documents of our own store are addressed; empty: there is none.
	Opphav string
	// Dokumentlager is the national document store, as a machine reads it; nil: not set up.
	Dokumentlager Dokumentlager
	// Verter are the hosts on the operator's list; nil: none.
	Verter Verter
	// Maks is the largest document in bytes; 0: MaksDokument.
	Maks int64
	// MaksHver is how many bytes one integration may keep in our own store; 0: MaksLagret.
	MaksHver int64
}

// Dokumentlager opens a document by its id. The length is -1 where it is not said. What is cut short must end in an error.
type Dokumentlager interface {
	Hent(ctx context.Context, id uuid.UUID) (innhold io.ReadCloser, lengde int64, err error)
}

// Verter opens what lies at one of the operator's hosts.
type Verter interface {
	// Tar reports whether the address is at one of them. It goes nowhere.
	Tar(u *url.URL) bool
	// Hent opens it, with Dokumentlager's promises. mime is what the host says that it is.
	Hent(ctx context.Context, u *url.URL) (innhold io.ReadCloser, lengde int64, mime string, err error)
}
