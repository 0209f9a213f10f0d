package server

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph"
	"barnevernportalen/innsyn"
)

// Config is what [New] needs. Every field must be set, but for Utgang, TestIDP, Fiksapi, Svarinn, DevKlokke and Log.
type Config struct {
	Modus      Modus
	Adresse    Adresse
	Sesjoner   *Sesjoner
	Innlogging *Innlogging
	Bekymring  *bekymring.Service
	Delivery   *delivery.Service
	// Forvaltning says which machines may call, and lets administrators change it.
	Forvaltning *forvaltning.Service
	// Innsyn shows persons their own cases.
	Innsyn *innsyn.Service
	// Hub wakes subscribers; cmd/portal gives it what the database says.
	Hub *graph.Hub
	// Portal is the built portal: index.html, assets/…, and persisted-documents.json, the documents that may be run.
	Portal fs.FS
	// Utgang is where one who leaves in haste is taken; the zero value is [StandardUtgang].
	Utgang Utgang
	// Helse reports whether the service can do its work: the database answers.
	Helse func(context.Context) error
	// TestIDP is the look-alike of ID-porten, dev mode only: its path, ending in a slash, and its handler.
	TestIDP    http.Handler
	TestIDPSti string
	// Fiksapi answers on the national service's own paths, below /bekymringsmelding/, /innsyn-index/ and /samtykke/; nil: they are not there.
	Fiksapi http.Handler
	// Svarinn answers on SvarInn's paths, below svarinn.Roter; nil: they are not there.
	Svarinn http.Handler
	// DevKlokke moves the ledger's clock, dev mode only; see [DevKlokke].
	DevKlokke http.Handler
	Log       *slog.Logger // slog.Default() if nil
}

// Server is the gateway: what the browser reaches, and nothing else.
type Server struct {
	Config
	feil    *graph.Presenter
	graphql *graphqlHandler
	handler http.Handler
}

