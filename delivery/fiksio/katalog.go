package fiksio

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"

	"github.com/google/uuid"
)

// What the katalog may say of a key besides giving it.
var (
	// ErrIngenNokkel: the account is not there, or has no public key.
	ErrIngenNokkel = errors.New("the account has no public key")
	// ErrUgyldigNokkel: there is a key, and the katalog says that it is not valid, or it is no certificate.
	ErrUgyldigNokkel = errors.New("the account's public key is not valid")
)

// Konto is an account as the katalog has it.
type Konto struct {
	KontoID             uuid.UUID
	Navn                string
	FiksOrgID           uuid.UUID
	FiksOrgNavn         string
	Organisasjonsnummer string // "" from an older katalog
	Kommunenummer       string // "" from an older katalog, and for who is no kommune
	GyldigAvsender      bool
	GyldigMottaker      bool
}

// Kontostatus is how an account is looked after.
type Kontostatus struct {
	AntallKonsumenter         int // 0: nobody listens, and what is sent there waits until its TTL ends
	AntallUavhentedeMeldinger int
}

type katalogKonto struct {
	KontoID             uuid.UUID `json:"kontoId"`
	KontoNavn           string    `json:"kontoNavn"`
	FiksOrgID           uuid.UUID `json:"fiksOrgId"`
	FiksOrgNavn         string    `json:"fiksOrgNavn"`
	Organisasjonsnummer string    `json:"organisasjonsnummer"`
	Kommunenummer       string    `json:"kommunenummer"`
	Status              struct {
		GyldigAvsender bool `json:"gyldigAvsender"`
		GyldigMottaker bool `json:"gyldigMottaker"`
	} `json:"status"`
}

type katalogNokkel struct {
	Nokkel string `json:"nokkel"`
	Valid  *bool  `json:"valid"`
}

type katalogStatus struct {
	AntallKonsumenter         *int `json:"antallKonsumenter"`
	AntallUavhentedeMeldinger int  `json:"antallUavhentedeMeldinger"`
}

// Konto looks an account up.
func (k *Klient) Konto(ctx context.Context, kontoID uuid.UUID) (Konto, error) {
	var w katalogKonto
	if err := k.katalog(ctx, kontoID, "", true, &w); err != nil {
		return Konto{}, fmt.Errorf("fiksio: look up an account: %w", err)
	}
	if w.KontoID != kontoID {
		return Konto{}, fmt.Errorf("fiksio: look up an account: %w: it is about another", ErrUtilgjengelig)
	}
	return Konto{
		KontoID: w.KontoID, Navn: w.KontoNavn, FiksOrgID: w.FiksOrgID, FiksOrgNavn: w.FiksOrgNavn,
		Organisasjonsnummer: w.Organisasjonsnummer, Kommunenummer: w.Kommunenummer,
		GyldigAvsender: w.Status.GyldigAvsender, GyldigMottaker: w.Status.GyldigMottaker,
	}, nil
}

// Nokkel fetches the certificate to seal to, afresh each time: whoever caches it decides for how long. Errors: ErrIngenNokkel,
// ErrUgyldigNokkel, ErrUtilgjengelig, *Avvist. Whether the key is strong enough is for who seals.
//
// The katalog gives this to anybody, so the password is not sent.
func (k *Klient) Nokkel(ctx context.Context, kontoID uuid.UUID) (*x509.Certificate, error) {
	var w katalogNokkel
	err := k.katalog(ctx, kontoID, "offentligNokkel", false, &w)
	if refused := new(Avvist); errors.As(err, &refused) && refused.Kode == http.StatusNotFound {
		return nil, fmt.Errorf("fiksio: fetch a key: %w", ErrIngenNokkel)
	}
	if err != nil {
		return nil, fmt.Errorf("fiksio: fetch a key: %w", err)
	}
	if w.Valid == nil || w.Nokkel == "" {
		return nil, fmt.Errorf("fiksio: fetch a key: %w: no key in it", ErrUtilgjengelig)
	}
	cert, err := sertifikat(w.Nokkel)
	if err != nil || !*w.Valid {
		return nil, fmt.Errorf("fiksio: fetch a key: %w", ErrUgyldigNokkel)
	}
	return cert, nil
}

// sertifikat reads a PEM with exactly one certificate.
func sertifikat(text string) (*x509.Certificate, error) {
	block, rest := pem.Decode([]byte(text))
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, errors.New("not a certificate")
	}
	if another, _ := pem.Decode(rest); another != nil {
		return nil, errors.New("more than one certificate")
	}
	return x509.ParseCertificate(block.Bytes)
}

// Status tells whether anybody consumes an account, and how much waits there.
func (k *Klient) Status(ctx context.Context, kontoID uuid.UUID) (Kontostatus, error) {
	var w katalogStatus
	if err := k.katalog(ctx, kontoID, "status", true, &w); err != nil {
		return Kontostatus{}, fmt.Errorf("fiksio: ask about an account: %w", err)
	}
	if w.AntallKonsumenter == nil {
		return Kontostatus{}, fmt.Errorf("fiksio: ask about an account: %w: no number in it", ErrUtilgjengelig)
	}
	return Kontostatus{AntallKonsumenter: *w.AntallKonsumenter, AntallUavhentedeMeldinger: w.AntallUavhentedeMeldinger}, nil
}

func (k *Klient) katalog(ctx context.Context, kontoID uuid.UUID, what string, authenticated bool, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, k.api.JoinPath("fiks-io/katalog/api/v1/kontoer", kontoID.String(), what).String(), nil)
	if err != nil {
		return fmt.Errorf("make a call: %w", err)
	}
	if authenticated {
		if err := k.autentiser(r); err != nil {
			return err
		}
	}
	return k.svar(r, into)
}
