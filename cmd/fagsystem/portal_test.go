package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
)

// liksomportal is a portal of one inbox, that does as the test says.
type liksomportal struct {
	*httptest.Server
	t testing.TB

	mu      sync.Mutex
	m       mottaker
	listet  []*listet // by number
	token   []string  // of every call
	hentet  int
	sokler  map[*websocket.Conn]string // and the subscription on it
	koblet  chan struct{}              // a subscription has begun
	utenWS  bool
	krasj   func()                                            // told of every answer that comes, before it is taken
	forstyr func(w http.ResponseWriter, r *http.Request) bool // true: it has answered instead
}

type listet struct {
	rapport
	nr        int64
	kjedehash string
	bevis     string // KS's ladder
	svar      []string
}

func nyPortalTest(t testing.TB) *liksomportal {
	l := &liksomportal{t: t, m: mottaker{"4601", "00"}, sokler: map[*websocket.Conn]string{}, koblet: make(chan struct{}, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /graphql", l.graphql)
	mux.HandleFunc("GET /graphql", l.websocket)
	mux.HandleFunc("GET /last-ned/forseglet/{id}", l.forseglet)
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		l.mu.Lock()
		l.token = append(l.token, r.Header.Get("Authorization"))
		forstyr := l.forstyr
		l.mu.Unlock()
		if forstyr != nil && forstyr(w, r) {
			return
		}
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer token-") || r.Header.Get("IntegrasjonPassord") != passord || r.Header.Get("IntegrasjonId") == "" {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		l.CloseClientConnections()
		l.Close()
	})
	return l
}

const passord = "passord-" + kanari

// legg puts a report in the inbox, with the next number, and tells those who listen.
func (l *liksomportal) legg(r rapport) *listet {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := &listet{rapport: r, nr: int64(len(l.listet) + 1), bevis: "OVERLEVERT"}
	forrige := ""
	if len(l.listet) > 0 {
		forrige = l.listet[len(l.listet)-1].kjedehash
	}
	n.kjedehash = l.m.kjedehash(ledd{Nr: n.nr, ID: r.id, Sha256: r.sha256()}, forrige)
	l.listet = append(l.listet, n)
	l.fortell(false)
	return n
}

func (l *liksomportal) fortell(nullstill bool) {
	for ws, id := range l.sokler {
		_ = ws.WriteJSON(sokkelmelding{ID: id, Type: "next", Payload: json.RawMessage(
			fmt.Sprintf(`{"data":{"mottakEndret":{"nullstill":%t,"antallUbekreftede":1}}}`, nullstill))})
	}
}

func (l *liksomportal) finn(id uuid.UUID) *listet {
	i := slices.IndexFunc(l.listet, func(n *listet) bool { return n.id == id })
	if i < 0 {
		return nil
	}
	return l.listet[i]
}

// svart are the reports an answer has come for.
func (l *liksomportal) svart() (ut []rapport) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, n := range l.listet {
		if slices.ContainsFunc(n.svar, func(s string) bool { return s != "AVVIST" }) {
			ut = append(ut, n.rapport)
		}
	}
	return ut
}

