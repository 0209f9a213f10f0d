package testidp

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"barnevernportalen/server"
)

// ErrKunDev says that somebody tried to let anybody in as anybody in production.
var ErrKunDev = errors.New("the test identity provider is for dev mode only")

// Klient is the one client registered.
type Klient struct {
	ID            string
	Nokler        jose.JSONWebKeySet // public, for private_key_jwt
	RedirectURI   string
	PostLogoutURI string
	BakkanalURI   string // "" for no back-channel logout
}

// Oppsett is what [New] needs.
type Oppsett struct {
	Utsteder string // issuer, an URL without a slash at the end; its path is where the provider is mounted
	Klient   Klient
	Nokkel   *jose.JSONWebKey // private RSA, to sign with; nil for a new one
	HTTP     *http.Client     // for the back-channel; nil for one with ID-porten's patience
	Now      func() time.Time // time.Now if nil
}

// IDP is the provider.
type IDP struct {
	o     Oppsett
	sti   string // path of the issuer
	mux   *http.ServeMux
	vern  *http.CrossOriginProtection
	kasse kasse
}

// New returns the provider, or [ErrKunDev].
func New(m server.Modus, o Oppsett) (*IDP, error) {
	if m != server.ModusDev {
		return nil, ErrKunDev
	}
	u, err := url.Parse(o.Utsteder)
	if err != nil || u.Host == "" || strings.HasSuffix(o.Utsteder, "/") {
		return nil, fmt.Errorf("test provider: issuer %q: want an URL without a slash at the end", o.Utsteder)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone(), Timeout: 5 * time.Second}
	}
	i := &IDP{o: o, sti: u.Path, mux: http.NewServeMux(), vern: http.NewCrossOriginProtection(), kasse: nyKasse()}
	if o.Nokkel == nil {
		if err := i.NyNokkel(); err != nil {
			return nil, err
		}
	}
	i.mux.HandleFunc("GET "+i.sti+"/.well-known/openid-configuration", i.oppdagelse)
	i.mux.HandleFunc("GET "+i.sti+"/jwks", i.jwks)
	i.mux.HandleFunc("POST "+i.sti+"/par", i.par)
	i.mux.HandleFunc("GET "+i.sti+"/authorize", i.authorize)
	i.mux.HandleFunc("POST "+i.sti+"/authorize", i.valgt)
	i.mux.HandleFunc("POST "+i.sti+"/token", i.token)
	i.mux.HandleFunc("GET "+i.sti+"/logout", i.endSession)
	i.mux.HandleFunc("POST "+i.sti+"/logout", i.endSession)
	return i, nil
}

// Sti is the path to mount the provider under, with a slash at the end.
func (i *IDP) Sti() string { return i.sti + "/" }

// ServeHTTP implements [http.Handler].
func (i *IDP) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	i.mux.ServeHTTP(w, r)
}

// NyNokkel turns the signing key; the old one is no longer published.
func (i *IDP) NyNokkel() error {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return fmt.Errorf("test provider: signing key: %w", err)
	}
	i.kasse.Lock()
	defer i.kasse.Unlock()
	i.o.Nokkel = &jose.JSONWebKey{Key: k, KeyID: rand.Text(), Algorithm: string(jose.RS256), Use: "sig"}
	return nil
}

func (i *IDP) oppdagelse(w http.ResponseWriter, _ *http.Request) {
	u := i.o.Utsteder
	svarJSON(w, http.StatusOK, map[string]any{
		"issuer":                                           u,
		"authorization_endpoint":                           u + "/authorize",
		"pushed_authorization_request_endpoint":            u + "/par",
		"token_endpoint":                                   u + "/token",
		"jwks_uri":                                         u + "/jwks",
		"end_session_endpoint":                             u + "/logout",
		"response_types_supported":                         []string{"code"},
		"response_modes_supported":                         []string{"query"},
		"grant_types_supported":                            []string{"authorization_code"},
		"subject_types_supported":                          []string{"pairwise"},
		"id_token_signing_alg_values_supported":            []string{"RS256"},
		"code_challenge_methods_supported":                 []string{"S256"},
		"token_endpoint_auth_methods_supported":            []string{"private_key_jwt"},
		"token_endpoint_auth_signing_alg_values_supported": []string{"RS256", "RS384", "RS512"},
		"acr_values_supported":                             nivaer,
		"ui_locales_supported":                             []string{"nb", "nn", "en", "se"},
		"scopes_supported":                                 []string{"openid", "profile"},
		"require_pushed_authorization_requests":            true,
		"authorization_response_iss_parameter_supported":   true,
		"backchannel_logout_supported":                     true,
		"backchannel_logout_session_supported":             true,
	})
}

func (i *IDP) jwks(w http.ResponseWriter, _ *http.Request) {
	k := i.nokkel()
	svarJSON(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{k.Public()}})
}

func (i *IDP) nokkel() jose.JSONWebKey {
	i.kasse.Lock()
	defer i.kasse.Unlock()
	return *i.o.Nokkel
}

// signer returns krav as a compact JWS with the given typ.
func (i *IDP) signer(typ string, krav map[string]any) (string, error) {
	return signert(i.nokkel(), (&jose.SignerOptions{}).WithType(jose.ContentType(typ)), krav)
}

func signert(k jose.JSONWebKey, o *jose.SignerOptions, krav map[string]any) (string, error) {
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: k}, o)
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(krav)
	if err != nil {
		return "", err
	}
	jws, err := s.Sign(b)
	if err != nil {
		return "", err
	}
	return jws.CompactSerialize()
}

func svarJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the caller is gone
}

// feil answers as RFC 6749 §5.2. beskrivelse is for the developer at the other end.
func feil(w http.ResponseWriter, status int, kode, beskrivelse string) {
	svarJSON(w, status, map[string]string{"error": kode, "error_description": beskrivelse})
}

// kasse holds what the provider remembers, each thing until it is taken or too old.
type kasse struct {
	*sync.Mutex
	foresporsler map[string]foresporsel // by request_uri
	koder        map[string]kode
	sso          map[string]sso // by the browser's cookie
	jti          map[string]time.Time
}

func nyKasse() kasse {
	return kasse{Mutex: &sync.Mutex{}, foresporsler: map[string]foresporsel{}, koder: map[string]kode{},
		sso: map[string]sso{}, jti: map[string]time.Time{}}
}
