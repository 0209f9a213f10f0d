package dbtest

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Proxy stands between a program and its database and is the way to lose: all of it ([Proxy.Cut], or without a word
// [Proxy.Hang]), or one BEGIN or COMMIT or its answer ([Proxy.Lose]). It also hears which statements are run ([Proxy.Statements]).
type Proxy struct {
	t        testing.TB
	upstream string // the real server's socket
	dsn      *url.URL
	folder   string

	mu    sync.Mutex
	ln    net.Listener // nil: cut
	conns map[net.Conn]bool
	next  loss
	heard []string
	// ways made before this many hangs carry nothing more, and are not closed
	hangs int

	rounds atomic.Int64
}

// Fate is what becomes of a statement.
type Fate int

type loss struct {
	statement string
	fate      Fate
	after     func()
}

// The fates.
const (
	Arrives Fate = iota
	LostOnTheWay
	LostOnTheWayBack // the server has done it; nobody is told
)

// NewProxy opens a way to the database of dsn, which must be on a unix socket. It is closed when the test ends.
func NewProxy(t testing.TB, dsn string) *Proxy {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	folder, err := os.MkdirTemp("", "vei") // short: the path of a socket has little room
	if err != nil {
		t.Fatalf("dbtest: %v", err)
	}
	q := u.Query()
	name := ".s.PGSQL." + q.Get("port")
	p := &Proxy{t: t, upstream: filepath.Join(q.Get("host"), name), dsn: u, folder: folder, conns: map[net.Conn]bool{}}
	q.Set("host", folder)
	u.RawQuery = q.Encode()
	p.Mend()
	t.Cleanup(func() {
		p.Cut()
		_ = os.RemoveAll(folder)
	})
	return p
}

// DSN is the database's address by this way.
func (p *Proxy) DSN() string { return p.dsn.String() }

// Rounds is how many times a client has sent all it had and waited for the server, since the proxy was opened: the
// protocol's Sync and simple Query. Logging in is none.
func (p *Proxy) Rounds() int { return int(p.rounds.Load()) }

// Lose decides what becomes of the next statement that says just this, as «begin» or «commit». after, if not nil, is
// called when it is lost.
func (p *Proxy) Lose(statement string, f Fate, after func()) {
	if after == nil {
		after = func() {}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next = loss{statement, f, after}
}

// Cut breaks every connection and lets none in until [Proxy.Mend].
func (p *Proxy) Cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ln != nil {
		_ = p.ln.Close()
		p.ln = nil
	}
	for c := range p.conns {
		_ = c.Close()
	}
}

// Hang lets every connection there is go silent: nothing more is carried, and nobody is told. New ones are let in.
func (p *Proxy) Hang() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hangs++
}

func (p *Proxy) hung(w *way) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return w.made < p.hangs
}

// Mend opens the way.
func (p *Proxy) Mend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	ln, err := net.Listen("unix", filepath.Join(p.folder, filepath.Base(p.upstream)))
	if err != nil {
		p.t.Errorf("dbtest: open the proxy: %v", err)
		return
	}
	p.ln = ln
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return // cut
			}
			go p.carry(c)
		}
	}()
}

// carry brings messages both ways until either side leaves.
func (p *Proxy) carry(client net.Conn) {
	server, err := net.Dial("unix", p.upstream)
	if err != nil {
		_ = client.Close()
		return
	}
	p.mu.Lock()
	w := &way{client: client, server: server, made: p.hangs, prepared: map[string]string{}}
	if p.ln == nil { // cut while we dialled
		w.close()
	}
	p.conns[client], p.conns[server] = true, true
	p.mu.Unlock()
	defer func() {
		w.close()
		p.mu.Lock()
		delete(p.conns, client)
		delete(p.conns, server)
		p.mu.Unlock()
	}()
	go p.back(w)
	p.forth(w)
}

// way is one connection. deaf: the answer to the last message is not passed on. prepared: its statements by name.
type way struct {
	client, server net.Conn
	prepared       map[string]string
	made           int // after so many hangs
	mu             sync.Mutex
	deaf           func()
}

func (w *way) close() {
	_ = w.client.Close()
	_ = w.server.Close()
}

func (p *Proxy) forth(w *way) {
	for first := true; ; first = false {
		m, err := message(w.client, first)
		if err != nil {
			return
		}
		if p.hung(w) {
			continue
		}
		if !first {
			p.hear(w, m)
			if m[0] == 'S' || m[0] == 'Q' {
				p.rounds.Add(1)
			}
		}
		switch l := p.fate(m); l.fate {
		case LostOnTheWay:
			l.after()
			return
		case LostOnTheWayBack:
			w.mu.Lock()
			w.deaf = l.after
			w.mu.Unlock()
		}
		if _, err := w.server.Write(m); err != nil {
			return
		}
	}
}

func (p *Proxy) back(w *way) {
	defer w.close()
	for {
		m, err := message(w.server, false)
		if err != nil {
			return
		}
		if p.hung(w) {
			continue
		}
		w.mu.Lock()
		deaf := w.deaf
		w.mu.Unlock()
		if deaf == nil {
			if _, err := w.client.Write(m); err != nil {
				return
			}
		} else if m[0] == 'Z' { // ReadyForQuery: it is done
			deaf()
			return
		}
	}
}

// fate takes what was decided for the message, if it is the simple query meant.
func (p *Proxy) fate(m []byte) loss {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.next
	if l.fate == Arrives || m[0] != 'Q' || !strings.EqualFold(strings.TrimRight(string(m[5:]), "\x00"), l.statement) {
		return loss{}
	}
	p.next = loss{}
	return l
}

// message reads one message of the protocol: a byte that says its kind, except in the first from a client, and its
// length, which counts itself.
func message(r io.Reader, first bool) ([]byte, error) {
	head := make([]byte, 5)
	if first {
		head = head[:4]
	}
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	size := int(binary.BigEndian.Uint32(head[len(head)-4:])) - 4
	if size < 0 || size > 1<<28 {
		return nil, errors.New("not the protocol")
	}
	m := append(head, make([]byte, size)...)
	_, err := io.ReadFull(r, m[len(head):])
	return m, err
}
