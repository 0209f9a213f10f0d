package server_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"barnevernportalen/ent/viewer"
)

// GraphiQL is for an administrator at the high level. To others it is a page that does not exist, or one to log in for.
func TestGraphiql(t *testing.T) {
	p := nyttHus(t)
	const side, inn = "<title>GraphiQL</title>", "/logg-inn?niva=hoyt&til=%2Fadmin%2Fgraphiql"
	for _, f := range []struct {
		navn, pid string
		niva      viewer.Niva
		status    int
		til       string
	}{
		{"nobody", "", viewer.NivaIngen, http.StatusSeeOther, inn},
		{"a citizen", pidMelder, viewer.NivaBetydelig, http.StatusNotFound, ""},
		{"a citizen, high", pidMelder, viewer.NivaHoyt, http.StatusNotFound, ""},
		{"a caseworker", pidBergen, viewer.NivaHoyt, http.StatusNotFound, ""},
		{"an administrator, low", pidAdmin, viewer.NivaBetydelig, http.StatusSeeOther, inn},
		{"an administrator", pidAdmin, viewer.NivaHoyt, http.StatusOK, ""},
	} {
		t.Run(f.navn, func(t *testing.T) {
			var kake *http.Cookie
			if f.pid != "" {
				kake = p.okt(t, f.pid, f.niva)
			}
			s := p.get(t, kake, "/admin/graphiql")
			if s.status != f.status || s.hode.Get("Location") != f.til {
				t.Errorf("got %d to %q, want %d to %q", s.status, s.hode.Get("Location"), f.status, f.til)
			}
			if fikk := strings.Contains(string(s.raw), side); fikk != (f.status == http.StatusOK) {
				t.Errorf("got the page: %v", fikk)
			}
			if f.status == http.StatusNotFound && string(s.raw) != testIndeks {
				t.Errorf("instead of the portal's own page: %s", s.raw)
			}
			// A page that a login away from here leads back to comes as from another site.
			if s := p.get(t, kake, "/en/admin/graphiql", "Sec-Fetch-Site", "cross-site"); s.status != f.status {
				t.Errorf("in English, after the login: %d", s.status)
			}
		})
	}
}

// The page's policy lets in styles of the editor's own, and no script that the portal's would not.
func TestGraphiqlsRegler(t *testing.T) {
	p := nyttHus(t)
	kake := p.okt(t, pidAdmin, viewer.NivaHoyt)
	les := func() (csp, nonce string) {
		s := p.get(t, kake, "/admin/graphiql")
		m := regexp.MustCompile(`nonce="([A-Z2-7]{26})"`).FindSubmatch(s.raw)
		if m == nil {
			t.Fatalf("no nonce in %s", s.raw)
		}
		if s.hode.Get("Cache-Control") != "no-store" {
			t.Errorf("kept: %v", s.hode)
		}
		return s.hode.Get("Content-Security-Policy"), string(m[1])
	}
	csp, nonce := les()
	regler := map[string]string{}
	for _, r := range strings.Split(csp, "; ") {
		navn, kilder, _ := strings.Cut(r, " ")
		regler[navn] = kilder
	}
	for navn, vil := range map[string]string{
		"default-src": "'none'", "script-src": "'self'", "worker-src": "'self'", "connect-src": "'self'", "font-src": "'self'",
		"style-src-elem": "'self' 'nonce-" + nonce + "'", "style-src-attr": "'unsafe-inline'", "frame-ancestors": "'none'", "base-uri": "'none'",
	} {
		if regler[navn] != vil {
			t.Errorf("%s is %q, want %q", navn, regler[navn], vil)
		}
	}
	if strings.Count(csp, "unsafe") != 1 {
		t.Errorf("more is let in than style attributes: %s", csp)
	}
	if _, neste := les(); neste == nonce {
		t.Error("two answers have the same nonce")
	}
}

// The schema is told to those who may ask in words of their own, and to nobody else: not by the word, not by a hash, not by
// what a misspelling is answered with.
func TestIntrospeksjon(t *testing.T) {
	p := nyttHus(t)
	const dok = `query IntrospectionQuery { __schema { description types { name fields { name description } } } __type(name: "Query") { name } }`
	for _, f := range []struct {
		navn, pid string
		niva      viewer.Niva
		kode      string
	}{
		{"nobody", "", viewer.NivaIngen, "UKJENT_DOKUMENT"},
		{"a citizen", pidMelder, viewer.NivaHoyt, "UKJENT_DOKUMENT"},
		{"a caseworker", pidBergen, viewer.NivaHoyt, "UKJENT_DOKUMENT"},
		{"an administrator", pidAdmin, viewer.NivaHoyt, ""},
	} {
		t.Run(f.navn, func(t *testing.T) {
			var kake *http.Cookie
			if f.pid != "" {
				kake = p.okt(t, f.pid, f.niva)
			}
			for _, dok := range []string{dok, `{__schema{description}}`, `{__type(name:"Bekymringsmelding"){name}}`, `{meg{navn} __schema{description}}`} {
				s := p.post(t, kake, map[string]any{"query": dok})
				if s.kode() != f.kode || f.kode != "" && s.les("data") != nil {
					t.Errorf("%.40s…: %s", dok, s.raw)
				}
				if f.kode != "" && f.pid != "" {
					if kode := p.sokkel(t, kake).fritt(dok); kode != f.kode {
						t.Errorf("%.40s… on a socket: %s", dok, kode)
					}
				}
			}
			if s := p.post(t, kake, map[string]any{"extensions": persistert(dok)}); s.kode() != "UKJENT_DOKUMENT" {
				t.Errorf("by its hash: %s", s.raw)
			}
			if f.kode == "" && p.post(t, kake, map[string]any{"query": dok}).les("data", "__schema", "description") == "" {
				t.Error("the schema is not described")
			}
		})
	}
	for navn, m := range p.hus.maskiner {
		if s := p.sporsmal(t, m, dok, nil); s.kode() != "" || s.les("data", "__type", "name") != "Query" {
			t.Errorf("%s: %.200s", navn, s.raw)
		}
	}
}
