package fiksio

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

// Mottatt is a message that has come.
type Mottatt struct {
	MeldingID       uuid.UUID // Fiks IO's, another one when the same message is sent again
	AvsenderKontoID uuid.UUID
	MottakerKontoID uuid.UUID
	Type            string    // any: what we do not know is still a message
	SvarPaMelding   uuid.UUID // the MeldingID it answers; Nil: none
	SvarPaType      string    // the type of what it answers; only on time-outs
	// KlientMeldingID is the sender's own, the same when it sends again. Its form is the sender's affair; "": none.
	KlientMeldingID      string
	KlientKorrelasjonsID string
	Egendefinert         map[string]string // the sender's own headers, without prefix
	TTL                  time.Duration     // what it was sent with; 0: none told
	Levertigjen          bool              // given before, here or to another; it may have been taken then
	DokumentlagerID      uuid.UUID         // Nil: the payload came along
	// Innhold returns the sealed payload, from the message or from Dokumentlager; nil, nil when there is none. Close it.
	// A payload that is cut short, or beyond Oppsett.MaksInnhold, ends in an error, never in io.EOF.
	Innhold func(ctx context.Context) (io.ReadCloser, error)
}

// Svar is an answer to a message, ready to send: to its sender, about it, in the same dialogue. Its KlientMeldingID comes of
// what it answers, so that the same receipt given twice is known for the same.
func (m *Mottatt) Svar(meldingType string) Melding {
	return Melding{
		MottakerKontoID: m.AvsenderKontoID, Type: meldingType, SvarPaMelding: m.MeldingID,
		KlientMeldingID: uuid.NewSHA1(m.MeldingID, []byte(meldingType)), KlientKorrelasjonsID: m.KlientKorrelasjonsID,
	}
}

// Raa is a message that lacks what every message must have. It holds all that came, and is for safe keeping, not for a log.
type Raa struct {
	MottakerKontoID uuid.UUID
	Mangler         string // the header that is missing or cannot be read
	Headere         map[string]string
	Innhold         []byte
}

// les reads a delivery; mangler names the header that made that impossible.
func (k *Klient) les(kontoID uuid.UUID, d *amqp.Delivery) (m *Mottatt, mangler string) {
	h := headere(d.Headers)
	id := func(name string, required bool) uuid.UUID {
		text, there := h[name]
		v, err := uuid.Parse(text)
		if (there && err != nil) || (required && v == uuid.Nil) {
			mangler = name
		}
		return v
	}
	m = &Mottatt{
		MeldingID: id(headerMeldingID, true), AvsenderKontoID: id(headerAvsender, true), MottakerKontoID: kontoID,
		Type: h[headerType], SvarPaMelding: id(headerSvarTil, false), SvarPaType: h[headerSvarTilType],
		DokumentlagerID: id(headerDokumentlager, false), Levertigjen: d.Redelivered, Egendefinert: map[string]string{},
	}
	if m.Type == "" {
		mangler = headerType
	}
	for name, value := range h {
		if own, ok := strings.CutPrefix(name, egendefinert); ok {
			m.Egendefinert[own] = value
		}
	}
	m.KlientMeldingID = forste(m.Egendefinert[egenKlientMeldingID], m.Egendefinert[headerKlientMelding], h[headerKlientMelding])
	m.KlientKorrelasjonsID = forste(m.Egendefinert[egenKorrelasjonsID], m.Egendefinert[egenKorrelasjonsIDGml])
	if ms, err := strconv.ParseInt(d.Expiration, 10, 64); err == nil && ms > 0 && ms < int64(1<<63-1)/int64(time.Millisecond) {
		m.TTL = time.Duration(ms) * time.Millisecond
	}
	body := d.Body
	m.Innhold = func(ctx context.Context) (io.ReadCloser, error) {
		switch {
		case m.DokumentlagerID != uuid.Nil:
			return k.lastNed(ctx, m.DokumentlagerID)
		case len(body) == 0:
			return nil, nil
		case int64(len(body)) > k.o.MaksInnhold:
			return nil, fmt.Errorf("fiksio: %w", ErrForStor)
		}
		return io.NopCloser(bytes.NewReader(body)), nil
	}
	return m, mangler
}

func forste(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// headere are a message's headers that are text, which all of Fiks IO's are.
func headere(t amqp.Table) map[string]string {
	out := make(map[string]string, len(t))
	for name, value := range t {
		switch v := value.(type) {
		case string:
			out[name] = v
		case []byte:
			out[name] = string(v)
		}
	}
	return out
}
