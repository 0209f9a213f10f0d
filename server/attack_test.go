package server_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"barnevernportalen/server/testidp"
)

// angrep is one thing done to a login that would otherwise pass.
type angrep struct {
	navn string
	niva string // asked for; "betydelig" if ""
	// opp: the login is a step-up of a session at BETYDELIG.
	opp bool

	token func(*token)                 // alters the id_token and signs it again
	raw   func(*verden, string) string // puts another in its place
	inn   func(url.Values)             // alters what we send to the token endpoint
	svar  func(*verden, url.Values)    // alters the answer in the browser's address
	foer  func(*verden)                // happens before the browser delivers the answer

	grunn string // the log must give this reason,
	feil  string // with this in its text
	vises string // what the front page is told; "feilet" if ""
}

func settSvar(navn string, verdier ...string) func(*verden, url.Values) {
	return func(_ *verden, q url.Values) { q[navn] = verdier }
}

func settInn(navn string, verdier ...string) func(url.Values) {
	return func(q url.Values) {
		if q.Get("grant_type") == "authorization_code" {
			q[navn] = verdier
		}
	}
}

// angrepene must each be refused, and for the reason given: a test that is refused for another reason shows nothing.
var angrepene = []angrep{
	// The signature and what chooses it.
	{navn: "alg none", token: flere(alg("none"), ingenSignatur), grunn: "token", feil: "alg"},
	{navn: "alg nOnE", token: flere(alg("nOnE"), ingenSignatur), grunn: "token", feil: "alg"},
	{navn: "alg missing", token: hode("alg", nil), grunn: "token"},
	{navn: "signature cut off", token: ingenSignatur, grunn: "token", feil: "verify signature"},
	{navn: "signature with one bit turned", token: flippBit, grunn: "token", feil: "verify signature"},
	{navn: "HS256 with the public key (PEM)", token: hmacMed(offentligPEM()), grunn: "token", feil: "HS256"},
	{navn: "HS256 with the public key (JWK)", token: hmacMed(offentligJWK()), grunn: "token", feil: "HS256"},
	{navn: "PS256, right key but not on our list", token: alg("PS256"), grunn: "token", feil: "PS256"},
	{navn: "RS512 where the key says RS256", token: alg("RS512"), grunn: "token", feil: "no such key"},
	{navn: "ES256 with a key of the attacker's", token: ecdsaSignatur, grunn: "token", feil: "ES256"},
	{navn: "the attacker's key under the provider's kid", token: egen, grunn: "token", feil: "verify signature"},
	{navn: "unknown kid", token: egenKid, grunn: "token", feil: "no such key"},
	{navn: "no kid", token: hode("kid", nil), grunn: "token", feil: "no such key"},
	{navn: "jku to the attacker's keys", token: flere(egenKid, hode("jku", "https://angriper.example/jwks")), grunn: "token", feil: "jku"},
	{navn: "jku under a good signature", token: hode("jku", "https://angriper.example/jwks"), grunn: "token", feil: "jku"},
	{navn: "jwk of the attacker's", token: flere(egen, hode("jwk", angripersJWK())), grunn: "token", feil: "jwk"},
	{navn: "x5u", token: flere(egen, hode("x5u", "https://angriper.example/cert")), grunn: "token", feil: "x5u"},
	{navn: "x5c", token: flere(egen, hode("x5c", []string{"MIIB"})), grunn: "token", feil: "x5c"},
	{navn: "crit", token: flere(hode("crit", []string{"exp"}), hode("exp", 1)), grunn: "token", feil: "crit"},
	{navn: "claims changed after signing", raw: func(v *verden, raw string) string {
		tok, del := lesToken(v.t, raw), strings.Split(raw, ".")
		tok.krav["pid"] = "05898627006"
		b, _ := json.Marshal(tok.krav)
		return del[0] + "." + b64.EncodeToString(b) + "." + del[2]
	}, grunn: "token", feil: "verify signature"},
	{navn: "JSON serialization", raw: func(_ *verden, raw string) string {
		del := strings.Split(raw, ".")
		b, _ := json.Marshal(map[string]string{"protected": del[0], "payload": del[1], "signature": del[2]})
		return string(b)
	}, grunn: "token", feil: "compact"},
	{navn: "no token", raw: func(*verden, string) string { return "" }, grunn: "veksling", feil: "no id_token"},

	// Who it is from and for.
	{navn: "iss of another", token: krav("iss", "https://angriper.example"), grunn: "token", feil: "different provider"},
	{navn: "iss with a slash more", token: func(t *token) { t.krav["iss"] = t.krav["iss"].(string) + "/" }, grunn: "token", feil: "different provider"},
	{navn: "iss missing", token: krav("iss", nil), grunn: "token", feil: "different provider"},
	{navn: "aud of another", token: krav("aud", "annen-tjeneste"), grunn: "token", feil: "audience"},
	{navn: "aud missing", token: krav("aud", nil), grunn: "token", feil: "audience"},
	{navn: "aud with others beside us", token: krav("aud", []string{klientID, "annen-tjeneste"}), grunn: "token", feil: "aud: others"},
	{navn: "azp of another", token: krav("azp", "annen-tjeneste"), grunn: "token", feil: "azp"},
	{navn: "azp empty", token: krav("azp", ""), grunn: "token", feil: "azp"},
	{navn: "nonce of another login", token: krav("nonce", "annen"), grunn: "token", feil: "nonce"},
	{navn: "nonce missing", token: krav("nonce", nil), grunn: "token", feil: "nonce"},

	// When.
	{navn: "exp past", token: om("exp", -121), grunn: "token", feil: "expired"},
	{navn: "exp missing", token: krav("exp", nil), grunn: "token", feil: "expired"},
	{navn: "iat in the future", token: om("iat", 60), grunn: "token", feil: "iat: in the future"},
	{navn: "iat old", token: om("iat", -301), grunn: "token", feil: "iat: too old"},
	{navn: "iat missing", token: krav("iat", nil), grunn: "token", feil: "iat: missing"},
	{navn: "nbf in the future", token: func(t *token) { t.krav["nbf"] = t.krav["iat"].(float64) + 60 }, grunn: "token", feil: "nbf"},

	// Who, and how surely.
	{navn: "acr missing", token: krav("acr", nil), grunn: "token", feil: "acr"},
	{navn: "acr low", token: krav("acr", "idporten-loa-low"), grunn: "token", feil: "acr"},
	{navn: "acr unknown", token: krav("acr", "idporten-loa-high2"), grunn: "token", feil: "acr"},
	{navn: "acr below what was asked", niva: "hoyt", token: krav("acr", "idporten-loa-substantial"), grunn: "token", feil: "acr"},
	{navn: "pid missing", token: krav("pid", nil), grunn: "token", feil: "pid"},
	{navn: "pid no number", token: krav("pid", "1483883123x"), grunn: "token", feil: "pid"},
	{navn: "pid of the wrong type", token: krav("pid", 14838831231), grunn: "token", feil: "claims of the wrong type"},
	{navn: "sub missing", token: krav("sub", nil), grunn: "token", feil: "sub"},
	{navn: "sub changed on step-up", opp: true, token: krav("sub", "annen"), grunn: "annenPerson"},
	{navn: "pid changed on step-up", opp: true, token: krav("pid", "05898627006"), grunn: "annenPerson"},
	{navn: "acr not raised on step-up", opp: true, token: krav("acr", "idporten-loa-substantial"), grunn: "token", feil: "acr"},

	// One kind of token for another.
	{navn: "logout token as id_token", raw: func(v *verden, raw string) string {
		p, _ := testidp.Finn("melder")
		l, err := v.idp.LogoutToken("sid", p)
		maa(v.t, err)
		return l
	}, grunn: "token", feil: "typ"},
	{navn: "logout token with another typ", raw: func(v *verden, raw string) string {
		id := lesToken(v.t, raw)
		p, _ := testidp.Finn("melder")
		l, err := v.idp.LogoutToken("sid", p)
		maa(v.t, err)
		tok := lesToken(v.t, l)
		tok.hode["typ"], tok.krav["nonce"], tok.krav["pid"], tok.krav["acr"] = "JWT", id.krav["nonce"], id.krav["pid"], id.krav["acr"]
		return tok.String()
	}, grunn: "token", feil: "events"},
	{navn: "access token by typ", token: hode("typ", "at+jwt"), grunn: "token", feil: "typ"},
	{navn: "the id_token of an earlier login", raw: func(v *verden, raw string) string {
		delete(v.tukle, "/token")
		forrige := raw
		v.tukle["/token"] = bytt(func(r string) string { forrige = r; return r })
		v.loggInnEtAnnetSted("som=melder")
		return forrige
	}, grunn: "token", feil: "nonce"},

	// The answer in the browser's address.
	{navn: "state wrong", svar: settSvar("state", "annen"), grunn: "state"},
	{navn: "state missing", svar: settSvar("state"), grunn: "state"},
	{navn: "state empty", svar: settSvar("state", ""), grunn: "state"},
	{navn: "state twice", svar: func(_ *verden, q url.Values) { q.Add("state", "annen") }, grunn: "state"},
	{navn: "the answer to another browser's login", svar: func(v *verden, q url.Values) {
		for k, verdi := range v.svarEtAnnetSted("som=far") {
			q[k] = verdi
		}
	}, grunn: "state"},
	{navn: "another's code under our state", svar: func(v *verden, q url.Values) {
		q["code"] = v.svarEtAnnetSted("som=far")["code"]
	}, grunn: "veksling", feil: "invalid_grant"},
	{navn: "a code that has been used", svar: func(v *verden, q url.Values) {
		u := v.tilSvarEtAnnetSted("som=melder")
		annen := u.kode
		u.lever()
		q["code"] = []string{annen}
	}, grunn: "veksling", feil: "invalid_grant"},
	{navn: "a code made up", svar: settSvar("code", "oppdiktet"), grunn: "veksling", feil: "invalid_grant"},
	{navn: "code missing", svar: settSvar("code"), grunn: "kode"},
	{navn: "code twice", svar: func(_ *verden, q url.Values) { q.Add("code", "annen") }, grunn: "kode"},
	{navn: "iss of the answer missing", svar: settSvar("iss"), grunn: "iss"},
	{navn: "iss of the answer another provider's (mix-up)", svar: settSvar("iss", "https://angriper.example"), grunn: "iss"},
	{navn: "iss of the answer twice", svar: func(_ *verden, q url.Values) { q.Add("iss", "https://angriper.example") }, grunn: "iss"},
	{navn: "an error beside the code", svar: settSvar("error", "server_error"), grunn: "avslag", feil: "server_error"},
	{navn: "an error text that is no code", svar: settSvar("error", "<b>05898627006</b>"), grunn: "avslag", feil: "uleselig"},
	{navn: "the person changed her mind", svar: settSvar("error", "access_denied"), grunn: "avbrutt", vises: "avbrutt"},
	{navn: "the provider's time ran out", svar: settSvar("error", "login_required"), grunn: "utlopt", vises: "utlopt"},

	// The login state in the browser.
	{navn: "no login under way", foer: func(v *verden) { v.settKake("innlogging", "") }, grunn: "forlop", vises: "utlopt"},
	{navn: "login state tampered with", foer: func(v *verden) {
		k := []byte(v.kake("innlogging"))
		k[len(k)/2] ^= 1
		v.settKake("innlogging", string(k))
	}, grunn: "forlop", vises: "utlopt"},
	{navn: "login state under another secret", foer: func(v *verden) {
		annen := nyVerden(v.t)
		annen.hemmelighet[0]++
		annen.nyPortal(annen.op.URL + "/testidp")
		annen.tilSvar("som=melder")
		v.settKake("innlogging", annen.kake("innlogging"))
	}, grunn: "forlop", vises: "utlopt"},
	{navn: "login state too old", foer: func(v *verden) { v.klokke.frem(10*time.Minute + time.Second) }, grunn: "utlopt", vises: "utlopt"},

	// What we send to the token endpoint, seen from the provider's side.
	{navn: "PKCE verifier missing", inn: settInn("code_verifier"), grunn: "veksling", feil: "invalid_grant"},
	{navn: "PKCE verifier wrong", inn: settInn("code_verifier", strings.Repeat("a", 43)), grunn: "veksling", feil: "invalid_grant"},
	{navn: "redirect_uri another", inn: settInn("redirect_uri", "https://angriper.example/svar"), grunn: "veksling", feil: "invalid_grant"},
	{navn: "client assertion missing", inn: settInn("client_assertion"), grunn: "veksling", feil: "invalid_client"},
	{navn: "client assertion type missing", inn: settInn("client_assertion_type"), grunn: "veksling", feil: "invalid_client"},
}

