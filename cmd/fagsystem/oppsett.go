package main

import (
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// oppsett is the settings file. It holds a password, and is refused if others than its owner can read it. Paths in it are
// from the folder it lies in.
type oppsett struct {
	// Portal is the address of Barnevernportalen, of its GraphQL and of KS's paths: «https://…».
	Portal string `json:"portal"`
	// Integrasjon is who we are to the portal and to Fiks, beside the token.
	IntegrasjonID      uuid.UUID `json:"integrasjonId"`
	IntegrasjonPassord string    `json:"integrasjonPassord"`
	// FiksOrgID is the organisation reports are sent on behalf of; only «send» needs it.
	FiksOrgID uuid.UUID `json:"fiksOrgId"`

	Maskinporten struct {
		Utsteder string `json:"utsteder"` // https://maskinporten.no/
		KlientID string `json:"klientId"`
		Kid      string `json:"kid"`
		Nokkel   string `json:"nokkel"` // file: private key, PKCS #8
	} `json:"maskinporten"`

	// FiksIO is for reception over Fiks IO.
	FiksIO *struct {
		API      string    `json:"api"`
		AMQP     string    `json:"amqp"`
		KontoID  uuid.UUID `json:"kontoId"`
		Tjeneste uuid.UUID `json:"tjenesteKontoId"` // the account reports come from; left out: any
	} `json:"fiksIO"`

	// Mottakere are the receivers whose reports are ours.
	Mottakere []mottaker `json:"mottakere"`
	// Nokler are what reports are sealed to, the current first. Keep the one before until nothing sealed to it can come.
	Nokler []nokkelfiler `json:"nokler"`
	// Signer signs what we send; left out, the first of Nokler.
	Signer *nokkelfiler `json:"signer"`

	Mappe    string `json:"mappe"`    // the store; default «mottatt»
	MaksByte int64  `json:"maksByte"` // of one sealed report; default 128 MiB
	SHA1     bool   `json:"sha1"`     // believe SHA-1 in signatures, which older KS senders still write

	fra string // the folder of the file
}

// nokkelfiler are a certificate and its private key, both PEM.
type nokkelfiler struct {
	Sertifikat string `json:"sertifikat"`
	Privat     string `json:"privat"`
}

var (
	kommunenummer = regexp.MustCompile(`^\d{4}$`)
	bydelsnummer  = regexp.MustCompile(`^\d{2}$`)
)

func lesOppsett(sti string) (oppsett, error) {
	var o oppsett
	raw, err := lesHemmelig(sti)
	if err != nil {
		return o, fmt.Errorf("settings: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields() // a misspelt setting is a setting that does not hold
	if err := d.Decode(&o); err != nil {
		return o, errors.New("settings: the file is not JSON of the form in docs/fagsystem.md")
	}
	o.fra = filepath.Dir(sti)
	if o.Mappe == "" {
		o.Mappe = "mottatt"
	}
	o.Mappe = o.sti(o.Mappe)
	if o.MaksByte == 0 {
		o.MaksByte = seal.DefaultMaxBytes
	}
	for _, m := range o.Mottakere {
		if !kommunenummer.MatchString(m.Kommunenummer) || !bydelsnummer.MatchString(m.Bydelsnummer) {
			return o, errors.New("settings: a receiver is a kommunenummer of four digits and a bydelsnummer of two")
		}
	}
	return o, nil
}

// lesHemmelig reads a file with a secret in it, if only its owner can.
func lesHemmelig(sti string) ([]byte, error) {
	info, err := os.Stat(sti)
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil, fmt.Errorf("%s can be read by others: chmod 600", filepath.Base(sti))
	}
	return os.ReadFile(sti)
}

func (o oppsett) sti(s string) string {
	if filepath.IsAbs(s) {
		return s
	}
	return filepath.Join(o.fra, s)
}

// apneNokler reads the keys reports are opened with.
func (o oppsett) apneNokler() ([]seal.Key, error) {
	var ut []seal.Key
	for _, f := range o.Nokler {
		k, err := o.nokkel(f)
		if err != nil {
			return nil, err
		}
		ut = append(ut, k)
	}
	if len(ut) == 0 {
		return nil, errors.New("settings: no key to open reports with")
	}
	return ut, nil
}

func (o oppsett) nokkel(f nokkelfiler) (seal.Key, error) {
	cert, err := os.ReadFile(o.sti(f.Sertifikat))
	if err != nil {
		return seal.Key{}, fmt.Errorf("settings: %w", err)
	}
	privat, err := lesHemmelig(o.sti(f.Privat))
	if err != nil {
		return seal.Key{}, fmt.Errorf("settings: %w", err)
	}
	defer clear(privat)
	k, err := seal.ParseKey(cert, privat)
	if err != nil {
		return seal.Key{}, fmt.Errorf("settings: %s: %w", filepath.Base(f.Privat), err)
	}
	return k, nil
}

// signer is what signs our containers.
func (o oppsett) signer() (seal.Signer, error) {
	f := o.Signer
	if f == nil {
		if len(o.Nokler) == 0 {
			return seal.Signer{}, errors.New("settings: no key to sign with")
		}
		f = &o.Nokler[0]
	}
	k, err := o.nokkel(*f)
	if err != nil {
		return seal.Signer{}, err
	}
	return seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private}, nil
}

// maskinnokkel is the key that asks for tokens.
func (o oppsett) maskinnokkel() (*rsa.PrivateKey, error) {
	raw, err := lesHemmelig(o.sti(o.Maskinporten.Nokkel))
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	defer clear(raw)
	k, err := seal.ParsePrivate(raw)
	if err != nil {
		return nil, fmt.Errorf("settings: %w", err)
	}
	return k, nil
}
