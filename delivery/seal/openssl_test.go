package seal

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// OpenSSL is the independent reader and writer: a round trip with ourselves
// would not show a mistake made on both sides.

// openssl runs it in a folder that holds the named key as cert.pem and key.pem
// and gives what it wrote.
func openssl(t testing.TB, dir string, args ...string) ([]byte, error) {
	t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Dir = dir
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Logf("openssl %s: %s", strings.Join(args, " "), errs.String())
	}
	return out, err
}

func opensslDir(t testing.TB, k Key) string {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Fatal("openssl is needed for this test: apt install openssl")
	}
	dir := t.TempDir()
	private, err := EncodePrivate(k.Private)
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "key.pem", private)
	write(t, dir, "cert.pem", EncodeCertificate(k.Cert))
	return dir
}

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

var oaepSHA256 = []string{"-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha256"}

func TestOpenSSLOpensOurSeal(t *testing.T) {
	k := testKey(t, "receiver")
	dir := opensslDir(t, k)
	for _, n := range []int{0, 16, 1000, 3*chunkSize + 5} {
		want := pattern(n)
		write(t, dir, "in.cms", sealTo(t, k, want))
		got, err := openssl(t, dir, "cms", "-decrypt", "-binary", "-inform", "DER", "-in", "in.cms", "-recip", "cert.pem", "-inkey", "key.pem")
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("%d bytes: got %d, %v", n, len(got), err)
		}
	}
	out, err := openssl(t, dir, "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", "in.cms")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"rsaesOaep", "aes-256-cbc", "mgf1", "issuerAndSerialNumber"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("openssl does not name %s in it", want)
		}
	}
}

func TestWeOpenOpenSSLsSeal(t *testing.T) {
	k := testKey(t, "receiver")
	dir := opensslDir(t, k)
	oaepSHA1 := []string{"-keyopt", "rsa_padding_mode:oaep"}
	mixed := []string{"-keyopt", "rsa_padding_mode:oaep", "-keyopt", "rsa_oaep_md:sha256", "-keyopt", "rsa_mgf1_md:sha1"}
	label := slices.Concat(oaepSHA256, []string{"-keyopt", "rsa_oaep_label:6b616e617269"})
	for name, args := range map[string][]string{
		"DER":                  oaepSHA256,
		"BER":                  append([]string{"-stream"}, oaepSHA256...),
		"key id":               append([]string{"-keyid"}, oaepSHA256...),
		"SHA-1 defaults":       oaepSHA1,
		"SHA-256, MGF1 SHA-1":  mixed,
		"with a label":         label,
		"BER, SHA-1 defaults":  append([]string{"-stream"}, oaepSHA1...),
		"BER, key id, a label": append([]string{"-stream", "-keyid"}, label...),
	} {
		for _, n := range []int{0, 15, 16, 1000, 3*chunkSize + 5, 100_000} {
			want := pattern(n)
			write(t, dir, "in", want)
			a := []string{"cms", "-encrypt", "-binary", "-aes-256-cbc", "-outform", "DER", "-in", "in"}
			for _, x := range args {
				if !strings.HasPrefix(x, "-keyopt") && !strings.HasPrefix(x, "rsa_") {
					a = append(a, x)
				}
			}
			a = append(a, "-recip", "cert.pem")
			for i, x := range args {
				if x == "-keyopt" {
					a = append(a, x, args[i+1])
				}
			}
			sealed, err := openssl(t, dir, a...)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got, err := openAll(sealed, k)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatalf("%s, %d bytes: Open gave %d, %v", name, n, len(got), err)
			}
			var out bytes.Buffer
			if err := Decrypt(&out, bytes.NewReader(sealed), k); err != nil || !bytes.Equal(out.Bytes(), want) {
				t.Fatalf("%s, %d bytes: Decrypt gave %d, %v", name, n, out.Len(), err)
			}
		}
	}
}

// meta reads the signed manifest and the signature out of a container with
// archive/zip alone.
func meta(t testing.TB, container []byte) (manifest, signature []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(container), int64(len(container)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case f.Name == manifestName:
			manifest = data
		case strings.HasSuffix(f.Name, ".p7s"):
			signature = data
		}
	}
	return manifest, signature
}

func TestOpenSSLVerifiesOurSignature(t *testing.T) {
	k := testKey(t, "sender")
	dir := opensslDir(t, k)
	manifest, signature := meta(t, containerOf(t, k, report()...))
	write(t, dir, "manifest", manifest)
	write(t, dir, "p7s", signature)
	verify := []string{"cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", "p7s", "-content", "manifest",
		"-CAfile", "cert.pem", "-purpose", "any"}
	got, err := openssl(t, dir, verify...)
	if err != nil || !bytes.Equal(got, manifest) {
		t.Fatalf("openssl does not verify it: %v", err)
	}
	manifest[len(manifest)-3] ^= 1
	write(t, dir, "manifest", manifest)
	if _, err := openssl(t, dir, verify...); err == nil {
		t.Fatal("openssl verifies a changed manifest: the test shows nothing")
	}
}

func TestWeVerifyOpenSSLsSignature(t *testing.T) {
	k := testKey(t, "sender")
	dir := opensslDir(t, k)
	content := []byte("<ASiCManifest/>")
	write(t, dir, "in", content)
	for _, args := range [][]string{{"-md", "sha256"}, {"-md", "sha384"}, {"-md", "sha512"},
		{"-md", "sha256", "-keyid"}, {"-md", "sha256", "-cades"}, {"-md", "sha512", "-cades"}, {"-md", "sha1"}} {
		p7s, err := openssl(t, dir, append([]string{"cms", "-sign", "-binary", "-outform", "DER", "-in", "in", "-signer", "cert.pem", "-inkey", "key.pem"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		sha1 := args[1] == "sha1"
		if c, err := verifySignature(p7s, content, sha1); err != nil || !c.Equal(k.Cert) {
			t.Errorf("%v: %v", args, err)
		}
		if c, err := verifySignature(inBER(t, p7s), content, sha1); err != nil || !c.Equal(k.Cert) {
			t.Errorf("%v in BER: %v", args, err)
		}
		if _, err := verifySignature(p7s, append(content, ' '), sha1); err != errDigest {
			t.Errorf("%v: other content: %v", args, err)
		}
		if _, err := verifySignature(p7s, content, false); sha1 && err != errHash {
			t.Errorf("SHA-1 without the option: %v", err)
		}
	}
	for _, args := range [][]string{{"-nodetach"}, {"-stream"}, {"-noattr"}, {"-nocerts"}, {"-keyopt", "rsa_padding_mode:pss"}} {
		p7s, err := openssl(t, dir, append([]string{"cms", "-sign", "-binary", "-outform", "DER", "-in", "in", "-signer", "cert.pem", "-inkey", "key.pem"}, args...)...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := verifySignature(p7s, content, true); err == nil {
			t.Errorf("%v: verified", args)
		}
	}
}
