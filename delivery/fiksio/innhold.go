package fiksio

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/google/uuid"
)

// errUleselig: a message lacks a required header, and nobody is set to keep it aside.
var errUleselig = errors.New("a required header is missing, and nobody keeps such messages")

// ErrForStor: a payload beyond Oppsett.MaksInnhold.
var ErrForStor = errors.New("the payload is larger than is taken here")

// lastNed opens a payload that was too large for a message. It is Fiks IO that put it in Dokumentlager, and keeps it there a
// day longer than the message lives.
func (k *Klient) lastNed(ctx context.Context, id uuid.UUID) (io.ReadCloser, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.api.JoinPath("dokumentlager/nedlasting", id.String()).String(), nil)
	if err != nil {
		return nil, fmt.Errorf("fiksio: make a call: %w", err)
	}
	if err := k.autentiser(r); err != nil {
		return nil, err
	}
	resp, err := k.kall(r)
	if err != nil {
		return nil, fmt.Errorf("fiksio: fetch a payload: %w", err)
	}
	switch {
	case resp.StatusCode != http.StatusOK || erTekst(resp):
		err = ErrUtilgjengelig // a login page
	case resp.ContentLength > k.o.MaksInnhold:
		err = ErrForStor
	default:
		return &begrenset{ReadCloser: resp.Body, left: k.o.MaksInnhold}, nil
	}
	_ = resp.Body.Close()
	return nil, fmt.Errorf("fiksio: fetch a payload: %w", err)
}

// begrenset gives ErrForStor when more comes than may.
type begrenset struct {
	io.ReadCloser
	left int64
}

func (b *begrenset) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, ErrForStor
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1] // one too many is how we know
	}
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n - 1, ErrForStor
	}
	return n, err
}
