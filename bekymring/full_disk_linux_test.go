package bekymring_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"barnevernportalen/ent/dbtest"
)

// The disk runs full in the midst of a stream of submissions. Senders get an error that says so and no receipt; when
// there is room again it all goes on, and every receipt holds.
func TestFullDisk(t *testing.T) {
	disk := litenDisk(t)
	server := nyServer(t, filepath.Join(disk, "pg"))
	h := husPa(t, server.dsn, t.TempDir())
	s := startStrom(t, h)
	s.venter(t, 5)

	t.Run("no room for rows", func(t *testing.T) {
		s.nede()
		room := fyll(t, disk)
		for _, err := range s.feilet(t) {
			var pg interface{ SQLState() string }
			if !errors.As(err, &pg) || pg.SQLState() != "53100" { // disk_full
				t.Errorf("the disk is full, the sender is told %v", err)
			}
		}
		room()
		s.oppe() // PostgreSQL has not been down: nobody starts it again
		s.venter(t, 5)
	})

	// No room for the log that PostgreSQL writes ahead is worse: it cannot go on, and serve ends with it. What starts
	// serve again, as is done by hand here, is all it takes.
	t.Run("no room for the log", func(t *testing.T) {
		s.nede()
		room := fyll(t, disk)
		for i := 0; ; i++ {
			err := dbtest.Exec(t.Context(), server.dsn, `SELECT pg_switch_wal(); SELECT pg_logical_emit_message(true, 'full', 'disk')`)
			if err != nil {
				break
			}
			if i == 50 {
				t.Fatal("there is always room for more log")
			}
		}
		err := <-server.server.Done()
		if err == nil || !strings.Contains(err.Error(), "No space left on device") {
			t.Errorf("PostgreSQL ended: %v", err)
		}
		s.feilet(t)
		room()
		_ = server.server.Stop(context.Background()) // it has ended; this lets go of its folder
		server.start(t)
		s.oppe()
		s.venter(t, 5)
	})
	s.slutt()
	s.sjekk(t)
}

// litenDisk mounts a small disk of its own, which only root may.
func litenDisk(t *testing.T) string {
	t.Helper()
	must := os.Getenv("CI") == "true"
	if os.Geteuid() != 0 {
		t.Skip("SKIPPED FULL DISK: only root may mount the small disk that this test fills")
	}
	dir, err := os.MkdirTemp("", "disk") // short: a socket's path must fit
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(dir) })
	switch err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256m"); {
	case err != nil && must:
		t.Fatalf("CI must fill a disk, and as root here it may not mount one: %v", err)
	case err != nil:
		t.Skipf("SKIPPED FULL DISK: this root may not mount: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fyll takes every byte the disk has left; the function returned gives them back.
func fyll(t *testing.T, disk string) (room func()) {
	t.Helper()
	f, err := os.Create(filepath.Join(disk, "ballast"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.Copy(f, nuller{})
	if cerr := f.Close(); !errors.Is(err, syscall.ENOSPC) || cerr != nil {
		t.Fatalf("the disk does not run full: %v, %v", err, cerr)
	}
	return func() {
		if err := os.Remove(f.Name()); err != nil {
			t.Error(err)
		}
	}
}

// nuller has no end.
type nuller struct{}

func (nuller) Read(p []byte) (int, error) { return len(p), nil }
