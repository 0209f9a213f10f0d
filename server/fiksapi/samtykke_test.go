package fiksapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
)

const filSamtykke = "samtykke-ekstern-api-v1.json"

// samtykkesti is one of the published paths.
func samtykkesti(org uuid.UUID, navn string, id ...string) string {
	return strings.Join(append([]string{"/samtykke/api/v1/ekstern", org.String(), navn}, id...), "/")
}

// samtykke calls as a case system written for the national service, and holds request and answer to the published file.
func (k innsynsklient) samtykke(metode, navn, id string, kropp any) (int, []byte) {
	k.t.Helper()
	sti, publisert := samtykkesti(orgTrondheim, navn), "/samtykke/api/v1/ekstern/{fiksOrgId}/"+navn
	if id != "" {
		sti, publisert = sti+"/"+id, publisert+"/{samtykkeId}"
	}
	status, svar := k.gjor("", metode, sti, kropp)
	if status >= 300 {
		return status, svar // the error body is the platform's; see sjekkFeilkropp
	}
	if kropp != nil {
		raw, err := json.Marshal(kropp)
		maa(k.t, err)
		k.publisert(filSamtykke, raw, publisert, metode, "requestBody", "content", "application/json", "schema")
	}
	ut := "200"
	if navn == "opprettsamtykke" || navn == "samtykkeHistorikk" {
		ut = "default"
	}
	if len(svar) > 0 {
		k.publisert(filSamtykke, svar, publisert, metode, "responses", ut, "content", "application/json", "schema")
	}
	return status, svar
}

const (
	fnrMor = "24859100002"
	fnrFar = "24859100003"
)

var behandler = felter{"saksbehandlerId": "sb-7", "fagsystem": "Prøvesystem"}

func opprettKropp(stavemate string) felter {
	return felter{
		"samtykkeNavn": "Kanarifugl", "akseptfrist": "2099-11-30", "samtykkeType": "BARNEVERN", "saksbehandler": behandler,
		"mappe": felter{"mappeId": "m-1", "systemId": "s-1", "saksaar": 2026, "sakssekvensnummer": 12},
		"personer": felter{"personer": []felter{
			{"fnr": fnrMor, "navn": "Mor Morsen", stavemate: true}, {"fnr": fnrFar, "navn": "Far Farsen", stavemate: false},
		}},
	}
}

const (
	stor  = "harTilgangTilInnbyggerTjenester"
	liten = "harTilgangTilInnbyggertjenester"
)

// A consent's whole life on the published paths, to the byte.
func TestSamtykkeEkstern(t *testing.T) {
	h := nyttHus(t)
	k := innsynsklient{t, h, samtykker}
	status, svar := k.samtykke(http.MethodPost, "opprettsamtykke", "", opprettKropp(stor))
	var ny struct{ SamtykkeID string }
	if err := json.Unmarshal(svar, &ny); err != nil || status != http.StatusOK || uuid.Validate(ny.SamtykkeID) != nil {
		t.Fatalf("%d %s", status, svar)
	}
	hent := func(navn string) {
		t.Helper()
		for _, hva := range []string{"hentSamtykke", "samtykkeHistorikk"} {
			status, svar := k.samtykke(http.MethodGet, hva, ny.SamtykkeID, nil)
			if status != http.StatusOK {
				t.Errorf("%s: %d %s", hva, status, svar)
			}
			gull(t, "samtykke-"+navn+"-"+hva, svar)
		}
	}
	put := func(navn string, kropp felter, vil int, kode1 string) {
		t.Helper()
		if status, svar := k.samtykke(http.MethodPut, navn, ny.SamtykkeID, kropp); status != vil || kode(svar) != kode1 {
			t.Errorf("%s: %d %s", navn, status, svar)
		}
	}
	hent("ny")
	svarFor := func(fnr, til string) felter {
		return felter{"partFnr": fnr, "samtykkeSvarStatus": til, "oppdatertDato": "2020-02-29", "saksbehandler": behandler}
	}
	for range 2 { // asked for again it stands once
		put("oppdaterStatusForPart", svarFor(fnrFar, "SAMTYKKET"), 200, "")
		put("endreSamtykke", felter{"akseptfrist": "2020-01-01", "sluttDato": "2019-01-01", "saksbehandler": behandler}, 200, "")
		put("endreInnbyggertjenesteTilgangForPart", felter{"partFnr": fnrFar, "skalHaTilgang": true}, 200, "")
	}
	put("oppdaterStatusForPart", svarFor(fnrFar, "IKKE_SAMTYKKET"), 409, "SAMTYKKE.ULOVLIG_OVERGANG")
	put("oppdaterStatusForPart", svarFor("24859100009", "SAMTYKKET"), 400, "SAMTYKKE.UGYLDIG_FORESPORSEL")
	put("endreSamtykke", felter{"akseptfrist": "2099-12-01", "saksbehandler": behandler}, 200, "")
	hent("endret")
	for range 2 {
		put("invaliderSamtykke", felter{"saksbehandler": behandler, "begrunnelse": "Kanarifugl"}, 200, "")
	}
	put("oppdaterStatusForPart", svarFor(fnrMor, "SAMTYKKET"), 409, "SAMTYKKE.INVALIDERT")
	put("endreSamtykke", felter{"akseptfrist": "2099-12-31", "saksbehandler": behandler}, 409, "SAMTYKKE.INVALIDERT")
	hent("invalidert")
	if l := h.logg.String(); strings.Contains(l, "Kanarifugl") || strings.Contains(l, fnrMor) || strings.Contains(l, "Morsen") || strings.Contains(l, ny.SamtykkeID) {
		t.Error("content in the log")
	}
}

