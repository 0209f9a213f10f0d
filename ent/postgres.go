package ent

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// superuser is the one role of a private server. It needs no password: only who may enter the socket's folder (0700)
// reaches the server at all.
const superuser = "portal"

// cannotConnectNow is what PostgreSQL answers while it starts, recovers or stops (SQLSTATE, appendix A of its manual).
const cannotConnectNow = "57P03"

// ErrDataDirInUse: another running program has this data folder. Two servers on one cluster would destroy it.
var ErrDataDirInUse = errors.New("another running program uses this data folder")

// PrivateConfig says where a private server lives.
type PrivateConfig struct {
	// DataDir holds the cluster, its locks, its socket and its log. It is made (0700) if missing.
	DataDir string
	// BinDir holds postgres and initdb. Empty: the npm package's, then Debian's (see findBinaries).
	BinDir string
	// Log is told, in a few plain words, what a person waits for. May be nil.
	Log func(string)
	// Unsafe gives up durability for speed. Tests only: a crash of the machine may lose or break the cluster.
	Unsafe bool

	only     string    // tests only: the name of the one runner to try
	extra    []string  // tests only: settings that outrank ours
	patience *patience // tests only: another than usualPatience
	loose    bool      // tests only: whether it is durable is for its files and roles to say, as on an operator's own server
}

// Private is a PostgreSQL server of our own, a child process reached over a unix socket. It has no port, so none can
// be taken and nobody else on the network can knock.
//
// The server dies with us: Ctrl-C leads to [Private.Stop], and when we are killed the kernel asks it to shut down
// (Linux). The next start waits until it has, however we ended; see lockServer for how it knows.
type Private struct {
	dir     folder
	cmd     *exec.Cmd
	program *os.File      // the lock that says this program owns the data folder
	exited  chan struct{} // closed when the server process has ended
	done    chan error
	logFrom int64                 // where in the log this run begins
	stuck   atomic.Pointer[error] // why it was ended; see guard

	stop     sync.Once
	stopping chan struct{}
	stopErr  error
}

// StartPrivate starts the server, making the cluster on the first start, and returns when it answers. It takes about
// a second the first time and a tenth after that; after a crash, as long as PostgreSQL needs to recover. Cancel ctx
// to give up waiting; it does not end a server that has started. Errors: [ErrDataDirInUse], [ErrNoBinaries], or what
// PostgreSQL itself said.
func StartPrivate(ctx context.Context, c PrivateConfig) (*Private, error) {
	say := c.Log
	if say == nil {
		say = func(string) {}
	}
	dir, err := openFolder(c.DataDir)
	if err != nil {
		return nil, fmt.Errorf("prepare the data folder of PostgreSQL: %w", err)
	}
	program, err := lockProgram(dir)
	if err != nil {
		return nil, err
	}
	p, err := start(ctx, c, dir, program, say)
	if err != nil {
		_ = program.Close()
		return nil, err
	}
	return p, nil
}

