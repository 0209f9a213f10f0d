package seal

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

// TestNoClearTextInASeal looks for the canary in every form a leak could take.
func TestNoClearTextInASeal(t *testing.T) {
	container := containerOf(t, testKey(t, "sender"), report()...)
	sealed := sealTo(t, testKey(t, "receiver"), container)
	if found := canaries(sealed); len(found) > 0 {
		t.Errorf("in the seal: %v", found)
	}
	if found := canaries(container); len(found) == 0 {
		t.Error("control: not found in the unsealed container either")
	}
	// Names of files and MIME types are inside the seal too.
	for _, word := range []string{"bekymringsmelding", "mimetype", "META-INF", "%PDF"} {
		if bytes.Contains(sealed, []byte(word)) {
			t.Errorf("%s stands in the seal", word)
		}
	}
}

func canaries(b []byte) (found []string) {
	var wide []byte
	for _, u := range utf16.Encode([]rune(kanari)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	for form, text := range map[string]string{
		"UTF-8": kanari, "UTF-16": string(wide), "hex": hex.EncodeToString([]byte(kanari)),
		"base64": base64.StdEncoding.EncodeToString([]byte(kanari))[:12],
	} {
		if bytes.Contains(b, []byte(text)) {
			found = append(found, form)
		}
	}
	return found
}

// TestTwoSealsShareNothing: a new key and IV each time.
func TestTwoSealsShareNothing(t *testing.T) {
	k := testKey(t, "receiver")
	a, b := sealTo(t, k, make([]byte, 4096)), sealTo(t, k, make([]byte, 4096))
	at := bytes.Index(a, []byte{tagContext0Cons, 0x80, tagOctets, 0x82}) // the head is of one length
	for i := at + 6; i+16 < len(a)-10; i += 16 {
		if bytes.Contains(b, a[i:i+16]) {
			t.Fatal("a block of one seal stands in the other")
		}
	}
}

// TestAFailingDiskIsNotABrokenSeal: the reader's own error is given, so that a
// report is not taken for broken because the disk is.
func TestAFailingDiskIsNotABrokenSeal(t *testing.T) {
	k := testKey(t, "receiver")
	sealed := sealTo(t, k, containerOf(t, testKey(t, "sender"), report()...))
	broken := errors.New("disk on fire")
	for n := 0; n < len(sealed); n += 97 {
		if _, err := Open(failingAt{bytes.NewReader(sealed), int64(n), broken}, int64(len(sealed)), k); !errors.Is(err, broken) {
			t.Fatalf("Open, failing at %d: %v", n, err)
		}
		src := io.MultiReader(bytes.NewReader(sealed[:n]), iotest.ErrReader(broken))
		if err := Decrypt(io.Discard, src, k); !errors.Is(err, broken) {
			t.Fatalf("Decrypt, failing at %d: %v", n, err)
		}
	}
	w, err := Open(bytes.NewReader(sealed), int64(len(sealed)), k)
	if err != nil {
		t.Fatal(err)
	}
	for n := int64(0); n < w.Size(); n += 97 {
		if _, err := ReadContainer(failingAt{w, n, broken}, w.Size(), ReadOptions{Names: reportNames}); !errors.Is(err, broken) {
			t.Fatalf("ReadContainer, failing at %d: %v", n, err)
		}
	}
	full := errors.New("disk full")
	if err := Decrypt(failingWriter{full}, bytes.NewReader(sealed), k); !errors.Is(err, full) {
		t.Errorf("Decrypt to a full disk: %v", err)
	}
}

// failingAt fails on the byte at the offset.
type failingAt struct {
	r   io.ReaderAt
	off int64
	err error
}

func (f failingAt) ReadAt(p []byte, off int64) (int, error) {
	if off <= f.off && f.off < off+int64(len(p)) {
		return 0, f.err
	}
	return f.r.ReadAt(p, off)
}

type failingWriter struct{ err error }

func (f failingWriter) Write([]byte) (int, error) { return 0, f.err }

// TestChangedBehindOurBack: the file under a verified container is changed
// before an entry is read.
func TestChangedBehindOurBack(t *testing.T) {
	raw := containerOf(t, testKey(t, "sender"), report()...)
	c, err := ReadContainer(bytes.NewReader(raw), int64(len(raw)), ReadOptions{Names: reportNames})
	if err != nil {
		t.Fatal(err)
	}
	e, _ := c.File(MeldingJSONName)
	raw[bytes.Index(raw, []byte(kanari))] ^= 1
	if _, err := e.Bytes(); err != ErrUleselig {
		t.Errorf("Bytes: %v", err)
	}
	if _, err := io.ReadAll(e.Open()); err != ErrUleselig {
		t.Errorf("Open: %v", err)
	}
}

func TestOneErrorWithoutDetail(t *testing.T) {
	for _, word := range []string{"padding", "key", "signature", "zip", ":"} {
		if strings.Contains(strings.TrimPrefix(ErrUleselig.Error(), "seal:"), word) {
			t.Errorf("the uniform error says %q", word)
		}
	}
	if errors.Unwrap(ErrUleselig) != nil {
		t.Error("the uniform error wraps another")
	}
}

func TestEncryptSaysWhenItCannotWrite(t *testing.T) {
	k := testKey(t, "receiver")
	full := errors.New("disk full")
	if _, err := Encrypt(failingWriter{full}, k.Cert); !errors.Is(err, full) {
		t.Errorf("head: %v", err)
	}
	for _, room := range []int{700, 20_000} {
		w, err := Encrypt(&roomFor{room, full}, k.Cert)
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Write(make([]byte, 100_000))
		if !errors.Is(err, full) {
			t.Errorf("write: %v", err)
		}
		if err := w.Close(); !errors.Is(err, full) {
			t.Errorf("close after a failed write: %v", err)
		}
	}
	var out bytes.Buffer
	w, err := Encrypt(&out, k.Cert)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("x")); err == nil {
		t.Error("write after close")
	}
	if _, err := openAll(out.Bytes(), k); err != nil {
		t.Errorf("an empty seal: %v", err)
	}
}

type roomFor struct {
	n   int
	err error
}

func (r *roomFor) Write(p []byte) (int, error) {
	if r.n -= len(p); r.n < 0 {
		return 0, r.err
	}
	return len(p), nil
}

func TestWindowAtAnyOffset(t *testing.T) {
	want := pattern(40_000)
	s := forgedSeal{to: []recipientForm{receiver(t)}, clear: want}.der(t)
	for _, size := range []int{1000, 4096, 333, 1 << 20} { // chunk edges off the block edges
		sealed := inChunks(t, s, size)
		w, err := open(bytes.NewReader(sealed), int64(len(sealed)), []Key{testKey(t, "receiver")})
		if err != nil {
			t.Fatalf("chunks of %d: %v", size, err)
		}
		if err := iotest.TestReader(w, want); err != nil {
			t.Errorf("chunks of %d: %v", size, err)
		}
	}
}
