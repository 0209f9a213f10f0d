package seal

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"slices"
	"testing"
)

func payload(name string) zipEntry {
	return zipEntry{name: name, body: []byte(`{"tekst":"` + kanari + `"}`)}
}

// forgedASiC makes a vector out of a container with the report's two files.
func forgedASiC(f func(t testing.TB, c *forgedContainer)) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		c := &forgedContainer{by: testKey(t, "sender"), payload: []zipEntry{payload(MeldingJSONName), payload(MeldingPDFName)}}
		f(t, c)
		return c.bytes(t)
	}
}

// withEntries changes the files of the zip after everything is signed.
func withEntries(f func([]zipEntry) []zipEntry) func(testing.TB) []byte {
	return forgedASiC(func(_ testing.TB, c *forgedContainer) { c.entries = f })
}

// withExtra adds one file that the manifest does not name.
func withExtra(name string) func(testing.TB) []byte {
	return withEntries(func(e []zipEntry) []zipEntry { return append(e, payload(name)) })
}

// withManifest changes the text of the manifest before it is signed.
func withManifest(old, new string) func(testing.TB) []byte {
	return forgedASiC(func(t testing.TB, c *forgedContainer) {
		c.manifest = func(m []byte) []byte {
			out := bytes.Replace(m, []byte(old), []byte(new), 1)
			if bytes.Equal(out, m) {
				t.Fatalf("the manifest has no %q", old)
			}
			return out
		}
	})
}

// withSignature replaces the signature.
func withSignature(f func(t testing.TB, s *forgedSignature)) func(testing.TB) []byte {
	return forgedASiC(func(t testing.TB, c *forgedContainer) {
		c.sign = func(manifest []byte) []byte {
			s := &forgedSignature{by: []Key{testKey(t, "sender")}}
			f(t, s)
			return s.der(t, manifest)
		}
	})
}

// withHeader changes the zip header of the first payload file, as it is stored
// or deflated.
func withHeader(deflate bool, f func(*zip.FileHeader)) func(testing.TB) []byte {
	return withEntries(func(e []zipEntry) []zipEntry {
		e[1].deflate, e[1].header = deflate, f
		return e
	})
}

// withBytes changes the finished zip.
func withBytes(f func(good []byte) []byte) func(testing.TB) []byte {
	return func(t testing.TB) []byte {
		return f(forgedASiC(func(testing.TB, *forgedContainer) {})(t))
	}
}

// squeezed makes the first payload file a deflate stream of size zeros, which
// says that it is said long.
func squeezed(size int, said uint64, behind ...byte) func(testing.TB) []byte {
	return withEntries(func(e []zipEntry) []zipEntry {
		var raw bytes.Buffer
		w, _ := flate.NewWriter(&raw, flate.BestCompression)
		_, _ = w.Write(make([]byte, size)) // a bytes.Buffer does not fail
		_ = w.Close()
		raw.Write(behind)
		e[1].rawBytes = raw.Bytes()
		e[1].header = func(h *zip.FileHeader) {
			h.Method, h.CompressedSize64, h.UncompressedSize64 = zip.Deflate, uint64(raw.Len()), said
		}
		return e
	})
}

func last(e []zipEntry) *zipEntry { return &e[len(e)-1] }

// endRecord changes the zip's end record.
func endRecord(f func(end []byte)) func(testing.TB) []byte {
	return withBytes(func(g []byte) []byte { f(g[len(g)-endLen:]); return g })
}

// withBevis adds bevis.json, listed last or not.
func withBevis(atEnd bool) func(testing.TB) []byte {
	return forgedASiC(func(_ testing.TB, c *forgedContainer) {
		if atEnd {
			c.payload = append(c.payload, payload(BevisName))
		} else {
			c.payload = slices.Insert(c.payload, 1, payload(BevisName))
		}
	})
}

// weakKey is a key shorter than anyone may sign or be sealed to with.
func weakKey(t testing.TB) Key {
	t.Helper()
	k := testKey(t, "sender")
	weak, err := selfSign(wordKey("weak", 1536), k.Cert.SerialNumber, "weak", testFrom, testTo)
	if err != nil {
		t.Fatal(err)
	}
	return weak
}
