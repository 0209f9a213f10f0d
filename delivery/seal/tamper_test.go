package seal

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The promise (row 8) is a million changes. A run of the suite makes some
// thousands; this makes as many as wanted:
//
//	go test ./delivery/seal -run TestManyChanges -changes 1000000
var changes = flag.Int("changes", 3000, "random changes to a container and to a seal")

// unpack is what a receiver does: open the seal, read the container. What it
// gives is all that anyone would act on.
func unpack(sealed []byte, keys ...Key) (string, error) {
	w, err := Open(bytes.NewReader(sealed), int64(len(sealed)), keys...)
	if err != nil {
		return "", err
	}
	return contents(w, w.Size())
}

func contents(r io.ReaderAt, size int64) (string, error) {
	c, err := ReadContainer(r, size, ReadOptions{Names: append(slices.Clone(reportNames), FeilName)})
	if err != nil {
		return "", err
	}
	var all strings.Builder
	fmt.Fprintf(&all, "signed by %x\n", c.Signer.Raw)
	for _, e := range c.Files {
		data, err := e.Bytes()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&all, "%s %s %q\n", e.Name, e.MimeType, data)
	}
	return all.String(), nil
}

// naive is a reader that believes the zip and nothing else. It is the negative
// control: what it hands out of a changed container is what the checks are for.
func naive(container []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(container), int64(len(container)))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		data, err := io.ReadAll(io.LimitReader(r, 1<<20))
		if err != nil && !errors.Is(err, zip.ErrChecksum) { // it does not look at sums
			return "", err
		}
		if slices.Contains(append(slices.Clone(reportNames), FeilName), f.Name) {
			fmt.Fprintf(&all, "%s %q\n", f.Name, data)
		}
	}
	return all.String(), nil
}

func smallContainer(t testing.TB) []byte {
	t.Helper()
	return containerOf(t, testKey(t, "sender"),
		File{FeilName, "application/json", strings.NewReader(`{"feil":"` + kanari + `"}`)})
}

// silentBytes are the bytes of a container that say nothing: in the directory,
// which system made the entry, and its attributes there. Changing them changes
// nothing that is handed out.
func silentBytes(t testing.TB, container []byte) map[int]bool {
	t.Helper()
	le := binary.LittleEndian
	silent := map[int]bool{}
	at := int(le.Uint32(container[len(container)-endLen+16:]))
	for at < len(container)-endLen {
		for _, i := range []int{4, 5, 36, 37, 38, 39, 40, 41} {
			silent[at+i] = true
		}
		at += 46 + int(le.Uint16(container[at+28:])) + int(le.Uint16(container[at+30:])) + int(le.Uint16(container[at+32:]))
	}
	return silent
}

