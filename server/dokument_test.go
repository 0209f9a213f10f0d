package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/server"
)

// Only the documents the portal was built with run for a citizen or a caseworker, however they are asked for.
func TestBareKjenteDokumenter(t *testing.T) {
	p := nyttHus(t)
	valid := p.TellValideringer()
	for _, kake := range []*http.Cookie{nil, p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidBergen, viewer.NivaHoyt)} {
		for navn, kropp := range map[string]any{
			"a text":                 map[string]any{"query": `{meg{navn}}`},
			"a known text":           map[string]any{"query": dokMeg},
			"a known text, its hash": map[string]any{"query": dokMeg, "extensions": persistert(dokMeg)},
			"a text, another's hash": map[string]any{"query": `{meg{navn}}`, "extensions": persistert(dokMeg)},
			"an unknown hash":        map[string]any{"extensions": persistert(`{meg{navn}}`)},
			"an empty hash":          map[string]any{"extensions": map[string]any{"persistedQuery": map[string]any{"sha256Hash": ""}}},
			"introspection":          map[string]any{"query": `{__schema{types{name}}}`},
			"typename":               map[string]any{"query": `{__typename}`},
			"a misspelling":          map[string]any{"query": `{mge{navn}}`},
			"no document at all":     map[string]any{"query": `{`},
		} {
			if s := p.post(t, kake, kropp); s.kode() != "UKJENT_DOKUMENT" || s.les("data") != nil || strings.Contains(string(s.raw), "meg") {
				t.Errorf("%s: %d %s", navn, s.status, s.raw)
			}
		}
		if s := p.post(t, kake, []any{map[string]any{"extensions": persistert(dokMeg)}}); s.kode() != "UGYLDIG_FORESPORSEL" {
			t.Errorf("a batch: %s", s.raw)
		}
		if s := p.kjor(t, kake, dokMeg, nil); s.kode() != "" {
			t.Errorf("a known hash: %s", s.raw)
		}
	}
	if n := valid.Load(); n != 0 {
		t.Errorf("%d documents reached validation, want none: ours are validated at the start, others not at all", n)
	}
	// The control: an administrator's own text does reach it.
	if s := p.post(t, p.okt(t, pidAdmin, viewer.NivaHoyt), map[string]any{"query": `{meg{navn}}`}); s.kode() != "" || valid.Load() != 1 {
		t.Errorf("an administrator: %s, %d validations", s.raw, valid.Load())
	}
}

// What an administrator may send is limited, and what is over the limit costs nothing: it never reaches validation.
func TestOndeDokumenter(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidAdmin, viewer.NivaHoyt)
	valid := p.TellValideringer()
	gjenta := strings.Repeat
	for _, f := range []struct {
		navn, dok, kode string
		valideres       bool
	}{
		// The class that took gqlparser 69 s (promises §3.2), 202 kB: larger than a document may be.
		{"fragment bomb", `{` + gjenta(`...on Query{`+gjenta(`__typename `, 100)+`}`, 170) + `}`, "FOR_MYE", false},
		{"fragment bomb under the size limit", `{` + gjenta(`...on Query{`+gjenta(`__typename `, 100)+`}`, 50) + `}`, "FOR_MYE", false},
		{"a field again and again", `{` + gjenta(`__typename `, 3000) + `}`, "FOR_MYE", false},
		{"directives", `{__typename ` + gjenta(`@a `, 2000) + `}`, "FOR_MYE", false},
		{"commas and comments", gjenta("#\n", server.MaksDokument/2) + `{__typename}`, "FOR_MYE", false},
		{"unclosed", gjenta(`{a`, 2000), "FOR_MYE", false},
		{"a list in a list", `{kommune(kommunenummer:` + gjenta(`[`, 5000) + `}`, "FOR_MYE", false},
		{"many operations", gjenta(`query{__typename}`, 400), "FOR_MYE", false},

		{"one token too many", `{` + gjenta(`__typename `, server.MaksTokens-1) + `}`, "FOR_MYE", false},
		{"aliases", `{` + aliaser(16, `meg{navn}`) + `}`, "FOR_MYE", true},
		{"aliases of introspection", `{` + aliaser(16, `__schema{description}`) + `}`, "FOR_MYE", true},
		{"expensive", `{` + aliaser(15, `kommuner{navn}`) + `}`, "FOR_MYE", true},
		{"expensive, one", `{mottak(kommunenummer:"4601" bydelsnummer:"00" first:2000000000){edges{node{id nr sha256}}}}`, "FOR_MYE", true},
		{"deep", `{mottak(kommunenummer:"4601" bydelsnummer:"00"){edges{node{mottaker{...a}}}}} fragment a on Bydel{...on Bydel{__typename}}`, "IKKE_FUNNET", true},
		{"fragments that double", doblende(60), "FOR_MYE", true},
		{"a circle of fragments", `{...a} fragment a on Query{...b} fragment b on Query{...a}`, "UGYLDIG_FORESPORSEL", true},
		{"deep introspection", `{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}`, "UGYLDIG_FORESPORSEL", true},
		{"a misspelling", `{mge{navn}}`, "UGYLDIG_FORESPORSEL", true},
	} {
		t.Run(f.navn, func(t *testing.T) {
			for _, over := range []string{"http", "websocket"} {
				foer := valid.Load()
				var kode string
				if over == "http" {
					kode = p.post(t, kake, map[string]any{"query": f.dok}).kode()
				} else {
					c := p.sokkel(t, kake)
					kode = c.fritt(f.dok)
				}
				if kode != f.kode && (over == "http" || kode != "1009") {
					t.Errorf("%s: got %s, want %s", over, kode, f.kode)
				}
				if nadde := valid.Load() != foer; nadde != f.valideres {
					t.Errorf("%s: reached validation: %v, want %v", over, nadde, f.valideres)
				}
			}
		})
	}
	// What keeps within the limits runs.
	for _, dok := range []string{
		`{` + aliaser(15, `meg{navn}`) + `}`,
		`{kommuner{navn bydeler{bydelsnummer}}}`,
		`{__schema{types{name fields{name args{name type{name ofType{name}}}}}}}`,
	} {
		if s := p.post(t, kake, map[string]any{"query": dok}); s.kode() != "" {
			t.Errorf("%.40s…: %s", dok, s.raw)
		}
	}
	if s := p.post(t, kake, map[string]any{"query": `{mge{navn}}`}); strings.Contains(string(s.raw), "Did you mean") {
		t.Errorf("a suggestion: %s", s.raw)
	}
}

