package seal

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
	"hash/crc32"
	"slices"
	"testing"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Here are writers that make what the real ones never would.

// forgedSeal is an envelope with any of its parts wrong. The zero value of a
// field means the right thing.
type forgedSeal struct {
	to         []recipientForm
	version    int64
	outerType  asn1.ObjectIdentifier
	innerType  asn1.ObjectIdentifier
	cipher     asn1.ObjectIdentifier
	iv         []byte
	clear      []byte
	padding    func(clear []byte) []byte // replaces PKCS #7
	encrypted  func([]byte) []byte       // changes the content after encryption
	originator bool
	attributes bool
	noContent  bool
}

// recipientForm is a RecipientInfo with any of its parts wrong.
type recipientForm struct {
	key      Key
	v15      bool
	keyID    bool
	version  int64
	params   []byte // of OAEP, instead of the right ones
	wrongKey bool   // wraps another content key
	raw      []byte // instead of all this
}

func (f forgedSeal) der(t testing.TB) []byte {
	t.Helper()
	key, iv := bytes.Repeat([]byte{7}, aes256), bytes.Repeat([]byte{9}, aes.BlockSize)
	if f.iv != nil {
		iv = f.iv
	}
	text := pkcs7(f.clear)
	if f.padding != nil {
		text = f.padding(slices.Clone(f.clear))
	}
	content := slices.Clone(text)
	if whole := content[:len(content)&^15]; len(whole) > 0 && len(iv) == aes.BlockSize {
		block, _ := aes.NewCipher(key)
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(whole, whole)
	}
	if f.encrypted != nil {
		content = f.encrypted(content)
	}
	or := func(o, usual asn1.ObjectIdentifier) asn1.ObjectIdentifier {
		if o == nil {
			return usual
		}
		return o
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(or(f.outerType, oidEnvelopedData))
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(f.version)
				if f.originator {
					b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddASN1(explicit0, func(*cryptobyte.Builder) {}) })
				}
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					for _, r := range f.to {
						b.AddBytes(r.der(t, key))
					}
				})
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(or(f.innerType, oidData))
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						b.AddASN1ObjectIdentifier(or(f.cipher, oidAES256CBC))
						b.AddASN1OctetString(iv)
					})
					if !f.noContent {
						b.AddASN1(implicit0, func(b *cryptobyte.Builder) { b.AddBytes(content) })
					}
				})
				if f.attributes {
					b.AddASN1(explicit1, func(b *cryptobyte.Builder) {
						b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
							b.AddASN1ObjectIdentifier(oidData)
							b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddASN1NULL() })
						})
					})
				}
			})
		})
	})
	out, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (r recipientForm) der(t testing.TB, key []byte) []byte {
	t.Helper()
	if r.raw != nil {
		return r.raw
	}
	if r.wrongKey {
		key = bytes.Repeat([]byte{8}, aes256)
	}
	pub := &r.key.Private.PublicKey
	wrapped, err := rsa.EncryptOAEP(sha256.New(), rand.Reader, pub, key, nil)
	if r.v15 {
		wrapped, err = rsa.EncryptPKCS1v15(rand.Reader, pub, key)
	}
	if err != nil {
		t.Fatal(err)
	}
	id, err := issuerAndSerial(r.key.Cert)
	if err != nil {
		t.Fatal(err)
	}
	params := r.params
	if params == nil {
		params = oaepParams(oidSHA256, oidMGF1, oidSHA256)
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		if r.keyID {
			b.AddASN1Int64(2)
			b.AddASN1(implicit0, func(b *cryptobyte.Builder) { b.AddBytes(r.key.Cert.SubjectKeyId) })
		} else {
			b.AddASN1Int64(r.version)
			b.AddBytes(id)
		}
		if r.v15 {
			addAlgorithm(b, oidRSA)
		} else {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidOAEP)
				b.AddBytes(params)
			})
		}
		b.AddASN1OctetString(wrapped)
	})
	return b.BytesOrPanic()
}

func oaepParams(hash, mgf, mgfHash asn1.ObjectIdentifier) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) { addAlgorithm(b, hash) })
		b.AddASN1(explicit1, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(mgf)
				addAlgorithm(b, mgfHash)
			})
		})
		b.AddASN1(explicit2, func(b *cryptobyte.Builder) { // pSource, as Bouncy Castle writes it
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(oidPSpecifed)
				b.AddASN1OctetString(nil)
			})
		})
	})
	return b.BytesOrPanic()
}

func pkcs7(clear []byte) []byte {
	pad := aes.BlockSize - len(clear)%aes.BlockSize
	return append(slices.Clone(clear), bytes.Repeat([]byte{byte(pad)}, pad)...)
}

