package server

import (
	"context"
	"net/http"
	"time"
)

// csp lets the portal's own files in and nothing else: no inline script, no other host, no frame around us. A login and
// a logout are navigations, and the only form is the one that posts to /logg-ut, which answers with a page of its own.
const csp = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// rettigheter turns off what the page never uses, so that a script that should not be there cannot either.
const rettigheter = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), " +
	"midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=()"

// hoder sets what every answer says. A handler that needs another value sets it after.
func (s *Server) hoder(neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", csp)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with no-referrer a form's POST says «Origin: null», also to ourselves
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", rettigheter)
		h.Set("Cache-Control", "no-store")
		if s.Adresse.https {
			h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains") // two years, as hstspreload.org asks
		}
		neste.ServeHTTP(w, r)
	})
}

// fraEgenSide refuses what another page asked for, reading too: to fetch a document writes «opened» in the log, and a
// link elsewhere must not make a caseworker write it. «none» is the person herself, by bookmark or address bar.
func fraEgenSide(neste http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("Sec-Fetch-Site") {
		case "", "same-origin", "none":
			neste.ServeHTTP(w, r)
		default:
			svarJSON(w, http.StatusForbidden, map[string]string{"kode": "UGYLDIG_FORESPORSEL"})
		}
	})
}

// helse answers whether the database does. It says nothing else: anybody may ask.
func (s *Server) helse(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if s.Helse(ctx) != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}