// Both spellings; what is wrong is told by path and nothing is written.
func TestSamtykkeOpprettesRett(t *testing.T) {
	h := nyttHus(t)
	k := innsynsklient{t, h, samtykker}
	med := func(endre func(felter)) felter {
		ut := opprettKropp(stor)
		endre(ut)
		return ut
	}
	personer := func(p ...felter) func(felter) {
		return func(f felter) { f["personer"] = felter{"personer": p} }
	}
	en := felter{"fnr": fnrMor, "navn": "Mor", stor: true}
	if status, svar := k.gjor("", http.MethodPost, samtykkesti(orgTrondheim, "opprettsamtykke"), opprettKropp(liten)); status != 200 {
		t.Errorf("the answer's spelling: %d %s", status, svar)
	}
	rett := med(func(f felter) { f["sluttDato"], f["ukjent"], f["samtykkeType"] = nil, 1, nil })
	if status, svar := k.gjor("", http.MethodPost, samtykkesti(orgTrondheim, "opprettsamtykke"), rett); status != 200 {
		t.Errorf("nulls and the unknown: %d %s", status, svar)
	}
	for navn, c := range map[string]struct {
		kropp any
		sti   string
	}{
		"no JSON":             {[]byte(`{`), ""},
		"no name":             {med(func(f felter) { delete(f, "samtykkeNavn") }), `["samtykkeNavn"]`},
		"a long name":         {med(func(f felter) { f["samtykkeNavn"] = strings.Repeat("x", 401) }), `["samtykkeNavn"]`},
		"no deadline":         {med(func(f felter) { delete(f, "akseptfrist") }), `["akseptfrist"]`},
		"a deadline in time":  {med(func(f felter) { f["akseptfrist"] = "2026-11-30T12:00:00Z" }), `["akseptfrist"]`},
		"no such day":         {med(func(f felter) { f["sluttDato"] = "2026-02-30" }), `["sluttDato"]`},
		"another type":        {med(func(f felter) { f["samtykkeType"] = "FAKTURA" }), `["samtykkeType"]`},
		"no mappe":            {med(func(f felter) { delete(f, "mappe") }), `["mappe"]`},
		"no caseworker":       {med(func(f felter) { f["saksbehandler"] = felter{"fagsystem": "x"} }), `["saksbehandler","saksbehandlerId"]`},
		"nobody":              {med(personer()), `["personer","personer"]`},
		"no list":             {med(func(f felter) { f["personer"] = felter{} }), `["personer","personer"]`},
		"ten digits":          {med(personer(felter{"fnr": "1234567890", "navn": "x", stor: true})), `["personer","personer","0","fnr"]`},
		"the same twice":      {med(personer(en, felter{"fnr": fnrMor, "navn": "x", stor: true})), `["personer","personer","1","fnr"]`},
		"no name of a person": {med(personer(felter{"fnr": fnrMor, "navn": " ", stor: true})), `["personer","personer","0","navn"]`},
		"no access":           {med(personer(felter{"fnr": fnrMor, "navn": "x"})), stor},
		"both spellings":      {med(personer(felter{"fnr": fnrMor, "navn": "x", stor: true, liten: true})), liten},
		"a null access":       {med(personer(felter{"fnr": fnrMor, "navn": "x", stor: nil, "HARTILGANGTILINNBYGGERTJENESTER": nil})), stor},
	} {
		status, svar := k.gjor("", http.MethodPost, samtykkesti(orgTrondheim, "opprettsamtykke"), c.kropp)
		if status != 400 || kode(svar) != "SAMTYKKE.UGYLDIG_FORESPORSEL" || !strings.Contains(feltet(svar, "errorJson"), c.sti) {
			t.Errorf("%s: %d %s", navn, status, svar)
		}
		if strings.Contains(string(svar), fnrMor) || strings.Contains(string(svar), "Morsen") {
			t.Errorf("%s: what was sent is repeated: %s", navn, svar)
		}
	}
	if n := h.tell(t, "samtykke"); n != 2 {
		t.Errorf("%d consents", n)
	}
}

