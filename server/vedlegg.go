package server

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
)

const (
	// stiVedlegg is where a person uploads the files of a letter before she sends it.
	stiVedlegg = stiLastOpp + "vedlegg"
	// hodeFilnavn is what she calls the file, percent-encoded UTF-8: a name of hers never stands in an address, which is logged.
	hodeFilnavn = "Filnavn"
)

// vedleggsvar are how much is wrong with a file, as HTTP says it.
var vedleggsvar = map[innsyn.Vedleggsfeil]int{
	innsyn.VedleggForStort: http.StatusRequestEntityTooLarge, innsyn.VedleggForMange: http.StatusRequestEntityTooLarge,
	innsyn.VedleggType: http.StatusUnsupportedMediaType,
}

// vedlegg takes one file, the body of the request whatever its type says, and answers 201 {"id", "navn", "mimeType",
// "storrelse"}, or {"kode"} for why it is not taken.
func (s *Server) vedlegg(w http.ResponseWriter, r *http.Request) {
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleInnbygger}, viewer.NivaHoyt, nil)
	if err == nil {
		err = graph.KrevEgenSide(ctx)
	}
	if err != nil {
		LesUt(r)
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	MerTid(w)
	navn, err := url.PathUnescape(r.Header.Get(hodeFilnavn))
	if err != nil {
		navn = "" // it has a name all the same: what it is
	}
	f, err := s.Innsyn.LastOpp(ctx, navn, http.MaxBytesReader(w, r.Body, innsyn.MaksVedlegg))
	if err != nil {
		LesUt(r)
	}
	var grunn innsyn.Vedleggsfeil
	tooBig := new(http.MaxBytesError)
	switch {
	case errors.As(err, &tooBig):
		svarJSON(w, http.StatusRequestEntityTooLarge, map[string]string{"kode": string(innsyn.VedleggForStort)})
	case errors.As(err, &grunn):
		status, egen := vedleggsvar[grunn]
		if !egen {
			status = http.StatusUnprocessableEntity
		}
		svarJSON(w, status, map[string]string{"kode": string(grunn)})
	case err != nil:
		svarFeil(w, s.feil.Feil(ctx, err))
	default:
		svarJSON(w, http.StatusCreated, map[string]any{"id": f.ID, "navn": f.Navn, "mimeType": f.MimeType, "storrelse": f.Storrelse})
	}
}

// slettVedlegg takes away a file that has not been sent: 204, whether it was there or not.
func (s *Server) slettVedlegg(w http.ResponseWriter, r *http.Request) {
	ctx, err := graph.Krev(r.Context(), []viewer.Rolle{viewer.RolleInnbygger}, viewer.NivaHoyt, nil)
	if err == nil {
		err = graph.KrevEgenSide(ctx)
	}
	if err == nil {
		id, ugyldig := uuid.Parse(r.PathValue("id"))
		if err = s.Innsyn.SlettVedlegg(ctx, id); ugyldig != nil {
			err = ent.ErrIkkeFunnet
		}
	}
	if err != nil {
		svarFeil(w, s.feil.Feil(r.Context(), err))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
