package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/cmd/portal/verify"
	"barnevernportalen/ent/dbtest"
)

// Whoever names a folder of checkpoints is told when there is nothing there to hold the ledger against: a slip of the pen in the drill
// must not end in «0 findings».
func TestVerifyMotSjekkpunktSomIkkeErDer(t *testing.T) {
	dsn, data, annetsteds := dbtest.DSN(t), t.TempDir(), t.TempDir()
	kjor := func(args ...string) (string, error) {
		var ut bytes.Buffer
		err := kjorVerify(t.Context(), data, dsn, args, &ut)
		return ut.String(), err
	}
	if ut, err := kjor(); err != nil || !strings.Contains(ut, "uredegjort=0 funn=0") {
		t.Errorf("an empty ledger, and no checkpoint asked for: %v\n%s", err, ut)
	}
	for hva, args := range map[string][]string{
		"no such folder":           {"-sjekkpunkt", filepath.Join(annetsteds, "nei")},
		"no key there":             {"-sjekkpunkt", annetsteds},
		"no such key":              {"-nokkel", filepath.Join(annetsteds, "nei.pem")},
		"a word that is no option": {annetsteds},
	} {
		if ut, err := kjor(args...); err == nil || strings.Contains(ut, "funn=0") {
			t.Errorf("%s: %v\n%s", hva, err, ut)
		}
	}
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKIXPublicKey(pub)
	if err != nil {
		t.Fatal(err)
	}
	raw := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	if err := os.WriteFile(filepath.Join(annetsteds, sjekkpunktPub), raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if ut, err := kjor("-sjekkpunkt", annetsteds); err == nil {
		t.Errorf("a key, and no checkpoint: nothing said\n%s", ut)
	}
	if _, err := verify.Skriv(annetsteds, verify.Sjekkpunkt{Versjon: 1, Nr: 1, Tidspunkt: time.Now()}, key); err != nil {
		t.Fatal(err)
	}
	if ut, err := kjor("-sjekkpunkt", annetsteds); err != nil || !strings.Contains(ut, "holdt mot 1 sjekkpunkt") {
		t.Errorf("one that is there: %v\n%s", err, ut)
	}
}
