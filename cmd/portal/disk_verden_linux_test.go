package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"barnevernportalen/ent/dbtest"
)

// nyDiskverden is a portal with a PostgreSQL of its own, on a small disk; its data folder on another, and the store of one case
// system on a third. The journal of receipts and the programs lie on none of them.
func nyDiskverden(t *testing.T, feil int) *krasjverden {
	t.Helper()
	mappe, err := os.MkdirTemp("", "dk") // short: a socket lies in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(mappe) })
	port := freePort(t)
	w := &krasjverden{t: t, mappe: mappe, url: "http://localhost:" + port, fag: map[string]*vokter{}}
	w.env = []string{
		"PATH=" + os.Getenv("PATH"), "PORTAL_MODUS=dev", "PORTAL_PASSFRASE=" + krasjfrase, "PORT=" + port,
		"DATA_DIR=" + w.data(), somProgram + "=1",
	}
	litenDisk(t, w.data(), "16m")
	litenDisk(t, w.pgmappe(), fmt.Sprintf("%dm", 288+12*feil)) // what is sent between the faults stays
	litenDisk(t, w.lager("03"), fmt.Sprintf("%dm", 64+2*feil))
	w.portal = nyVokter(t, "portal", "Barnevernportalen: ", func() *exec.Cmd { return w.program(context.Background(), "serve") })
	w.til("the portal serves", w.portal.iArbeid)
	w.startFagsystem("03", "graphql")
	return w
}

// litenDisk mounts a small disk of its own, which only root may.
func litenDisk(t *testing.T, mappe, storrelse string) {
	t.Helper()
	if err := os.MkdirAll(mappe, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", mappe, "tmpfs", 0, "mode=0700,size="+storrelse); errors.Is(err, syscall.EPERM) { // a container's word: no package mends it
		t.Skipf("SKIPPED DISK FAULTS: no disk may be mounted here: %v", err)
	} else if err != nil {
		mangler(t, "SKIPPED DISK FAULTS: a small disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(mappe, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

// mangler skips what this machine cannot do; CI must be able to, where we are root.
func mangler(t *testing.T, hva string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" && os.Geteuid() == 0 {
		t.Fatalf(hva, args...)
	}
	t.Skipf(hva, args...)
}

// fyll takes every byte a disk has left; what is returned gives them back.
func fyll(disk string) (rom func() error, err error) {
	f, err := os.Create(filepath.Join(disk, "ballast"))
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(f, nuller{})
	if feil := f.Close(); !errors.Is(err, syscall.ENOSPC) || feil != nil {
		return nil, errors.Join(errors.New("the disk does not run full"), err, feil)
	}
	return func() error { return os.Remove(f.Name()) }, nil
}

// nuller has no end.
type nuller struct{}

func (nuller) Read(p []byte) (int, error) { return len(p), nil }

// fyllLoggen uses up what room the log that PostgreSQL writes ahead has of its own on a disk that is full.
func (w *krasjverden) fyllLoggen(ctx context.Context) {
	for range 50 {
		if dbtest.Exec(ctx, w.dsn(), `SELECT pg_switch_wal(); SELECT pg_logical_emit_message(true, 'full', 'disk')`) != nil {
			return
		}
	}
}
