package maskinporten

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"
)

const (
	// assertionLevetid is exp − iat of an assertion, as the Fiks platform's client has it; Maskinporten takes no more.
	assertionLevetid = 2 * time.Minute
	// forUtlop is how long before its end a token is no longer used.
	forUtlop = 10 * time.Second
	// lengsteBruk bounds how long a token is used, whatever expires_in says.
	lengsteBruk = time.Hour
	grantJWT    = "urn:ietf:params:oauth:grant-type:jwt-bearer"
)

// Oppsett is what [NyKlient] needs.
type Oppsett struct {
	Utsteder string // aud of the assertions, with its slash: "https://maskinporten.no/"
	TokenURL string // Utsteder + "token" if empty
	KlientID string
	Nokkel   Nokkel
	HTTP     *http.Client     // one of our own if nil: 10 s, no redirects
	Now      func() time.Time // time.Now if nil
}

// Foresporsel is what a token is asked for. Tokens are kept for each.
type Foresporsel struct {
	Scope       string // separated by spaces
	ConsumerOrg string // the organisation one speaks for, where it has delegated: nine digits
	Resource    string // the service the token is for
	Pid         string // the end user it is restricted to. Personal data: it goes into the assertion and nowhere else
}

// Klient fetches tokens and keeps them until ten seconds before they run out. It may be used by many at once: for each
// [Foresporsel] one fetch is under way at a time, and who comes meanwhile waits for it.
type Klient struct {
	o      Oppsett
	signer jose.Signer

	mu     sync.Mutex
	hyller map[Foresporsel]*hylle
	ryddet time.Time
}

// hylle is where the token for one request is kept. Who holds the place in las looks and fetches.
type hylle struct {
	las   chan struct{}
	token string
	til   time.Time
}

// NyKlient checks o and returns the client. It calls nobody.
func NyKlient(o Oppsett) (*Klient, error) {
	if o.TokenURL == "" {
		o.TokenURL = strings.TrimSuffix(o.Utsteder, "/") + "/token"
	}
	switch {
	case sjekkAdresse(o.Utsteder) != nil || sammeVern(o.Utsteder, o.TokenURL) != nil:
		return nil, errors.New("maskinporten: issuer and token endpoint must be https (http on loopback only)")
	case o.KlientID == "":
		return nil, errors.New("maskinporten: client id is missing")
	}
	if err := o.Nokkel.sjekk(); err != nil {
		return nil, err
	}
	if o.HTTP == nil {
		o.HTTP = nyHTTP()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	hode := (&jose.SignerOptions{}).WithType("JWT")
	if c := o.Nokkel.Sertifikat; c != nil {
		hode.WithHeader("x5c", []string{base64.StdEncoding.EncodeToString(c.Raw)}) // the leaf alone
	} else {
		hode.WithHeader("kid", o.Nokkel.Kid)
	}
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: o.Nokkel.Privat}, hode)
	if err != nil {
		return nil, fmt.Errorf("maskinporten: signing: %w", err)
	}
	return &Klient{o: o, signer: s, hyller: map[Foresporsel]*hylle{}}, nil
}

// Token returns a token for f that has at least ten seconds left (unless it never had). Errors are [*Feil], or the end of
// ctx. Nothing is tried twice.
func (k *Klient) Token(ctx context.Context, f Foresporsel) (string, error) {
	h := k.hylle(f)
	select {
	case h.las <- struct{}{}:
		defer func() { <-h.las }()
	case <-ctx.Done():
		return "", fmt.Errorf("wait for a machine token: %w", ctx.Err())
	}
	naa := k.o.Now()
	if naa.Before(h.til) {
		return h.token, nil
	}
	token, levetid, err := k.hent(ctx, f, naa)
	if err != nil {
		return "", err
	}
	h.token, h.til = token, naa.Add(min(levetid, lengsteBruk)-forUtlop)
	return token, nil
}

// hylle finds the place for f. Those that have run out are taken away now and then: with Pid there is one a person.
func (k *Klient) hylle(f Foresporsel) *hylle {
	k.mu.Lock()
	defer k.mu.Unlock()
	if naa := k.o.Now(); naa.Sub(k.ryddet) > time.Minute {
		k.ryddet = naa
		for andre, h := range k.hyller {
			select {
			case h.las <- struct{}{}: // nobody is at it
				if !naa.Before(h.til) {
					delete(k.hyller, andre)
				}
				<-h.las
			default:
			}
		}
	}
	h, er := k.hyller[f]
	if !er {
		h = &hylle{las: make(chan struct{}, 1)}
		k.hyller[f] = h
	}
	return h
}

func (k *Klient) hent(ctx context.Context, f Foresporsel, naa time.Time) (token string, levetid time.Duration, err error) {
	a, err := k.assertion(f, naa)
	if err != nil {
		return "", 0, err
	}
	skjema := url.Values{"grant_type": {grantJWT}, "assertion": {a}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, k.o.TokenURL, strings.NewReader(skjema.Encode()))
	if err != nil {
		return "", 0, &Feil{hva: "the token endpoint is not an address"}
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	var svar struct {
		AccessToken string `json:"access_token"`
		ExpiresIn   int64  `json:"expires_in"` // seconds
	}
	if err := gjor(k.o.HTTP, req, &svar); err != nil {
		return "", 0, err
	}
	if svar.AccessToken == "" || strings.ContainsFunc(svar.AccessToken, ikkeIHode) {
		return "", 0, &Feil{hva: "no token in the answer", Status: http.StatusOK}
	}
	return svar.AccessToken, time.Duration(min(max(svar.ExpiresIn, 0), 1<<20)) * time.Second, nil
}

// ikkeIHode: what a token is not made of, and must not bring into a header of ours.
func ikkeIHode(r rune) bool { return r <= ' ' || r > '~' }

func (k *Klient) assertion(f Foresporsel, naa time.Time) (string, error) {
	krav := map[string]any{
		"aud": k.o.Utsteder, "iss": k.o.KlientID, "scope": f.Scope, "jti": uuid.NewString(),
		"iat": naa.Unix(), "exp": naa.Add(assertionLevetid).Unix(),
	}
	for navn, verdi := range map[string]string{"consumer_org": f.ConsumerOrg, "resource": f.Resource, "pid": f.Pid} {
		if verdi != "" {
			krav[navn] = verdi
		}
	}
	raw, err := json.Marshal(krav)
	if err != nil {
		return "", errors.New("maskinporten: encoding an assertion")
	}
	jws, err := k.signer.Sign(raw)
	if err != nil {
		return "", errors.New("maskinporten: signing an assertion")
	}
	return jws.CompactSerialize()
}
