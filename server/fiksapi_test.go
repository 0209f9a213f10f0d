package server_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
	"barnevernportalen/server/fiksapi"
)

// medFiksapi is the gateway with the national service's paths, as cmd/portal puts it together.
func (p *port) medFiksapi(t testing.TB) {
	t.Helper()
	log := slog.New(slog.NewJSONHandler(p.logg, nil))
	api, err := fiksapi.New(fiksapi.Oppsett{
		Bekymring: p.bekymring, Delivery: p.delivery, Innsyn: p.innsyn, FiksOrg: p.forvaltning.FiksOrg, Log: log,
		Maskiner: &server.Maskiner{Autentiser: p.forvaltning.Autentiser, Adresse: p.Adresse, Logg: log},
	})
	maa(t, err)
	c := p.Config
	c.Fiksapi = api
	p.Server, err = server.New(c)
	maa(t, err)
}

// The national service's paths stand beside the portal's: with real integrations, without the browser's guards, and with
// the platform's error body for all that begins so.
func TestFiksapiIPortalen(t *testing.T) {
	p := nyttHus(t)
	p.medFiksapi(t)
	bergen := p.hus.maskiner[maskinBergen]
	be := func(m *maskin, metode, sti string, endre ...func(*http.Request)) svar {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), metode, p.url+sti, strings.NewReader(""))
		maa(t, err)
		if m != nil {
			m.bruk(r)
		}
		for _, e := range endre {
			e(r)
		}
		return gjor(t, r)
	}
	fiksOrg, err := p.forvaltning.FiksOrgID(viewer.With(t.Context(), viewer.Ingen{}), "4601")
	maa(t, err)
	const rot = "/bekymringsmelding/api/v2"
	egen := rot + "/mottak/fagsystem/" + fiksOrg.String() + "/0301/01/privat"
	uten := p.hus.maskiner[maskinTredje]
	for navn, c := range map[string]struct {
		s       svar
		status  int
		melding string // empty: no error
	}{
		"bydeler":            {be(&bergen, "GET", rot+"/kommuner/4601/bydeler"), 200, ""},
		"keys":               {be(&bergen, "GET", rot+"/mottak/fagsystem/0301/01/krypteringsnokler"), 200, ""},
		"no such path":       {be(&bergen, "GET", "/bekymringsmelding/api/v3/kommuner"), 404, "Stien finnes ikke."},
		"the root":           {be(&bergen, "GET", "/bekymringsmelding/"), 404, "Stien finnes ikke."},
		"an empty part":      {be(&bergen, "POST", "/bekymringsmelding//api/v2/kommuner"), 404, "Stien finnes ikke."},
		"a path up":          {be(&bergen, "POST", "/bekymringsmelding/../graphql"), 404, "Stien finnes ikke."},
		"no headers":         {be(nil, "GET", rot+"/kommuner"), 401, "Klarte ikke å validere access_token"},
		"no right":           {be(&uten, "GET", rot+"/kommuner"), 403, "Integrasjonen har verken rettigheten PRODUSENT eller KONSUMENT."},
		"another method":     {be(&bergen, "PUT", rot+"/kommuner"), 405, "Stien tar ikke denne metoden."},
		"no multipart":       {be(&bergen, "POST", egen), 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
		"another's org":      {be(&bergen, "POST", rot+"/mottak/fagsystem/"+uuid.NewString()+"/0301/01/privat"), 403, "Integrasjonen har ikke rettigheten PRODUSENT for denne organisasjonen."},
		"a browser's origin": {be(&bergen, "POST", egen, func(r *http.Request) { r.Header.Set("Origin", "https://vendor.example") }), 415, "Innholdet må være multipart/form-data, uten Content-Encoding."},
	} {
		melding, _ := c.s.les("message").(string)
		if c.s.status != c.status || melding != c.melding {
			t.Errorf("%s: %d %s", navn, c.s.status, c.s.raw)
		}
		if c.melding != "" && (c.s.les("errorId") == nil || c.s.les("originalPath") == nil) {
			t.Errorf("%s: not the platform's error body: %s", navn, c.s.raw)
		}
	}
	if s := be(nil, "GET", rot+"/kommuner", func(r *http.Request) { r.AddCookie(p.okt(t, pidAdmin, viewer.NivaHoyt)) }); s.status < 400 {
		t.Errorf("a person's session: %d %s", s.status, s.raw)
	}
	if s := be(nil, "GET", "/bekymringsmeldinger"); strings.Contains(string(s.raw), "errorId") {
		t.Errorf("the portal's own path is answered there: %s", s.raw)
	}
	for _, linje := range strings.Split(p.logg.String(), "\n") {
		if strings.Contains(linje, fiksOrg.String()) {
			t.Errorf("a path in the log: %s", linje)
		}
	}
}
