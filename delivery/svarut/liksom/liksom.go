// Package liksom is a SvarUt look-alike for tests and development: the calls that letters and post need, and every way they go
// wrong. It shares no code with the client, so that a misreading of the API is not made twice.
package liksom

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Feil is a way to answer wrongly.
type Feil int

// The ways. FeilTapt takes the letter and loses the answer: nobody can know from outside.
const (
	Ingen            Feil = iota
	FeilHTML              // 200, and a login page
	Feil500               // 500 with an error body
	Feil503               // 503 with a proxy's page
	FeilTapt              // the letter is taken, the answer is 504
	FeilTomt              // 200 with an empty body
	FeilHalvt             // 200 with half a JSON
	FeilUtenID            // 200 with JSON of another form
	FeilAvvist            // 400: the letter is not valid
	FeilTilgang           // 401, as for a wrong password
	FeilVideresendt       // 302 to another host
	FeilEvig              // a body without end
	FeilFremmed           // statuses of shipments nobody asked about, with words that are not in the list
	FeilUtenTypeSvar      // right JSON with no Content-Type
)

// Forsendelse is what was received.
type Forsendelse struct {
	ID       string
	Metadata map[string]any
	Filer    map[string][]byte // by file name
	status   string
	endret   time.Time
}

// Server is the look-alike. The zero value is not ready; see [Ny].
type Server struct {
	Konto, Integrasjon, Passord, Token string

	mu     sync.Mutex
	feil   Feil
	letter []*Forsendelse
	kall   int
	nyID   func() string
}

// Ny returns a look-alike that knows one account and one integration.
func Ny(konto, integrasjon, passord, token string, nyID func() string) *Server {
	return &Server{Konto: konto, Integrasjon: integrasjon, Passord: passord, Token: token, nyID: nyID}
}

// Svar makes every answer from now on go wrong in one way; Ingen ends it.
func (s *Server) Svar(f Feil) { s.mu.Lock(); defer s.mu.Unlock(); s.feil = f }

// Sett gives a shipment a status, at a time of its own.
func (s *Server) Sett(id, status string, endret time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.letter {
		if f.ID == id {
			f.status, f.endret = status, endret
		}
	}
}

// Mottatt are the shipments received, in order.
func (s *Server) Mottatt() []Forsendelse {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Forsendelse, 0, len(s.letter))
	for _, f := range s.letter {
		out = append(out, *f)
	}
	return out
}

// Kall is how many calls have come.
func (s *Server) Kall() int { s.mu.Lock(); defer s.mu.Unlock(); return s.kall }

// ServeHTTP answers as SvarUt would.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kall++
	base := "/api/v3/kontoer/" + s.Konto + "/forsendelser"
	switch {
	case r.Method != http.MethodPost || r.URL.Path != base+"/print" && r.URL.Path != base+"/organisasjon" && r.URL.Path != base+"/status/sok":
		feil(w, http.StatusNotFound)
		return
	case r.Header.Get("Authorization") != "Bearer "+s.Token || r.Header.Get("IntegrasjonId") != s.Integrasjon ||
		r.Header.Get("IntegrasjonPassord") != s.Passord:
		feil(w, http.StatusUnauthorized)
		return
	}
	if s.svarFeil(w) {
		return
	}
	if !strings.HasSuffix(r.URL.Path, "/status/sok") {
		s.print(w, r)
		return
	}
	s.sok(w, r)
}

// svarFeil gives the wrong answer that is asked for, if it is one that needs nothing of the request.
func (s *Server) svarFeil(w http.ResponseWriter) bool {
	body := func(code int, contentType, text string) bool {
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, text)
		return true
	}
	switch s.feil {
	case FeilHTML:
		return body(200, "text/html", "<!doctype html><title>Logg inn</title>")
	case Feil500:
		feil(w, 500)
		return true
	case Feil503:
		return body(503, "text/html", "<h1>503</h1>")
	case FeilTomt:
		return body(200, "application/json", "")
	case FeilHalvt:
		return body(200, "application/json", `{"id":"3f2`)
	case FeilUtenID:
		return body(200, "application/json", `{"forsendelsesId":{"id":1},"statuser":{}}`)
	case FeilAvvist:
		feil(w, 400)
		return true
	case FeilTilgang:
		feil(w, 401)
		return true
	case FeilVideresendt:
		w.Header().Set("Location", "http://localhost:1/")
		return body(302, "", "")
	case FeilEvig:
		return body(200, "application/json", `{"id":"`+strings.Repeat("x", 4<<20))
	}
	return false
}

