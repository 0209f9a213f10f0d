package ent

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// clusterSettings hold for every server of ours. On the command line they outrank whatever a file or ALTER SYSTEM says.
//
// What is logged: only the server's own life. With log_min_messages at log, no statement's ERROR is written, whose text
// can quote a value («invalid input syntax for type integer: …», «Key (x)=(…) already exists»); the client gets it
// all the same. The other log settings are belts to that brace: no statement, no parameter, and, being terse, no DETAIL
// (which names the statement a crashed backend was running).
var clusterSettings = []string{
	"listen_addresses=", // no port at all
	"unix_socket_permissions=0700",
	"port=" + socketPort,
	"max_connections=100",
	"shared_buffers=64MB",
	"max_wal_size=512MB",
	"timezone=UTC",
	"jit=off",
	"data_sync_retry=off", // an fsync that failed: panic, and recover from the log
	"logging_collector=off",
	"log_destination=stderr",
	"log_timezone=UTC",
	"log_line_prefix=%m [%p] ",
	"log_min_messages=log",
	"log_min_error_statement=panic",
	"log_error_verbosity=terse",
	"log_statement=none",
	"log_duration=off",
	"log_min_duration_statement=-1",
	"log_min_duration_sample=-1",
	"log_transaction_sample_rate=0",
	"log_lock_waits=off",
	"log_parameter_max_length=0",
	"log_parameter_max_length_on_error=0",
}

// settings returns the server's command line.
func settings(dir folder, c PrivateConfig) []string {
	durable := "on"
	all := append([]string{}, clusterSettings...)
	if c.Unsafe {
		durable = "off"
		all = append(all, "max_wal_size=128MB", "min_wal_size=32MB")
	}
	if !c.loose {
		all = append(all, "fsync="+durable, "full_page_writes="+durable, "synchronous_commit="+durable)
	}
	all = append(all, "unix_socket_directories="+`"`+dir.socket+`"`)
	args := []string{"-D", dir.cluster()}
	for _, s := range append(all, c.extra...) {
		args = append(args, "-c", s)
	}
	return args
}

// initCluster makes the cluster if there is none. It is made under another name and moved into place when whole, so
// that a start that was killed leaves nothing that looks like a cluster.
func initCluster(ctx context.Context, c PrivateConfig, dir folder, bin binaries, run runner, lock *os.File, say func(string)) error {
	if _, err := os.Stat(dir.cluster()); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for the database cluster: %w", err)
	}
	say("Making a new PostgreSQL cluster …")
	unfinished := filepath.Join(dir.root, "cluster.unfinished")
	if err := os.RemoveAll(unfinished); err != nil {
		return fmt.Errorf("clear away an unfinished database cluster: %w", err)
	}
	args := []string{"-D", unfinished, "-U", superuser, "--auth-local=trust", "--auth-host=reject",
		"-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"}
	if bin.major >= 17 {
		args = append(args, "--locale-provider=builtin") // sorts the same under every libc
	}
	if c.Unsafe {
		args = append(args, "--no-sync")
	}
	cmd := run.command(dir.root, bin.path("initdb"), args...)
	cmd.ExtraFiles = []*os.File{lock} // if we are killed, the next start waits for this too
	if _, err := run.run(ctx, cmd); err != nil {
		return fmt.Errorf("make the database cluster: %w", err)
	}
	if err := os.Rename(unfinished, dir.cluster()); err != nil {
		return fmt.Errorf("move the database cluster into place: %w", err)
	}
	return syncDir(dir.root)
}

// clusterMajor returns the major version that made the cluster, 0 if there is none.
func (d folder) clusterMajor() (int, error) {
	b, err := os.ReadFile(filepath.Join(d.cluster(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("read the version of the database cluster: %w", err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0, errors.New("the database cluster names no version: PG_VERSION is damaged")
	}
	return major, nil
}
