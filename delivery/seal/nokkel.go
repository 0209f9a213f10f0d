package seal

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"time"
)

// Why a public key is not sealed to. A report whose receiver's key is refused
// is still accepted: it goes the other way (design: the letter).
var (
	ErrIkkeRSA         = errors.New("certificate holds no RSA key")
	ErrForSvak         = errors.New("RSA key is shorter than 2048 bits")
	ErrIkkeGyldigEnna  = errors.New("certificate is not valid yet")
	ErrUtlopt          = errors.New("certificate has expired")
	errMoreThanOnePEM  = errors.New("want exactly one PEM block")
	errNotPair         = errors.New("private key does not belong to the certificate")
	errPrivateIsNotRSA = errors.New("private key is not RSA")
)

// minBits is the shortest RSA key sealed to, and the shortest a signature is
// believed from (NIST SP 800-57: 112 bits of strength).
const minBits = 2048

// Key is a private key and the certificate of its public half. Without Cert the
// key is still tried on everything.
type Key struct {
	Cert    *x509.Certificate
	Private *rsa.PrivateKey
}

// CheckNokkel tells whether a receiver's certificate may be sealed to at the
// given time: [ErrIkkeRSA], [ErrForSvak], [ErrIkkeGyldigEnna] or [ErrUtlopt].
// The validity period includes both its ends (RFC 5280 §4.1.2.5). Issuer and
// revocation are not looked at: KS vouches for the key by publishing it.
func CheckNokkel(c *x509.Certificate, at time.Time) error {
	if err := checkRSA(c); err != nil {
		return err
	}
	if at.Before(c.NotBefore) {
		return fmt.Errorf("%w: from %s", ErrIkkeGyldigEnna, c.NotBefore.UTC().Format(time.RFC3339))
	}
	if at.After(c.NotAfter) {
		return fmt.Errorf("%w: at %s", ErrUtlopt, c.NotAfter.UTC().Format(time.RFC3339))
	}
	return nil
}

func checkRSA(c *x509.Certificate) error {
	if c == nil {
		return ErrIkkeRSA
	}
	pub, ok := c.PublicKey.(*rsa.PublicKey)
	if !ok {
		return ErrIkkeRSA
	}
	if n := pub.N.BitLen(); n < minBits {
		return fmt.Errorf("%w: %d", ErrForSvak, n)
	}
	return nil
}

// NewNokkel makes an RSA-3072 key and a certificate signed by itself, valid from
// and to the given times. It is for development, tests and our own service
// keys; a public name in the Fiks catalogue is given by an authority.
func NewNokkel(name string, from, to time.Time) (Key, error) {
	private, err := rsa.GenerateKey(rand.Reader, 3072)
	if err != nil {
		return Key{}, fmt.Errorf("make key: %w", err)
	}
	serial := make([]byte, 16)
	rand.Read(serial)                 // never fails (crypto/rand)
	serial[0] = serial[0]&0x7f | 0x40 // positive, and of one length (RFC 5280 §4.1.2.2)
	return selfSign(private, new(big.Int).SetBytes(serial), name, from, to)
}

func selfSign(private *rsa.PrivateKey, serial *big.Int, name string, from, to time.Time) (Key, error) {
	keyID := sha256.Sum256(x509.MarshalPKCS1PublicKey(&private.PublicKey)) // RFC 7093 §2
	template := &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: name},
		NotBefore:    from,
		NotAfter:     to,
		KeyUsage:     x509.KeyUsageDigitalSignature | x509.KeyUsageKeyEncipherment,
		SubjectKeyId: keyID[:20],
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		return Key{}, fmt.Errorf("make certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		return Key{}, fmt.Errorf("make certificate: %w", err)
	}
	return Key{Cert: cert, Private: private}, nil
}

// ParseKey reads a certificate and its PKCS #8 private key from PEM and checks
// that they belong together.
func ParseKey(certPEM, privatePEM []byte) (Key, error) {
	cert, err := ParseCertificate(certPEM)
	if err != nil {
		return Key{}, err
	}
	private, err := ParsePrivate(privatePEM)
	if err != nil {
		return Key{}, err
	}
	if !private.PublicKey.Equal(cert.PublicKey) {
		return Key{}, errNotPair
	}
	return Key{Cert: cert, Private: private}, nil
}

// ParseCertificate reads exactly one X.509 certificate from PEM.
func ParseCertificate(data []byte) (*x509.Certificate, error) {
	raw, err := onePEM(data, "CERTIFICATE")
	if err != nil {
		return nil, fmt.Errorf("parse certificate: %w", err)
	}
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		return nil, fmt.Errorf("parse certificate: %w", err)
	}
	return cert, nil
}

// EncodeCertificate is the certificate in PEM.
func EncodeCertificate(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// ParsePrivate reads exactly one RSA key in PKCS #8 from PEM. PKCS #1 is refused,
// as the KS clients do.
func ParsePrivate(data []byte) (*rsa.PrivateKey, error) {
	raw, err := onePEM(data, "PRIVATE KEY")
	if err != nil {
		return nil, fmt.Errorf("parse private key: %w", err)
	}
	defer clear(raw)
	key, err := x509.ParsePKCS8PrivateKey(raw)
	if err != nil {
		return nil, fmt.Errorf("parse private key: %w", err)
	}
	private, ok := key.(*rsa.PrivateKey)
	if !ok {
		return nil, errPrivateIsNotRSA
	}
	return private, nil
}

// EncodePrivate is the key in PKCS #8 and PEM, in the clear: the caller encrypts
// it or keeps it in memory.
func EncodePrivate(k *rsa.PrivateKey) ([]byte, error) {
	raw, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		return nil, fmt.Errorf("encode private key: %w", err)
	}
	defer clear(raw)
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}), nil
}

// onePEM refuses a second block: which one was meant is not ours to guess.
func onePEM(data []byte, kind string) ([]byte, error) {
	block, rest := pem.Decode(data)
	if block == nil || block.Type != kind {
		return nil, fmt.Errorf("no PEM block of type %s", kind)
	}
	if next, _ := pem.Decode(rest); next != nil {
		return nil, errMoreThanOnePEM
	}
	return block.Bytes, nil
}
