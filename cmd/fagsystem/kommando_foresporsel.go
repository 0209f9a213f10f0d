package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// foresporsler is «innsynsforesporsel»: it lists the requests that wait and, with -automatisk, answers them as the demo does, or
// with -status, one by hand.
func (p program) foresporsler(ctx context.Context, args []string) error {
	var automatisk bool
	var hvert time.Duration
	var id, status, grunn string
	d, err := p.deltar(ctx, "innsynsforesporsel", args, func(fs *flag.FlagSet) {
		fs.BoolVar(&automatisk, "automatisk", false, "decide each request by the demo's own words, answer it, and index what it is about anew")
		fs.DurationVar(&hvert, "hvert", 0, "go on looking, this often; 0: once")
		fs.StringVar(&id, "id", "", "with -status: which request")
		fs.StringVar(&status, "status", "", "answer -id with MANUELL_BEHANDLING or UNDER_BEHANDLING; it stays open")
		fs.StringVar(&grunn, "begrunnelse", "", "with -status: what to say")
	})
	if err != nil {
		return err
	}
	kilde := foresporselGraphQL{portal: d.portal, kommunenummer: d.o.Kommunenummer}
	if status != "" {
		i, err := uuid.Parse(id)
		if err != nil || (status != "MANUELL_BEHANDLING" && status != "UNDER_BEHANDLING") {
			return errors.New("innsynsforesporsel: -status is MANUELL_BEHANDLING or UNDER_BEHANDLING, of an -id; -automatisk decides")
		}
		return kilde.besvar(ctx, i, foresporselsvar{Status: status, Begrunnelse: grunn})
	}
	r := &foresporselrom{deltaker: d, p: p}
	if r.avgjort, err = lesAvgjort(d.mappe); err != nil {
		return err
	}
	return d.gjenta(ctx, hvert, func(ctx context.Context) error {
		alle, err := kilde.ubesvarte(ctx)
		if err != nil {
			return err
		}
		var feil []error
		for _, f := range alle {
			if !automatisk {
				if _, err := fmt.Fprintf(p.ut, "%s  %d entries\n", f.ID, len(f.Journalposter)); err != nil {
					return err
				}
				continue
			}
			err := r.behandle(ctx, f, func(ctx context.Context, s foresporselsvar) error { return kilde.besvar(ctx, f.ID, s) })
			if errors.Is(err, errIkkeFunnet) && f.Status == "MANUELL_BEHANDLING" {
				continue
			}
			if errors.Is(err, errIkkeFunnet) { // not of the demo: a person must look
				err = kilde.besvar(ctx, f.ID, foresporselsvar{Status: "MANUELL_BEHANDLING"})
			}
			if err != nil {
				feil = append(feil, fmt.Errorf("%s: %w", f.ID, err))
				continue
			}
			if _, err := fmt.Fprintln(p.ut, f.ID); err != nil {
				return err
			}
		}
		if automatisk { // those that were answered, and broken off before they were shown
			feil = append(feil, r.fullfor(ctx, alle))
		}
		return errors.Join(feil...)
	})
}
