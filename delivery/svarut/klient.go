package svarut

import (
	"bytes"
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
	"time"

	"github.com/google/uuid"
)

// Why a call came to nothing.
var (
	// ErrAvvist: SvarUt will not have this letter, however often it is sent.
	ErrAvvist = errors.New("svarut refuses the letter")
	// ErrTilgang: our token, integration or right is not accepted. Nothing is wrong with the letter.
	ErrTilgang = errors.New("svarut does not accept who we are")
	// ErrUtilgjengelig: no answer that can be believed. It is not known whether the letter was taken.
	ErrUtilgjengelig = errors.New("svarut gives no usable answer")
)

// Token gives a Maskinporten access token with the scope ks:fiks.
type Token interface {
	Token(ctx context.Context) (string, error)
}

// Oppsett is where SvarUt is and who we are to it.
type Oppsett struct {
	Adresse            string // https://svarut.ks.no, or https://test.svarut.ks.no
	KontoID            uuid.UUID
	IntegrasjonID      uuid.UUID
	IntegrasjonPassord string
	Token              Token
	// HTTP makes the calls; nil is a client of our own. It must not follow redirects: the password would go along.
	HTTP *http.Client
}

// Tidsfrist is how long a client must be ready to wait for an answer. Source: SvarUt's documentation.
const Tidsfrist = 16 * time.Minute

// maksSvar bounds what is read of an answer, in bytes.
const maksSvar = 1 << 20

// Klient calls SvarUt. Make it with [Ny].
type Klient struct {
	o    Oppsett
	base *url.URL
}

// Ny checks the settings.
func Ny(o Oppsett) (*Klient, error) {
	base, err := url.Parse(o.Adresse)
	if err != nil || base.Host == "" || base.User != nil || (base.Scheme != "https" && !loopback(base)) {
		return nil, errors.New("svarut: the address must be https")
	}
	if o.KontoID == uuid.Nil || o.IntegrasjonID == uuid.Nil || o.IntegrasjonPassord == "" || o.Token == nil {
		return nil, errors.New("svarut: account, integration, password and token must be set")
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone(), Timeout: Tidsfrist, CheckRedirect: ikkeVidere}
	}
	return &Klient{o: o, base: base.JoinPath("api/v3/kontoer", o.KontoID.String(), "forsendelser")}, nil
}

func loopback(u *url.URL) bool {
	h := u.Hostname()
	return u.Scheme == "http" && (h == "localhost" || h == "127.0.0.1" || h == "::1")
}

func ikkeVidere(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Send hands a letter over and returns SvarUt's id for it. Errors: ErrAvvist, ErrTilgang, ErrUtilgjengelig.
func (k *Klient) Send(ctx context.Context, f Forsendelse, filer ...Fil) (uuid.UUID, error) {
	return k.send(ctx, "print", f.wire(filer), filer)
}

// send makes one shipment of metadata and its files.
func (k *Klient) send(ctx context.Context, sti string, metadata any, filer []Fil) (uuid.UUID, error) {
	meta, err := json.Marshal(metadata)
	if err != nil {
		return uuid.Nil, fmt.Errorf("svarut: write the metadata: %w", err)
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	// «forsendelse» first, then the documents in the order of the metadata, known by filename.
	if err := part(w, "forsendelse", "", "application/json", meta); err != nil {
		return uuid.Nil, err
	}
	for _, fil := range filer {
		if err := part(w, "filer", fil.Navn, "application/octet-stream", fil.Innhold); err != nil {
			return uuid.Nil, err
		}
	}
	if err := w.Close(); err != nil {
		return uuid.Nil, fmt.Errorf("svarut: write a letter: %w", err)
	}
	var answer struct {
		ID uuid.UUID `json:"id"`
	}
	if err := k.post(ctx, sti, w.FormDataContentType(), &body, &answer); err != nil {
		return uuid.Nil, err
	}
	if answer.ID == uuid.Nil {
		return uuid.Nil, fmt.Errorf("%w: no id", ErrUtilgjengelig)
	}
	return answer.ID, nil
}

func part(w *multipart.Writer, name, filename, mimeType string, content []byte) error {
	disposition := map[string]string{"name": name}
	if filename != "" {
		disposition["filename"] = filename
	}
	p, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {mime.FormatMediaType("form-data", disposition)}, "Content-Type": {mimeType},
	})
	if err == nil {
		_, err = p.Write(content)
	}
	if err != nil {
		return fmt.Errorf("svarut: write a letter: %w", err)
	}
	return nil
}

// Status asks about letters, by SvarUt's ids. Those it does not know are not in the answer. A status that is not in the
// published list is left out: it is news only when we know what it means.
func (k *Klient) Status(ctx context.Context, ids []uuid.UUID) ([]Statussvar, error) {
	body, err := json.Marshal(map[string][]uuid.UUID{"id": ids})
	if err != nil {
		return nil, fmt.Errorf("svarut: ask about letters: %w", err)
	}
	var answer struct {
		Statuser []Statussvar `json:"statuser"`
	}
	if err := k.post(ctx, "status/sok", "application/json", bytes.NewReader(body), &answer); err != nil {
		return nil, err
	}
	known := answer.Statuser[:0]
	for _, s := range answer.Statuser {
		if _, ok := utfall[s.Status]; ok {
			known = append(known, s)
		}
	}
	return known, nil
}

// post makes one call and reads its answer. It looks at the status and the type before the body: the body of an error is
// for people, and may repeat what we sent, so it goes nowhere.
func (k *Klient) post(ctx context.Context, path, contentType string, body io.Reader, into any) error {
	token, err := k.o.Token.Token(ctx)
	if err != nil {
		return fmt.Errorf("svarut: get a token: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, k.base.JoinPath(path).String(), body)
	if err != nil {
		return fmt.Errorf("svarut: make a call: %w", err)
	}
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Accept", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("IntegrasjonId", k.o.IntegrasjonID.String())
	r.Header.Set("IntegrasjonPassord", k.o.IntegrasjonPassord)
	resp, err := k.o.HTTP.Do(r)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUtilgjengelig, err)
	}
	defer func() { _ = resp.Body.Close() }()
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Errorf("%w: %d", ErrTilgang, resp.StatusCode)
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge,
		http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity:
		return fmt.Errorf("%w: %d", ErrAvvist, resp.StatusCode)
	default:
		return fmt.Errorf("%w: %d", ErrUtilgjengelig, resp.StatusCode)
	}
	if t, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err != nil || t != "application/json" {
		return fmt.Errorf("%w: 200, but no JSON", ErrUtilgjengelig)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maksSvar+1))
	if err != nil || len(raw) > maksSvar || json.Unmarshal(raw, into) != nil {
		return fmt.Errorf("%w: 200, but a body that cannot be read", ErrUtilgjengelig)
	}
	return nil
}
