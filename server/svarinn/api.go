package svarinn

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/delivery"
	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph"
	"barnevernportalen/server"
)

// Roter are where the paths begin.
func Roter() []string { return []string{"/tjenester/svarinn/v2/", "/api/svarinn/v2/"} }

// maksKropp is more than any status is long, in bytes: its text may be a stack trace.
const maksKropp = 64 << 10

// Oppsett is what [New] needs. Every field must be set, but for Log.
type Oppsett struct {
	Delivery *delivery.Service
	// Autentiser is forvaltning's.
	Autentiser func(ctx context.Context, bruker, passord string) (viewer.Mottakersystem, error)
	Adresse    server.Adresse
	Log        *slog.Logger // slog.Default() if nil
}

// API is the paths.
type API struct {
	Oppsett
	brems  *brems
	panikk *graph.Presenter
}

// New checks o.
func New(o Oppsett) (*API, error) {
	if o.Delivery == nil || o.Autentiser == nil {
		return nil, errors.New("svarinn: a part is missing")
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &API{Oppsett: o, brems: nyBrems(), panikk: &graph.Presenter{Log: o.Log}}, nil
}

// ServeHTTP answers one request: who asks first, then what.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == http.ErrAbortHandler { //nolint:errorlint // the very value, as net/http compares it
			panic(v)
		}
		_ = a.panikk.Panikk(r.Context(), v) // it tells; what it would answer is GraphQL's
		a.feil(w, r, http.StatusInternalServerError, "Noe gikk galt hos oss.", nil)
	}()
	ctx, ok := a.slippInn(w, r)
	if !ok {
		return
	}
	r = r.WithContext(ctx)
	rot, sti := "", ""
	for _, rot = range Roter() {
		if etter, under := strings.CutPrefix(r.URL.Path, rot); under {
			sti = etter
			break
		}
	}
	deler := strings.Split(sti, "/")
	switch {
	case sti == "forsendelser":
		a.bare(w, r, http.MethodGet, func() { a.liste(w, r, rot) })
	case len(deler) == 2 && deler[0] == "forsendelser":
		a.bare(w, r, http.MethodGet, func() { a.hent(w, r, deler[1]) })
	case len(deler) == 3 && deler[0] == "forsendelser" && deler[2] == "status":
		a.bare(w, r, http.MethodPatch, func() { a.status(w, r, deler[1]) })
	default:
		a.feil(w, r, http.StatusNotFound, "Stien finnes ikke.", nil)
	}
}

