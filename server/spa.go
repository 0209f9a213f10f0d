package server

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// portal serves the built portal from memory. Files under assets/ have a hash of their content in their names and may be
// kept for ever, nothing else may; index.html answers every other path, since which pages there are is the portal's affair.
type portal struct {
	filer    map[string]fil
	graphiql fil // not among filer: it is for administrators, see graphiql.go
	drift    *driftminne
}

type fil struct {
	innhold []byte
	gzip    func() []byte // packs it the first time it is asked for: GraphiQL is megabytes, and few starts serve it
	mime    string
}

// nyPortal reads the portal. One that has not been built is an error in production, and a line of text in dev mode.
func nyPortal(f fs.FS, m Modus, ut Utgang) (*portal, error) {
	p := &portal{filer: map[string]fil{}}
	err := fs.WalkDir(f, ".", func(navn string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || navn == dokumentliste || navn == "placeholder" {
			return err
		}
		raw, err := fs.ReadFile(f, navn)
		if err != nil {
			return err
		}
		if path.Ext(navn) == ".html" {
			if raw, err = ut.skrivInn(navn, raw); err != nil {
				return err
			}
		}
		if navn == graphiqlfil {
			p.graphiql = nyFil(navn, raw)
		} else {
			p.filer[navn] = nyFil(navn, raw)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the portal: %w", err)
	}
	if _, ok := p.filer["index.html"]; !ok {
		if m != ModusDev {
			return nil, errors.New("the portal has not been built into this program")
		}
		p.filer["index.html"] = fil{innhold: []byte("The portal has not been built: make build\n"), mime: "text/plain; charset=utf-8"}
	}
	return p, nil
}

func nyFil(navn string, raw []byte) fil {
	f := fil{innhold: raw, mime: mime.TypeByExtension(path.Ext(navn)), gzip: sync.OnceValue(func() []byte { return pakk(raw) })}
	if f.mime == "" {
		f.mime = "application/octet-stream"
	}
	return f
}

// pakk compresses; nil where it saves nothing. A bytes.Buffer takes all that is written to it.
func pakk(raw []byte) []byte {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	if _, err := z.Write(raw); err != nil || z.Close() != nil || b.Len() >= len(raw)*9/10 {
		return nil
	}
	return b.Bytes()
}

// pakket is the file as gzip, or nil where it saves nothing or who asks cannot read it.
func (f fil) pakket(r *http.Request) []byte {
	if f.gzip == nil || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		return nil
	}
	return f.gzip()
}

// ServeHTTP implements [http.Handler].
func (p *portal) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	navn := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	f, ok := p.filer[navn]
	switch {
	case !ok && strings.HasPrefix(navn, "assets/"):
		http.NotFound(w, r) // of another build: a page in its place would be run as a script
		return
	case !ok || navn == "index.html":
		f = p.filer["index.html"]
		if p.drift != nil {
			f = p.drift.skrivInn(r.Context(), f)
		}
	case strings.HasPrefix(navn, "assets/"):
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	p.svar(w, r, f, http.StatusOK)
}

// svar writes a file, packed for who can unpack it.
func (p *portal) svar(w http.ResponseWriter, r *http.Request, f fil, status int) {
	h := w.Header()
	h.Set("Content-Type", f.mime)
	h.Set("Vary", "Accept-Encoding")
	innhold := f.innhold
	if z := f.pakket(r); z != nil {
		h.Set("Content-Encoding", "gzip")
		innhold = z
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		_, _ = w.Write(innhold) // the browser is gone
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(innhold))
}
