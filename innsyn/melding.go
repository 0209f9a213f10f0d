package innsyn

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"barnevernportalen/ent/db/innsynsmelding"
)

// MaksMetadata is the size of one message's metadata with what is sealed beside it, in bytes.
const MaksMetadata = 1 << 20

// Melding is one message as it came, not looked into yet.
type Melding struct {
	MeldingID       uuid.UUID
	Kommunenummer   string
	Slag            innsynsmelding.Slag
	Fodselsnummer   string // of the one person it is for
	Sikkerhetsniva  int
	Metadata        []byte // JSON
	EksternRef      string // empty: none
	TilgjengeligTil *time.Time
}

// SlagAv finds what a message is by its versjon, in both spellings that are published; false: something else.
func SlagAv(versjon string) (innsynsmelding.Slag, bool) {
	switch versjon {
	case "BARNEVERNMAPPE_V1", "BARNEVERN_MAPPE_V1":
		return innsynsmelding.SlagMappe, true
	case "BARNEVERNJOURNALPOST_V1", "BARNEVERN_JOURNALPOST_V1":
		return innsynsmelding.SlagJournalpost, true
	}
	return "", false
}

// sjekket is a message that is right, and what of it are columns.
type sjekket struct {
	Melding
	metadata     json.RawMessage // as it is stored
	forelder     uuid.UUID       // of a journalpost
	rolle        *innsynsmelding.Rolle
	dokumenttype *innsynsmelding.Dokumenttype
	dato         *time.Time
	klagefrist   *time.Time
	svarOnskes   bool
}

var eksternRefForm = regexp.MustCompile(`^[A-Za-zæøåÆØÅ0-9_.,/\-_ ]+$`)

const maksEksternRef = 200

// sjekk checks a message whole and tells all that is wrong, by path from the batch.
func (m Melding) sjekk(f *funn, sti []string) *sjekket {
	for0 := f.antall
	if !ellevesifre.MatchString(m.Fodselsnummer) {
		f.feil(under(sti, "fodselsnummer"), FeilUgyldigFormat)
	}
	if m.EksternRef != "" && (len(m.EksternRef) > maksEksternRef || !eksternRefForm.MatchString(m.EksternRef)) {
		f.feil(under(sti, "eksternRef"), FeilUgyldigFormat)
	}
	if m.Sikkerhetsniva < 0 {
		f.feil(under(sti, "sikkerhetsniva"), FeilUgyldigFormat)
	}
	ut := &sjekket{Melding: m}
	metadata := under(sti, "metadata")
	doc, ok := lesMetadata(f, metadata, m.Metadata)
	if !ok {
		return nil
	}
	skjema := mappeskjema()
	if m.Slag == innsynsmelding.SlagJournalpost {
		skjema = journalpostskjema()
	}
	doc = skjema(f, metadata, doc)
	if f.antall > for0 {
		return nil
	}
	raw, err := json.Marshal(doc)
	if err != nil {
		f.feil(metadata, FeilUgyldigFormat)
		return nil
	}
	ut.metadata = raw
	if len(raw) > MaksMetadata-1024 {
		f.feil(metadata, FeilForStor)
	}
	ut.kolonner(f, metadata, doc.(map[string]any))
	if f.antall > for0 {
		return nil
	}
	return ut
}

// kolonner takes out what is asked for. doc is right.
func (m *sjekket) kolonner(f *funn, sti []string, doc map[string]any) {
	if m.Slag == innsynsmelding.SlagMappe {
		if p, ok := doc["minPart"].(map[string]any); ok {
			r := innsynsmelding.Rolle(p["rolle"].(string))
			m.rolle = &r
			// One message, one person. A set under the wrong number would be shown to another party of the case.
			if nr, ok := p["fodselsnummer"].(string); ok && nr != m.Fodselsnummer {
				f.feil(under(under(sti, "minPart"), "fodselsnummer"), FeilAnnenPerson)
			}
		}
		m.dato = tid(doc["saksdato"])
		return
	}
	m.forelder = uuid.MustParse(doc["forelderMeldingId"].(string))
	if m.forelder == m.MeldingID {
		f.feil(under(sti, "forelderMeldingId"), FeilUkjentVerdi)
	}
	if t, ok := doc["dokumenttype"].(string); ok {
		d := innsynsmelding.Dokumenttype(t)
		m.dokumenttype = &d
	}
	if m.dato = tid(doc["journaldato"]); m.dato == nil {
		m.dato = tid(doc["dokumentetsDato"])
	}
	m.klagefrist = tid(doc["klagefrist"])
	skjemaer, _ := doc["edialogSkjemaer"].([]any)
	m.svarOnskes = slices.ContainsFunc(skjemaer, func(s any) bool {
		skjema, _ := s.(map[string]any)
		p, predefinert := skjema["predefinert"].(map[string]any)
		return !predefinert || p["type"] == string(SkjemaSvar) // see skjemaRef.typen
	})
}

func tid(v any) *time.Time {
	s, ok := v.(string)
	if !ok {
		return nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return nil
	}
	return &t
}

// lesMetadata reads metadata of a size that can be stored.
func lesMetadata(f *funn, sti []string, raw []byte) (any, bool) {
	if len(raw) > MaksMetadata {
		f.feil(sti, FeilForStor)
		return nil, false
	}
	return lesJSON(f, sti, raw)
}

// lesJSON reads one JSON value, its numbers as they are written, and nothing after it.
func lesJSON(f *funn, sti []string, raw []byte) (any, bool) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var doc any
	if !utf8.Valid(raw) || d.Decode(&doc) != nil {
		f.feil(sti, FeilUgyldigFormat)
		return nil, false
	}
	if _, err := d.Token(); err != io.EOF { //nolint:errorlint // the very value
		f.feil(sti, FeilUgyldigFormat)
		return nil, false
	}
	return doc, true
}
