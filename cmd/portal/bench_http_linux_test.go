package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	// takt is the load that must be borne: reports a second, for as long as one likes.
	takt = 20
	// etterslep is how long half of them may wait: more, and the reports queue up.
	etterslep = time.Second
	// mestAndre is how much of the machine, in percent, other programs may use before a slow run is no fault of ours.
	mestAndre = 10
	// oppvarming comes first, and is not counted.
	oppvarming = 2 * time.Second
)

// BenchmarkHTTP is the whole way: the program as `make run` starts it, its private PostgreSQL with fsync on, on the disk
// that TMPDIR is on, reporters who have logged in, and the portal's own document by its hash. The jobs that hand over,
// the sweep and the sockets' notices run too.
//
//	i-takt        20 reports a second, each at its own time whether or not the one before is answered: the waits are
//	              counted from when it should have gone
//	alt-den-kan   six reporters who each send as soon as they have a receipt
//
// Each takes BENCH_SEKUNDER, 10 when it is not set. The reporters' own CPU is on the same cores, and is not in the figures.
func BenchmarkHTTP(b *testing.B) {
	seconds := 10
	if s := os.Getenv("BENCH_SEKUNDER"); s != "" {
		var err error
		if seconds, err = strconv.Atoi(s); err != nil {
			b.Fatal(err)
		}
	}
	data := filepath.Join(b.TempDir(), "data")
	ekteDisk(b, filepath.Dir(data))
	p := portalI(b, time.Hour, "serve", "DATA_DIR="+data, "PORT="+freePort(b), "TMPDIR="+os.Getenv("TMPDIR"))
	p.serves(b)
	b.Cleanup(func() {
		p.ctrlC(b)
		p.ended(b)
	})
	l := &last{p: p, postmaster: postmaster(b, data), data: data}
	for _, som := range []string{"melder", "laerer", "mor", "far", "verge", "barn"} {
		l.meldere = append(l.meldere, nyMelder(b, p, som))
	}
	l.iTakt(b, oppvarming) // the first ones fill caches

	length := time.Duration(seconds) * time.Second
	b.Run("i-takt", func(b *testing.B) {
		p50, others := l.mal(b, func() []time.Duration { return l.iTakt(b, length) })
		if p50 > etterslep && others < mestAndre {
			b.Errorf("half of the reporters waited %s or more: %d reports a second is too much", p50, takt)
		}
	})
	b.Run("alt-den-kan", func(b *testing.B) { _, _ = l.mal(b, func() []time.Duration { return l.altDenKan(b, length) }) })
	l.alleErDer(b)
}

// last is a program under load.
type last struct {
	p          *program
	postmaster int
	data       string
	meldere    []*melder

	mu         sync.Mutex
	referanser map[string]bool
}

// iTakt sends takt reports a second, and returns how long each took from when it should have gone: a reporter who is
// late is late, and the clock does not wait for her.
func (l *last) iTakt(b *testing.B, length time.Duration) []time.Duration {
	n := int(length.Seconds() * takt)
	due := make(chan time.Time, n)
	go func() {
		defer close(due)
		ticks := time.NewTicker(time.Second / takt)
		defer ticks.Stop()
		start := time.Now()
		for i := range n {
			<-ticks.C
			due <- start.Add(time.Duration(i+1) * time.Second / takt)
		}
	}()
	return l.alle(func(m *melder) (waits []time.Duration) {
		for from := range due {
			l.send(b, m)
			waits = append(waits, time.Since(from))
		}
		return waits
	})
}

// altDenKan has each reporter send again as soon as she has a receipt.
func (l *last) altDenKan(b *testing.B, length time.Duration) []time.Duration {
	end := time.Now().Add(length)
	return l.alle(func(m *melder) (waits []time.Duration) {
		for time.Now().Before(end) {
			from := time.Now()
			l.send(b, m)
			waits = append(waits, time.Since(from))
		}
		return waits
	})
}

// alle has every reporter do the same, and gathers how long they waited.
func (l *last) alle(do func(*melder) []time.Duration) (waits []time.Duration) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, m := range l.meldere {
		all.Go(func() {
			mine := do(m)
			mu.Lock()
			defer mu.Unlock()
			waits = append(waits, mine...)
		})
	}
	all.Wait()
	return waits
}

