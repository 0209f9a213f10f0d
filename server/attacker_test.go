package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"barnevernportalen/server/testidp"
)

// utfor runs a login with a done to it, and returns where the browser ends.
func (v *verden) utfor(a angrep) string {
	v.t.Helper()
	q := "til=/mine&niva=" + a.niva + "&som=melder"
	if a.opp {
		v.loggInn("niva=betydelig&som=melder")
		q = "til=/mine&niva=hoyt" // no som: that would be another login, not a step-up
		// The provider's page would ask; pick by the single sign-on's own level instead.
		v.tukleInn["/par"] = func(q url.Values) { q.Set("login_hint", "melder") }
	}
	if a.token != nil {
		v.tukle["/token"] = bytt(func(raw string) string {
			tok := lesToken(v.t, raw)
			a.token(tok)
			return tok.String()
		})
	}
	if a.raw != nil {
		v.tukle["/token"] = bytt(func(raw string) string { return a.raw(v, raw) })
	}
	if a.inn != nil {
		v.tukleInn["/token"] = a.inn
	}
	u := v.tilSvar(q)
	if a.svar != nil {
		s := u.Query()
		a.svar(v, s)
		u.RawQuery = s.Encode()
	}
	if a.foer != nil {
		a.foer(v)
	}
	status, til := v.get(u.String())
	if status != http.StatusSeeOther {
		v.t.Errorf("status %d", status)
	}
	return til
}

// bytt replaces the id_token in the token endpoint's answer.
func bytt(f func(string) string) func([]byte) []byte {
	return func(b []byte) []byte {
		var svar map[string]any
		if json.Unmarshal(b, &svar) != nil || svar["id_token"] == nil {
			return b
		}
		svar["id_token"] = f(svar["id_token"].(string))
		ut, _ := json.Marshal(svar)
		return ut
	}
}

// sjekkLogg wants nothing of the person, the tokens or the browser's words in the log.
func (v *verden) sjekkLogg() {
	v.t.Helper()
	tekst := v.logg.String()
	for _, p := range testidp.Personer() {
		for _, forbudt := range []string{p.Fnr, p.Navn} {
			if strings.Contains(tekst, forbudt) {
				v.t.Errorf("the log names %s:\n%s", p.Bruker, tekst)
			}
		}
	}
	if strings.Contains(tekst, "eyJ") || strings.Contains(tekst, "code=") {
		v.t.Errorf("the log holds a token or a code:\n%s", tekst)
	}
}

// annet is a login in another browser.
type annet struct {
	kode  string
	q     url.Values
	lever func()
}

func (v *verden) tilSvarEtAnnetSted(q string) annet {
	v.t.Helper()
	var ut annet
	v.etAnnetSted(func() {
		u := v.tilSvar(q)
		browser := v.browser
		ut = annet{kode: u.Query().Get("code"), q: u.Query(), lever: func() {
			vaar := v.browser
			v.browser = browser
			defer func() { v.browser = vaar }()
			v.get(u.String())
		}}
	})
	return ut
}

func (v *verden) svarEtAnnetSted(q string) url.Values { return v.tilSvarEtAnnetSted(q).q }

func (v *verden) loggInnEtAnnetSted(q string) { v.tilSvarEtAnnetSted(q).lever() }

func (v *verden) etAnnetSted(f func()) {
	vaar := v.browser
	defer func() { v.browser = vaar }()
	v.nyBrowser()
	f()
}
