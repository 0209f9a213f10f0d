package server_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
)

// The documents of an administrator who looks after machines.
const (
	dokIntegrasjoner    = `query Integrasjoner{integrasjoner{id navn orgnr opprettet passordSatt trukket rettigheter{rett kommunenummer fiksOrgId gitt}}}`
	dokOpprett          = `mutation Opprett($input:OpprettIntegrasjonInput!){opprettIntegrasjon(input:$input){integrasjon{id navn orgnr}passord feil{sti kode grense melding}}}`
	dokPassord          = `mutation Passord($input:NyttIntegrasjonspassordInput!){nyttIntegrasjonspassord(input:$input){passord}}`
	dokGi               = `mutation Gi($input:GiRettighetInput!){giRettighet(input:$input){integrasjonId feil{sti kode melding}}}`
	dokTrekk            = `mutation Trekk($input:TrekkRettighetInput!){trekkRettighet(input:$input){integrasjonId}}`
	dokTrekkIntegrasjon = `mutation TrekkIntegrasjon($input:TrekkIntegrasjonInput!){trekkIntegrasjon(input:$input){id}}`
	dokFiksOrg          = `mutation FiksOrg($input:SettFiksOrgInput!){settFiksOrg(input:$input){satt}}`
)

// The machines of every test, and their organisations (made up, with the right control digit).
const (
	maskinBergen = "b0000000-0000-4000-8000-000000000001" // KONSUMENT, PRODUSENT, INDEKSERER and SAMTYKKE for Bergen
	maskinOslo   = "b0000000-0000-4000-8000-000000000002" // the same for Oslo
	maskinTredje = "b0000000-0000-4000-8000-000000000003" // no right at all
	maskinFjerde = "b0000000-0000-4000-8000-000000000004" // nor has this one
	orgnrBergen  = "311024019"
	orgnrOslo    = "311024027"
)

// maskin is what a case system knows of itself.
type maskin struct{ id, passord, token string }

// lettvinteTokener takes «token» and nine digits for a token of that organisation. Real ones are in maskinangrep_test.go.
type lettvinteTokener struct{}

func (lettvinteTokener) Konsument(_ context.Context, token string) (string, error) {
	if orgnr, er := strings.CutPrefix(token, "token"); er && len(orgnr) == 9 {
		return orgnr, nil
	}
	return "", fmt.Errorf("%w: made up", maskinporten.ErrUgyldig)
}

func (p *port) nyeMaskiner(t testing.TB, ctx context.Context) map[string]maskin {
	t.Helper()
	ut := map[string]maskin{}
	for id, m := range map[string]struct{ orgnr, kommune string }{
		maskinBergen: {orgnrBergen, "4601"}, maskinOslo: {orgnrOslo, "0301"}, maskinTredje: {orgnrBergen, ""}, maskinFjerde: {orgnrBergen, ""},
	} {
		_, passord, err := p.forvaltning.OpprettIntegrasjon(ctx, forvaltning.NyIntegrasjon{ID: uuid.MustParse(id), Navn: "Maskin", Orgnr: m.orgnr})
		maa(t, err)
		for _, rett := range []viewer.Rett{viewer.RettKonsument, viewer.RettProdusent, viewer.RettIndekser, viewer.RettSamtykke} {
			if m.kommune != "" {
				maa(t, p.forvaltning.GiRettighet(ctx, uuid.MustParse(id), viewer.Rettighet{Rett: rett, Kommunenummer: m.kommune}))
			}
		}
		ut[id] = maskin{id, passord, "token" + m.orgnr}
	}
	return ut
}

// hode are the three headers.
func (m maskin) hode() http.Header {
	return http.Header{"Authorization": {"Bearer " + m.token}, "Integrasjonid": {m.id}, "Integrasjonpassord": {m.passord}}
}

// bruk puts them on a request that is otherwise no browser's.
func (m maskin) bruk(r *http.Request) {
	r.Header.Del("X-Portal")
	maps.Copy(r.Header, m.hode())
}

// sporsmal asks a document of its own, as a machine.
func (p *port) sporsmal(t testing.TB, m maskin, dok string, variabler map[string]any) svar {
	t.Helper()
	return p.post(t, nil, map[string]any{"query": dok, "variables": variabler}, m.bruk)
}

