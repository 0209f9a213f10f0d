package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
)

// Fiksfeil is the error body of every REST service of the national platform.
type Fiksfeil struct {
	Status  int
	Melding string    // for a person; it repeats nothing of the request
	ErrorID uuid.UUID // where to look in the log; a new one if Nil
	Kode    string    // "" where there is none for a program
	Grunner any       // what goes with Kode, to be JSON in a string, as the published files type it; nil where there is nothing
}

// Skriv answers with the error.
func (f Fiksfeil) Skriv(w http.ResponseWriter, r *http.Request) {
	if f.ErrorID == uuid.Nil {
		f.ErrorID = uuid.New()
	}
	kropp := map[string]any{
		"timestamp": time.Now().UnixMilli(), "status": f.Status, "error": http.StatusText(f.Status), "errorId": f.ErrorID,
		"path": r.URL.Path, "originalPath": r.URL.Path, "message": f.Melding,
	}
	if f.Kode != "" {
		kropp["errorCode"] = f.Kode
	}
	if f.Grunner != nil {
		raw, err := json.Marshal(f.Grunner)
		if err != nil {
			panic(fmt.Errorf("encoding an error: %T", err)) // our own types
		}
		kropp["errorJson"] = string(raw)
	}
	svarJSON(w, f.Status, kropp)
}
