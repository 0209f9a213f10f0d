//go:build unix

package ent

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// How we know that a data folder is free, without guessing from process ids, which are used again:
//
//   - program.lock is held (flock) by the program that calls StartPrivate, as long as it lives;
//   - server.lock is inherited by postgres and by each of its children, and by initdb. It is free only when the last
//     of them has ended, so a start after kill −9 waits for exactly that.
const (
	programLock = "program.lock"
	serverLock  = "server.lock"
)

// An old server still shutting down gets this long before it is told to drop everything, and twice this long in all.
const oldServerPatience = 20 * time.Second

// A child that a killed program was just starting has its lock until it runs: that takes a moment, not a second.
const killedProgramPatience = 2 * time.Second

// lockProgram takes the folder for this program, or says soon that another has it.
func lockProgram(dir folder) (*os.File, error) {
	try := time.NewTicker(20 * time.Millisecond)
	defer try.Stop()
	for began := time.Now(); ; <-try.C {
		f, ok, err := tryLock(filepath.Join(dir.root, programLock))
		switch {
		case err != nil:
			return nil, fmt.Errorf("lock the data folder of PostgreSQL: %w", err)
		case ok:
			return f, nil
		case time.Since(began) > killedProgramPatience:
			return nil, fmt.Errorf("%w: %s", ErrDataDirInUse, dir.root)
		}
	}
}

// lockServer returns the lock that the next server will inherit. While an earlier server of a program that was
// killed still has it, it is told to shut down (the kernel has mostly done so already) and waited for.
func lockServer(ctx context.Context, dir folder, say func(string)) (*os.File, error) {
	try := time.NewTicker(20 * time.Millisecond)
	defer try.Stop()
	began, told := time.Now(), syscall.Signal(0)
	for {
		f, ok, err := tryLock(filepath.Join(dir.root, serverLock))
		if err != nil {
			return nil, fmt.Errorf("lock the data folder of PostgreSQL: %w", err)
		}
		if ok {
			return f, nil
		}
		waited := time.Since(began)
		switch {
		case told == 0:
			say("An earlier PostgreSQL on this data folder is still shutting down; waiting for it …")
			told = syscall.SIGINT
			signalOld(dir, told)
		case told == syscall.SIGINT && waited > oldServerPatience:
			told = syscall.SIGQUIT
			signalOld(dir, told)
		case waited > 2*oldServerPatience:
			return nil, fmt.Errorf("%w: an earlier PostgreSQL on %s does not end", ErrDataDirInUse, dir.root)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for an earlier PostgreSQL to shut down: %w", context.Cause(ctx))
		case <-try.C:
		}
	}
}

// tryLock takes an exclusive lock on the file without waiting. The file is never removed: a lock on a removed file
// guards nothing.
func tryLock(path string) (f *os.File, ok bool, err error) {
	f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return nil, false, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, true, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, false, nil
	}
	return nil, false, err
}

// signalOld signals the server that the cluster's pid file names, if it is one.
func signalOld(dir folder, s syscall.Signal) {
	if pid, err := readPid(dir); err == nil && serves(pid, dir.cluster()) {
		_ = syscall.Kill(pid, s) // gone in the meantime is as good
	}
}

// removeStalePid removes the pid file that a killed server left. PostgreSQL would refuse to start if the number has
// come to belong to some other process of the same user. We hold the server lock, so none of ours is running; a server
// that somebody started by hand on this folder is left alone.
func removeStalePid(dir folder) error {
	pid, err := readPid(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && serves(pid, dir.cluster()) {
		return fmt.Errorf("%w: a PostgreSQL that somebody started by hand (process %d) runs on %s; stop it first",
			ErrDataDirInUse, pid, dir.cluster())
	}
	if err := os.Remove(dir.pidFile()); err != nil {
		return fmt.Errorf("remove the pid file of a PostgreSQL that was killed: %w", err)
	}
	return nil
}

// readPid returns the process id in the cluster's pid file.
func readPid(dir folder) (int, error) {
	b, err := os.ReadFile(dir.pidFile())
	if err != nil {
		return 0, err
	}
	first, _, _ := bytes.Cut(b, []byte("\n"))
	return strconv.Atoi(string(bytes.TrimSpace(first)))
}
