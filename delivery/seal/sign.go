package seal

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Signer signs containers. Its first certificate is the signer's own; the others
// lead from it towards a root and are sent along.
type Signer struct {
	Chain []*x509.Certificate
	Key   crypto.Signer // RSA; may live in hardware
}

// sign makes a detached CMS SignedData over content (RFC 5652 §5), in DER. The
// signed attributes hold the hash of the signer's certificate (RFC 5035), so
// that another certificate with the same key cannot be put in its place.
func (s Signer) sign(content []byte) ([]byte, error) {
	if len(s.Chain) == 0 || s.Key == nil {
		return nil, errSigner
	}
	own := s.Chain[0]
	if err := checkRSA(own); err != nil {
		return nil, err
	}
	if !own.PublicKey.(*rsa.PublicKey).Equal(s.Key.Public()) {
		return nil, errNotPair
	}
	attributes, err := signedAttributes(content, own)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(der(tagSet, attributes))
	signature, err := s.Key.Sign(rand.Reader, digest[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	id, err := issuerAndSerial(own)
	if err != nil {
		return nil, err
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, oidSHA256) })
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) })
				b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
					for _, c := range s.Chain {
						b.AddBytes(c.Raw)
					}
				})
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1Int64(1)
						b.AddBytes(id)
						addAlgorithm(b, oidSHA256)
						b.AddBytes(der(tagContext0Cons, attributes))
						addAlgorithm(b, oidSHA256RSA)
						b.AddASN1OctetString(signature)
					})
				})
			})
		})
	})
	return b.Bytes()
}

// signedAttributes is the content of the SET OF Attribute, in DER order.
func signedAttributes(content []byte, own *x509.Certificate) ([]byte, error) {
	digest, certDigest := sha256.Sum256(content), sha256.Sum256(own.Raw)
	var attributes [][]byte
	add := func(oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) error {
		var b cryptobyte.Builder
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oid)
			b.AddASN1(cbasn1.SET, value)
		})
		out, err := b.Bytes()
		attributes = append(attributes, out)
		return err
	}
	err := errors.Join(
		add(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidData) }),
		add(oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(digest[:]) }),
		add(oidSigningCertV2, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // SigningCertificateV2
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // its certs
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { // ESSCertIDv2; SHA-256 is the default
						b.AddASN1OctetString(certDigest[:])
					})
				})
			})
		}),
	)
	slices.SortFunc(attributes, bytes.Compare)
	return bytes.Join(attributes, nil), err
}
