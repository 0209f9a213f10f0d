package fiksapi

import (
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
	"barnevernportalen/server"
)

// RotSamtykke is the path that all of the consents begin with.
const RotSamtykke = "/samtykke/"

const (
	// maksSamtykke is the size of a body, in bytes: twenty persons and a reason are far below.
	maksSamtykke = 1 << 20

	kodeSamtykkeUgyldig = "SAMTYKKE.UGYLDIG_FORESPORSEL"
	ikkeSamtykkeRett    = "Integrasjonen er ikke autorisert for samtykker på vegne av organisasjonen."
	ugyldigSamtykke     = "Forespørselen har feil. Ingenting er lagret."
)

// hindringer are the answers to what may not be done to the consent as it stands.
var hindringer = map[innsyn.Samtykkehindring]string{
	innsyn.HindringUlovlig:    "Partens status kan ikke endres slik fra den den har.",
	innsyn.HindringInvalidert: "Samtykket er satt utgått og kan ikke endres.",
}

// samtykkerute is one path below /samtykke/api/v1/ekstern/{fiksOrgId}/.
type samtykkerute struct {
	metode string
	medID  bool // the consent's id follows
	svar   func(*http.Request, []byte, samtykkekall) (int, any, error)
}

// samtykkekall is whose consent, and which.
type samtykkekall struct {
	kommune string
	id      uuid.UUID
}

func (a *API) samtykkeruter() map[string]samtykkerute {
	return map[string]samtykkerute{
		"opprettsamtykke":                      {http.MethodPost, false, a.opprettSamtykke},
		"endreSamtykke":                        {http.MethodPut, true, a.endreSamtykke},
		"hentSamtykke":                         {http.MethodGet, true, a.hentSamtykke},
		"samtykkeHistorikk":                    {http.MethodGet, true, a.samtykkeHistorikk},
		"oppdaterStatusForPart":                {http.MethodPut, true, a.oppdaterStatusForPart},
		"endreInnbyggertjenesteTilgangForPart": {http.MethodPut, true, a.endreTilgangForPart},
		"invaliderSamtykke":                    {http.MethodPut, true, a.invaliderSamtykke},
	}
}

// serveSamtykke answers one request about a consent, in numbered steps.
func (a *API) serveSamtykke(w http.ResponseWriter, r *http.Request) {
	avvis := func(err error) {
		server.LesUt(r)
		a.svarFeil(w, r, err)
	}

	// 1. Is there such a path, and does it take this method?
	org, navn, id, finnes := delSamtykkesti(r.URL.Path)
	rute, kjent := a.samtykkeruter()[navn]
	if !finnes || !kjent || rute.medID != (id != "") {
		avvis(feil{status: http.StatusNotFound, melding: ukjentSti})
		return
	}
	if metode := r.Method; metode != rute.metode && (metode != http.MethodHead || rute.metode != http.MethodGet) {
		w.Header().Set("Allow", rute.metode)
		avvis(feil{status: http.StatusMethodNotAllowed, melding: feilMetode})
		return
	}

	// 2. Which machine calls, and may it keep consents anywhere?
	f, err := a.Maskiner.FraForesporsel(r)
	if err != nil {
		a.Maskiner.Avvis(w, r, err)
		return
	}
	maskin, ok := f.Som(viewer.RettSamtykke)
	if !ok {
		avvis(feil{status: http.StatusForbidden, melding: ikkeSamtykkeRett})
		return
	}

	// 3. For which kommune? It acts by its right in that one alone: another's consent is not there.
	if !erUUID(org) || rute.medID && !erUUID(id) {
		avvis(feil{status: http.StatusBadRequest, kode: "UGYLDIG_FORMAT", melding: "fiksOrgId og samtykkeId i stien må være en UUID."})
		return
	}
	var k samtykkekall
	k.kommune, err = a.FiksOrg(viewer.With(r.Context(), maskin), uuid.MustParse(org))
	if errors.Is(err, ent.ErrIkkeFunnet) || err == nil && !maskin.Har(viewer.RettSamtykke, k.kommune) {
		err = feil{status: http.StatusForbidden, melding: ikkeSamtykkeRett}
	}
	if err != nil {
		avvis(err)
		return
	}
	maskin.Rettigheter = []viewer.Rettighet{{Rett: viewer.RettSamtykke, Kommunenummer: k.kommune}}
	if rute.medID {
		k.id = uuid.MustParse(id)
	}

	// 4. The answer.
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maksSamtykke))
	if err != nil {
		avvis(err)
		return
	}
	status, svar, err := rute.svar(r.WithContext(viewer.With(r.Context(), maskin)), raw, k)
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

