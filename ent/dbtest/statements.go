package dbtest

import "bytes"

// Statements returns the text of every statement that was run on the way since the last call, in the order in which they
// came: a simple query's, and a prepared one's each time it is bound. What came with it as parameters is not heard.
func (p *Proxy) Statements() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	heard := p.heard
	p.heard = nil
	return heard
}

// maxHeard ends the memory of a proxy that nobody asks.
const maxHeard = 10_000

// hear takes the statement out of a message that runs one. Messages: https://www.postgresql.org/docs/current/protocol-message-formats.html
func (p *Proxy) hear(w *way, m []byte) {
	var statement string
	switch text := func(n int) string { return string(bytes.Split(m[5:], []byte{0})[n]) }; m[0] {
	case 'Q': // the query
		statement = text(0)
	case 'P': // a name, the query, the types
		w.prepared[text(0)] = text(1)
		return
	case 'B': // the portal's name, the statement's
		statement = w.prepared[text(1)]
	default:
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.heard) < maxHeard {
		p.heard = append(p.heard, statement)
	}
}