func TestAngrep(t *testing.T) {
	for _, a := range angrepene {
		t.Run(a.navn, func(t *testing.T) {
			t.Parallel()
			v := nyVerden(t)
			vises := a.vises
			if vises == "" {
				vises = "feilet"
			}
			til := v.utfor(a)
			// What stands beside it is what this browser asked for itself, if it is known which login that was.
			egne := []string{"", "&niva=hoyt", "&til=%2Fmine", "&niva=hoyt&til=%2Fmine"}
			if rest, ja := strings.CutPrefix(til, "/innlogging-feilet?innlogging="+vises); !ja || !slices.Contains(egne, rest) {
				t.Errorf("the browser was sent to %q, want %s", til, vises)
			}
			if grunn, feil := v.logg.sist(t); grunn != a.grunn || !strings.Contains(feil, a.feil) {
				t.Errorf("refused for %q (%s), want %q (%s)", grunn, feil, a.grunn, a.feil)
			}
			h, status := v.hvem()
			if !a.opp && status != http.StatusUnauthorized {
				t.Errorf("somebody is logged in: %+v", h)
			}
			if a.opp && (status != http.StatusOK || h.Niva != "BETYDELIG" || h.Navn != "Marte Synt Melder") {
				t.Errorf("the session the step-up began from: %d %+v", status, h)
			}
			v.sjekkLogg()
		})
	}
	t.Logf("%d attacks", len(angrepene))
}

