package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/ent"
)

// errFunn: something is not as it should be. What it is has been printed.
var errFunn = errors.New("hovedboken er ikke i orden")

// kjorVerify is `portal verify`: every check on one snapshot, and against checkpoints kept elsewhere where their folder is
// named. It ends with status 1 if anything was found.
//
//	portal verify
//	portal verify -sjekkpunkt /mnt/annet/sted -nokkel /mnt/annet/sted/nokkel.pem
func kjorVerify(ctx context.Context, data, dsn string, args []string, ut io.Writer) error {
	f := flag.NewFlagSet("verify", flag.ContinueOnError)
	f.SetOutput(ut)
	mappe := f.String("sjekkpunkt", filepath.Join(data, sjekkpunktmappe), "the folder of checkpoints to hold the log against")
	nokkel := f.String("nokkel", "", "the public key that they are signed with (nokkel.pem in that folder)")
	if err := f.Parse(args); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("verify: %q is no setting", f.Arg(0))
	}
	bedt := false // somebody has said what to hold it against: without it, «0 findings» would say too much
	f.Visit(func(*flag.Flag) { bedt = true })
	if *nokkel == "" {
		*nokkel = filepath.Join(*mappe, sjekkpunktPub)
	}
	dsn, stopp, err := lesested(ctx, data, dsn)
	if err != nil {
		return err
	}
	defer stopp()
	les, err := ent.OpenReadOnly(ctx, dsn)
	if err != nil {
		return err
	}
	defer les.Close()
	var punkter []verify.Signert
	if pub, err := lesSjekkpunktPub(*nokkel); err == nil {
		if punkter, err = verify.Les(*mappe, pub); err != nil {
			return err
		}
	} else if bedt || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if bedt && len(punkter) == 0 {
		return errors.New("verify: there is no checkpoint in that folder")
	}
	var r *verify.Rapport
	err = les.Snapshot(ctx, func(tx *sql.Tx) (err error) {
		if r, err = verify.Alt(ctx, tx, time.Now()); err != nil {
			return err
		}
		return verify.Mot(ctx, tx, r, punkter)
	})
	if err != nil {
		return err
	}
	skrivRapport(ut, r, punkter, les.EgenRolle)
	if len(r.Funn) > 0 {
		return errFunn
	}
	return nil
}

// lesested is where to read: the operator's database, or the private server, started if it does not run.
func lesested(ctx context.Context, data, dsn string) (string, func(), error) {
	if dsn != "" {
		return dsn, func() {}, nil
	}
	dir := filepath.Join(data, "postgres")
	if _, err := os.Stat(dir); err != nil {
		return "", nil, fmt.Errorf("no DATABASE_URL, and no private server in DATA_DIR: %w", err)
	}
	p, err := ent.StartPrivate(ctx, ent.PrivateConfig{DataDir: dir})
	if errors.Is(err, ent.ErrDataDirInUse) {
		d, err := ent.PrivateDSN(dir, databasenavn)
		return d, func() {}, err
	}
	if err != nil {
		return "", nil, err
	}
	return p.DSN(databasenavn), func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		_ = p.Stop(ctx)
	}, nil
}

// skrivRapport is one page for an operator.
func skrivRapport(ut io.Writer, r *verify.Rapport, punkter []verify.Signert, egenRolle bool) {
	_, _ = fmt.Fprintf(ut, "Hovedboken %s\n\n  akseptert   %8d\n  bevist      %8d\n  underveis   %8d\n  eskalert    %8d\n  uredegjort  %8d\n\n",
		r.Tidspunkt.Format("2006-01-02 15:04:05 MST"), r.Akseptert, r.Bevist, r.Underveis, r.Eskalert, r.Uredegjort)
	_, _ = fmt.Fprintf(ut, "  %d hendelser i %d logger, holdt mot %d sjekkpunkt\n", r.Hendelser, len(r.Hoder), len(punkter))
	if len(punkter) > 0 {
		_, _ = fmt.Fprintf(ut, "  siste sjekkpunkt: nr. %d, %s\n", punkter[len(punkter)-1].Nr, punkter[len(punkter)-1].Tidspunkt.Format(time.RFC3339))
	}
	if !egenRolle {
		_, _ = fmt.Fprintf(ut, "  rollen %s finnes ikke, eller kan ikke brukes: leste som den rollen adressen nevner\n", ent.Leserolle)
	}
	for _, f := range r.Funn {
		_, _ = fmt.Fprintln(ut, "FUNN", f)
	}
	_, _ = fmt.Fprintf(ut, "verify akseptert=%d bevist=%d underveis=%d eskalert=%d uredegjort=%d funn=%d\n",
		r.Akseptert, r.Bevist, r.Underveis, r.Eskalert, r.Uredegjort, len(r.Funn))
}
