package bekymring_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"barnevernportalen/ent"
)

// egenServer is a private PostgreSQL with the real settings, which a test may kill.
type egenServer struct {
	dir    string
	server *ent.Private
	dsn    string
}

func nyServer(t testing.TB, dir string) *egenServer {
	t.Helper()
	s := &egenServer{dir: dir}
	s.start(t)
	t.Cleanup(func() { _ = s.server.Stop(context.Background()) })
	if err := s.server.EnsureDatabase(t.Context(), "proving"); err != nil {
		t.Fatal(err)
	}
	s.dsn = s.server.DSN("proving")
	if err := ent.Migrate(t.Context(), s.dsn); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *egenServer) start(t testing.TB) {
	t.Helper()
	var err error
	if s.server, err = ent.StartPrivate(t.Context(), ent.PrivateConfig{DataDir: s.dir}); err != nil {
		t.Fatal(err)
	}
}

// drep is a power cut as far as PostgreSQL can tell: SIGKILL for the postmaster and every process of it, none of which
// gets to write another byte.
func (s *egenServer) drep(t testing.TB) {
	t.Helper()
	postmaster := s.postmaster(t)
	_ = syscall.Kill(postmaster, syscall.SIGSTOP) // no new ones while we count
	children := s.barn(t, postmaster)
	for pid := range children {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
	_ = syscall.Kill(postmaster, syscall.SIGKILL)
	if len(children) == 0 {
		t.Fatal("the server had no processes: the test kills the wrong thing")
	}
	_ = s.server.Stop(context.Background()) // it is dead; this lets go of its folder
}

// stans stops the one process of the server that does this work.
func (s *egenServer) stans(t testing.TB, work string) {
	t.Helper()
	for pid, title := range s.barn(t, s.postmaster(t)) {
		if strings.Contains(title, work) {
			_ = syscall.Kill(pid, syscall.SIGSTOP)
			return
		}
	}
	t.Fatalf("the server has no %s", work)
}

func (s *egenServer) postmaster(t testing.TB) int {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(s.dir, "cluster", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

// barn are the processes whose parent the postmaster is, and what they call themselves.
func (s *egenServer) barn(t testing.TB, postmaster int) map[int]string {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	out := map[int]string{}
	for _, file := range stats {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // gone
		}
		// «pid (name) state parent …»: the name may hold anything, so what follows its last bracket counts.
		f := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
		if len(f) < 2 || string(f[1]) != strconv.Itoa(postmaster) {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		title, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "cmdline"))
		out[pid] = string(title)
	}
	return out
}
