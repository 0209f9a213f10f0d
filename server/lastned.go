package server

import (
	"net/http"
	"strconv"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// Where documents are fetched; graph/svar.go writes the same.
const (
	stiKvittering = "/last-ned/kvittering/"
	stiMottak     = "/last-ned/mottak/"
	stiForseglet  = "/last-ned/forseglet/"
	stiPost       = "/last-ned/post/"
)

// kvittering gives the reporter's own copy, in the session that sent the report.
func (s *Server) kvittering(w http.ResponseWriter, r *http.Request) {
	s.lastNed(w, r, krav{viewer.RolleInnbygger, viewer.NivaBetydelig, nil}, func(r *http.Request, id uuid.UUID) (dokument, error) {
		pdf, err := s.Bekymring.Kopi(r.Context(), id)
		return dokument{"kvittering.pdf", "application/pdf", pdf}, err // the name stays in a list of downloads that others may see
	})
}

// post gives a person her own copy of what she has written. The reading is logged.
func (s *Server) post(w http.ResponseWriter, r *http.Request) {
	s.lastNed(w, r, krav{viewer.RolleInnbygger, viewer.NivaHoyt, nil}, func(r *http.Request, id uuid.UUID) (dokument, error) {
		pdf, err := s.Innsyn.Kvittering(r.Context(), id)
		return dokument{"kvittering.pdf", "application/pdf", pdf}, err
	})
}

// mottak gives one part of a report to the one who receives it. The opening is logged before anything is opened.
func (s *Server) mottak(w http.ResponseWriter, r *http.Request) {
	s.lastNed(w, r, krav{viewer.RolleSaksbehandler, viewer.NivaHoyt, nil}, func(r *http.Request, id uuid.UUID) (dokument, error) {
		d, err := s.Delivery.Apne(r.Context(), id, r.PathValue("navn"))
		if err != nil {
			return dokument{}, err
		}
		return dokument{d.Navn, d.MimeType, d.Innhold}, nil
	})
}

// forseglet gives the sealed container of a report to a machine that receives for the kommune. The fetch is logged first.
func (s *Server) forseglet(w http.ResponseWriter, r *http.Request) {
	konsument := viewer.RettKonsument
	s.lastNed(w, r, krav{viewer.RolleFagsystem, viewer.NivaIngen, &konsument}, func(r *http.Request, id uuid.UUID) (dokument, error) {
		f, err := s.Delivery.HentForseglet(r.Context(), id)
		if err != nil {
			return dokument{}, err
		}
		return dokument{delivery.ForsegletNavn, "application/cms", f.Innhold}, nil
	})
}

// krav is what a path asks of who calls, as @krever does of a field.
type krav struct {
	rolle viewer.Rolle
	niva  viewer.Niva
	rett  *viewer.Rett
}

type dokument struct {
	navn, mime string
	innhold    []byte
}

// lastNed asks as the role the path is for, at its level, by the same function as @krever does.
func (s *Server) lastNed(w http.ResponseWriter, r *http.Request, k krav, hent func(*http.Request, uuid.UUID) (dokument, error)) {
	var d dokument
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{k.rolle}, k.niva, k.rett)
	if err == nil {
		id, feil := uuid.Parse(r.PathValue("id"))
		if err = feil; err != nil {
			err = ent.ErrIkkeFunnet
		} else {
			d, err = hent(r.WithContext(ctx), id)
		}
	}
	if err != nil {
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", d.mime)
	h.Set("Content-Length", strconv.Itoa(len(d.innhold)))
	h.Set("Content-Disposition", `attachment; filename="`+d.navn+`"`)
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	_, _ = w.Write(d.innhold) // the browser is gone
}

// httpStatus are the codes of graph as HTTP says them, outside GraphQL.
var httpStatus = map[graph.Kode]int{
	graph.KodeIkkeInnlogget: http.StatusUnauthorized, graph.KodeForLavtNiva: http.StatusForbidden,
	graph.KodeManglerRettighet: http.StatusForbidden, graph.KodeAnnenPerson: http.StatusConflict,
	graph.KodeIkkeFunnet: http.StatusNotFound, graph.KodeUkjentDokument: http.StatusBadRequest,
	graph.KodeUgyldigForesporsel: http.StatusBadRequest, graph.KodeForMye: http.StatusRequestEntityTooLarge,
	graph.KodeUtilgjengelig: http.StatusServiceUnavailable, graph.KodeIntern: http.StatusInternalServerError,
	graph.KodeUvisst: http.StatusInternalServerError, graph.KodeIngenNokkel: http.StatusServiceUnavailable,
}

func svarFeil(w http.ResponseWriter, f graph.Feil) { svarJSON(w, httpStatus[f.Kode], f.Detaljer()) }
