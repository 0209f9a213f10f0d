package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	aes256 = 32 // bytes of a content key

	// chunkSize is the content of one OCTET STRING. The KS library writes 1000
	// bytes; a reader must take any size.
	chunkSize = 16 << 10
)

var errClosed = errors.New("seal: write after close")

// Encrypt seals what is written to it for one receiver and writes CMS
// EnvelopedData in BER to dst as it goes. Close writes the end; without it the
// seal cannot be opened. Close does not close dst.
//
// It refuses a certificate that is not RSA of at least 2048 bits ([ErrIkkeRSA],
// [ErrForSvak]). Whether the certificate is valid *now* is for [CheckNokkel],
// which knows the time.
func Encrypt(dst io.Writer, to *x509.Certificate) (io.WriteCloser, error) {
	if err := checkRSA(to); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	key, iv := make([]byte, aes256), make([]byte, aes.BlockSize)
	defer clear(key)
	rand.Read(key) // never fails (crypto/rand)
	rand.Read(iv)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	head, err := envelopeHead(to, key, iv)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	if _, err := dst.Write(head); err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	e := &encrypter{dst: dst, cbc: cipher.NewCBCEncrypter(block, iv)}
	e.chunk = append(make([]byte, 0, chunkHeader+chunkSize), tagOctets, 0x82, chunkSize>>8, chunkSize&0xff)
	return e, nil
}

// chunkHeader is the length of a chunk's identifier and length octets.
const chunkHeader = 4

// encrypter collects one chunk at a time, so that its memory is constant.
type encrypter struct {
	dst   io.Writer
	cbc   cipher.BlockMode
	chunk []byte // its header, then clear text up to chunkSize
	err   error  // the first error; it stays
}

func (e *encrypter) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		space := cap(e.chunk) - len(e.chunk)
		take := min(space, len(p))
		e.chunk = append(e.chunk, p[:take]...)
		p, n = p[take:], n+take
		if take == space {
			e.flush()
		}
	}
	return n, e.err
}

// flush encrypts and writes a chunk, which must be whole blocks.
func (e *encrypter) flush() {
	content := e.chunk[chunkHeader:]
	e.cbc.CryptBlocks(content, content)
	if _, err := e.dst.Write(e.chunk); err != nil {
		e.err = fmt.Errorf("encrypt: %w", err)
	}
	e.chunk = e.chunk[:chunkHeader]
}

// Close pads, writes the last chunk and closes every open element.
func (e *encrypter) Close() error {
	if e.err != nil {
		return e.err
	}
	// PKCS #7 padding: always at least one byte (RFC 5652 §6.3). A full chunk
	// has been flushed, so there is room for it.
	content := len(e.chunk) - chunkHeader
	for pad := aes.BlockSize - content%aes.BlockSize; len(e.chunk)-chunkHeader < content+pad; {
		e.chunk = append(e.chunk, byte(pad))
	}
	n := len(e.chunk) - chunkHeader
	e.chunk[2], e.chunk[3] = byte(n>>8), byte(n)
	if e.flush(); e.err != nil {
		return e.err
	}
	// End-of-contents for the content, EncryptedContentInfo, EnvelopedData, its
	// explicit tag, and ContentInfo.
	if _, err := e.dst.Write(make([]byte, 5*2)); err != nil {
		e.err = fmt.Errorf("encrypt: %w", err)
		return e.err
	}
	e.err = errClosed
	return nil
}

// envelopeHead is everything before the first chunk. The outer elements are of
// indefinite length, since the size is not known.
func envelopeHead(to *x509.Certificate, key, iv []byte) ([]byte, error) {
	var b cryptobyte.Builder
	indefinite := func(id byte) { b.AddUint8(id); b.AddUint8(0x80) }
	oid := func(o asn1.ObjectIdentifier) { b.AddASN1ObjectIdentifier(o) }

	indefinite(tagSequence) // ContentInfo
	oid(oidEnvelopedData)
	indefinite(tagContext0Cons)
	indefinite(tagSequence) // EnvelopedData
	b.AddASN1Int64(0)
	var failed error
	b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { failed = addRecipient(b, to, key) })
	if failed != nil {
		return nil, failed
	}
	indefinite(tagSequence) // EncryptedContentInfo
	oid(oidData)
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidAES256CBC)
		b.AddASN1OctetString(iv)
	})
	indefinite(tagContext0Cons) // encryptedContent, in chunks
	return b.Bytes()
}
