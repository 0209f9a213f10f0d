package fiksapi

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

// RotInnsyn is the path that all of the index begin with.
const RotInnsyn = "/innsyn-index/api/"

const (
	// maksBolk is the size of a whole batch, in bytes: the same as in server/graphql.go.
	maksBolk = 32 << 20
	// maksSletteliste is the size of a list to delete, in bytes: 1 000 messages of a kilobyte each.
	maksSletteliste = 1 << 20

	kodeIkkeAutorisert = "INNSYN.INTEGRASJON_IKKE_AUTORISERT_FOR_INDEX"
	kodeForMange       = "INNSYN.FOR_MANGE_MELDINGER"
	ikkeAutorisert     = "Integrasjonen er ikke autorisert for å indeksere på vegne av organisasjonen."
	forMange           = "Det kan være høyst 5000 meldinger i en forespørsel."
	ugyldigBolk        = "Forespørselen har feil. Ingenting er lagret."
)

// innsynsruter are the paths of the index, as published.
func (a *API) innsynsruter() map[string]map[string]func(http.ResponseWriter, *http.Request, viewer.Fagsystem) (int, any, error) {
	type svarer = map[string]func(http.ResponseWriter, *http.Request, viewer.Fagsystem) (int, any, error)
	return map[string]svarer{
		"v2/indexRequest":            {http.MethodPut: a.indexRequest},
		"v1/delete/slettByMeldingId": {http.MethodPost: a.slettByMeldingID},
		"v1/delete/slett":            {http.MethodDelete: a.slett},
	}
}

// serveInnsyn answers one request to the index, in numbered steps.
func (a *API) serveInnsyn(w http.ResponseWriter, r *http.Request) {
	// 1. Is there such a path, and does it take this method?
	metoder, finnes := a.innsynsruter()[r.URL.Path[len(RotInnsyn):]]
	if !finnes {
		a.svarFeil(w, r, feil{status: http.StatusNotFound, melding: ukjentSti})
		return
	}
	svarer, tar := metoder[r.Method]
	if !tar {
		for m := range metoder {
			w.Header().Set("Allow", m) // there is one
		}
		a.svarFeil(w, r, feil{status: http.StatusMethodNotAllowed, melding: feilMetode})
		return
	}

	// 2. Which machine calls, and may it index anywhere?
	f, err := a.Maskiner.FraForesporsel(r)
	if err != nil {
		a.Maskiner.Avvis(w, r, err)
		return
	}
	indekserer, ok := f.Som(viewer.RettIndekser)
	if !ok {
		a.svarFeil(w, r, feil{status: http.StatusForbidden, melding: ikkeAutorisert})
		return
	}

	// 3. The answer, as the machine acting by that right alone.
	r = r.WithContext(viewer.With(r.Context(), indekserer))
	status, svar, err := svarer(w, r, indekserer)
	if err != nil {
		a.svarFeil(w, r, err)
		return
	}
	if svar == nil {
		w.WriteHeader(status)
		return
	}
	a.skriv(w, status, svar)
}

type indexsvar struct {
	Opprettet             int         `json:"opprettet"`
	Oppdatert             int         `json:"oppdatert"`
	ManglerSamtykke       int         `json:"manglerSamtykke"` // none is asked for: the case is the kommune's to show
	MeldingerUtenSamtykke []uuid.UUID `json:"meldingerUtenSamtykke"`
}

type slettsvar struct {
	AntallSlettet int `json:"antallSlettet"`
}

// indexRequest writes the batch whole or not at all, and answers when it is committed.
func (a *API) indexRequest(w http.ResponseWriter, r *http.Request, f viewer.Fagsystem) (int, any, error) {
	ferdig, err := a.Innsyn.Bolkplass(r.Context())
	if err != nil {
		return 0, nil, err
	}
	defer ferdig()
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maksBolk))
	if err != nil {
		return 0, nil, err
	}
	inn, mangler := innsyn.LesIndexRequest(raw)
	if len(mangler) == 1 && mangler[0].Kode == innsyn.FeilForMange && len(mangler[0].Sti) == 1 {
		return 0, nil, feil{status: http.StatusUnprocessableEntity, kode: kodeForMange, melding: forMange}
	}
	if len(mangler) > 0 {
		return 0, nil, bolkfeil(mangler)
	}
	k := kommuner{api: a, maskin: f, kjente: map[uuid.UUID]string{}}
	bolk := make([]innsyn.Melding, 0, len(inn))
	for _, m := range inn {
		if m.Kommunenummer, err = k.av(r.Context(), m.FiksOrganisasjonID); err != nil {
			return 0, nil, err
		}
		bolk = append(bolk, m.Melding)
	}
	svar, err := a.Innsyn.Indekser(r.Context(), bolk)
	if err != nil {
		return 0, nil, err
	}
	if len(svar.Feil) > 0 {
		return 0, nil, bolkfeil(svar.Feil)
	}
	advar(w, svar.Advarsler)
	return http.StatusOK, indexsvar{Opprettet: svar.Opprettet, Oppdatert: svar.Oppdatert, MeldingerUtenSamtykke: []uuid.UUID{}}, nil
}

