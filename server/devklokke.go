package server

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// StiDevKlokke moves the ledger's clock, in dev mode only.
const StiDevKlokke = "/dev/klokke"

// Stiller is a clock that can be moved forward; *delivery.Klokke is one.
type Stiller interface {
	Naa() time.Time
	Frem(d time.Duration) error
	Til(t time.Time) error
}

// DevKlokke answers POST /dev/klokke: {"frem": "48h"} moves the clock so much forward, {"til": "2026-11-24T08:00:00+01:00"}
// to that time. Then etter runs, so that what falls due has happened, or is queued, when the answer comes: {"naa": …}.
// What is wrong with the request is 400, an error of etter's 500.
func DevKlokke(k Stiller, etter func(context.Context) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Frem *string    `json:"frem"`
			Til  *time.Time `json:"til"`
		}
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1024))
		d.DisallowUnknownFields()
		if err := d.Decode(&body); err != nil || flytt(k, body.Frem, body.Til) != nil {
			svarJSON(w, http.StatusBadRequest, map[string]string{"kode": "UGYLDIG_FORESPORSEL"})
			return
		}
		if err := etter(r.Context()); err != nil {
			svarJSON(w, http.StatusInternalServerError, map[string]string{"kode": "INTERN_FEIL"})
			return
		}
		svarJSON(w, http.StatusOK, map[string]time.Time{"naa": k.Naa()})
	})
}

func flytt(k Stiller, frem *string, til *time.Time) error {
	switch {
	case frem != nil && til == nil:
		d, err := time.ParseDuration(*frem)
		if err != nil {
			return err
		}
		return k.Frem(d)
	case til != nil && frem == nil:
		return k.Til(*til)
	}
	return http.ErrNotSupported
}