// inChunks rewrites a DER envelope in BER with content chunks of the given size.
func inChunks(t testing.TB, envelope []byte, size int) []byte {
	t.Helper()
	tag := []byte{0x80} // the only [0] primitive after the cipher's AlgorithmIdentifier
	at := bytes.LastIndex(envelope, append(bytes.Repeat([]byte{9}, aes.BlockSize), tag...)) + aes.BlockSize
	s := cryptobyte.String(envelope[at:])
	var content cryptobyte.String
	if at < aes.BlockSize || !s.ReadASN1(&content, implicit0) {
		t.Fatal("no content found")
	}
	var chunks []byte
	for p := []byte(content); len(p) > 0; p = p[min(size, len(p)):] {
		chunks = append(chunks, der(tagOctets, p[:min(size, len(p))])...)
	}
	oids := cryptobyte.String(envelope)
	var info, explicit, enveloped, part cryptobyte.String
	var any cbasn1.Tag
	oids.ReadASN1(&info, cbasn1.SEQUENCE)
	info.ReadASN1Element(&part, cbasn1.OBJECT_IDENTIFIER)
	out := append([]byte{tagSequence, 0x80}, part...)
	info.ReadASN1(&explicit, explicit0)
	explicit.ReadASN1(&enveloped, cbasn1.SEQUENCE)
	out = append(out, tagContext0Cons, 0x80, tagSequence, 0x80)
	for !enveloped.PeekASN1Tag(cbasn1.SEQUENCE) { // version, originator, recipients
		enveloped.ReadAnyASN1Element(&part, &any)
		out = append(out, inBER(t, part)...)
	}
	enveloped.ReadASN1(&info, cbasn1.SEQUENCE)
	out = append(out, tagSequence, 0x80)
	for !info.PeekASN1Tag(implicit0) {
		info.ReadAnyASN1Element(&part, &any)
		out = append(out, inBER(t, part)...)
	}
	out = append(append(out, tagContext0Cons, 0x80), chunks...)
	out = append(out, 0, 0, 0, 0)
	for !enveloped.Empty() {
		enveloped.ReadAnyASN1Element(&part, &any)
		out = append(out, inBER(t, part)...)
	}
	return append(out, make([]byte, 6)...)
}

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

// forgedSignature is a SignedData with any of its parts wrong.
type forgedSignature struct {
	by       []Key // one SignerInfo each
	certs    []Key // sent along; nil: those of by
	hash     crypto.Hash
	attached bool
	bare     bool // no signed attributes
	twice    bool // the digest attribute twice
	typed    asn1.ObjectIdentifier
	over     []byte // signs this instead
	unsigned bool   // adds an unsigned attribute
	pss      bool
}

func (f forgedSignature) der(t testing.TB, content []byte) []byte {
	t.Helper()
	hash, hashOID := crypto.SHA256, oidSHA256
	if f.hash == crypto.SHA1 {
		hash, hashOID = crypto.SHA1, oidSHA1
	}
	typed := f.typed
	if typed == nil {
		typed = oidData
	}
	certs := f.certs
	if certs == nil {
		certs = f.by[:1]
	}
	attribute := func(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oid)
			b.AddASN1(cbasn1.SET, value)
		})
	}
	signer := func(b *cryptobyte.Builder, k Key) {
		sum := func(p []byte) []byte { h := hash.New(); h.Write(p); return h.Sum(nil) }
		signed := content
		if f.over != nil {
			signed = f.over
		}
		var a cryptobyte.Builder
		attribute(&a, oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(typed) })
		attribute(&a, oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum(signed)) })
		if f.twice {
			attribute(&a, oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum(signed)) })
		}
		attributes := a.BytesOrPanic()
		digest := sum(der(tagSet, attributes))
		if f.bare {
			digest = sum(signed)
		}
		var opts crypto.SignerOpts = hash
		if f.pss {
			opts = &rsa.PSSOptions{Hash: hash}
		}
		signature, err := k.Private.Sign(rand.Reader, digest, opts)
		if err != nil {
			t.Fatal(err)
		}
		id, _ := issuerAndSerial(k.Cert)
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1Int64(1)
			b.AddBytes(id)
			addAlgorithm(b, hashOID)
			if !f.bare {
				b.AddBytes(der(tagContext0Cons, attributes))
			}
			addAlgorithm(b, oidRSA)
			b.AddASN1OctetString(signature)
			if f.unsigned {
				b.AddASN1(explicit1, func(b *cryptobyte.Builder) {
					attribute(b, oidData, func(b *cryptobyte.Builder) { b.AddASN1NULL() })
				})
			}
		})
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(1)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, hashOID) })
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
					b.AddASN1ObjectIdentifier(oidData)
					if f.attached {
						b.AddASN1(explicit0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(content) })
					}
				})
				b.AddASN1(explicit0, func(b *cryptobyte.Builder) {
					for _, k := range certs {
						b.AddBytes(k.Cert.Raw)
					}
				})
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					for _, k := range f.by {
						signer(b, k)
					}
				})
			})
		})
	})
	return b.BytesOrPanic()
}
