package seal

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"
)

func TestCheckNokkel(t *testing.T) {
	good := testKey(t, "receiver").Cert
	elliptic := ecCertificate(t)
	for name, c := range map[string]struct {
		cert *x509.Certificate
		at   time.Time
		want error
	}{
		"valid":                {good, testFrom.AddDate(5, 0, 0), nil},
		"first second":         {good, testFrom, nil},
		"last second":          {good, testTo, nil},
		"a second too early":   {good, testFrom.Add(-time.Second), ErrIkkeGyldigEnna},
		"a second too late":    {good, testTo.Add(time.Second), ErrUtlopt},
		"1536 bits":            {weakKey(t).Cert, testFrom, ErrForSvak},
		"weak and expired":     {weakKey(t).Cert, testTo.AddDate(1, 0, 0), ErrForSvak},
		"elliptic curve":       {elliptic, testFrom, ErrIkkeRSA},
		"no certificate":       {nil, testFrom, ErrIkkeRSA},
		"valid in Oslo's zone": {good, testFrom.In(time.FixedZone("", 3600)), nil},
	} {
		if err := CheckNokkel(c.cert, c.at); !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	for _, c := range []*x509.Certificate{nil, elliptic, weakKey(t).Cert} {
		if _, err := Encrypt(io.Discard, c); err == nil {
			t.Errorf("sealed to %v", c)
		}
	}
}

func ecCertificate(t testing.TB) *x509.Certificate {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: testFrom, NotAfter: testTo}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, k.Public(), k)
	if err != nil {
		t.Fatal(err)
	}
	c, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNewNokkelThroughPEM(t *testing.T) {
	k, err := NewNokkel("Bjørkåsen barneverntjeneste", testFrom, testTo)
	if err != nil {
		t.Fatal(err)
	}
	if k.Private.N.BitLen() != 3072 || CheckNokkel(k.Cert, testFrom) != nil || k.Cert.IsCA {
		t.Error("not the key that was asked for")
	}
	private, err := EncodePrivate(k.Private)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseKey(EncodeCertificate(k.Cert), private)
	if err != nil || !back.Private.Equal(k.Private) || !back.Cert.Equal(k.Cert) {
		t.Fatalf("through PEM: %v", err)
	}
	if got, err := openAll(sealTo(t, k, []byte(kanari)), back); err != nil || string(got) != kanari {
		t.Errorf("opened as %q, %v", got, err)
	}
}

func TestKeysThatAreRefused(t *testing.T) {
	k, other := testKey(t, "receiver"), testKey(t, "other")
	cert := EncodeCertificate(k.Cert)
	private, err := EncodePrivate(k.Private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs1 := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(k.Private)})
	foreign, err := EncodePrivate(other.Private)
	if err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]struct{ cert, private []byte }{
		"another's private key": {cert, foreign},
		"PKCS #1":               {cert, pkcs1},
		"two certificates":      {append(bytes.Clone(cert), EncodeCertificate(other.Cert)...), private},
		"two private keys":      {cert, append(bytes.Clone(private), foreign...)},
		"the other way round":   {private, cert},
		"nothing":               {nil, nil},
		"cut":                   {cert, private[:len(private)/2]},
		"noise":                 {cert, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: []byte(kanari)})},
	} {
		_, err := ParseKey(in.cert, in.private)
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), kanari) {
			t.Errorf("%s: the error shows the key: %v", name, err)
		}
	}
	if _, err := ParseKey(cert, private); err != nil {
		t.Errorf("control: %v", err)
	}
}

func TestFilesThatAreNotWritten(t *testing.T) {
	by := signerOf(testKey(t, "sender"))
	f := func(name, mime string) File { return File{name, mime, strings.NewReader("x")} }
	json := f(MeldingJSONName, "application/json")
	for name, c := range map[string]struct {
		by    Signer
		files []File
		want  error
	}{
		"none":                  {by, nil, errFiles},
		"folder":                {by, []File{f("a/b", "a/b")}, errFileName},
		"parent":                {by, []File{f("..", "a/b")}, errFileName},
		"no name":               {by, []File{f("", "a/b")}, errFileName},
		"not ASCII":             {by, []File{f("blåmeis.json", "a/b")}, errFileName},
		"mimetype":              {by, []File{f("mimetype", "a/b")}, errFiles},
		"twice":                 {by, []File{json, json}, errFiles},
		"bevis first":           {by, []File{f(BevisName, "application/json"), json}, errFiles},
		"no mime type":          {by, []File{f("a", "")}, errMimeType},
		"mime type with quotes": {by, []File{f("a", `a/b"`)}, errMimeType},
		"over 2 GiB":            {by, []File{{"a", "a/b", endless{size: maxContainer}}}, errTooLarge},
		"shorter than it says":  {by, []File{{"a", "a/b", short{}}}, errChanged},
		"changed meanwhile":     {by, []File{{"a", "a/b", &restless{}}}, errChanged},
		"no signer":             {Signer{}, []File{json}, errSigner},
		"weak signer":           {signerOf(weakKey(t)), []File{json}, ErrForSvak},
		"another's certificate": {Signer{certs(testKey(t, "other")), by.Key}, []File{json}, errNotPair},
	} {
		if err := WriteContainer(io.Discard, c.by, c.files...); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	full := errors.New("disk full")
	if err := WriteContainer(failingWriter{full}, by, json); !errors.Is(err, full) {
		t.Errorf("full disk: %v", err)
	}
	if err := WriteContainer(io.Discard, by, json, f(BevisName, "application/json")); err != nil {
		t.Errorf("control: %v", err)
	}
}

// short has less than it says.
type short struct{ strings.Reader }

func (short) Size() int64                       { return 10 }
func (short) ReadAt([]byte, int64) (int, error) { return 0, io.EOF }

// restless is another text each time it is read.
type restless struct{ n byte }

func (*restless) Size() int64 { return 1 }
func (r *restless) ReadAt(p []byte, off int64) (int, error) {
	if off > 0 {
		return 0, io.EOF
	}
	r.n++
	p[0] = r.n
	return 1, nil
}
