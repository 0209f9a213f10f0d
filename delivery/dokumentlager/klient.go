package dokumentlager

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Why a call came to nothing; see also [Avvist].
var (
	// ErrUtilgjengelig: no answer that can be believed. It is not known whether it was done.
	ErrUtilgjengelig = errors.New("dokumentlager gives no usable answer")
	// ErrFinnesIkke: it never was there, or its time is over (404, 410).
	ErrFinnesIkke = errors.New("the document is not there")
	// ErrForStor: a document beyond Oppsett.Maks.
	ErrForStor = errors.New("the document is larger than is taken here")
)

// Avvist is a refusal (4xx). It holds nothing of the peer's text.
type Avvist struct {
	Kode int // HTTP status
}

func (a *Avvist) Error() string { return fmt.Sprintf("dokumentlager refuses: %d", a.Kode) }

// Oppsett is where Dokumentlager is and who we are to it.
type Oppsett struct {
	API                string    // https://api.fiks.ks.no
	FiksOrgID, KontoID uuid.UUID // whose documents LastOpp and Slett are about; who only fetches needs neither
	IntegrasjonID      uuid.UUID
	IntegrasjonPassord string
	Token              func(context.Context) (string, error) // a Maskinporten access token, scope ks:fiks
	HTTP               *http.Client                          // nil: our own, without time limit but the context's
	Maks               int64                                 // largest download, in bytes; default 256 MiB
}

const (
	maksSvar  = 1 << 20 // bytes of a JSON answer
	maks      = 256 << 20
	svarfrist = time.Minute // from the end of what we send to the first of an answer
)

// Klient calls Dokumentlager. Make it with [New]. It may be used by many at once.
type Klient struct {
	o    Oppsett
	api  *url.URL
	http *http.Client
}

// New checks the settings; nothing is called yet.
func New(o Oppsett) (*Klient, error) {
	api, err := url.Parse(o.API)
	if err != nil || api.Host == "" || api.User != nil || (api.Scheme != "https" && (api.Scheme != "http" || !loopback(api))) {
		return nil, errors.New("dokumentlager: the address must be https and name no user")
	}
	if (o.FiksOrgID == uuid.Nil) != (o.KontoID == uuid.Nil) || o.IntegrasjonID == uuid.Nil || o.IntegrasjonPassord == "" || o.Token == nil || o.Maks < 0 {
		return nil, errors.New("dokumentlager: integration, password and token must be set, and organisation and account both or neither")
	}
	if o.Maks == 0 {
		o.Maks = maks
	}
	var client http.Client
	if o.HTTP != nil {
		client = *o.HTTP
	} else {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.ResponseHeaderTimeout = svarfrist
		client.Transport = transport
	}
	// Never to another place: the password would go along.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Klient{o: o, api: api, http: &client}, nil
}

func loopback(u *url.URL) bool {
	h := u.Hostname()
	return h == "localhost" || h == "127.0.0.1" || h == "::1"
}

// LastOpp stores a document, streaming it, and returns its id. Errors: ErrUgyldig, *Avvist, ErrUtilgjengelig; the last one's
// document, if there came to be one, ends with its TTL.
func (k *Klient) LastOpp(ctx context.Context, d Dokument) (uuid.UUID, error) {
	if k.o.KontoID == uuid.Nil {
		return uuid.Nil, fmt.Errorf("dokumentlager: upload: %w: there is no account to store it in", ErrUgyldig)
	}
	meta, err := d.metadata()
	if err != nil {
		return uuid.Nil, err
	}
	raw, err := json.Marshal(meta)
	if err != nil {
		return uuid.Nil, fmt.Errorf("dokumentlager: write the metadata: %w", err)
	}
	body, pipe := io.Pipe()
	w := multipart.NewWriter(pipe)
	go func() { pipe.CloseWithError(skriv(w, raw, d)) }()
	defer func() { _ = body.Close() }()

	r, err := k.kall(ctx, http.MethodPost, k.dokumenter(""), body)
	if err != nil {
		return uuid.Nil, err
	}
	r.URL.RawQuery = "kryptert=" + strconv.FormatBool(d.Kryptert)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Accept", "application/json")
	resp, err := k.gjor(r)
	if err != nil {
		return uuid.Nil, fmt.Errorf("dokumentlager: upload: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		ID uuid.UUID `json:"id"`
	}
	raw, err = io.ReadAll(io.LimitReader(resp.Body, maksSvar+1))
	if err != nil || len(raw) > maksSvar || json.Unmarshal(raw, &answer) != nil || answer.ID == uuid.Nil {
		return uuid.Nil, fmt.Errorf("dokumentlager: upload: %w: a body that cannot be read", ErrUtilgjengelig)
	}
	return answer.ID, nil
}

// skriv writes the two parts.
func skriv(w *multipart.Writer, meta []byte, d Dokument) error {
	part := func(disposition map[string]string, mimeType string) (io.Writer, error) {
		return w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {mime.FormatMediaType("form-data", disposition)}, "Content-Type": {mimeType},
		})
	}
	p, err := part(map[string]string{"name": "metadata"}, "application/json")
	if err == nil {
		_, err = p.Write(meta)
	}
	if err == nil {
		p, err = part(map[string]string{"name": "dokument", "filename": d.Navn}, "application/octet-stream")
	}
	if err == nil {
		_, err = io.Copy(p, d.Innhold)
	}
	if err != nil {
		return err
	}
	return w.Close()
}