// delSamtykkesti takes a path apart: /samtykke/api/v1/ekstern/{fiksOrgId}/{navn}[/{id}].
func delSamtykkesti(sti string) (org, navn, id string, ok bool) {
	deler := strings.Split(strings.TrimPrefix(sti, RotSamtykke), "/")
	if len(deler) < 5 || len(deler) > 6 || strings.Join(deler[:3], "/") != "api/v1/ekstern" {
		return "", "", "", false
	}
	if len(deler) == 6 {
		id = deler[5]
		ok = id != ""
	}
	return deler[3], deler[4], id, ok || len(deler) == 5
}

func (a *API) opprettSamtykke(r *http.Request, raw []byte, k samtykkekall) (int, any, error) {
	inn, mangler := innsyn.LesOpprettSamtykke(raw)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	inn.Kommunenummer = k.kommune
	id, mangler, err := a.Innsyn.OpprettSamtykke(r.Context(), inn)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	return http.StatusOK, samtykkeID{id}, err
}

func (a *API) endreSamtykke(r *http.Request, raw []byte, k samtykkekall) (int, any, error) {
	inn, mangler := innsyn.LesEndreSamtykke(raw)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	return utenSvar(a.Innsyn.EndreSamtykke(r.Context(), k.id, inn.Akseptfrist, inn.SluttDato, inn.Saksbehandler))
}

func (a *API) invaliderSamtykke(r *http.Request, raw []byte, k samtykkekall) (int, any, error) {
	inn, mangler := innsyn.LesInvaliderSamtykke(raw)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	return utenSvar(a.Innsyn.InvaliderSamtykke(r.Context(), k.id, inn.Begrunnelse, inn.Saksbehandler))
}

func (a *API) oppdaterStatusForPart(r *http.Request, raw []byte, k samtykkekall) (int, any, error) {
	inn, mangler := innsyn.LesOppdaterForPart(raw)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	return utenSvar(a.Innsyn.OppdaterSamtykkeForPart(r.Context(), k.id, inn.PartFnr, inn.SamtykkeSvarStatus, inn.OppdatertDato, inn.Saksbehandler))
}

func (a *API) endreTilgangForPart(r *http.Request, raw []byte, k samtykkekall) (int, any, error) {
	inn, mangler := innsyn.LesTilgangForPart(raw)
	if len(mangler) > 0 {
		return 0, nil, samtykkefeil(mangler)
	}
	return utenSvar(a.Innsyn.EndreTilgangForPart(r.Context(), k.id, inn.PartFnr, inn.SkalHaTilgang))
}

func (a *API) hentSamtykke(r *http.Request, _ []byte, k samtykkekall) (int, any, error) {
	s, err := a.Innsyn.HentSamtykke(r.Context(), k.id)
	if err != nil {
		return 0, nil, err
	}
	return http.StatusOK, samtykkerEkstern{[]samtykkeEkstern{tilEkstern(s)}}, nil
}

func (a *API) samtykkeHistorikk(r *http.Request, _ []byte, k samtykkekall) (int, any, error) {
	linjer, err := a.Innsyn.FagSamtykkehistorikk(r.Context(), k.id)
	ut := samtykkehendelser{[]samtykkehendelse{}}
	for _, l := range linjer {
		ut.Hendelser = append(ut.Hendelser, tilHendelse(l))
	}
	return http.StatusOK, ut, err
}

// utenSvar: published without a body. What may not be done now is 409.
func utenSvar(u *innsyn.Samtykkeutfall, err error) (int, any, error) {
	switch {
	case err != nil:
		return 0, nil, err
	case len(u.Feil) > 0:
		return 0, nil, samtykkefeil(u.Feil)
	case u.Hindring != nil:
		return 0, nil, feil{status: http.StatusConflict, kode: "SAMTYKKE." + string(*u.Hindring), melding: hindringer[*u.Hindring]}
	}
	return http.StatusOK, nil, nil
}

// samtykkefeil tells all that is wrong, by the paths of the published bodies.
func samtykkefeil(alle []innsyn.Feil) feil {
	grunner := make([]grunn, 0, len(alle))
	for _, f := range alle {
		grunner = append(grunner, grunn{publisertSti(f.Sti), string(f.Kode), f.Melding})
	}
	return feil{status: http.StatusBadRequest, kode: kodeSamtykkeUgyldig, melding: ugyldigSamtykke, grunner: grunner}
}

// publisertSti is a path of the contract's input as the published bodies have it; one of these is left as it is.
func publisertSti(sti []string) []string {
	switch {
	case len(sti) == 1 && sti[0] == "navn":
		return []string{"samtykkeNavn"}
	case len(sti) == 1 && sti[0] == "fodselsnummer":
		return []string{"partFnr"}
	case len(sti) == 0 || sti[0] != "personer" || len(sti) > 1 && sti[1] == "personer":
		return sti
	}
	ut := append([]string{"personer"}, sti...)
	if len(ut) == 4 && ut[3] == "fodselsnummer" {
		ut[3] = "fnr"
	}
	return ut
}
