package seal

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"io/fs"
	"slices"
	"testing"
)

var containerVectors = []vector{
	{name: "ok-ours", make: func(t testing.TB) []byte { return containerOf(t, testKey(t, "sender"), report()...) }},
	{name: "ok-bevis", o: ReadOptions{Bevis: true}, make: withBevis(true)},
	{name: "ok-like-java", o: ReadOptions{SHA1: true}, make: forgedASiC(func(t testing.TB, c *forgedContainer) {
		c.manifName, c.comment = "META-INF/ASiCManifest.xml", "mimetype="+asicType
		c.sign = func(m []byte) []byte {
			return inBER(t, forgedSignature{by: []Key{c.by}, hash: crypto.SHA1}.der(t, m))
		}
		c.entries = func(e []zipEntry) []zipEntry {
			e[0].header = func(h *zip.FileHeader) { h.Comment = "mimetype=" + asicType }
			for i := range e[1:] {
				e[1+i].deflate = true
			}
			return append(e, zipEntry{name: oasisName, body: writeOASIS(nil), deflate: true})
		}
	})},
	{name: "ok-like-net", make: forgedASiC(func(t testing.TB, c *forgedContainer) {
		c.manifest = func(m []byte) []byte {
			return bytes.Replace(bytes.Replace(m, []byte(nsASiC), []byte(nsASiCNet), 1), []byte(` Rootfile="true"`), nil, 1)
		}
		c.sign = func(m []byte) []byte { return forgedSignature{by: []Key{c.by, c.by}}.der(t, m) }
		c.entries = func(e []zipEntry) []zipEntry {
			for i := range e {
				e[i].deflate = true
				e[i].header = func(h *zip.FileHeader) { h.SetMode(0o644); h.Flags |= 0x800 }
			}
			return e
		}
	})},
	{name: "ok-old-namespace-and-digest-name", make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.manifest = func(m []byte) []byte {
			return bytes.ReplaceAll(bytes.Replace(m, []byte(nsASiC), []byte(nsASiCOld), 1), []byte(uriSHA256), []byte(uriSHA256x))
		}
	})},
	{name: "ok-unsigned-attribute", make: withSignature(func(_ testing.TB, s *forgedSignature) { s.unsigned = true })},

	// Names.
	{name: "slip-parent", want: errName, make: withExtra("../bekymringsmelding.json")},
	{name: "slip-parent-in-manifest", want: errName, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.payload = append(c.payload, payload("../../etc/passwd"))
	})},
	{name: "slip-absolute", want: errName, make: withExtra("/bekymringsmelding.json")},
	{name: "slip-backslash", want: errName, make: withExtra(`..\bekymringsmelding.json`)},
	{name: "slip-drive", want: errName, make: withExtra(`C:\bekymringsmelding.json`)},
	{name: "folder", want: errZip, make: withEntries(func(e []zipEntry) []zipEntry { return append(e, zipEntry{name: "mappe/"}) })},
	{name: "in-a-folder", want: errName, make: withExtra("mappe/bekymringsmelding.json")},
	{name: "other-case", want: errName, make: withExtra("Bekymringsmelding.JSON")},
	{name: "trailing-dot", want: errName, make: withExtra("bekymringsmelding.json.")},
	{name: "nul-in-name", want: errName, make: withExtra("bekymringsmelding.json\x00.exe")},
	{name: "empty-name", want: errName, make: withExtra("")},
	{name: "extra-file", want: errName, make: withExtra("vedlegg.exe")},
	{name: "extra-in-meta-inf", want: errName, make: withExtra("META-INF/container.xml")},
	{name: "bevis-not-asked-for", want: errName, make: withBevis(true)},
	{name: "bevis-not-last", want: errBevis, o: ReadOptions{Bevis: true}, make: withBevis(false)},
	{name: "twice-in-zip", want: errTwice, make: withExtra(MeldingJSONName)},
	{name: "twice-in-manifest", want: errTwice, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		p := reference{MeldingJSONName, "application/json", sha256.Sum256(c.payload[0].body)}
		c.listed = []reference{p, p}
	})},
	{name: "two-manifests", want: errTwice, make: withExtra("META-INF/ASiCManifest2.xml")},
	{name: "two-signatures", want: errTwice, make: withExtra("META-INF/signature-2.p7s")},
	{name: "mimetype-twice", want: errName, make: withExtra(mimetypeName)},
	{name: "mimetype-not-first", want: errName, make: withEntries(func(e []zipEntry) []zipEntry { return append(e[1:], e[0]) })},

	// What is missing.
	{name: "no-mimetype", want: errMissing, make: withEntries(func(e []zipEntry) []zipEntry { return e[1:] })},
	{name: "another-mimetype", want: errMissing, make: withEntries(func(e []zipEntry) []zipEntry {
		e[0].body = []byte("application/vnd.etsi.asic-s+zip")
		return e
	})},
	{name: "no-manifest", want: errMissing, make: withEntries(func(e []zipEntry) []zipEntry { return slices.Delete(e, len(e)-2, len(e)-1) })},
	{name: "no-signature", want: errMissing, make: withEntries(func(e []zipEntry) []zipEntry { return e[:len(e)-1] })},
	{name: "no-payload", want: errMissing, make: forgedASiC(func(_ testing.TB, c *forgedContainer) { c.payload = nil })},
	{name: "payload-taken-out", want: errMissing, make: withEntries(func(e []zipEntry) []zipEntry { return slices.Delete(e, 2, 3) })},
	{name: "payload-not-in-manifest", want: errExtra, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.listed = []reference{{MeldingJSONName, "application/json", sha256.Sum256(c.payload[0].body)}}
	})},

	// Contents.
	{name: "payload-changed", want: errContent, make: withEntries(func(e []zipEntry) []zipEntry {
		e[1].body = bytes.ToUpper(e[1].body)
		return e
	})},
	{name: "payload-swapped", want: errContent, make: withEntries(func(e []zipEntry) []zipEntry {
		e[1].body, e[2].body = []byte("%PDF"), e[1].body
		return e
	})},
	{name: "manifest-changed", want: errDigest, make: withEntries(func(e []zipEntry) []zipEntry {
		m := &e[len(e)-2]
		m.body = append(m.body, '\n')
		return e
	})},
	{name: "manifest-of-another-container", want: errDigest, make: withEntries(func(e []zipEntry) []zipEntry {
		e[len(e)-2].body = writeManifest("META-INF/signature-1.p7s", []reference{{Name: MeldingJSONName, MimeType: "a/b"}})
		return e
	})},
	{name: "manifest-not-xml", want: errManifest, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.manifest = func([]byte) []byte { return []byte(kanari) }
	})},
	{name: "manifest-two-roots", want: errManifest, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.manifest = func(m []byte) []byte { return append(m, "<ASiCManifest/>"...) }
	})},
	{name: "manifest-namespace", want: errManifest, make: withManifest(nsASiC, "urn:x")},
	{name: "manifest-root-element", want: errManifest, make: forgedASiC(func(_ testing.TB, c *forgedContainer) {
		c.manifest = func(m []byte) []byte { return bytes.ReplaceAll(m, []byte("ASiCManifest"), []byte("XAdES")) }
	})},
	{name: "manifest-names-another-signature", want: errManifest, make: withManifest("signature-1", "signature-2")},
	{name: "manifest-two-root-files", want: errManifest, make: withManifest(`MimeType="application/json">`, `MimeType="application/json" Rootfile="1">`)},
	{name: "manifest-digest-sha512", want: errManifest, make: withManifest(uriSHA256, "http://www.w3.org/2001/04/xmlenc#sha512")},
	{name: "manifest-digest-too-short", want: errManifest, make: withManifest("=</ds:DigestValue>", "</ds:DigestValue>")},
	{name: "manifest-digest-twice", want: errManifest, make: withManifest("</ds:DigestValue>", "</ds:DigestValue><ds:DigestValue>AA==</ds:DigestValue>")},

	// The signature.
	{name: "signature-is-noise", want: errBER, make: withEntries(func(e []zipEntry) []zipEntry { last(e).body = []byte(kanari); return e })},
	{name: "signature-bytes-behind", want: errBER, make: withEntries(func(e []zipEntry) []zipEntry {
		last(e).body = append(last(e).body, 0)
		return e
	})},
	{name: "signature-by-nobody", want: errSigners, make: withSignature(func(t testing.TB, s *forgedSignature) {
		s.by, s.certs = nil, []Key{testKey(t, "sender")}
	})},
	{name: "signature-by-two", want: errSigners, make: withSignature(func(t testing.TB, s *forgedSignature) {
		s.by = append(s.by, testKey(t, "stranger"))
		s.certs = s.by
	})},
	{name: "signature-by-five", want: errSigners, make: withSignature(func(_ testing.TB, s *forgedSignature) {
		s.by = slices.Repeat(s.by, maxSigners+1)
	})},
	{name: "signature-certificate-missing", want: errSigner, make: withSignature(func(t testing.TB, s *forgedSignature) {
		s.certs = []Key{testKey(t, "stranger")}
	})},
	{name: "signature-certificate-of-another", want: errSignature, make: withSignature(func(t testing.TB, s *forgedSignature) {
		s.by = []Key{{Cert: testKey(t, "sender").Cert, Private: testKey(t, "stranger").Private}}
	})},
	{name: "signature-weak-key", want: errSigner, make: withSignature(func(t testing.TB, s *forgedSignature) {
		s.by = []Key{weakKey(t)}
	})},
	{name: "signature-attached", want: errDetached, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.attached = true })},
	{name: "signature-sha1", want: errHash, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.hash = crypto.SHA1 })},
	{name: "signature-pss", want: errSignature, o: ReadOptions{SHA1: true}, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.pss = true })},
	{name: "signature-no-attributes", want: errAttributes, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.bare = true })},
	{name: "signature-digest-twice", want: errAttributes, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.twice = true })},
	{name: "signature-of-signed-data", want: errAttributes, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.typed = oidSignedData })},
	{name: "signature-over-other-bytes", want: errDigest, make: withSignature(func(_ testing.TB, s *forgedSignature) { s.over = []byte("x") })},
	{name: "signature-certificate-swapped", want: errCertificate, make: forgedASiC(func(t testing.TB, c *forgedContainer) {
		// Our own writer signs the hash of the certificate: another one with the
		// same key, issuer and serial number is seen.
		c.sign = func(m []byte) []byte {
			p7s, err := signerOf(c.by).sign(m)
			if err != nil {
				t.Fatal(err)
			}
			twin, err := selfSign(c.by.Private, c.by.Cert.SerialNumber, "sender", testFrom, testTo.AddDate(-1, 0, 0))
			if err != nil {
				t.Fatal(err)
			}
			return bytes.Replace(p7s, c.by.Cert.Raw, twin.Cert.Raw, 1)
		}
	})},

	// The zip.
	{name: "zip-nothing", want: errZip, make: func(testing.TB) []byte { return nil }},
	{name: "zip-end-only", want: errMissing, make: func(t testing.TB) []byte { return forgeZip(t, "") }},
	{name: "zip-bytes-before", want: errZip, make: withBytes(func(g []byte) []byte { return append([]byte("#!/bin/sh\n"), g...) })},
	{name: "zip-bytes-behind", want: errZip, make: withBytes(func(g []byte) []byte { return append(g, 0) })},
	{name: "zip-two-in-a-row", want: errZip, make: withBytes(func(g []byte) []byte { return append(g, g...) })},
	{name: "zip-comment", want: errZip, make: forgedASiC(func(_ testing.TB, c *forgedContainer) { c.comment = "hei" })},
	{name: "zip-many-entries", want: errZip, make: withEntries(func(e []zipEntry) []zipEntry {
		return append(e, slices.Repeat([]zipEntry{payload("a")}, maxEntries)...)
	})},
	{name: "zip-says-many-entries", want: errZip, make: endRecord(func(end []byte) {
		binary.LittleEndian.PutUint16(end[8:], 0xfffe)
		binary.LittleEndian.PutUint16(end[10:], 0xfffe)
	})},
	{name: "zip-zip64", want: errZip, make: endRecord(func(end []byte) { binary.LittleEndian.PutUint32(end[16:], 0xffffffff) })},
	{name: "zip-two-disks", want: errZip, make: endRecord(func(end []byte) { end[4] = 1 })},
	{name: "zip-fewer-entries-said", want: io.ErrUnexpectedEOF, make: endRecord(func(end []byte) { end[8]--; end[10]-- })},
	{name: "zip-overlap", want: errZip, make: withBytes(func(g []byte) []byte {
		// The second payload file points at the first one's bytes.
		second := bytes.LastIndex(g, []byte(MeldingPDFName)) - 46
		first := bytes.LastIndex(g, []byte(MeldingJSONName)) - 46
		copy(g[second+42:second+46], g[first+42:first+46])
		return g
	})},
	{name: "zip-local-name-differs", want: errZip, make: withBytes(func(g []byte) []byte {
		copy(g[bytes.Index(g, []byte(MeldingJSONName)):], "../../etc/passwd/xy.sh")
		return g
	})},
	{name: "zip-local-sum-differs", want: errZip, make: withBytes(func(g []byte) []byte {
		g[bytes.Index(g, []byte(MeldingJSONName))-16] ^= 1
		return g
	})},
	{name: "zip-sum-wrong", want: zip.ErrChecksum, make: withHeader(false, func(h *zip.FileHeader) { h.CRC32 ^= 1 })},
	{name: "zip-size-wrong", want: io.ErrUnexpectedEOF, make: withHeader(false, func(h *zip.FileHeader) { h.UncompressedSize64++ })},
	{name: "zip-encrypted", want: errZip, make: withHeader(false, func(h *zip.FileHeader) { h.Flags |= flagEncrypted })},
	{name: "zip-another-method", want: errZip, make: withHeader(false, func(h *zip.FileHeader) { h.Method = 12 })},
	{name: "zip-symlink", want: errZip, make: withHeader(false, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) })},
	{name: "zip-hidden-in-extra", want: errZip, make: withHeader(false, func(h *zip.FileHeader) {
		h.Extra = append([]byte{0xfe, 0xca, 0x00, 0x03}, make([]byte, 0x300)...)
	})},
	{name: "zip-descriptor-differs", want: errZip, make: func(t testing.TB) []byte {
		g := withHeader(true, func(*zip.FileHeader) {})(t)
		g[bytes.Index(g, []byte("PK\x07\x08"))+4] ^= 1
		return g
	}},
	{name: "bomb-said", want: errSize, make: squeezed(1000, DefaultMaxBytes+1)},
	{name: "bomb-unsaid", want: zip.ErrFormat, make: squeezed(1<<20, 36)},
	{name: "bomb-over-callers-limit", want: errSize, o: ReadOptions{MaxBytes: 20}, make: withBytes(slices.Clone[[]byte])},
	{name: "bomb-in-meta-inf", want: errSize, make: withEntries(func(e []zipEntry) []zipEntry {
		return append(e, zipEntry{name: oasisName, deflate: true, body: make([]byte, maxMeta+1)})
	})},
	{name: "deflate-bytes-behind", want: errZip, make: squeezed(100, 100, []byte("skjult")...)},
	{name: "deflate-broken", want: flate.CorruptInputError(1), make: withEntries(func(e []zipEntry) []zipEntry {
		e[1].rawBytes = []byte{0xff, 0xff, 0xff}
		e[1].header = func(h *zip.FileHeader) { h.Method, h.CompressedSize64, h.UncompressedSize64 = zip.Deflate, 3, 3 }
		return e
	})},
}
