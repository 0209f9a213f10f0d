package main

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"barnevernportalen/ent/vault"
)

// aadSjekkpunkt ties the file to its use.
var aadSjekkpunkt = vault.Context("sjekkpunkt", "ed25519")

// sjekkpunktnokkel is the key that signs checkpoints, made at the first start: its seed lies in the key folder, sealed by the
// vault, and its public half beside the checkpoints, for the operator to keep elsewhere.
func sjekkpunktnokkel(nokler, mappe string, v *vault.Vault) (ed25519.PrivateKey, error) {
	fil := filepath.Join(nokler, "sjekkpunkt.nokkel")
	sealed, err := os.ReadFile(fil)
	if errors.Is(err, fs.ErrNotExist) {
		sealed, err = lagSjekkpunktnokkel(fil, v)
	}
	if err != nil {
		return nil, fmt.Errorf("read the key of checkpoints: %w", err)
	}
	seed, err := v.Decrypt(sealed, aadSjekkpunkt)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, fmt.Errorf("open the key of checkpoints: %w", err)
	}
	key := ed25519.NewKeyFromSeed(seed)
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, fmt.Errorf("encode the key of checkpoints: %w", err)
	}
	pub := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	if err := os.WriteFile(filepath.Join(mappe, sjekkpunktPub), pub, 0o600); err != nil {
		return nil, fmt.Errorf("write the public key of checkpoints: %w", err)
	}
	return key, nil
}

// sjekkpunktPub is the public key's file beside the checkpoints.
const sjekkpunktPub = "nokkel.pem"

// lagSjekkpunktnokkel makes the key, unless another process is first.
func lagSjekkpunktnokkel(fil string, v *vault.Vault) ([]byte, error) {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, err
	}
	sealed, err := v.Encrypt(key.Seed(), aadSjekkpunkt)
	if err != nil {
		return nil, err
	}
	if err := vault.CreateFile(fil, sealed); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(fil)
}

// lesSjekkpunktPub reads a public key that was kept.
func lesSjekkpunktPub(fil string) (ed25519.PublicKey, error) {
	raw, err := os.ReadFile(fil)
	if err != nil {
		return nil, err
	}
	b, _ := pem.Decode(raw)
	if b == nil {
		return nil, fmt.Errorf("%s: no PEM", filepath.Base(fil))
	}
	k, err := x509.ParsePKIXPublicKey(b.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(fil), err)
	}
	pub, ok := k.(ed25519.PublicKey)
	if !ok {
		return nil, fmt.Errorf("%s: %T, and checkpoints are signed with Ed25519", filepath.Base(fil), k)
	}
	return pub, nil
}
