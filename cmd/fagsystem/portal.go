package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Why a call came to nothing. None of them has the peer's words in it: an error page may repeat what we sent.
var (
	errTilgang       = errors.New("the portal does not accept who we are, or we lack the right")
	errUtilgjengelig = errors.New("the portal gives no usable answer")
)

// avslag is a refusal the portal has a word for.
type avslag struct {
	Status int    // HTTP
	Kode   string // GraphQL's extensions.kode, or errorCode over REST; "" when it has none
}

func (a *avslag) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the portal refuses: %d %s", a.Status, a.Kode))
}

// Limits. An answer is small; what is downloaded goes to disk and has its own limit.
const (
	maksSvar  = 4 << 20
	tidsfrist = 30 * time.Second // for an answer to begin
)

// portal speaks HTTP with the portal.
type portal struct {
	base *url.URL
	http *http.Client
	// identitet puts on the three headers every integration carries, with a token that still lives.
	identitet func(context.Context, http.Header) error
}

func nyPortal(adresse string, identitet func(context.Context, http.Header) error) (*portal, error) {
	base, err := url.Parse(adresse)
	if err != nil || base.Host == "" || base.User != nil || (base.Scheme != "https" && (base.Scheme != "http" || !loopback(base))) {
		return nil, errors.New("the portal's address must be https and name no user")
	}
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = tidsfrist
	return &portal{base: base, identitet: identitet, http: &http.Client{
		Transport: t,
		// The password must not go along to wherever a redirect leads.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func loopback(u *url.URL) bool {
	h := u.Hostname()
	return h == "localhost" || h == "127.0.0.1" || h == "::1"
}

// kall makes one call; the body of what it returns, always a 2xx, is the caller's to close. What stands behind a ? in sti is
// the query, encoded.
func (p *portal) kall(ctx context.Context, metode, sti, type_ string, kropp io.Reader) (*http.Response, error) {
	sti, sporring, _ := strings.Cut(sti, "?")
	adresse := p.base.JoinPath(sti)
	adresse.RawQuery = sporring
	r, err := http.NewRequestWithContext(ctx, metode, adresse.String(), kropp)
	if err != nil {
		return nil, errors.New("make a call: the address is not one")
	}
	if err := p.identitet(ctx, r.Header); err != nil {
		return nil, err
	}
	r.Header.Set("Accept", "application/json, application/octet-stream;q=0.9")
	if type_ != "" {
		r.Header.Set("Content-Type", type_)
	}
	resp, err := p.http.Do(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errUtilgjengelig, err)
	}
	if resp.StatusCode/100 == 2 {
		return resp, nil
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden:
		return nil, fmt.Errorf("%w: %d", errTilgang, resp.StatusCode)
	// A refusal is believed when it is JSON: a proxy that has lost its way answers 404 too, with a page.
	case resp.StatusCode/100 == 4 && resp.StatusCode != http.StatusTooManyRequests && erJSON(resp):
		var feil struct {
			ErrorCode string `json:"errorCode"`
		}
		_ = json.NewDecoder(io.LimitReader(resp.Body, maksSvar)).Decode(&feil) // without a code the number must do
		return nil, &avslag{Status: resp.StatusCode, Kode: ord(feil.ErrorCode)}
	}
	return nil, fmt.Errorf("%w: %d", errUtilgjengelig, resp.StatusCode)
}

func erJSON(r *http.Response) bool {
	t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && (t == "application/json" || t == "application/graphql-response+json")
}

// json makes a call whose answer is JSON of the form of into.
func (p *portal) json(ctx context.Context, metode, sti, type_ string, kropp io.Reader, into any) error {
	ctx, slutt := context.WithTimeout(ctx, 2*tidsfrist)
	defer slutt()
	resp, err := p.kall(ctx, metode, sti, type_, kropp)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	if !erJSON(resp) {
		return fmt.Errorf("%w: %d, but no JSON", errUtilgjengelig, resp.StatusCode)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maksSvar+1))
	if err != nil || len(raw) > maksSvar || json.Unmarshal(raw, into) != nil {
		return fmt.Errorf("%w: %d, but a body that cannot be read", errUtilgjengelig, resp.StatusCode)
	}
	return nil
}

// lever asks whether the portal is up.
func (p *portal) lever(ctx context.Context) error {
	resp, err := p.kall(ctx, http.MethodGet, "helse", "", nil)
	if err == nil {
		_ = resp.Body.Close()
	}
	return err
}

// spor asks by GraphQL.
func (p *portal) spor(ctx context.Context, dokument string, variabler map[string]any, into any) error {
	kropp, err := json.Marshal(map[string]any{"query": dokument, "variables": variabler})
	if err != nil {
		return fmt.Errorf("write a question: %w", err)
	}
	var svar struct {
		Data   json.RawMessage `json:"data"`
		Errors []graphqlFeil   `json:"errors"`
	}
	if err := p.json(ctx, http.MethodPost, "graphql", "application/json", bytes.NewReader(kropp), &svar); err != nil {
		return err
	}
	if len(svar.Errors) > 0 {
		return svar.Errors[0].feil()
	}
	if len(svar.Data) == 0 || json.Unmarshal(svar.Data, into) != nil {
		return fmt.Errorf("%w: 200, but no data", errUtilgjengelig)
	}
	return nil
}

// graphqlFeil is one error of an answer. Its message is for people at the other end, and is not read.
type graphqlFeil struct {
	Extensions struct {
		Kode string `json:"kode"`
	} `json:"extensions"`
}

// Codes that say something about who we are, or about the portal, and nothing about the report. Source: docs/http.md.
func (f graphqlFeil) feil() error {
	switch kode := f.Extensions.Kode; kode {
	case "IKKE_INNLOGGET", "FOR_LAVT_NIVA":
		return fmt.Errorf("%w: %s", errTilgang, kode)
	case "UTILGJENGELIG", "UVISST", "INTERN", "FOR_MYE":
		return fmt.Errorf("%w: %s", errUtilgjengelig, kode)
	case "":
		return fmt.Errorf("%w: an error without a code", errUtilgjengelig)
	default:
		return &avslag{Status: http.StatusOK, Kode: ord(kode)}
	}
}

// ord keeps a peer's code out of the log if it is not a code.
func ord(kode string) string {
	for _, r := range kode {
		if (r < 'A' || r > 'Z') && r != '_' {
			return "UKJENT"
		}
	}
	return kode[:min(len(kode), 40)]
}
