package server

import (
	"bufio"
	"log/slog"
	"net"
	"net/http"
	"time"

	"barnevernportalen/graph"
)

// tilgangslogg writes a line for each request: the route it matched, and never the path, the query, the address or the
// person. A path holds ids, and a log of who fetched which report stands in hendelse, where it belongs.
func tilgangslogg(log *slog.Logger, neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, start := r.Context(), time.Now()
		m := &malt{ResponseWriter: w}
		defer func() {
			log.LogAttrs(ctx, slog.LevelInfo, "http",
				slog.String("rute", rute(r)), slog.Int("status", m.svarte()), slog.Int64("byte", m.byte),
				slog.Int64("ms", time.Since(start).Milliseconds()))
		}()
		neste.ServeHTTP(m, r)
	})
}

// rute is the pattern in ruter. A method is a word of the client's own, and shown only where a pattern has it.
func rute(r *http.Request) string {
	if r.Pattern == "" {
		return "ingen"
	}
	return r.Pattern
}

// gjenopprett answers 500 to a panic; graph says what may be logged of it.
func gjenopprett(feil *graph.Presenter, neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // the very value, as net/http compares it
				panic(v)
			}
			f := feil.Panikk(ctx, v)
			if m, ok := w.(*malt); ok && m.status == 0 {
				svarFeil(w, f)
			}
		}()
		neste.ServeHTTP(w, r)
	})
}

// malt notes what was answered.
type malt struct {
	http.ResponseWriter
	status int
	byte   int64
}

func (m *malt) svarte() int {
	if m.status == 0 {
		return http.StatusOK
	}
	return m.status
}

// WriteHeader implements http.ResponseWriter.
func (m *malt) WriteHeader(status int) {
	if m.status == 0 && status >= 200 || status == http.StatusSwitchingProtocols {
		m.status = status
	}
	m.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (m *malt) Write(b []byte) (int, error) {
	if m.status == 0 {
		m.status = http.StatusOK
	}
	n, err := m.ResponseWriter.Write(b)
	m.byte += int64(n)
	return n, err
}

// Hijack hands the connection over to a websocket.
func (m *malt) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	m.status = http.StatusSwitchingProtocols
	return http.NewResponseController(m.ResponseWriter).Hijack()
}

// Unwrap is for http.ResponseController.
func (m *malt) Unwrap() http.ResponseWriter { return m.ResponseWriter }
