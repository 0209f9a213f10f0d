package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
)

// deltaker is what the commands of medvirkning stand on: the portal, the demo's case, and the way to the index.
type deltaker struct {
	o      oppsett
	portal *portal
	demo   demo
	naa    kalender
	x      indeksering
	mappe  string // ours, of this portal and kommune
	navn   string // the command's
	log    *slog.Logger
}

// deltar reads the flags that all of medvirkning has, and waits for the portal if told.
func (p program) deltar(ctx context.Context, navn string, args []string, egne func(*flag.FlagSet)) (*deltaker, error) {
	var ventetid time.Duration
	f, err := p.flagg(navn, args, func(fs *flag.FlagSet) {
		fs.DurationVar(&ventetid, "vent", 0, "how long to wait for the portal to start, as in 2m")
		egne(fs)
	})
	if err != nil {
		return nil, err
	}
	d := &deltaker{navn: navn, log: p.log()}
	err = vent(ctx, ventetid, func(ctx context.Context) error {
		if d.o, err = f.oppsett(); err != nil {
			return err
		}
		if d.portal, err = p.portalen(d.o); err != nil {
			return err
		}
		return d.portal.lever(ctx)
	})
	if err != nil {
		return nil, err
	}
	if d.demo, err = lesDemo(d.o.Kommunenummer); err != nil {
		return nil, fmt.Errorf("%s: %w", navn, err)
	}
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		return nil, fmt.Errorf("time zone: %w", err)
	}
	d.naa = kalender{time.Now().In(oslo)}
	d.mappe = medvirkningsmappe(d.o, d.portal)
	if err := os.MkdirAll(d.mappe, 0o700); err != nil {
		return nil, fmt.Errorf("make our folder: %w", err)
	}
	d.x = indeksering{indeks: indeksGraphQL{portal: d.portal, kommunenummer: d.o.Kommunenummer}, bolk: maksBolkMeldinger, steg: p.steg}
	return d, nil
}

// arkivet opens the documents' archive: one of each command's own, since they run side by side, and beside «indekser».
func (d *deltaker) arkivet() error {
	o := d.o
	o.Mappe = filepath.Join(o.Mappe, "medvirkning", d.navn)
	a, err := apneDokumentarkiv(d.portal, o)
	if err != nil {
		return err
	}
	a.ny = true // what medvirkning has brought is no part of the demo's replay, and stays
	d.x.arkiv = a
	return nil
}

// indekser brings some journalposter into the index.
func (d *deltaker) indekser(ctx context.Context, poster []innsynsmelding) error {
	if err := d.arkivet(); err != nil {
		return err
	}
	_, _, err := d.x.alt(ctx, nil, poster)
	return err
}

// navnene takes a list as in mor,far apart, and finds each in the demo.
func (d *deltaker) navnene(liste string) (ut []string, err error) {
	for navn := range strings.SplitSeq(liste, ",") {
		if _, err := d.demo.nummer(navn); err != nil {
			return nil, err
		}
		ut = append(ut, navn)
	}
	return ut, nil
}

// skrivFast replaces a small file of ours, through to the disk: it is there as it was, or as it shall be.
func skrivFast(fil string, v any) error {
	raw, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(fil), err)
	}
	f, err := os.OpenFile(fil+".ny", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(fil), err)
	}
	_, err = f.Write(raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(fil+".ny", fil)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(fil), err)
	}
	return nil
}

// lesFast reads one; one that is not there leaves v as it is.
func lesFast(fil string, v any) error {
	raw, err := os.ReadFile(fil)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil && json.Unmarshal(raw, v) != nil {
		err = errors.New("it is not ours")
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(fil), err)
	}
	return nil
}

// svarpost is one more entry in a case, for one person, under an id of its own: what comes of a letter, a request or a consent.
func (d *deltaker) svarpost(sak demosak, person string, id uuid.UUID, p demopost) (innsynsmelding, error) {
	p.Nokkel, p.Til = id.String(), []string{person}
	relaterte := p.Relaterte
	p.Relaterte = nil
	sak.Poster = []demopost{p}
	d.naa.naa = time.Now().In(d.naa.naa.Location()) // a command that goes on and on sees the days go by
	m, ser := d.demo.post(d.naa, sak, 0, person)
	if !ser {
		return m, errors.New("that person is no party of the case")
	}
	m.ID = d.demo.id("medvirkning", id.String(), person)
	m.metadata["systemId"] = id.String()
	for _, dato := range []string{"journaldato", "dokumentetsDato"} {
		m.metadata[dato] = d.naa.naa.Format(time.RFC3339Nano) // an answer is newer than what it answers
	}
	delete(m.metadata, "journalpostnummer")
	if relaterte != nil {
		m.metadata["relaterteJournalposter"] = relaterte
	}
	return m, nil
}

// medvirkningsmappe is our folder, by the portal too: at another portal nothing of it has happened.
func medvirkningsmappe(o oppsett, p *portal) string {
	return filepath.Join(o.Mappe, "medvirkning", strings.ReplaceAll(p.base.Host, ":", "_"), o.Kommunenummer)
}

// gjenta does something once, or again and again until told to stop, and at once when woken; then what fails is told, once as
// long as it fails in the same way, and tried again.
func (d *deltaker) gjenta(ctx context.Context, hvert time.Duration, vekk <-chan struct{}, gjor func(context.Context) error) error {
	err := gjor(ctx)
	if hvert <= 0 {
		return err
	}
	tikk := time.NewTicker(hvert)
	defer tikk.Stop()
	for sagt := ""; ; err = gjor(ctx) {
		hva := ""
		if err != nil {
			hva = err.Error()
		}
		if hva != "" && hva != sagt && ctx.Err() == nil {
			d.log.WarnContext(ctx, "trying again", "feil", err)
		}
		sagt = hva
		select {
		case <-ctx.Done():
			return nil
		case <-tikk.C:
		case <-vekk:
		}
	}
}
