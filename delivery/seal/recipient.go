package seal

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// maxRecipients bounds how much RSA work an envelope can ask for.
const maxRecipients = 16

var (
	errNoRecipient = errors.New("cms: none of our keys opens it")
	errRecipients  = errors.New("cms: too many recipients")
)

// recipient is a KeyTransRecipientInfo with RSA-OAEP.
type recipient struct {
	issuerAndSerial []byte // one of these two names the certificate
	subjectKeyID    []byte
	oaep            rsa.OAEPOptions
	wrapped         []byte // the content key under the receiver's public key
}

// names tells whether the recipient is said to be this certificate.
func (r recipient) names(c *x509.Certificate) bool {
	if c == nil {
		return false
	}
	if r.subjectKeyID != nil {
		return bytes.Equal(r.subjectKeyID, c.SubjectKeyId)
	}
	id, err := issuerAndSerial(c)
	return err == nil && bytes.Equal(r.issuerAndSerial, id)
}

// naming is who a RecipientInfo is for, and whether we could open it with that key.
type naming struct {
	recipient
	readable bool
}

// everyRecipient reads who an envelope's RecipientInfos (a SET, in DER) are for, those we cannot open included. ok is
// false when one of them is for something else than an RSA key.
func everyRecipient(set []byte) (all []naming, ok bool, err error) {
	ok = true
	err = eachRecipient(set, func(info cryptobyte.String, rsa bool) error {
		if !rsa {
			ok = false
			return nil
		}
		r, ok, err := readRecipient(info)
		all = append(all, naming{r, ok})
		return err
	})
	return all, ok, err
}

// contentKey finds the AES key: first the pairs that match by name, then every
// key on every recipient. A receiver that renews its certificate may keep its
// key, and some senders name the certificate wrongly.
func contentKey(rs []recipient, keys []Key) ([]byte, error) {
	for _, named := range []bool{true, false} {
		for _, r := range rs {
			for _, k := range keys {
				if k.Private == nil || r.names(k.Cert) != named {
					continue
				}
				if key, err := k.Private.Decrypt(nil, r.wrapped, &r.oaep); err == nil && len(key) == aes256 {
					return key, nil
				}
			}
		}
	}
	return nil, errNoRecipient
}

// readRecipients reads RecipientInfos (a SET, in DER) and keeps those we can
// open: RSA key transport with OAEP. Others are passed over, not refused: the
// .NET library writes a PKCS #1 v1.5 recipient before the OAEP one.
func readRecipients(set []byte) ([]recipient, error) {
	var rs []recipient
	err := eachRecipient(set, func(info cryptobyte.String, rsa bool) error {
		if !rsa {
			return nil
		}
		r, ok, err := readRecipient(info)
		if ok {
			rs = append(rs, r)
		}
		return err
	})
	return rs, err
}

// eachRecipient walks RecipientInfos. rsa is false for key agreement, passwords and the like, which are tagged.
func eachRecipient(set []byte, do func(info cryptobyte.String, rsa bool) error) error {
	s := cryptobyte.String(set)
	var infos cryptobyte.String
	if !s.ReadASN1(&infos, cbasn1.SET) || !s.Empty() {
		return errASN1
	}
	for n := 0; !infos.Empty(); n++ {
		if n == maxRecipients {
			return errRecipients
		}
		var info cryptobyte.String
		var tag cbasn1.Tag
		if !infos.ReadAnyASN1(&info, &tag) {
			return errASN1
		}
		if err := do(info, tag == cbasn1.SEQUENCE); err != nil {
			return err
		}
	}
	return nil
}

