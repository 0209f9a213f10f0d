package testidp

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// endSession ends the browser's single sign-on (OpenID Connect RP-Initiated Logout 1.0), tells the client by the back
// channel, and sends the browser back if an id_token_hint proves whose browser it is.
func (i *IDP) endSession(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	sid, kjent := i.hint(r.FormValue("id_token_hint"))
	if s, ok := i.sso(r); ok {
		sid = s.sid
	}
	if sid != "" {
		_ = i.LoggUt(r.Context(), sid) // one attempt; whether the client was there is its own concern
	}
	http.SetCookie(w, &http.Cookie{Name: ssoKake, Path: i.sti + "/", MaxAge: -1, HttpOnly: true})
	etter := r.FormValue("post_logout_redirect_uri")
	if !kjent || etter == "" || etter != i.o.Klient.PostLogoutURI {
		i.side(w, http.StatusOK, "utlogget", map[string]any{"Tittel": "Du er logget ut"})
		return
	}
	if t := r.FormValue("state"); t != "" {
		etter += "?" + url.Values{"state": {t}}.Encode()
	}
	w.Header().Set("Location", etter)
	w.WriteHeader(http.StatusSeeOther)
}

// hint returns the sid of an id_token of ours, however old.
func (i *IDP) hint(token string) (sid string, ok bool) {
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		return "", false
	}
	k := i.nokkel()
	b, err := jws.Verify(k.Public().Key)
	if err != nil {
		return "", false
	}
	var krav struct {
		Iss string `json:"iss"`
		Aud string `json:"aud"`
		Sid string `json:"sid"`
	}
	if json.Unmarshal(b, &krav) != nil || krav.Iss != i.o.Utsteder || krav.Aud != i.o.Klient.ID {
		return "", false
	}
	return krav.Sid, true
}

// LoggUt ends the single sign-on sid and tells the client, as when the person logs out of another service.
func (i *IDP) LoggUt(ctx context.Context, sid string) error {
	var p Person
	i.kasse.Lock()
	for kake, s := range i.kasse.sso {
		if s.sid == sid {
			p = s.person
			delete(i.kasse.sso, kake)
		}
	}
	i.kasse.Unlock()
	if i.o.Klient.BakkanalURI == "" || p == (Person{}) {
		return nil
	}
	t, err := i.LogoutToken(sid, p)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, i.o.Klient.BakkanalURI,
		strings.NewReader(url.Values{"logout_token": {t}}.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := i.o.HTTP.Do(req)
	if err != nil {
		return errors.New("back-channel logout: no answer")
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is read
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("back-channel logout: status %d", resp.StatusCode)
	}
	return nil
}

// LogoutToken returns a logout token for sid and p (OpenID Connect Back-Channel Logout 1.0 §2.4).
func (i *IDP) LogoutToken(sid string, p Person) (string, error) {
	naa := i.o.Now()
	return i.signer("logout+jwt", map[string]any{
		"iss": i.o.Utsteder, "aud": i.o.Klient.ID, "sub": i.sub(p), "sid": sid, "jti": rand.Text(),
		"iat": naa.Unix(), "exp": naa.Add(2 * time.Minute).Unix(),
		"events": map[string]any{"http://schemas.openid.net/event/backchannel-logout": map[string]any{}},
	})
}
