package server_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

const hodePerson = "X-Portal-Person"

// person is what the page of a session is told of whose it is; empty where nobody is logged in.
func (p *port) person(t testing.TB, kake *http.Cookie) string {
	t.Helper()
	if ref, kjent := p.personer.Load(kake.Value); kjent {
		return ref.(string)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/sesjon", nil)
	maa(t, err)
	r.AddCookie(kake)
	ref, _ := gjor(t, r).les("person").(string)
	if ref != "" {
		p.personer.Store(kake.Value, ref)
	}
	return ref
}

// egenSide says in a request that it comes from the session's own page, as every page of the portal does.
func (p *port) egenSide(t testing.TB, kake *http.Cookie, r *http.Request) {
	t.Helper()
	if ref := p.person(t, kake); ref != "" {
		r.Header.Set(hodePerson, ref)
	}
}

// What was typed on one person's page is never stored as another's, though the browser's session is the other's by now.
func TestEnAnnensSide(t *testing.T) {
	p := nyttHus(t)
	mor, far := p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidFremmed, viewer.NivaHoyt)
	igjen := p.okt(t, pidMelder, viewer.NivaBetydelig)
	ref := p.person(t, mor)
	if ref == "" || ref == p.person(t, far) || ref != p.person(t, igjen) {
		t.Fatalf("%q, %q and at another login %q", ref, p.person(t, far), p.person(t, igjen))
	}
	sier := func(verdier ...string) func(*http.Request) {
		return func(r *http.Request) { r.Header[http.CanonicalHeaderKey(hodePerson)] = verdier }
	}
	utkast := map[string]any{"input": map[string]any{"skjema": "PRIVAT", "klientnokkel": uuid.NewString(), "skjemaversjon": 1, "innhold": `{"melding":"mors ord"}`}}
	sending := map[string]any{"input": map[string]any{"klientnokkel": uuid.NewString(), "kommunenummer": "4601",
		"barn": []any{map[string]any{"personnavn": "Lillebror Prøvesen", "adressevalg": "UKJENT"}}, "melding": "mors ord"}}
	spor := func(kake *http.Cookie, dok string, v map[string]any, endre ...func(*http.Request)) svar {
		return p.runde(t, kake, dok, v, endre...)
	}
	for _, c := range []struct {
		navn string
		side func(*http.Request)
	}{{"another's", sier(ref)}, {"nobody's", sier()}, {"empty", sier("")}, {"two", sier(ref, p.person(t, far))}, {"two of her own", sier(p.person(t, far), p.person(t, far))}} {
		for dok, v := range map[string]map[string]any{dokLagre: utkast, dokSend: sending, dokSlett: {"input": map[string]any{"klientnokkel": uuid.NewString()}}} {
			if s := spor(far, dok, v, c.side); s.kode() != "ANNEN_PERSON" || s.les("data") != nil {
				t.Errorf("%s: %.20s: %s", c.navn, dok, s.raw)
			}
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+"/last-opp/vedlegg", bytes.NewReader([]byte("fil")))
		maa(t, err)
		r.AddCookie(far)
		c.side(r)
		if s := gjor(t, r); s.status != http.StatusConflict || s.les("kode") != "ANNEN_PERSON" {
			t.Errorf("%s: a file: %d %s", c.navn, s.status, s.raw)
		}
	}
	if s := p.kjor(t, far, dokUtkast, map[string]any{"skjema": "PRIVAT"}); s.les("data", "utkast") != nil {
		t.Fatalf("it is his: %s", s.raw)
	}
	if s := p.kjor(t, far, dokMine, nil); len(s.les("data", "mineBekymringsmeldinger").([]any)) != 0 {
		t.Fatalf("it is sent as his: %s", s.raw)
	}

	// Nor is what is his shown on her page. What is everybody's is, and who is logged in now: so the page finds out.
	if s := spor(far, dokUtkast, map[string]any{"skjema": "PRIVAT"}, sier(ref)); s.kode() != "ANNEN_PERSON" {
		t.Errorf("his draft on her page: %s", s.raw)
	}
	if s := spor(far, dokUtkast, map[string]any{"skjema": "PRIVAT"}, sier()); s.kode() != "" {
		t.Errorf("a page that does not know yet may read: %s", s.raw)
	}
	if s := spor(far, dokKommuner, nil, sier(ref)); s.kode() != "" {
		t.Errorf("what is everybody's: %s", s.raw)
	}
	if s := spor(far, dokMeg, nil, sier(ref)); s.les("data", "meg", "navn") == nil {
		t.Errorf("who is logged in: %s", s.raw)
	}

	// Control: her own page, at this login and at the next.
	if s := spor(mor, dokLagre, utkast, sier(ref)); s.les("data", "lagreUtkast", "utkast", "lagret") == nil {
		t.Errorf("her own: %s", s.raw)
	}
	if s := spor(igjen, dokSend, sending, sier(ref)); s.les("data", "sendPrivatBekymringsmelding", "bekymringsmelding", "id") == nil {
		t.Errorf("after logging in again: %s", s.raw)
	}
}

// A page that was open when the hash key was turned is still hers, and is told nothing else; one that is opened then learns the new
// name for her.
func TestSidenNarNokkelenVendes(t *testing.T) {
	v := nyVerden(t)
	ider := func(naa byte, for_ ...[]byte) func(string) viewer.Person {
		return func(pid string) viewer.Person { return viewer.Person{ID: append([]byte(pid), naa), Tidligere: for_} }
	}
	vend := func(person func(string) viewer.Person) {
		adresse, err := server.ParseAdresse(v.portal.URL, server.ModusDev)
		maa(t, err)
		v.bygg(server.SesjonerOppsett{Modus: server.ModusDev, Adresse: adresse, Lager: v.lager, Hemmelighet: v.hemmelighet,
			Person: person, Tilganger: v.lager.Tilganger, Now: v.klokke.Now}, v.op.URL+"/testidp")
	}
	sagt := func(sier ...string) string {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, v.portal.URL+"/sesjon", nil)
		maa(t, err)
		r.Header[hodePerson] = sier
		r.AddCookie(&http.Cookie{Name: "sesjon", Value: v.kake("sesjon")})
		ref, _ := gjor(t, r).les("person").(string)
		return ref
	}
	vend(ider(1))
	v.loggInn("som=melder")
	gammel := sagt()
	vend(func(pid string) viewer.Person { return ider(2, append([]byte(pid), 1))(pid) })
	ny := sagt()
	if gammel == "" || ny == "" || ny == gammel {
		t.Fatalf("%q and then %q", gammel, ny)
	}
	if naa := sagt(gammel); naa != gammel {
		t.Errorf("the open page is told %q, and is emptied", naa)
	}
	for _, sier := range [][]string{{ny}, {"en annens"}, {gammel, gammel}, {""}} {
		if naa := sagt(sier...); naa != ny {
			t.Errorf("%q is told %q", sier, naa)
		}
	}
	// Once nothing stands under the old key any more, nor does she.
	vend(ider(2))
	if naa := sagt(gammel); naa != ny {
		t.Errorf("%q", naa)
	}
}
