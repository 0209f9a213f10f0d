package server

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

// medLastnedside shows a person a page in her language where a document cannot be had. A program gets its answer in JSON: it is
// one that does not ask for a page.
func (s *Server) medLastnedside(neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept")
		if !strings.Contains(r.Header.Get("Accept"), "text/html") {
			neste.ServeHTTP(w, r)
			return
		}
		l := &lastnedsvar{ResponseWriter: w}
		neste.ServeHTTP(l, r)
		if l.feil != 0 {
			s.lastnedside(l, r)
		}
	})
}

func (s *Server) lastnedside(l *lastnedsvar, r *http.Request) {
	var kropp struct{ FeilID string }
	_ = json.Unmarshal(l.kropp.Bytes(), &kropp) // without a number it is told without
	fra := s.Adresse.fraSide(r)
	e := enkelside{Sprak: sprakFor(r, fra), Utgang: s.Utgang.adresse, Tilbake: fra, FeilID: kropp.FeilID}
	alle := enkeltekster[e.Sprak]
	switch l.feil {
	case http.StatusUnauthorized:
		e.Tekst = alle.utlogget
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed:
		e.Tekst = alle.ikkeFunnet
	case http.StatusConflict, http.StatusRequestEntityTooLarge:
		e.Tekst = alle.ikkeVises
	default:
		e.Tekst = alle.ikkeNa
	}
	e.svar(l.ResponseWriter, l.feil)
}

// lastnedsvar keeps an answer back that says why there is no document. A document goes through it untouched.
type lastnedsvar struct {
	http.ResponseWriter
	feil  int
	kropp bytes.Buffer
}

// WriteHeader implements [http.ResponseWriter].
func (l *lastnedsvar) WriteHeader(status int) {
	if status >= http.StatusBadRequest {
		l.feil = status
		return
	}
	l.ResponseWriter.WriteHeader(status)
}

// Write implements [http.ResponseWriter].
func (l *lastnedsvar) Write(b []byte) (int, error) {
	if l.feil != 0 {
		return l.kropp.Write(b)
	}
	return l.ResponseWriter.Write(b)
}

// Unwrap is for [http.ResponseController], which sets a document's deadlines.
func (l *lastnedsvar) Unwrap() http.ResponseWriter { return l.ResponseWriter }
