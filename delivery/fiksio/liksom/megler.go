package liksom

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// ErrIngenRabbitMQ: the broker is not installed.
var ErrIngenRabbitMQ = errors.New("found no RabbitMQ; install Debian's rabbitmq-server (.ci/pakker does)")

// ErrMappeIBruk: another program's broker has this folder.
var ErrMappeIBruk = errors.New("another running program has a broker in this folder")

// megler is a RabbitMQ of our own, with an epmd (Erlang's table of nodes) of its own: two child processes that die with us.
type megler struct {
	mappe    string
	laas     *os.File // the folder is ours; the broker holds it too, so it is free only when that has ended
	programs string   // the folder with rabbitmq-server and rabbitmqctl
	admin    string   // password of the one internal user, «liksom»
	port     int      // AMQP
	tlsPort  int      // AMQP over TLS; 0: none
	epmdPort int
	distPort int // between Erlang nodes: rabbitmqctl comes this way

	epmd, rabbit *barn
	sier         *net.UnixConn // where the broker tells of itself
}

// node is the broker's name among Erlang's. Its data lie in a folder of that name, so it is always the same; that no other
// has it is sure, since the table of names is our own.
const node = "fiksio@localhost"

// nyMegler takes and lays out the folder, and picks ports. authURL is where the broker asks who may do what.
func nyMegler(ctx context.Context, mappe, authURL, tlsFolder string) (*megler, error) {
	found, _ := filepath.Glob("/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server") // the wrapper in /usr/sbin wants another user
	if len(found) == 0 {
		return nil, ErrIngenRabbitMQ
	}
	m := &megler{mappe: mappe, programs: filepath.Dir(slices.Max(found))}
	for _, folder := range []string{"mnesia", "logg", "generert"} {
		if err := os.MkdirAll(filepath.Join(mappe, folder), 0o700); err != nil {
			return nil, err
		}
	}
	var err error
	if m.laas, err = laas(ctx, filepath.Join(mappe, "laas")); err != nil {
		return nil, err
	}
	if err := m.sett(ctx, authURL, tlsFolder); err != nil {
		return nil, errors.Join(err, m.laas.Close())
	}
	return m, nil
}