// The control: the same harness, doing nothing or nothing wrong, lets the login through. Were it not so, every refusal
// above could be the harness's own doing.
func TestAngrepKontroll(t *testing.T) {
	for _, a := range []angrep{
		{navn: "untouched"},
		{navn: "token signed again by the same key", token: func(*token) {}},
		{navn: "a name more in the header", token: hode("x5t", "abc")},
		{navn: "azp ours", token: krav("azp", klientID)},
		{navn: "aud as a list of one", token: krav("aud", []string{klientID})},
		{navn: "clocks 25 s apart", token: flere(om("iat", 25), func(t *token) { t.krav["nbf"] = t.krav["iat"] })},
		{navn: "acr above what was asked", token: krav("acr", "idporten-loa-high")},
		{navn: "no name, as at ID-porten", token: krav("name", nil)},
		{navn: "answer as it came", svar: func(*verden, url.Values) {}},
		{navn: "a parameter we do not know", svar: settSvar("session_state", "x")},
		{navn: "form as it was", inn: func(url.Values) {}},
		{navn: "50 seconds at the provider", foer: func(v *verden) { v.klokke.frem(50 * time.Second) }},
		{navn: "step-up", opp: true, token: func(*token) {}},
	} {
		t.Run(a.navn, func(t *testing.T) {
			t.Parallel()
			v := nyVerden(t)
			if til := v.utfor(a); til != "/mine" {
				t.Fatalf("refused: %q\n%s", til, v.logg)
			}
			if _, status := v.hvem(); status != http.StatusOK {
				t.Fatal("nobody is logged in")
			}
			v.sjekkLogg()
		})
	}
}
