//go:build unix && !linux

package ent

import (
	"os"
	"syscall"
)

// runners returns the ways to run PostgreSQL here: only as ourselves, so not as root.
func runners() []runner {
	return []runner{{
		name: "as ourselves", uid: os.Geteuid(), gid: os.Getegid(),
		attr: &syscall.SysProcAttr{Setpgid: true},
	}}
}

// serves tells whether pid is a live process that may be the cluster's server. Without /proc we cannot know more, and
// PostgreSQL's own pid file is believed.
func serves(pid int, _ string) bool { return syscall.Kill(pid, 0) == nil }

// allowCaps is for Linux; no runner here asks for it.
func allowCaps() error { return syscall.ENOSYS }

// hasChild cannot know, without /proc.
func hasChild(int, string) (yes, known bool) { return false, false }
