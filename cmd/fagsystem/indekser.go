package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// innsynsmelding is one mappe or journalpost for one person.
type innsynsmelding struct {
	ID            uuid.UUID // the same again writes over
	Kommunenummer string
	Fodselsnummer string // the one person who may see it
	EksternRef    string // what it can be deleted with
	metadata      felter // KS's JSON; a journalpost's without its documents
	dokumenter    []dokument
}

// dokument is a document of a journalpost. One with innhold is uploaded, and its lenke is what the portal then says.
type dokument struct {
	Tittel          string `json:"tittel"`
	Filnavn         string `json:"filnavn"`
	MimeType        string `json:"mimeType"`
	Storrelse       int    `json:"storrelse,omitempty"`
	Lenke           string `json:"lenke,omitempty"`
	SvarUtFilnummer int    `json:"svarUtFilnummer,omitempty"`

	innhold []byte
}

// slag is what a batch has in it.
type slag string

const (
	slagMappe       slag = "BARNEVERNMAPPE_V1"
	slagJournalpost slag = "BARNEVERNJOURNALPOST_V1"
)

// indeks is a way to the index: GraphQL, or KS's own paths. A batch is written whole or not at all.
type indeks interface {
	indekser(ctx context.Context, s slag, bolk []innsynsmelding) (opprettet, oppdatert int, err error)
	// slett deletes a group, as far as it is ours.
	slett(ctx context.Context, eksternRef string) (antall int, err error)
}

// maksBolkMeldinger is the longest batch. Source: KS's index API.
const maksBolkMeldinger = 5000

// indeksering brings messages to the index so that it may be broken off anywhere and begun again: every message has its own
// id, so what is sent twice is written over, and what was not sent comes the next time.
type indeksering struct {
	indeks indeks
	arkiv  *dokumentarkiv // nil: no file is uploaded, and documents have titles only
	bolk   int
	steg   func(string)
}

// alt indexes mapper first, then journalposter, since a journalpost is not shown without its mappe.
func (x indeksering) alt(ctx context.Context, mapper, poster []innsynsmelding) (opprettet, oppdatert int, err error) {
	for _, del := range []struct {
		slag      slag
		meldinger []innsynsmelding
	}{{slagMappe, mapper}, {slagJournalpost, poster}} {
		for bolk := range slices.Chunk(del.meldinger, x.bolk) {
			// 1. The documents lie with the portal before anything links to them.
			if err := x.lastOpp(ctx, bolk); err != nil {
				return opprettet, oppdatert, err
			}
			// 2. The batch.
			ny, igjen, err := x.indeks.indekser(ctx, del.slag, bolk)
			if err != nil {
				return opprettet, oppdatert, fmt.Errorf("index %s: %w", del.slag, err)
			}
			opprettet, oppdatert = opprettet+ny, oppdatert+igjen
			x.steg("bolk")
		}
	}
	return opprettet, oppdatert, nil
}

// lastOpp uploads what the portal has not had, and writes into each message where it lies.
func (x indeksering) lastOpp(ctx context.Context, bolk []innsynsmelding) error {
	for i := range bolk {
		var med []dokument
		for _, d := range bolk[i].dokumenter {
			if d.innhold != nil && x.arkiv != nil {
				var err error
				if d.Lenke, err = x.arkiv.lenke(ctx, d); err != nil {
					return fmt.Errorf("upload a document: %w", err)
				}
				d.Storrelse = len(d.innhold)
				x.steg("dokument")
			}
			med = append(med, d)
		}
		if med != nil {
			bolk[i].metadata["dokumenter"] = med
		}
	}
	return nil
}

// indeksGraphQL is the portal's own contract.
type indeksGraphQL struct {
	portal        *portal
	kommunenummer string
}

const (
	indekserMapper = `mutation Indekser($input: IndekserMapperInput!) {
  svar: indekserMapper(input: $input) { opprettet oppdatert feil { sti kode } }
}`
	indekserJournalposter = `mutation Indekser($input: IndekserJournalposterInput!) {
  svar: indekserJournalposter(input: $input) { opprettet oppdatert feil { sti kode } }
}`
	slettIndeksert = `mutation Slett($input: SlettIndeksertInput!) { slettIndeksert(input: $input) { antallSlettet } }`
	sperrInnsyn    = `mutation Sperr($input: SperrInnsynInput!) { sperrInnsyn(input: $input) { id feil { sti kode } } }`
)

