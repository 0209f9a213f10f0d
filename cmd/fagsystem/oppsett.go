package main

import (
	"bytes"
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
	// Integrasjon names another file of this form that is read first: the part the portal's operator gives out.
	Integrasjon string `json:"integrasjon"`

	// Portal is the address of Barnevernportalen, of its GraphQL and of KS's paths: «https://…».
	Portal string `json:"portal"`
	// IntegrasjonID and IntegrasjonPassord are who we are, beside the token.
	IntegrasjonID      uuid.UUID `json:"integrasjonId"`
	IntegrasjonPassord string    `json:"integrasjonPassord"`
	// FiksOrgID is the organisation reports are sent on behalf of; only «send» needs it. Kommunenummer is for people.
	FiksOrgID     uuid.UUID `json:"fiksOrgId"`
	Kommunenummer string    `json:"kommunenummer"`

	Maskinporten struct {
		Utsteder  string `json:"utsteder"` // https://maskinporten.no/
		KlientID  string `json:"klientId"`
		Nokkelfil string `json:"nokkelfil"` // private key, JWK with kid or x5c
	} `json:"maskinporten"`

	// FiksIO is for reception over Fiks IO.
	FiksIO *fiksoppsett `json:"fiksIO"`

	// SvarInn is for post from cases; its keys are folders.
	SvarInn *svarinnoppsett `json:"svarInn"`

	// Protokoll is for innsynsforespørsler over Fiks IO: an account of its own, with keys of its own.
	Protokoll *protokolloppsett `json:"protokoll"`

	// Mottakere are the receivers whose reports are ours.
	Mottakere []mottaker `json:"mottakere"`
	// Nokler are what reports are sealed to, the current first: folders with sertifikat.pem and privat.pem. Keep the one
	// before until nothing sealed to it can come. The first also signs what we send.
	Nokler []string `json:"nokler"`

	Mappe    string `json:"mappe"`    // the store; default «mottatt»
	MaksByte int64  `json:"maksByte"` // of one sealed report; default 128 MiB
	SHA1     bool   `json:"sha1"`     // believe SHA-1 in signatures, which KS's own Java senders still write
}

// fiksoppsett is where Fiks IO is, and our account there.
type fiksoppsett struct {
	API      string    `json:"api"`  // https://api.fiks.ks.no
	AMQP     string    `json:"amqp"` // amqps://io.fiks.ks.no:5671
	KontoID  uuid.UUID `json:"kontoId"`
	Tjeneste uuid.UUID `json:"tjenesteKontoId"` // the account reports come from; left out: any
}

var (
	kommunenummer = regexp.MustCompile(`^\d{4}$`)
	bydelsnummer  = regexp.MustCompile(`^\d{2}$`)
)

// oppsett reads the settings file, and what flags say instead.
func (f flagger) oppsett() (oppsett, error) {
	var o oppsett
	if err := o.les(f.fil); err != nil {
		return o, err
	}
	o.Mappe = forste(f.mappe, o.Mappe, "mottatt")
	o.Portal = forste(f.portal, o.Portal)
	if len(f.nokler) > 0 {
		o.Nokler = f.nokler
	}
	if len(f.mottakere) > 0 {
		o.Mottakere = f.mottakere
	}
	if f.fiksio != "" {
		raw, err := lesHemmelig(f.fiksio)
		if err != nil {
			return o, fmt.Errorf("settings: %w", err)
		}
		o.FiksIO = new(fiksoppsett)
		if json.Unmarshal(raw, o.FiksIO) != nil {
			return o, errors.New("settings: the file of Fiks IO is not JSON of the form in docs/fagsystem.md")
		}
	}
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

func forste(tekster ...string) string {
	for _, t := range tekster {
		if t != "" {
			return t
		}
	}
	return ""
}

// les reads a file over what is set, after the file it names.
func (o *oppsett) les(fil string) error {
	raw, err := lesHemmelig(fil)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	var under struct {
		Integrasjon string `json:"integrasjon"`
	}
	if json.Unmarshal(raw, &under) == nil && under.Integrasjon != "" && o.Integrasjon == "" {
		o.Integrasjon = under.Integrasjon
		if err := o.les(fra(fil, under.Integrasjon)); err != nil {
			return err
		}
	}
	ny := *o
	ny.Maskinporten.Nokkelfil, ny.Mappe, ny.Nokler = "", "", nil
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields() // a misspelt setting is a setting that does not hold
	if err := d.Decode(&ny); err != nil {
		return fmt.Errorf("settings: %s is not JSON of the form in docs/fagsystem.md", filepath.Base(fil))
	}
	ny.Maskinporten.Nokkelfil = forste(fra(fil, ny.Maskinporten.Nokkelfil), o.Maskinporten.Nokkelfil)
	ny.Mappe = forste(fra(fil, ny.Mappe), o.Mappe)
	if ny.SvarInn != nil && ny.SvarInn != o.SvarInn {
		for i := range ny.SvarInn.Nokler {
			ny.SvarInn.Nokler[i] = fra(fil, ny.SvarInn.Nokler[i])
		}
	}
	if ny.Protokoll != nil && ny.Protokoll != o.Protokoll {
		for i := range ny.Protokoll.Nokler {
			ny.Protokoll.Nokler[i] = fra(fil, ny.Protokoll.Nokler[i])
		}
	}
	for i := range ny.Nokler {
		ny.Nokler[i] = fra(fil, ny.Nokler[i])
	}
	if ny.Nokler == nil {
		ny.Nokler = o.Nokler
	}
	*o = ny
	return nil
}

// fra is a path as it is meant in a file: from the folder the file lies in.
func fra(fil, sti string) string {
	if sti == "" || filepath.IsAbs(sti) {
		return sti
	}
	return filepath.Join(filepath.Dir(fil), sti)
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

// The two files of a key's folder.
const (
	sertifikatFil = "sertifikat.pem"
	privatFil     = "privat.pem"
)

// apneNokler reads the keys reports are opened with.
func (o oppsett) apneNokler() (ut []seal.Key, err error) {
	for _, mappe := range o.Nokler {
		k, err := lesNokkel(mappe)
		if err != nil {
			return nil, fmt.Errorf("settings: key %s: %w", filepath.Base(mappe), err)
		}
		ut = append(ut, k)
	}
	if len(ut) == 0 {
		return nil, errors.New("settings: no key")
	}
	return ut, nil
}

func lesNokkel(mappe string) (seal.Key, error) {
	cert, err := os.ReadFile(filepath.Join(mappe, sertifikatFil))
	if err != nil {
		return seal.Key{}, err
	}
	privat, err := lesHemmelig(filepath.Join(mappe, privatFil))
	if err != nil {
		return seal.Key{}, err
	}
	defer clear(privat)
	return seal.ParseKey(cert, privat)
}

// signer is what signs our containers.
func signer(nokler []seal.Key) seal.Signer {
	return seal.Signer{Chain: []*x509.Certificate{nokler[0].Cert}, Key: nokler[0].Private}
}
