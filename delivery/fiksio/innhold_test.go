package fiksio_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/fiksio"
	"barnevernportalen/delivery/fiksio/liksom"
)

// over is more than a message takes: 5 MB.
const over = 6_000_000

func TestStorNyttelast(t *testing.T) {
	s, portal, fagsystem := verden(t)
	in, stop := fagsystem.innboks()
	out := melding(fagsystem)
	out.Data = make([]byte, over)
	_, _ = rand.Read(out.Data)
	sent := portal.send(out)
	m := faa(t, "the message", in)
	if sent.DokumentlagerID == uuid.Nil || m.DokumentlagerID != sent.DokumentlagerID {
		t.Errorf("sent %+v, received %+v", sent, m)
	}
	if got := innhold(t, m); got != string(out.Data) {
		t.Errorf("%d bytes came, or others", len(got))
	}

	// What cannot be fetched is an error, never an empty or a short payload.
	for f, want := range map[liksom.Feil]error{
		liksom.FeilHTML: fiksio.ErrUtilgjengelig, liksom.Feil500: fiksio.ErrUtilgjengelig, liksom.Feil404HTML: fiksio.ErrUtilgjengelig,
		liksom.FeilBrutt: fiksio.ErrUtilgjengelig, liksom.FeilVideresendt: fiksio.ErrUtilgjengelig,
	} {
		s.Svar(f)
		if r, err := m.Innhold(t.Context()); r != nil || !errors.Is(err, want) {
			t.Errorf("feil %d: %v", f, err)
		}
	}
	s.Svar(liksom.Ingen)
	stop()

	// Another's payload is not ours to fetch.
	portal.o.HTTP = &http.Client{Transport: omskriv{m.DokumentlagerID}}
	ours, _ := portal.innboks()
	back := melding(portal)
	back.Data = out.Data
	fagsystem.send(back)
	_, err := faa(t, "the answer", ours).Innhold(t.Context())
	if refused := new(fiksio.Avvist); !errors.As(err, &refused) || refused.Kode != 403 {
		t.Errorf("another's payload: %v", err)
	}
}

// omskriv asks for another document than the caller did.
type omskriv struct{ id uuid.UUID }

func (o omskriv) RoundTrip(r *http.Request) (*http.Response, error) {
	r.URL.Path = "/dokumentlager/nedlasting/" + o.id.String()
	return (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
}

// A payload beyond the limit, or one that ends too soon, ends in an error, wherever it came from.
func TestGrenserForNyttelast(t *testing.T) {
	_, portal, fagsystem := verden(t)
	data := make([]byte, over)
	for what, c := range map[string]struct {
		size  int
		limit int64
		cut   func(*http.Response)
		want  error
	}{
		"just right, in the message":        {1000, 1000, nil, nil},
		"one too many, in the message":      {1001, 1000, nil, fiksio.ErrForStor},
		"just right, fetched":               {over, over, nil, nil},
		"one too many, fetched":             {over, over - 1, nil, fiksio.ErrForStor},
		"one too many, of unknown length":   {over, over - 1, func(r *http.Response) { r.ContentLength = -1 }, fiksio.ErrForStor},
		"just right, of unknown length":     {over, over, func(r *http.Response) { r.ContentLength = -1 }, nil},
		"far too many, of unknown length":   {over, 10, func(r *http.Response) { r.ContentLength = -1 }, fiksio.ErrForStor},
		"fetched, and the connection cut":   {over, over, func(r *http.Response) { r.Body = avkuttet{r.Body} }, io.ErrUnexpectedEOF},
		"fetched, and a page instead of it": {over, over, func(r *http.Response) { r.Header.Set("Content-Type", "text/html") }, fiksio.ErrUtilgjengelig},
	} {
		fagsystem.o.MaksInnhold = c.limit
		fagsystem.o.HTTP = &http.Client{Transport: endre{c.cut}}
		in, stop := fagsystem.innboks()
		out := melding(fagsystem)
		out.Data = data[:c.size]
		portal.send(out)
		r, err := faa(t, what, in).Innhold(t.Context())
		if err == nil {
			var got []byte
			got, err = io.ReadAll(r)
			_ = r.Close()
			if int64(len(got)) > c.limit || (c.want == nil && !bytes.Equal(got, out.Data)) {
				t.Errorf("%s: %d bytes", what, len(got))
			}
		}
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
		stop()
	}
}

// endre changes answers on their way.
type endre struct{ how func(*http.Response) }

func (e endre) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(r)
	if err == nil && e.how != nil {
		e.how(resp)
	}
	return resp, err
}

// avkuttet breaks off, as net/http tells of a connection that did.
type avkuttet struct{ io.ReadCloser }

func (a avkuttet) Read(p []byte) (int, error) {
	n, err := a.ReadCloser.Read(p[:min(len(p), 100)])
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
