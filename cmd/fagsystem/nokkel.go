package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"barnevernportalen/delivery/seal"
)

// nokkel makes a key pair: a certificate to hand out, and a private key to keep. Nothing is overwritten: a private key that is
// gone takes with it every report sealed to it.
func (p program) nokkel(_ context.Context, args []string) error {
	fs := flag.NewFlagSet("nokkel", flag.ContinueOnError)
	fs.SetOutput(p.feil)
	navn := fs.String("navn", "", "the name in the certificate")
	ut := fs.String("ut", "nokkel", "the folder: sertifikat.pem to hand out, privat.pem to keep")
	dager := fs.Int("dager", 730, "how many days the certificate is valid")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *navn == "" || *dager < 1 || fs.NArg() > 0 {
		return errors.New("nokkel: -navn must be set, and -dager at least 1")
	}
	if err := os.MkdirAll(*ut, 0o700); err != nil {
		return fmt.Errorf("write a key: %w", err)
	}
	naa := time.Now()
	k, err := seal.NewNokkel(*navn, naa.Add(-time.Minute), naa.AddDate(0, 0, *dager))
	if err != nil {
		return err
	}
	privat, err := seal.EncodePrivate(k.Private)
	if err != nil {
		return err
	}
	defer clear(privat)
	// The private key first, and through to the disk: a certificate that is handed out without it is a way to lose reports.
	if err := nyFil(filepath.Join(*ut, privatFil), privat, 0o600); err != nil {
		return err
	}
	if err := nyFil(filepath.Join(*ut, sertifikatFil), seal.EncodeCertificate(k.Cert), 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.ut, filepath.Join(*ut, sertifikatFil))
	return err
}

func nyFil(sti string, innhold []byte, mode os.FileMode) error {
	f, err := os.OpenFile(sti, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fmt.Errorf("write a key: %w", err)
	}
	_, err = f.Write(innhold)
	if err == nil {
		err = f.Sync()
	}
	if feil := f.Close(); err == nil {
		err = feil
	}
	if err != nil {
		return fmt.Errorf("write a key: %w", err)
	}
	return nil
}
