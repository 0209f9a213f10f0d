package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// foresporselvalg is what «innsynsforesporsel» is asked to do.
type foresporselvalg struct {
	protokoll         string
	automatisk        bool
	hvert             time.Duration
	id, status, grunn string
}

// foresporsler is «innsynsforesporsel»: it lists the requests that wait and, with -automatisk, answers them as the demo does, or
// with -status, one by hand. They come by GraphQL and, with a protokollkonto, over Fiks IO as well.
func (p program) foresporsler(ctx context.Context, args []string) (feil error) {
	var v foresporselvalg
	d, err := p.deltar(ctx, "innsynsforesporsel", args, func(fs *flag.FlagSet) {
		fs.StringVar(&v.protokoll, "protokoll", "", "a file with where Fiks IO is and our protokollkonto there, instead of the settings'")
		fs.BoolVar(&v.automatisk, "automatisk", false, "decide each request by the demo's own words, answer it, and index what it is about anew")
		fs.DurationVar(&v.hvert, "hvert", 0, "go on looking, this often, and receive over Fiks IO; 0: once, and of Fiks IO what has been received")
		fs.StringVar(&v.id, "id", "", "with -status: which request")
		fs.StringVar(&v.status, "status", "", "answer -id with MANUELL_BEHANDLING or UNDER_BEHANDLING; it stays open")
		fs.StringVar(&v.grunn, "begrunnelse", "", "with -status: what to say")
	})
	if err != nil {
		return err
	}
	r := &foresporselrom{deltaker: d, p: p}
	if r.avgjort, err = lesAvgjort(d.mappe); err != nil {
		return err
	}
	r.kilder = []foresporselkilde{foresporselGraphQL{portal: d.portal, kommunenummer: d.o.Kommunenummer}}
	po, err := d.o.protokolloppsettet(v.protokoll)
	if err != nil {
		return err
	}
	if v.status != "" {
		v.hvert = 0
	}
	var vekk chan struct{}
	if po != nil {
		kanal, err := p.apneProtokoll(d, *po, v.hvert > 0)
		if err != nil {
			return err
		}
		defer kanal.mottak.lager.lukk()
		r.kilder, vekk = append(r.kilder, kanal.foresporselFiksIO), kanal.vekk
		if v.hvert > 0 {
			lever, slutt, err := kanal.begynn(ctx)
			if err != nil {
				return err
			}
			ctx = lever
			defer func() { feil = errors.Join(feil, slutt()) }()
		}
	}
	if v.status != "" {
		return r.svarFor(ctx, v)
	}
	return d.gjenta(ctx, v.hvert, vekk, func(ctx context.Context) error { return r.runde(ctx, v.automatisk) })
}

// svarFor answers one by hand, on the way it came.
func (r *foresporselrom) svarFor(ctx context.Context, v foresporselvalg) error {
	id, err := uuid.Parse(v.id)
	if err != nil || (v.status != "MANUELL_BEHANDLING" && v.status != "UNDER_BEHANDLING") {
		return errors.New("innsynsforesporsel: -status is MANUELL_BEHANDLING or UNDER_BEHANDLING, of an -id; -automatisk decides")
	}
	for _, kilde := range r.kilder {
		alle, err := kilde.ubesvarte(ctx)
		if err != nil {
			return err
		}
		for _, f := range alle {
			if f.ID == id {
				return kilde.besvar(ctx, id, foresporselsvar{Status: v.status, Begrunnelse: v.grunn})
			}
		}
	}
	return errors.New("innsynsforesporsel: no such request waits for an answer")
}

// runde lists or answers what waits, on every way there is.
func (r *foresporselrom) runde(ctx context.Context, automatisk bool) error {
	var feil []error
	var apne []foresporsel
	for _, kilde := range r.kilder {
		alle, err := kilde.ubesvarte(ctx)
		if err != nil {
			return errors.Join(append(feil, err)...) // what is open is not known, and fullfor must know it
		}
		apne = append(apne, alle...)
		for _, f := range alle {
			if err := r.ta(ctx, kilde, f, automatisk); err != nil {
				feil = append(feil, fmt.Errorf("%s: %w", f.ID, err))
			}
		}
	}
	if automatisk { // those that were answered, and broken off before they were shown
		feil = append(feil, r.fullfor(ctx, apne))
	}
	return errors.Join(feil...)
}

func (r *foresporselrom) ta(ctx context.Context, kilde foresporselkilde, f foresporsel, automatisk bool) error {
	if !automatisk {
		_, err := fmt.Fprintf(r.p.ut, "%s  %d entries\n", f.ID, len(f.Journalposter))
		return err
	}
	err := r.behandle(ctx, f, func(ctx context.Context, s foresporselsvar) error { return kilde.besvar(ctx, f.ID, s) })
	if errors.Is(err, errIkkeFunnet) {
		if f.Status == "MANUELL_BEHANDLING" {
			return nil // said already
		}
		err = kilde.besvar(ctx, f.ID, foresporselsvar{Status: statusIkkeFunnet})
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(r.p.ut, f.ID)
	return err
}
