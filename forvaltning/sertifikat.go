package forvaltning

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"regexp"
	"strings"
	"time"

	"barnevernportalen/delivery/seal"
)

// maksSertifikat bounds what is looked at, in bytes. A certificate is a few thousand.
const maksSertifikat = 64 << 10

// privat finds what only a private key has: its words in PEM, XML and JWK, and ssh's and PuTTY's.
var privat = regexp.MustCompile(`(?i)PRIVATE[ _-]*KEY|RSAKeyValue[\s\S]*<D>|"d"\s*:\s*"|PuTTY-User-Key|openssh-key-v1`)

// lesSertifikat reads a certificate that somebody has pasted. A private key among it, in any form we know one by, is found
// first, so that it is told as such; nothing of the text is ever in an error, a log or a row.
func lesSertifikat(tekst string) (*x509.Certificate, []Feil) {
	avvis := func(k Feilkode) (*x509.Certificate, []Feil) { return nil, []Feil{feil(k, "sertifikat")} }
	if len(tekst) > maksSertifikat {
		return avvis(FeilForLang)
	}
	if erPrivat(tekst) {
		return avvis(FeilPrivatNokkel)
	}
	cert, err := seal.ParseCertificate([]byte(strings.TrimSpace(tekst)))
	if err != nil {
		return avvis(FeilIkkeSertifikat)
	}
	if kode := nokkelfeil(cert, time.Now()); kode != "" {
		return avvis(kode)
	}
	return cert, nil
}

// erPrivat reports whether a text holds a private key: by its words, or, whatever its heading says or without any, by what
// its base64 is: PKCS #1, PKCS #8, SEC 1, and PKCS #8 under a password.
func erPrivat(tekst string) bool {
	if privat.MatchString(tekst) {
		return true
	}
	for rest := []byte(tekst); ; {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			break
		}
		if erPrivatDER(b.Bytes) {
			return true
		}
	}
	tett := strings.Join(strings.Fields(tekst), "")
	for _, k := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		if der, err := k.DecodeString(tett); err == nil && erPrivatDER(der) {
			return true
		}
	}
	return false
}

func erPrivatDER(der []byte) bool {
	if _, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		return true
	}
	if _, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return true
	}
	_, err := x509.ParseECPrivateKey(der)
	return err == nil
}

// nokkelfeil is why a certificate may not be sealed to, or "".
func nokkelfeil(cert *x509.Certificate, naa time.Time) Feilkode {
	switch err := seal.CheckNokkel(cert, naa); {
	case err == nil:
		return ""
	case errors.Is(err, seal.ErrForSvak):
		return FeilForSvak
	case errors.Is(err, seal.ErrUtlopt):
		return FeilUtlopt
	case errors.Is(err, seal.ErrIkkeGyldigEnna):
		return FeilIkkeGyldigEnna
	default:
		return FeilIkkeRSA
	}
}

// lesDER reads a certificate from its row.
func lesDER(der []byte) (*x509.Certificate, error) { return x509.ParseCertificate(der) }