// Another organisation's consent is not there, and whose right is missing is not told apart from what does not exist.
func TestSamtykkeEnAnnensOrganisasjon(t *testing.T) {
	h := nyttHus(t)
	k := innsynsklient{t, h, samtykker}
	_, svar := k.samtykke(http.MethodPost, "opprettsamtykke", "", opprettKropp(stor))
	id := feltet(svar, "samtykkeId")
	bergens := innsynsklient{t, h, samtykkerBergen}
	like := map[string]int{}
	for _, c := range []struct {
		k      innsynsklient
		org    uuid.UUID
		id     string
		status int
	}{
		{k, orgTrondheim, id, 200},
		{k, orgTrondheim, uuid.NewString(), 404},
		{k, orgBergen, id, 403}, {k, uuid.New(), id, 403},
		{bergens, orgBergen, id, 404}, {bergens, orgTrondheim, id, 403},
		{innsynsklient{t, h, begge}, orgBergen, id, 404}, // it may in both, and asks in the wrong one
		{innsynsklient{t, h, begge}, orgTrondheim, id, 200},
		{innsynsklient{t, h, indekserer}, orgTrondheim, id, 403},
		{innsynsklient{t, h, uuid.New()}, orgTrondheim, id, 401},
		{k, orgTrondheim, "x", 400},
	} {
		for _, hva := range []string{"hentSamtykke", "samtykkeHistorikk"} {
			status, svar := c.k.gjor("", http.MethodGet, samtykkesti(c.org, hva, c.id), nil)
			if status != c.status {
				t.Errorf("%s of %s: %d %s", hva, c.org, status, svar)
			}
			if status == 403 {
				like[feltet(svar, "message")]++
			}
		}
	}
	if len(like) != 1 {
		t.Errorf("403 in several words: %v", like)
	}
	for navn, kropp := range map[string]felter{
		"endreSamtykke":                        {"akseptfrist": "2020-01-01", "saksbehandler": behandler},
		"invaliderSamtykke":                    {"saksbehandler": behandler},
		"oppdaterStatusForPart":                {"partFnr": fnrMor, "samtykkeSvarStatus": "SAMTYKKET", "saksbehandler": behandler},
		"endreInnbyggertjenesteTilgangForPart": {"partFnr": fnrMor, "skalHaTilgang": false},
	} {
		if status, _ := bergens.gjor("", http.MethodPut, samtykkesti(orgBergen, navn, id), kropp); status != 404 {
			t.Errorf("%s: %d", navn, status)
		}
		if status, _ := k.gjor("", http.MethodPost, samtykkesti(orgTrondheim, navn, id), kropp); status != 405 {
			t.Errorf("POST %s: %d", navn, status)
		}
		if status, svar := k.gjor("", http.MethodPut, samtykkesti(orgTrondheim, navn, id), felter{}); status != 400 {
			t.Errorf("an empty %s: %d %s", navn, status, svar)
		}
	}
	if status, _ := bergens.gjor("", http.MethodPost, samtykkesti(orgTrondheim, "opprettsamtykke"), opprettKropp(stor)); status != 403 {
		t.Errorf("made for another: %d", status)
	}
	for _, sti := range []string{"/samtykke/", "/samtykke/api/v1/ekstern/x", samtykkesti(orgTrondheim, "slett", id), samtykkesti(orgTrondheim, "hentSamtykke"),
		samtykkesti(orgTrondheim, "hentSamtykke", ""), samtykkesti(orgTrondheim, "hentSamtykke", id, "x"), samtykkesti(orgTrondheim, "opprettsamtykke", id)} {
		if status, _ := k.gjor("", http.MethodGet, sti, nil); status != 404 {
			t.Errorf("%s: %d", sti, status)
		}
	}
	if n := h.tell(t, "samtykkehendelse"); n != 1 {
		t.Errorf("%d lines: something was done", n)
	}
}
