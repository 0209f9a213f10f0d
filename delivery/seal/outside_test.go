package seal

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/iotest"
)

// A seal is looked at without a key: whole or not, and for whom.
func TestLook(t *testing.T) {
	mine, other := testKey(t, "receiver"), testKey(t, "other")
	var b bytes.Buffer
	w, err := Encrypt(&b, mine.Cert)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(strings.Repeat("x", 3*chunkSize+5))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sealed := b.Bytes()
	o, err := Look(bytes.NewReader(sealed))
	if err != nil || !o.OnlyFor(mine.Cert) || o.OnlyFor(other.Cert) || o.OnlyFor(nil) {
		t.Errorf("%v, mine %v, other %v", err, o.OnlyFor(mine.Cert), o.OnlyFor(other.Cert))
	}
	for _, n := range []int{0, 1, 100, len(sealed) / 2, len(sealed) - 1} {
		if o, err := Look(bytes.NewReader(sealed[:n])); !errors.Is(err, ErrUleselig) || o.OnlyFor(mine.Cert) {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
	for name, bad := range map[string][]byte{
		"a byte more": append(bytes.Clone(sealed), 0), "clear text": []byte("%PDF-1.7"), "two in a row": bytes.Repeat(sealed, 2),
	} {
		if _, err := Look(bytes.NewReader(bad)); !errors.Is(err, ErrUleselig) {
			t.Errorf("%s: %v", name, err)
		}
	}
	disk := errors.New("the disk is broken")
	if _, err := Look(iotest.ErrReader(disk)); !errors.Is(err, disk) {
		t.Errorf("a disk's own error: %v", err)
	}
	if (Outside{}).OnlyFor(mine.Cert) || (Outside{onlyRSA: true}).OnlyFor(mine.Cert) {
		t.Error("what was not looked at is for somebody")
	}
	if _, err := Look(bytes.NewReader(withRecipient(t, sealed, mine, other))); err != nil {
		t.Errorf("control: %v", err)
	}
}

// withRecipient gives a seal the same content under two receivers, the second of them another.
func withRecipient(t *testing.T, sealed []byte, mine, other Key) []byte {
	t.Helper()
	e, err := readEnvelope(bytes.NewReader(sealed))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := Encrypt(&b, other.Cert)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	annet, err := readEnvelope(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	begge := der(tagSet, append(bytes.Clone(contentOf(e.set)), contentOf(annet.set)...))
	i := bytes.Index(sealed, e.set)
	if i < 0 {
		t.Fatal("the recipients are not written in DER")
	}
	ut := bytes.Clone(sealed[:i])
	ut = append(append(ut, begge...), sealed[i+len(e.set):]...)
	if o, err := Look(bytes.NewReader(ut)); err != nil || o.OnlyFor(mine.Cert) || o.OnlyFor(other.Cert) {
		t.Errorf("for two: %v", err)
	}
	return ut
}
