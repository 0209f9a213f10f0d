package testidp

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/server"
)

const grantJWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"

// Maskin is a client registered with the look-alike of Maskinporten.
type Maskin struct {
	ID     string
	Orgnr  string             // nine digits: the organisation its tokens speak for
	Scope  []string           // what it may ask for
	Nokler jose.JSONWebKeySet // public
	// ForOrgnr are the organisations that have let it speak for them (consumer_org).
	ForOrgnr []string
}

// MaskinportenOppsett is what [NyMaskinporten] needs.
type MaskinportenOppsett struct {
	// Utsteder is the issuer, an URL with a slash at the end as the real one's; its path is where it is mounted.
	Utsteder string
	Maskiner []Maskin
	// Nokkel is what it signs with: RS256, private, with its kid. A new one if nil; then tokens from before a restart are
	// worth nothing after it, as they are not with the real one.
	Nokkel *jose.JSONWebKey
	Now    func() time.Time // time.Now if nil
}

// Maskinporten looks like Maskinporten to machines: metadata, keys, and the token endpoint with its jwt-bearer grant. It
// knows its clients by their public keys and is as strict as the real one: the assertion must be signed by a registered
// key, named by kid or brought in x5c, be for this issuer alone, live at most 120 s, and be used once.
//
// Where it differs: a key in x5c is known by being registered, not by who has issued the certificate.
type Maskinporten struct {
	o      MaskinportenOppsett
	sti    string
	mux    *http.ServeMux
	mu     sync.Mutex // guards what follows
	nokkel jose.JSONWebKey
	jti    map[string]time.Time
}

// NyMaskinporten returns the look-alike, or [ErrKunDev].
func NyMaskinporten(m server.Modus, o MaskinportenOppsett) (*Maskinporten, error) {
	if m != server.ModusDev {
		return nil, ErrKunDev
	}
	u, err := url.Parse(o.Utsteder)
	if err != nil || u.Host == "" || !strings.HasSuffix(u.Path, "/") {
		return nil, fmt.Errorf("test Maskinporten: issuer %q: want an URL with a slash at the end", o.Utsteder)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Maskinporten{o: o, sti: u.Path, mux: http.NewServeMux(), jti: map[string]time.Time{}}
	if o.Nokkel != nil {
		p.nokkel = *o.Nokkel
		p.nokkel.Algorithm, p.nokkel.Use = string(jose.RS256), "sig"
	} else if err := p.NyNokkel(); err != nil {
		return nil, err
	}
	p.mux.HandleFunc("GET "+p.sti+".well-known/oauth-authorization-server", p.oppdagelse)
	p.mux.HandleFunc("GET "+p.sti+"jwk", p.jwks)
	p.mux.HandleFunc("POST "+p.sti+"token", p.token)
	return p, nil
}

// Sti is the path to mount it under, with a slash at the end.
func (p *Maskinporten) Sti() string { return p.sti }

// ServeHTTP implements [http.Handler].
func (p *Maskinporten) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	p.mux.ServeHTTP(w, r)
}

// NyNokkel turns the signing key; the old one is no longer published.
func (p *Maskinporten) NyNokkel() error {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return fmt.Errorf("test Maskinporten: signing key: %w", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.nokkel = jose.JSONWebKey{Key: k, KeyID: rand.Text(), Algorithm: string(jose.RS256), Use: "sig"}
	return nil
}

func (p *Maskinporten) oppdagelse(w http.ResponseWriter, _ *http.Request) {
	u := p.o.Utsteder
	svarJSON(w, http.StatusOK, map[string]any{
		"issuer": u, "token_endpoint": u + "token", "jwks_uri": u + "jwk",
		"token_endpoint_auth_methods_supported":            []string{"private_key_jwt"},
		"grant_types_supported":                            []string{grantJWT},
		"token_endpoint_auth_signing_alg_values_supported": []string{"RS256", "RS384", "RS512"},
	})
}

func (p *Maskinporten) jwks(w http.ResponseWriter, _ *http.Request) {
	p.mu.Lock()
	pub := p.nokkel.Public()
	p.mu.Unlock()
	svarJSON(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{pub}})
}

// maskinkrav are the claims of an assertion.
type maskinkrav struct {
	Iss         string   `json:"iss"`
	Aud         ettEller `json:"aud"`
	Scope       string   `json:"scope"`
	Jti         string   `json:"jti"`
	Iat         int64    `json:"iat"`
	Exp         int64    `json:"exp"`
	Resource    ettEller `json:"resource"`
	ConsumerOrg string   `json:"consumer_org"`
	Pid         string   `json:"pid"`
}