func aliaser(n int, felt string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d:%s ", i, felt)
	}
	return b.String()
}

// doblende makes fragments that each spread the next twice: 2ⁿ fields in a few hundred tokens.
func doblende(n int) string {
	var b strings.Builder
	b.WriteString(`{...f0}`)
	for i := range n {
		fmt.Fprintf(&b, ` fragment f%d on Query{...f%d ...f%d}`, i, i+1, i+1)
	}
	fmt.Fprintf(&b, ` fragment f%d on Query{kommuner{navn}}`, n)
	return b.String()
}

// What is not a GraphQL request is refused without a word of what it was.
func TestUgyldigForesporsel(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidMelder, viewer.NivaHoyt)
	const hemmelig = "24859123456 Lillebror"
	med := func(navn, verdi string) func(*http.Request) {
		return func(r *http.Request) {
			r.Header.Del(navn)
			if verdi != "" {
				r.Header.Set(navn, verdi)
			}
		}
	}
	gyldig := []byte(`{"extensions":{"persistedQuery":{"sha256Hash":"` + hashAv(dokMeg) + `"}}}`)
	for _, f := range []struct {
		navn   string
		kropp  []byte
		endre  func(*http.Request)
		status int
		kode   string
	}{
		{"no JSON", []byte(`{"query":"` + hemmelig), nil, 400, "UGYLDIG_FORESPORSEL"},
		{"a text", []byte(`"` + hemmelig + `"`), nil, 400, "UGYLDIG_FORESPORSEL"},
		{"two", []byte(string(gyldig) + `{"query":"` + hemmelig + `"}`), nil, 400, "UGYLDIG_FORESPORSEL"},
		{"nothing", []byte(``), nil, 400, "UGYLDIG_FORESPORSEL"},
		{"variables of another kind", []byte(`{"query":"{a}","variables":"` + hemmelig + `"}`), nil, 400, "UGYLDIG_FORESPORSEL"},
		{"too large", []byte(`{"query":"` + strings.Repeat("a", server.MaksKropp) + `"}`), nil, 413, "FOR_MYE"},
		{"no X-Portal", gyldig, med("X-Portal", ""), 400, "UGYLDIG_FORESPORSEL"},
		{"a form", gyldig, med("Content-Type", "application/x-www-form-urlencoded"), 415, "UGYLDIG_FORESPORSEL"},
		{"plain text", gyldig, med("Content-Type", "text/plain"), 415, "UGYLDIG_FORESPORSEL"},
		{"a form with files", gyldig, med("Content-Type", "multipart/form-data; boundary=x"), 415, "UGYLDIG_FORESPORSEL"},
		{"no type", gyldig, med("Content-Type", ""), 415, "UGYLDIG_FORESPORSEL"},
		{"another charset", gyldig, med("Content-Type", "application/json; charset=utf-16"), 415, "UGYLDIG_FORESPORSEL"},
		{"PUT", gyldig, func(r *http.Request) { r.Method = http.MethodPut }, 405, "UGYLDIG_FORESPORSEL"},
		{"valid", gyldig, nil, 200, ""},
	} {
		t.Run(f.navn, func(t *testing.T) {
			var endre []func(*http.Request)
			if f.endre != nil {
				endre = append(endre, f.endre)
			}
			s := p.post(t, kake, f.kropp, endre...)
			kode := s.kode()
			if k, _ := s.les("kode").(string); k != "" {
				kode = k
			}
			if s.status != f.status || kode != f.kode {
				t.Errorf("got %d %s, want %d %s", s.status, s.raw, f.status, f.kode)
			}
			if strings.Contains(string(s.raw), "Lillebror") || strings.Contains(p.logg.String(), "Lillebror") {
				t.Errorf("repeated: %s", s.raw)
			}
		})
	}
}

