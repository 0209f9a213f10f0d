package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// svarinnoppsett is who we are to SvarInn, and the keys that our post is sealed to: a file of its own, as the portal's operator
// gives it out, or a part of the settings.
type svarinnoppsett struct {
	Bruker  string   `json:"bruker"`
	Passord string   `json:"passord"`
	Nokler  []string `json:"nokler"` // folders with sertifikat.pem and privat.pem, the current first
}

// Where SvarInn V2 begins, and what a list may hold. Source: SvarInn API V2.
const (
	svarinnSti       = "tjenester/svarinn/v2/forsendelser"
	maksForsendelser = 200
	maksZip          = 64 << 20 // bytes: the portal takes 30 MB of files in a letter
)

// medvirkningstype is the type of all post from a case. What is of another type is not ours to take.
const medvirkningstype = "ks.digibarnevern.dokumentmedvirkning"

// forsendelse is an entry of SvarInn's list, as far as we use it.
type forsendelse struct {
	ID                uuid.UUID  `json:"id"`
	Tittel            string     `json:"tittel"`
	Type              string     `json:"type"`
	Sikkerhetsniva    string     `json:"sikkerhetsniva"`
	Dato              string     `json:"dato"`
	Nedlastingslenke  string     `json:"nedlastingslenke"`
	SvarSendesTil     svarmottak `json:"svarSendesTil"`
	MetadataForImport struct {
		MappeID struct {
			SystemID string `json:"systemId"`
		} `json:"mappeId"`
		JournalpostID struct {
			SystemID string `json:"systemId"`
		} `json:"journalpostId"`
	} `json:"metadataForImport"`
	Filer []postfil `json:"filer"`
}

type svarmottak struct {
	Fodselsnummer string `json:"fodselsnummer"`
	Navn          string `json:"navn"`
}

// postfil is a file inside the zip, as the list tells it.
type postfil struct {
	Filnavn   string `json:"filnavn"`
	MimeType  string `json:"mimeType"`
	Hash      string `json:"hash"` // SHA-256, hexadecimal
	Storrelse int64  `json:"storrelse"`
}

// svarinn speaks SvarInn V2. It believes nothing: what is not as published is an error, and nothing is taken.
type svarinn struct{ portal *portal }

func nySvarinn(adresse string, o svarinnoppsett) (*svarinn, error) {
	if o.Bruker == "" || o.Passord == "" {
		return nil, errors.New("settings: svarInn must have bruker and passord")
	}
	p, err := nyPortal(adresse, func(_ context.Context, h http.Header) error {
		r := http.Request{Header: h}
		r.SetBasicAuth(o.Bruker, o.Passord)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &svarinn{p}, nil
}

func (s *svarinn) liste(ctx context.Context) ([]forsendelse, error) {
	var ut []forsendelse
	if err := s.portal.json(ctx, http.MethodGet, svarinnSti, "", nil, &ut); err != nil {
		return nil, err
	}
	if len(ut) > maksForsendelser {
		return nil, fmt.Errorf("%w: %d in a list", errUtilgjengelig, len(ut))
	}
	sett := map[uuid.UUID]bool{}
	for _, f := range ut {
		// The zip is fetched where the interface says that it lies. The link is only looked at: our password goes to the portal
		// and nowhere else, whatever a list says.
		if f.ID == uuid.Nil || sett[f.ID] || !strings.HasSuffix(f.Nedlastingslenke, "/"+f.ID.String()) {
			return nil, fmt.Errorf("%w: a list that is not as published", errUtilgjengelig)
		}
		sett[f.ID] = true
	}
	return ut, nil
}

// hent gives the sealed zip. Close it.
func (s *svarinn) hent(ctx context.Context, id uuid.UUID) (io.ReadCloser, error) {
	r, err := s.portal.kall(ctx, http.MethodGet, svarinnSti+"/"+id.String(), "", nil)
	if err != nil {
		return nil, err
	}
	return r.Body, nil
}

func (s *svarinn) status(ctx context.Context, id uuid.UUID, kropp felter) error {
	raw, err := json.Marshal(kropp)
	if err != nil {
		return errors.New("a status cannot be written")
	}
	ctx, slutt := context.WithTimeout(ctx, 2*tidsfrist)
	defer slutt()
	r, err := s.portal.kall(ctx, http.MethodPatch, svarinnSti+"/"+id.String()+"/status", "application/json", bytes.NewReader(raw))
	if err != nil {
		return err
	}
	return r.Body.Close()
}

func (s *svarinn) mottatt(ctx context.Context, id uuid.UUID) error {
	return s.status(ctx, id, felter{"status": "MOTTATT"})
}

// feilet says why we could not take it: for now, or for good. Then the portal sends it another way.
func (s *svarinn) feilet(ctx context.Context, id uuid.UUID, tekst string, permanent bool) error {
	return s.status(ctx, id, felter{"status": "FEILET", "feil": felter{"feilmelding": tekst, "permanent": permanent}})
}

// sjekk is whether an entry of the list is for us at all, by the words alone.
func (f forsendelse) sjekk() error {
	switch {
	case f.Type != medvirkningstype:
		return &ubrukeligPost{"Fagsystemet tar ikke imot denne forsendelsestypen."}
	case f.Sikkerhetsniva != "HOYESTE":
		return &ubrukeligPost{"Fagsystemet tar bare imot post på høyeste sikkerhetsnivå."}
	case len(f.Filer) == 0:
		return &ubrukeligPost{"Forsendelsen har ingen filer."}
	}
	var navn []string
	for _, e := range f.Filer {
		if e.Filnavn == "" || e.Filnavn != filepath.Base(e.Filnavn) || strings.HasPrefix(e.Filnavn, ".") || strings.ContainsAny(e.Filnavn, `/\`) ||
			e.Filnavn == postkortfil || e.Filnavn == forsegletFil || slices.Contains(navn, e.Filnavn) {
			return &ubrukeligPost{"Et filnavn i forsendelsen kan ikke brukes."}
		}
		navn = append(navn, e.Filnavn)
	}
	return nil
}

// ubrukeligPost can never be stored here. Its text is ours, and is sent.
type ubrukeligPost struct{ tekst string }

func (*ubrukeligPost) Error() string { return "the shipment can never be stored here" }

// apneSvarinn reads the keys that post is opened with.
func (o svarinnoppsett) apneNokler() ([]seal.Key, error) {
	return oppsett{Nokler: o.Nokler}.apneNokler()
}
