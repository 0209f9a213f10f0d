package liksom

import (
	"crypto/subtle"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"
)

// godkjent is the check of §1.2: the token is good, and its organisation is the one the integration was given to.
func (s *Server) godkjent(id, passord, token string) (tokenOK, ok bool) {
	orgnr, err := s.o.Token(token)
	if err != nil {
		return false, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	i, known := s.integrasjon[id]
	same := subtle.ConstantTimeCompare([]byte(i.passord), []byte(passord)) == 1
	return true, known && same && i.orgnr == orgnr
}

// innlogget lets only an integration through, and lies first if that is asked for.
func (s *Server) innlogget(next func(w http.ResponseWriter, r *http.Request, integrasjon uuid.UUID)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("IntegrasjonId")
		token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		tokenOK, ok := s.godkjent(id, r.Header.Get("IntegrasjonPassord"), token)
		switch integrasjon, err := uuid.Parse(id); {
		case !tokenOK:
			feilsvar(w, r, 401, "Klarte ikke å validere access_token")
		case !ok || err != nil:
			feilsvar(w, r, 401, "Autentisering feilet for integrasjon med id "+id)
		case !s.lyver(w, r):
			next(w, r, integrasjon)
		}
	}
}

// feilsvar is the error body of all Fiks services.
func feilsvar(w http.ResponseWriter, r *http.Request, status int, message string) {
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{
		"timestamp": time.Now().UnixMilli(), "status": status, "error": http.StatusText(status), "errorId": uuid.NewString(),
		"path": r.URL.Path, "originalPath": r.URL.Path, "message": message,
	})
}

func svar(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

// What the broker asks. Its user is the integration, its password «<password> <token>».

func (s *Server) authUser(r *http.Request) bool {
	passord, token, both := strings.Cut(r.PostFormValue("password"), " ")
	_, ok := s.godkjent(r.PostFormValue("username"), passord, token)
	return both && ok
}

func (s *Server) authVhost(r *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := s.integrasjon[r.PostFormValue("username")]
	return known && r.PostFormValue("vhost") == "/"
}

// authResource: an integration may consume the queues of its own accounts. It may declare, bind and publish nothing.
func (s *Server) authResource(r *http.Request) bool {
	id, isAccount := strings.CutPrefix(r.PostFormValue("name"), "fiksio.konto.")
	konto, err := uuid.Parse(id)
	if !isAccount || err != nil || r.PostFormValue("resource") != "queue" || r.PostFormValue("permission") != "read" {
		return false
	}
	k, ok := s.kontoen(konto)
	return ok && k.Integrasjon.String() == r.PostFormValue("username")
}

func (s *Server) authTopic(*http.Request) bool { return false }
