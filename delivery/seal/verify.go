package seal

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/subtle"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	maxSignature    = 256 << 10
	maxCertificates = 10
	maxSigners      = 4
)

var (
	errDetached    = errors.New("signature: not detached")
	errSigner      = errors.New("signature: signer's certificate is not there, or not RSA of 2048 bits")
	errSigners     = errors.New("signature: no signer, several, or too many")
	errAttributes  = errors.New("signature: signed attributes missing or wrong")
	errDigest      = errors.New("signature: digest of the manifest differs")
	errAlgorithm   = errors.New("signature: algorithm not accepted")
	errCertificate = errors.New("signature: certificate is not the one that was signed with")
	errSignature   = errors.New("signature: does not verify")
)

// verifySignature checks a detached CMS SignedData, DER or BER, over content and
// returns the signer's certificate. Every SignerInfo must verify, and all must
// be the same signer: the .NET library signs twice with one key.
//
// It proves who holds the key of that certificate. Whether the certificate is
// to be trusted, it does not say.
func verifySignature(p7s, content []byte, sha1 bool) (*x509.Certificate, error) {
	r := newBER(bytes.NewReader(p7s))
	data, err := r.element(maxSignature)
	if err != nil {
		return nil, err
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	certs, signers, err := readSignedData(data)
	if err != nil {
		return nil, err
	}
	var signer *x509.Certificate
	for n := 0; !signers.Empty(); n++ {
		var info cryptobyte.String
		if n == maxSigners || !signers.ReadASN1(&info, cbasn1.SEQUENCE) {
			return nil, errSigners
		}
		c, err := verifySigner(info, certs, content, sha1)
		if err != nil {
			return nil, err
		}
		if signer != nil && !signer.Equal(c) {
			return nil, errSigners
		}
		signer = c
	}
	if signer == nil {
		return nil, errSigners
	}
	return signer, nil
}

// readSignedData takes apart a ContentInfo of SignedData without content.
func readSignedData(data []byte) (certs []*x509.Certificate, signers cryptobyte.String, err error) {
	s := cryptobyte.String(data)
	var info, explicit, sd, skip, encap, set cryptobyte.String
	var oid asn1.ObjectIdentifier
	var version int
	if !s.ReadASN1(&info, cbasn1.SEQUENCE) || !s.Empty() ||
		!info.ReadASN1ObjectIdentifier(&oid) || !oid.Equal(oidSignedData) ||
		!info.ReadASN1(&explicit, explicit0) || !info.Empty() ||
		!explicit.ReadASN1(&sd, cbasn1.SEQUENCE) || !explicit.Empty() ||
		!sd.ReadASN1Integer(&version) || version < 1 || version > 5 ||
		!sd.ReadASN1(&skip, cbasn1.SET) || // digestAlgorithms: said again by each signer
		!sd.ReadASN1(&encap, cbasn1.SEQUENCE) || !encap.ReadASN1ObjectIdentifier(&oid) {
		return nil, nil, errASN1
	}
	if !oid.Equal(oidData) || !encap.Empty() {
		return nil, nil, errDetached
	}
	var has bool
	if !sd.ReadOptionalASN1(&set, &has, explicit0) {
		return nil, nil, errASN1
	}
	for !set.Empty() {
		var raw cryptobyte.String
		if len(certs) == maxCertificates || !set.ReadASN1Element(&raw, cbasn1.SEQUENCE) {
			return nil, nil, errASN1
		}
		c, err := x509.ParseCertificate(raw)
		if err != nil {
			return nil, nil, err
		}
		certs = append(certs, c)
	}
	if !sd.ReadOptionalASN1(&skip, &has, explicit1) || // revocation lists
		!sd.ReadASN1(&signers, cbasn1.SET) || !sd.Empty() {
		return nil, nil, errASN1
	}
	return certs, signers, nil
}

// verifySigner checks one SignerInfo (RFC 5652 §5.3, 5.4, 5.6).
func verifySigner(info cryptobyte.String, certs []*x509.Certificate, content []byte, sha1 bool) (*x509.Certificate, error) {
	var version int
	var id, attributes, signature cryptobyte.String
	var has bool
	if !info.ReadASN1Integer(&version) || version != 1 && version != 3 {
		return nil, errVersion
	}
	byKeyID := version == 3
	if byKeyID && !info.ReadASN1(&id, implicit0) || !byKeyID && !info.ReadASN1Element(&id, cbasn1.SEQUENCE) {
		return nil, errASN1
	}
	hash, err := readHash(&info)
	if err != nil {
		return nil, err
	}
	if hash == crypto.SHA1 && !sha1 {
		return nil, errHash
	}
	if !info.ReadOptionalASN1(&attributes, &has, explicit0) || !has {
		return nil, errAttributes
	}
	if err := signatureAlgorithm(&info, hash); err != nil {
		return nil, err
	}
	if !info.ReadASN1(&signature, cbasn1.OCTET_STRING) ||
		!info.SkipOptionalASN1(explicit1) || // unsigned attributes: time stamps and the like
		!info.Empty() {
		return nil, errASN1
	}
	i := slices.IndexFunc(certs, func(c *x509.Certificate) bool {
		return recipient{issuerAndSerial: id, subjectKeyID: pick(byKeyID, id)}.names(c)
	})
	if i < 0 || checkRSA(certs[i]) != nil {
		return nil, errSigner
	}
	signer := certs[i]
	sorted, err := checkAttributes(attributes, hash, content, signer)
	if err != nil {
		return nil, err
	}
	h := hash.New()
	h.Write(der(tagSet, sorted))
	if rsa.VerifyPKCS1v15(signer.PublicKey.(*rsa.PublicKey), hash, h.Sum(nil), signature) != nil {
		return nil, errSignature
	}
	return signer, nil
}

func pick(use bool, id []byte) []byte {
	if use {
		return id
	}
	return nil
}

// signatureAlgorithm takes plain RSA, or RSA with the hash already named.
func signatureAlgorithm(info *cryptobyte.String, hash crypto.Hash) error {
	oid, params, err := readAlgorithm(info)
	if err != nil {
		return err
	}
	if err := noParams(params); err != nil {
		return err
	}
	with := map[crypto.Hash]asn1.ObjectIdentifier{
		crypto.SHA1: oidSHA1RSA, crypto.SHA256: oidSHA256RSA, crypto.SHA384: oidSHA384RSA, crypto.SHA512: oidSHA512RSA,
	}
	if !oid.Equal(oidRSA) && !oid.Equal(with[hash]) {
		return errAlgorithm
	}
	return nil
}

// checkAttributes checks what the signed attributes say and returns them in DER
// order, in which they are signed. Content type and digest must be there, once
// each; a certificate hash must be the signer's when it is there.
func checkAttributes(set cryptobyte.String, hash crypto.Hash, content []byte, signer *x509.Certificate) ([]byte, error) {
	var all [][]byte
	seen := map[string]bool{}
	for !set.Empty() {
		var raw, attribute, values cryptobyte.String
		var oid asn1.ObjectIdentifier
		if !set.ReadASN1Element(&raw, cbasn1.SEQUENCE) {
			return nil, errAttributes
		}
		all = append(all, raw)
		if !raw.ReadASN1(&attribute, cbasn1.SEQUENCE) || !attribute.ReadASN1ObjectIdentifier(&oid) ||
			!attribute.ReadASN1(&values, cbasn1.SET) || !attribute.Empty() || seen[oid.String()] {
			return nil, errAttributes
		}
		seen[oid.String()] = true
		if err := checkAttribute(oid, values, hash, content, signer); err != nil {
			return nil, err
		}
	}
	if !seen[oidContentType.String()] || !seen[oidMessageDigest.String()] {
		return nil, errAttributes
	}
	slices.SortFunc(all, bytes.Compare)
	return bytes.Join(all, nil), nil
}

func checkAttribute(oid asn1.ObjectIdentifier, values cryptobyte.String, hash crypto.Hash, content []byte, signer *x509.Certificate) error {
	switch {
	case oid.Equal(oidContentType):
		var got asn1.ObjectIdentifier
		if !values.ReadASN1ObjectIdentifier(&got) || !values.Empty() || !got.Equal(oidData) {
			return errAttributes
		}
	case oid.Equal(oidMessageDigest):
		var got cryptobyte.String
		if !values.ReadASN1(&got, cbasn1.OCTET_STRING) || !values.Empty() {
			return errAttributes
		}
		h := hash.New()
		h.Write(content)
		if subtle.ConstantTimeCompare(got, h.Sum(nil)) != 1 {
			return errDigest
		}
	case oid.Equal(oidSigningCertV2):
		return checkSigningCertificate(values, signer)
	}
	return nil
}

// checkSigningCertificate reads SigningCertificateV2 (RFC 5035 §3): the first
// ESSCertIDv2 is the signer's.
func checkSigningCertificate(values cryptobyte.String, signer *x509.Certificate) error {
	var sc, ids, first, got cryptobyte.String
	if !values.ReadASN1(&sc, cbasn1.SEQUENCE) || !values.Empty() ||
		!sc.ReadASN1(&ids, cbasn1.SEQUENCE) || !ids.ReadASN1(&first, cbasn1.SEQUENCE) {
		return errAttributes
	}
	hash := crypto.SHA256
	if first.PeekASN1Tag(cbasn1.SEQUENCE) {
		var err error
		if hash, err = readHash(&first); err != nil {
			return fmt.Errorf("%w: %w", errAttributes, err)
		}
	}
	if !first.ReadASN1(&got, cbasn1.OCTET_STRING) {
		return errAttributes
	}
	h := hash.New()
	h.Write(signer.Raw)
	if subtle.ConstantTimeCompare(got, h.Sum(nil)) != 1 {
		return errCertificate
	}
	return nil
}
