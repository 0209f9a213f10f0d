package server

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
)

// Where documents of cases are fetched (graph/innsyn.go writes the same) and uploaded.
const (
	stiDokument        = "/last-ned/dokument/"
	stiInnsynsdokument = "/last-opp/innsynsdokument"
)

const (
	// A document may take fristDokument in all, and each piece of it fristBit: 50 MiB at 700 kbit/s. Who takes longer holds a
	// connection for its own sake.
	fristDokument = 10 * time.Minute
	fristBit      = 30 * time.Second
	bit           = 64 << 10
)

// innsynsdokument gives a document to the session whose link it is. The reading is logged before this writes a byte.
func (s *Server) innsynsdokument(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet { // the mux gives GET's handlers HEAD too, and nothing is logged as read that is not sent
		w.Header().Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleInnbygger}, viewer.NivaHoyt, nil)
	var d *innsyn.Dokument
	if err == nil {
		ctx, ferdig := s.iOkten(ctx)
		defer ferdig()
		d, err = s.Innsyn.ApneDokument(ctx, r.PathValue("token"))
	}
	if hindring := innsyn.Dokumenthindring(""); errors.As(err, &hindring) {
		svarJSON(w, hindringstatus[hindring], map[string]string{"kode": string(hindring)})
		return
	}
	if errors.Is(err, innsyn.ErrForMangeSamtidige) {
		forMange(w)
		return
	}
	if err != nil {
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	defer func() { _ = d.Close() }()
	h := w.Header()
	h.Set("Content-Type", d.Mime)
	if d.Lengde >= 0 {
		h.Set("Content-Length", strconv.FormatInt(d.Lengde, 10))
	}
	visning := "attachment"
	if d.Vises && !r.URL.Query().Has("last-ned") {
		visning = "inline"
	}
	// Never the name that the case system wrote: a name of a file stays in the browser's list long after the session.
	h.Set("Content-Disposition", visning+`; filename="dokument`+d.Endelse+`"`)
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	if err := skrivUt(w, d); err != nil {
		if !errors.Is(err, errBorte) {
			s.Log.WarnContext(ctx, "a document was broken off", slog.String("feil", graph.Loggtekst(err)))
		}
		panic(http.ErrAbortHandler) // half a file must not look like a whole one
	}
}

// iOkten is a context that ends with the caller's session: what streams for minutes must not outlive a logout.
func (s *Server) iOkten(ctx context.Context) (context.Context, context.CancelFunc) {
	i, _ := viewer.InnloggetFrom(ctx)
	ctx, ferdig := context.WithCancel(ctx)
	slutt := s.Sesjoner.Avsluttet(ctx, i.SesjonID)
	go func() {
		select {
		case <-slutt:
			ferdig()
		case <-ctx.Done():
		}
	}()
	return ctx, ferdig
}

// hindringstatus is what is said of a document that is the caller's, and cannot be opened.
var hindringstatus = map[innsyn.Dokumenthindring]int{
	innsyn.HindringIkkeTilgjengelig: http.StatusServiceUnavailable, innsyn.HindringForStor: http.StatusConflict,
	innsyn.HindringUgyldigType: http.StatusConflict, innsyn.HindringPostkasse: http.StatusConflict,
}

func forMange(w http.ResponseWriter) {
	w.Header().Set("Retry-After", "1")
	svarJSON(w, http.StatusTooManyRequests, map[string]string{"kode": string(graph.KodeForMye)})
}

var errBorte = errors.New("who asked has left, or reads too slowly")

// skrivUt writes piece after piece.
func skrivUt(w http.ResponseWriter, r io.Reader) error {
	c, slutt, buf := http.NewResponseController(w), time.Now().Add(fristDokument), make([]byte, bit)
	_ = c.SetReadDeadline(slutt) // or the request is given up when its own reading should have ended
	for {
		n, lest := r.Read(buf)
		_ = c.SetWriteDeadline(tidligste(time.Now().Add(fristBit), slutt))
		if _, err := w.Write(buf[:n]); n > 0 && err != nil {
			return errBorte
		}
		if errors.Is(lest, io.EOF) {
			return nil
		}
		if lest != nil {
			return lest
		}
	}
}

// lastOppInnsynsdokument stores a document for a machine that may index for the kommune, and answers 201 {"id","lenke"}.
func (s *Server) lastOppInnsynsdokument(w http.ResponseWriter, r *http.Request) {
	rett := viewer.RettIndekser
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleFagsystem}, viewer.NivaIngen, &rett)
	var id uuid.UUID
	var lenke string
	if err == nil {
		c := http.NewResponseController(w)
		inn := &kropp{r: r.Body, c: c, slutt: time.Now().Add(fristDokument)}
		_ = c.SetWriteDeadline(inn.slutt.Add(fristSkrive))
		id, lenke, err = s.Innsyn.LastOppDokument(ctx, r.URL.Query().Get("kommunenummer"), r.ContentLength, r.Header.Get("Content-Type"), inn)
	}
	if err != nil {
		LesUt(r)
	}
	switch {
	case errors.Is(err, innsyn.ErrForStortDokument):
		svarJSON(w, http.StatusRequestEntityTooLarge, map[string]string{"kode": "FOR_STOR", "melding": "Dokumentet er for stort."})
	case errors.Is(err, innsyn.ErrFullt):
		svarJSON(w, http.StatusInsufficientStorage, map[string]string{"kode": "FULLT", "melding": "Integrasjonen har ikke plass til flere dokumenter. Slett noen først."})
	case errors.Is(err, innsyn.ErrUgyldigDokument):
		svarJSON(w, http.StatusUnsupportedMediaType, map[string]string{"kode": "UGYLDIG_TYPE", "melding": "Innholdet er verken PDF, PNG, JPEG eller ren tekst (UTF-8)."})
	case errors.Is(err, innsyn.ErrForMangeSamtidige):
		forMange(w)
	case err != nil:
		svarFeil(w, s.feil.Feil(r.Context(), err))
	default:
		svarJSON(w, http.StatusCreated, map[string]string{"id": id.String(), "lenke": lenke})
	}
}

// slettInnsynsdokument takes a document of the machine's own away: 204, or 404.
func (s *Server) slettInnsynsdokument(w http.ResponseWriter, r *http.Request) {
	rett := viewer.RettIndekser
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleFagsystem}, viewer.NivaIngen, &rett)
	if err == nil {
		id, feil := uuid.Parse(r.PathValue("id"))
		if err = feil; err != nil {
			err = ent.ErrIkkeFunnet
		} else {
			err = s.Innsyn.SlettDokument(ctx, id)
		}
	}
	if err != nil {
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// kropp is a body that must keep coming. That it does not is the sender's doing, not storage's.
type kropp struct {
	r     io.Reader
	c     *http.ResponseController
	slutt time.Time
}

func (k *kropp) Read(p []byte) (int, error) {
	_ = k.c.SetReadDeadline(tidligste(time.Now().Add(fristBit), k.slutt))
	n, err := k.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return n, graph.Feil{Kode: graph.KodeUgyldigForesporsel}
	}
	return n, err
}
