package server_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
)

var b64 = base64.RawURLEncoding

// token is a signed token taken apart. It is put together again by hand, since a library made for honest people
// refuses to write half of what stands in these tests.
type token struct {
	hode, krav map[string]any
	nokkel     jose.JSONWebKey // private; the provider's own until a test takes another
	signatur   func([]byte) []byte
}

func lesToken(t *testing.T, raw string) *token {
	t.Helper()
	deler := strings.Split(raw, ".")
	tok := &token{nokkel: signeringsnokkel()}
	for i, ut := range []*map[string]any{&tok.hode, &tok.krav} {
		b, err := b64.DecodeString(deler[i])
		maa(t, err)
		maa(t, json.Unmarshal(b, ut))
	}
	return tok
}

// String signs by the algorithm the header names.
func (tok *token) String() string {
	h, _ := json.Marshal(tok.hode)
	k, _ := json.Marshal(tok.krav)
	tekst := b64.EncodeToString(h) + "." + b64.EncodeToString(k)
	return tekst + "." + b64.EncodeToString(tok.sign([]byte(tekst)))
}

func (tok *token) sign(tekst []byte) []byte {
	if tok.signatur != nil {
		return tok.signatur(tekst)
	}
	h256, h384, h512 := sha256.Sum256(tekst), sha512.Sum384(tekst), sha512.Sum512(tekst)
	priv := tok.nokkel.Key.(*rsa.PrivateKey)
	var s []byte
	var err error
	switch tok.hode["alg"] {
	case "RS256":
		s, err = rsa.SignPKCS1v15(nil, priv, crypto.SHA256, h256[:])
	case "RS384":
		s, err = rsa.SignPKCS1v15(nil, priv, crypto.SHA384, h384[:])
	case "RS512":
		s, err = rsa.SignPKCS1v15(nil, priv, crypto.SHA512, h512[:])
	case "PS256":
		s, err = rsa.SignPSS(rand.Reader, priv, crypto.SHA256, h256[:], nil)
	}
	if err != nil {
		panic(err)
	}
	return s
}

// alg sets the header's algorithm.
func alg(a string) func(*token) { return func(t *token) { t.hode["alg"] = a } }

// krav sets a claim; nil removes it.
func krav(navn string, verdi any) func(*token) {
	return func(t *token) {
		if verdi == nil {
			delete(t.krav, navn)
			return
		}
		t.krav[navn] = verdi
	}
}

// om moves a time claim by s seconds from where the provider put it.
func om(navn string, s float64) func(*token) {
	return func(t *token) { t.krav[navn] = t.krav[navn].(float64) + s }
}

// hode sets a header.
func hode(navn string, verdi any) func(*token) {
	return func(t *token) {
		if verdi == nil {
			delete(t.hode, navn)
			return
		}
		t.hode[navn] = verdi
	}
}

// egen signs with the attacker's key.
func egen(t *token) { t.nokkel = angripersNokkel() }

// egenKid signs with the attacker's key under the attacker's name for it.
func egenKid(t *token) {
	egen(t)
	t.hode["kid"] = t.nokkel.KeyID
}

// hmacMed signs with HS256 and a public key as the secret, the old trick on verifiers that take alg at its word.
func hmacMed(hemmelig []byte) func(*token) {
	return func(t *token) {
		t.hode["alg"] = "HS256"
		t.signatur = func(b []byte) []byte {
			m := hmac.New(sha256.New, hemmelig)
			m.Write(b)
			return m.Sum(nil)
		}
	}
}

func ingenSignatur(t *token) { t.signatur = func([]byte) []byte { return nil } }

func ecdsaSignatur(t *token) {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	t.hode["alg"] = "ES256"
	t.signatur = func(b []byte) []byte {
		h := sha256.Sum256(b)
		r, s, _ := ecdsa.Sign(rand.Reader, k, h[:])
		return append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...)
	}
}

func flippBit(t *token) {
	t.signatur = func(b []byte) []byte {
		t.signatur = nil
		s := t.sign(b)
		s[len(s)/2] ^= 1
		return s
	}
}

func flere(f ...func(*token)) func(*token) {
	return func(t *token) {
		for _, g := range f {
			g(t)
		}
	}
}

func offentligPEM() []byte {
	k := signeringsnokkel()
	der, err := x509.MarshalPKIXPublicKey(k.Public().Key)
	if err != nil {
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
}

func offentligJWK() []byte {
	k := signeringsnokkel()
	b, err := k.Public().MarshalJSON()
	if err != nil {
		panic(err)
	}
	return b
}

func angripersJWK() any {
	k := angripersNokkel()
	b, err := k.Public().MarshalJSON()
	if err != nil {
		panic(err)
	}
	return json.RawMessage(b)
}

// byttFelt sets a field of a JSON answer; "" removes it.
func byttFelt(t *testing.T, navn, verdi string) func([]byte) []byte {
	return func(b []byte) []byte {
		var m map[string]any
		maa(t, json.Unmarshal(b, &m))
		m[navn] = verdi
		if verdi == "" {
			delete(m, navn)
		}
		ut, err := json.Marshal(m)
		maa(t, err)
		return ut
	}
}
