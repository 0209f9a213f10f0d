//go:build unix

package ent

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
)

// runner is one way to run PostgreSQL: as whom, and by which means.
type runner struct {
	name     string
	uid, gid int // who owns the cluster's files, seen from here
	attr     *syscall.SysProcAttr
	keepCaps bool // see allowCaps
}

// command returns a program to run this way, standing in folder, with nothing of our environment but a search path.
func (r runner) command(folder, program string, args ...string) *exec.Cmd {
	cmd := exec.Command(program, args...) //nolint:noctx // a server outlives the ctx of its start; see run and Private.Stop
	cmd.Dir = folder
	attr := *r.attr
	cmd.SysProcAttr = &attr
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	return cmd
}

// start starts a program whose life is tied to ours, and returns where its end will be told.
//
// It does so on a thread of its own, which it keeps as long as the program runs and then lets die: the kernel sends
// the parent-death signal when the *thread* that forked ends, and what allowCaps does to a thread is not undone.
func (r runner) start(cmd *exec.Cmd) (ended <-chan error, err error) {
	started, end := make(chan error, 1), make(chan error, 1)
	go func() {
		runtime.LockOSThread() // never unlocked
		if r.keepCaps {
			if err := allowCaps(); err != nil {
				started <- err
				return
			}
		}
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		started <- nil
		end <- cmd.Wait()
	}()
	return end, <-started
}

// run runs a program to its end, or ctx's, and returns what it said; an error has the last lines of that.
func (r runner) run(ctx context.Context, cmd *exec.Cmd) (string, error) {
	if ctx.Err() != nil {
		return "", context.Cause(ctx)
	}
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	ended, err := r.start(cmd)
	if err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { _ = cmd.Process.Kill() })
	defer stop()
	if err := <-ended; ctx.Err() != nil {
		return "", context.Cause(ctx)
	} else if err != nil {
		return "", fmt.Errorf("%w: %s", err, lastLines(said.String()))
	}
	return said.String(), nil
}
