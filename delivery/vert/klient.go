package vert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Why a file is not fetched. Besides these: the caller's context.
var (
	// ErrVert: the address is at no host of the list, or not https. Nothing was asked for.
	ErrVert = errors.New("not at a host of the list")
	// ErrFinnesIkke: the host says that there is none (404, 410).
	ErrFinnesIkke = errors.New("the host has no such file")
	// ErrUtilgjengelig: no file came: no connection, a refusal, a redirect, another coding.
	ErrUtilgjengelig = errors.New("the host gives no file")
)

// Klient fetches from the hosts of a list. It may be used by many at once.
type Klient struct {
	verter []string
	http   *http.Client
}

var vertsform = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$`)

// New takes hosts as an address has them («arkiv.kommune.no», «arkiv.kommune.no:8443»), lower case, and a client made by
// [NyHTTP].
func New(verter []string, client *http.Client) (*Klient, error) {
	for _, v := range verter {
		if !vertsform.MatchString(v) || strings.HasSuffix(v, ":443") {
			return nil, fmt.Errorf("vert: %q is not a host", v)
		}
	}
	return &Klient{verter: slices.Clone(verter), http: client}, nil
}

// Tar reports whether the address is https, at a host of the list.
func (k *Klient) Tar(u *url.URL) bool {
	return u.Scheme == "https" && u.User == nil && u.Opaque == "" && slices.Contains(k.verter, strings.TrimSuffix(strings.ToLower(u.Host), ":443"))
}

// Fil is a file on its way. What is cut short ends in io.ErrUnexpectedEOF. Close it.
type Fil struct {
	io.ReadCloser
	Lengde int64 // bytes; -1: not said
	Mime   string
}

// Hent asks for a file. Errors: [ErrVert], [ErrFinnesIkke], [ErrUtilgjengelig]; with the last, [ErrAdresse] may be why.
func (k *Klient) Hent(ctx context.Context, u *url.URL) (*Fil, error) {
	if !k.Tar(u) {
		return nil, ErrVert
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, ErrVert
	}
	r.Header.Set("Accept", "application/pdf, image/png, image/jpeg, text/plain")
	r.Header.Set("User-Agent", "barnevernportalen")
	resp, err := k.http.Do(r)
	switch {
	case errors.Is(err, ErrAdresse):
		return nil, fmt.Errorf("%w: %w", ErrUtilgjengelig, ErrAdresse)
	case err != nil:
		return nil, ErrUtilgjengelig // the text would say the address
	case resp.StatusCode == http.StatusOK && resp.Header.Get("Content-Encoding") == "":
		return &Fil{ReadCloser: resp.Body, Lengde: resp.ContentLength, Mime: resp.Header.Get("Content-Type")}, nil
	}
	_ = resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone {
		return nil, ErrFinnesIkke
	}
	return nil, fmt.Errorf("%w: %d", ErrUtilgjengelig, resp.StatusCode)
}
