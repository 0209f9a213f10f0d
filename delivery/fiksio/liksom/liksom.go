package liksom

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/uuid"
)

// Oppsett is what a look-alike needs to know.
type Oppsett struct {
	// Mappe holds the broker's data, and large payloads. It is made (0700) if missing. Its path must be short (90 bytes).
	Mappe string
	// Token checks a Maskinporten access token and returns the organisation number in its consumer claim.
	Token func(token string) (orgnr string, err error)
	// Adresse is where the REST paths are served; "": on loopback, where they were last in this folder if that is free.
	Adresse string
	// TLSMappe has sertifikat.pem and nokkel.pem for AMQP over TLS; "": only without.
	TLSMappe string
	// UtenMegler leaves the broker out: katalog and Dokumentlager alone, at once. A send is answered 503.
	UtenMegler bool
	// Bekreftelse is how long the broker may take to confirm a message before the sender is told 503; default 10 s.
	Bekreftelse time.Duration
}

// Konto is an account. Who owns its integration may consume it and send from it.
type Konto struct {
	ID, FiksOrgID, Integrasjon uuid.UUID
	Navn, FiksOrgNavn          string
	Orgnr, Kommunenummer       string
	Nokkel                     string // PEM; "": none
}

type integrasjon struct{ passord, orgnr string }

// Server is the look-alike. Its methods may be called at any time, by many.
type Server struct {
	o      Oppsett
	megler *megler
	http   *http.Server
	lytter net.Listener
	served chan struct{}

	post   *post   // publishes
	avlest *avlest // reads dead letters

	mu           sync.Mutex
	feil         Feil
	integrasjon  map[string]integrasjon
	konto        map[uuid.UUID]Konto
	dokument     map[uuid.UUID]dokument
	forsok, sent int
}

// Start starts the broker and the REST paths, and returns when both answer: some seconds.
func Start(ctx context.Context, o Oppsett) (*Server, error) {
	if o.Token == nil || o.Mappe == "" {
		return nil, errors.New("liksom: the folder and the check of tokens must be set")
	}
	if o.Bekreftelse == 0 {
		o.Bekreftelse = 10 * time.Second
	}
	mappe, err := filepath.Abs(o.Mappe)
	if err != nil {
		return nil, err
	}
	if o.Mappe = mappe; len(mappe) > 90 {
		return nil, errors.New("liksom: the folder's path is too long for a socket in it")
	}
	if err := os.MkdirAll(filepath.Join(mappe, "dokumentlager"), 0o700); err != nil {
		return nil, err
	}
	s := &Server{
		o: o, served: make(chan struct{}),
		integrasjon: map[string]integrasjon{}, konto: map[uuid.UUID]Konto{}, dokument: map[uuid.UUID]dokument{},
	}
	if o.Adresse != "" {
		s.lytter, err = (&net.ListenConfig{}).Listen(ctx, "tcp", o.Adresse)
	} else {
		s.lytter, err = lyttHelst(ctx, husket(mappe).API)
	}
	if err != nil {
		return nil, err
	}
	if host, _, _ := net.SplitHostPort(s.lytter.Addr().String()); !net.ParseIP(host).IsLoopback() {
		_ = s.lytter.Close()
		return nil, errors.New("liksom: only on loopback")
	}
	if !o.UtenMegler {
		if s.megler, err = nyMegler(ctx, mappe, s.API(), o.TLSMappe); err != nil {
			_ = s.lytter.Close()
			return nil, err
		}
	}
	s.post = &post{megler: s.megler}
	s.http = &http.Server{Handler: s.ruter(), ReadHeaderTimeout: 10 * time.Second}
	go func() { defer close(s.served); _ = s.http.Serve(s.lytter) }() // the broker asks it who may enter
	if o.UtenMegler {
		return s, nil
	}
	if err = s.megler.start(ctx); err == nil {
		s.avlest, err = startAvlest(ctx, s)
	}
	if err == nil { // not before: until the broker has the folder, another program's addresses may stand there
		err = adresser{API: s.lytter.Addr().String(), AMQP: s.megler.port, AMQPS: s.megler.tlsPort}.husk(mappe)
	}
	if err != nil {
		giveUp, cancel := context.WithTimeout(context.WithoutCancel(ctx), stoppfrist)
		defer cancel()
		return nil, errors.Join(err, s.Stopp(giveUp))
	}
	return s, nil
}