// slippInn checks who asks, by HTTP Basic.
func (a *API) slippInn(w http.ResponseWriter, r *http.Request) (context.Context, bool) {
	bruker, passord, basic := r.BasicAuth()
	vert, _, _ := net.SplitHostPort(r.RemoteAddr)
	nokkel := bremsenokkel(vert, bruker, passord)
	if basic && a.brems.stengt(nokkel) {
		w.Header().Set("Retry-After", strconv.Itoa(int(bremsetid.Seconds())))
		a.feil(w, r, http.StatusTooManyRequests, "For mange feil passord. Vent litt.", nil)
		return nil, false
	}
	v, err := viewer.Mottakersystem{}, forvaltning.ErrMottakersystem
	if basic && len(r.Header.Values("Authorization")) == 1 {
		v, err = a.Autentiser(r.Context(), bruker, passord)
	}
	switch {
	case errors.Is(err, forvaltning.ErrMottakersystem):
		if basic {
			a.brems.feil(nokkel)
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="SvarInn", charset="UTF-8"`)
		a.feil(w, r, http.StatusUnauthorized, "Feil brukernavn eller passord.", nil)
		return nil, false
	case err != nil:
		a.svarFeil(w, r, err)
		return nil, false
	}
	return viewer.With(r.Context(), v), true
}

func (a *API) bare(w http.ResponseWriter, r *http.Request, metode string, svar func()) {
	if r.Method != metode {
		w.Header().Set("Allow", metode)
		a.feil(w, r, http.StatusMethodNotAllowed, "Stien tar ikke denne metoden.", nil)
		return
	}
	svar()
}

func (a *API) liste(w http.ResponseWriter, r *http.Request, rot string) {
	post, err := a.Delivery.NyPost(r.Context())
	if err != nil {
		a.svarFeil(w, r, err)
		return
	}
	ut := make([]forsendelse, 0, len(post))
	for _, p := range post {
		ut = append(ut, tilWire(p, a.Adresse.String()+rot+"forsendelser/"))
	}
	raw, err := json.Marshal(ut)
	if err != nil {
		panic("svarinn: encode a list") // strings and numbers of ours
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(raw) // who asked is gone
}

// hent gives the sealed zip. That it was fetched is committed before the first byte.
func (a *API) hent(w http.ResponseWriter, r *http.Request, tekst string) {
	id, err := uuid.Parse(tekst)
	if err != nil || len(tekst) != 36 {
		a.svarFeil(w, r, ent.ErrIkkeFunnet)
		return
	}
	server.MerTid(w)
	f, err := a.Delivery.HentPost(r.Context(), id)
	if err != nil {
		a.svarFeil(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", `attachment; filename="`+id.String()+`.zip"`)
	h.Set("Content-Length", strconv.Itoa(len(f.Innhold)))
	_, _ = w.Write(f.Innhold) // who asked is gone
}

func (a *API) status(w http.ResponseWriter, r *http.Request, tekst string) {
	var s struct {
		Status string `json:"status"`
		Feil   *struct {
			Feilmelding *string `json:"feilmelding"`
			Permanent   *bool   `json:"permanent"`
		} `json:"feil"`
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maksKropp))
	tooBig := new(http.MaxBytesError)
	switch {
	case errors.As(err, &tooBig):
		a.feil(w, r, http.StatusRequestEntityTooLarge, "Forespørselen er for stor.", nil)
		return
	case err != nil || json.Unmarshal(raw, &s) != nil:
		a.feil(w, r, http.StatusBadRequest, "Forespørselen kan ikke leses.", nil)
		return
	}
	id, err := uuid.Parse(tekst)
	if err != nil || len(tekst) != 36 {
		a.svarFeil(w, r, ent.ErrIkkeFunnet)
		return
	}
	switch {
	case s.Status == "MOTTATT":
		err = a.Delivery.PostMottatt(r.Context(), id)
	case s.Status == "FEILET" && s.Feil != nil && s.Feil.Feilmelding != nil && s.Feil.Permanent != nil:
		err = a.Delivery.PostFeilet(r.Context(), id, *s.Feil.Feilmelding, *s.Feil.Permanent)
	case s.Status == "FEILET":
		a.feil(w, r, http.StatusBadRequest, "FEILET må ha feil med feilmelding og permanent.", nil)
		return
	default:
		a.feil(w, r, http.StatusBadRequest, "status må være MOTTATT eller FEILET.", nil)
		return
	}
	if err != nil {
		a.svarFeil(w, r, err)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// svarFeil finds the answer to an error.
func (a *API) svarFeil(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, ent.ErrIkkeFunnet):
		a.feil(w, r, http.StatusNotFound, "Finnes ikke.", nil)
	case errors.Is(err, delivery.ErrIkkeHentet):
		a.feil(w, r, http.StatusConflict, "Forsendelsen er ikke hentet.", nil)
	case errors.Is(err, delivery.ErrAvsluttet):
		a.feil(w, r, http.StatusConflict, "Forsendelsen er meldt permanent feilet, og kan ikke meldes mottatt.", nil)
	default:
		if kode, _ := graph.Arsak(err); kode == graph.KodeUtilgjengelig {
			w.Header().Set("Retry-After", "5")
			a.feil(w, r, http.StatusServiceUnavailable, "Tjenesten er utilgjengelig nå. Prøv igjen.", err)
			return
		}
		a.feil(w, r, http.StatusInternalServerError, "Noe gikk galt hos oss.", err)
	}
}

// feil answers with the platform's error body, and writes a line in the log under the same errorId.
func (a *API) feil(w http.ResponseWriter, r *http.Request, status int, melding string, arsak error) {
	id := uuid.New()
	felt := []slog.Attr{slog.String("errorId", id.String()), slog.Int("status", status)}
	niva := slog.LevelInfo
	if arsak != nil {
		niva, felt = slog.LevelError, append(felt, slog.String("feil", graph.Loggtekst(arsak)))
	}
	a.Log.LogAttrs(r.Context(), niva, "svarinn", felt...)
	server.Fiksfeil{Status: status, Melding: melding, ErrorID: id}.Skriv(w, r)
}
