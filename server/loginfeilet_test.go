package server_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// One whose login came to nothing is told so in her language, and finds the way to where she was going; to nowhere else.
func TestInnloggingSomIkkeBleNoe(t *testing.T) {
	avbryt := func(u *url.URL) {
		u.RawQuery = url.Values{"state": {u.Query().Get("state")}, "iss": {u.Query().Get("iss")}, "error": {"access_denied"}}.Encode()
	}
	for _, c := range []struct {
		navn, spor string
		foer       func(*verden, *url.URL)
		til        string
	}{
		{"to a form, in bokmål", "til=/privat/bekymring&sprak=nb", nil, "/innlogging-feilet?innlogging=avbrutt&til=%2Fprivat%2Fbekymring"},
		{"in Sámi, said", "til=/se/privat/bekymring&sprak=se", nil, "/se/innlogging-feilet?innlogging=avbrutt&til=%2Fse%2Fprivat%2Fbekymring"},
		{"in English, by the page alone", "til=/en/mine", nil, "/en/innlogging-feilet?innlogging=avbrutt&til=%2Fen%2Fmine"},
		{"to one’s own case", "til=/nn/innsyn/sak/1&niva=hoyt", nil, "/nn/innlogging-feilet?innlogging=avbrutt&niva=hoyt&til=%2Fnn%2Finnsyn%2Fsak%2F1"},
		{"to the front page", "til=/", nil, "/innlogging-feilet?innlogging=avbrutt"},
		{"to another site", "til=//x.example&sprak=en", nil, "/en/innlogging-feilet?innlogging=avbrutt"},
		{"in no language", "til=/privat&sprak=../x", nil, "/innlogging-feilet?innlogging=avbrutt&til=%2Fprivat"},
		{"too late", "til=/en/mine", func(v *verden, _ *url.URL) { v.klokke.frem(11 * time.Minute) }, "/en/innlogging-feilet?innlogging=utlopt&til=%2Fen%2Fmine"},
		{"refused for another reason", "til=/en/mine", func(_ *verden, u *url.URL) { u.RawQuery += "&state=igjen" }, "/en/innlogging-feilet?innlogging=feilet&til=%2Fen%2Fmine"},
		{"in a browser that has forgotten", "til=/en/mine", func(v *verden, _ *url.URL) { v.settKake("innlogging", "") }, "/innlogging-feilet?innlogging=utlopt"},
	} {
		t.Run(c.navn, func(t *testing.T) {
			v := nyVerden(t)
			u := v.tilSvar("som=melder&" + c.spor)
			avbryt(u)
			if c.foer != nil {
				c.foer(v, u)
			}
			if status, til := v.get(u.String()); status != http.StatusSeeOther || til != c.til {
				t.Errorf("%d %q, want %q", status, til, c.til)
			}
			if _, status := v.hvem(); status != http.StatusUnauthorized {
				t.Error("somebody is logged in")
			}
		})
	}

	// A provider that does not answer is told of in the same way.
	v := nyVerden(t)
	v.nede = true
	if _, til := v.get("/logg-inn?til=/se/privat/bekymring&sprak=se"); til != "/se/innlogging-feilet?innlogging=feilet&til=%2Fse%2Fprivat%2Fbekymring" {
		t.Errorf("%q", til)
	}
	if kake := v.kake("innlogging"); kake != "" {
		t.Errorf("a login that was never begun is remembered")
	}
}
