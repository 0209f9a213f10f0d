package liksom

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
)

// dokument is what is known of a stored document; its bytes are a file.
type dokument struct {
	konto   uuid.UUID // where it was uploaded; Nil: a message's payload
	eier    uuid.UUID // the integration that may fetch it
	navn    string
	mime    string
	storr   int
	til     time.Time
	slettet bool
}

func (s *Server) fil(id uuid.UUID) string {
	return filepath.Join(s.o.Mappe, "dokumentlager", id.String())
}

func (s *Server) lagre(d dokument, innhold []byte) (uuid.UUID, error) {
	id := uuid.New()
	if err := os.WriteFile(s.fil(id), innhold, 0o600); err != nil {
		return uuid.Nil, err
	}
	d.storr = len(innhold)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dokument[id] = d
	return id, nil
}

// lastOpp takes an upload: «metadata», then «dokument».
func (s *Server) lastOpp(w http.ResponseWriter, r *http.Request, caller uuid.UUID) {
	konto, err := uuid.Parse(r.PathValue("konto"))
	if k := r.URL.Query().Get("kryptert"); err != nil || (k != "true" && k != "false") {
		feilsvar(w, r, 400, "")
		return
	}
	d, innhold, err := lesDokument(http.MaxBytesReader(w, r.Body, maksMelding), r.Header.Get("Content-Type"))
	if err != nil {
		feilsvar(w, r, 400, err.Error())
		return
	}
	if d.konto = konto; d.eier == uuid.Nil {
		d.eier = caller
	}
	id, err := s.lagre(d, innhold)
	if err != nil {
		feilsvar(w, r, 500, "")
		return
	}
	w.Header().Set("Location", s.API()+"/dokumentlager/nedlasting/"+id.String())
	svar(w, 201, map[string]any{
		"id": id, "dokumentnavn": d.navn, "mimeType": d.mime, "ukryptertStorrelse": len(innhold), "kryptertStorrelse": len(innhold),
	})
}

func lesDokument(body io.Reader, contentType string) (d dokument, innhold []byte, err error) {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind != "multipart/form-data" {
		return d, nil, errors.New("not multipart/form-data")
	}
	parts := multipart.NewReader(body, params["boundary"])
	meta, err := parts.NextRawPart()
	if err != nil || meta.FormName() != "metadata" || meta.FileName() != "" || meta.Header.Get("Content-Type") != "application/json" {
		return d, nil, errors.New("the metadata does not come first")
	}
	var m struct {
		Dokumentnavn    string    `json:"dokumentnavn"`
		Mimetype        string    `json:"mimetype"`
		TTL             *int64    `json:"ttl"` // seconds; negative: never
		TilgjengeligTil time.Time `json:"tilgjengeligTil"`
		Sikkerhetsniva  int       `json:"sikkerhetsniva"`
		Korrelasjonsid  string    `json:"korrelasjonsid"`
		EksponertFor    []struct {
			Type        string    `json:"type"`
			ID          uuid.UUID `json:"id"`
			Fnr         string    `json:"fnr"`
			Orgnr       string    `json:"orgnr"`
			Privilegium string    `json:"privilegium"`
			Ressurs     string    `json:"ressurs"`
		} `json:"eksponertFor"`
	}
	dec := json.NewDecoder(meta)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return d, nil, errors.New("the metadata cannot be read")
	}
	doc, err := parts.NextRawPart()
	if err != nil || doc.FormName() != "dokument" || doc.FileName() != m.Dokumentnavn || doc.Header.Get("Content-Type") != "application/octet-stream" {
		return d, nil, errors.New("the document is missing, or has another name")
	}
	if innhold, err = io.ReadAll(doc); err != nil {
		return d, nil, errors.New("the document cannot be read")
	}
	if (m.TTL != nil) == !m.TilgjengeligTil.IsZero() {
		return d, nil, errors.New("one of ttl and tilgjengeligTil")
	}
	if d.til = m.TilgjengeligTil; m.TTL != nil {
		life := time.Duration(*m.TTL) * time.Second
		if life < 0 {
			life = 100 * 365 * 24 * time.Hour
		}
		d.til = time.Now().Add(life)
	}
	for _, e := range m.EksponertFor {
		if e.Type == "INTEGRASJON" {
			d.eier = e.ID
		}
	}
	if d.navn, d.mime = m.Dokumentnavn, m.Mimetype; d.navn == "" || d.til.Before(time.Now()) {
		return d, nil, errors.New("no name, or expired already")
	}
	return d, innhold, nil
}

// finn returns a document the caller may have, or the status to answer with.
func (s *Server) finn(r *http.Request, caller uuid.UUID) (uuid.UUID, dokument, int) {
	id, err := uuid.Parse(r.PathValue("id"))
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.dokument[id]
	switch {
	case err != nil || !ok:
		return id, d, 404
	case d.eier != caller:
		return id, d, 403
	case d.slettet || time.Now().After(d.til):
		return id, d, 410
	}
	return id, d, 0
}

func (s *Server) lastNed(w http.ResponseWriter, r *http.Request, caller uuid.UUID) {
	id, _, status := s.finn(r, caller)
	if status != 0 {
		feilsvar(w, r, status, "")
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeFile(w, r, s.fil(id))
}

func (s *Server) dokumentMetadata(w http.ResponseWriter, r *http.Request, caller uuid.UUID) {
	id, d, status := s.finn(r, caller)
	if status != 0 && status != 410 { // it outlives the document
		feilsvar(w, r, status, "")
		return
	}
	svar(w, 200, map[string]any{
		"id": id, "dokumentnavn": d.navn, "mimeType": d.mime, "ukryptertStorrelse": d.storr, "kryptertStorrelse": d.storr,
	})
}

func (s *Server) slett(w http.ResponseWriter, r *http.Request, caller uuid.UUID) {
	id, d, status := s.finn(r, caller)
	if status == 0 && d.konto.String() != r.PathValue("konto") {
		status = 404
	}
	if status != 0 {
		feilsvar(w, r, status, "")
		return
	}
	s.mu.Lock()
	d.slettet = true
	s.dokument[id] = d
	s.mu.Unlock()
	_ = os.Remove(s.fil(id))
	w.WriteHeader(http.StatusOK)
}