// Forged by a page of another site, in every way a browser can be made to send without asking leave.
func TestForfalsketFraAnnetSted(t *testing.T) {
	p := nyttHus(t)
	saksbehandler := p.okt(t, pidBergen, viewer.NivaHoyt)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	kropp := map[string]any{"variables": map[string]any{"id": id}, "extensions": persistert(dokBekreft)}
	n := 0
	for _, typ := range []string{"application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""} {
		for _, portal := range []string{"", "1"} {
			for _, fra := range []map[string]string{
				{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://ond.example"}, {"Origin": "null"},
			} {
				n++
				s := p.post(t, saksbehandler, kropp, func(r *http.Request) {
					r.Header.Del("X-Portal")
					r.Header.Del("Content-Type")
					for navn, verdi := range fra {
						r.Header.Set(navn, verdi)
					}
					if portal != "" {
						r.Header.Set("X-Portal", portal)
					}
					if typ != "" {
						r.Header.Set("Content-Type", typ)
					}
				})
				if s.status < 400 {
					t.Errorf("%q, X-Portal %q, %v: %d", typ, portal, fra, s.status)
				}
			}
		}
	}
	sett := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-origin"); r.Header.Set("Origin", p.url) }
	s := p.kjor(t, saksbehandler, dokMottak, bergenVar)
	if s.les("data", "mottak", "antallUbekreftede") != 1.0 {
		t.Errorf("after %d forged requests: %s", n, s.raw)
	}
	if s := p.post(t, saksbehandler, kropp, sett); s.kode() != "" || s.les("data") == nil {
		t.Errorf("the control, from our own page: %s", s.raw)
	}
	// A link elsewhere to a document would write «opened» in the log.
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/last-ned/mottak/"+id+"/bekymringsmelding.pdf", nil)
	maa(t, err)
	r.AddCookie(saksbehandler)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if s := gjor(t, r); s.status != http.StatusForbidden {
		t.Errorf("a document by a link elsewhere: %d", s.status)
	}
}

// GET is for tools of those who may write their own documents, and reads only.
func TestGet(t *testing.T) {
	p := nyttHus(t)
	for _, f := range []struct {
		navn, pid, sporring string
		status              int
	}{
		{"an administrator reads", pidAdmin, "query={meg{navn}}", 200},
		{"an administrator writes", pidAdmin, "query=mutation{bekreftMottak(input:{id:%226f1c7a52-8d0e-4b6e-9d43-0f2f5a0f6f11%22}){melding{id}}}", 405},
		{"a citizen reads", pidMelder, "query={meg{navn}}", 200}, // UKJENT_DOKUMENT, as for POST
		{"a citizen by hash", pidMelder, `extensions={"persistedQuery":{"sha256Hash":"` + hashAv(dokMeg) + `"}}`, 405},
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/graphql", nil)
		maa(t, err)
		r.URL.RawQuery = strings.NewReplacer(" ", "%20", `"`, "%22").Replace(f.sporring)
		r.AddCookie(p.okt(t, f.pid, viewer.NivaHoyt))
		r.Header.Set("X-Portal", "1")
		s := gjor(t, r)
		if s.status != f.status || (f.pid == pidMelder && s.les("data") != nil) {
			t.Errorf("%s: %d %s", f.navn, s.status, s.raw)
		}
	}
}

func TestPortalensDokumenterProves(t *testing.T) {
	for navn, liste := range map[string]string{
		"another text":       `{"` + hashAv(dokMeg) + `":"{__typename}"}`,
		"not of this schema": `{"` + hashAv(`{mge}`) + `":"{mge}"}`,
		"not a document":     `{"` + hashAv(`{`) + `":"{"}`,
		"not a list":         `[]`,
	} {
		if err := server.LesDokumenterFeil(liste); err == nil {
			t.Errorf("%s: taken", navn)
		}
	}
	if err := server.LesDokumenterFeil(`{"` + hashAv(dokMeg) + `":"` + dokMeg + `"}`); err != nil {
		t.Errorf("the control: %v", err)
	}
}
