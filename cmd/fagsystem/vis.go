package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// errKjede makes vis end with a failure, so that whatever runs it sees it too.
var errKjede = errors.New("SOMETHING IS WRONG WITH A CHAIN OR WITH THE STORE: A REPORT MAY BE MISSING")

// vis lists what is held, by reference and never by content. The content of one report is shown only when it is asked for,
// and only on standard output.
func (p program) vis(_ context.Context, args []string) error {
	var id, fil string
	f, err := p.flagg("vis", args, func(fs *flag.FlagSet) {
		fs.StringVar(&id, "id", "", "show the content of this report")
		fs.StringVar(&fil, "fil", seal.MeldingJSONName, "which part of it: "+seal.MeldingJSONName+" or "+seal.MeldingPDFName)
	})
	if err != nil {
		return err
	}
	o, err := f.oppsett()
	if err != nil {
		return err
	}
	l, err := apneLager(o.Mappe, false, p.steg)
	if err != nil {
		return err
	}
	if id != "" {
		return visInnhold(p.ut, l, id, fil)
	}
	return errors.Join(visMeldinger(p.ut, l), visTilSide(p.ut, l), visKjeder(p.ut, l, o.Mottakere))
}

func visInnhold(ut io.Writer, l *lager, id, fil string) error {
	u, err := uuid.Parse(id)
	if err != nil || (fil != seal.MeldingJSONName && fil != seal.MeldingPDFName) {
		return errors.New("vis: -id is a uuid, and -fil one of the two parts of a report")
	}
	if _, err := l.lesTilbake(u); err != nil {
		return err
	}
	f, err := os.Open(l.sti(meldingMappe, u.String(), fil))
	if err != nil {
		return fmt.Errorf("vis: %w", err)
	}
	defer func() { _ = f.Close() }()
	_, err = io.Copy(ut, f)
	return err
}

// visMeldinger reads every report back, so that what it calls whole is whole.
func visMeldinger(ut io.Writer, l *lager) error {
	ids, err := l.alle(meldingMappe)
	if err != nil {
		return err
	}
	var holdt []melding
	var feil error
	for _, id := range ids {
		m, err := l.lesTilbake(id)
		if errors.Is(err, errSkadet) {
			fmt.Fprintf(ut, "DAMAGED  %s\n", id) //nolint:errcheck // standard output
			feil = errKjede
			continue
		} else if err != nil {
			return err
		}
		holdt = append(holdt, m)
	}
	slices.SortFunc(holdt, func(a, b melding) int { return a.Mottatt.Compare(b.Mottatt) })
	t := tabwriter.NewWriter(ut, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "REFERANSE\tTYPE\tMOTTATT\tSVART\tSHA256")
	for _, m := range holdt {
		s, err := l.svaret(m.ID)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", m.ID, kort(m.Type), m.Mottatt.Local().Format(time.DateTime), svartTekst(s), m.Sha256)
	}
	return errors.Join(t.Flush(), feil)
}

func svartTekst(s *svar) string {
	switch {
	case s == nil:
		return "not yet"
	case s.Svar == svarLagret:
		return "PROVEN"
	case s.Svar == svarMottatt:
		return "said, not proven"
	default:
		return s.Svar + " " + string(s.Grunn)
	}
}

// kort is a message type without what they all begin with.
func kort(t string) string { return strings.TrimPrefix(t, "no.ks.fiks.bekymringsmelding.") }

func visTilSide(ut io.Writer, l *lager) error {
	for _, s := range []struct{ mappe, overskrift string }{
		{avvistMappe, "Refused; a letter was sent instead:"}, {ukjentMappe, "No reports; kept for a person to look at:"},
	} {
		ids, err := l.alle(s.mappe)
		if err != nil || len(ids) == 0 {
			if err != nil {
				return err
			}
			continue
		}
		_, _ = fmt.Fprintf(ut, "\n%s\n", s.overskrift)
		for _, id := range ids {
			t, err := l.lesTilSide(s.mappe, id)
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintf(ut, "%s  %q  %s  %s\n", id, kort(t.Type), t.Tid.Local().Format(time.DateTime), t.Grunn)
		}
	}
	return nil
}

func visKjeder(ut io.Writer, l *lager, mottakere []mottaker) error {
	var feil error
	for _, m := range mottakere {
		kjede, galt, err := l.lesKjede(m)
		if err != nil {
			return err
		}
		kjente, err := l.lesAvvik(m)
		if err != nil {
			return err
		}
		borte, err := l.kontrollerLager(kjede)
		if err != nil {
			return err
		}
		galt = slices.Concat(galt, m.kontrollerKjede(kjede), kjente, borte)
		if len(galt) == 0 {
			_, _ = fmt.Fprintf(ut, "\nThe chain of %s holds: %d reports, none missing\n", m, len(kjede))
			continue
		}
		feil = errKjede
		_, _ = fmt.Fprintf(ut, "\n!!! THE CHAIN OF %s DOES NOT HOLD; %d reports\n", m, len(kjede))
		for _, a := range galt {
			_, _ = fmt.Fprintf(ut, "!!! nr %d: %s\n", a.Nr, a.Hva)
		}
	}
	return feil
}
