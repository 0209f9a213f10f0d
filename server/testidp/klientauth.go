package testidp

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
)

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// godkjenn checks the client's assertion (RFC 7523 §3) as strictly as ID-porten does: a registered key by its kid,
// iss = sub = client_id, aud the issuer or the token endpoint and nothing else, at most 120 s long, fresh, used once.
func (i *IDP) godkjenn(r *http.Request) error {
	if r.PostFormValue("client_assertion_type") != assertionType {
		return errors.New("client_assertion_type")
	}
	jws, err := jose.ParseSignedCompact(r.PostFormValue("client_assertion"), []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512})
	if err != nil {
		return errors.New("client_assertion is no JWS signed with RS256, RS384 or RS512")
	}
	nokler := i.o.Klient.Nokler.Key(jws.Signatures[0].Header.KeyID)
	if len(nokler) != 1 {
		return errors.New("kid is not registered")
	}
	b, err := jws.Verify(nokler[0].Key)
	if err != nil {
		return errors.New("signature")
	}
	var k struct {
		Iss string   `json:"iss"`
		Sub string   `json:"sub"`
		Aud ettEller `json:"aud"`
		Jti string   `json:"jti"`
		Iat int64    `json:"iat"`
		Exp int64    `json:"exp"`
	}
	if err := json.Unmarshal(b, &k); err != nil {
		return errors.New("claims")
	}
	id, naa := i.o.Klient.ID, i.o.Now()
	exp, iat := time.Unix(k.Exp, 0), time.Unix(k.Iat, 0)
	switch {
	case k.Iss != id || k.Sub != id:
		return errors.New("iss and sub must be the client_id")
	case r.PostFormValue("client_id") != id:
		return errors.New("client_id")
	case len(k.Aud) != 1 || !slices.Contains([]string{i.o.Utsteder, i.o.Utsteder + "/token"}, k.Aud[0]):
		return errors.New("aud must be the issuer or the token endpoint alone")
	case !exp.After(naa) || exp.Sub(iat) > 120*time.Second:
		return errors.New("exp: past, or more than 120 s after iat")
	case iat.After(naa.Add(10*time.Second)) || iat.Before(naa.Add(-120*time.Second)):
		return errors.New("iat")
	case k.Jti == "":
		return errors.New("jti is missing")
	}
	i.kasse.Lock()
	defer i.kasse.Unlock()
	for jti, til := range i.kasse.jti {
		if til.Before(naa) {
			delete(i.kasse.jti, jti)
		}
	}
	if _, brukt := i.kasse.jti[k.Jti]; brukt {
		return errors.New("jti has been used")
	}
	i.kasse.jti[k.Jti] = exp
	return nil
}

// ettEller reads a JSON string or a list of them.
type ettEller []string

// UnmarshalJSON implements [json.Unmarshaler].
func (e *ettEller) UnmarshalJSON(b []byte) error {
	var en string
	if json.Unmarshal(b, &en) == nil {
		*e = ettEller{en}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(e))
}
