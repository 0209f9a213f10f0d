package liksom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	maksIKo     = 5_000_000 // bytes of payload in a message; what is more goes to Dokumentlager
	maksMelding = 256 << 20 // bytes taken at all; the real service: 5 GB
	minTTL      = 1_000     // ms
	standardTTL = 7 * 24 * time.Hour
)

// sending is what a caller asks to have sent. The names are those of KS's send client.
type sending struct {
	Avsender    uuid.UUID         `json:"avsenderKontoId"`
	Mottaker    uuid.UUID         `json:"mottakerKontoId"`
	Meldingtype string            `json:"meldingType"`
	SvarPa      *uuid.UUID        `json:"svarPaMelding"`
	Levetid     *int64            `json:"ttl"` // ms
	Headere     map[string]string `json:"headere"`

	innhold []byte
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, caller uuid.UUID) {
	s.mu.Lock()
	s.forsok++
	s.mu.Unlock()
	m, err := lesSending(http.MaxBytesReader(w, r.Body, maksMelding), r.Header.Get("Content-Type"))
	if err != nil {
		feilsvar(w, r, 400, err.Error())
		return
	}
	from, known := s.kontoen(m.Avsender)
	if !known || from.Integrasjon != caller {
		feilsvar(w, r, 403, "")
		return
	}
	to, known := s.kontoen(m.Mottaker)
	if !known {
		feilsvar(w, r, 400, "Mottaker finnes ikke")
		return
	}
	melding := uuid.New()
	answer := map[string]any{
		"meldingId": melding, "meldingType": m.Meldingtype, "avsenderKontoId": m.Avsender, "mottakerKontoId": m.Mottaker,
		"ttl": standardTTL.Milliseconds(), "headere": m.Headere,
	}
	if m.Levetid != nil {
		answer["ttl"] = *m.Levetid
	}
	if m.SvarPa != nil {
		answer["svarPaMelding"] = m.SvarPa
	}
	p := amqp.Publishing{
		DeliveryMode: amqp.Persistent, Body: m.innhold, Expiration: fmt.Sprint(answer["ttl"]),
		Headers: amqp.Table{"melding-id": melding.String(), "type": m.Meldingtype, "avsender-id": from.ID.String(), "avsender-navn": from.Navn},
	}
	if m.SvarPa != nil {
		p.Headers["svar-til"] = m.SvarPa.String()
	}
	for name, value := range m.Headere {
		p.Headers["egendefinert-header."+name] = value
	}
	if len(m.innhold) > maksIKo {
		life, _ := answer["ttl"].(int64)
		id, err := s.lagre(dokument{eier: to.Integrasjon, til: time.Now().Add(time.Duration(life)*time.Millisecond + 24*time.Hour)}, m.innhold)
		if err != nil {
			feilsvar(w, r, 500, "")
			return
		}
		p.Headers["dokumentlager-id"], answer["dokumentlagerId"], p.Body = id.String(), id, nil
	}
	s.overlever(w, r, to.ID, p, answer)
}

// overlever hands a message to the broker and answers, or does one of the two wrongly.
func (s *Server) overlever(w http.ResponseWriter, r *http.Request, to uuid.UUID, p amqp.Publishing, answer map[string]any) {
	ctx, cancel := context.WithTimeout(r.Context(), s.o.Bekreftelse)
	defer cancel()
	var err error
	f := s.feilen()
	switch f {
	case FeilTapt:
	case FeilKanal:
		err = s.post.brutt(to, p)
	case FeilDobbelt:
		err = errors.Join(s.post.send(ctx, to, p), s.post.send(ctx, to, p))
	case FeilUtenTTL:
		p.Expiration = ""
		err = s.post.send(ctx, to, p)
	default:
		err = s.post.send(ctx, to, p)
	}
	if err != nil {
		// That no queue was there is known; all else is not. The sender is told no difference.
		feilsvar(w, r, 503, "")
		return
	}
	s.mu.Lock()
	s.sent++
	s.mu.Unlock()
	switch f {
	case FeilTaptSvar:
		feilsvar(w, r, 504, "")
	case FeilBruttSvar:
		panic(http.ErrAbortHandler)
	case FeilHalvtSvar:
		tekst(w, 200, "application/json", `{"meldingId":"`+answer["meldingId"].(uuid.UUID).String())
	case FeilTregtSvar:
		<-r.Context().Done()
	case FeilAnnenMelding:
		answer["mottakerKontoId"] = uuid.New()
		svar(w, 200, answer)
	default:
		svar(w, 200, answer)
	}
}

// lesSending reads a message to send, and refuses all that the real service is not known to take.
func lesSending(body io.Reader, contentType string) (*sending, error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return nil, errors.New("not multipart/form-data")
	}
	var m *sending
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.New("the parts cannot be read")
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return nil, errors.New("a part cannot be read")
		}
		switch name := part.FormName(); {
		case name == "metadata" && m == nil:
			if part.FileName() != "" || part.Header.Get("Content-Type") != "application/json" {
				return nil, errors.New("metadata is a file, or no JSON")
			}
			if m, err = lesMetadata(raw); err != nil {
				return nil, err
			}
		case name == "data" && m != nil && m.innhold == nil:
			if _, err := uuid.Parse(part.FileName()); err != nil || part.Header.Get("Content-Type") != "application/octet-stream" {
				return nil, errors.New("data has a wrong name or type")
			}
			if m.innhold = raw; len(raw) == 0 {
				return nil, errors.New("data is empty")
			}
		default:
			return nil, errors.New("an unknown part, or one too many")
		}
	}
	if m == nil {
		return nil, errors.New("no metadata")
	}
	return m, nil
}

func lesMetadata(raw []byte) (*sending, error) {
	m := new(sending)
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(m); err != nil || dec.More() {
		return nil, errors.New("the metadata cannot be read")
	}
	// Go reads names whatever their case; KS does not.
	var names map[string]json.RawMessage
	if err := json.Unmarshal(raw, &names); err != nil {
		return nil, errors.New("the metadata cannot be read")
	}
	for name := range names {
		switch name {
		case "avsenderKontoId", "mottakerKontoId", "meldingType", "svarPaMelding", "ttl", "headere":
		default:
			return nil, errors.New("an unknown field: " + strconv.Quote(name))
		}
	}
	switch {
	case m.Avsender == uuid.Nil || m.Mottaker == uuid.Nil || m.Meldingtype == "":
		return nil, errors.New("sender, receiver or type is missing")
	case m.Levetid != nil && *m.Levetid < minTTL:
		return nil, errors.New("the ttl is less than a second")
	}
	for name := range m.Headere {
		if strings.HasPrefix(name, "egendefinert-header") {
			return nil, errors.New("the prefix is ours to add")
		}
	}
	return m, nil
}
