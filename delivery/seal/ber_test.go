package seal

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// inBER writes a DER element again in the loosest BER: everything constructed of
// indefinite length, octet strings in chunks of seven bytes, lengths in five
// octets more than needed.
func inBER(t testing.TB, element []byte) []byte {
	t.Helper()
	s := cryptobyte.String(element)
	var content cryptobyte.String
	var tag cbasn1.Tag
	if !s.ReadAnyASN1(&content, &tag) || !s.Empty() {
		t.Fatal("not one DER element")
	}
	id := byte(tag)
	if id == tagOctets {
		out := []byte{tagOctetsInBits, 0x80}
		for p := []byte(content); len(p) > 0; p = p[min(7, len(p)):] {
			out = append(append(out, tagOctets, 0x84, 0, 0, 0, byte(min(7, len(p)))), p[:min(7, len(p))]...)
		}
		return append(out, 0, 0)
	}
	if id&0x20 == 0 {
		n := len(content)
		return append([]byte{id, 0x86, 0, 0, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, content...)
	}
	out := []byte{id, 0x80}
	for !content.Empty() {
		var child cryptobyte.String
		if !content.ReadAnyASN1Element(&child, &tag) {
			t.Fatal("not DER inside")
		}
		out = append(out, inBER(t, child)...)
	}
	return append(out, 0, 0)
}

func TestBERBecomesTheSameDER(t *testing.T) {
	for name, want := range map[string][]byte{
		"certificate": testKey(t, "sender").Cert.Raw,
		"empty set":   {0x31, 0},
		"octets":      append([]byte{tagOctets, 0x81, 0xc8}, pattern(200)...),
	} {
		for form, in := range map[string][]byte{"DER": want, "BER": inBER(t, want)} {
			r := newBER(bytes.NewReader(in))
			got, err := r.element(64 << 10)
			if err != nil || r.end() != nil || !bytes.Equal(got, want) {
				t.Errorf("%s from %s: %x, %v", name, form, got, err)
			}
		}
	}
}

func TestMalformedBER(t *testing.T) {
	for name, in := range map[string][]byte{
		"nothing":                        {},
		"identifier only":                {0x30},
		"high tag number":                {0x1f, 0x81, 1, 0},
		"application class":              {0x41, 0},
		"private class":                  {0xc1, 0},
		"primitive of indefinite length": {0x04, 0x80, 0, 0},
		"reserved length":                {0x04, 0xff},
		"length of seven octets":         {0x04, 0x87, 0, 0, 0, 0, 0, 0, 0},
		"child longer than parent":       {0x30, 3, 4, 2, 0, 0},
		"cut content":                    {0x04, 3, 1, 2},
		"no end of contents":             {0x30, 0x80, 4, 0},
		"half an end of contents":        {0x30, 0x80, 0},
		"end of contents with a length":  {0x30, 0x80, 0, 1, 0},
		"end of contents where none is":  {0x30, 2, 0, 0},
		"constructed integer":            {0x22, 3, 2, 1, 0},
		"chunk that is no octet string":  {0x24, 3, 2, 1, 0},
		"over the budget":                append([]byte{0x04, 0x81, 0xc8}, pattern(200)...),
		"nested too deep":                bytes.Repeat([]byte{0x30, 0x80}, maxDepth+1),
		"length near the largest number": {0x04, 0x86, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
	} {
		r := newBER(bytes.NewReader(in))
		if got, err := r.element(100); err == nil {
			t.Errorf("%s: read as %x", name, got)
		} else if !errors.Is(err, errBER) && err != io.EOF && err != io.ErrUnexpectedEOF {
			t.Errorf("%s: %v", name, err)
		}
	}
}