func TestEveryBitOfAContainer(t *testing.T) {
	raw := smallContainer(t)
	want, err := contents(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	honest, _ := naive(raw)
	silent := silentBytes(t, raw)
	refused, same, fooled := 0, 0, 0
	for i := range raw {
		for bit := range 8 {
			raw[i] ^= 1 << bit
			got, err := contents(bytes.NewReader(raw), int64(len(raw)))
			switch {
			case err == ErrUleselig:
				refused++
			case err == nil && got == want && silent[i]:
				same++
			default:
				t.Errorf("byte %d bit %d: %v, %q", i, bit, err, got)
			}
			if got, err := naive(raw); err == nil && got != honest {
				fooled++
			}
			raw[i] ^= 1 << bit
		}
	}
	t.Logf("%d bits: %d refused, %d in silent bytes changed nothing; a naive reader was fooled by %d", len(raw)*8, refused, same, fooled)
	if fooled == 0 {
		t.Error("control: no change fools a naive reader, so this test shows nothing")
	}
}

// recipientID is where the certificate's name lies in a seal. It is a hint: with
// the name changed every key is tried, and the right one opens it all the same.
func recipientID(t testing.TB, sealed []byte, k Key) (from, to int) {
	t.Helper()
	id, err := issuerAndSerial(k.Cert)
	if err != nil {
		t.Fatal(err)
	}
	from = bytes.Index(sealed, id)
	if from < 0 {
		t.Fatal("the seal does not name the certificate")
	}
	return from, from + len(id)
}

func TestEveryByteOfASeal(t *testing.T) {
	k := testKey(t, "receiver")
	sealed := sealTo(t, k, smallContainer(t))
	want, err := unpack(sealed, k)
	if err != nil {
		t.Fatal(err)
	}
	from, to := recipientID(t, sealed, k)
	refused, same := 0, 0
	for i := range sealed {
		bit := byte(1) << (i % 8)
		if i < to+120 { // the head: every bit
			for b := range 8 {
				if byte(1)<<b != bit {
					checkChange(t, sealed, i, byte(1)<<b, want, k, i >= from && i < to || i == versionAt(sealed), &refused, &same)
				}
			}
		}
		checkChange(t, sealed, i, bit, want, k, i >= from && i < to || i == versionAt(sealed), &refused, &same)
	}
	t.Logf("%d changes: %d refused, %d in the hint changed nothing", refused+same, refused, same)
}

// versionAt is where the envelope's version stands: 0, 2 and 3 read alike.
func versionAt(sealed []byte) int {
	return bytes.Index(sealed, []byte{tagSequence, 0x80, 2, 1, 0}) + 4
}

func checkChange(t *testing.T, sealed []byte, i int, bit byte, want string, k Key, hint bool, refused, same *int) {
	t.Helper()
	sealed[i] ^= bit
	defer func() { sealed[i] ^= bit }()
	got, err := unpack(sealed, k)
	switch {
	case err == ErrUleselig:
		*refused++
	case err == nil && got == want && hint:
		*same++
	default:
		t.Errorf("byte %d bit %#x: %v, %q", i, bit, err, got)
	}
}

func TestEveryLength(t *testing.T) {
	k := testKey(t, "receiver")
	raw := smallContainer(t)
	for n := range raw {
		if _, err := contents(bytes.NewReader(raw), int64(n)); err != ErrUleselig {
			t.Fatalf("container cut at %d of %d: %v", n, len(raw), err)
		}
	}
	sealed := sealTo(t, k, raw)
	for n := range sealed {
		if _, err := unpack(sealed[:n], k); err != ErrUleselig {
			t.Fatalf("seal cut at %d of %d: %v", n, len(sealed), err)
		}
		if n%7 == 0 || n > len(sealed)-40 {
			if err := Decrypt(io.Discard, bytes.NewReader(sealed[:n]), k); err != ErrUleselig {
				t.Fatalf("stream cut at %d of %d: %v", n, len(sealed), err)
			}
		}
	}
}

// TestSplices puts parts of good seals together.
func TestSplices(t *testing.T) {
	k := testKey(t, "receiver")
	body := pattern(4 * chunkSize)
	container := containerOf(t, testKey(t, "sender"), File{FeilName, "application/json", bytes.NewReader(body)})
	a, b := sealTo(t, k, container), sealTo(t, k, container)
	start := bytes.Index(a, []byte{tagContext0Cons, 0x80, tagOctets, 0x82}) + 2
	chunk := func(s []byte, i int) []byte {
		at := start + i*(chunkHeader+chunkSize)
		return s[at : at+chunkHeader+chunkSize]
	}
	if len(a) != len(b) || start < 2 {
		t.Fatal("the seals are not as this test thinks")
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	rest := start + 2*(chunkHeader+chunkSize)
	other := sealTo(t, k, smallContainer(t))
	for name, sealed := range map[string][]byte{
		"head of one, content of the other": join(a[:start], b[start:]),
		"two chunks change place":           join(a[:start], chunk(a, 1), chunk(a, 0), a[rest:]),
		"a chunk twice":                     join(a[:start], chunk(a, 0), a[start:]),
		"a chunk left out":                  join(a[:start], a[start+chunkHeader+chunkSize:]),
		"a chunk of another seal":           join(a[:start], chunk(a, 0), chunk(b, 1), a[rest:]),
		"another seal's content behind":     join(a[:len(a)-10], other[bytes.Index(other, []byte{tagOctets, 0x82}):]),
		"one after the other":               join(a, b),
		"ends of contents only":             join(a[:start], make([]byte, 10)),
	} {
		if got, err := unpack(sealed, k); err != ErrUleselig {
			t.Errorf("%s: %v, %d bytes", name, err, len(got))
		}
	}
	if _, err := unpack(join(a[:start], chunk(a, 0), chunk(a, 1), a[rest:]), k); err != nil {
		t.Errorf("control: put together as it was, it does not open: %v", err)
	}
}

func TestManyChanges(t *testing.T) {
	k := testKey(t, "receiver")
	container := smallContainer(t)
	sealed := sealTo(t, k, container)
	wantContainer, _ := contents(bytes.NewReader(container), int64(len(container)))
	silent := silentBytes(t, container)
	from, to := recipientID(t, sealed, k)
	hint := func(i int) bool { return i >= from && i < to || i == versionAt(sealed) }
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	refused, same := 0, 0
	for n := range *changes {
		good, quiet := container, func(i int) bool { return silent[i] }
		read := func(b []byte) (string, error) { return contents(bytes.NewReader(b), int64(len(b))) }
		if n%4 == 0 { // an RSA operation each: fewer of these
			good, quiet = sealed, hint
			read = func(b []byte) (string, error) { return unpack(b, k) }
		}
		bad, touched := mutate(r, good)
		got, err := read(bad)
		switch {
		case bytes.Equal(bad, good):
		case err == ErrUleselig:
			refused++
		case err == nil && got == wantContainer && touched != nil && !slices.ContainsFunc(touched, func(i int) bool { return !quiet(i) }):
			same++
		default:
			t.Fatalf("seed %d change %d: %v, touched %v, %q", seed, n, err, touched, got)
		}
	}
	t.Logf("%d changes: %d refused, %d in silent bytes changed nothing", *changes, refused, same)
}

// mutate changes a copy. touched are the bytes that differ, when length and
// place of the others stayed.
func mutate(r *rand.Rand, good []byte) (bad []byte, touched []int) {
	bad = slices.Clone(good)
	at := func() int { return r.IntN(len(bad)) }
	set := func(i int, c byte) {
		if bad[i] != c {
			bad[i] = c
			touched = append(touched, i)
		}
	}
	switch r.IntN(7) {
	case 0:
		i := at()
		set(i, bad[i]^1<<r.IntN(8))
	case 1:
		set(at(), byte(r.Uint32()))
	case 2:
		for range 1 + r.IntN(8) {
			set(at(), byte(r.Uint32()))
		}
	case 3:
		return bad[:at()], nil
	case 4: // take out a piece
		i := at()
		return slices.Delete(bad, i, min(len(bad), i+1+r.IntN(64))), nil
	case 5: // put one in, from elsewhere in it
		i, j := at(), at()
		return slices.Insert(bad, i, slices.Clone(bad[j:min(len(bad), j+1+r.IntN(64))])...), nil
	case 6: // copy over
		i, j := at(), at()
		for n := range min(1+r.IntN(64), len(bad)-i, len(bad)-j) {
			set(i+n, good[j+n])
		}
	}
	return bad, touched
}
