package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// nokler are three key pairs: the receiver's, the one it had before, and the sender's.
var nokler = sync.OnceValue(func() []seal.Key {
	k := make([]seal.Key, 3)
	for i := range k {
		var err error
		if k[i], err = seal.NewNokkel("test", time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)); err != nil {
			panic(err)
		}
	}
	return k
})

func avsenderSigner() seal.Signer {
	k := nokler()[2]
	return seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private}
}

// kanari stands in everything that must never be logged.
const kanari = "KANARIFUGL"

// rapport is a report as its sender knows it.
type rapport struct {
	id        uuid.UUID
	filer     map[string][]byte // what must be found on the disk
	bevis     string
	forseglet []byte
}

func (r rapport) sha256() string {
	sum := sha256.Sum256(r.forseglet)
	return hex.EncodeToString(sum[:])
}

// nyRapport makes report n, sealed to a key; with a token if bevis.
func nyRapport(t testing.TB, n int, til seal.Key, bevis bool) rapport {
	t.Helper()
	r := rapport{id: uuid.New(), filer: map[string][]byte{
		seal.MeldingJSONName: fmt.Appendf(nil, `{"kommunenummer":"4601","melding":"%s %d"}`, kanari, n),
		seal.MeldingPDFName:  fmt.Appendf(nil, "%%PDF-1.7 %s %d\n%%%%EOF", kanari, n),
	}}
	if bevis {
		sum := sha256.Sum256(r.id[:])
		r.bevis = base64.RawURLEncoding.EncodeToString(sum[:16])
		r.filer[seal.BevisName] = fmt.Appendf(nil, `{"bekymringsmeldingId":"%s","bevis":"%s"}`, r.id, r.bevis)
	}
	r.forseglet = beholder(t, til, r.filer)
	return r
}

// beholder seals files in the order of the protocol.
func beholder(t testing.TB, til seal.Key, filer map[string][]byte) []byte {
	t.Helper()
	var alle []seal.File
	for _, navn := range []string{seal.MeldingJSONName, seal.MeldingPDFName, seal.FeilName, seal.BevisName} {
		if b, har := filer[navn]; har {
			alle = append(alle, seal.File{Name: navn, MimeType: "application/octet-stream", Body: bytes.NewReader(b)})
		}
	}
	var ut bytes.Buffer
	w, err := seal.Encrypt(&ut, til.Cert)
	if err == nil {
		err = seal.WriteContainer(w, avsenderSigner(), alle...)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return ut.Bytes()
}

// paDisk tells what is wrong with a report on the disk, by the bytes its sender has. It uses nothing of the program.
func (r rapport) paDisk(rot string) error {
	for navn, vil := range r.filer {
		har, err := os.ReadFile(filepath.Join(rot, "meldinger", r.id.String(), navn))
		if err != nil {
			return err
		}
		if !bytes.Equal(har, vil) {
			return fmt.Errorf("%s differs", navn)
		}
	}
	har, err := os.ReadFile(filepath.Join(rot, "meldinger", r.id.String(), "forseglet.cms"))
	if err == nil && !bytes.Equal(har, r.forseglet) {
		err = fmt.Errorf("the sealed bytes differ")
	}
	return err
}
