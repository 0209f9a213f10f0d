//go:build unix

package ent

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// socketPort is part of the socket's file name and nothing else.
const socketPort = "5432"

// maxSocketDir is how long the socket folder's path may be: the whole path must fit in sockaddr_un, which is 104 bytes
// on the tightest system, with «/.s.PGSQL.5432» and a zero after it.
const maxSocketDir = 100 - len("/.s.PGSQL.") - len(socketPort)

// maxLog is how large the server's log may be at a start; then it becomes postgres.log.1.
const maxLog = 8 << 20

// folder is the data folder of a private server:
//
//	program.lock server.lock    who has it (see postgres_lock.go)
//	cluster/                    PostgreSQL's own
//	socket/                     the unix socket, unless the path is too long
//	postgres.log                the server's log
type folder struct {
	root   string // absolute
	socket string // folder of the unix socket
}

func (d folder) cluster() string { return filepath.Join(d.root, "cluster") }
func (d folder) pidFile() string { return filepath.Join(d.cluster(), "postmaster.pid") }
func (d folder) logFile() string { return filepath.Join(d.root, "postgres.log") }

// socketFile is the unix socket itself, as PostgreSQL names it.
func (d folder) socketFile() string { return filepath.Join(d.socket, ".s.PGSQL."+socketPort) }

// socketElsewhere tells whether the socket had to leave the data folder, whose path is too long for it.
func (d folder) socketElsewhere() bool { return filepath.Dir(d.socket) != d.root }

// openFolder makes the folder if missing and settles where the socket goes.
func openFolder(path string) (folder, error) {
	if path == "" {
		return folder{}, errors.New("no data folder given")
	}
	root, err := filepath.Abs(path)
	if err != nil {
		return folder{}, err
	}
	if err := os.MkdirAll(root, 0o700); err != nil {
		return folder{}, err
	}
	d := folder{root: root, socket: filepath.Join(root, "socket")}
	if !fitsSocket(d.socket) {
		sum := sha256.Sum256([]byte(root))
		d.socket = filepath.Join(os.TempDir(), "portal-pg-"+hex.EncodeToString(sum[:6]))
		if !fitsSocket(d.socket) {
			return folder{}, fmt.Errorf("the data folder's path is too long for a unix socket, and so is that of %s", os.TempDir())
		}
	}
	return d, nil
}

// fitsSocket tells whether a socket folder is short enough, and free of what PostgreSQL's list of folders or a client's
// list of hosts would read as something else.
func fitsSocket(path string) bool {
	return len(path) <= maxSocketDir && !strings.ContainsAny(path, `,"'\`+"\n")
}

// prepare gives the folder to the one who will run the server, and nobody else. The server lock is held.
func (d folder) prepare(run runner, say func(string)) error {
	if d.socketElsewhere() {
		say("The data folder's path is too long for a unix socket; using " + d.socket)
	}
	if err := os.Mkdir(d.socket, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	// In a folder that all may write to, somebody else may have been there first.
	info, err := os.Lstat(d.socket)
	if err != nil {
		return err
	}
	owner := int(info.Sys().(*syscall.Stat_t).Uid)
	if !info.IsDir() || owner != os.Geteuid() && owner != run.uid {
		return fmt.Errorf("%s belongs to somebody else; remove it, or choose another data folder or TMPDIR", d.socket)
	}
	// What a killed server left: PostgreSQL believes the process id in the lock file, which may be another's by now.
	for _, left := range []string{d.socketFile(), d.socketFile() + ".lock"} {
		if err := os.Remove(left); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, dir := range []string{d.root, d.socket} {
		if err := os.Chmod(dir, 0o700); err != nil {
			return err
		}
	}
	if os.Geteuid() != 0 {
		return nil
	}
	for _, dir := range []string{d.socket, d.cluster(), d.root} {
		if err := give(dir, run.uid, run.gid); err != nil {
			return err
		}
	}
	return nil
}

// give changes the owner of a folder and all in it, unless the folder has the right one already: the folder itself
// comes last, so a change that was cut short is taken up again.
func give(dir string, uid, gid int) error {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if int(info.Sys().(*syscall.Stat_t).Uid) == uid {
		return nil
	}
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		return os.Lchown(path, uid, gid)
	})
	return errors.Join(err, os.Lchown(dir, uid, gid))
}

// openLog opens the server's log to append, and returns how long it is.
func (d folder) openLog() (*os.File, int64, error) {
	if info, err := os.Stat(d.logFile()); err == nil && info.Size() > maxLog {
		if err := os.Rename(d.logFile(), d.logFile()+".1"); err != nil {
			return nil, 0, err
		}
	}
	f, err := os.OpenFile(d.logFile(), os.O_CREATE|os.O_APPEND|os.O_WRONLY|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, 0, errors.Join(err, f.Close())
	}
	return f, info.Size(), nil
}

// logTail returns the last lines of the log since byte from. They hold no content: see clusterSettings.
func (d folder) logTail(from int64) string {
	silent := "it said nothing; see " + d.logFile()
	f, err := os.Open(d.logFile())
	if err != nil {
		return silent
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return silent
	}
	from = max(from, info.Size()-4096)
	said, err := io.ReadAll(io.NewSectionReader(f, from, 4096))
	if err != nil || len(said) == 0 {
		return silent
	}
	return lastLines(string(said))
}

// lastLines returns the last few lines of what a program said, on one line.
func lastLines(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.Join(lines[max(0, len(lines)-6):], " | ")
}

// syncDir makes a rename in the folder survive a power cut.
func syncDir(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
