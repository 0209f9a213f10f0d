package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Where a name on the disk, or bytes, can fail, and what takes a name to its place.
const sporet = "fsync,fdatasync,rename,renameat,renameat2,link,linkat,pwrite64"

// injisert is what strace writes at a call that it let fail.
const injisert = "(INJECTED)"

// kanFolges tells whether strace may attach to a process that runs already.
func kanFolges(ctx context.Context) error {
	p := exec.CommandContext(ctx, "sleep", "1")
	if err := p.Start(); err != nil {
		return err
	}
	sagt, err := exec.CommandContext(ctx, "strace", "-qq", "-o", os.DevNull, "-p", strconv.Itoa(p.Process.Pid)).CombinedOutput() //nolint:gosec // our own child
	if feil := p.Wait(); err == nil {
		err = feil
	}
	if err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(sagt))
	}
	return nil
}

// eio lets calls of running processes fail with EIO until hendt says that it is enough, and lets go of them. It returns what
// they did meanwhile. -y: with the paths.
func (w *krasjverden) eio(ctx context.Context, regel string, pider []int, dor bool) (spor string, err error) {
	fil := filepath.Join(w.mappe, "spor")
	_ = os.Remove(fil)
	args := []string{"-f", "-y", "-qq", "-o", fil, "-e", "trace=" + sporet, "-e", "inject=" + regel}
	for _, p := range pider {
		args = append(args, "-p", strconv.Itoa(p))
	}
	c := exec.CommandContext(ctx, "strace", args...)
	var sagt bytes.Buffer
	c.Stderr = &sagt
	c.SysProcAttr = dorMedOss()
	if err := c.Start(); err != nil {
		return "", err
	}
	slutt := make(chan struct{})
	go func() { _ = c.Wait(); close(slutt) }()
	hendt := func() bool {
		select {
		case <-slutt:
			return true
		default:
		}
		raw, _ := os.ReadFile(fil)
		spor = string(raw)
		return !dor && strings.Contains(spor, injisert)
	}
	ok := snart(ctx, krasjfrist, hendt)
	_ = c.Process.Signal(syscall.SIGINT) // it lets go of those it follows
	<-slutt
	raw, _ := os.ReadFile(fil)
	spor = string(raw)
	switch {
	case !strings.Contains(spor, injisert):
		return spor, fmt.Errorf("nothing was made to fail: %s", sagt.String())
	case !ok:
		return spor, errors.New("what failed goes on")
	}
	return spor, nil
}

var (
	synket  = regexp.MustCompile(`(?:fsync|fdatasync)\(\d+<([^>]*)>`)
	ferdig  = regexp.MustCompile(`<\.\.\. (?:fsync|fdatasync) resumed>.*= (-?\d+)`)
	flyttet = regexp.MustCompile(`(?:rename|link)(?:at2?)?\(.*"([^"]+)"(?:, \w+)?\) += 0`)
)

// provdIgjen are the files of which strace saw an fsync fail, and later another one succeed, with nothing written in between:
// the kernel reports a failure once, and calls the pages it could not write clean. A folder into which a name was moved anew
// has been written.
func provdIgjen(spor string) (syndere []string) {
	feilet, venter := map[string]bool{}, map[string]string{}
	for linje := range strings.Lines(spor) {
		pid, _, _ := strings.Cut(linje, " ")
		if m := flyttet.FindStringSubmatch(linje); m != nil {
			delete(feilet, filepath.Dir(m[1]))
			continue
		}
		sti, lyktes := "", false
		if m := synket.FindStringSubmatch(linje); m != nil {
			if strings.Contains(linje, "<unfinished") {
				venter[pid] = m[1]
				continue
			}
			sti, lyktes = m[1], strings.Contains(linje, "= 0")
		} else if m := ferdig.FindStringSubmatch(linje); m != nil {
			sti, lyktes = venter[pid], m[1] == "0"
		}
		switch {
		case sti == "":
		case !lyktes:
			feilet[sti] = true
		case feilet[sti]:
			syndere = append(syndere, filepath.Base(sti))
		}
	}
	return syndere
}

// The reading of the trace must be able to fail: who syncs once more and believes it is caught, who writes anew is not.
func TestProvdIgjenSes(t *testing.T) {
	const svikt = "7 fsync(8</d/x>) = -1 EIO (Input/output error) (INJECTED)\n"
	for hva, p := range map[string]struct {
		spor string
		ses  bool
	}{
		"tried again":            {svikt + "9 fsync(8</d/x>) = 0\n", true},
		"tried again, in pieces": {svikt + "9 fdatasync(8</d/x> <unfinished ...>\n7 rename(\"/a\", \"/b\") = 0\n9 <... fdatasync resumed>) = 0\n", true},
		"failed again":           {svikt + svikt, false},
		"another file":           {svikt + "7 fsync(8</d/y>) = 0\n", false},
		"written anew":           {svikt + "7 renameat(AT_FDCWD, \"/y\", AT_FDCWD, \"/d/x/y\") = 0\n7 fsync(8</d/x>) = 0\n", false},
	} {
		if ses := len(provdIgjen(p.spor)) > 0; ses != p.ses {
			t.Errorf("%s: seen: %v", hva, ses)
		}
	}
}
