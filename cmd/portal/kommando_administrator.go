package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"barnevernportalen/ent"
	"barnevernportalen/ent/vault"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

const administratorbruk = "want: portal administrator [kommunenummer], with her fødselsnummer on the first line of standard input and her name on the second"

var kommuneForm = regexp.MustCompile(`^[0-9]{4}$`)

// kjorAdministrator is `portal administrator`: the operator lets the first administrator in, of the whole installation or of one
// kommune. The number is read from standard input and never from an argument, which every process of the machine can read and
// shells keep. Nothing of it is said again.
func kjorAdministrator(ctx context.Context, o oppsett, log *slog.Logger, args []string, inn io.Reader, ut io.Writer) error {
	n, err := lesAdministrator(args, inn)
	if err != nil {
		return err
	}
	dsn, stopp, err := skrivested(ctx, o, log)
	if err != nil {
		return err
	}
	defer stopp()
	ctx = viewer.With(ctx, viewer.System{Oppgave: "administrator"})
	d, v, err := apneMedNokler(ctx, o, dsn, log)
	if err != nil {
		return err
	}
	defer d.Close()
	return slippInn(ctx, d, v, n, log, ut)
}

func slippInn(ctx context.Context, d *ent.DB, v *vault.Vault, n forvaltning.NyTilgang, log *slog.Logger, ut io.Writer) error {
	f := &forvaltning.Service{DB: d, Vault: v, Klokke: time.Now, Log: log, Person: personer(v)}
	if err := f.LagreKommuner(ctx); err != nil { // it may be before the first serve
		return err
	}
	gitt, err := f.GiSomSystem(ctx, n, true)
	if err != nil {
		return fmt.Errorf("administrator: %w", err)
	}
	hva := "is an administrator of the whole installation"
	if n.Kommunenummer != nil {
		hva = "is an administrator of kommune " + *n.Kommunenummer
	}
	if !gitt {
		hva += " already: nothing is changed"
	}
	_, _ = fmt.Fprintln(ut, "the person", hva)
	return nil
}

// lesAdministrator reads who is meant, and of what. Errors say nothing of what was read.
func lesAdministrator(args []string, inn io.Reader) (forvaltning.NyTilgang, error) {
	n := forvaltning.NyTilgang{Rolle: viewer.RolleAdmin}
	if len(args) > 1 || len(args) == 1 && !kommuneForm.MatchString(args[0]) {
		return n, errors.New(administratorbruk) // not what was written: it may be the number
	}
	if len(args) == 1 {
		n.Kommunenummer = &args[0]
	}
	linjer := bufio.NewScanner(io.LimitReader(inn, 1000))
	for _, felt := range []*string{&n.Fodselsnummer, &n.Navn} {
		if !linjer.Scan() {
			return n, errors.New(administratorbruk)
		}
		*felt = strings.TrimSpace(linjer.Text())
	}
	if err := n.Sjekk(); err != nil { // before there is a database or a key folder because of her
		return n, fmt.Errorf("administrator: %w", err)
	}
	return n, nil
}

// skrivested is the database, whether a portal runs beside it or not: see lesested. One that does not run is started, and brought to
// this program's version.
func skrivested(ctx context.Context, o oppsett, log *slog.Logger) (dsn string, stopp func(), err error) {
	if o.dsn == "" {
		if _, err := os.Stat(filepath.Join(o.data, "postgres")); err == nil {
			return lesested(ctx, o.data, o.dsn)
		}
	}
	data, err := openDatabase(ctx, o, log)
	if err != nil {
		return "", nil, err
	}
	return data.dsn, func() { data.stop(ctx, log) }, nil
}