func feil(w http.ResponseWriter, code int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(map[string]any{"status": code, "error": http.StatusText(code), "message": "liksom", "errorId": "0"})
}

// print takes a letter, or post to an organisation, and is as strict as the documentation: metadata first, then each document it names, in order.
func (s *Server) print(w http.ResponseWriter, r *http.Request) {
	f, err := lesForsendelse(r, strings.HasSuffix(r.URL.Path, "/organisasjon"))
	if err != nil {
		feil(w, 400)
		return
	}
	f.ID, f.status, f.endret = s.nyID(), "MOTTATT", time.Now()
	s.letter = append(s.letter, f)
	if s.feil == FeilTapt {
		feil(w, 504)
		return
	}
	svar(w, map[string]string{"id": f.ID}, s.feil)
}

func lesForsendelse(r *http.Request, organisasjon bool) (*Forsendelse, error) {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		return nil, fmt.Errorf("not multipart")
	}
	parts := multipart.NewReader(r.Body, params["boundary"])
	first, err := parts.NextPart()
	if err != nil || first.FormName() != "forsendelse" {
		return nil, fmt.Errorf("the metadata does not come first")
	}
	f := &Forsendelse{Filer: map[string][]byte{}}
	if err := json.NewDecoder(first).Decode(&f.Metadata); err != nil {
		return nil, err
	}
	receiver, _ := f.Metadata["mottaker"].(map[string]any)
	address, _ := receiver["adresse"].(map[string]any)
	must := []any{f.Metadata["tittel"], receiver["navn"], address["adresselinje1"], address["poststed"]}
	if organisasjon {
		must = []any{f.Metadata["tittel"], receiver["navn"], receiver["digitalId"]}
	}
	for _, required := range must {
		if text, ok := required.(string); !ok || text == "" {
			return nil, fmt.Errorf("a required field is missing")
		}
	}
	if f.Metadata["sikkerhetsniva"] == "HOYESTE" && f.Metadata["kryptert"] != true {
		return nil, fmt.Errorf("the highest level must be encrypted")
	}
	documents, _ := f.Metadata["dokumenter"].([]any)
	for _, d := range documents {
		document, _ := d.(map[string]any)
		p, err := parts.NextPart()
		if err != nil || p.FileName() != document["filnavn"] || !organisasjon && document["mimeType"] != "application/pdf" {
			return nil, fmt.Errorf("the documents are not those of the metadata")
		}
		if f.Filer[p.FileName()], err = io.ReadAll(p); err != nil {
			return nil, err
		}
	}
	if len(documents) == 0 {
		return nil, fmt.Errorf("no document")
	}
	return f, nil
}

func (s *Server) sok(w http.ResponseWriter, r *http.Request) {
	var q struct {
		ID []string `json:"id"`
	}
	if json.NewDecoder(r.Body).Decode(&q) != nil {
		feil(w, 400)
		return
	}
	statuses := []map[string]any{}
	for _, f := range s.letter {
		for _, id := range q.ID {
			if id == f.ID {
				statuses = append(statuses, map[string]any{"id": f.ID, "status": f.status, "sisteStatusEndring": f.endret.UTC().Format(time.RFC3339Nano)})
			}
		}
	}
	if s.feil == FeilFremmed {
		statuses = []map[string]any{
			{"id": s.nyID(), "status": "PRINTET", "sisteStatusEndring": time.Now().UnixMilli()},
		}
		for _, id := range q.ID {
			statuses = append(statuses, map[string]any{"id": id, "status": "TELEPORTERT", "sisteStatusEndring": nil})
		}
	}
	svar(w, map[string]any{"statuser": statuses}, s.feil)
}

func svar(w http.ResponseWriter, body any, f Feil) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	if f == FeilUtenTypeSvar {
		w.Header().Set("Content-Type", "text/plain")
	}
	_ = json.NewEncoder(w).Encode(body)
}