func (g indeksGraphQL) indekser(ctx context.Context, s slag, bolk []innsynsmelding) (opprettet, oppdatert int, err error) {
	type inn struct {
		MeldingID     uuid.UUID `json:"meldingId"`
		Kommunenummer string    `json:"kommunenummer"`
		Fodselsnummer string    `json:"fodselsnummer"`
		Metadata      string    `json:"metadata"`
		EksternRef    string    `json:"eksternRef"`
	}
	meldinger := make([]inn, 0, len(bolk))
	for _, m := range bolk {
		raw, err := json.Marshal(m.metadata)
		if err != nil {
			return 0, 0, errors.New("a message cannot be written")
		}
		meldinger = append(meldinger, inn{m.ID, m.Kommunenummer, m.Fodselsnummer, string(raw), m.EksternRef})
	}
	sporsmal := indekserMapper
	if s == slagJournalpost {
		sporsmal = indekserJournalposter
	}
	var svar struct {
		Svar struct {
			Opprettet int           `json:"opprettet"`
			Oppdatert int           `json:"oppdatert"`
			Feil      []innsynsfeil `json:"feil"`
		} `json:"svar"`
	}
	if err := g.portal.spor(ctx, sporsmal, map[string]any{"input": map[string]any{"meldinger": meldinger}}, &svar); err != nil {
		return 0, 0, err
	}
	return svar.Svar.Opprettet, svar.Svar.Oppdatert, forsteFeil(svar.Svar.Feil)
}

func (g indeksGraphQL) slett(ctx context.Context, eksternRef string) (int, error) {
	var svar struct {
		Slett struct {
			AntallSlettet int `json:"antallSlettet"`
		} `json:"slettIndeksert"`
	}
	err := g.portal.spor(ctx, slettIndeksert, map[string]any{"input": map[string]any{
		"kommunenummer": g.kommunenummer, "eksternRef": eksternRef,
	}}, &svar)
	return svar.Slett.AntallSlettet, err
}

// sperr shuts a person out of all her cases in our kommune, and gives the block's id, which a person needs who lifts it.
// KS's paths have nothing of the kind.
func (g indeksGraphQL) sperr(ctx context.Context, fodselsnummer string) (uuid.UUID, error) {
	var svar struct {
		Sperr struct {
			ID   *uuid.UUID    `json:"id"`
			Feil []innsynsfeil `json:"feil"`
		} `json:"sperrInnsyn"`
	}
	err := g.portal.spor(ctx, sperrInnsyn, map[string]any{"input": map[string]any{
		"kommunenummer": g.kommunenummer, "fodselsnummer": fodselsnummer,
	}}, &svar)
	if err == nil {
		err = forsteFeil(svar.Sperr.Feil)
	}
	if err == nil && svar.Sperr.ID == nil {
		err = fmt.Errorf("%w: no id", errUtilgjengelig)
	}
	if err != nil {
		return uuid.Nil, err
	}
	return *svar.Sperr.ID, nil
}

// innsynsfeil is one thing wrong with a batch.
type innsynsfeil struct {
	Sti  []string `json:"sti"`
	Kode string   `json:"kode"`
}

// forsteFeil tells the first of them, and how many there are. Nothing of the batch is written.
func forsteFeil(feil []innsynsfeil) error {
	if len(feil) == 0 {
		return nil
	}
	sti := make([]string, 0, len(feil[0].Sti))
	for _, ledd := range feil[0].Sti {
		if !feltnavn.MatchString(ledd) {
			ledd = "?" // a peer's word goes into no log unless it looks like a field
		}
		sti = append(sti, ledd)
	}
	return fmt.Errorf("the portal finds %d things wrong; the first is %s at %s", len(feil), ord(feil[0].Kode), strings.Join(sti, "."))
}

// vent tries until the portal answers as it should, or the time is up.
func vent(ctx context.Context, hvor time.Duration, prov func(context.Context) error) error {
	err := prov(ctx)
	if hvor == 0 || err == nil {
		return err
	}
	frist, slutt := context.WithTimeout(ctx, hvor)
	defer slutt()
	tikk := time.NewTicker(300 * time.Millisecond)
	defer tikk.Stop()
	for {
		select {
		case <-frist.Done():
			if ctx.Err() != nil {
				return errors.New("stopped before the portal answered")
			}
			return fmt.Errorf("waited %s: %w", hvor, err)
		case <-tikk.C:
		}
		if err = prov(frist); err == nil {
			return nil
		}
	}
}
