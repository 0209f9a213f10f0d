package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/asn1"
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
		wrapped, err = rsa.EncryptPKCS1v15(rand.Reader, pub, key) //nolint:staticcheck // the old way, which must be refused
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
				b.AddASN1ObjectIdentifier(oidPSpecified)
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
