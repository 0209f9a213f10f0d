package fiksio

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"time"

	"github.com/google/uuid"
)

// MinTTL is the shortest life Fiks IO gives a message. Source: KS's page on Fiks IO.
const MinTTL = time.Second

// Melding is a message to send.
type Melding struct {
	MottakerKontoID uuid.UUID
	Type            string        // one of the Type… constants
	SvarPaMelding   uuid.UUID     // the MeldingID this answers; Nil: none
	TTL             time.Duration // sent as whole milliseconds, rounded down; 0: Fiks IO's own, 7 days
	// KlientMeldingID is the same when the same message is sent again, so that the receiver can know it. Nil: not sent.
	KlientMeldingID      uuid.UUID
	KlientKorrelasjonsID string // the same in every message of a dialogue; the receiver copies it into its answers
	// Headere are further headers of our own, without prefix: «bydel-ressurs-id», «bekymringsmelding-id».
	Headere map[string]string
	Data    []byte // sealed already; nil: no payload. Empty but not nil is ErrUgyldig
}

// Sendt is Fiks IO's answer: the message is with the broker.
type Sendt struct {
	MeldingID       uuid.UUID // new at every send, also of the same message
	DokumentlagerID uuid.UUID // Nil, unless the payload was so large that it was put there
	TTL             time.Duration
}

// metadata is the part «metadata». Source: the wire model of KS's own send client (camelCase, milliseconds); the example in
// the documentation is another's.
type metadata struct {
	AvsenderKontoID uuid.UUID         `json:"avsenderKontoId"`
	MottakerKontoID uuid.UUID         `json:"mottakerKontoId"`
	MeldingType     string            `json:"meldingType"`
	SvarPaMelding   *uuid.UUID        `json:"svarPaMelding,omitempty"`
	TTL             int64             `json:"ttl,omitempty"`
	Headere         map[string]string `json:"headere,omitempty"`
}

// sendtSvar is the answer.
type sendtSvar struct {
	MeldingID       uuid.UUID  `json:"meldingId"`
	MeldingType     string     `json:"meldingType"`
	AvsenderKontoID uuid.UUID  `json:"avsenderKontoId"`
	MottakerKontoID uuid.UUID  `json:"mottakerKontoId"`
	TTL             int64      `json:"ttl"`
	DokumentlagerID *uuid.UUID `json:"dokumentlagerId"`
}

// Send hands a message over. Errors: [*Avvist], it was refused; [ErrUgyldig], it cannot be sent; any other, such as
// [ErrUtilgjengelig], and it is not known whether it was sent: send again, with the same KlientMeldingID.
func (k *Klient) Send(ctx context.Context, m Melding) (Sendt, error) {
	meta, err := k.metadata(m)
	if err != nil {
		return Sendt{}, err
	}
	body, err := nyFlerdelt(meta, m.Data)
	if err != nil {
		return Sendt{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, k.api.JoinPath("fiks-io/api/v1/send").String(), body.reader())
	if err != nil {
		return Sendt{}, fmt.Errorf("fiksio: make a call: %w", err)
	}
	r.ContentLength = body.lengde()
	// Only used when nothing was written yet on a connection that turned out dead.
	r.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(body.reader()), nil }
	r.Header.Set("Content-Type", body.contentType)
	if err := k.autentiser(r); err != nil {
		return Sendt{}, err
	}
	var s sendtSvar
	if err := k.svar(r, &s); err != nil {
		return Sendt{}, fmt.Errorf("fiksio: send: %w", err)
	}
	if s.MeldingID == uuid.Nil || s.MeldingType != m.Type || s.MottakerKontoID != m.MottakerKontoID || s.AvsenderKontoID != k.o.KontoID {
		return Sendt{}, fmt.Errorf("fiksio: send: %w: it is about another message", ErrUtilgjengelig)
	}
	sendt := Sendt{MeldingID: s.MeldingID, TTL: time.Duration(s.TTL) * time.Millisecond}
	if s.DokumentlagerID != nil {
		sendt.DokumentlagerID = *s.DokumentlagerID
	}
	return sendt, nil
}

// metadata checks a message and writes its metadata.
func (k *Klient) metadata(m Melding) ([]byte, error) {
	switch {
	case m.MottakerKontoID == uuid.Nil || m.Type == "":
		return nil, fmt.Errorf("fiksio: %w: no receiver, or no type", ErrUgyldig)
	case m.TTL != 0 && m.TTL < MinTTL:
		return nil, fmt.Errorf("fiksio: %w: the TTL is less than a second", ErrUgyldig)
	case m.Data != nil && len(m.Data) == 0:
		return nil, fmt.Errorf("fiksio: %w: the payload is empty", ErrUgyldig) // Fiks IO answers this with an error
	}
	headere := make(map[string]string, len(m.Headere)+3)
	for name, value := range m.Headere {
		switch name {
		case "", egenKlientMeldingID, egenKorrelasjonsID, egenKorrelasjonsIDGml, headerKlientMelding:
			return nil, fmt.Errorf("fiksio: %w: a header that has its own field", ErrUgyldig)
		}
		headere[name] = value
	}
	if m.KlientMeldingID != uuid.Nil {
		headere[egenKlientMeldingID] = m.KlientMeldingID.String()
	}
	if m.KlientKorrelasjonsID != "" {
		headere[egenKorrelasjonsID], headere[egenKorrelasjonsIDGml] = m.KlientKorrelasjonsID, m.KlientKorrelasjonsID
	}
	w := metadata{
		AvsenderKontoID: k.o.KontoID, MottakerKontoID: m.MottakerKontoID, MeldingType: m.Type,
		TTL: m.TTL.Milliseconds(), Headere: headere,
	}
	if m.SvarPaMelding != uuid.Nil {
		w.SvarPaMelding = &m.SvarPaMelding
	}
	raw, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("fiksio: write the metadata: %w", err)
	}
	return raw, nil
}

// flerdelt is a multipart body: what stands before the payload, the payload, which is not copied, and what stands after.
type flerdelt struct {
	foran, data, etter []byte
	contentType        string
}

func (f flerdelt) reader() io.Reader {
	return io.MultiReader(bytes.NewReader(f.foran), bytes.NewReader(f.data), bytes.NewReader(f.etter))
}

func (f flerdelt) lengde() int64 { return int64(len(f.foran) + len(f.data) + len(f.etter)) }

func nyFlerdelt(meta, data []byte) (flerdelt, error) {
	var frame bytes.Buffer
	w := multipart.NewWriter(&frame)
	part := func(disposition map[string]string, mimeType string) (io.Writer, error) {
		return w.CreatePart(textproto.MIMEHeader{
			"Content-Disposition": {mime.FormatMediaType("form-data", disposition)}, "Content-Type": {mimeType},
		})
	}
	p, err := part(map[string]string{"name": "metadata"}, "application/json")
	if err == nil {
		_, err = p.Write(meta)
	}
	if err == nil && data != nil {
		// A file name must be there, and says nothing.
		_, err = part(map[string]string{"name": "data", "filename": uuid.NewString()}, "application/octet-stream")
	}
	before := frame.Len()
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return flerdelt{}, fmt.Errorf("fiksio: write a message: %w", err)
	}
	return flerdelt{foran: frame.Bytes()[:before], data: data, etter: frame.Bytes()[before:], contentType: w.FormDataContentType()}, nil
}