// Stopp ends the REST paths and the broker. What waits in queues is there at the next start in the same folder.
func (s *Server) Stopp(ctx context.Context) error {
	err := s.http.Close()
	<-s.served
	if s.avlest != nil {
		s.avlest.stopp()
	}
	s.post.lukk()
	if s.megler != nil {
		err = errors.Join(err, s.megler.stopp(ctx), s.megler.laas.Close())
	}
	return err
}

// API is the address of the REST paths.
func (s *Server) API() string { return "http://" + s.lytter.Addr().String() }

// AMQP is the address of the broker.
func (s *Server) AMQP() string { return fmt.Sprintf("amqp://127.0.0.1:%d", s.megler.port) }

// AMQPS is the address of the broker over TLS, if it was set up.
func (s *Server) AMQPS() string { return fmt.Sprintf("amqps://localhost:%d", s.megler.tlsPort) }

// NyIntegrasjon registers an integration, or gives it another password or organisation.
func (s *Server) NyIntegrasjon(id uuid.UUID, passord, orgnr string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.integrasjon[id.String()] = integrasjon{passord, orgnr}
}

// NyKonto registers an account, or changes it, and makes its queue if it is missing.
func (s *Server) NyKonto(k Konto) error {
	if s.megler != nil {
		if err := s.post.lagKo(k.ID); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.konto[k.ID] = k
	return nil
}

// SettNokkel changes an account's public key; "" takes it away.
func (s *Server) SettNokkel(id uuid.UUID, pem string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.konto[id]
	if !ok {
		return errors.New("liksom: no such account")
	}
	k.Nokkel = pem
	s.konto[id] = k
	return nil
}

// Ko is how many messages wait in an account's queue, unacknowledged ones not counted, and how many consume it.
func (s *Server) Ko(konto uuid.UUID) (messages, consumers int, err error) {
	return s.post.ko(konto)
}

// Forsok is how many sends have been asked for; Sendt is how many were answered as sent.
func (s *Server) Forsok() (asked, sent int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.forsok, s.sent
}

func (s *Server) kontoen(id uuid.UUID) (Konto, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.konto[id]
	return k, ok
}

// ruter is every path, and which of them ask who is calling.
func (s *Server) ruter() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /fiks-io/api/v1/send", s.innlogget(s.send))
	mux.HandleFunc("GET /fiks-io/katalog/api/v1/kontoer/{id}", s.innlogget(s.hentKonto))
	mux.HandleFunc("GET /fiks-io/katalog/api/v1/kontoer/{id}/status", s.innlogget(s.hentStatus))
	mux.HandleFunc("GET /fiks-io/katalog/api/v1/kontoer/{id}/offentligNokkel", s.hentNokkel) // open to all
	mux.HandleFunc("POST /dokumentlager/api/v1/{org}/kontoer/{konto}/dokumenter/{$}", s.innlogget(s.lastOpp))
	mux.HandleFunc("DELETE /dokumentlager/api/v1/{org}/kontoer/{konto}/dokumenter/{id}", s.innlogget(s.slett))
	mux.HandleFunc("GET /dokumentlager/nedlasting/{id}", s.innlogget(s.lastNed))
	mux.HandleFunc("GET /dokumentlager/nedlasting/{id}/metadata", s.innlogget(s.dokumentMetadata))
	for what, may := range map[string]func(*http.Request) bool{
		"user": s.authUser, "vhost": s.authVhost, "resource": s.authResource, "topic": s.authTopic,
	} {
		mux.HandleFunc("POST /auth/"+what, func(w http.ResponseWriter, r *http.Request) {
			word := "deny"
			if may(r) {
				word = "allow"
			}
			_, _ = fmt.Fprint(w, word)
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { feilsvar(w, r, 404, "") })
	return mux
}
