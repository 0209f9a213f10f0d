package fiksio_test

import (
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// nett is the way between a client and a server. It can be broken as a network is: nothing is carried any more, in either
// direction, and nobody is told. Connections are still taken, and what is said on them is not passed on until it is mended.
type nett struct {
	ln  net.Listener
	til string

	mu      sync.Mutex
	apent   *sync.Cond
	brutt   bool
	lukket  bool
	aktive  map[net.Conn]bool
	ferdige sync.WaitGroup
}

// nyttNett opens a way to an address, and returns the address by that way. It is closed when the test ends.
func nyttNett(t testing.TB, adresse string) (*nett, string) {
	t.Helper()
	u, err := url.Parse(adresse)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &nett{ln: ln, til: u.Host, aktive: map[net.Conn]bool{}}
	n.apent = sync.NewCond(&n.mu)
	n.ferdige.Go(n.lytt)
	t.Cleanup(n.lukk)
	return n, strings.Replace(adresse, u.Host, ln.Addr().String(), 1)
}

func (n *nett) bryt()       { n.sett(true) }
func (n *nett) reparer()    { n.sett(false) }
func (n *nett) sett(b bool) { n.mu.Lock(); defer n.mu.Unlock(); n.brutt = b; n.apent.Broadcast() }

func (n *nett) lukk() {
	n.mu.Lock()
	n.lukket = true
	_ = n.ln.Close()
	for c := range n.aktive {
		_ = c.Close()
	}
	n.apent.Broadcast()
	n.mu.Unlock()
	n.ferdige.Wait()
}

// vent returns when the way is open; false: it never will be.
func (n *nett) vent() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for n.brutt && !n.lukket {
		n.apent.Wait()
	}
	return !n.lukket
}

// hold keeps a connection among those that are closed at last.
func (n *nett) hold(c net.Conn) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.lukket {
		_ = c.Close()
		return false
	}
	n.aktive[c] = true
	return true
}

func (n *nett) slipp(c net.Conn) {
	_ = c.Close()
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.aktive, c)
}

func (n *nett) lytt() {
	for {
		klient, err := n.ln.Accept()
		if err != nil {
			return
		}
		if n.hold(klient) {
			n.ferdige.Go(func() { n.forbind(klient) })
		}
	}
}

func (n *nett) forbind(klient net.Conn) {
	defer n.slipp(klient)
	if !n.vent() {
		return
	}
	tjener, err := net.Dial("tcp", n.til)
	if err != nil || !n.hold(tjener) {
		return
	}
	defer n.slipp(tjener)
	n.ferdige.Go(func() { n.bring(tjener, klient) })
	n.bring(klient, tjener)
}

// bring carries what comes one way. The end of a connection is not seen either while the way is broken.
func (n *nett) bring(fra, til net.Conn) {
	b := make([]byte, 32<<10)
	for {
		lest, err := fra.Read(b)
		if !n.vent() {
			return
		}
		if _, feil := til.Write(b[:lest]); feil != nil || err != nil {
			_ = til.Close()
			return
		}
	}
}