// token answers RFC 7523 §2.1.
func (p *Maskinporten) token(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if r.PostFormValue("grant_type") != grantJWT {
		feil(w, http.StatusBadRequest, "unsupported_grant_type", "jwt-bearer only")
		return
	}
	m, k, err := p.godkjenn(r.PostForm.Get("assertion"))
	if err != nil {
		feil(w, http.StatusBadRequest, "invalid_grant", err.Error())
		return
	}
	scope := strings.Fields(k.Scope)
	if len(scope) == 0 || slices.ContainsFunc(scope, func(s string) bool { return !slices.Contains(m.Scope, s) }) {
		feil(w, http.StatusBadRequest, "invalid_scope", "a scope is not the client's")
		return
	}
	naa := p.o.Now()
	krav := map[string]any{
		"iss": p.o.Utsteder, "scope": k.Scope, "client_id": m.ID, "client_amr": "private_key_jwt", "token_type": "Bearer",
		"jti": rand.Text(), "iat": naa.Unix(), "exp": naa.Add(tokenLevetid).Unix(), "consumer": organisasjon(m.Orgnr),
	}
	if len(k.Resource) > 0 {
		krav["aud"] = k.Resource
	}
	if k.Pid != "" {
		krav["pid"] = k.Pid
	}
	if k.ConsumerOrg != "" {
		if !slices.Contains(m.ForOrgnr, k.ConsumerOrg) {
			feil(w, http.StatusBadRequest, "invalid_grant", "consumer_org has not let the client speak for it")
			return
		}
		krav["consumer"], krav["supplier"] = organisasjon(k.ConsumerOrg), organisasjon(m.Orgnr)
	}
	t, err := p.Signer(krav)
	if err != nil {
		feil(w, http.StatusInternalServerError, "server_error", "signing")
		return
	}
	// One second less than it lives, as the real one says.
	svarJSON(w, http.StatusOK, map[string]any{
		"access_token": t, "token_type": "Bearer", "expires_in": int(tokenLevetid.Seconds()) - 1, "scope": k.Scope,
	})
}

// Signer returns krav as a token of this issuer, whatever it says; tests make bad ones of it.
func (p *Maskinporten) Signer(krav map[string]any) (string, error) {
	p.mu.Lock()
	k := p.nokkel
	p.mu.Unlock()
	return signert(k, nil, krav) // the real one's tokens have no typ
}

func organisasjon(orgnr string) map[string]string {
	return map[string]string{"authority": "iso6523-actorid-upis", "ID": "0192:" + orgnr}
}

// godkjenn checks an assertion and returns whose it is.
func (p *Maskinporten) godkjenn(assertion string) (Maskin, maskinkrav, error) {
	var k maskinkrav
	jws, err := jose.ParseSignedCompact(assertion, []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512})
	if err != nil {
		return Maskin{}, k, errors.New("assertion is no JWS signed with RS256, RS384 or RS512")
	}
	if json.Unmarshal(jws.UnsafePayloadWithoutVerification(), &k) != nil {
		return Maskin{}, k, errors.New("claims")
	}
	i := slices.IndexFunc(p.o.Maskiner, func(m Maskin) bool { return m.ID == k.Iss })
	if i < 0 {
		return Maskin{}, k, errors.New("iss is no client")
	}
	m := p.o.Maskiner[i]
	pub, err := nokkelFor(m, assertion)
	if err != nil {
		return m, k, err
	}
	if _, err := jws.Verify(pub); err != nil {
		return m, k, errors.New("signature")
	}
	naa := p.o.Now()
	exp, iat := time.Unix(k.Exp, 0), time.Unix(k.Iat, 0)
	switch {
	case !slices.Equal(k.Aud, ettEller{p.o.Utsteder}):
		return m, k, errors.New("aud must be the issuer alone")
	case !exp.After(naa) || exp.Sub(iat) > 120*time.Second:
		return m, k, errors.New("exp: past, or more than 120 s after iat")
	case iat.After(naa.Add(10 * time.Second)):
		return m, k, errors.New("iat is in the future")
	case k.Jti == "":
		return m, k, errors.New("jti is missing")
	}
	return m, k, p.brukt(m.ID+" "+k.Jti, exp)
}

// brukt remembers a jti as long as the assertion lives.
func (p *Maskinporten) brukt(jti string, exp time.Time) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	rydd(p.jti, func(t time.Time) time.Time { return t }, p.o.Now())
	if _, er := p.jti[jti]; er {
		return errors.New("jti has been used")
	}
	p.jti[jti] = exp
	return nil
}

// nokkelFor finds the client's key that the header names: by kid, or by exactly one certificate.
func nokkelFor(m Maskin, assertion string) (any, error) {
	hode, _, _ := strings.Cut(assertion, ".")
	raw, err := base64.RawURLEncoding.DecodeString(hode)
	var h struct {
		Kid string   `json:"kid"`
		X5c [][]byte `json:"x5c"`
	}
	if err != nil || json.Unmarshal(raw, &h) != nil {
		return nil, errors.New("header")
	}
	switch {
	case h.Kid != "" && len(h.X5c) == 0:
		if k := m.Nokler.Key(h.Kid); len(k) == 1 {
			return k[0].Key, nil
		}
		return nil, errors.New("kid is not registered")
	case h.Kid == "" && len(h.X5c) == 1:
		cert, err := x509.ParseCertificate(h.X5c[0])
		if err != nil {
			return nil, errors.New("x5c")
		}
		pub, ok := cert.PublicKey.(*rsa.PublicKey)
		for _, k := range m.Nokler.Keys {
			if ok && pub.Equal(k.Key) {
				return pub, nil
			}
		}
		return nil, errors.New("the certificate's key is not registered")
	}
	return nil, errors.New("either kid, or x5c with one certificate")
}