// The three headers let a machine in, with documents of its own, without what only a browser has.
func TestMaskinSlipperInn(t *testing.T) {
	p := nyttHus(t)
	m := p.hus.maskiner[maskinBergen]
	if s := p.sporsmal(t, m, `{kommune(kommunenummer:"4601"){navn}}`, nil); s.les("data", "kommune", "navn") != "Bergen" {
		t.Errorf("a question: %d %s", s.status, s.raw)
	}
	if s := p.sporsmal(t, m, `{__schema{queryType{name}}}`, nil); s.kode() != "" {
		t.Errorf("introspection: %s", s.raw)
	}
	if s := p.sporsmal(t, m, `{kommuner{navn bydeler{bydelsnummer} a:bydeler{bydelsnummer}}`+strings.Repeat(` `, 64<<10)+`}`, nil); s.kode() != "FOR_MYE" {
		t.Errorf("a document that is too long: %s", s.raw)
	}
	if s := p.sporsmal(t, m, `{`+strings.Repeat(`meg{navn} `, 400)+`}`, nil); s.kode() != "FOR_MYE" {
		t.Errorf("a document of too many words: %s", s.raw)
	}
	if s := p.sporsmal(t, m, `{meg{navn}}`, nil); s.status != http.StatusOK || s.les("data", "meg") != nil {
		t.Errorf("a machine is a person: %s", s.raw)
	}
}

// What is refused is refused in the national platform's words, and says no more than they do.
func TestMaskinfeil(t *testing.T) {
	p := nyttHus(t)
	m := p.hus.maskiner[maskinBergen]
	med := func(f func(*maskin)) maskin { ny := m; f(&ny); return ny }
	autentisering := "Autentisering feilet for integrasjon med id "
	for navn, c := range map[string]struct {
		maskin  maskin
		status  int
		melding string
	}{
		"no good token":      {med(func(m *maskin) { m.token = "x" }), 401, "Klarte ikke å validere access_token"},
		"no token":           {med(func(m *maskin) { m.token = "" }), 401, "Klarte ikke å validere access_token"},
		"wrong password":     {med(func(m *maskin) { m.passord = "x" }), 401, autentisering + maskinBergen},
		"unknown":            {med(func(m *maskin) { m.id = nokkel1 }), 401, autentisering + nokkel1},
		"a foreign token":    {med(func(m *maskin) { m.token = "token" + orgnrOslo }), 401, autentisering + maskinBergen},
		"an id that is text": {med(func(m *maskin) { m.id = "<script>" }), 401, autentisering + "(ugyldig)"},
	} {
		t.Run(navn, func(t *testing.T) {
			s := p.sporsmal(t, c.maskin, `{meg{navn}}`, nil)
			if s.status != c.status || s.les("message") != c.melding || s.les("error") != "Unauthorized" || s.les("status") != float64(c.status) {
				t.Errorf("%d %s", s.status, s.raw)
			}
			if id, _ := s.les("errorId").(string); uuid.Validate(id) != nil || !strings.Contains(p.logg.String(), id) {
				t.Errorf("errorId %v is not in the log", s.les("errorId"))
			}
			for _, felt := range []string{"timestamp", "path", "originalPath"} {
				if s.les(felt) == nil {
					t.Errorf("%s is missing: %s", felt, s.raw)
				}
			}
			for _, felt := range []string{"errorCode", "errorJson"} {
				if s.les(felt) != nil {
					t.Errorf("%s without a code: %s", felt, s.raw)
				}
			}
		})
	}
	p.forvaltning.Tokensjekk = nede{}
	if s := p.sporsmal(t, m, `{meg{navn}}`, nil); s.status != http.StatusServiceUnavailable || s.hode.Get("Retry-After") == "" {
		t.Errorf("Maskinporten is down: %d %s", s.status, s.raw)
	}
}

type nede struct{}

func (nede) Konsument(context.Context, string) (string, error) { return "", fmt.Errorf("no keys") }

