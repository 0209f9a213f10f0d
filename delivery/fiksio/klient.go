package fiksio

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Why a call came to nothing; see also [Avvist].
var (
	// ErrUtilgjengelig: no answer that can be believed. Of a message that was to be sent it is not known whether it was.
	ErrUtilgjengelig = errors.New("fiks io gives no usable answer")
	// ErrUgyldig: we were asked to send what Fiks IO would not take. Nothing was sent.
	ErrUgyldig = errors.New("not a message that can be sent")
)

// Avvist is a refusal (4xx with Fiks' own error body): what was asked for was not done. It holds nothing of the peer's text.
type Avvist struct {
	Kode int // HTTP status
}

func (a *Avvist) Error() string { return fmt.Sprintf("fiks io refuses: %d", a.Kode) }

// Tilgang tells whether it is who we are that is refused, and nothing wrong with what we asked for.
func (a *Avvist) Tilgang() bool {
	return a.Kode == http.StatusUnauthorized || a.Kode == http.StatusForbidden
}

// Oppsett is where Fiks IO is and who we are to it.
type Oppsett struct {
	API                string    // https://api.fiks.ks.no, or https://api.fiks.test.ks.no
	AMQP               string    // amqps://io.fiks.ks.no:5671, or amqps://io.fiks.test.ks.no:5671; without user. Empty: only sends
	KontoID            uuid.UUID // the account we send from
	IntegrasjonID      uuid.UUID
	IntegrasjonPassord string
	// Token gives a Maskinporten access token with the scope ks:fiks. It is asked at every call and every connect.
	Token func(context.Context) (string, error)

	// TLS is for AMQP; nil is the system's own roots, TLS 1.2 or later.
	TLS *tls.Config
	// HTTP makes the REST calls; nil is a client of our own. Redirects are never followed: the password would go along.
	HTTP *http.Client
	Log  *slog.Logger // nil: silent

	Navn        string        // what the broker's operators see; default «Barnevernportalen»
	Prefetch    int           // unacknowledged messages at a time; default 10, as KS's clients
	MaksInnhold int64         // largest payload, in bytes; default 256 MiB
	MinPause    time.Duration // before a failed connection or message is tried again; default 1 s
	MaksPause   time.Duration // the pauses double up to this; default 1 minute

	// Uleselig is given a message that lacks what every message must have, to keep it aside and call a person. nil: it is
	// acknowledged; an error, or no function: it stays with the broker, and is given again.
	Uleselig func(context.Context, Raa) error
	// Koblet is told when an account begins to be consumed (nil) and when that ended (why). May be nil. It must not block.
	Koblet func(kontoID uuid.UUID, err error)
}

// Limits on answers, in bytes. Those that are read whole are small.
const (
	maksSvar        = 1 << 20
	standardInnhold = 256 << 20
)

// Tidsfrist is how long an answer is waited for, when the caller brings no http.Client: the upload of a large payload included.
const Tidsfrist = 2 * time.Minute

// Klient calls Fiks IO. Make it with [New]. It may be used by many at once.
type Klient struct {
	o    Oppsett
	api  *url.URL
	amqp *url.URL // nil: sends only
	http *http.Client
	log  *slog.Logger
}

// New checks the settings; nothing is called yet.
func New(o Oppsett) (*Klient, error) {
	api, err := url.Parse(o.API)
	if err != nil || api.Host == "" || api.User != nil || (api.Scheme != "https" && (api.Scheme != "http" || !loopback(api))) {
		return nil, errors.New("fiksio: the API address must be https and name no user")
	}
	if o.KontoID == uuid.Nil || o.IntegrasjonID == uuid.Nil || o.IntegrasjonPassord == "" || o.Token == nil {
		return nil, errors.New("fiksio: account, integration, password and token must be set")
	}
	if o.Prefetch < 0 || o.MaksInnhold < 0 || o.MinPause < 0 || o.MaksPause < 0 {
		return nil, errors.New("fiksio: a limit cannot be negative")
	}
	k := &Klient{api: api, log: o.Log}
	if o.AMQP != "" {
		k.amqp, err = url.Parse(o.AMQP)
		if err != nil || k.amqp.Host == "" || k.amqp.User != nil ||
			(k.amqp.Scheme != "amqps" && (k.amqp.Scheme != "amqp" || !loopback(k.amqp))) {
			return nil, errors.New("fiksio: the AMQP address must be amqps and name no user")
		}
	}
	client := http.Client{Timeout: Tidsfrist}
	if o.HTTP != nil {
		client = *o.HTTP
	} else {
		client.Transport = http.DefaultTransport.(*http.Transport).Clone() // connections of its own
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	k.http = &client
	if k.log == nil {
		k.log = slog.New(slog.DiscardHandler)
	}
	if o.Koblet == nil {
		o.Koblet = func(uuid.UUID, error) {}
	}
	o.Navn = standard(o.Navn, "Barnevernportalen")
	o.Prefetch = standard(o.Prefetch, 10)
	o.MaksInnhold = standard(o.MaksInnhold, standardInnhold)
	o.MinPause = standard(o.MinPause, time.Second)
	o.MaksPause = max(standard(o.MaksPause, time.Minute), o.MinPause)
	k.o = o
	return k, nil
}

// standard is a setting, or what holds when it is not set.
func standard[T comparable](set, otherwise T) T {
	var none T
	if set == none {
		return otherwise
	}
	return set
}

func loopback(u *url.URL) bool {
	h := u.Hostname()
	return h == "localhost" || h == "127.0.0.1" || h == "::1"
}

// autentiser puts the three headers on a call that every integration must carry.
func (k *Klient) autentiser(r *http.Request) error {
	token, err := k.o.Token(r.Context())
	if err != nil {
		return fmt.Errorf("fiksio: get a token: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("IntegrasjonId", k.o.IntegrasjonID.String())
	r.Header.Set("IntegrasjonPassord", k.o.IntegrasjonPassord)
	return nil
}

// kall makes one call and returns an answer of 2xx; its body is the caller's to close. All else is an error.
//
// A refusal is believed only when it is JSON: a proxy that lost its way answers 404 with a page, and a report must not be
// called refused for that. «Too many» and «too slow» (429, 425, 408) are for another time, and no refusal.
func (k *Klient) kall(r *http.Request) (*http.Response, error) {
	resp, err := k.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUtilgjengelig, err)
	}
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		return resp, nil
	}
	_ = resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests:
	case code >= 400 && code < 500 && erJSON(resp):
		return nil, &Avvist{Kode: code}
	}
	return nil, fmt.Errorf("%w: %d", ErrUtilgjengelig, resp.StatusCode)
}

func erJSON(resp *http.Response) bool {
	t, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return err == nil && t == "application/json"
}

// erTekst tells an answer for a person from sealed bytes.
func erTekst(resp *http.Response) bool {
	t, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	return strings.HasPrefix(t, "text/")
}

// svar makes a call whose answer is a small JSON document.
func (k *Klient) svar(r *http.Request, into any) error {
	r.Header.Set("Accept", "application/json")
	resp, err := k.kall(r)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if !erJSON(resp) {
		return fmt.Errorf("%w: %d, but no JSON", ErrUtilgjengelig, resp.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maksSvar+1))
	if err != nil || len(raw) > maksSvar || json.Unmarshal(raw, into) != nil {
		return fmt.Errorf("%w: %d, but a body that cannot be read", ErrUtilgjengelig, resp.StatusCode)
	}
	return nil
}
