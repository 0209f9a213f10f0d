package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// What a socket may cost. A socket is 26 kB with small buffers and a shared pool for writing (measured; 40 kB without).
const (
	maksMelding     = 64 << 10 // bytes of one message from the client
	maksOperasjoner = 20       // at once on one socket
	maksSokler      = 10       // of one session: a person has that many pages at most
	fristInit       = 5 * time.Second
	fristMelding    = 10 * time.Second // to write one message; who does not read loses the socket
	mellomPing      = 20 * time.Second // who does not answer within twice that has left
	bufre           = 1 << 10          // bytes
	protokoll       = "graphql-transport-ws"
)

// Why a socket is closed: RFC 6455 §7.4.1, and those of the protocol graphql-transport-ws.
const (
	slutKomIgjen   = websocket.CloseServiceRestart
	slutUgyldig    = 4400
	slutUinnlogget = 4401
	slutInitTid    = 4408
	slutSammeID    = 4409
	slutForMange   = 4429
)

// Shared by all sockets: only those that write hold one.
var (
	skrivebufre   sync.Pool // gorilla's
	meldingsbufre sync.Pool // *bytes.Buffer, of a message as it is put together
)

// websocket takes a socket up and lets overSokkel speak on it until the client leaves, the session ends, or we stop.
func (g *graphqlHandler) websocket(w http.ResponseWriter, r *http.Request) {
	// 1. From our own page. Not a word from a browser of another origin, and not from a client that names none: but a
	// machine, which has come with headers no page can set on a socket, need not name any.
	maskin, erMaskin := viewer.MaskinFrom(r.Context())
	if o := r.Header.Get("Origin"); o != g.opphav && (o != "" || !erMaskin) {
		svarFeil(w, graph.Feil{Kode: graph.KodeIkkeFunnet})
		return
	}
	if !slices.Contains(websocket.Subprotocols(r), protokoll) {
		svarFeil(w, graph.Feil{Kode: graph.KodeUgyldigForesporsel})
		return
	}
	opp := websocket.Upgrader{
		HandshakeTimeout: fristInit, ReadBufferSize: bufre, WriteBufferSize: bufre, WriteBufferPool: &skrivebufre,
		Subprotocols: []string{protokoll},
		CheckOrigin:  func(*http.Request) bool { return true }, // checked above, and more strictly
	}
	ws, err := opp.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	s := nySokkel(ws, g.initTid)
	defer func() { _ = ws.Close() }()

	// 2. Somebody's: what is open to all needs no socket.
	i, ok := viewer.InnloggetFrom(r.Context())
	eier := i.SesjonID
	if erMaskin {
		eier = maskin.IntegrasjonID
	}
	if !ok && !erMaskin {
		_ = s.steng(slutUinnlogget, "not logged in")
		return
	}
	if !g.sokler.inn(eier, s) {
		_ = s.steng(slutForMange, "too many sockets")
		return
	}
	defer g.sokler.ut(eier, s)

	// 3. No longer than the session, or than a machine is let in for. The context ends when this function returns.
	ctx, slutt := context.WithCancel(r.Context())
	defer slutt()
	if erMaskin {
		go g.vaktMaskin(ctx, s, maskin)
	} else {
		avsluttet := g.okter.Avsluttet(ctx, i.SesjonID)
		go func() {
			select {
			case <-avsluttet:
				_ = s.steng(slutUinnlogget, "the session has ended")
			case <-ctx.Done():
			}
		}()
	}

	// 4. To overSokkel, by way of gqlgen, which has the executor.
	g.srv.ServeHTTP(oppe{w, s}, r.WithContext(ctx))
}

// ferskeRettigheter reads what a person or a machine may be again for each operation on a socket: the socket was opened up
// to two hours ago. (A plain request has just had it read.)
type ferskeRettigheter struct {
	tilganger func(context.Context, viewer.Person) ([]viewer.Tilgang, error)
	maskinNaa func(context.Context, viewer.Fagsystem) (viewer.Fagsystem, error)
}

// ExtensionName implements [graphql.HandlerExtension].
func (ferskeRettigheter) ExtensionName() string { return "FerskeRettigheter" }

// Validate implements [graphql.HandlerExtension].
func (ferskeRettigheter) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation implements [graphql.OperationInterceptor].
func (f ferskeRettigheter) InterceptOperation(ctx context.Context, neste graphql.OperationHandler) graphql.ResponseHandler {
	if graphql.GetOperationContext(ctx).Headers.Get("Upgrade") == "" {
		return neste(ctx)
	}
	ctx, err := f.fersk(ctx)
	if err != nil {
		kode := graph.KodeUtilgjengelig
		if errors.Is(err, ent.ErrIkkeFunnet) {
			kode = graph.KodeIkkeInnlogget
		}
		return graphql.OneShot(&graphql.Response{Errors: gqlerror.List{graph.Feil{Kode: kode}.GraphQL()}})
	}
	return neste(ctx)
}

func (f ferskeRettigheter) fersk(ctx context.Context) (context.Context, error) {
	if m, ok := viewer.MaskinFrom(ctx); ok {
		m, err := f.maskinNaa(ctx, m)
		return viewer.WithMaskin(ctx, m), err
	}
	i, ok := viewer.InnloggetFrom(ctx)
	if !ok {
		return ctx, nil
	}
	var err error
	i.Tilganger, err = f.tilganger(ctx, i.Person)
	return viewer.WithInnlogget(ctx, i), err
}

// sokler are the sockets that are up, by session.
type sokler struct {
	mu     sync.Mutex
	av     map[uuid.UUID]map[*sokkel]struct{}
	stengt bool
	oppe   sync.WaitGroup
}

func (a *sokler) inn(okt uuid.UUID, s *sokkel) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.stengt || len(a.av[okt]) >= maksSokler {
		return false
	}
	if a.av == nil {
		a.av = map[uuid.UUID]map[*sokkel]struct{}{}
	}
	if a.av[okt] == nil {
		a.av[okt] = map[*sokkel]struct{}{}
	}
	a.av[okt][s] = struct{}{}
	a.oppe.Add(1)
	return true
}

func (a *sokler) ut(okt uuid.UUID, s *sokkel) {
	defer a.oppe.Done()
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.av[okt], s)
	if len(a.av[okt]) == 0 {
		delete(a.av, okt)
	}
}

// steng tells every client to come back, and takes no more.
func (a *sokler) steng() {
	a.mu.Lock()
	a.stengt = true
	a.mu.Unlock()
	a.komIgjen()
}

// komIgjen tells every client to come back.
func (a *sokler) komIgjen() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, alle := range a.av {
		for s := range alle {
			go func() { _ = s.steng(slutKomIgjen, "restarting") }()
		}
	}
}

// vent waits until the last socket is down, or ctx ends. net/http does not count them.
func (a *sokler) vent(ctx context.Context) error {
	nede := make(chan struct{})
	go func() { a.oppe.Wait(); close(nede) }()
	select {
	case <-nede:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