// Each root field and path against three machines: Oslo's, which receives the report asked about, Bergen's, and one
// without rights. What asks a machine for no right is closed to all three, and says so; what does must have a line here.
var maskintilganger = map[string]struct {
	dok       string
	variabler func(id string) map[string]any
	celler    [3]string
}{
	"Query.meg":                    {dokMeg, fast(nil), [3]string{tom, tom, tom}},
	"Query.kommuner":               {dokKommuner, fast(nil), [3]string{ok, ok, ok}},
	"Query.kommune":                {dokKommune, fast(map[string]any{"nr": "4601"}), [3]string{ok, ok, ok}},
	"Query.driftsmelding":          {dokDrift, fast(nil), [3]string{tom, tom, tom}},
	"Query.innhold":                {dokInnhold, innholdIBergen, [3]string{ok, ok, ok}},
	"Query.mottak":                 {dokMottak, fast(osloVar), [3]string{ok, tom, manglerRett}},
	"Query.avstemming":             {dokListe, fast(osloVar), [3]string{ok, tom, manglerRett}},
	"Mutation.avstem":              {dokAvstem, utenOmfang("0301", "01"), [3]string{ok, skjult, manglerRett}},
	"Mutation.bekreftMottak":       {dokBekreft, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Mutation.avvisMottak":         {dokAvvis, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Subscription.mottakEndret":    {dokEndret, fast(osloVar), [3]string{ok, skjult, manglerRett}},
	"GET /last-ned/forseglet/{id}": {"", nil, [3]string{ok, skjult, manglerRett}},
	// Sent on behalf of Bergen; whose key it is sealed to anybody who may send may ask.
	"Query.krypteringsnokler":                 {dokNokler, fast(bergenVar), [3]string{ok, ok, manglerRett}},
	"Mutation.sendForsegletBekymringsmelding": {dokForseglet, inn(tomtForseglet), [3]string{skjult, ok, manglerRett}},
	// Indexed on behalf of Oslo; deleted and shut on behalf of Bergen.
	"Mutation.indekserMapper":        {dokIndMapper, osloBolk, [3]string{ok, skjult, manglerRett}},
	"Mutation.indekserJournalposter": {dokIndPoster, osloBolk, [3]string{ok, skjult, manglerRett}},
	"Mutation.slettIndeksert":        {dokSlettInd, slettBergen, [3]string{skjult, ok, manglerRett}},
	"Mutation.sperrInnsyn":           {dokSperr, galSperre, [3]string{skjult, ok, manglerRett}},
	// Oslo's requests, of which there are none: what is another's and what never was are the same.
	"Query.innsynsforesporsler":             {dokForesporsler, fast(map[string]any{"k": "0301"}), [3]string{ok, skjult, manglerRett}},
	"Mutation.besvarInnsynsforesporsel":     {dokBesvarForesporsel, med1("id"), [3]string{skjult, skjult, manglerRett}},
	"Subscription.innsynsforesporselEndret": {dokForesporselEndret, fast(nil), [3]string{ok, ok, manglerRett}},
	// Oslo's consent.
	"Query.hentSamtykke":               {dokHentSamtykke, med1("id"), [3]string{ok, tom, manglerRett}},
	"Query.samtykkeHistorikk":          {dokSamtykkeforlop, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Mutation.opprettSamtykke":         {dokOpprettSamtykke, galtSamtykke("0301"), [3]string{ok, skjult, manglerRett}},
	"Mutation.endreSamtykke":           {dokEndreSamtykke, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Mutation.invaliderSamtykke":       {dokInvalider, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Mutation.oppdaterSamtykkeForPart": {dokForPart, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Mutation.endreTilgangForPart":     {dokTilgangForPart, med1("id"), [3]string{ok, skjult, manglerRett}},
	"Subscription.samtykkeEndret":      {dokSamtykkeEndret, fast(nil), [3]string{ok, ok, manglerRett}},
}

var osloVar = map[string]any{"k": "0301", "b": "01"}

const manglerRett = "MANGLER_RETTIGHET"

func TestMaskintilgang(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	for felt, def := range rotfelt(skjemaet(t)) {
		rolle := def.Directives.ForName("krever").Arguments.ForName("rolle")
		_, linje := maskintilganger[felt]
		if forMaskiner := rolle == nil || strings.Contains(rolle.Value.String(), "FAGSYSTEM"); forMaskiner != linje {
			t.Errorf("%s: open to machines %v, has a line %v", felt, forMaskiner, linje)
		}
	}
	for i, navn := range []string{maskinOslo, maskinBergen, maskinTredje} {
		m := p.hus.maskiner[navn]
		for _, felt := range slices.Sorted(maps.Keys(tilganger)) {
			vil, l, id := manglerRett, tilganger[felt], uuid.NewString()
			if egen, er := maskintilganger[felt]; er {
				vil, l.dok, l.variabler = egen.celler[i], egen.dok, egen.variabler
				id = p.send(t, melder, "0301") // one of its own: the first may have been confirmed
				if erSamtykke(felt) {
					id = p.samtykkeTil(t, "0301", maskinOslo)
				}
			}
			t.Run(fmt.Sprintf("%d/%s", i+1, felt), func(t *testing.T) {
				if fikk := p.utfallMaskin(t, m, felt, l, id); fikk != vil {
					t.Errorf("got %s, want %s", fikk, vil)
				}
			})
		}
	}
}

// utfallMaskin is utfall for a machine.
func (p *port) utfallMaskin(t *testing.T, m maskin, felt string, l linje, id string) string {
	t.Helper()
	if sti, erHTTP := strings.CutPrefix(felt, "GET "); erHTTP {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+strings.Replace(sti, "{id}", id, 1), nil)
		maa(t, err)
		m.bruk(r)
		s := gjor(t, r)
		if s.status == http.StatusOK {
			return ok
		}
		k, _ := s.les("kode").(string)
		if k == manglerRett && s.status != http.StatusForbidden {
			t.Errorf("told with %d", s.status)
		}
		return k
	}
	typ, navn, _ := strings.Cut(felt, ".")
	var s svar
	if typ == "Subscription" {
		c := p.maskinsokkel(t, m)
		c.abonner("1", l.dok, l.variabler(id))
		melding := c.neste()
		s = svar{raw: melding.Payload, json: melding.json()}
		if melding.Type == "error" {
			s.json = map[string]any{"errors": melding.json()}
		}
	} else {
		s = p.sporsmal(t, m, l.dok, l.variabler(id))
	}
	switch v := s.les("data", navn).(type) {
	case nil:
		if k := s.kode(); k != "" {
			return k
		}
		return tom
	case []any:
		if len(v) == 0 {
			return tom
		}
	}
	return ok
}

// An administrator makes a machine, gives it a right, another password, and withdraws it; each takes hold at once.
func TestAdministratorStellerMedMaskiner(t *testing.T) {
	p := nyttHus(t)
	admin := p.okt(t, pidAdmin, viewer.NivaHoyt)
	s := p.kjor(t, admin, dokOpprett, map[string]any{"input": map[string]any{"navn": "Nytt fagsystem", "orgnr": orgnrBergen}})
	id, _ := s.les("data", "opprettIntegrasjon", "integrasjon", "id").(string)
	passord, _ := s.les("data", "opprettIntegrasjon", "passord").(string)
	m := maskin{id, passord, "token" + orgnrBergen}
	inne := func() bool {
		return p.sporsmal(t, m, `{kommune(kommunenummer:"4601"){navn}}`, nil).status == http.StatusOK
	}
	if len(passord) != 43 || !inne() {
		t.Fatalf("not made: %s", s.raw)
	}
	if s := p.kjor(t, admin, dokGi, map[string]any{"input": map[string]any{"integrasjonId": id, "rett": "KONSUMENT", "kommunenummer": "9999"}}); s.les("data", "giRettighet", "feil", 0, "kode") != "UKJENT_KOMMUNE" {
		t.Errorf("a right in no kommune: %s", s.raw)
	}
	s = p.kjor(t, admin, dokGi, map[string]any{"input": map[string]any{"integrasjonId": id, "rett": "KONSUMENT", "kommunenummer": "4601"}})
	if s.kode() != "" || s.les("data", "giRettighet", "feil", 0) != nil {
		t.Errorf("a right: %s", s.raw)
	}
	alle := p.kjor(t, admin, dokIntegrasjoner, nil)
	if !strings.Contains(string(alle.raw), id) || strings.Contains(string(alle.raw), passord) || alle.les("data", "integrasjoner", 4) == nil {
		t.Errorf("the list: %s", alle.raw)
	}
	s = p.kjor(t, admin, dokPassord, map[string]any{"input": map[string]any{"id": id, "passordNr": 1}})
	if inne() {
		t.Error("the old password lives")
	}
	m.passord, _ = s.les("data", "nyttIntegrasjonspassord", "passord").(string)
	if !inne() {
		t.Error("the new password does not work")
	}
	s = p.kjor(t, admin, dokTrekkIntegrasjon, map[string]any{"input": map[string]any{"id": id}})
	if s.kode() != "" || inne() {
		t.Errorf("withdrawn, and still in: %s", s.raw)
	}
	for dok, om := range map[string]map[string]any{dokPassord: {"id": id, "passordNr": 2}, dokTrekkIntegrasjon: {"id": id}} {
		if s := p.kjor(t, admin, dok, map[string]any{"input": om}); s.kode() != "IKKE_FUNNET" || s.les("data") != nil {
			t.Errorf("of a withdrawn one: %s", s.raw)
		}
	}
	for felt, feil := range map[string]string{"navn": "MANGLER", "orgnr": "UGYLDIG_FORMAT"} {
		s := p.kjor(t, admin, dokOpprett, map[string]any{"input": map[string]any{"navn": " ", "orgnr": "311024018"}})
		if !strings.Contains(string(s.raw), fmt.Sprintf(`{"sti":["%s"],"kode":"%s"`, felt, feil)) || s.les("data", "opprettIntegrasjon", "passord") != nil {
			t.Errorf("%s: %s", felt, s.raw)
		}
	}
	for _, hemmelig := range []string{passord, m.passord} {
		if strings.Contains(p.logg.String(), hemmelig) {
			t.Error("a password stands in the log")
		}
	}
}