// laas takes a lock. A broker whose program was killed is told so by the kernel, and needs a moment to end.
func laas(ctx context.Context, path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	try, end := time.NewTicker(50*time.Millisecond), time.After(stoppfrist)
	defer try.Stop()
	for syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		select {
		case <-try.C:
			continue
		case <-end:
			err = ErrMappeIBruk
		case <-ctx.Done():
			err = context.Cause(ctx)
		}
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// diskgrense is how much room the broker must have; with less it takes nothing more.
const diskgrense = "50MB"

// sett writes the broker's settings.
func (m *megler) sett(ctx context.Context, authURL, tlsFolder string) error {
	// The broker takes the password only into a new folder, so it is kept beside it.
	secret := filepath.Join(m.mappe, "passord")
	kept, err := os.ReadFile(secret)
	if m.admin = string(kept); errors.Is(err, fs.ErrNotExist) {
		m.admin = rand.Text()
		err = os.WriteFile(secret, []byte(m.admin), 0o600)
	}
	if err != nil {
		return err
	}
	last := husket(m.mappe)
	ports := []*int{&m.port, &m.epmdPort, &m.distPort}
	m.port = last.AMQP
	if tlsFolder != "" {
		ports = append(ports, &m.tlsPort)
		m.tlsPort = last.AMQPS
	}
	if err := ledige(ctx, ports); err != nil {
		return err
	}
	settings := fmt.Sprintf(`listeners.tcp.1 = 127.0.0.1:%d
default_user = liksom
default_pass = %s
auth_backends.1 = internal
auth_backends.2 = http
auth_http.http_method = post
auth_http.user_path = %[3]s/auth/user
auth_http.vhost_path = %[3]s/auth/vhost
auth_http.resource_path = %[3]s/auth/resource
auth_http.topic_path = %[3]s/auth/topic
disk_free_limit.absolute = `+diskgrense+`
`, m.port, m.admin, authURL)
	if tlsFolder != "" {
		settings += fmt.Sprintf(`listeners.ssl.1 = 127.0.0.1:%d
ssl_options.certfile = %[2]s/sertifikat.pem
ssl_options.keyfile = %[2]s/nokkel.pem
ssl_options.versions.1 = tlsv1.2
ssl_options.versions.2 = tlsv1.3
`, m.tlsPort, tlsFolder)
	}
	for name, text := range map[string]string{"rabbitmq.conf": settings, "enabled_plugins": "[rabbitmq_auth_backend_http].\n"} {
		if err := os.WriteFile(filepath.Join(m.mappe, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

// ledige fills in ports that are free just now. One that is given already stays, if it is free.
func ledige(ctx context.Context, ports []*int) error {
	for _, p := range ports {
		l, err := lyttHelst(ctx, fmt.Sprint("127.0.0.1:", *p))
		if err != nil {
			return err
		}
		defer func() { _ = l.Close() }() // all at the end, so that none is given twice
		*p = l.Addr().(*net.TCPAddr).Port
	}
	return nil
}

// env is all that the broker and its tools see of an environment. Each of them starts an epmd, listening on every interface,
// if it finds none: hence the address, and an epmd that is there first.
func (m *megler) env() []string {
	in := func(name string) string { return filepath.Join(m.mappe, name) }
	const loopback = "-kernel inet_dist_use_interface {127,0,0,1}"
	return []string{
		"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + m.mappe,
		"RABBITMQ_NODENAME=" + node,
		"RABBITMQ_MNESIA_BASE=" + in("mnesia"), "RABBITMQ_LOG_BASE=" + in("logg"),
		"RABBITMQ_CONFIG_FILE=" + in("rabbitmq.conf"), "RABBITMQ_ENABLED_PLUGINS_FILE=" + in("enabled_plugins"),
		"RABBITMQ_PID_FILE=" + in("pid"), "RABBITMQ_FEATURE_FLAGS_FILE=" + in("feature_flags"),
		"RABBITMQ_GENERATED_CONFIG_DIR=" + in("generert"), "RABBITMQ_CONF_ENV_FILE=/dev/null",
		fmt.Sprint("RABBITMQ_DIST_PORT=", m.distPort), fmt.Sprint("ERL_EPMD_PORT=", m.epmdPort), "ERL_EPMD_ADDRESS=127.0.0.1",
		"RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=" + loopback, "RABBITMQ_CTL_ERL_ARGS=" + loopback,
	}
}

// start starts both programs and returns when the broker says that it is ready, or has ended, or ctx has.
func (m *megler) start(ctx context.Context) error {
	// The broker tells of itself as a systemd service does. It also makes its start script become the broker, so that the
	// process we started is the one to end.
	socket := filepath.Join(m.mappe, "klar")
	_ = os.Remove(socket)
	var err error
	if m.sier, err = net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"}); err != nil {
		return fmt.Errorf("listen for the broker: %w", err)
	}
	ready := make(chan struct{})
	go lytt(m.sier, ready)

	epmd := exec.Command("/usr/bin/epmd", "-port", fmt.Sprint(m.epmdPort), "-address", "127.0.0.1") //nolint:noctx // lives on
	if m.epmd, err = m.barn(epmd); err != nil {
		return fmt.Errorf("start epmd: %w", err)
	}
	rabbit := exec.Command(filepath.Join(m.programs, "rabbitmq-server")) //nolint:noctx // lives on
	rabbit.Env = append(m.env(), "NOTIFY_SOCKET="+socket)
	rabbit.ExtraFiles = []*os.File{m.laas}
	if m.rabbit, err = m.barn(rabbit); err != nil {
		return errors.Join(fmt.Errorf("start RabbitMQ: %w", err), m.stopp(ctx))
	}
	select {
	case <-ready:
	case <-m.rabbit.ended:
		err = errors.New("it ended by itself; see its log")
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if err != nil {
		giveUp, cancel := context.WithTimeout(context.WithoutCancel(ctx), stoppfrist)
		defer cancel()
		return errors.Join(fmt.Errorf("wait for RabbitMQ in %s: %w", m.mappe, err), m.stopp(giveUp))
	}
	return nil
}

// lytt closes ready when READY=1 has come. It listens on until from is closed: the broker also tells that it is stopping, and
// stumbles if nobody hears.
func lytt(from *net.UnixConn, ready chan<- struct{}) {
	said := make([]byte, 4096)
	for told := false; ; {
		n, err := from.Read(said)
		if err != nil {
			return
		}
		if !told && slices.Contains(strings.Split(string(said[:n]), "\n"), "READY=1") {
			close(ready)
			told = true
		}
	}
}

// stoppfrist is how long the broker gets to write what it has and leave.
const stoppfrist = 30 * time.Second

// stopp ends both programs, the broker first. What it has confirmed is on its disk.
func (m *megler) stopp(ctx context.Context) error {
	err := m.rabbit.stopp(ctx)
	_ = m.sier.Close()
	return errors.Join(err, m.epmd.stopp(ctx))
}

// drep ends the broker as a power cut would, once it has written down every queue it has.
//
// A quorum queue is in a register that RabbitMQ 3.10 writes half a second late (ra's names.dets). One that is younger than
// that when the power goes never finds a leader again. An account is made months before, so the look-alike waits for it.
func (m *megler) drep(ctx context.Context, queues []string) error {
	try := time.NewTicker(20 * time.Millisecond)
	defer try.Stop()
	for register := filepath.Join(m.mappe, "mnesia", node, "quorum", node, "names.dets"); ; {
		written, err := os.ReadFile(register)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(queues, func(q string) bool { return !bytes.Contains(written, []byte(q)) }) {
			break
		}
		select {
		case <-try.C:
		case <-ctx.Done():
			return fmt.Errorf("wait for the broker to write down its queues: %w", ctx.Err())
		}
	}
	_ = m.sier.Close()
	for _, b := range []*barn{m.rabbit, m.epmd} {
		if b != nil {
			_ = b.cmd.Process.Kill()
			<-b.ended
		}
	}
	return nil
}

// ctl runs rabbitmqctl against our broker.
func (m *megler) ctl(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, filepath.Join(m.programs, "rabbitmqctl"), args...)
	cmd.Env = m.env()
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("rabbitmqctl %s: %w: %s", args[0], err, said)
	}
	return nil
}
