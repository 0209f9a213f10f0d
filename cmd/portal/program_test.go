package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// somProgram in the environment makes this test program the portal itself: built once, and run as a user runs it.
const somProgram = "PORTAL_SOM_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(somProgram) != "" {
		sigMinne()
		os.Exit(kjor())
	}
	os.Exit(m.Run())
}

// minnelinje is what the portal says when a benchmark asks what it has allocated.
const minnelinje = "mallocs=%d bytes=%d\n"

// sigMinne makes this program, when it is the portal, say so at SIGUSR1.
func sigMinne() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGUSR1)
	go func() {
		for range asked {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			_, _ = fmt.Fprintf(os.Stderr, minnelinje, m.Mallocs, m.TotalAlloc)
		}
	}()
}

// sisteOrd is how much of what a portal said is told when a test has failed, in bytes: the end of it.
const sisteOrd = 64 << 10

// lengst is how long a test waits for what must come. A start takes a few seconds; the machine may be busy.
const lengst = 2 * time.Minute

// program is a portal that runs.
type program struct {
	cmd *exec.Cmd
	url string

	mu   sync.Mutex
	said bytes.Buffer
	up   chan struct{} // closed when it says that it serves
	end  chan error    // how it ended
}

// portal runs the program, in dev mode if env does not say otherwise, with nothing of our own environment but a search
// path. It leads a process group of its own, as under a terminal, and does not outlive the test.
func portal(t *testing.T, command string, env ...string) *program {
	t.Helper()
	return portalI(t, lengst, command, env...)
}

// portalI is portal, ended by force after so long.
func portalI(t testing.TB, levetid time.Duration, command string, env ...string) *program {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), levetid)
	p := &program{cmd: exec.CommandContext(ctx, os.Args[0], command), up: make(chan struct{}), end: make(chan error, 1)}
	p.cmd.Env = append([]string{somProgram + "=1", "PATH=" + os.Getenv("PATH"), "PORTAL_MODUS=dev", "PORTAL_PASSFRASE=prøve"}, env...)
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = laast{p}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		var once sync.Once
		for lines := bufio.NewScanner(out); lines.Scan(); {
			_, _ = laast{p}.Write(append(lines.Bytes(), '\n'))
			if url, ok := strings.CutPrefix(lines.Text(), "Barnevernportalen: "); ok {
				once.Do(func() { p.url = url; close(p.up) })
			}
		}
		p.end <- p.cmd.Wait()
		cancel()
	}()
	t.Cleanup(func() {
		cancel()
		if t.Failed() {
			words := p.words()
			t.Logf("portal %s said:\n%s", command, words[max(0, len(words)-sisteOrd):])
		}
	})
	return p
}

type laast struct{ *program }

func (l laast) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.said.Write(b)
}

func (p *program) words() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said.String()
}

// says waits until it has said something: that it serves is not the last line of its welcome.
func (p *program) says(what string) bool {
	tick, out := time.NewTicker(10*time.Millisecond), time.After(time.Minute)
	defer tick.Stop()
	for !strings.Contains(p.words(), what) {
		select {
		case <-tick.C:
		case <-out:
			return false
		}
	}
	return true
}

// ended waits for the program to end, and returns its exit status; -1 means that a signal ended it.
func (p *program) ended(t testing.TB) int {
	t.Helper()
	err := <-p.end
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return p.cmd.ProcessState.ExitCode()
}

// serves waits until the program says that it serves, and holds it to that.
func (p *program) serves(t testing.TB) {
	t.Helper()
	select {
	case <-p.up:
	case err := <-p.end:
		t.Fatalf("the program ended before it served: %v", err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/helse", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("/helse answered %s", answer.Status)
	}
}

// ctrlC sends what the terminal sends: SIGINT to everything in the program's process group.
func (p *program) ctrlC(t testing.TB) {
	t.Helper()
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
}

// freePort returns a port that nobody has. Somebody may take it before we do, but hardly will.
func freePort(t testing.TB) string {
	t.Helper()
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// postgresEnded tells whether every process of the private PostgreSQL in a data folder has ended: each holds this lock.
func postgresEnded(t *testing.T, data string) bool {
	t.Helper()
	f, err := os.Open(filepath.Join(data, "postgres", "server.lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err != nil && !errors.Is(err, syscall.EWOULDBLOCK) {
		t.Fatal(err)
	}
	return err == nil
}

// snart tells whether something becomes so in time.
func snart(ctx context.Context, frist time.Duration, sant func() bool) bool {
	tikk, ute := time.NewTicker(25*time.Millisecond), time.After(frist)
	defer tikk.Stop()
	for !sant() {
		select {
		case <-tikk.C:
		case <-ute:
			return false
		case <-ctx.Done():
			return false
		}
	}
	return true
}
