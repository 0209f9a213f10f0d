package server_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/server"
	"barnevernportalen/server/testidp"
)

// From the token endpoint to an inbox, with nothing made easy: who has all three, and they belong together, gets in; nobody
// else does, and what they tried with stands in no log. (Eighty bad tokens more are in delivery/maskinporten.)
func TestMaskinangrep(t *testing.T) {
	p := nyttHus(t)
	melder := p.okt(t, pidMelder, viewer.NivaBetydelig)
	id := p.send(t, melder, "0301")

	klient, err := maskinporten.NyNokkel()
	maa(t, err)
	raw, err := klient.Offentlig()
	maa(t, err)
	var pub jose.JSONWebKey
	maa(t, json.Unmarshal(raw, &pub))
	var mp *testidp.Maskinporten
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { mp.ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	utsteder := srv.URL + "/"
	nokler := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{pub}}
	mp, err = testidp.NyMaskinporten(server.ModusDev, testidp.MaskinportenOppsett{Utsteder: utsteder, Maskiner: []testidp.Maskin{
		{ID: "oslo", Orgnr: orgnrOslo, Scope: []string{"ks:fiks", "ks:annet"}, Nokler: nokler},
		{ID: "bergen", Orgnr: orgnrBergen, Scope: []string{"ks:fiks"}, Nokler: nokler},
	}})
	maa(t, err)
	p.forvaltning.Tokensjekk, err = maskinporten.NySjekk(maskinporten.Sjekkoppsett{Utsteder: utsteder, Publikum: p.url})
	maa(t, err)
	hent := func(klientID string, f maskinporten.Foresporsel) string {
		k, err := maskinporten.NyKlient(maskinporten.Oppsett{Utsteder: utsteder, KlientID: klientID, Nokkel: klient})
		maa(t, err)
		token, err := k.Token(t.Context(), f)
		maa(t, err)
		return token
	}
	lag := func(krav map[string]any) string {
		token, err := mp.Signer(krav)
		maa(t, err)
		return token
	}
	naa := time.Now().Unix()
	konsument := map[string]any{"authority": "iso6523-actorid-upis", "ID": "0192:" + orgnrOslo}
	fiks := maskinporten.Foresporsel{Scope: "ks:fiks"}

	vaar := p.hus.maskiner[maskinOslo]
	vaar.token = hent("oslo", fiks)
	andre := p.hus.maskiner[maskinBergen]
	andre.token = hent("bergen", fiks)
	hemmelig := []string{vaar.token, vaar.passord, andre.token, andre.passord}
	spor := func(m maskin) svar { return p.sporsmal(t, m, dokMottak, osloVar) }
	ser := func(s svar) bool { return strings.Contains(string(s.raw), id) }

	for navn, m := range map[string]maskin{
		"control": vaar, "control: a token for us alone": {vaar.id, vaar.passord, hent("oslo", maskinporten.Foresporsel{Scope: "ks:fiks", Resource: p.url})},
	} {
		if s := spor(m); !ser(s) {
			t.Fatalf("%s: %d %s", navn, s.status, s.raw)
		}
	}
	// In, and in the wrong place: another kommune's inbox is not there.
	if s := spor(andre); s.status != http.StatusOK || ser(s) || s.les("data", "mottak") != nil {
		t.Errorf("another kommune's machine: %d %s", s.status, s.raw)
	}
	trukket := vaar
	ny, passord, err := p.forvaltning.OpprettIntegrasjon(p.sys(t), forvaltning.NyIntegrasjon{Navn: "Den tredje", Orgnr: orgnrOslo})
	maa(t, err)
	trukket.id, trukket.passord = ny.ID.String(), passord
	maa(t, p.forvaltning.GiRettighet(p.sys(t), ny.ID, viewer.Rettighet{Rett: viewer.RettKonsument, Kommunenummer: "0301"}))
	if s := spor(trukket); !ser(s) {
		t.Errorf("control: before it is withdrawn: %s", s.raw)
	}
	maa(t, p.forvaltning.TrekkIntegrasjon(p.sys(t), ny.ID))

	med := func(id, passord, token string) maskin {
		hemmelig = append(hemmelig, passord, token)
		return maskin{id, passord, token}
	}
	for navn, m := range map[string]maskin{
		"another's token":          med(vaar.id, vaar.passord, andre.token),
		"another's id":             med(andre.id, vaar.passord, vaar.token),
		"another's password":       med(vaar.id, andre.passord, vaar.token),
		"another's id and token":   med(andre.id, vaar.passord, andre.token),
		"withdrawn":                trukket,
		"another scope":            med(vaar.id, vaar.passord, hent("oslo", maskinporten.Foresporsel{Scope: "ks:annet"})),
		"for another service":      med(vaar.id, vaar.passord, hent("oslo", maskinporten.Foresporsel{Scope: "ks:fiks", Resource: "https://api.fiks.ks.no"})),
		"run out":                  med(vaar.id, vaar.passord, lag(map[string]any{"iss": utsteder, "scope": "ks:fiks", "exp": naa - 1, "consumer": konsument})),
		"an id_token of theirs":    med(vaar.id, vaar.passord, lag(map[string]any{"iss": utsteder, "aud": p.url, "sub": "x", "pid": pidBergen, "exp": naa + 60})),
		"of another issuer":        med(vaar.id, vaar.passord, lag(map[string]any{"iss": p.url + "/testidp", "scope": "ks:fiks", "exp": naa + 60, "consumer": konsument})),
		"the password as a token":  med(vaar.id, vaar.passord, vaar.passord),
		"the token as a password":  med(vaar.id, vaar.token, vaar.token),
		"the id as a password":     med(vaar.id, vaar.id, vaar.token),
		"a token cut short":        med(vaar.id, vaar.passord, vaar.token[:len(vaar.token)-4]),
		"two tokens in one":        med(vaar.id, vaar.passord, vaar.token+", "+vaar.token),
		"the password, other case": med(vaar.id, strings.ToUpper(vaar.passord), vaar.token),
	} {
		if s := spor(m); s.status != http.StatusUnauthorized || ser(s) || s.les("data") != nil {
			t.Errorf("%s: %d %s", navn, s.status, s.raw)
		}
	}
	nytt, err := p.forvaltning.NyttPassord(p.sys(t), uuid.MustParse(vaar.id))
	maa(t, err)
	if s := spor(vaar); s.status != http.StatusUnauthorized {
		t.Errorf("an old password: %d", s.status)
	}
	vaar.passord = nytt
	if s := spor(vaar); !ser(s) {
		t.Errorf("control: the new password: %s", s.raw)
	}
	for _, h := range append(hemmelig, vaar.passord) {
		if h != vaar.id && strings.Contains(p.logg.String(), h) {
			t.Errorf("stands in the log: %.12s…", h)
		}
	}
	if !strings.Contains(p.logg.String(), "maskin avvist") {
		t.Error("the log says nothing of them, so the search above shows nothing")
	}
}
