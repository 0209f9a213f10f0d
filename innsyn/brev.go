package innsyn

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/pdf"
)

// brev is a letter as it stands in her thread, and all that its PDF is made of: the same letter gives the same PDF.
type brev struct {
	Tittel          string
	Type            Skjematype
	Avsender        string
	Fodselsnummer   string
	Mottaker        string
	Sak, Saksnummer string
	Svarer          string `json:",omitempty"` // the title of what is answered
	Tekst           string
	Filer           []Brevfil
	Sendt           time.Time
	Klagefrist      *time.Time `json:",omitempty"`
	EtterKlagefrist bool       `json:",omitempty"`
}

// Brevfil is a file that was sent with a letter: what she called it, and what it is called in the shipment.
type Brevfil struct {
	Navn, SendtSom, MimeType string
	Storrelse                int // bytes
}

// titler are what a letter is called outside the seal: nothing of the case.
var titler = map[Skjematype]string{
	SkjemaPost: "Post fra innbygger", SkjemaSvar: "Svar fra innbygger", SkjemaKlage: "Klage fra innbygger",
}

// brevpdf is the letter's own name in the shipment.
const brevpdf = "melding.pdf"

func nyttBrev(v viewer.Innbygger, st *skrivested, d *delivery.Dialog, n NyPost, filer []vedlagt, naa time.Time) brev {
	b := brev{
		Tittel: titler[n.Type], Type: n.Type, Avsender: v.Navn, Fodselsnummer: st.fnr, Mottaker: d.Navn, Sak: st.m.Tittel, Tekst: n.Tekst, Sendt: naa,
	}
	if d.Tittel != "" {
		b.Tittel = d.Tittel
	}
	if st.m.Saksaar != nil && st.m.Sakssekvensnummer != nil {
		b.Saksnummer = strconv.Itoa(*st.m.Saksaar) + "/" + strconv.FormatInt(*st.m.Sakssekvensnummer, 10)
	}
	if st.journalpost != nil {
		b.Svarer = st.j.Tittel
	}
	if n.Type == SkjemaKlage {
		// A complaint that comes late is sent all the same: whether it is heard is not for a portal to decide.
		b.Klagefrist = st.j.Klagefrist
		// The last day counts whole, in Norway, as the page counts it: its hour is only how a case system writes a day.
		b.EtterKlagefrist = b.Klagefrist != nil && DatoVed(*b.Klagefrist).Passert(naa)
	}
	for i, f := range filer {
		b.Filer = append(b.Filer, Brevfil{
			Navn: f.Navn, SendtSom: "vedlegg-" + strconv.Itoa(i+1) + endelser[f.MimeType], MimeType: string(f.MimeType), Storrelse: len(f.innhold),
		})
	}
	return b
}

// innhold are the files of the shipment: the letter first.
func (s *Service) innhold(ctx context.Context, id uuid.UUID, b brev, filer []vedlagt) ([]delivery.Postinnhold, error) {
	dok, err := s.PDF.Render(ctx, b.dokument(id))
	if err != nil {
		return nil, fmt.Errorf("render a letter: %w", err)
	}
	ut := []delivery.Postinnhold{{Navn: brevpdf, MimeType: "application/pdf", Innhold: dok}}
	for i, f := range filer {
		ut = append(ut, delivery.Postinnhold{Navn: b.Filer[i].SendtSom, MimeType: string(f.MimeType), Innhold: f.innhold})
	}
	return ut, nil
}

// dokument is the letter as it is printed, in bokmål: it is the archive's.
func (b brev) dokument(id uuid.UUID) pdf.Document {
	tid := func(t time.Time) string { return t.In(oslo).Format("02.01.2006 kl. 15.04") }
	gjelder := []pdf.Item{{Label: "Sak", Text: b.Sak}}
	legg := func(navn, tekst string) {
		if tekst != "" {
			gjelder = append(gjelder, pdf.Item{Label: navn, Text: tekst})
		}
	}
	legg("Saksnummer", b.Saksnummer)
	legg("Svar på", b.Svarer)
	if b.Klagefrist != nil {
		legg("Klagefrist", b.Klagefrist.In(oslo).Format("02.01.2006"))
	}
	if b.EtterKlagefrist {
		legg("Merknad", "Klagen er sendt etter klagefristen.")
	}
	d := pdf.Document{
		Title: b.Tittel, Reference: id.String(), Created: b.Sendt.In(oslo), Header: "Taushetsbelagt",
		Sections: []pdf.Section{
			{Title: "Fra", Items: []pdf.Item{{Label: "Navn", Text: b.Avsender}, {Label: "Fødselsnummer", Text: b.Fodselsnummer}, {Label: "Sendt", Text: tid(b.Sendt)}}},
			{Title: "Til", Items: []pdf.Item{{Text: b.Mottaker}}},
			{Title: "Gjelder", Items: gjelder},
			{Title: "Melding", Items: []pdf.Item{{Text: b.Tekst}}},
		},
	}
	if len(b.Filer) > 0 {
		var liste []pdf.Item
		for _, f := range b.Filer {
			liste = append(liste, pdf.Item{Label: f.SendtSom, Text: f.Navn})
		}
		d.Sections = append(d.Sections, pdf.Section{Title: "Vedlegg", Items: liste})
	}
	return d
}
