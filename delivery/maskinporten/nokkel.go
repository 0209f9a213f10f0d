package maskinporten

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-jose/go-jose/v4"
)

// Nokkel is the key a client signs its assertions with. Maskinporten knows it by the kid it is registered under, or by
// the organisation's certificate (virksomhetssertifikat): one of them.
type Nokkel struct {
	Privat     *rsa.PrivateKey
	Kid        string
	Sertifikat *x509.Certificate
}

// NyNokkel makes a key with a name of its own.
func NyNokkel() (Nokkel, error) {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return Nokkel{}, fmt.Errorf("maskinporten: make a key: %w", err)
	}
	return Nokkel{Privat: k, Kid: rand.Text()}, nil
}

// LesNokkel reads a private JWK: RSA, 2048 bits or more, with x5c (whose first certificate is used) or a kid.
func LesNokkel(jwk []byte) (Nokkel, error) {
	var k jose.JSONWebKey
	if json.Unmarshal(jwk, &k) != nil {
		return Nokkel{}, errors.New("maskinporten: the key is no JWK") // the reason could hold a piece of it
	}
	n := Nokkel{Kid: k.KeyID}
	n.Privat, _ = k.Key.(*rsa.PrivateKey)
	if len(k.Certificates) > 0 {
		n.Kid, n.Sertifikat = "", k.Certificates[0]
	}
	return n, n.sjekk()
}

// JWK is the private key as [LesNokkel] reads it. It is for a file that only its owner reads.
func (n Nokkel) JWK() ([]byte, error) {
	raw, err := json.Marshal(n.jwk(n.Privat))
	if err != nil {
		return nil, errors.New("maskinporten: the key cannot be written")
	}
	return raw, nil
}

// Offentlig is the public half as JWK, which the client is registered with.
func (n Nokkel) Offentlig() ([]byte, error) {
	raw, err := json.Marshal(n.jwk(n.Privat.Public()))
	if err != nil {
		return nil, errors.New("maskinporten: the key cannot be written")
	}
	return raw, nil
}

func (n Nokkel) jwk(k any) jose.JSONWebKey {
	j := jose.JSONWebKey{Key: k, KeyID: n.Kid, Algorithm: string(jose.RS256), Use: "sig"}
	if n.Sertifikat != nil {
		j.Certificates = []*x509.Certificate{n.Sertifikat}
	}
	return j
}

func (n Nokkel) sjekk() error {
	switch {
	case n.Privat == nil || n.Privat.N.BitLen() < 2048:
		return errors.New("maskinporten: want a private RSA key of 2048 bits or more")
	case (n.Kid == "") == (n.Sertifikat == nil):
		return errors.New("maskinporten: the key is known by a kid or by a certificate: give one of them")
	case n.Sertifikat != nil && !n.Privat.PublicKey.Equal(n.Sertifikat.PublicKey):
		return errors.New("maskinporten: the certificate is for another key")
	}
	return nil
}
