package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"time"
)

// How long the parts of a request may take. Reading a report (≤ 1 MiB) over a poor line takes seconds; who takes longer
// holds a connection for its own sake. A websocket is not bound by these, see websocket.go.
const (
	fristHode   = 5 * time.Second
	fristLese   = 30 * time.Second
	fristSkrive = 60 * time.Second
	fristLedig  = 2 * time.Minute
	fristStopp  = 10 * time.Second
	fristStor   = 2 * time.Minute // for 5 MB, see MerTid: 350 kbit/s
	maksHode    = 16 << 10        // bytes; ours are under 2 KiB
)

// Lytting says where to listen.
type Lytting struct {
	Modus   Modus
	Adresse string // host:port
	// TLSCert and TLSKey are PEM files: our own TLS listener, 1.2 or newer.
	TLSCert, TLSKey string
	// Proxy, an IP address or a CIDR, is the proxy that ends TLS in front of us. Nobody else is then let in.
	Proxy string
}

// Listen opens the listener, or says why it would send tickets in the clear: plain http is for loopback, for a named
// proxy, and for dev mode.
func Listen(ctx context.Context, l Lytting) (net.Listener, error) {
	var proxy netip.Prefix
	if l.Proxy != "" {
		var err error
		if proxy, err = lesProxy(l.Proxy); err != nil {
			return nil, err
		}
	}
	medTLS := l.TLSCert != "" || l.TLSKey != ""
	host, _, err := net.SplitHostPort(l.Adresse)
	if err != nil {
		return nil, fmt.Errorf("where to listen: %w", err)
	}
	if !medTLS && l.Proxy == "" && l.Modus != ModusDev && !loopback(host) {
		return nil, errors.New("plain http off loopback is refused: set TLS_CERT and TLS_KEY, or name the proxy that ends TLS in PORTAL_PROXY")
	}
	var cert tls.Certificate
	if medTLS {
		if cert, err = tls.LoadX509KeyPair(l.TLSCert, l.TLSKey); err != nil {
			return nil, fmt.Errorf("TLS_CERT and TLS_KEY: %w", err)
		}
	}
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", l.Adresse)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if l.Proxy != "" {
		ln = bareFra{ln, proxy}
	}
	if medTLS {
		ln = tls.NewListener(ln, &tls.Config{
			Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12,
			NextProtos: []string{"http/1.1"}, // a websocket upgrade is HTTP/1.1's
		})
	}
	return ln, nil
}

func lesProxy(s string) (netip.Prefix, error) {
	if p, err := netip.ParsePrefix(s); err == nil {
		return p.Masked(), nil
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, errors.New("PORTAL_PROXY: want an IP address or a CIDR")
	}
	return netip.PrefixFrom(a, a.BitLen()), nil
}

// bareFra hangs up on everybody but the proxy.
type bareFra struct {
	net.Listener
	proxy netip.Prefix
}

func (b bareFra) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if ap, err := netip.ParseAddrPort(c.RemoteAddr().String()); err == nil && b.proxy.Contains(ap.Addr().Unmap()) {
			return c, nil
		}
		_ = c.Close()
	}
}

// MerTid gives a request of up to 5 MB, from a machine that has been let in, the time that a poor line needs; for all others
// it would be time to hold a connection.
func MerTid(w http.ResponseWriter) {
	c, naa := http.NewResponseController(w), time.Now()
	_ = c.SetReadDeadline(naa.Add(fristStor)) // where it cannot be set, the usual ones hold
	_ = c.SetWriteDeadline(naa.Add(fristStor + fristSkrive))
}

// leserUt is how much is read of a body that is refused, in bytes: more than any part of a report.
const leserUt = 8 << 20

// LesUt reads what is left of a body that is refused, before the answer: a client that writes all before it reads would be
// cut off and never learn why. One that waits for leave to send (RFC 9110 §10.1.1) gets the answer instead of the leave.
func LesUt(r *http.Request) {
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, leserUt)
	}
}

// Serve answers on ln until ctx ends. Then it takes no more, tells the sockets to come back (to another replica, or to
// the next start), and gives what is under way ten seconds.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler: s, ReadHeaderTimeout: fristHode, ReadTimeout: fristLese, WriteTimeout: fristSkrive, IdleTimeout: fristLedig,
		MaxHeaderBytes: maksHode, ErrorLog: slog.NewLogLogger(uten{s.Log.Handler()}, slog.LevelWarn),
	}
	srv.RegisterOnShutdown(s.graphql.sokler.steng)
	feil := make(chan error, 1)
	go func() { feil <- srv.Serve(ln) }()
	select {
	case err := <-feil:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stopp, cancel := context.WithTimeout(context.WithoutCancel(ctx), fristStopp)
	defer cancel()
	if err := srv.Shutdown(stopp); err != nil {
		_ = srv.Close()
		return fmt.Errorf("stop serving: %w", err)
	}
	if err := s.graphql.sokler.vent(stopp); err != nil {
		return fmt.Errorf("close the sockets: %w", err)
	}
	return nil
}

// uten is the log of net/http itself, whose lines name the client's address: only that there was one is kept.
type uten struct{ slog.Handler }

func (u uten) Handle(ctx context.Context, r slog.Record) error {
	return u.Handler.Handle(ctx, slog.NewRecord(r.Time, r.Level, "net/http: a connection failed", 0))
}

// KomIgjen tells all who have a socket open to come back. When the keys turn they must: what each person's rows are found
// under is worked out when a socket opens.
func (s *Server) KomIgjen() { s.graphql.sokler.komIgjen() }
