package seal

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// forgedSignature is a SignedData with any of its parts wrong.
type forgedSignature struct {
	by       []Key // one SignerInfo each
	certs    []Key // sent along; nil: those of by
	hash     crypto.Hash
	attached bool
	bare     bool // no signed attributes
	twice    bool // the digest attribute twice
	typed    asn1.ObjectIdentifier
	over     []byte // signs this instead
	unsigned bool   // adds an unsigned attribute
	pss      bool
}

func (f forgedSignature) der(t testing.TB, content []byte) []byte {
	t.Helper()
	hash, hashOID := crypto.SHA256, oidSHA256
	if f.hash == crypto.SHA1 {
		hash, hashOID = crypto.SHA1, oidSHA1
	}
	typed := f.typed
	if typed == nil {
		typed = oidData
	}
	certs := f.certs
	if certs == nil {
		certs = f.by[:1]
	}
	attribute := func(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oid)
			b.AddASN1(cbasn1.SET, value)
		})
	}
	signer := func(b *cryptobyte.Builder, k Key) {
		sum := func(p []byte) []byte { h := hash.New(); h.Write(p); return h.Sum(nil) }
		signed := content
		if f.over != nil {
			signed = f.over
		}
		var a cryptobyte.Builder
		attribute(&a, oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(typed) })
		attribute(&a, oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum(signed)) })
		if f.twice {
			attribute(&a, oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum(signed)) })
		}
		attributes := a.BytesOrPanic()
		digest := sum(der(tagSet, attributes))
		if f.bare {
			digest = sum(signed)
		}
		var opts crypto.SignerOpts = hash
		if f.pss {
			opts = &rsa.PSSOptions{Hash: hash}
		}
		signature, err := k.Private.Sign(rand.Reader, digest, opts)
		if err != nil {
			t.Fatal(err)
		}
		id, _ := issuerAndSerial(k.Cert)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddBytes(id)
			addAlgorithm(b, hashOID)
			if !f.bare {
				b.AddBytes(der(tagContext0Cons, attributes))
			}
			addAlgorithm(b, oidRSA)
			b.AddASN1OctetString(signature)
			if f.unsigned {
				b.AddASN1(explicit1, func(b *cryptobyte.Builder) {
					attribute(b, oidData, func(b *cryptobyte.Builder) { b.AddASN1NULL() })
				})
			}
		})
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, hashOID) })
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidData)
					if f.attached {
						b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(content) })
					}
				})
				b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
					for _, k := range certs {
						b.AddBytes(k.Cert.Raw)
					}
				})
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					for _, k := range f.by {
						signer(b, k)
					}
				})
			})
		})
	})
	return b.BytesOrPanic()
}
