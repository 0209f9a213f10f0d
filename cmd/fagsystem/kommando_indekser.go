package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
)

var feltnavn = regexp.MustCompile(`^[A-Za-z0-9]{1,40}$`)

// indekseringsvalg is what «indekser» is asked to do.
type indekseringsvalg struct {
	rest, ny, slett, utenDokumenter bool
	sperr, person, tittel           string
	vent                            time.Duration
	bolk                            int
}

// indekser shows cases to their parties, each her own set. What it has to show is the demo.
func (p program) indekser(ctx context.Context, args []string) error {
	var v indekseringsvalg
	f, err := p.flagg("indekser", args, func(fs *flag.FlagSet) {
		fs.BoolVar(&v.ny, "ny", false, "index one new journalpost, in the first case of -person, and print its meldingId")
		fs.StringVar(&v.tittel, "tittel", "Ny beskjed fra saksbehandleren din", "what -ny calls it")
		fs.StringVar(&v.person, "person", "", "whom -ny is for, as in mor; left out: all parties of the kommune's first case")
		fs.BoolVar(&v.slett, "slett", false, "take away all that this command has indexed")
		fs.StringVar(&v.sperr, "sperr", "", "shut a person of the demo out, as in mor, and print the block's id; only an administrator can lift it")
		fs.BoolVar(&v.rest, "rest", false, "on KS's own paths instead of by GraphQL")
		fs.BoolVar(&v.utenDokumenter, "uten-dokumenter", false, "upload no files: documents have titles only")
		fs.IntVar(&v.bolk, "bolk", 1000, "messages in a batch: 1 to 5000")
		fs.DurationVar(&v.vent, "vent", 0, "how long to wait for the portal to start, as in 2m")
	})
	if err != nil {
		return err
	}
	if v.bolk < 1 || v.bolk > maksBolkMeldinger {
		return errors.New("indekser: -bolk is 1 to 5000")
	}
	// The settings too are waited for: the portal that is being started may not have written them yet.
	var o oppsett
	var portal *portal
	err = vent(ctx, v.vent, func(ctx context.Context) error {
		if o, err = f.oppsett(); err != nil {
			return err
		}
		if portal, err = p.portalen(o); err != nil {
			return err
		}
		return portal.lever(ctx)
	})
	if err != nil {
		return err
	}
	d, err := lesDemo(o.Kommunenummer)
	if err != nil {
		return fmt.Errorf("indekser: %w", err)
	}
	return p.indekserDemo(ctx, o, portal, d, v)
}

func (p program) indekserDemo(ctx context.Context, o oppsett, portal *portal, d demo, v indekseringsvalg) error {
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		return fmt.Errorf("time zone: %w", err)
	}
	naa := kalender{time.Now().In(oslo)}
	graphql := indeksGraphQL{portal: portal, kommunenummer: o.Kommunenummer}
	x := indeksering{indeks: graphql, bolk: v.bolk, steg: p.steg}
	if v.rest {
		if o.FiksOrgID == uuid.Nil {
			return errors.New("settings: fiksOrgId must be set to index on KS's paths")
		}
		x.indeks = indeksREST{portal: portal, fiksOrgID: o.FiksOrgID}
	}
	if !v.utenDokumenter {
		if x.arkiv, err = apneDokumentarkiv(portal, o); err != nil {
			return err
		}
		x.arkiv.ny = v.ny
	}
	switch {
	case v.sperr != "":
		fnr, err := d.nummer(v.sperr)
		if err != nil {
			return err
		}
		id, err := graphql.sperr(ctx, fnr)
		if err != nil {
			return fmt.Errorf("shut out: %w", err)
		}
		_, err = fmt.Fprintln(p.ut, id)
		return err
	case v.slett:
		antall, err := x.indeks.slett(ctx, demoRef)
		if err != nil {
			return err
		}
		if x.arkiv != nil {
			if err := x.arkiv.rydd(ctx, true); err != nil {
				return err
			}
		}
		_, err = fmt.Fprintf(p.ut, "kommune %s: %d deleted\n", o.Kommunenummer, antall)
		return err
	case v.ny:
		poster, err := d.nyPost(naa, v.person, v.tittel)
		if err != nil {
			return err
		}
		if _, _, err := x.alt(ctx, nil, poster); err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.ut, poster[0].ID)
		return err
	}
	if d.avgjort, err = lesAvgjort(medvirkningsmappe(o, portal)); err != nil {
		return err
	}
	maps.DeleteFunc(d.avgjort, func(_ uuid.UUID, a avgjorelse) bool { return !a.Indeksert }) // not before it is answered
	mapper, poster := d.meldinger(naa)
	opprettet, oppdatert, err := x.alt(ctx, mapper, poster)
	if err == nil && x.arkiv != nil {
		err = x.arkiv.rydd(ctx, false)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.ut, "kommune %s: %d mapper and %d journalposter indexed (%d new, %d again); log in as %s\n",
		o.Kommunenummer, len(mapper), len(poster), opprettet, oppdatert, strings.Join(d.personer(), ", "))
	return err
}