func (l *last) send(b *testing.B, m *melder) {
	ref, err := m.send("4601")
	if err != nil {
		b.Error(err)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.referanser == nil {
		l.referanser = map[string]bool{}
	}
	l.referanser[ref] = true
}

// mal reports what it costs to send what drive has the reporters send, and returns how long half of them waited, and how
// many percent of the machine's CPU programs that are not of this benchmark used meanwhile.
func (l *last) mal(b *testing.B, drive func() []time.Duration) (p50 time.Duration, others float64) {
	allocs, bytes := l.p.minne(b)
	cpu, pg := cpuAv(b, l.p.cmd.Process.Pid), l.postgresCPU(b)
	busy, own := maskinCPU(b), cpuAv(b, os.Getpid())
	start := time.Now()
	waits := drive()
	took, each := time.Since(start), float64(len(waits))
	if len(waits) == 0 {
		b.Fatal("nothing was sent")
	}
	for b.Loop() {
	}
	slices.Sort(waits)
	allocsAfter, bytesAfter := l.p.minne(b)
	cpu, pg = cpuAv(b, l.p.cmd.Process.Pid)-cpu, l.postgresCPU(b)-pg
	own = cpuAv(b, os.Getpid()) - own
	others = 100 * float64(maskinCPU(b)-busy-cpu-pg-own) / float64(took) / float64(runtime.NumCPU())
	ms := func(d time.Duration) float64 { return float64(d) / 1e6 }
	b.ReportMetric(0, "ns/op") // an operation here is the whole run
	b.ReportMetric(each, "reports")
	b.ReportMetric(each/took.Seconds(), "reports/s")
	b.ReportMetric(ms(waits[len(waits)/2]), "ms-p50")
	b.ReportMetric(ms(waits[len(waits)*99/100]), "ms-p99")
	b.ReportMetric(ms(waits[len(waits)-1]), "ms-max")
	b.ReportMetric(ms(cpu)/each, "ms-cpu/report")
	b.ReportMetric(ms(pg)/each, "ms-cpu-postgres/report")
	b.ReportMetric(float64(allocsAfter-allocs)/each, "allocs/report")
	b.ReportMetric(float64(bytesAfter-bytes)/1024/each, "KiB/report")
	b.ReportMetric(others, "%-cpu-others")
	return waits[len(waits)/2], others
}

// alleErDer reads the ledger past the program: there is a forsendelse for each receipt, and no other.
func (l *last) alleErDer(b *testing.B) {
	b.Helper()
	conn, err := pgx.Connect(b.Context(), privatDSN(b, l.data))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = conn.Close(b.Context()) }()
	var fsync string
	if err := conn.QueryRow(b.Context(), "SHOW fsync").Scan(&fsync); err != nil || fsync != "on" {
		b.Errorf("fsync is %q, %v", fsync, err)
	}
	rows, err := conn.Query(b.Context(), "SELECT id::text FROM forsendelse")
	if err != nil {
		b.Fatal(err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.Fatal(err)
	}
	for _, id := range ids {
		if !l.referanser[id] {
			b.Errorf("%s is stored and has no receipt", id)
		}
	}
	if len(ids) != len(l.referanser) {
		b.Errorf("%d stored, %d receipts", len(ids), len(l.referanser))
	}
}

// postgresCPU is what PostgreSQL has used, all of its processes, those that have ended too.
func (l *last) postgresCPU(b *testing.B) time.Duration {
	b.Helper()
	sum := cpuAv(b, l.postmaster)
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", l.postmaster, l.postmaster))
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range strings.Fields(string(children)) {
		pid, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		sum += cpuAv(b, pid)
	}
	return sum
}

// cpuAv is what a process has used, user and system, with its children that have ended. One that has just ended itself
// is in its parent's.
func cpuAv(b *testing.B, pid int) time.Duration {
	b.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	var ticks int
	for _, f := range strings.Fields(after)[11:15] { // utime, stime, cutime, cstime: proc(5)
		n, err := strconv.Atoi(f)
		if err != nil {
			b.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * time.Second / 100 // USER_HZ is 100 on every platform Go runs Linux on
}

// maskinCPU is what all programs of the machine have used since it started.
func maskinCPU(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		b.Fatal(err)
	}
	var user, nice, system, idle, iowait, irq, softirq int
	if _, err := fmt.Sscanf(string(stat), "cpu %d %d %d %d %d %d %d", &user, &nice, &system, &idle, &iowait, &irq, &softirq); err != nil {
		b.Fatal(err)
	}
	return time.Duration(user+nice+system+irq+softirq) * time.Second / 100
}

// ekteDisk refuses a folder in memory: nothing there is ever written to a disk.
func ekteDisk(b *testing.B, dir string) {
	b.Helper()
	const tmpfs = 0x01021994 // statfs(2)
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		b.Fatal(err)
	}
	if fs.Type == tmpfs {
		b.Fatalf("%s is in memory: set TMPDIR to a folder on a disk", dir)
	}
}

// minne asks the program what it has allocated since it started.
func (p *program) minne(b *testing.B) (mallocs, bytes uint64) {
	b.Helper()
	said := func() int { return strings.Count(p.words(), "mallocs=") }
	before, end := said(), time.After(lengst)
	if err := p.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		b.Fatal(err)
	}
	for look := time.Tick(10 * time.Millisecond); said() == before; {
		select {
		case <-look:
		case <-end:
			b.Fatal("the program does not answer")
		}
	}
	words := p.words()
	if _, err := fmt.Sscanf(words[strings.LastIndex(words, "mallocs="):], minnelinje, &mallocs, &bytes); err != nil {
		b.Fatal(err)
	}
	return mallocs, bytes
}

// privatDSN is the private PostgreSQL of a data folder, as its own postmaster.pid says where it listens: the port on the
// fourth line, the socket's folder on the fifth.
func privatDSN(b *testing.B, data string) string {
	b.Helper()
	raw, err := os.ReadFile(filepath.Join(data, "postgres", "cluster", "postmaster.pid"))
	lines := strings.Split(string(raw), "\n")
	if err != nil || len(lines) < 5 {
		b.Fatalf("postmaster.pid: %q, %v", raw, err)
	}
	return fmt.Sprintf("user=portal dbname=%s host=%s port=%s sslmode=disable", databasenavn, lines[4], lines[3])
}
