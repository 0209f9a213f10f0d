package liksom

import (
	"io"
	"net/http"
	"strings"
)

// Feil is a way to answer wrongly. Those of the first group do nothing of what was asked; those of the second do it, and only
// a send can.
type Feil int

// The ways.
const (
	Ingen            Feil = iota
	FeilHTML              // 200, and a login page
	Feil500               // 500 with an error body
	Feil503               // 503 with a proxy's page
	Feil404HTML           // 404 with a proxy's page
	Feil403               // 403 with an error body
	Feil400               // 400 with an error body, which quotes what was sent
	Feil429               // 429 with an error body
	FeilTomt              // 200 with an empty body
	FeilHalvt             // 200 with half a JSON
	FeilAnnet             // 200 with JSON of another form
	FeilTreg              // no answer until the caller gives up
	FeilVideresendt       // 307 to another host
	FeilEvig              // 200 with a body without end
	FeilBrutt             // the connection is cut with no answer
	etterpaa              // from here on it is done first
	FeilTaptSvar          // it is sent, the answer is 504
	FeilBruttSvar         // it is sent, and the connection cut
	FeilHalvtSvar         // it is sent, and the answer cut in half
	FeilTregtSvar         // it is sent, and no answer comes until the caller gives up
	FeilAnnenMelding      // it is sent, and the answer is about another account
	FeilDobbelt           // it is sent twice with the same id; the answer is as it should be
	FeilUtenTTL           // it is sent, and lives for ever
	FeilKanal             // the broker closes the channel before it has confirmed; the answer is 500
	FeilTapt              // it is answered as sent and was not: what a client cannot see, and the ladder must
)

// Svar makes every answer from now on go wrong in one way; Ingen ends it.
func (s *Server) Svar(f Feil) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.feil = f
}

func (s *Server) feilen() Feil {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.feil
}

// lyver gives the wrong answer that is asked for, if it is one for which nothing is done.
func (s *Server) lyver(w http.ResponseWriter, r *http.Request) bool {
	f := s.feilen()
	if f == Ingen || f >= etterpaa {
		return false
	}
	sent, _ := io.ReadAll(io.LimitReader(r.Body, 64<<20))
	switch f {
	case FeilHTML:
		side(w, 200)
	case Feil500:
		feilsvar(w, r, 500, "")
	case Feil503:
		side(w, 503)
	case Feil404HTML:
		side(w, 404)
	case Feil403:
		feilsvar(w, r, 403, "")
	case Feil400:
		feilsvar(w, r, 400, string(sent))
	case Feil429:
		feilsvar(w, r, 429, "")
	case FeilTomt:
		tekst(w, 200, "application/json", "")
	case FeilHalvt:
		tekst(w, 200, "application/json", `{"meldingId":"3f2`)
	case FeilAnnet:
		tekst(w, 200, "application/json", `{"id":1,"status":{},"antall":null}`)
	case FeilTreg:
		<-r.Context().Done()
	case FeilVideresendt:
		w.Header().Set("Location", "http://localhost:1/")
		w.WriteHeader(http.StatusTemporaryRedirect)
	case FeilEvig:
		tekst(w, 200, "application/json", `{"nokkel":"`+strings.Repeat("x", 4<<20))
	case FeilBrutt:
		panic(http.ErrAbortHandler)
	}
	return true
}

func tekst(w http.ResponseWriter, status int, contentType, text string) {
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
}

func side(w http.ResponseWriter, status int) {
	tekst(w, status, "text/html", "<!doctype html><title>Logg inn</title>")
}
