package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"
)

// dokumentarkiv remembers where at the portal each document lies, by its SHA-256, so that the same document is uploaded once
// however often its journalpost is indexed. It is a file in our folder, written anew after each upload: killed between the two,
// we upload that one document again, and the first is linked to by nobody.
type dokumentarkiv struct {
	portal        *portal
	kommunenummer string
	fil           string
	ligger        map[string]opplastet // by SHA-256, hexadecimal
	brukt         map[string]bool
	ny            bool // what is uploaded now stays until all is taken away
}

// opplastet is a document at the portal.
type opplastet struct {
	ID    uuid.UUID `json:"id"`
	Lenke string    `json:"lenke"` // what a journalpost says about where it is
	Ny    bool      `json:"ny,omitempty"`
}

const arkivfil = "dokumenter.json"

func apneDokumentarkiv(p *portal, o oppsett) (*dokumentarkiv, error) {
	a := &dokumentarkiv{
		portal: p, kommunenummer: o.Kommunenummer,
		// By the portal too: at another address, or another portal, the document lies elsewhere or not at all.
		fil:    filepath.Join(o.Mappe, "innsyn", strings.ReplaceAll(p.base.Host, ":", "_"), o.Kommunenummer, arkivfil),
		ligger: map[string]opplastet{}, brukt: map[string]bool{},
	}
	if err := os.MkdirAll(filepath.Dir(a.fil), 0o700); err != nil {
		return nil, fmt.Errorf("make the documents' folder: %w", err)
	}
	raw, err := os.ReadFile(a.fil)
	if errors.Is(err, os.ErrNotExist) {
		return a, nil
	}
	if err == nil && json.Unmarshal(raw, &a.ligger) != nil {
		err = errors.New("it is not ours; remove it, and the documents are uploaded again")
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", arkivfil, err)
	}
	return a, nil
}

// lenke is where a document lies at the portal; it is uploaded if it does not.
func (a *dokumentarkiv) lenke(ctx context.Context, d dokument) (string, error) {
	sum := sha256.Sum256(d.innhold)
	navn := hex.EncodeToString(sum[:])
	a.brukt[navn] = true
	if o, der := a.ligger[navn]; der {
		return o.Lenke, nil
	}
	var svar opplastet
	sti := "last-opp/innsynsdokument?" + url.Values{"kommunenummer": {a.kommunenummer}}.Encode()
	if err := a.portal.json(ctx, http.MethodPost, sti, d.MimeType, bytes.NewReader(d.innhold), &svar); err != nil {
		return "", err
	}
	if svar.ID == uuid.Nil || svar.Lenke == "" {
		return "", fmt.Errorf("%w: no link", errUtilgjengelig)
	}
	svar.Ny = a.ny
	a.ligger[navn] = svar
	return svar.Lenke, a.skriv()
}

// rydd takes away from the portal what nothing links to any more: what was not indexed since the archive was opened, but for
// what -ny has added; or with alle, that too.
func (a *dokumentarkiv) rydd(ctx context.Context, alle bool) error {
	for navn, o := range a.ligger {
		if a.brukt[navn] || o.Ny && !alle {
			continue
		}
		resp, err := a.portal.kall(ctx, http.MethodDelete, "last-opp/innsynsdokument/"+o.ID.String(), "", nil)
		if f := new(avslag); errors.As(err, &f) && f.Status == http.StatusNotFound {
			err = nil // gone already
		} else if err == nil {
			_ = resp.Body.Close()
		}
		if err != nil {
			return fmt.Errorf("take a document away: %w", err)
		}
		delete(a.ligger, navn)
		if err := a.skriv(); err != nil {
			return err
		}
	}
	return nil
}

func (a *dokumentarkiv) skriv() error {
	raw, err := json.MarshalIndent(a.ligger, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", arkivfil, err)
	}
	if err := os.WriteFile(a.fil+".ny", raw, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", arkivfil, err)
	}
	return os.Rename(a.fil+".ny", a.fil)
}
