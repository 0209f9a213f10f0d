package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/db/bydel"
	"barnevernportalen/ent/viewer"
)

var bydelForm = regexp.MustCompile(`^\d{4}-\d{2}$`)

// errAvstemming: the lists differ. How has been printed, and each is an alarm.
var errAvstemming = errors.New("mottakeren har ikke det samme som er sendt")

// kjorAvstem is `portal avstem`: an operator with a receiver's list in hand. Her word raises no proof; what agrees is marked,
// and what does not is an alarm. It ends with status 1 if anything differs.
//
//	portal avstem -fil holdt.csv -bydel 4601-00 [-fra 1 -til 812]
//
// The file has a line for each report held: id, number, SHA-256 in hexadecimal and, if one likes, the token, with commas or
// semicolons between. A first line that begins with «id» is a heading. Without -fra and -til: from 1 to the highest number
// in the file. What was sent after that may be younger than the list, or be what the receiver has lost: it is no difference, but it
// is named, and the status is 1, until -til says which.
func kjorAvstem(ctx context.Context, o oppsett, log *slog.Logger, args []string, ut io.Writer) error {
	f := flag.NewFlagSet("avstem", flag.ContinueOnError)
	f.SetOutput(ut)
	fil := f.String("fil", "", "the receiver's list")
	mottaker := f.String("bydel", "", "the receiver, as in 4601-00")
	fra := f.Int("fra", 1, "the first number to compare")
	til := f.Int("til", 0, "the last; left out: the highest in the file")
	if err := f.Parse(args); err != nil {
		return err
	}
	if *fil == "" || !bydelForm.MatchString(*mottaker) || f.NArg() > 0 {
		return errors.New("avstem: want -fil and -bydel, as in 4601-00")
	}
	innhold, err := os.Open(*fil)
	if err != nil {
		return fmt.Errorf("avstem: %w", err)
	}
	defer func() { _ = innhold.Close() }()
	holdt, err := lesHoldt(innhold)
	if err != nil {
		return err
	}
	for _, h := range holdt {
		if h.Nr < *fra || *til > 0 && h.Nr > *til {
			return fmt.Errorf("avstem: number %d is outside the range", h.Nr)
		}
	}
	dsn, stopp, err := lesested(ctx, o.data, o.dsn) // beside a portal that runs, too
	if err != nil {
		return err
	}
	defer stopp()
	ctx = viewer.With(ctx, viewer.System{Oppgave: "avstem"})
	db, v, err := apneMedNokler(ctx, o, dsn, log)
	if err != nil {
		return err
	}
	defer db.Close()
	s := &delivery.Service{DB: db, Vault: v, Klokke: time.Now, Log: log}
	return avstem(ctx, s, *mottaker, *fra, *til, holdt, ut)
}

// errHale: the list does not go as far as what was sent.
var errHale = errors.New("listen går ikke så langt som det som er sendt")

// halen names what was sent after the last number of a list.
func halen(ctx context.Context, db *ent.DB, mottaker string, til int, ut io.Writer) error {
	k, b, _ := strings.Cut(mottaker, "-")
	rad, err := db.Client().Bydel.Query().Where(bydel.KommuneID(k), bydel.Bydelsnummer(b)).Only(ctx)
	if err != nil {
		return fmt.Errorf("avstem: read the receiver: %w", err)
	}
	if int(rad.SisteNr) <= til {
		return nil
	}
	_, _ = fmt.Fprintf(ut, "IKKE SPURT OM nr. %d til %d: sendt, og etter det siste i listen. Skal de stå der, kjør om igjen med -til %[2]d\n", til+1, rad.SisteNr)
	return errHale
}

// avstem compares the range in pieces of what one avstemming may span. til 0: to the highest number held.
func avstem(ctx context.Context, s *delivery.Service, mottaker string, fra, til int, holdt []delivery.Holdt, ut io.Writer) error {
	k, b, _ := strings.Cut(mottaker, "-")
	bestemt := til > 0
	if !bestemt {
		for _, h := range holdt {
			til = max(til, h.Nr)
		}
	}
	var sendt, enige, avvik int
	for ; fra <= til; fra += delivery.MaksAvstemt {
		a := delivery.Avstem{Kommunenummer: k, Bydelsnummer: b, FraNr: fra, TilNr: min(til, fra+delivery.MaksAvstemt-1)}
		for _, h := range holdt {
			if h.Nr >= a.FraNr && h.Nr <= a.TilNr {
				a.Holdt = append(a.Holdt, h)
			}
		}
		svar, feil, err := s.Avstem(ctx, a)
		if err != nil {
			return err
		}
		if feil != nil {
			return fmt.Errorf("avstem: %s", feil.Melding())
		}
		for _, f := range svar.Avvik {
			_, _ = fmt.Fprintf(ut, "AVVIK nr. %d %s %s\n", f.Nr, f.Slag, f.ID)
		}
		sendt, enige, avvik = sendt+svar.Sendt, enige+svar.Enige, avvik+len(svar.Avvik)
	}
	_, _ = fmt.Fprintf(ut, "avstem bydel=%s sendt=%d holdt=%d enige=%d avvik=%d\n", mottaker, sendt, len(holdt), enige, avvik)
	var feil error
	if avvik > 0 {
		feil = errAvstemming
	}
	if bestemt {
		return feil
	}
	return errors.Join(feil, halen(ctx, s.DB, mottaker, til, ut))
}

// lesHoldt reads a receiver's list. Errors name the line, and nothing of what stands in it.
func lesHoldt(r io.Reader) ([]delivery.Holdt, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	tekst := strings.TrimPrefix(string(raw), "\ufeff") // spreadsheets begin with it
	c := csv.NewReader(strings.NewReader(tekst))
	if linje, _, _ := strings.Cut(tekst, "\n"); strings.Contains(linje, ";") {
		c.Comma = ';'
	}
	c.FieldsPerRecord, c.TrimLeadingSpace = -1, true
	var ut []delivery.Holdt
	for nr := 1; ; nr++ {
		felt, err := c.Read()
		if errors.Is(err, io.EOF) {
			return ut, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the list, line %d: not CSV", nr)
		}
		if nr == 1 && strings.EqualFold(strings.TrimSpace(felt[0]), "id") {
			continue
		}
		if len(felt) < 3 || len(felt) > 4 {
			return nil, fmt.Errorf("the list, line %d: want id, number, SHA-256 and perhaps a token", nr)
		}
		id, err1 := uuid.Parse(strings.TrimSpace(felt[0]))
		n, err2 := strconv.Atoi(strings.TrimSpace(felt[1]))
		if err1 != nil || err2 != nil || n < 1 {
			return nil, fmt.Errorf("the list, line %d: no id, or no number", nr)
		}
		h := delivery.Holdt{ID: id, Nr: n, Sha256: strings.TrimSpace(felt[2])}
		if len(felt) == 4 && strings.TrimSpace(felt[3]) != "" {
			b := strings.TrimSpace(felt[3])
			h.Bevis = &b
		}
		ut = append(ut, h)
	}
}
