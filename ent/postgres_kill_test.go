package ent

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestMain lets the test binary be a whole program that runs a private server, so that a test can kill it.
func TestMain(m *testing.M) {
	if dir := os.Getenv("ENT_TEST_SERVE"); dir != "" {
		os.Exit(serve(PrivateConfig{DataDir: dir, only: os.Getenv("ENT_TEST_RUNNER")}))
	}
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	newClusterDir = dir
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// serve says what it is doing, a line each, and stops when its standard input ends.
func serve(c PrivateConfig) int {
	c.Log = func(s string) { fmt.Println(s) }
	p, err := StartPrivate(context.Background(), c)
	if err != nil {
		fmt.Println("failed:", err)
		return 1
	}
	fmt.Println("ready", p.cmd.Process.Pid, p.DSN("postgres"))
	_, _ = io.ReadAll(os.Stdin)
	if err := p.Stop(context.Background()); err != nil {
		fmt.Println("failed:", err)
		return 1
	}
	return 0
}

// program is such a process.
type program struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func startProgram(t *testing.T, dir, runner string) program {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "ENT_TEST_SERVE="+dir, "ENT_TEST_RUNNER="+runner)
	if _, err := cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := program{cmd: cmd, lines: bufio.NewScanner(out)}
	t.Cleanup(func() {
		p.kill()
		waitForServer(t, dir)
	})
	return p
}

// waitForServer returns when the last process of a killed program's server is gone: each of them holds the lock.
func waitForServer(t *testing.T, dir string) {
	t.Helper()
	lock, err := os.OpenFile(filepath.Join(dir, serverLock), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = lock.Close() }()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
}

// until reads what the program says up to a line that begins so, and returns the rest of that.
func (p program) until(t *testing.T, begins string) string {
	t.Helper()
	for p.lines.Scan() {
		if rest, ok := strings.CutPrefix(p.lines.Text(), begins); ok {
			return strings.TrimSpace(rest)
		}
		if strings.HasPrefix(p.lines.Text(), "failed:") {
			t.Fatal(p.lines.Text())
		}
	}
	t.Fatalf("the program ended before it said %q", begins)
	return ""
}

// ready waits for the server and returns its process and address.
func (p program) ready(t *testing.T) (postmaster int, dsn string) {
	t.Helper()
	pid, dsn, _ := strings.Cut(p.until(t, "ready "), " ")
	postmaster, err := strconv.Atoi(pid)
	if err != nil {
		t.Fatal(err)
	}
	return postmaster, dsn
}

