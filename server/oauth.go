package server

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"golang.org/x/oauth2"
)

// assertionLevetid is how long a client assertion lives. ID-porten allows 120 s; it is used within the second.
const assertionLevetid = 30 * time.Second

// LesKlientnokkel reads the private JWK the client is registered with: RSA, 2048 bits or more, with a kid.
func LesKlientnokkel(jwk []byte) (jose.JSONWebKey, error) {
	var k jose.JSONWebKey
	if err := json.Unmarshal(jwk, &k); err != nil {
		return k, errors.New("client key: not a JWK") // the reason could hold a piece of the key
	}
	return k, sjekkKlientnokkel(k)
}

// NyKlientnokkel makes a key for dev mode and tests.
func NyKlientnokkel() (jose.JSONWebKey, error) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return jose.JSONWebKey{}, fmt.Errorf("client key: %w", err)
	}
	return jose.JSONWebKey{Key: k, KeyID: rand.Text(), Algorithm: string(jose.RS256), Use: "sig"}, nil
}

func sjekkKlientnokkel(k jose.JSONWebKey) error {
	priv, ok := k.Key.(*rsa.PrivateKey)
	if !ok || priv.N.BitLen() < 2048 || k.KeyID == "" {
		return errors.New("client key: want a private RSA key of 2048 bits or more, with kid")
	}
	return nil
}

// klient is this portal as an OAuth client: it authenticates by private_key_jwt (RFC 7523) and pushes every
// authorization request (RFC 9126), so that nothing of it goes through the browser.
type klient struct {
	id          string
	redirectURI string
	signer      jose.Signer
	offentlig   jose.JSONWebKey
	utsteder    *utsteder
	now         func() time.Time
}

func nyttKlient(id, redirectURI string, k jose.JSONWebKey, u *utsteder, now func() time.Time) (*klient, error) {
	if err := sjekkKlientnokkel(k); err != nil {
		return nil, err
	}
	alg := jose.SignatureAlgorithm(k.Algorithm)
	if alg == "" {
		alg = jose.RS256
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: alg, Key: k}, (&jose.SignerOptions{}).WithType("JWT"))
	if err != nil {
		return nil, fmt.Errorf("client key: %w", err)
	}
	return &klient{id: id, redirectURI: redirectURI, signer: s, offentlig: k.Public(), utsteder: u, now: now}, nil
}

// assertion proves who we are, once: aud is the issuer, jti is new each time.
func (k *klient) assertion() (string, error) {
	naa := k.now()
	krav, err := json.Marshal(map[string]any{
		"iss": k.id, "sub": k.id, "aud": k.utsteder.issuer, "jti": rand.Text(),
		"iat": naa.Unix(), "exp": naa.Add(assertionLevetid).Unix(),
	})
	if err != nil {
		return "", err
	}
	jws, err := k.signer.Sign(krav)
	if err != nil {
		return "", fmt.Errorf("signing the client assertion: %w", err)
	}
	return jws.CompactSerialize()
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// par pushes the authorization request and returns the address to send the browser to. It names the client and a
// request_uri, and says nothing else.
func (k *klient) par(ctx context.Context, q url.Values) (string, error) {
	m, err := k.utsteder.metadata.les(ctx)
	if err != nil {
		return "", err
	}
	a, err := k.assertion()
	if err != nil {
		return "", err
	}
	q.Set("client_id", k.id)
	q.Set("redirect_uri", k.redirectURI)
	q.Set("response_type", "code")
	q.Set("client_assertion_type", assertionType)
	q.Set("client_assertion", a)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.PAR, strings.NewReader(q.Encode()))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var svar struct {
		RequestURI string `json:"request_uri"`
	}
	if err := k.utsteder.gjor(req, http.StatusCreated, &svar); err != nil {
		return "", fmt.Errorf("pushed authorization request: %w", err)
	}
	if svar.RequestURI == "" {
		return "", errors.New("pushed authorization request: no request_uri in the answer")
	}
	u, err := url.Parse(m.Authorize)
	if err != nil {
		return "", err
	}
	u.RawQuery = url.Values{"client_id": {k.id}, "request_uri": {svar.RequestURI}}.Encode()
	return u.String(), nil
}

// veksle exchanges the code for the id_token. The access token is dropped: we call nobody with it.
func (k *klient) veksle(ctx context.Context, kode, verifier string) (string, error) {
	m, err := k.utsteder.metadata.les(ctx)
	if err != nil {
		return "", err
	}
	a, err := k.assertion()
	if err != nil {
		return "", err
	}
	c := oauth2.Config{ClientID: k.id, RedirectURL: k.redirectURI,
		Endpoint: oauth2.Endpoint{TokenURL: m.Token, AuthStyle: oauth2.AuthStyleInParams}}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, k.utsteder.http)
	t, err := c.Exchange(ctx, kode, oauth2.VerifierOption(verifier),
		oauth2.SetAuthURLParam("client_assertion_type", assertionType), oauth2.SetAuthURLParam("client_assertion", a))
	if err != nil {
		var re *oauth2.RetrieveError // its text holds the whole body
		if errors.As(err, &re) {
			return "", fmt.Errorf("token endpoint: status %d, error %q", re.Response.StatusCode, feilkode(re.ErrorCode))
		}
		return "", errors.New("token endpoint: no answer that could be read")
	}
	id, _ := t.Extra("id_token").(string)
	if id == "" {
		return "", errors.New("token endpoint: no id_token in the answer")
	}
	return id, nil
}
