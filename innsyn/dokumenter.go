package innsyn

import (
	"context"
	"io"
	"net/url"

	"github.com/google/uuid"
)

const (
	// MaksDokument is the largest document, in bytes, unless Dokumenter.Maks says another: some hundred scanned pages. It
	// passes in pieces, so the limit is about lines and disks, not memory.
	MaksDokument = 50 << 20
	// MaksLagret is how many bytes one integration may keep in our own store, unless Dokumenter.MaksHver says another:
	// twenty documents of half a megabyte for each of a thousand cases. What is more belongs in the national store.
	MaksLagret = 10 << 30
)

// Dokumenter are the places where files may lie, and how large they may be. The zero value: none can be opened here.
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

func (d Dokumenter) maks() int64 { return ellers(d.Maks, MaksDokument) }

func (d Dokumenter) maksHver() int64 { return ellers(d.MaksHver, MaksLagret) }

func ellers(n, standard int64) int64 {
	if n == 0 {
		return standard
	}
	return n
}

// Hentet is a file that is being fetched. What is cut short ends in an error, never in io.EOF.
type Hentet struct {
	io.ReadCloser
	Lengde int64  // bytes; -1: not said
	Mime   string // what it is called where it lies; may be ""
}

// Dokumentlager opens a document by its id. Why it cannot be opened is a [Dokumenthindring]; any other error is logged.
type Dokumentlager interface {
	Hent(ctx context.Context, id uuid.UUID) (*Hentet, error)
}

// Verter opens what lies at one of the operator's hosts.
type Verter interface {
	// Tar reports whether the address is at one of them. It goes nowhere.
	Tar(u *url.URL) bool
	// Hent opens it, with errors as Dokumentlager's.
	Hent(ctx context.Context, u *url.URL) (*Hentet, error)
}