// kill is kill −9, and no more than that: it does not wait for anything the program started.
func (p program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func TestKilledProgramHeals(t *testing.T) {
	eachRunner(t, func(t *testing.T, only string) {
		dir := withCluster(t, 0o755)
		killed := startProgram(t, dir, only)
		_, dsn := killed.ready(t)
		do(t, connect(t, dsn), `CREATE TABLE husk (n int)`)

		for round := range 3 {
			conn, err := pgx.Connect(t.Context(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			do(t, conn, `INSERT INTO husk VALUES (1)`)
			do(t, conn, `BEGIN`)
			do(t, conn, `INSERT INTO husk VALUES (1000)`) // never committed
			killed.kill()

			// At once: the old server is mostly still at work.
			p := startPrivate(t, PrivateConfig{DataDir: dir, only: only})
			again := connect(t, p.DSN("postgres"))
			if n := ask[int](t, again, `SELECT sum(n) FROM husk`); n != round+1 {
				t.Errorf("after %d kills the table adds up to %d", round+1, n)
			}
			stopPrivate(t, p)
			killed = startProgram(t, dir, only)
			_, dsn = killed.ready(t)
		}
	})
}

// The server of a killed program ends by itself: nobody has to start again for that (on Linux).
func TestKilledProgramLeavesNoServer(t *testing.T) {
	eachRunner(t, func(t *testing.T, only string) {
		dir := withCluster(t, 0o755)
		killed := startProgram(t, dir, only)
		postmaster, _ := killed.ready(t)
		if !serves(postmaster, filepath.Join(dir, "cluster")) {
			t.Fatal("serves does not know a server: the start after a kill could run two on one cluster")
		}
		killed.kill()
		waitForServer(t, dir)
		if _, err := os.Stat(filepath.Join(dir, "cluster", "postmaster.pid")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the server did not shut down in order: %v", err)
		}
	})
}

// Program, postmaster and all backends killed at once, and the old process number taken by somebody else.
func TestStaleLockFilesHeal(t *testing.T) {
	dir := withCluster(t, 0o700)
	killed := startProgram(t, dir, "")
	postmaster, dsn := killed.ready(t)
	do(t, connect(t, dsn), `CREATE TABLE husk ()`)
	if err := syscall.Kill(postmaster, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	killed.kill()

	d, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	bin, run, err := findBinaries(t.Context(), PrivateConfig{}, d)
	if err != nil {
		t.Fatal(err)
	}
	taken := run.command("/", "/bin/cat") // as the user that the server has; it waits for its standard input
	if _, err := taken.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	ended, err := run.start(taken)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = taken.Process.Kill(), <-ended }()
	for _, path := range []string{d.pidFile(), d.socketFile() + ".lock"} {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(b), "\n")
		if err := os.WriteFile(path, fmt.Appendf(nil, "%d\n%s", taken.Process.Pid, rest), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	// Control: PostgreSQL itself would refuse.
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	_, err = run.run(ctx, run.command(d.cluster(), bin.path("postgres"), settings(d, PrivateConfig{})...))
	if err == nil || !strings.Contains(err.Error(), "already exists") {
		t.Fatalf("PostgreSQL started on a lock file that names a live process: %v", err)
	}

	p := startPrivate(t, PrivateConfig{DataDir: dir})
	do(t, connect(t, p.DSN("postgres")), `SELECT FROM husk`)
}

func TestKilledWhileTheClusterIsMade(t *testing.T) {
	dir := dataDir(t, 0o700)
	for range 3 {
		killed := startProgram(t, dir, "")
		killed.until(t, "Making a new PostgreSQL cluster")
		killed.kill()
		if _, err := os.Stat(filepath.Join(dir, "cluster")); !errors.Is(err, os.ErrNotExist) {
			t.Fatalf("an unfinished cluster stands in its place: %v", err)
		}
	}
	p := startPrivate(t, PrivateConfig{DataDir: dir})
	do(t, connect(t, p.DSN("postgres")), `SELECT 1`)
}

func TestNeverTwoServersOnOneFolder(t *testing.T) {
	dir := withCluster(t, 0o700)
	first := startProgram(t, dir, "")
	postmaster, dsn := first.ready(t)
	if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir}); !errors.Is(err, ErrDataDirInUse) {
		t.Errorf("a second program: %v", err)
	}
	do(t, connect(t, dsn), `SELECT 1`) // and the first is none the worse

	// Ctrl-C reaches the terminal's process group. The server is not in it, so we may finish before it goes.
	if ours, err := syscall.Getpgid(first.cmd.Process.Pid); err != nil {
		t.Error(err)
	} else if its, err := syscall.Getpgid(postmaster); err != nil || its == ours {
		t.Errorf("the server is in the program's process group: %v", err)
	}
}

// A server that somebody started by hand on the cluster holds none of our locks.
func TestServerStartedByHandIsLeftAlone(t *testing.T) {
	dir := withCluster(t, 0o700)
	p := startPrivate(t, PrivateConfig{DataDir: dir})
	stopPrivate(t, p)
	d := p.dir
	bin, run, err := findBinaries(t.Context(), PrivateConfig{}, d)
	if err != nil {
		t.Fatal(err)
	}
	byHand := run.command(d.cluster(), bin.path("postgres"), settings(d, PrivateConfig{})...)
	said, err := byHand.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	ended, err := run.start(byHand)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	for lines.Scan() && !strings.Contains(lines.Text(), "ready to accept connections") {
	}
	if lines.Err() != nil || lines.Text() == "" {
		t.Fatalf("the server by hand did not start: %v", lines.Err())
	}
	if _, err := StartPrivate(t.Context(), PrivateConfig{DataDir: dir}); !errors.Is(err, ErrDataDirInUse) || !strings.Contains(err.Error(), "by hand") {
		t.Errorf("got %v", err)
	}
	if err := byHand.Process.Signal(syscall.SIGINT); err != nil {
		t.Error(err)
	}
	_, _ = io.Copy(io.Discard, said)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	startPrivate(t, PrivateConfig{DataDir: dir})
}
