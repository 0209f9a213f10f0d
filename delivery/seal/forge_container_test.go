package seal

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"hash/crc32"
	"testing"
)

// zipEntry is a file of a forged container.
type zipEntry struct {
	name     string
	body     []byte
	deflate  bool // with a data descriptor, as Java and .NET write
	header   func(*zip.FileHeader)
	rawBytes []byte // as "compressed" data, with the header as given
}

func forgeZip(t testing.TB, comment string, entries ...zipEntry) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, CreatorVersion: 20, ReaderVersion: 20}
		if e.deflate {
			h.Method = zip.Deflate
		}
		if e.header != nil {
			e.header(h)
		}
		body := e.body
		create := z.CreateHeader
		if !e.deflate || e.rawBytes != nil {
			create = z.CreateRaw
			if e.rawBytes == nil {
				h.CRC32, h.CompressedSize64, h.UncompressedSize64 = crc32.ChecksumIEEE(body), uint64(len(body)), uint64(len(body))
			} else {
				body = e.rawBytes
			}
			if e.header != nil {
				e.header(h)
			}
		}
		w, err := create(h)
		if err == nil {
			_, err = w.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.SetComment(comment); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// forgedContainer is a container with any of its parts wrong: payload is what
// lies in the zip, listed what the manifest says. The signature is over what the
// manifest ends up as.
type forgedContainer struct {
	by        Key
	payload   []zipEntry
	listed    []reference // nil: what is there
	manifest  func([]byte) []byte
	sign      func(manifest []byte) []byte
	entries   func([]zipEntry) []zipEntry
	comment   string
	sigName   string
	manifName string
}

func (f forgedContainer) bytes(t testing.TB) []byte {
	t.Helper()
	listed := f.listed
	if listed == nil {
		for _, p := range f.payload {
			listed = append(listed, reference{p.name, "application/json", sha256.Sum256(p.body)})
		}
	}
	sigName, manifName := "META-INF/signature-1.p7s", manifestName
	if f.sigName != "" {
		sigName = f.sigName
	}
	if f.manifName != "" {
		manifName = f.manifName
	}
	manifest := writeManifest(sigName, listed)
	if f.manifest != nil {
		manifest = f.manifest(manifest)
	}
	var p7s []byte
	if f.sign != nil {
		p7s = f.sign(manifest)
	} else {
		p7s = forgedSignature{by: []Key{f.by}}.der(t, manifest)
	}
	entries := []zipEntry{{name: mimetypeName, body: []byte(asicType)}}
	entries = append(entries, f.payload...)
	entries = append(entries, zipEntry{name: manifName, body: manifest}, zipEntry{name: sigName, body: p7s})
	if f.entries != nil {
		entries = f.entries(entries)
	}
	return forgeZip(t, f.comment, entries...)
}
