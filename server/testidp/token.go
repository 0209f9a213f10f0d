package testidp

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"time"
)

// Lifetimes as at ID-porten.
const (
	kodeLevetid  = 60 * time.Second
	tokenLevetid = 120 * time.Second
)

// kode is what an authorization code stands for.
type kode struct {
	sso  sso
	q    url.Values // the request it answers
	utgr time.Time
}

// token exchanges a code (RFC 6749 §4.1.3, RFC 7636 §4.6). A code is used up by the first try, also one that fails.
func (i *IDP) token(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := i.godkjenn(r); err != nil {
		feil(w, http.StatusUnauthorized, "invalid_client", err.Error())
		return
	}
	q := r.PostForm
	if q.Get("grant_type") != "authorization_code" {
		feil(w, http.StatusBadRequest, "unsupported_grant_type", "authorization_code only")
		return
	}
	i.kasse.Lock()
	k, ok := i.kasse.koder[q.Get("code")]
	delete(i.kasse.koder, q.Get("code"))
	i.kasse.Unlock()
	utfordring := sha256.Sum256([]byte(q.Get("code_verifier")))
	switch {
	case !ok || !i.o.Now().Before(k.utgr):
		feil(w, http.StatusBadRequest, "invalid_grant", "unknown, used or old code")
		return
	case q.Get("redirect_uri") != k.q.Get("redirect_uri"):
		feil(w, http.StatusBadRequest, "invalid_grant", "another redirect_uri")
		return
	case base64.RawURLEncoding.EncodeToString(utfordring[:]) != k.q.Get("code_challenge"):
		feil(w, http.StatusBadRequest, "invalid_grant", "code_verifier")
		return
	}
	id, err := i.signer("JWT", i.krav(k))
	if err != nil {
		feil(w, http.StatusInternalServerError, "server_error", "signing")
		return
	}
	svarJSON(w, http.StatusOK, map[string]any{
		"access_token": rand.Text(), "token_type": "Bearer", "expires_in": int(tokenLevetid.Seconds()),
		"scope": k.q.Get("scope"), "id_token": id,
	})
}

// krav are the claims of ID-porten's id_token, and a name.
func (i *IDP) krav(k kode) map[string]any {
	naa := i.o.Now()
	sprak := k.q.Get("ui_locales")
	if sprak == "" {
		sprak = "nb"
	}
	return map[string]any{
		"iss": i.o.Utsteder, "aud": i.o.Klient.ID, "sub": i.sub(k.sso.person), "pid": k.sso.person.Fnr,
		"acr": k.sso.acr, "amr": []string{"TestID"}, "auth_time": k.sso.authTime.Unix(), "iat": naa.Unix(),
		"exp": naa.Add(tokenLevetid).Unix(), "jti": rand.Text(), "locale": sprak, "nonce": k.q.Get("nonce"),
		"sid": k.sso.sid, "name": k.sso.person.Navn,
	}
}

// sub is pairwise: another client would see another one. It does not change with the signing key.
func (i *IDP) sub(p Person) string {
	m := hmac.New(sha256.New, []byte(i.o.Klient.ID))
	m.Write([]byte(p.Fnr))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}