// readRecipient reads one KeyTransRecipientInfo (RFC 5652 §6.2.1); ok is false
// when it is not wrapped with OAEP.
func readRecipient(info cryptobyte.String) (r recipient, ok bool, err error) {
	var version int
	if !info.ReadASN1Integer(&version) {
		return r, false, errASN1
	}
	var id cryptobyte.String
	switch {
	case version == 0 && info.PeekASN1Tag(cbasn1.SEQUENCE):
		info.ReadASN1Element(&id, cbasn1.SEQUENCE)
		r.issuerAndSerial = id
	case version == 2 && info.PeekASN1Tag(implicit0):
		info.ReadASN1(&id, implicit0)
		r.subjectKeyID = id
	default:
		return r, false, errVersion
	}
	oid, params, err := readAlgorithm(&info)
	if err != nil {
		return r, false, err
	}
	var wrapped cryptobyte.String
	if !info.ReadASN1(&wrapped, cbasn1.OCTET_STRING) || !info.Empty() {
		return r, false, errASN1
	}
	r.wrapped = wrapped
	if !oid.Equal(oidOAEP) {
		return r, false, nil
	}
	r.oaep, err = readOAEP(params)
	return r, err == nil, err
}

// readOAEP reads RSAES-OAEP-params (RFC 4055 §4.1). All three are optional;
// what is left out is SHA-1, MGF1 with SHA-1 and the empty label.
func readOAEP(params cryptobyte.String) (o rsa.OAEPOptions, err error) {
	o = rsa.OAEPOptions{Hash: crypto.SHA1, MGFHash: crypto.SHA1}
	var seq, part cryptobyte.String
	if !params.ReadASN1(&seq, cbasn1.SEQUENCE) || !params.Empty() {
		return o, errASN1
	}
	var has bool
	if !seq.ReadOptionalASN1(&part, &has, explicit0) {
		return o, errASN1
	} else if has {
		if o.Hash, err = readHash(&part); err != nil || !part.Empty() {
			return o, errors.Join(errASN1, err)
		}
	}
	if !seq.ReadOptionalASN1(&part, &has, explicit1) {
		return o, errASN1
	} else if has {
		oid, of, err := readAlgorithm(&part)
		if err != nil || !oid.Equal(oidMGF1) || !part.Empty() {
			return o, errors.Join(errASN1, err)
		}
		if o.MGFHash, err = readHash(&of); err != nil || !of.Empty() {
			return o, errors.Join(errASN1, err)
		}
	}
	if !seq.ReadOptionalASN1(&part, &has, explicit2) {
		return o, errASN1
	} else if has {
		oid, of, err := readAlgorithm(&part)
		var label cryptobyte.String
		if err != nil || !oid.Equal(oidPSpecified) || !part.Empty() ||
			!of.ReadASN1(&label, cbasn1.OCTET_STRING) || !of.Empty() {
			return o, errors.Join(errASN1, err)
		}
		o.Label = label
	}
	if !seq.Empty() {
		return o, errASN1
	}
	return o, nil
}

// addRecipient wraps key to the certificate. Hash and mask function are both
// written out: a reader falls back to SHA-1 for what is missing, and then
// cannot open it.
func addRecipient(b *cryptobyte.Builder, to *x509.Certificate, key []byte) error {
	pub, ok := to.PublicKey.(*rsa.PublicKey)
	if !ok {
		return ErrIkkeRSA
	}
	wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, pub, key, nil)
	if err != nil {
		return fmt.Errorf("wrap content key: %w", err)
	}
	id, err := issuerAndSerial(to)
	if err != nil {
		return err
	}
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(0)
		b.AddBytes(id)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidOAEP)
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(explicit0, func(b *cryptobyte.Builder) { addAlgorithm(b, oidSHA256) })
				b.AddASN1(explicit1, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1ObjectIdentifier(oidMGF1)
						addAlgorithm(b, oidSHA256)
					})
				})
			})
		})
		b.AddASN1OctetString(wrapped)
	})
	return nil
}

// issuerAndSerial is IssuerAndSerialNumber in DER, the name CMS has for a
// certificate (RFC 5652 §10.2.4).
func issuerAndSerial(c *x509.Certificate) ([]byte, error) {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(c.RawIssuer)
		b.AddASN1BigInt(c.SerialNumber)
	})
	out, err := b.Bytes()
	if err != nil {
		return nil, fmt.Errorf("name the certificate: %w", err)
	}
	return out, nil
}
