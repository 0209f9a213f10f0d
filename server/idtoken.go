package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"

	"barnevernportalen/ent/viewer"
)

// The levels of ID-porten (acr). The third, idporten-loa-low, opens nothing here and is therefore not known.
var acr = map[viewer.Niva]string{
	viewer.NivaBetydelig: "idporten-loa-substantial",
	viewer.NivaHoyt:      "idporten-loa-high",
}

func nivaAv(s string) viewer.Niva {
	for n, a := range acr {
		if a == s {
			return n
		}
	}
	return viewer.NivaIngen
}

// An id_token goes straight from the token endpoint to us and lives 120 s at ID-porten, so an old one is a replay.
// Clocks may differ by slark.
const (
	maksAlder = 5 * time.Minute
	slark     = 30 * time.Second
)

// identitet is what an id_token has proved.
type identitet struct {
	Pid, Sub, Sid, Navn string
	Niva                viewer.Niva
	Token               string // for id_token_hint at logout
}

// tokenkrav are the claims go-oidc leaves to its caller.
type tokenkrav struct {
	Aud   json.RawMessage `json:"aud"`
	Azp   *string         `json:"azp"`
	Iat   *int64          `json:"iat"`
	Nbf   *int64          `json:"nbf"`
	Acr   string          `json:"acr"`
	Pid   string          `json:"pid"`
	Sub   string          `json:"sub"`
	Sid   string          `json:"sid"`
	Navn  string          `json:"name"`
	Event json.RawMessage `json:"events"`
}

// tokenleser verifies the provider's two kinds of tokens and keeps them apart.
type tokenleser struct {
	klientID string
	now      func() time.Time
	oidc     *oidc.IDTokenVerifier
}

func nyTokenleser(klientID string, u *utsteder, now func() time.Time) *tokenleser {
	var algs []string
	for _, a := range signaturer {
		algs = append(algs, string(a))
	}
	return &tokenleser{klientID: klientID, now: now,
		oidc: oidc.NewVerifier(u.issuer, u, &oidc.Config{ClientID: klientID, SupportedSigningAlgs: algs, Now: now})}
}

// idToken verifies raw and returns who it names. go-oidc checks signature, iss, aud and exp; the rest, which it says it
// does not check, stands here.
func (t *tokenleser) idToken(ctx context.Context, raw, nonce string, minst viewer.Niva) (identitet, error) {
	if err := sjekkHode(raw, "", "JWT"); err != nil {
		return identitet{}, err
	}
	tok, err := t.oidc.Verify(ctx, raw)
	if err != nil {
		return identitet{}, utenSitat(err)
	}
	var k tokenkrav
	if err := tok.Claims(&k); err != nil {
		return identitet{}, errors.New("claims of the wrong type")
	}
	switch {
	case len(k.Event) != 0:
		return identitet{}, errors.New("events: this is a logout token")
	case nonce == "" || tok.Nonce != nonce:
		return identitet{}, errors.New("nonce: not the one we sent")
	case k.Sub == "":
		return identitet{}, errors.New("sub: missing")
	case !erPid(k.Pid):
		return identitet{}, errors.New("pid: missing or no identity number")
	}
	if err := t.publikum(k); err != nil {
		return identitet{}, err
	}
	if err := t.tider(k); err != nil {
		return identitet{}, err
	}
	niva := nivaAv(k.Acr)
	if niva == viewer.NivaIngen || niva < minst {
		return identitet{}, fmt.Errorf("acr: below %s", minst)
	}
	return identitet{Pid: k.Pid, Sub: k.Sub, Sid: k.Sid, Navn: k.Navn, Niva: niva, Token: raw}, nil
}

// publikum wants us to be the only audience. A token that others may hold is a token that others may use here.
func (t *tokenleser) publikum(k tokenkrav) error {
	var en string
	var flere []string
	if json.Unmarshal(k.Aud, &en) == nil {
		flere = []string{en}
	} else if json.Unmarshal(k.Aud, &flere) != nil {
		return errors.New("aud: neither text nor list")
	}
	if !slices.Equal(flere, []string{t.klientID}) {
		return errors.New("aud: others than us")
	}
	if k.Azp != nil && *k.Azp != t.klientID {
		return errors.New("azp: issued to another client")
	}
	return nil
}

func (t *tokenleser) tider(k tokenkrav) error {
	naa := t.now()
	if k.Iat == nil {
		return errors.New("iat: missing")
	}
	iat := time.Unix(*k.Iat, 0)
	if iat.After(naa.Add(slark)) {
		return errors.New("iat: in the future")
	}
	if iat.Before(naa.Add(-maksAlder)) {
		return errors.New("iat: too old")
	}
	if k.Nbf != nil && time.Unix(*k.Nbf, 0).After(naa.Add(slark)) {
		return errors.New("nbf: in the future")
	}
	return nil
}

// logoutToken verifies a back-channel logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). typ is demanded, so
// that no other token of the same provider can pass for one.
func (t *tokenleser) logoutToken(ctx context.Context, raw string) (*oidc.LogoutToken, error) {
	if err := sjekkHode(raw, "logout+jwt"); err != nil {
		return nil, err
	}
	tok, err := t.oidc.VerifyLogout(ctx, raw)
	if err != nil {
		return nil, utenSitat(err)
	}
	var k tokenkrav
	if err := tok.Claims(&k); err != nil {
		return nil, errors.New("claims of the wrong type")
	}
	var hendelser map[string]map[string]any
	if err := json.Unmarshal(k.Event, &hendelser); err != nil {
		return nil, errors.New("events: not an object")
	}
	if err := t.publikum(k); err != nil {
		return nil, err
	}
	return tok, t.tider(k)
}

// sjekkHode reads the token's header before anything else does. A header that brings or points to its own key is
// refused even where the signature is good: nobody honest sends one. typer are the values typ may have, in any case,
// with or without "application/"; "" allows none.
func sjekkHode(raw string, typer ...string) error {
	deler := strings.Split(raw, ".")
	if len(deler) != 3 {
		return errors.New("header: not a compact JWS")
	}
	b, err := base64url.DecodeString(deler[0])
	if err != nil {
		return errors.New("header: not base64url")
	}
	var hode map[string]json.RawMessage
	if err := json.Unmarshal(b, &hode); err != nil {
		return errors.New("header: not JSON")
	}
	for navn := range hode {
		switch strings.ToLower(navn) {
		case "jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc":
			return fmt.Errorf("header: %s is not taken from a token", strings.ToLower(navn))
		}
	}
	typ, _ := strings.CutPrefix(strings.ToLower(string(bytes.Trim(hode["typ"], `"`))), "application/")
	if !slices.ContainsFunc(typer, func(t string) bool { return strings.EqualFold(t, typ) }) {
		return errors.New("header: typ of another kind of token")
	}
	return nil
}

// utenSitat takes what is quoted out of an error of go-oidc's, but for the names of algorithms: claims of a token whose
// signature nobody has looked at, which anybody may send to the back channel, and which would stand in our log.
func utenSitat(err error) error {
	return errors.New(sitat.ReplaceAllStringFunc(err.Error(), func(s string) string {
		if algoritme.MatchString(s) {
			return s
		}
		return "…"
	}))
}

var (
	sitat     = regexp.MustCompile(`"(\\.|[^"\\])*"`)
	algoritme = regexp.MustCompile(`^"(none|[A-Z]{2}[0-9]{3})"$`)
)

// erPid reports whether s has the form of a fødselsnummer or D-number. Its control digits are the provider's concern.
func erPid(s string) bool {
	return len(s) == 11 && strings.Trim(s, "0123456789") == ""
}