// Nedlasting is a document on its way.
type Nedlasting struct {
	io.ReadCloser
	Lengde int64  // bytes; -1: not said
	Mime   string // as Dokumentlager calls it
}

// LastNed opens a document. Close it. What is cut short, or longer than Oppsett.Maks, ends in an error and never in io.EOF.
// Errors: ErrFinnesIkke, ErrForStor, *Avvist, ErrUtilgjengelig.
func (k *Klient) LastNed(ctx context.Context, id uuid.UUID) (*Nedlasting, error) {
	r, err := k.kall(ctx, http.MethodGet, k.api.JoinPath("dokumentlager/nedlasting", id.String()), nil)
	if err != nil {
		return nil, err
	}
	resp, err := k.gjor(r)
	if err != nil {
		return nil, fmt.Errorf("dokumentlager: download: %w", err)
	}
	switch {
	case resp.StatusCode != http.StatusOK:
		err = ErrUtilgjengelig
	case resp.ContentLength > k.o.Maks:
		err = ErrForStor
	default:
		return &Nedlasting{&begrenset{ReadCloser: resp.Body, left: k.o.Maks}, resp.ContentLength, resp.Header.Get("Content-Type")}, nil
	}
	_ = resp.Body.Close()
	return nil, fmt.Errorf("dokumentlager: download: %w", err)
}

// Slett deletes a document of ours; its metadata stays. One that is gone already is ErrFinnesIkke.
func (k *Klient) Slett(ctx context.Context, id uuid.UUID) error {
	if k.o.KontoID == uuid.Nil {
		return fmt.Errorf("dokumentlager: delete: %w: there is no account", ErrUgyldig)
	}
	r, err := k.kall(ctx, http.MethodDelete, k.dokumenter(id.String()), nil)
	if err != nil {
		return err
	}
	resp, err := k.gjor(r)
	if err != nil {
		return fmt.Errorf("dokumentlager: delete: %w", err)
	}
	return resp.Body.Close()
}

// dokumenter is our account's documents, which is an address that ends in a slash, or one of them.
func (k *Klient) dokumenter(id string) *url.URL {
	return k.api.JoinPath("dokumentlager/api/v1", k.o.FiksOrgID.String(), "kontoer", k.o.KontoID.String(), "dokumenter/"+id)
}

func (k *Klient) kall(ctx context.Context, method string, to *url.URL, body io.Reader) (*http.Request, error) {
	token, err := k.o.Token(ctx)
	if err != nil {
		return nil, fmt.Errorf("dokumentlager: get a token: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, method, to.String(), body)
	if err != nil {
		return nil, fmt.Errorf("dokumentlager: make a call: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("IntegrasjonId", k.o.IntegrasjonID.String())
	r.Header.Set("IntegrasjonPassord", k.o.IntegrasjonPassord)
	return r, nil
}

// gjor makes the call; its error is about the answer. A refusal is believed only from Fiks itself, which answers in JSON.
func (k *Klient) gjor(r *http.Request) (*http.Response, error) {
	resp, err := k.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUtilgjengelig, err)
	}
	t, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if resp.StatusCode >= 200 && resp.StatusCode < 300 && t != "text/html" { // a login page says nothing
		return resp, nil
	}
	_ = resp.Body.Close()
	switch code := resp.StatusCode; {
	case t != "application/json", code == http.StatusRequestTimeout, code == http.StatusTooManyRequests:
	case code == http.StatusNotFound, code == http.StatusGone:
		return nil, ErrFinnesIkke
	case code >= 400 && code < 500:
		return nil, &Avvist{Kode: code}
	}
	return nil, fmt.Errorf("%w: %d", ErrUtilgjengelig, resp.StatusCode)
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
