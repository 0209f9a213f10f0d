package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"barnevernportalen/server"
)

func TestTil(t *testing.T) {
	v := nyVerden(t)
	v.loggInn("som=melder")
	for til, vil := range map[string]string{
		"/":                             "/",
		"/mine":                         "/mine",
		"/mine?a=b&c=d#her":             "/mine?a=b&c=d#her",
		"/mine?neste=https://x.example": "/mine?neste=https://x.example",
		"/privat/kommune%20a":           "/privat/kommune%20a",
		"":                              "/",
		"mine":                          "/",
		"//x.example":                   "/",
		"///x.example":                  "/",
		"/\\x.example":                  "/",
		"\\\\x.example":                 "/",
		"/%5cx.example":                 "/",
		"/%2fx.example":                 "/",
		"/\t/x.example":                 "/",
		"/\n/x.example":                 "/",
		"/\r\nSet-Cookie: a=b":          "/",
		"/\x00":                         "/",
		"/\u2028x":                      "/",
		" //x.example":                  "/",
		"https://x.example":             "/",
		"javascript:alert(1)":           "/",
		"data:text/html,x":              "/",
		"/%zz":                          "/",
		"/logg-inn?til=/mine":           "/",
		"/logg-ut":                      "/",
		"/innlogging-feilet":            "/",
		"/se/innlogging-feilet?a=b":     "/",
		"/" + strings.Repeat("a", 511):  "/" + strings.Repeat("a", 511),
		"/" + strings.Repeat("a", 512):  "/",
	} {
		if _, fikk := v.get("/logg-inn?" + url.Values{"til": {til}}.Encode()); fikk != vil {
			t.Errorf("%q led to %q, want %q", til, fikk, vil)
		}
	}
	// The same on the long way, through the provider and the cookie.
	v.nyBrowser()
	if til := v.loggInn("som=melder&til=" + url.QueryEscape("//x.example")); til != "/" {
		t.Errorf("led to %q", til)
	}
}

// som is a door of dev mode, and sprak takes the provider's four languages.
func TestForesporselen(t *testing.T) {
	v := nyVerden(t)
	var par url.Values
	v.tukleInn["/par"] = func(q url.Values) { par = q }
	_, til := v.get("/logg-inn?som=melder&niva=hoyt&sprak=se")
	for navn, vil := range map[string]string{
		"acr_values": "idporten-loa-high", "ui_locales": "se", "login_hint": "melder", "response_type": "code",
		"code_challenge_method": "S256", "scope": "openid profile", "client_id": klientID,
		"redirect_uri": v.portal.URL + "/logg-inn/svar",
	} {
		if par.Get(navn) != vil {
			t.Errorf("%s is %q, want %q", navn, par.Get(navn), vil)
		}
	}
	u, err := url.Parse(til)
	maa(t, err)
	if q := u.Query(); len(q) != 2 || q.Get("client_id") != klientID || q.Get("request_uri") == "" {
		t.Errorf("the browser carries %v, want client_id and request_uri alone", q)
	}
	forrige := par
	v.nyBrowser()
	v.get("/logg-inn?sprak=xx")
	if par.Has("ui_locales") || par.Has("login_hint") || par.Get("acr_values") != "idporten-loa-substantial" {
		t.Errorf("%v", par)
	}
	for _, navn := range []string{"state", "nonce", "code_challenge", "client_assertion"} {
		if par.Get(navn) == "" || par.Get(navn) == forrige.Get(navn) {
			t.Errorf("%s is not new", navn)
		}
	}
}

// In production som is a word like any other: it goes to no provider and gets nobody past a step-up.
func TestSomBareIDev(t *testing.T) {
	for modus, vil := range map[server.Modus]string{server.ModusProduksjon: "", server.ModusDev: "melder"} {
		v := nyVerden(t)
		var par url.Values
		var op *httptest.Server
		op = httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				maa(t, r.ParseForm())
				par = r.PostForm
				w.WriteHeader(http.StatusCreated)
				_, _ = w.Write([]byte(`{"request_uri":"urn:x"}`))
				return
			}
			_, _ = w.Write([]byte(strings.ReplaceAll(`{"issuer":"U","authorization_endpoint":"U/a","token_endpoint":"U/t","jwks_uri":"U/j",
				"pushed_authorization_request_endpoint":"U/p","end_session_endpoint":"U/e"}`, "U", op.URL)))
		}))
		defer op.Close()
		o := v.sesjoner.SesjonerOppsett
		o.Modus = modus
		var err error
		o.Adresse, err = server.ParseAdresse("https://portal.example.no", modus)
		maa(t, err)
		s, err := server.NewSesjoner(o)
		maa(t, err)
		k, err := klientnokkel()
		maa(t, err)
		inn, err := server.NewInnlogging(s, server.InnloggingOppsett{Utsteder: op.URL, KlientID: klientID, Klientnokkel: k, HTTP: op.Client()})
		maa(t, err)
		w := httptest.NewRecorder()
		inn.Start(w, httptest.NewRequest("GET", "/logg-inn?som=melder", nil))
		if !strings.HasPrefix(w.Header().Get("Location"), op.URL+"/a?") || par.Get("login_hint") != vil {
			t.Errorf("%s: went to %q with login_hint %q, want %q", modus, w.Header().Get("Location"), par.Get("login_hint"), vil)
		}
	}
}

// The provider refuses a request of ours that has been changed; the browser never gets as far as its page.
func TestForesporselTuklet(t *testing.T) {
	for navn, f := range map[string]func(url.Values){
		"redirect_uri of another": func(q url.Values) { q.Set("redirect_uri", "https://angriper.example") },
		"PKCE missing":            func(q url.Values) { q.Del("code_challenge") },
		"PKCE plain":              func(q url.Values) { q.Set("code_challenge_method", "plain") },
		"no state":                func(q url.Values) { q.Del("state") },
		"no nonce":                func(q url.Values) { q.Del("nonce") },
		"implicit":                func(q url.Values) { q.Set("response_type", "id_token") },
		"unknown level":           func(q url.Values) { q.Set("acr_values", "Level4") },
		"no openid":               func(q url.Values) { q.Set("scope", "profile") },
		"assertion missing":       func(q url.Values) { q.Del("client_assertion") },
		"another client":          func(q url.Values) { q.Set("client_id", "annen") },
	} {
		v := nyVerden(t)
		v.tukleInn["/par"] = f
		if status, til := v.get("/logg-inn?som=melder"); status != http.StatusSeeOther || til != "/innlogging-feilet?innlogging=feilet" {
			t.Errorf("%s: %d %q", navn, status, til)
		}
		if grunn, feil := v.logg.sist(t); grunn != "utsteder" || !strings.Contains(feil, "pushed authorization request") {
			t.Errorf("%s: %s %s", navn, grunn, feil)
		}
	}
}
