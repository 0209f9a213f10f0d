package dokumentlager

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// ErrUgyldig: a document that Dokumentlager would not take. Nothing was sent.
var ErrUgyldig = errors.New("not a document that can be stored")

// Dokument is a document to store.
type Dokument struct {
	Navn           string
	Mimetype       string
	Innhold        io.Reader     // read once
	TTL            time.Duration // how long it is kept; whole seconds, rounded up. Must be positive
	Sikkerhetsniva int           // 1 to 4; 4 only for what is Kryptert
	Kryptert       bool          // Innhold is CMS, sealed to who may read it
	Korrelasjonsid string        // may be ""
	EksponertFor   []Eksponert   // who may fetch it, besides the owner
}

// Eksponert is somebody who may fetch a document; make it with one of the functions below.
type Eksponert struct {
	Type  string    `json:"type"`
	Fnr   string    `json:"fnr,omitempty"`
	ID    uuid.UUID `json:"id,omitzero"`
	Orgnr string    `json:"orgnr,omitempty"`
}

// ForIntegrasjon is a machine.
func ForIntegrasjon(id uuid.UUID) Eksponert { return Eksponert{Type: "INTEGRASJON", ID: id} }

// ForOrganisasjon is an organisation.
func ForOrganisasjon(orgnr string) Eksponert { return Eksponert{Type: "ORGANISASJON", Orgnr: orgnr} }

// ForPerson is a person, by fødselsnummer.
func ForPerson(fnr string) Eksponert { return Eksponert{Type: "PERSON", Fnr: fnr} }

// metadata is the part «metadata». Of ttl and tilgjengeligTil exactly one may be there; we use the first.
type metadata struct {
	Dokumentnavn   string      `json:"dokumentnavn"`
	Mimetype       string      `json:"mimetype"`
	TTL            int64       `json:"ttl"` // seconds
	Sikkerhetsniva int         `json:"sikkerhetsniva"`
	Korrelasjonsid string      `json:"korrelasjonsid,omitempty"`
	EksponertFor   []Eksponert `json:"eksponertFor,omitempty"`
}

func (d Dokument) metadata() (metadata, error) {
	switch {
	case d.Navn == "" || d.Mimetype == "" || d.Innhold == nil:
		return metadata{}, fmt.Errorf("dokumentlager: %w: no name, type or content", ErrUgyldig)
	case d.TTL <= 0:
		return metadata{}, fmt.Errorf("dokumentlager: %w: it must end some time", ErrUgyldig)
	case d.Sikkerhetsniva < 1 || d.Sikkerhetsniva > 4 || (d.Sikkerhetsniva == 4 && !d.Kryptert):
		return metadata{}, fmt.Errorf("dokumentlager: %w: level 4 must be sealed first", ErrUgyldig)
	}
	return metadata{
		Dokumentnavn: d.Navn, Mimetype: d.Mimetype, TTL: int64((d.TTL + time.Second - 1) / time.Second),
		Sikkerhetsniva: d.Sikkerhetsniva, Korrelasjonsid: d.Korrelasjonsid, EksponertFor: d.EksponertFor,
	}, nil
}