// start does the work of StartPrivate once the folder is ours.
func start(ctx context.Context, c PrivateConfig, dir folder, program *os.File, say func(string)) (*Private, error) {
	bin, run, err := findBinaries(ctx, c, dir)
	if err != nil {
		return nil, err
	}
	server, err := lockServer(ctx, dir, say)
	if err != nil {
		return nil, err
	}
	// The server keeps its own copy of the lock; ours would outlive it.
	defer func() { _ = server.Close() }()
	if err := removeStalePid(dir); err != nil {
		return nil, err
	}
	if err := dir.prepare(run, say); err != nil {
		return nil, fmt.Errorf("prepare the data folder of PostgreSQL: %w", err)
	}
	if err := initCluster(ctx, c, dir, bin, run, server, say); err != nil {
		return nil, err
	}
	log, from, err := dir.openLog()
	if err != nil {
		return nil, fmt.Errorf("open the log of PostgreSQL: %w", err)
	}
	defer func() { _ = log.Close() }()

	cmd := run.command(dir.cluster(), bin.path("postgres"), settings(dir, c)...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.ExtraFiles = []*os.File{server}
	p := &Private{
		dir: dir, cmd: cmd, program: program, logFrom: from,
		exited: make(chan struct{}), done: make(chan error, 1), stopping: make(chan struct{}),
	}
	ended, err := run.start(cmd)
	if err != nil {
		return nil, fmt.Errorf("start PostgreSQL: %w", err)
	}
	go p.watch(ended)
	if err := p.waitReady(ctx, c, say); err != nil {
		// Not ctx: it may be the very reason we stop.
		giveUp, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		_ = p.Stop(giveUp)
		return nil, err
	}
	how := usualPatience
	if c.patience != nil {
		how = *c.patience
	}
	go p.guard(how, say) //nolint:contextcheck // it lives as long as the server, not as its start
	return p, nil
}

// watch waits for the end of the server and tells it.
func (p *Private) watch(ended <-chan error) {
	err := <-ended
	close(p.exited)
	select {
	case <-p.stopping:
	default:
		if why := p.stuck.Load(); why != nil {
			p.done <- fmt.Errorf("PostgreSQL was stuck, and has been ended: %w", *why)
		} else {
			p.done <- fmt.Errorf("PostgreSQL ended by itself (%v): %s", exitWords(err), p.dir.logTail(p.logFrom))
		}
	}
	close(p.done)
}

// waitReady returns when the server takes connections, or has ended, or ctx has.
func (p *Private) waitReady(ctx context.Context, c PrivateConfig, say func(string)) error {
	try := time.NewTicker(15 * time.Millisecond)
	defer try.Stop()
	still := time.NewTicker(10 * time.Second)
	defer still.Stop()
	s := stuck{patience: usualPatience}
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for PostgreSQL to start: %w", context.Cause(ctx))
		case <-p.exited:
			return fmt.Errorf("PostgreSQL did not start: %s", p.dir.logTail(p.logFrom))
		case <-still.C:
			say("PostgreSQL is still starting (after a crash it first recovers) …")
		case <-try.C:
			conn, err := pgx.Connect(ctx, p.DSN("postgres"))
			if refused := new(pgconn.PgError); errors.As(err, &refused) && refused.Code != cannotConnectNow {
				return fmt.Errorf("PostgreSQL started but cannot be used: %w", err) // a full disk, for one
			}
			if why := s.after(err, p.recovers, time.Now()); why != nil {
				return fmt.Errorf("PostgreSQL does not come up: %w", why)
			}
			if err != nil {
				continue // not there yet, or still recovering
			}
			if !c.Unsafe {
				err = CheckSafe(ctx, conn)
			}
			return errors.Join(err, conn.Close(ctx))
		}
	}
}

// DSN returns the address of a database on this server, as a URL that pgx and atlas read. Every value is written
// out, so that no PG… variable in the environment can lead elsewhere.
func (p *Private) DSN(database string) string {
	q := url.Values{"host": {p.dir.socket}, "port": {socketPort}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.User(superuser), Path: "/" + database, RawQuery: q.Encode()}
	return u.String()
}

// PrivateDSN returns the address of a database on the private server that another program runs from this data folder.
func PrivateDSN(dataDir, database string) (string, error) {
	dir, err := openFolder(dataDir)
	if err != nil {
		return "", fmt.Errorf("find the data folder of PostgreSQL: %w", err)
	}
	return (&Private{dir: dir}).DSN(database), nil
}

// EnsureDatabase makes the database if it is not there.
func (p *Private) EnsureDatabase(ctx context.Context, name string) error {
	conn, err := pgx.Connect(ctx, p.DSN("postgres"))
	if err != nil {
		return fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	var there bool
	if err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&there); err != nil {
		return fmt.Errorf("look for the database: %w", err)
	}
	if there {
		return nil
	}
	if _, err := conn.Exec(ctx, `CREATE DATABASE `+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("create the database: %w", err)
	}
	return nil
}

// Done gives one error if the server ends without [Private.Stop], and is closed when it has ended, either way.
func (p *Private) Done() <-chan error { return p.done }

// Stop shuts the server down: connections are cut, what is committed is kept (SIGINT, «fast»). If ctx ends first, it
// is told to drop everything (SIGQUIT, «immediate»), which loses nothing committed either, but the next start has to
// recover. Calls after the first wait for the same end.
func (p *Private) Stop(ctx context.Context) error {
	p.stop.Do(func() {
		close(p.stopping)
		p.stopErr = p.shutDown(ctx)
		if p.dir.socketElsewhere() {
			_ = os.Remove(p.dir.socket) // as empty as the server left it
		}
		_ = p.program.Close()
	})
	return p.stopErr
}

func (p *Private) shutDown(ctx context.Context) error {
	_ = p.cmd.Process.Signal(syscall.SIGINT) // a signal fails only when the process has ended already
	select {
	case <-p.exited:
		return nil
	case <-ctx.Done():
	}
	_ = p.cmd.Process.Signal(syscall.SIGQUIT)
	select {
	case <-p.exited:
		return errors.New("PostgreSQL was cut short; the next start recovers")
	case <-time.After(10 * time.Second):
	}
	_ = p.cmd.Process.Kill()
	<-p.exited
	return errors.New("PostgreSQL had to be killed; the next start recovers")
}

// exitWords says how a process ended; nil means it left by itself.
func exitWords(err error) string {
	if err == nil {
		return "exit status 0"
	}
	return err.Error()
}
