package maskinporten

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// ErrUgyldig: the token is no good. The text says which check it failed, for the log, and nothing of what stood in it.
var ErrUgyldig = errors.New("not a valid machine token")

// signaturer are the only algorithms a token may be signed with. A list of our own, not the one in the provider's
// metadata: that one comes over the same wire as the keys.
var signaturer = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512}

const (
	// maksToken is the size of a token that is read at all, in bytes. Maskinporten's are about one thousand.
	maksToken = 8 << 10
	// slark is how far clocks may differ: what is not valid yet by less is valid. A token that has run out has run out.
	slark = 10 * time.Second
	// myndighet and orgnrprefiks say that a consumer is a Norwegian organisation: ISO 6523, scheme 0192.
	myndighet    = "iso6523-actorid-upis"
	orgnrprefiks = "0192:"
)

// Sjekkoppsett is what [NySjekk] needs.
type Sjekkoppsett struct {
	Utsteder string // iss of the tokens, and where the metadata is: "https://maskinporten.no/"
	Scope    string // the scope a token must have; [ScopeFiks] if empty
	// Publikum is what aud must be in a token that has one: a token that was asked for with another service as its
	// resource is that service's. Tokens without aud are for everybody, as the Fiks platform's are.
	Publikum string
	HTTP     *http.Client     // one of our own if nil
	Now      func() time.Time // time.Now if nil
}

// Sjekk checks machine tokens. It may be used by many at once.
type Sjekk struct {
	o      Sjekkoppsett
	nokler *nokkelsett
}

// NySjekk returns a check. It asks the provider for its keys when the first token comes, so that a provider that is down
// does not keep us from starting.
func NySjekk(o Sjekkoppsett) (*Sjekk, error) {
	if err := sjekkAdresse(o.Utsteder); err != nil {
		return nil, fmt.Errorf("issuer of machine tokens: %w", err)
	}
	if o.Scope == "" {
		o.Scope = ScopeFiks
	}
	if o.HTTP == nil {
		o.HTTP = nyHTTP()
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Sjekk{o: o, nokler: &nokkelsett{now: o.Now, hent: func(ctx context.Context) (map[string]jose.JSONWebKey, error) {
		return hentNokler(ctx, o.HTTP, o.Utsteder)
	}}}, nil
}

// Konsument checks a token and returns the organisation it speaks for (consumer), nine digits. Errors: [ErrUgyldig];
// others mean that there are no keys to check it with.
func (s *Sjekk) Konsument(ctx context.Context, token string) (orgnr string, err error) {
	if err := sjekkHode(token); err != nil {
		return "", err
	}
	jws, err := jose.ParseSignedCompact(token, signaturer)
	if err != nil {
		return "", ugyldig("not signed as it should be")
	}
	hode := jws.Signatures[0].Header
	k, err := s.nokler.finn(ctx, hode.KeyID)
	if err != nil {
		return "", err
	}
	if k.Algorithm != "" && k.Algorithm != hode.Algorithm {
		return "", ugyldig("alg is not the key's")
	}
	raw, err := jws.Verify(k.Key)
	if err != nil {
		return "", ugyldig("signature")
	}
	var k2 krav
	if json.Unmarshal(raw, &k2) != nil {
		return "", ugyldig("claims are not an object")
	}
	return s.krav(k2)
}

// krav are a token's claims by their exact names: encoding/json would take «ISS» for iss in a struct.
type krav map[string]json.RawMessage

func (k krav) tekst(navn string) string {
	var s string
	_ = json.Unmarshal(k[navn], &s) // what is no text is no answer
	return s
}

// tid reads a NumericDate (RFC 7519 §2): seconds, with or without a fraction.
func (k krav) tid(navn string) (t time.Time, er bool, err error) {
	raw, er := k[navn]
	if !er {
		return time.Time{}, false, nil
	}
	var sek float64
	if json.Unmarshal(raw, &sek) != nil || string(raw) == "null" || sek < 0 || sek > 1<<40 {
		return time.Time{}, true, ugyldig(navn + " is no time")
	}
	return time.Unix(int64(sek), 0), true, nil
}

func (s *Sjekk) krav(k krav) (string, error) {
	if k.tekst("iss") != s.o.Utsteder {
		return "", ugyldig("iss")
	}
	if err := s.tider(k); err != nil {
		return "", err
	}
	if !slices.Contains(strings.Fields(k.tekst("scope")), s.o.Scope) {
		return "", ugyldig("scope")
	}
	if raw, er := k["aud"]; er {
		var flere []string
		if en := k.tekst("aud"); en != "" {
			flere = []string{en}
		} else if json.Unmarshal(raw, &flere) != nil {
			return "", ugyldig("aud is neither text nor list")
		}
		if s.o.Publikum == "" || !slices.Contains(flere, s.o.Publikum) {
			return "", ugyldig("aud")
		}
	}
	return konsument(k["consumer"])
}

func (s *Sjekk) tider(k krav) error {
	naa := s.o.Now()
	exp, er, err := k.tid("exp")
	switch {
	case err != nil:
		return err
	case !er:
		return ugyldig("exp is missing")
	case !naa.Before(exp):
		return ugyldig("exp")
	}
	for _, navn := range []string{"nbf", "iat"} {
		t, _, err := k.tid(navn)
		if err != nil {
			return err
		}
		if t.After(naa.Add(slark)) {
			return ugyldig(navn)
		}
	}
	return nil
}

// konsument reads {"authority": "iso6523-actorid-upis", "ID": "0192:<nine digits>"}.
func konsument(raw json.RawMessage) (string, error) {
	var c krav
	if json.Unmarshal(raw, &c) != nil || c == nil {
		return "", ugyldig("consumer is missing")
	}
	if c.tekst("authority") != myndighet {
		return "", ugyldig("consumer of another authority")
	}
	orgnr, er := strings.CutPrefix(c.tekst("ID"), orgnrprefiks)
	if !er || len(orgnr) != 9 || strings.Trim(orgnr, "0123456789") != "" {
		return "", ugyldig("consumer is no Norwegian organisation")
	}
	return orgnr, nil
}

// sjekkHode reads the token's header before anything else does. One that brings or points to its own key is refused even
// where the signature is good: nobody honest sends one. Nor is a token of another kind, as a logout token, taken.
func sjekkHode(token string) error {
	deler := strings.Split(token, ".")
	if len(token) > maksToken || len(deler) != 3 {
		return ugyldig("not a compact JWS")
	}
	b, err := base64.RawURLEncoding.DecodeString(deler[0])
	if err != nil {
		return ugyldig("header is not base64url")
	}
	var hode krav
	if json.Unmarshal(b, &hode) != nil {
		return ugyldig("header is not an object")
	}
	for navn := range hode {
		switch strings.ToLower(navn) {
		case "jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc":
			return ugyldig("header brings what is not taken from a token")
		}
	}
	typ, _ := strings.CutPrefix(strings.ToLower(hode.tekst("typ")), "application/")
	if _, er := hode["typ"]; er && typ != "jwt" && typ != "at+jwt" {
		return ugyldig("typ of another kind of token")
	}
	return nil
}

func ugyldig(hva string) error { return fmt.Errorf("%w: %s", ErrUgyldig, hva) }
