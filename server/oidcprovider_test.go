package server_test

import (
	"bufio"
	"encoding/json"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/server"
)

// startOIDCProvider runs npm's oidc-provider as a child process and returns its issuer.
func startOIDCProvider(t *testing.T, v *verden) string {
	t.Helper()
	moduler, err := filepath.Abs("../frontend/node_modules")
	maa(t, err)
	if _, err := os.Stat(filepath.Join(moduler, "oidc-provider", "package.json")); err != nil {
		t.Fatal("oidc-provider is not installed: run «npm ci» in frontend/")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("node is not in PATH: Node 20 or newer is needed")
	}
	cmd := exec.Command(node, "testdata/oidc-provider.mjs", moduler)
	var feil strings.Builder
	cmd.Stderr = &feil
	cmd.WaitDelay = 5 * time.Second
	inn, err := cmd.StdinPipe()
	maa(t, err)
	ut, err := cmd.StdoutPipe()
	maa(t, err)
	maa(t, cmd.Start())
	t.Cleanup(func() {
		_ = inn.Close() // it ends by itself now; if not, by its own process id
		vokter := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		vokter.Stop()
	})
	maa(t, json.NewEncoder(inn).Encode(map[string]any{
		"client_id": klientID, "redirect_uris": []string{v.portal.URL + server.StiSvar}, "response_types": []string{"code"},
		"grant_types": []string{"authorization_code"}, "token_endpoint_auth_method": "private_key_jwt",
		"token_endpoint_auth_signing_alg": "RS256", "id_token_signed_response_alg": "RS256", "subject_type": "pairwise",
		"jwks": v.inn.OffentligeNokler(), "post_logout_redirect_uris": []string{v.portal.URL + server.StiUtlogget},
		"backchannel_logout_uri": v.portal.URL + server.StiBakkanal, "backchannel_logout_session_required": true,
	}))
	linje, err := bufio.NewReader(ut).ReadBytes('\n')
	if err != nil {
		_ = cmd.Process.Kill()
		t.Fatalf("oidc-provider did not start: %v\n%s", err, &feil)
	}
	go func() { _, _ = io.Copy(io.Discard, ut) }()
	var svar struct{ Issuer string }
	maa(t, json.Unmarshal(linje, &svar))
	return svar.Issuer
}

// folg goes from address to address until the browser is back at the portal with an answer, and then once more.
func (v *verden) folg(adresse string) string {
	v.t.Helper()
	for range 10 {
		status, til := v.get(adresse)
		if status != http.StatusSeeOther && status != http.StatusFound {
			v.t.Fatalf("%d at %s", status, strings.Split(adresse, "?")[0])
		}
		if strings.HasPrefix(adresse, v.portal.URL+server.StiSvar) {
			return til
		}
		fra, err := url.Parse(adresse)
		maa(v.t, err)
		videre, err := fra.Parse(til)
		maa(v.t, err)
		adresse = videre.String()
	}
	v.t.Fatal("ten redirects and no answer")
	return ""
}

// The whole login against a provider that others wrote. What passes here does not only agree with our own reading.
func TestOIDCProvider(t *testing.T) {
	v := nyVerden(t)
	issuer := startOIDCProvider(t, v)
	v.nyPortal(issuer) // the routes go to the portal of the moment

	til := v.folg(v.portal.URL + "/logg-inn?som=mor&til=/mine&niva=betydelig&sprak=nn")
	if til != "/mine" {
		t.Fatalf("ended at %q\n%s", til, v.logg)
	}
	h, _ := v.hvem()
	if h.Navn != "Mona Synt Mor" || h.Niva != "BETYDELIG" {
		t.Fatalf("%+v", h)
	}

	// A step-up: the provider asks for more, the person is the same.
	if til := v.folg(v.portal.URL + "/logg-inn?til=/innsyn&niva=hoyt"); til != "/innsyn" {
		t.Fatalf("step-up ended at %q\n%s", til, v.logg)
	}
	if h, _ := v.hvem(); h.Niva != "HOYT" || h.Navn != "Mona Synt Mor" {
		t.Fatalf("%+v", h)
	}

	// An answer twice, and a code that is used: this provider too says no, and so do we.
	if status, til := v.get(v.portal.URL + "/logg-inn/svar?state=x&code=y&iss=" + url.QueryEscape(issuer)); status != http.StatusSeeOther || til != "/innlogging-feilet?innlogging=utlopt" {
		t.Errorf("%d %q", status, til)
	}

	// Its id_token is no logout token, though both have its signature.
	resp, side := v.post("/logg-ut", nil)
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("logout: %d", resp.StatusCode)
	}
	q := skjema(side)
	jws, err := jose.ParseSignedCompact(q.Get("id_token_hint"), []jose.SignatureAlgorithm{jose.RS256})
	maa(t, err)
	if status := v.bakkanal(q.Get("id_token_hint")); status != http.StatusBadRequest {
		t.Errorf("an id_token by the back channel, signed with %s: %d", jws.Signatures[0].Header.Algorithm, status)
	}

	// Logging out at the provider reaches another session of the same single sign-on by the back channel.
	if til := v.folg(v.portal.URL + "/logg-inn?til=/mine&niva=hoyt"); til != "/mine" {
		t.Fatalf("again: %q\n%s", til, v.logg)
	}
	if v.lager.antall() != 1 {
		t.Fatalf("%d sessions", v.lager.antall())
	}
	utgang := regexp.MustCompile(`action="([^"]+)"`).FindStringSubmatch(side)[1]
	svar, err := v.browser.PostForm(utgang, q)
	maa(t, err)
	b, err := io.ReadAll(svar.Body)
	maa(t, err)
	maa(t, svar.Body.Close())
	bekreft := regexp.MustCompile(`name="xsrf" value="([^"]+)"`).FindStringSubmatch(string(b))
	if bekreft == nil {
		t.Fatalf("the provider's logout at %s: %d\n%s", utgang, svar.StatusCode, b)
	}
	svar, err = v.browser.PostForm(issuer+"/session/end/confirm", url.Values{"xsrf": {bekreft[1]}, "logout": {"yes"}})
	maa(t, err)
	maa(t, svar.Body.Close())
	if til := svar.Header.Get("Location"); til != v.portal.URL+"/" {
		t.Errorf("the provider sent the browser to %q (%d)", til, svar.StatusCode)
	}
	if _, status := v.hvem(); status != http.StatusUnauthorized {
		t.Errorf("logged out at the provider, and still logged in here: %d\n%s", status, v.logg)
	}
	v.sjekkLogg()
}

var felt = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

// skjema returns the hidden fields of the page's form.
func skjema(side string) url.Values {
	q := url.Values{}
	for _, m := range felt.FindAllStringSubmatch(side, -1) {
		q.Set(m[1], html.UnescapeString(m[2]))
	}
	return q
}