// slettByMeldingID deletes what is named and is the integration's own.
func (a *API) slettByMeldingID(w http.ResponseWriter, r *http.Request, f viewer.Fagsystem) (int, any, error) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maksSletteliste))
	if err != nil {
		return 0, nil, err
	}
	inn, mangler := innsyn.LesSlettemeldinger(raw)
	if len(mangler) > 0 {
		return 0, nil, bolkfeil(mangler)
	}
	k := kommuner{api: a, maskin: f, kjente: map[uuid.UUID]string{}}
	type gruppe struct {
		kommune string
		slag    innsynsmelding.Slag
	}
	ider := map[gruppe][]uuid.UUID{}
	for _, m := range inn {
		kommune, err := k.av(r.Context(), m.FiksOrgID)
		if err != nil {
			return 0, nil, err
		}
		if !m.Annet {
			ider[gruppe{kommune, m.Slag}] = append(ider[gruppe{kommune, m.Slag}], m.MeldingID)
		}
	}
	var utvalg []innsyn.Utvalg
	for g, i := range ider {
		utvalg = append(utvalg, innsyn.Utvalg{Kommunenummer: g.kommune, Slag: g.slag, MeldingIDer: i})
	}
	n, err := a.Innsyn.Slett(r.Context(), utvalg...)
	return http.StatusOK, slettsvar{n}, err
}

// slett deletes by group, by id or all of a kommune. Published as asynchronous; here it is done when we answer. Its newest
// version, known by meldingVersjon, has an answer without a body.
func (a *API) slett(_ http.ResponseWriter, r *http.Request, f viewer.Fagsystem) (int, any, error) {
	q := r.URL.Query()
	var mangler []innsyn.Feil
	galt := func(navn string, kode innsyn.Feilkode) {
		mangler = append(mangler, innsyn.Feil{Sti: []string{navn}, Kode: kode, Melding: ugyldigParameter})
	}
	u := innsyn.Utvalg{EksternRef: q.Get("eksternRef")}
	if !erUUID(q.Get("fiksOrganisasjonId")) {
		galt("fiksOrganisasjonId", innsyn.FeilUgyldigFormat)
	}
	if u.EksternRef != "" && !innsyn.ErEksternRef(u.EksternRef) || u.EksternRef == "" && q.Has("eksternRef") {
		galt("eksternRef", innsyn.FeilUgyldigFormat)
	}
	if q.Has("meldingId") {
		if !erUUID(q.Get("meldingId")) {
			galt("meldingId", innsyn.FeilUgyldigFormat)
		} else {
			u.MeldingIDer = []uuid.UUID{uuid.MustParse(q.Get("meldingId"))}
		}
	}
	if q.Has("meldingVersjon") {
		var kjent bool
		if u.Slag, kjent = innsyn.SlagAvMeldingVersjon(q.Get("meldingVersjon")); !kjent {
			galt("meldingVersjon", innsyn.FeilUkjentVerdi)
		}
	}
	if len(mangler) > 0 {
		return 0, nil, bolkfeil(mangler)
	}
	k := kommuner{api: a, maskin: f, kjente: map[uuid.UUID]string{}}
	var err error
	if u.Kommunenummer, err = k.av(r.Context(), uuid.MustParse(q.Get("fiksOrganisasjonId"))); err != nil {
		return 0, nil, err
	}
	n, err := a.Innsyn.Slett(r.Context(), u)
	if err != nil || q.Has("meldingVersjon") {
		return http.StatusAccepted, nil, err
	}
	return http.StatusAccepted, slettsvar{n}, nil
}

const ugyldigParameter = "Parameteren har feil format."

// kommuner finds the kommune behind each Fiks organisation of a batch, once.
type kommuner struct {
	api    *API
	maskin viewer.Fagsystem
	kjente map[uuid.UUID]string
}

// av is the kommune, or 403 with the pair that failed, as published.
func (k kommuner) av(ctx context.Context, fiksOrg uuid.UUID) (string, error) {
	if nr, kjent := k.kjente[fiksOrg]; kjent {
		return nr, nil
	}
	nr, err := k.api.FiksOrg(ctx, fiksOrg)
	if errors.Is(err, ent.ErrIkkeFunnet) || err == nil && !k.maskin.Har(viewer.RettIndekser, nr) {
		return "", feil{status: http.StatusForbidden, kode: kodeIkkeAutorisert, melding: ikkeAutorisert,
			grunner: map[string]uuid.UUID{"integrasjonId": k.maskin.IntegrasjonID, "fiksOrgId": fiksOrg}}
	}
	if err == nil {
		k.kjente[fiksOrg] = nr
	}
	return nr, err
}

// hodeAdvarsel is the header that warns of what is written and should be mended: a code and a path, a line for each.
const (
	hodeAdvarsel  = "Advarsel"
	maksAdvarsler = 20 // lines: proxies bound the headers of an answer
)

// advar warns in the headers. The published answer has no field for it, and a client that knows only the published ones may
// fail at another: it would then send the batch again and again.
func advar(w http.ResponseWriter, alle []innsyn.Feil) {
	for _, a := range alle[:min(len(alle), maksAdvarsler)] {
		w.Header().Add(hodeAdvarsel, string(a.Kode)+" "+strings.Join(indeksSti(a.Sti), "/"))
	}
}

// indeksSti is a path of ours as the published body spells it.
func indeksSti(sti []string) []string {
	sti = slices.Clone(sti)
	if len(sti) > 2 && sti[0] == "meldinger" {
		switch sti[2] {
		case "metadata":
			sti[2] = "meldingMetadata"
		case "fodselsnummer":
			sti = append(sti[:2:2], "eksponertFor", "verdi")
		}
	}
	return sti
}

// bolkfeil tells all that is wrong, by the paths of the published body.
func bolkfeil(alle []innsyn.Feil) feil {
	grunner := make([]grunn, 0, len(alle))
	for _, f := range alle {
		grunner = append(grunner, grunn{indeksSti(f.Sti), string(f.Kode), f.Melding})
	}
	return feil{status: http.StatusBadRequest, kode: "INNSYN.UGYLDIG_FORESPORSEL", melding: ugyldigBolk, grunner: grunner}
}
