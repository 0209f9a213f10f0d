package ent

import (
	"bytes"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

const (
	capDacOverride      = 1      // lets a process pass over file permissions: linux/capability.h
	prSetSecurebits     = 28     // linux/prctl.h
	secbitNoSetuidFixup = 1 << 2 // linux/securebits.h
)

// runners returns the ways to run PostgreSQL here, best first. PostgreSQL refuses to run as root (uid 0), so for root:
//
//  1. a user namespace in which we are somebody else. Needs no account and no change of owner, and the files keep
//     being root's, wherever they lie. Blocked in many containers.
//  2. as the account postgres, or nobody, if that one can reach the folders;
//  3. as that account with the one right to pass over file permissions, for programs and data under /root.
func runners() []runner {
	if os.Geteuid() != 0 {
		return []runner{{name: "as ourselves", uid: os.Geteuid(), gid: os.Getegid(), attr: child()}}
	}
	account, uid, gid := serverAccount()
	inNamespace := child()
	inNamespace.Cloneflags = syscall.CLONE_NEWUSER
	inNamespace.UidMappings = []syscall.SysProcIDMap{{ContainerID: uid, HostID: 0, Size: 1}}
	inNamespace.GidMappings = []syscall.SysProcIDMap{{ContainerID: gid, HostID: 0, Size: 1}}
	asAccount := child()
	asAccount.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	reaching := child()
	reaching.Credential = asAccount.Credential
	reaching.AmbientCaps = []uintptr{capDacOverride}
	return []runner{
		{name: "root in a user namespace", attr: inNamespace},
		{name: "as " + account, uid: uid, gid: gid, attr: asAccount},
		{name: "as " + account + " with CAP_DAC_OVERRIDE", uid: uid, gid: gid, attr: reaching, keepCaps: true},
	}
}

// child returns what every server process gets: SIGINT, a fast shutdown, if we die; and a process group of its own,
// so that Ctrl-C in the terminal reaches us alone and we may finish before the database leaves.
func child() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT, Setpgid: true}
}

// allowCaps lets what this thread starts keep the use of capabilities when it becomes somebody else. Without it our
// child could not pass a closed folder on its way to the exec, and access(2), which PostgreSQL asks about its own
// programs, would answer as if it had none.
func allowCaps() error {
	if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, prSetSecurebits, secbitNoSetuidFixup, 0); errno != 0 {
		return fmt.Errorf("keep capabilities for PostgreSQL: %w", errno)
	}
	return nil
}

// serverAccount returns an account that exists and is not root: initdb wants its number to have a name.
func serverAccount() (name string, uid, gid int) {
	for _, name := range []string{"postgres", "nobody", "daemon"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.Atoi(u.Uid)
		gid, errGID := strconv.Atoi(u.Gid)
		if errUID == nil && errGID == nil && uid != 0 {
			return name, uid, gid
		}
	}
	return "uid 65534", 65534, 65534
}

// serves tells whether pid is a postgres whose working directory is the cluster. Every postmaster stands there.
func serves(pid int, cluster string) bool {
	proc := fmt.Sprintf("/proc/%d", pid)
	comm, err := os.ReadFile(proc + "/comm")
	if err != nil || !bytes.HasPrefix(comm, []byte("postgres")) {
		return false
	}
	cwd, err := os.Stat(proc + "/cwd")
	if err != nil {
		return false
	}
	here, err := os.Stat(cluster)
	return err == nil && os.SameFile(cwd, here)
}

// hasChild tells whether a process of PostgreSQL's has a child that has a word in what it calls itself.
func hasChild(parent int, word string) (yes, known bool) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(stats) == 0 {
		return false, false
	}
	ppid := []byte(strconv.Itoa(parent))
	for _, file := range stats {
		stat, err := os.ReadFile(file)
		i := bytes.LastIndexByte(stat, ')') // after the program's name, which may hold anything
		if err != nil || i < 0 {
			continue // gone meanwhile
		}
		if fields := bytes.Fields(stat[i+1:]); len(fields) < 2 || !bytes.Equal(fields[1], ppid) {
			continue
		}
		if title, err := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline")); err == nil && bytes.Contains(title, []byte(word)) {
			return true, true
		}
	}
	return false, true
}
