package bekymring_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/bekymringsmelding"
	"barnevernportalen/ent/viewer"
)

// maskin is an integration that produces for Trondheim, which receives nothing here.
func maskin(t testing.TB) context.Context { return maskinFor(t, uuid.New(), "5001") }

func maskinFor(t testing.TB, id uuid.UUID, kommuner ...string) context.Context {
	v := viewer.Fagsystem{IntegrasjonID: id, Orgnr: "974760673"}
	for _, k := range kommuner {
		v.Rettigheter = append(v.Rettigheter, viewer.Rettighet{Rett: viewer.RettProdusent, Kommunenummer: k})
	}
	return viewer.With(t.Context(), v)
}

// forseglet is a valid sealed report from Trondheim to Gamle Oslo; a test changes one thing of it.
func (h *hus) forseglet(t testing.TB) bekymring.Forseglet {
	t.Helper()
	return bekymring.Forseglet{
		FraKommune: "5001", Kommunenummer: "0301", Bydelsnummer: "01",
		Type: bekymringsmelding.TypeOffentlig, Versjon: bekymringsmelding.VersjonV2,
		Asice: forsegl(t, h.fag.Cert, h.container(t)), PDF: forsegl(t, h.print.Cert, []byte("%PDF-1.7 hemmelig")),
	}
}

func (h *hus) container(t testing.TB) []byte {
	t.Helper()
	k := testnokler().signer
	var b bytes.Buffer
	err := seal.WriteContainer(&b, seal.Signer{Chain: []*x509.Certificate{k.Cert}, Key: k.Private},
		seal.File{Name: seal.MeldingJSONName, MimeType: "application/json", Body: strings.NewReader(`{"hemmelig":true}`)},
		seal.File{Name: seal.MeldingPDFName, MimeType: "application/pdf", Body: strings.NewReader("%PDF-1.7 hemmelig")})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func forsegl(t testing.TB, til *x509.Certificate, klar []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := seal.Encrypt(&b, til)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(klar); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// innholdstabeller are where a report leaves rows.
var innholdstabeller = []string{
	"bekymringsmelding", "forsendelse", "pakke", "leveranse", "frist", "hendelse", "alarm", "opplasting", "river_job",
}

func (h *hus) rader(t testing.TB) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, tabell := range innholdstabeller {
		n[tabell] = h.tell(t, tabell)
	}
	return n
}

func grunner(err error) (ut []string) {
	a := new(bekymring.Avvist)
	if errors.As(err, &a) {
		for _, g := range a.Grunner {
			ut = append(ut, string(g.Kode)+" "+strings.Join(g.Sti, "."))
		}
	}
	return ut
}

// forseglTil makes a seal of exactly n bytes: ciphertext grows by whole blocks, so the lengths of its chunks are written
// with zeros in front, as BER allows.
func forseglTil(t testing.TB, til *x509.Certificate, n int) []byte {
	t.Helper()
	b := forsegl(t, til, make([]byte, n-n/1000-4096))
	b = forsegl(t, til, make([]byte, n-n/1000-4096+(n-len(b)-64)))
	kort, lang := []byte{0x04, 0x82, 0x40, 0x00}, []byte{0x04, 0x83, 0x00, 0x40, 0x00}
	b = bytes.Replace(b, kort, lang, n-len(b))
	if len(b) != n {
		t.Fatalf("made %d bytes, want %d", len(b), n)
	}
	return b
}
