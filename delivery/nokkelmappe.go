package delivery

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/nokkel"
	"barnevernportalen/ent/vault"
)

// ErrIkkeVarNokkel: the private half is not in this key folder. It never is, for a case system's key or for print.
var ErrIkkeVarNokkel = errors.New("the private key is not in the key folder")

// Nokkelmappe is the folder of private keys that this installation itself holds: manual reception and its own service
// key. Each file is encrypted by the vault, which is itself locked by the passphrase from the environment.
type Nokkelmappe struct {
	dir   string
	vault *vault.Vault
}

// OpenNokkelmappe opens the folder, making it (0700) if it is not there.
func OpenNokkelmappe(dir string, v *vault.Vault) (*Nokkelmappe, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the key folder: %w", err)
	}
	return &Nokkelmappe{dir: dir, vault: v}, nil
}

// Lag makes a key pair, stores the private half, and returns both. It refuses the kinds whose private half must not be
// here.
func (m *Nokkelmappe) Lag(formal nokkel.Formal, navn string, fra, til time.Time) (seal.Key, error) {
	if formal != nokkel.FormalManuell && formal != nokkel.FormalTjeneste {
		return seal.Key{}, fmt.Errorf("make a %s key here: %w", formal, ErrIkkeVarNokkel)
	}
	k, err := seal.NewNokkel(navn, fra, til)
	if err != nil {
		return seal.Key{}, fmt.Errorf("make a key: %w", err)
	}
	pem, err := seal.EncodePrivate(k.Private)
	if err != nil {
		return seal.Key{}, fmt.Errorf("make a key: %w", err)
	}
	thumb := Tommelavtrykk(k.Cert)
	sealed, err := m.vault.Encrypt(pem, aadNokkel(thumb))
	if err != nil {
		return seal.Key{}, fmt.Errorf("store a key: %w", err)
	}
	return k, vault.WriteFile(m.path(thumb), sealed)
}

// Hent reads the private key that belongs to a certificate, or ErrIkkeVarNokkel.
func (m *Nokkelmappe) Hent(cert *x509.Certificate) (seal.Key, error) {
	thumb := Tommelavtrykk(cert)
	sealed, err := os.ReadFile(m.path(thumb))
	if errors.Is(err, os.ErrNotExist) {
		return seal.Key{}, ErrIkkeVarNokkel
	}
	if err != nil {
		return seal.Key{}, fmt.Errorf("read a key: %w", err)
	}
	pem, err := m.vault.Decrypt(sealed, aadNokkel(thumb))
	if err != nil {
		return seal.Key{}, fmt.Errorf("open a key: %w", err)
	}
	private, err := seal.ParsePrivate(pem)
	if err != nil {
		return seal.Key{}, fmt.Errorf("read a key: %w", err)
	}
	return seal.Key{Cert: cert, Private: private}, nil
}

// Tommelavtrykk is the SHA-256 of a certificate's DER, hexadecimal.
func Tommelavtrykk(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

func (m *Nokkelmappe) path(thumb string) string { return filepath.Join(m.dir, thumb+".nokkel") }

func aadNokkel(thumb string) []byte { return vault.Context("nokkelmappe", thumb) }
