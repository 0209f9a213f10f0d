package server

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// signaturer are the only algorithms a token may be signed with, the three ID-porten and Maskinporten use. A list of
// our own, not the one in the provider's metadata: that one comes over the same wire as the tokens.
var signaturer = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512}

// How long answers from the provider are used. ID-porten lets its metadata be kept for about 24 h. Keys are asked for
// each hour, so that one the provider has withdrawn does not live on here; if it cannot be reached, what is in hand
// serves for a day.
const (
	metadataFrisk   = 24 * time.Hour
	metadataHoldbar = 7 * 24 * time.Hour
	noklerFrisk     = time.Hour
	noklerHoldbar   = 24 * time.Hour
	mellomForsok    = 10 * time.Second
)

// maksSvar bounds what is read of any answer from the provider, in bytes.
const maksSvar = 1 << 20

// metadata is what we need of the provider's discovery document.
type metadata struct {
	Issuer     string `json:"issuer"`
	Authorize  string `json:"authorization_endpoint"`
	PAR        string `json:"pushed_authorization_request_endpoint"`
	Token      string `json:"token_endpoint"`
	JWKS       string `json:"jwks_uri"`
	EndSession string `json:"end_session_endpoint"`
}

// utsteder is the identity provider as seen from here: its metadata and its keys.
type utsteder struct {
	issuer   string
	http     *http.Client
	metadata *bufret[metadata]
	nokler   *bufret[[]jose.JSONWebKey]
}

func nyUtsteder(issuer string, klient *http.Client, now func() time.Time) *utsteder {
	u := &utsteder{issuer: issuer, http: klient}
	u.metadata = &bufret[metadata]{hent: u.hentMetadata, now: now,
		frisk: metadataFrisk, holdbar: metadataHoldbar, mellom: mellomForsok}
	u.nokler = &bufret[[]jose.JSONWebKey]{hent: u.hentNokler, now: now,
		frisk: noklerFrisk, holdbar: noklerHoldbar, mellom: mellomForsok}
	return u
}

// nyKlient returns the client for calls to the provider. It follows no redirect: none of the endpoints has a reason to
// send us elsewhere with a client assertion in hand. Its connections are its own, so that nobody else in the process
// closes them.
func nyKlient() *http.Client {
	return &http.Client{
		Transport:     http.DefaultTransport.(*http.Transport).Clone(),
		Timeout:       10 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

func (u *utsteder) hentMetadata(ctx context.Context) (metadata, error) {
	var m metadata
	if err := u.hentJSON(ctx, strings.TrimSuffix(u.issuer, "/")+"/.well-known/openid-configuration", &m); err != nil {
		return metadata{}, fmt.Errorf("discovery: %w", err)
	}
	if m.Issuer != u.issuer {
		return metadata{}, errors.New("discovery: the document names another issuer")
	}
	for navn, e := range map[string]string{"authorization": m.Authorize, "pushed authorization request": m.PAR,
		"token": m.Token, "jwks": m.JWKS, "end session": m.EndSession} {
		if err := sammeVern(u.issuer, e); err != nil {
			return metadata{}, fmt.Errorf("discovery: %s endpoint: %w", navn, err)
		}
	}
	return m, nil
}

// sammeVern checks that endpoint is as well protected as issuer: https, or in dev mode, where [NewInnlogging] has let
// an http issuer through, http on a loopback host.
func sammeVern(issuer, endpoint string) error {
	e, err := url.Parse(endpoint)
	if err != nil || e.Host == "" {
		return errors.New("missing or no URL")
	}
	if e.Scheme == "https" || (strings.HasPrefix(issuer, "http://") && e.Scheme == "http" && loopback(e.Hostname())) {
		return nil
	}
	return errors.New("not https")
}

func (u *utsteder) hentNokler(ctx context.Context) ([]jose.JSONWebKey, error) {
	m, err := u.metadata.les(ctx)
	if err != nil {
		return nil, err
	}
	var sett struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := u.hentJSON(ctx, m.JWKS, &sett); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	var ut []jose.JSONWebKey
	for _, raw := range sett.Keys {
		// A key of a kind we do not know must not take the others with it (RFC 7517 §5).
		if k := (jose.JSONWebKey{}); json.Unmarshal(raw, &k) == nil && brukbar(k) {
			ut = append(ut, k)
		}
	}
	if len(ut) == 0 {
		return nil, errors.New("keys: none that can be used")
	}
	return ut, nil
}

// brukbar: public RSA of 2048 bits or more, with a name, meant for signatures.
func brukbar(k jose.JSONWebKey) bool {
	pub, ok := k.Key.(*rsa.PublicKey)
	return ok && pub.N.BitLen() >= 2048 && k.KeyID != "" && (k.Use == "" || k.Use == "sig")
}

// VerifySignature implements oidc.KeySet. The key is the one the provider publishes under the token's kid, and no
// other: go-oidc's own key set tries them all when kid is missing, and keeps withdrawn keys for ever.
func (u *utsteder) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	jws, err := jose.ParseSignedCompact(token, signaturer)
	if err != nil {
		return nil, err
	}
	hode := jws.Signatures[0].Header
	nokler, err := u.nokler.les(ctx)
	if err != nil {
		return nil, err
	}
	k, ok := finnNokkel(nokler, hode)
	if !ok { // the provider may have turned its keys since we asked
		if nokler, err = u.nokler.oppfrisk(ctx); err != nil {
			return nil, err
		}
		if k, ok = finnNokkel(nokler, hode); !ok {
			return nil, errors.New("no such key id")
		}
	}
	return jws.Verify(k.Key)
}

func finnNokkel(nokler []jose.JSONWebKey, hode jose.Header) (jose.JSONWebKey, bool) {
	for _, k := range nokler {
		if hode.KeyID != "" && k.KeyID == hode.KeyID && (k.Algorithm == "" || k.Algorithm == hode.Algorithm) {
			return k, true
		}
	}
	return jose.JSONWebKey{}, false
}

func (u *utsteder) hentJSON(ctx context.Context, adresse string, ut any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, adresse, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "application/json")
	return u.gjor(req, http.StatusOK, ut)
}

// gjor sends req and reads JSON into ut. An error names the status and, if there is one, the OAuth error code; never
// the rest of the body, which may repeat what was sent.
func (u *utsteder) gjor(req *http.Request, vil int, ut any) error {
	resp, err := u.http.Do(req)
	if err != nil {
		var ue *url.Error // its text holds the whole URL
		if errors.As(err, &ue) {
			err = ue.Err
		}
		return fmt.Errorf("no answer: %w", err)
	}
	defer resp.Body.Close() //nolint:errcheck // nothing is lost
	body, err := io.ReadAll(io.LimitReader(resp.Body, maksSvar))
	if err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if resp.StatusCode != vil {
		var f struct {
			Error string `json:"error"`
		}
		_ = json.Unmarshal(body, &f) // a page in HTML has no code
		return fmt.Errorf("status %d, error %q", resp.StatusCode, feilkode(f.Error))
	}
	if err := json.Unmarshal(body, ut); err != nil {
		return errors.New("the answer is not the JSON expected")
	}
	return nil
}

// feilkode lets only what looks like an OAuth error code into a log.
func feilkode(s string) string {
	if len(s) > 40 || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") != "" {
		return "uleselig"
	}
	return s
}
