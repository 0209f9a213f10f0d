package seal

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// The vectors are the seeds. Run one for a while with
//
//	go test ./delivery/seal -run '^$' -fuzz FuzzDecrypt -fuzztime 5m -fuzzminimizetime 1x

func seeds(f *testing.F, kind string) {
	f.Helper()
	files, err := filepath.Glob("testdata/*." + kind)
	if err != nil || len(files) == 0 {
		f.Fatal("no vectors: ", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
}

// FuzzDecrypt: Open and Decrypt never panic, give no other error than the
// uniform one, and agree.
func FuzzDecrypt(f *testing.F) {
	k := testKey(f, "receiver")
	seeds(f, "cms")
	f.Fuzz(func(t *testing.T, sealed []byte) {
		whole, err := openAll(sealed, k)
		if err != nil && err != ErrUleselig {
			t.Fatalf("Open: %v", err)
		}
		var out bytes.Buffer
		streamErr := Decrypt(&out, bytes.NewReader(sealed), k)
		if streamErr != err {
			t.Fatalf("Open: %v, Decrypt: %v", err, streamErr)
		}
		if err == nil && !bytes.Equal(whole, out.Bytes()) {
			t.Fatal("Open and Decrypt differ")
		}
	})
}

// FuzzReadContainer: never a panic, never another error, and what is handed out
// has an allowed name once, the digest that was signed, and bevis.json last.
func FuzzReadContainer(f *testing.F) {
	seeds(f, "asice")
	o := ReadOptions{Names: reportNames, Bevis: true, SHA1: true, MaxBytes: 1 << 20}
	allowed := append(slices.Clone(reportNames), BevisName)
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadContainer(bytes.NewReader(data), int64(len(data)), o)
		if err != nil {
			if err != ErrUleselig || c != nil {
				t.Fatalf("%v, %v", c, err)
			}
			return
		}
		if c.Signer == nil || len(c.Files) == 0 {
			t.Fatal("opened without signer or files")
		}
		left := slices.Clone(allowed)
		for i, e := range c.Files {
			at := slices.Index(left, e.Name)
			if at < 0 || e.Name == BevisName && i != len(c.Files)-1 {
				t.Fatalf("%q was let through", e.Name)
			}
			left = slices.Delete(left, at, at+1)
			content, err := e.Bytes()
			if err != nil || sha256.Sum256(content) != e.SHA256 || int64(len(content)) != e.Size {
				t.Fatalf("%s: %v", e.Name, err)
			}
		}
	})
}

// FuzzSignature goes past the zip's checksums, which stop most of what
// FuzzReadContainer tries.
func FuzzSignature(f *testing.F) {
	k := testKey(f, "sender")
	content := []byte("<ASiCManifest/>")
	p7s, err := signerOf(k).sign(content)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(p7s)
	f.Add(inBER(f, p7s))
	f.Add(forgedSignature{by: []Key{k, k}, unsigned: true}.der(f, content))
	f.Fuzz(func(t *testing.T, p7s []byte) {
		if c, err := verifySignature(p7s, content, true); err == nil && c == nil {
			t.Fatal("verified without a signer")
		}
		if _, err := verifySignature(p7s, []byte("other"), true); err == nil {
			t.Fatal("verified over other content")
		}
	})
}

// FuzzBER: what is read as DER reads as itself, and never takes more than its
// budget.
func FuzzBER(f *testing.F) {
	f.Add(testKey(f, "sender").Cert.Raw)
	f.Add(inBER(f, testKey(f, "sender").Cert.Raw))
	f.Add([]byte{0x24, 0x80, 4, 1, 1, 0x24, 0x80, 4, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		const budget = 4096
		r := newBER(bytes.NewReader(data))
		once, err := r.element(budget)
		if err != nil {
			return
		}
		if r.off > budget+16 || r.off > int64(len(data)) || len(once) > len(data) {
			t.Fatalf("took %d bytes of %d, gave %d", r.off, len(data), len(once))
		}
		again := newBER(bytes.NewReader(once))
		twice, err := again.element(budget)
		if err != nil || !bytes.Equal(once, twice) || again.end() != nil {
			t.Fatalf("%x read again is %x, %v", once, twice, err)
		}
	})
}

// FuzzManifest: a manifest that is read has names and digests.
func FuzzManifest(f *testing.F) {
	f.Add(writeManifest("META-INF/signature-1.p7s", []reference{{Name: "a", MimeType: "a/b"}, {Name: "b", MimeType: "a/b"}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		refs, err := readManifest(data, "META-INF/signature-1.p7s")
		if err == nil && len(refs) == 0 {
			t.Fatal("read without a file")
		}
	})
}
