package fiksapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
	"barnevernportalen/server"
)

// Rot is the path that all of the reports begin with.
const Rot = "/bekymringsmelding/"

// Oppsett is what [New] needs. Every field must be set, but for Log.
type Oppsett struct {
	Bekymring *bekymring.Service
	Delivery  *delivery.Service
	Innsyn    *innsyn.Service
	// Maskiner lets machines in by their three headers, and answers those it does not.
	Maskiner *server.Maskiner
	// FiksOrg finds the kommune that is a Fiks organisation, or ent.ErrIkkeFunnet.
	FiksOrg func(context.Context, uuid.UUID) (kommunenummer string, err error)
	Log     *slog.Logger // slog.Default() if nil
}

// API is the REST paths.
type API struct {
	Oppsett
	panikk *graph.Presenter
	ruter  []rute
}

// New checks o and readies the paths.
func New(o Oppsett) (*API, error) {
	if o.Bekymring == nil || o.Delivery == nil || o.Innsyn == nil || o.Maskiner == nil || o.FiksOrg == nil {
		return nil, errors.New("fiksapi: a part is missing")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	a := &API{Oppsett: o, panikk: &graph.Presenter{Log: o.Log}}
	a.ruter = a.alleRuter()
	return a, nil
}

// ServeHTTP answers one request, in numbered steps.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == http.ErrAbortHandler { //nolint:errorlint // the very value, as net/http compares it
			panic(v)
		}
		a.svarFeil(w, r, a.panikk.Panikk(r.Context(), v))
	}()

	if strings.HasPrefix(r.URL.Path, RotInnsyn) {
		a.serveInnsyn(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, RotSamtykke) {
		a.serveSamtykke(w, r)
		return
	}

	// 1. Is there such a path, and does it take this method?
	k, err := a.finn(w, r)
	if err != nil {
		server.LesUt(r)
		a.svarFeil(w, r, err)
		return
	}

	// 2. Which machine calls, and has it any business here?
	f, err := a.Maskiner.FraForesporsel(r)
	if err != nil {
		a.Maskiner.Avvis(w, r, err)
		return
	}
	if len(f.Kommuner(viewer.RettProdusent))+len(f.Kommuner(viewer.RettKonsument)) == 0 {
		server.LesUt(r)
		a.svarFeil(w, r, feil{status: http.StatusForbidden, melding: ingenRett})
		return
	}

	// 3. Are the path's parts of their form? For which kommune is it sent?
	if err := k.sjekkDeler(); err != nil {
		server.LesUt(r)
		a.svarFeil(w, r, err)
		return
	}
	if fra, has := k.deler["fraFiksOrgId"]; has {
		if k.fraKommune, err = a.fraKommune(r.Context(), f, uuid.MustParse(fra)); err != nil {
			server.LesUt(r)
			a.svarFeil(w, r, err)
			return
		}
	}

	// 4. The answer, as the machine acting by that right alone; a KONSUMENT reads what anybody may.
	produsent, _ := f.Som(viewer.RettProdusent)
	k.Request = r.WithContext(viewer.With(r.Context(), produsent))
	status, svar, err := k.rute.svar(k)
	if err != nil {
		a.svarFeil(w, r, err)
		return
	}
	a.skriv(w, status, svar)
}

// fraKommune is the kommune behind fraFiksOrgId, if the machine may produce for it.
func (a *API) fraKommune(ctx context.Context, f viewer.Fagsystem, fiksOrg uuid.UUID) (string, error) {
	kommune, err := a.FiksOrg(viewer.With(ctx, f), fiksOrg)
	if errors.Is(err, ent.ErrIkkeFunnet) || err == nil && !f.Har(viewer.RettProdusent, kommune) {
		return "", bekymring.ErrIkkeProdusent
	}
	return kommune, err
}

func (a *API) skriv(w http.ResponseWriter, status int, svar any) {
	raw, err := json.Marshal(svar)
	if err != nil {
		panic(err) // our own types
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(raw) // the caller is gone
}

// kall is one request that has found its path.
type kall struct {
	*http.Request
	w          http.ResponseWriter
	rute       rute
	v1         bool
	deler      map[string]string // the path's parts, by their names
	fraKommune string            // kommunenummer, where the path has fraFiksOrgId
}

// finn finds the path, or the error 404 or 405.
func (a *API) finn(w http.ResponseWriter, r *http.Request) (*kall, error) {
	metode := r.Method
	if metode == http.MethodHead {
		metode = http.MethodGet
	}
	rest, v1 := strings.CutPrefix(r.URL.Path, Rot+"api/v1/")
	if !v1 {
		var v2 bool
		if rest, v2 = strings.CutPrefix(r.URL.Path, Rot+"api/v2/"); !v2 {
			return nil, feil{status: http.StatusNotFound, melding: ukjentSti}
		}
	}
	var tillatt []string
	for _, ru := range a.ruter {
		deler, ok := ru.passer(rest)
		if !ok {
			continue
		}
		if ru.metode == metode {
			return &kall{Request: r, w: w, rute: ru, v1: v1, deler: deler}, nil
		}
		tillatt = append(tillatt, ru.metode)
		break // the first that fits is the path: kommuner/fylker is no kommune
	}
	if len(tillatt) == 0 {
		return nil, feil{status: http.StatusNotFound, melding: ukjentSti}
	}
	w.Header().Set("Allow", strings.Join(tillatt, ", "))
	return nil, feil{status: http.StatusMethodNotAllowed, melding: feilMetode}
}
