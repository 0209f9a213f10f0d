package delivery

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent/db"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/db/forsendelse"
	"barnevernportalen/ent/db/frist"
	"barnevernportalen/ent/db/hendelse"
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
	Avvist     *time.Time // when the receiver first said no
	Brevfrist  *time.Time
	Dokumenter []Dokumentnavn
	// Tatt is since when TattAv is at it; nil: nobody is. Told to colleagues alone, as BekreftetAv is.
	Tatt        *time.Time
	TattAv      *Kollega
	BekreftetAv *Kollega
	// Forsinket: a deadline has run out, and nothing has settled it since.
	Forsinket bool
}

// Kollega is a caseworker as her colleagues at the same receiver know her.
type Kollega struct {
	ID   string // see [KollegaID]
	Navn string // from her login; empty if it cannot be opened
}

// KollegaID is a pseudonym of a person by her keyed hash: the same for the same person, and no key to her rows.
func KollegaID(person []byte) string {
	sum := sha256.Sum256(append([]byte("barnevernportalen/kollega/v1 "), person...))
	return hex.EncodeToString(sum[:8])
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
	// Numre are the receiver's newest numbers, at most 100, whatever was asked for: of the first page alone. One that is
	// missing among them is a missing report.
	Numre []int
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
	Utvalg        Mottaksutvalg
	TattAvMeg     bool // only what the caseworker who asks has taken
	Forsinket     bool // only what a deadline has run out for
}

// Mottaksutvalg is which reports of an inbox are asked for. Empty: what MedBekreftede says.
type Mottaksutvalg string

// What can be asked for, spelled as in the SDL enum Mottaksutvalg.
const (
	UtvalgVenter    Mottaksutvalg = "VENTER"     // not proven to be with the receiver
	UtvalgIkkeApnet Mottaksutvalg = "IKKE_APNET" // those of them that nobody has opened
	UtvalgAvvist    Mottaksutvalg = "AVVIST"     // those of them that the receiver will not have
	UtvalgBevist    Mottaksutvalg = "BEVIST"     // proven
	UtvalgAlle      Mottaksutvalg = "ALLE"
)

// toMottatt needs what medKonvolutt loads (as the viewer sees it).
func (s *Service) toMottatt(f *db.Forsendelse) Mottatt {
	m := Mottatt{
		ID: f.ID, Referanse: f.ID.String(), Nr: int(f.Nr), Sha256: hex.EncodeToString(f.Sha256),
		Kjedehash: hex.EncodeToString(f.Kjedehash), Mottatt: f.Akseptert, Tilstand: f.Tilstand, Bevis: StillingAv(f).Gjelder(),
		SistApnet: f.SistApnet, Bekreftet: f.Bekreftet, Avvist: f.Avvist,
	}
	if b := f.Edges.Bydel; b != nil {
		m.Mottaker = ToMottaker(b)
	}
	if b := f.Edges.Bekymringsmelding; b != nil {
		m.Type = b.Type
	}
	for _, fr := range f.Edges.Frister {
		if fr.Klarert != nil {
			continue
		}
		if fr.Utlost != nil {
			m.Forsinket = m.Forsinket || f.Bevist == nil
		} else if fr.Type == frist.TypeBrev {
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
	for _, h := range f.Edges.Hendelser { // the last of each kind is the one that holds
		switch {
		case h.Slag == hendelse.SlagTatt && f.TattAv != nil:
			m.Tatt, m.TattAv = &h.Tidspunkt, s.kollega(h)
		case h.Slag == hendelse.SlagBekreftet:
			m.BekreftetAv = s.kollega(h)
		}
	}
	return m
}

// kollega is the caseworker who did h.
func (s *Service) kollega(h *db.Hendelse) *Kollega {
	k := &Kollega{ID: KollegaID(h.AktorID)}
	if h.AktorNavn == nil || s.Vault == nil {
		return k
	}
	// A name that will not open must not keep anybody from the inbox.
	if navn, err := s.Vault.Decrypt(h.AktorNavn, aadAktornavn(h.ForsendelseID)); err == nil {
		k.Navn = string(navn)
	}
	return k
}
