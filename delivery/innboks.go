package delivery

import (
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/pakke"
)

// Mottatt is a report in a receiver's inbox: the envelope, never the content.
type Mottatt struct {
	ID         uuid.UUID
	Referanse  string
	Type       bekymringsmelding.Type
	Mottaker   Mottaker
	Nr         int
	Sha256     string // of the ciphertext, hexadecimal
	Kjedehash  string // hexadecimal; see kjede.go
	Mottatt    time.Time
	Tilstand   forsendelse.Tilstand
	Bevis      forsendelse.Bevis
	SistApnet  *time.Time
	Bekreftet  *time.Time
	Brevfrist  *time.Time
	Dokumenter []Dokumentnavn
}

// Dokumentnavn names one part of a report that can be opened.
type Dokumentnavn struct {
	Melding uuid.UUID
	Navn    string // seal.MeldingPDFName, seal.MeldingJSONName or, for a machine, ForsegletNavn
}

// ForsegletNavn is the sealed container as a file.
const ForsegletNavn = "asice.cms"

// hentes is what can be fetched of a parcel by whoever sees it.
var hentes = map[pakke.Formal][]string{
	pakke.FormalManuell:   {meldingPDF, meldingJSON},
	pakke.FormalFagsystem: {ForsegletNavn},
}

// Dokument is an opened part. It is clear text: it goes to the one who asked, and nowhere else.
type Dokument struct {
	Navn     string
	MimeType string
	Innhold  []byte
}

// Side is one page of an inbox, newest first.
type Side struct {
	Meldinger         []Mottatt
	HarFlere          bool
	AntallUbekreftede int // neither LAGRET nor REGISTRERT
	// NokkelEndret is when the key that reports here are sealed to was last changed; nil if it never was.
	NokkelEndret *time.Time
}

// MottakSok asks for a page of an inbox.
type MottakSok struct {
	Kommunenummer string
	Bydelsnummer  string
	MedBekreftede bool
	Antall        int // 1 to 100
	Etter         int // the nr of the last report already seen; 0: from the newest
}

// toMottatt needs the edges bydel (with kommune), bekymringsmelding, frister and pakker (as the viewer sees them).
func toMottatt(f *db.Forsendelse) Mottatt {
	m := Mottatt{
		ID: f.ID, Referanse: f.ID.String(), Nr: int(f.Nr), Sha256: hex.EncodeToString(f.Sha256),
		Kjedehash: hex.EncodeToString(f.Kjedehash), Mottatt: f.Akseptert, Tilstand: f.Tilstand, Bevis: StillingAv(f).Gjelder(),
		SistApnet: f.SistApnet, Bekreftet: f.Bekreftet,
	}
	if b := f.Edges.Bydel; b != nil {
		m.Mottaker = ToMottaker(b)
	}
	if b := f.Edges.Bekymringsmelding; b != nil {
		m.Type = b.Type
	}
	for _, fr := range f.Edges.Frister {
		if fr.Type == frist.TypeBrev && fr.Klarert == nil && fr.Utlost == nil {
			m.Brevfrist = &fr.Forfall
		}
	}
	for _, p := range f.Edges.Pakker {
		if f.Slettet != nil {
			break // the envelope stays
		}
		for _, navn := range hentes[p.Formal] {
			m.Dokumenter = append(m.Dokumenter, Dokumentnavn{Melding: f.ID, Navn: navn})
		}
	}
	return m
}
