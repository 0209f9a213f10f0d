package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// vokter keeps a program running as a service manager would: however it ends, it is started again.
type vokter struct {
	navn  string
	lag   func() *exec.Cmd
	tegn  string // what a line has that shows that it is at work
	logg  hale
	selv  atomic.Int64           // times it ended by itself
	sett  atomic.Int64           // signs since it was last started
	fullt atomic.Int64           // times it said that there is no room
	brast atomic.Pointer[string] // the line that said that it broke down; nil: none has
	slutt chan struct{}

	mu    sync.Mutex
	cmd   *exec.Cmd // nil: not running
	drept bool      // by us, the one that runs or ran last
	ferdi bool      // it is not to be started again
}

// nyVokter starts the program; it is killed when the test ends, if it was not stopped before.
func nyVokter(t testing.TB, navn, tegn string, lag func() *exec.Cmd) *vokter {
	v := &vokter{navn: navn, lag: lag, tegn: tegn, slutt: make(chan struct{})}
	go v.hold()
	t.Cleanup(func() {
		v.stopp(syscall.SIGKILL)
		if l := v.brast.Load(); l != nil {
			t.Errorf("%s broke down: %s", navn, *l)
		}
		if t.Failed() {
			t.Logf("%s said last:\n%s", navn, v.logg.String())
		}
	})
	return v
}

// pustepause is between an end that was not ours and the next start: a program that cannot start would spin.
const pustepause = 100 * time.Millisecond

func (v *vokter) hold() {
	defer close(v.slutt)
	runtime.LockOSThread() // never unlocked: the children are told of our end when this thread's end comes
	for {
		ut, inn, err := os.Pipe()
		if err != nil {
			v.logg.linje(err.Error())
			return
		}
		cmd := v.lag()
		cmd.Stdout, cmd.Stderr = inn, inn
		cmd.SysProcAttr = dorMedOss()
		v.mu.Lock()
		if v.ferdi {
			v.mu.Unlock()
			_, _ = ut.Close(), inn.Close()
			return
		}
		v.sett.Store(0)
		v.drept = false
		err = cmd.Start()
		_ = inn.Close()
		if err == nil {
			v.cmd = cmd
		}
		v.mu.Unlock()
		if err == nil {
			v.les(ut)
			_ = cmd.Wait()
		}
		_ = ut.Close()
		v.mu.Lock()
		v.cmd = nil
		selv := !v.drept && !v.ferdi
		v.mu.Unlock()
		if selv {
			v.selv.Add(1)
			v.logg.linje(fmt.Sprintf("-- ended by itself: %v %v", err, cmd.ProcessState))
			<-time.After(pustepause)
		}
	}
}

// les reads what the program says until it has ended.
func (v *vokter) les(ut io.Reader) {
	linjer := bufio.NewScanner(ut)
	linjer.Buffer(nil, 16<<20) // an inbox that is not emptied names each report
	for linjer.Scan() {
		v.logg.linje(linjer.Text())
		switch l := linjer.Text(); {
		case strings.Contains(l, v.tegn):
			v.sett.Add(1)
		case strings.Contains(l, "no space left"):
			v.fullt.Add(1)
		case strings.HasPrefix(l, "panic:"), strings.HasPrefix(l, "fatal error:"), strings.Contains(l, "err=\"panic:"):
			v.brast.CompareAndSwap(nil, &l)
		}
	}
}

// drep is kill -9. It tells whether there was anything to kill.
func (v *vokter) drep() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.cmd == nil || v.drept || v.cmd.Process.Kill() != nil {
		return false
	}
	v.drept = true
	v.sett.Store(0)
	return true
}

// iArbeid tells whether it has been seen at work since it was last killed.
func (v *vokter) iArbeid() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.cmd != nil && !v.drept && v.sett.Load() > 0
}

// stopp ends it for good, and waits until it has.
func (v *vokter) stopp(s syscall.Signal) {
	v.mu.Lock()
	v.ferdi = true
	if v.cmd != nil {
		_ = v.cmd.Process.Signal(s)
	}
	v.mu.Unlock()
	select {
	case <-v.slutt:
	case <-time.After(krasjfrist):
		v.mu.Lock()
		if v.cmd != nil {
			_ = v.cmd.Process.Kill()
		}
		v.mu.Unlock()
		<-v.slutt
	}
}

// hale is the end of a long log.
type hale struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *hale) linje(s string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.b.Len() > 2*sisteOrd {
		h.b.Next(h.b.Len() - sisteOrd)
	}
	h.b.WriteString(s + "\n")
}

func (h *hale) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	b := h.b.Bytes()
	return string(b[max(0, len(b)-sisteOrd):])
}
