package server

import (
	"errors"
	"net/http"

	"barnevernportalen/bekymring"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
)

// stiLastOpp is where a machine uploads the parts of a report that it has sealed.
const stiLastOpp = "/last-opp/"

// lastOpp takes one sealed part, the body of the request whatever its type says, and answers 201 {"id"}.
func (s *Server) lastOpp(w http.ResponseWriter, r *http.Request) {
	rett := viewer.RettProdusent
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleFagsystem}, viewer.NivaIngen, &rett)
	if err != nil {
		LesUt(r)
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	MerTid(w)
	id, err := s.Bekymring.LastOpp(ctx, r.PathValue("del"), http.MaxBytesReader(w, r.Body, bekymring.MaksForseglet))
	if err != nil {
		LesUt(r)
	}
	avvist, tooBig := new(bekymring.Avvist), new(http.MaxBytesError)
	switch {
	case errors.As(err, &tooBig):
		svarFeil(w, graph.Feil{Kode: graph.KodeForMye})
	case errors.As(err, &avvist):
		g := avvist.Grunner[0]
		svarJSON(w, http.StatusBadRequest, map[string]string{"kode": string(g.Kode), "melding": g.Melding})
	case err != nil:
		svarFeil(w, s.feil.Feil(ctx, err))
	default:
		svarJSON(w, http.StatusCreated, map[string]string{"id": id.String()})
	}
}
