package forvaltning

import (
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"barnevernportalen/delivery/seal"
)

// maksSertifikat bounds what is looked at, in bytes. A certificate is a few thousand.
const maksSertifikat = 64 << 10

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
