package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/google/uuid"
)

// maksAvstemt is how many numbers are named at a time. Source: the portal takes 5 000; an answer that names them all must fit.
const maksAvstemt = 1000

// errAvvik makes avstem end with a failure, so that whatever runs it sees it too.
var errAvvik = errors.New("WE DO NOT HOLD WHAT WE WERE SENT: A REPORT MAY BE LOST")

// holdt is one report as it is said to be held: read back from the disk and hashed now, never from memory of having stored it.
type holdt struct {
	ID     uuid.UUID `json:"id"`
	Nr     int64     `json:"nr"`
	Sha256 string    `json:"sha256"`
	Bevis  string    `json:"bevis,omitempty"`
}

// forskjell is a difference the portal names.
type forskjell struct {
	Slag    string     `json:"slag"`
	Melding *uuid.UUID `json:"melding"`
	Nr      int64      `json:"nr"`
}

// avstem tells the portal what is really in the store, each receiver's whole chain, and prints every difference.
func (p program) avstem(ctx context.Context, args []string) error {
	f, err := p.flagg("avstem", args, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	o, err := f.oppsett()
	if err != nil {
		return err
	}
	if len(o.Mottakere) == 0 {
		return errors.New("settings: no receiver")
	}
	l, err := apneLager(o.Mappe, false, p.steg)
	if err != nil {
		return err
	}
	portal, err := p.portalen(o)
	if err != nil {
		return err
	}
	var feil error
	for _, m := range o.Mottakere {
		feil = errors.Join(feil, p.avstemMottaker(ctx, portal, l, m))
	}
	return feil
}

func (p program) avstemMottaker(ctx context.Context, portal *portal, l *lager, m mottaker) error {
	// The portal's own list, not our copy of it: what we have never heard of is what must be found.
	noder, err := portal.mottak(ctx, m, true, nil)
	if err != nil {
		return err
	}
	var siste, sendt, enige int64
	nummer := make(map[uuid.UUID]int64, len(noder))
	for _, n := range noder {
		nummer[n.ID], siste = n.Nr, max(siste, n.Nr)
	}
	// And our own copy of the chain over it: a number that has changed since, or is gone from the portal, must be named too.
	kjede, _, err := l.lesKjede(m)
	if err != nil {
		return err
	}
	for _, d := range kjede {
		nummer[d.ID], siste = d.Nr, max(siste, d.Nr)
	}
	alt, err := l.holder(nummer)
	if err != nil {
		return err
	}
	var avvik []forskjell
	for fra := int64(1); fra <= siste; fra += maksAvstemt {
		til := min(fra+maksAvstemt-1, siste)
		var her []holdt
		for _, h := range alt {
			if h.Nr >= fra && h.Nr <= til {
				her = append(her, h)
			}
		}
		svar, err := portal.avstem(ctx, m, fra, til, her)
		if err != nil {
			return err
		}
		sendt, enige, avvik = sendt+svar.Sendt, enige+svar.Enige, append(avvik, svar.Avvik...)
	}
	_, _ = fmt.Fprintf(p.ut, "%s: sent %d, held and the same %d, differences %d\n", m, sendt, enige, len(avvik))
	for _, a := range avvik {
		id := "-"
		if a.Melding != nil {
			id = a.Melding.String()
		}
		_, _ = fmt.Fprintf(p.ut, "!!! nr %d %s %s\n", a.Nr, a.Slag, id)
	}
	if len(avvik) > 0 {
		return fmt.Errorf("%s: %w", m, errAvvik)
	}
	return nil
}

// holder is what is in the store of what is numbered: read back whole. What is damaged is not held. What is in
// no list of this receiver belongs to another of ours, or came another way.
func (l *lager) holder(nummer map[uuid.UUID]int64) ([]holdt, error) {
	ids, err := l.alle(meldingMappe)
	if err != nil {
		return nil, err
	}
	var ut []holdt
	for _, id := range ids {
		nr, ja := nummer[id]
		if !ja {
			continue
		}
		m, err := l.lesTilbake(id)
		if errors.Is(err, errSkadet) || errors.Is(err, errIkkeHer) || errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		ut = append(ut, holdt{id, nr, m.Sha256, m.bevis})
	}
	return ut, nil
}

type avstemt struct {
	Sendt int64       `json:"sendt"`
	Enige int64       `json:"enige"`
	Avvik []forskjell `json:"avvik"`
}

// avstem tells the portal what is held of a range of numbers.
func (p *portal) avstem(ctx context.Context, m mottaker, fra, til int64, her []holdt) (avstemt, error) {
	if her == nil {
		her = []holdt{} // nothing is held, which is not the same as nothing said
	}
	var svar struct {
		Avstem *struct {
			Avstemming *avstemt `json:"avstemming"`
			feilkode
		} `json:"avstem"`
	}
	err := p.spor(ctx, `mutation Avstem($input: AvstemInput!) {
  avstem(input: $input) { avstemming { sendt enige avvik { slag melding nr } } feil { kode } }
}`, map[string]any{"input": map[string]any{
		"kommunenummer": m.Kommunenummer, "bydelsnummer": m.Bydelsnummer, "fraNr": fra, "tilNr": til, "holdt": her,
	}}, &svar)
	switch {
	case err != nil:
		return avstemt{}, fmt.Errorf("reconcile %s: %w", m, err)
	case svar.Avstem == nil:
		return avstemt{}, fmt.Errorf("reconcile %s: %w: no answer", m, errUtilgjengelig)
	case svar.Avstem.Avstemming == nil:
		return avstemt{}, fmt.Errorf("reconcile %s: %w: not taken", m, errors.Join(errUtilgjengelig, svar.Avstem.feil()))
	}
	return *svar.Avstem.Avstemming, nil
}
