package svarut

import (
	"context"

	"github.com/google/uuid"
)

// Post is a shipment to an organisation, by its own system or, failing that, Altinn. Title, type and Noark names stand
// outside the seal, as the receiver's archive needs them.
type Post struct {
	Tittel, EksternRef, AvgivendeSystem, Forsendelsestype string
	Navn, Orgnr                                           string   // of the receiver
	EksponertFor                                          []string // digitalId: those who may fetch it too
	Metadata                                              Noark
}

// Noark are the receiver's own names of where it belongs; what is not known is left out.
type Noark struct {
	MappeID           string `json:"mappeId,omitempty"`
	MappeSystemID     string `json:"mappeSystemId,omitempty"`
	Saksaar           *int   `json:"saksaar,omitempty"`
	Sakssekvensnummer *int64 `json:"sakssekvensnummer,omitempty"`
	SystemID          string `json:"systemId,omitempty"`
	RegistreringsID   string `json:"registreringsId,omitempty"`
	Journalpostnummer *int   `json:"journalpostnummer,omitempty"`
	Journalposttype   string `json:"journalposttype,omitempty"`
	DokumentetsDato   string `json:"dokumentetsDato,omitempty"`
	Tittel            string `json:"tittel,omitempty"`
}

// Postfil is a document of it: CMS, sealed to SvarUt's public key.
type Postfil struct {
	Navn, MimeType string
	Innhold        []byte
}

type wireDigital struct {
	DigitalID string `json:"digitalId"`
}

type wirePost struct {
	Tittel   string `json:"tittel"`
	Mottaker struct {
		Navn string `json:"navn"`
		wireDigital
	} `json:"mottaker"`
	EksponertFor       []wireDigital  `json:"eksponertFor,omitempty"`
	AvgivendeSystem    string         `json:"avgivendeSystem"`
	Kryptert           bool           `json:"kryptert"`
	Sikkerhetsniva     string         `json:"sikkerhetsniva"`
	MetadataForImport  Noark          `json:"metadataForImport"`
	Dokumenter         []wireDokument `json:"dokumenter"`
	Forsendelsestype   string         `json:"forsendelsestype"`
	EksternReferanse   string         `json:"eksternReferanse"`
	TaushetsbelagtPost bool           `json:"taushetsbelagtPost"`
}

// SendPost hands a shipment to an organisation over and returns SvarUt's id for it. Errors as [Klient.Send].
func (k *Klient) SendPost(ctx context.Context, p Post, filer []Postfil) (uuid.UUID, error) {
	w := wirePost{
		Tittel: p.Tittel, AvgivendeSystem: p.AvgivendeSystem, EksternReferanse: p.EksternRef, Forsendelsestype: p.Forsendelsestype,
		Kryptert: true, Sikkerhetsniva: "HOYESTE", MetadataForImport: p.Metadata, TaushetsbelagtPost: true,
	}
	w.Mottaker.Navn, w.Mottaker.DigitalID = p.Navn, p.Orgnr
	for _, id := range p.EksponertFor {
		w.EksponertFor = append(w.EksponertFor, wireDigital{id})
	}
	deler := make([]Fil, 0, len(filer))
	for _, f := range filer {
		w.Dokumenter = append(w.Dokumenter, wireDokument{Filnavn: f.Navn, MimeType: f.MimeType})
		deler = append(deler, Fil{f.Navn, f.Innhold})
	}
	return k.send(ctx, "organisasjon", w, deler)
}

// Framme is what a status comes to for post: 1 it is with the receiver, -1 it will not be, 0 neither yet.
func (s Status) Framme() int {
	switch s {
	case "LEST", "LEVERT_ALTINN", "LEVERT_SDP", "LEVERT_NHN_MOTTAKER":
		return 1
	case "AVVIST", "FEILET_UNDER_MOTTAK", "IKKE_LEVERT", "SLETTET", "MANUELT_HANDTERT":
		return -1
	}
	return 0
}

// Ryddet: SvarUt holds it no more.
func (s Status) Ryddet() bool { return s == "SLETTET" }

// Ute: it has left SvarUt, to the receiver or on paper. That SvarUt holds it no more takes nothing of that back.
func (s Status) Ute() bool { return s.Framme() > 0 || s == "PRINTET" }
