package seal

import (
	"bytes"
	"crypto/x509"
	"errors"
	"io"
	"testing"
)

func certs(k Key) []*x509.Certificate { return []*x509.Certificate{k.Cert} }

func sealTo(t testing.TB, k Key, clearText []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := Encrypt(&out, k.Cert)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(clearText); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openAll(sealed []byte, keys ...Key) ([]byte, error) {
	w, err := Open(bytes.NewReader(sealed), int64(len(sealed)), keys...)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(w)
}

func pattern(n int) []byte {
	p := make([]byte, n)
	for i := range p {
		p[i] = byte(i*7 + i>>8)
	}
	return p
}

func TestSealRoundTrip(t *testing.T) {
	k := testKey(t, "receiver")
	for _, n := range []int{0, 1, 15, 16, 17, 1000, chunkSize - 1, chunkSize, chunkSize + 1, 3*chunkSize + 5, 32 << 10, 32<<10 - 16, 200_003} {
		want := pattern(n)
		sealed := sealTo(t, k, want)
		got, err := openAll(sealed, k)
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("Open of %d bytes: %d bytes, %v", n, len(got), err)
		}
		var out bytes.Buffer
		if err := Decrypt(&out, bytes.NewReader(sealed), k); err != nil || !bytes.Equal(out.Bytes(), want) {
			t.Fatalf("Decrypt of %d bytes: %d bytes, %v", n, out.Len(), err)
		}
	}
}

func report() []File {
	return []File{
		{MeldingJSONName, "application/json", bytes.NewReader([]byte(`{"kanari":"KANARI-blåmeis"}`))},
		{MeldingPDFName, "application/pdf", bytes.NewReader([]byte("%PDF-1.7 KANARI-blåmeis"))},
	}
}

var reportNames = []string{MeldingJSONName, MeldingPDFName}

func containerOf(t testing.TB, by Key, files ...File) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteContainer(&out, signerOf(by), files...); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestContainerRoundTrip(t *testing.T) {
	k := testKey(t, "sender")
	raw := containerOf(t, k, report()...)
	c, err := readContainer(&source{at: bytes.NewReader(raw)}, int64(len(raw)), ReadOptions{Names: reportNames})
	if err != nil {
		t.Fatal(err)
	}
	if !c.Signer.Equal(k.Cert) {
		t.Error("another signer")
	}
	for i, want := range report() {
		e, ok := c.File(want.Name)
		got, err := e.Bytes()
		if !ok || err != nil || c.Files[i].Name != want.Name || e.MimeType != want.MimeType {
			t.Fatalf("%s: %v %v", want.Name, e, err)
		}
		body, _ := io.ReadAll(io.NewSectionReader(want.Body, 0, want.Body.Size()))
		if !bytes.Equal(got, body) || e.Size != int64(len(body)) {
			t.Errorf("%s differs", want.Name)
		}
	}
	if _, err := ReadContainer(bytes.NewReader(raw), int64(len(raw)), ReadOptions{}); !errors.Is(err, ErrUleselig) {
		t.Errorf("no names allowed: %v", err)
	}
}