func (l *liksomportal) graphql(w http.ResponseWriter, r *http.Request) {
	var q struct {
		Query     string `json:"query"`
		Variables struct {
			Kommunenummer, Bydelsnummer, Etter string
			Alle                               bool
			Antall                             int
			Input                              struct {
				ID    uuid.UUID
				Bevis string
				Grunn string
			}
		} `json:"variables"`
	}
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		l.t.Errorf("a bad question: %v", err)
	}
	w.Header().Set("Content-Type", "application/json")
	svar := func(v any) { _ = json.NewEncoder(w).Encode(map[string]any{"data": v}) }
	in := q.Variables.Input
	l.mu.Lock()
	defer l.mu.Unlock()
	if strings.HasPrefix(q.Query, "mutation") && l.krasj != nil {
		l.krasj()
	}
	n := l.finn(in.ID)
	kode := func(k string) any {
		if k == "" {
			return nil
		}
		return map[string]string{"kode": k, "melding": kanari}
	}
	switch {
	case strings.Contains(q.Query, "mottak("):
		svar(l.side(q.Variables.Alle, q.Variables.Antall, q.Variables.Etter))
	case n == nil:
		_, _ = io.WriteString(w, `{"errors":[{"message":"`+kanari+`","extensions":{"kode":"IKKE_FUNNET"}}],"data":null}`)
	case strings.Contains(q.Query, "bekreftMottak("):
		feil := ""
		switch in.Bevis {
		case "":
			n.svar, n.bevis = append(n.svar, "KVITTERT"), "KVITTERT"
		case n.rapport.bevis:
			n.svar, n.bevis = append(n.svar, "LAGRET"), "LAGRET"
		default:
			feil = "FEIL_BEVIS"
			n.svar = append(n.svar, feil)
		}
		svar(map[string]any{"bekreftMottak": map[string]any{"melding": map[string]any{"id": in.ID}, "feil": kode(feil)}})
	case strings.Contains(q.Query, "avvisMottak("):
		n.svar = append(n.svar, "AVVIST")
		svar(map[string]any{"avvisMottak": map[string]any{"melding": map[string]any{"id": in.ID}, "feil": nil}})
	default:
		l.t.Errorf("an unknown question")
	}
}

func (l *liksomportal) side(alle bool, antall int, etter string) any {
	edges := []any{}
	fra, _ := strconv.ParseInt(etter, 10, 64)
	flere, siste := false, ""
	for _, n := range slices.Backward(l.listet) {
		if (fra > 0 && n.nr >= fra) || (!alle && n.bevis == "LAGRET") {
			continue
		}
		if len(edges) == antall {
			flere = true
			break
		}
		siste = strconv.FormatInt(n.nr, 10)
		edges = append(edges, map[string]any{"node": map[string]any{
			"id": n.id, "type": "PRIVAT", "nr": n.nr, "sha256": n.sha256(), "kjedehash": n.kjedehash,
			"mottatt": "2026-11-21T14:03:05Z", "bevis": n.bevis,
			"dokumenter": []any{map[string]string{"navn": "asice.cms", "sti": "/last-ned/forseglet/" + n.id.String()}},
		}})
	}
	return map[string]any{"mottak": map[string]any{"edges": edges, "pageInfo": map[string]any{"hasNextPage": flere, "endCursor": siste}}}
}

func (l *liksomportal) forseglet(w http.ResponseWriter, r *http.Request) {
	id, _ := uuid.Parse(r.PathValue("id"))
	l.mu.Lock()
	n := l.finn(id)
	l.hentet++
	l.mu.Unlock()
	if n == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/cms")
	_, _ = w.Write(n.forseglet)
}

func (l *liksomportal) websocket(w http.ResponseWriter, r *http.Request) {
	if l.utenWS {
		http.Error(w, kanari, http.StatusBadGateway)
		return
	}
	opp := websocket.Upgrader{Subprotocols: []string{"graphql-transport-ws"}}
	ws, err := opp.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer func() {
		l.mu.Lock()
		delete(l.sokler, ws)
		l.mu.Unlock()
		_ = ws.Close()
	}()
	for {
		var m sokkelmelding
		if ws.ReadJSON(&m) != nil {
			return
		}
		l.mu.Lock()
		switch m.Type {
		case "connection_init":
			_ = ws.WriteJSON(sokkelmelding{Type: "connection_ack"})
		case "subscribe":
			l.sokler[ws] = m.ID
			l.fortell(true)
			l.koblet <- struct{}{}
		}
		l.mu.Unlock()
	}
}

func (l *liksomportal) settKrasj(f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.krasj = f
}

func (l *liksomportal) settForstyr(f func(w http.ResponseWriter, r *http.Request) bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forstyr = f
}

// kastSokler breaks every socket, as a restart does.
func (l *liksomportal) kastSokler() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for ws := range l.sokler {
		_ = ws.Close()
	}
}

// borte answers as a portal that is being restarted.
func borte(w http.ResponseWriter, _ *http.Request) bool {
	w.WriteHeader(http.StatusServiceUnavailable)
	return true
}
