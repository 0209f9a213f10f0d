package forvaltning

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
)

// privat finds what only a private key has: its words in PEM, XML and JWK, and ssh's and PuTTY's.
var privat = regexp.MustCompile(`(?i)PRIVATE[ _-]*KEY|RSAKeyValue[\s\S]*<D>|"d"\s*:\s*"|PuTTY-User-Key|openssh-key-v1`)

// derstart is where base64 of a DER sequence may begin, whatever stands before it.
var derstart = regexp.MustCompile(`(?:^|[^A-Za-z0-9+/_-])(M[A-P][A-Za-z0-9+/_-]{14})`)

// maksDerstart bounds how many such places are looked at.
const maksDerstart = 100

// erPrivat reports whether a text holds a private key: by its words, or, whatever its heading says or without any, and wherever
// in the text it stands, by what its base64 is. Then the one who pasted it is told, though the rest of the text is a certificate.
func erPrivat(tekst string) bool {
	if privat.MatchString(tekst) {
		return true
	}
	if der, err := hex.DecodeString(strings.NewReplacer(" ", "", ":", "", "\n", "", "\r", "").Replace(tekst)); err == nil && erPrivatDER(der) {
		return true
	}
	for _, sted := range derstart.FindAllStringSubmatchIndex(tekst, maksDerstart) {
		if erPrivatDER(lesBase64(tekst[sted[2]:])) {
			return true
		}
	}
	return false
}

// lesBase64 decodes what a text begins with, in either alphabet, over line breaks, also those written as \n.
func lesBase64(tekst string) []byte {
	var ut []byte
	for i := 0; i < len(tekst); i++ {
		switch c := tekst[i]; {
		case c == '-':
			ut = append(ut, '+')
		case c == '_':
			ut = append(ut, '/')
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '/':
			ut = append(ut, c)
		case c == '\\' && i+1 < len(tekst) && (tekst[i+1] == 'n' || tekst[i+1] == 'r'):
			i++
		case c != ' ' && c != '\n' && c != '\r' && c != '\t':
			i = len(tekst)
		}
	}
	der := make([]byte, base64.RawStdEncoding.DecodedLen(len(ut)))
	n, _ := base64.RawStdEncoding.Decode(der, ut) // what comes after a key may be anything
	return der[:n]
}

// Object identifiers in DER: PKCS #5 and PKCS #12 encryption (RFC 8018, RFC 7292), and the data that a PKCS #12 file holds.
var (
	oidPKCS5  = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05}
	oidPKCS12 = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01}
	oidData   = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01}
)

// erPrivatDER: DER, or the BER that some write, begins with a private key: PKCS #1, PKCS #8, also under a password, SEC 1, or a
// PKCS #12 file, which is made to carry one.
func erPrivatDER(der []byte) bool {
	forst := der[:min(len(der), 40)]
	if bytes.Contains(forst, oidPKCS5) || bytes.Contains(forst, oidPKCS12) || bytes.Contains(forst, oidData) && bytes.Contains(forst, []byte{2, 1, 3, 0x30}) {
		return true
	}
	var alene asn1.RawValue // without what comes after it in the text
	if _, err := asn1.Unmarshal(der, &alene); err == nil {
		der = alene.FullBytes
	}
	if _, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return true
	}
	if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return true
	}
	_, err := x509.ParseECPrivateKey(der)
	return err == nil
}