// New checks c and builds the routes. It reads the portal's documents, so that one that does not fit the schema stops
// the program here and not a person in the middle of a form.
func New(c Config) (*Server, error) {
	switch {
	case c.Sesjoner == nil || c.Innlogging == nil || c.Bekymring == nil || c.Delivery == nil || c.Forvaltning == nil || c.Innsyn == nil || c.Hub == nil || c.Portal == nil || c.Helse == nil:
		return nil, errors.New("server: a part is missing")
	case c.DevKlokke != nil && c.Modus != ModusDev:
		return nil, errors.New("server: the clock is moved in dev mode only")
	case c.TestIDP != nil && c.Modus != ModusDev:
		return nil, errors.New("server: the test identity provider is for dev mode only")
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	s := &Server{Config: c, feil: &graph.Presenter{Log: c.Log}}
	var err error
	if s.graphql, err = nyGraphQL(c, s.feil); err != nil {
		return nil, err
	}
	portal, err := nyPortal(c.Portal, c.Modus, c.Utgang)
	if err != nil {
		return nil, err
	}
	portal.drift = &driftminne{les: c.Forvaltning.DriftsmeldingerFramover, naa: func() time.Time { return c.Forvaltning.Klokke() }, logg: c.Log}
	s.handler = s.ruter(portal)
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// ruter is every path there is, as docs/http.md has them. Read it from the bottom: each line at the end wraps all above.
func (s *Server) ruter(portal *portal) http.Handler {
	mux := http.NewServeMux()
	som := s.Sesjoner.Mellomvare // puts the person behind the session in the context
	maskiner := &Maskiner{Autentiser: s.Forvaltning.Autentiser, Adresse: s.Adresse, Logg: s.Log}
	noen := maskiner.ellerMaskin(som) // or the machine behind the three headers

	mux.HandleFunc("GET /logg-inn", s.Innlogging.Start)
	mux.HandleFunc("GET "+StiSvar, s.Innlogging.Svar)
	mux.HandleFunc("POST /logg-ut", s.Innlogging.LoggUt)
	mux.HandleFunc("POST "+StiBakkanal, s.Innlogging.Bakkanal)
	mux.HandleFunc("POST /forlat", s.Sesjoner.Forlat)
	mux.HandleFunc("GET /sesjon", s.Sesjoner.Status)
	mux.HandleFunc("POST /sesjon/forny", s.Sesjoner.Forny)

	mux.Handle("/graphql", fraEgenSide(noen(s.graphql)))
	mux.Handle("GET "+stiKvittering+"{id}", s.medLastnedside(fraEgenSide(noen(http.HandlerFunc(s.kvittering)))))
	mux.Handle("GET "+stiForseglet+"{id}", fraEgenSide(noen(http.HandlerFunc(s.forseglet))))
	mux.Handle("GET "+stiMottak+"{id}/{navn}", s.medLastnedside(fraEgenSide(noen(http.HandlerFunc(s.mottak)))))

	mux.Handle("GET "+graph.StiHovedbok, s.medLastnedside(fraEgenSide(noen(http.HandlerFunc(s.hovedbok)))))

	mux.Handle("GET "+stiPost+"{id}", s.medLastnedside(fraEgenSide(noen(http.HandlerFunc(s.post)))))
	mux.Handle("POST "+stiVedlegg, fraEgenSide(noen(http.HandlerFunc(s.vedlegg))))
	mux.Handle("DELETE "+stiVedlegg+"/{id}", fraEgenSide(noen(http.HandlerFunc(s.slettVedlegg))))
	mux.Handle("GET "+stiDokument+"{token}", s.medLastnedside(fraEgenSide(noen(http.HandlerFunc(s.innsynsdokument)))))

	mux.Handle("POST "+stiInnsynsdokument, fraEgenSide(noen(http.HandlerFunc(s.lastOppInnsynsdokument))))
	mux.Handle("DELETE "+stiInnsynsdokument+"/{id}", fraEgenSide(noen(http.HandlerFunc(s.slettInnsynsdokument))))
	mux.Handle("POST "+stiLastOpp+"{del}", fraEgenSide(noen(http.HandlerFunc(s.lastOpp))))

	for _, sti := range []string{StiGraphiql, stiGraphiqlEn} {
		mux.Handle("GET "+sti, som(s.graphiql(portal)))
	}

	mux.HandleFunc("GET /helse", s.helse)
	if s.TestIDP != nil {
		mux.Handle(s.TestIDPSti, s.TestIDP)
	}
	if s.DevKlokke != nil {
		mux.Handle("POST "+StiDevKlokke, s.DevKlokke)
	}
	mux.Handle("GET /{$}", Forside(portal))
	mux.Handle("/", portal)

	var h http.Handler = mux
	h = Vern(h)                // nothing changes at another site's word
	h = s.medFiksapi(h)        // machines only: no cookie counts there, so there is nothing to guard against another site
	h = s.hoder(h)             // what every answer says to the browser
	h = gjenopprett(s.feil, h) // a panic ends one request
	h = tilgangslogg(s.Log, h) // who asked what is not logged; that something was asked is
	return h
}

// Where the national services' paths begin; fiksapi.Rot is the first.
const (
	stiFiksapi  = "/bekymringsmelding/"
	stiIndeks   = "/innsyn-index/"
	stiSamtykke = "/samtykke/"
)

// Where SvarInn's begin; svarinn.Roter are the same.
const (
	stiSvarinn    = "/tjenester/svarinn/v2/"
	stiSvarinnApi = "/api/svarinn/v2/"
)

// medFiksapi puts the national service's paths beside the portal's.
func (s *Server) medFiksapi(neste http.Handler) http.Handler {
	var dorer []maskindor
	if s.Fiksapi != nil {
		dorer = append(dorer, maskindor{stiFiksapi, s.Fiksapi}, maskindor{stiIndeks, s.Fiksapi}, maskindor{stiSamtykke, s.Fiksapi})
	}
	if s.Svarinn != nil {
		dorer = append(dorer, maskindor{stiSvarinn, s.Svarinn}, maskindor{stiSvarinnApi, s.Svarinn})
	}
	// By hand: http.ServeMux would answer some paths below with a page of its own, and send a POST elsewhere.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, d := range dorer {
			if strings.HasPrefix(r.URL.Path, d.sti) {
				r.Pattern = d.sti // for the access log
				d.svar.ServeHTTP(w, r)
				return
			}
		}
		neste.ServeHTTP(w, r)
	})
}

// maskindor is where paths for machines begin, and who answers there.
type maskindor struct {
	sti  string
	svar http.Handler
}
