package svarinn

import (
	"time"

	"barnevernportalen/delivery"
)

// The wire form, as the published OpenAPI file has it. What is not known is left out.

type forsendelse struct {
	ID                 string   `json:"id"`
	Avsender           avsender `json:"avsender"`
	Mottaker           mottaker `json:"mottaker"`
	Tittel             string   `json:"tittel"`
	Dato               string   `json:"dato"`
	MetadataForImport  metadata `json:"metadataForImport"`
	Sikkerhetsniva     string   `json:"sikkerhetsniva"`
	Filer              []fil    `json:"filer"`
	SvarSendesTil      svarTil  `json:"svarSendesTil"`
	Type               string   `json:"type"`
	EksternRef         string   `json:"eksternRef"`
	Nedlastingslenke   string   `json:"nedlastingslenke"`
	AvgivendeSystem    string   `json:"avgivendeSystem"`
	TaushetsbelagtPost bool     `json:"taushetsbelagtPost"`
}

type avsender struct {
	Navn string `json:"navn"`
}

type mottaker struct {
	Organisasjonsnummer string `json:"organisasjonsnummer"`
	Navn                string `json:"navn"`
}

type svarTil struct {
	Fodselsnummer string `json:"fodselsnummer"`
	Navn          string `json:"navn"`
}

type fil struct {
	Filnavn   string `json:"filnavn"`
	MimeType  string `json:"mimeType"`
	Hash      string `json:"hash"`
	Storrelse int64  `json:"storrelse"`
}

type metadata struct {
	MappeID         *mappeID       `json:"mappeId,omitempty"`
	JournalpostID   *journalpostID `json:"journalpostId,omitempty"`
	Journalposttype string         `json:"journalposttype"`
	DokumentetsDato string         `json:"dokumentetsDato"`
	Tittel          string         `json:"tittel"`
}

type mappeID struct {
	MappeID           string `json:"mappeId,omitempty"`
	SystemID          string `json:"systemId,omitempty"`
	Saksaar           *int   `json:"saksaar,omitempty"`
	Sakssekvensnummer *int64 `json:"sakssekvensnummer,omitempty"`
}

type journalpostID struct {
	SystemID          string `json:"systemId,omitempty"`
	RegistreringsID   string `json:"registreringsId,omitempty"`
	Journalpostnummer *int   `json:"journalpostnummer,omitempty"`
}

// innkommet is Noark's word for an entry that came from outside (M082).
const innkommet = "I"

func tilWire(p delivery.Nypost, lenke string) forsendelse {
	dato := p.Dato.UTC().Format(time.RFC3339)
	f := forsendelse{
		ID: p.ID.String(), Avsender: avsender{p.Avsender.Navn}, Mottaker: mottaker{p.Mottaker.Orgnr, p.Mottaker.Navn}, Tittel: p.Tittel, Dato: dato,
		MetadataForImport: metadata{Journalposttype: innkommet, DokumentetsDato: dato, Tittel: p.Tittel},
		Sikkerhetsniva:    delivery.Sikkerhetsniva, Filer: []fil{},
		SvarSendesTil: svarTil{p.Avsender.Fodselsnummer, p.Avsender.Navn}, Type: delivery.Forsendelsestype, EksternRef: p.Referanse,
		Nedlastingslenke: lenke + p.ID.String(), AvgivendeSystem: delivery.AvgivendeSystem, TaushetsbelagtPost: true,
	}
	if m := mappeID(p.Mappe); m != (mappeID{}) {
		f.MetadataForImport.MappeID = &m
	}
	if p.Journal != nil {
		if j := journalpostID(*p.Journal); j != (journalpostID{}) {
			f.MetadataForImport.JournalpostID = &j
		}
	}
	for _, e := range p.Filer {
		f.Filer = append(f.Filer, fil{e.Navn, e.MimeType, e.Sha256, e.Storrelse})
	}
	return f
}
