package maskinporten

import (
	"context"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// How long the provider's keys are used. They are asked for each hour, so that one that has been withdrawn does not live on
// here; while the provider does not answer, those in hand serve for a day. A token with an unknown kid makes us ask
// again, at most every ten seconds: a flood of forged tokens must not become one of ours.
const (
	noklerFrisk   = time.Hour
	noklerHoldbar = 24 * time.Hour
	mellomForsok  = 10 * time.Second
	henteFrist    = 5 * time.Second
)

// nokkelsett keeps the provider's keys.
type nokkelsett struct {
	hent func(context.Context) (map[string]jose.JSONWebKey, error)
	now  func() time.Time

	mu              sync.Mutex // never held while asking
	nokler          map[string]jose.JSONWebKey
	hentet, forsokt time.Time
	feil            error         // of the last attempt
	under           chan struct{} // closed when the question under way is answered; nil when there is none
}

// finn returns the key under a kid, and no other: a token without one is refused, since trying them all would make every
// key good for everything. [ErrUgyldig] when the provider has no such key.
func (n *nokkelsett) finn(ctx context.Context, kid string) (jose.JSONWebKey, error) {
	if kid == "" {
		return jose.JSONWebKey{}, ugyldig("kid is missing")
	}
	k, svart := n.slaOpp(ctx, kid)
	if svart == nil {
		return k.nokkel, k.feil
	}
	select {
	case <-svart:
	case <-ctx.Done():
		return jose.JSONWebKey{}, fmt.Errorf("wait for the provider's keys: %w", ctx.Err())
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	k = n.iHende(kid)
	return k.nokkel, k.feil
}

// oppslag is what is known of a kid.
type oppslag struct {
	nokkel jose.JSONWebKey
	feil   error
}

// slaOpp answers from what is in hand where that is good enough, and otherwise says what to wait for.
func (n *nokkelsett) slaOpp(ctx context.Context, kid string) (oppslag, <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	naa := n.now()
	k := n.iHende(kid)
	gamle := n.hentet.IsZero() || naa.Sub(n.hentet) >= noklerFrisk
	if k.feil == nil && !gamle {
		return k, nil
	}
	if n.under == nil && (n.forsokt.IsZero() || naa.Sub(n.forsokt) >= mellomForsok) {
		n.forsokt, n.under = naa, make(chan struct{})
		go n.spor(context.WithoutCancel(ctx), n.under)
	}
	if k.feil == nil || n.under == nil { // who has a key does not wait for newer ones
		return k, nil
	}
	return oppslag{}, n.under
}

// iHende looks among the keys we have. The caller holds mu.
func (n *nokkelsett) iHende(kid string) oppslag {
	if n.hentet.IsZero() || n.now().Sub(n.hentet) >= noklerHoldbar {
		return oppslag{feil: fmt.Errorf("no keys to check machine tokens with: %w", n.feil)}
	}
	if k, er := n.nokler[kid]; er {
		return oppslag{nokkel: k}
	}
	if n.feil != nil { // the provider may have turned its keys, and cannot be asked
		return oppslag{feil: fmt.Errorf("no key of that name in hand, and no newer ones to be had: %w", n.feil)}
	}
	return oppslag{feil: ugyldig("no such key id")}
}

// spor asks once, for all who wait: one caller who goes away must not spoil the answer for the others.
func (n *nokkelsett) spor(ctx context.Context, svart chan struct{}) {
	ctx, slutt := context.WithTimeout(ctx, henteFrist)
	defer slutt()
	ny, err := n.hent(ctx)
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.feil = err; err == nil {
		n.nokler, n.hentet = ny, n.now()
	}
	n.under = nil
	close(svart)
}

// hentNokler reads the provider's metadata and its keys, by kid.
func hentNokler(ctx context.Context, c *http.Client, utsteder string) (map[string]jose.JSONWebKey, error) {
	var m struct {
		Issuer string `json:"issuer"`
		JWKS   string `json:"jwks_uri"`
	}
	if err := hentJSON(ctx, c, strings.TrimSuffix(utsteder, "/")+"/.well-known/oauth-authorization-server", &m); err != nil {
		return nil, fmt.Errorf("metadata: %w", err)
	}
	if m.Issuer != utsteder {
		return nil, errors.New("metadata: the document names another issuer")
	}
	if err := sammeVern(utsteder, m.JWKS); err != nil {
		return nil, fmt.Errorf("metadata: keys: %w", err)
	}
	var sett struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := hentJSON(ctx, c, m.JWKS, &sett); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	ut := map[string]jose.JSONWebKey{}
	for _, raw := range sett.Keys {
		// A key of a kind we do not know must not take the others with it (RFC 7517 §5).
		if k := (jose.JSONWebKey{}); json.Unmarshal(raw, &k) == nil && brukbar(k) {
			ut[k.KeyID] = k
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
