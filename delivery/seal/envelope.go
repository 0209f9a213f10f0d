package seal

import (
	"crypto/aes"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

const (
	// maxHead bounds each part before the content. Sixteen recipients under
	// RSA-4096 are 12 kB.
	maxHead = 64 << 10

	// A sender may cut the content in chunks as it likes, but not to dust: each
	// chunk costs us memory. KS writes 1000 bytes, OpenSSL 4096.
	freeChunks   = 1024
	meanChunkMin = 256
)

var (
	errCipher = errors.New("cms: content cipher is not AES-256-CBC")
	errType   = errors.New("cms: unexpected content type")
	errEnd    = errors.New("cms: the envelope ended as it should")
	errChunks = errors.New("cms: content cut too small")
)

// envelope reads EnvelopedData (RFC 5652 §6.1): first what comes before the
// content, then, as an io.Reader, the encrypted content itself. io.EOF from it
// means that the envelope was complete to its last byte.
type envelope struct {
	recipients []recipient
	set        []byte // all RecipientInfos, in DER
	iv         []byte

	ber     *berReader
	chunked bool
	left    int64 // of the present chunk
	total   int64 // of content so far
	chunks  []chunk
	err     error // sticky; io.EOF once the end has been read and was right
}

// chunk says where a piece of the encrypted content lies.
type chunk struct {
	at     int64 // in the encrypted content
	source int64 // in the file
}

func readEnvelope(src io.Reader) (*envelope, error) {
	e := &envelope{ber: newBER(src)}
	b := e.ber
	if err := b.enter(tagSequence); err != nil {
		return nil, err
	}
	if err := e.wantType(oidEnvelopedData); err != nil {
		return nil, err
	}
	if err := b.enter(tagContext0Cons); err != nil {
		return nil, err
	}
	if err := b.enter(tagSequence); err != nil {
		return nil, err
	}
	if err := e.readVersion(); err != nil {
		return nil, err
	}
	if id, err := b.next(); err != nil {
		return nil, err
	} else if id == tagContext0Cons { // originatorInfo: certificates we do not need
		if _, err := b.element(maxHead); err != nil {
			return nil, err
		}
	}
	var err error
	if e.set, err = b.element(maxHead); err != nil {
		return nil, err
	}
	if e.recipients, err = readRecipients(e.set); err != nil {
		return nil, err
	}
	if err := b.enter(tagSequence); err != nil {
		return nil, err
	}
	if err := e.wantType(oidData); err != nil {
		return nil, err
	}
	if err := e.readCipher(); err != nil {
		return nil, err
	}
	return e, e.enterContent()
}

func (e *envelope) wantType(want asn1.ObjectIdentifier) error {
	el, err := e.ber.element(maxHead)
	if err != nil {
		return err
	}
	s := cryptobyte.String(el)
	var got asn1.ObjectIdentifier
	if !s.ReadASN1ObjectIdentifier(&got) || !got.Equal(want) {
		return errType
	}
	return nil
}

// readVersion takes 0 (the usual), 2 and 3 (unusual recipients or attributes).
func (e *envelope) readVersion() error {
	el, err := e.ber.element(maxHead)
	if err != nil {
		return err
	}
	s := cryptobyte.String(el)
	var v int
	if !s.ReadASN1Integer(&v) || v != 0 && v != 2 && v != 3 {
		return errVersion
	}
	return nil
}

func (e *envelope) readCipher() error {
	el, err := e.ber.element(maxHead)
	if err != nil {
		return err
	}
	s := cryptobyte.String(el)
	oid, params, err := readAlgorithm(&s)
	if err != nil {
		return err
	}
	if !oid.Equal(oidAES256CBC) {
		return errCipher
	}
	var iv cryptobyte.String
	if !params.ReadASN1(&iv, cbasn1.OCTET_STRING) || !params.Empty() || len(iv) != aes.BlockSize {
		return errCipher
	}
	e.iv = iv
	return nil
}

// enterContent opens encryptedContent [0] IMPLICIT OCTET STRING: primitive in
// DER, a row of chunks in BER.
func (e *envelope) enterContent() error {
	id, length, err := e.ber.header()
	switch {
	case err != nil:
		return err
	case id == tagContext0Cons:
		e.chunked = true
		return e.ber.push(length)
	case id == tagContext0:
		e.left = length
		e.chunks = []chunk{{0, e.ber.off}}
		return nil
	}
	return fmt.Errorf("%w: content is %#x", errBER, id)
}

// Read implements io.Reader over the encrypted content.
func (e *envelope) Read(p []byte) (int, error) {
	for e.left == 0 {
		if e.err != nil {
			return 0, e.err
		}
		switch e.err = e.nextChunk(); {
		case errors.Is(e.err, io.EOF):
			e.err = io.ErrUnexpectedEOF // cut: io.EOF is only for the true end
		case errors.Is(e.err, errEnd):
			e.err = io.EOF
		}
	}
	p = p[:min(int64(len(p)), e.left)]
	n, err := e.ber.r.Read(p)
	e.ber.off += int64(n)
	e.left -= int64(n)
	e.total += int64(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// complete tells whether the envelope has been read to its right end.
func (e *envelope) complete() bool { return errors.Is(e.err, io.EOF) }

// nextChunk opens the next chunk; after the last one it reads to the end of the
// envelope and returns errEnd.
func (e *envelope) nextChunk() error {
	if e.chunked {
		more, err := e.ber.more()
		if err != nil {
			return err
		}
		if more {
			id, length, err := e.ber.header()
			if err != nil {
				return err
			}
			if id != tagOctets {
				return fmt.Errorf("%w: chunk is %#x", errBER, id)
			}
			if int64(len(e.chunks)) > freeChunks+e.total/meanChunkMin {
				return errChunks
			}
			e.left = length
			e.chunks = append(e.chunks, chunk{e.total, e.ber.off})
			return nil
		}
		if err := e.ber.leave(); err != nil {
			return err
		}
	}
	if err := e.readEnd(); err != nil {
		return err
	}
	return errEnd
}

// readEnd reads from the end of the content to the end of the file.
func (e *envelope) readEnd() error {
	if err := e.ber.leave(); err != nil { // EncryptedContentInfo
		return err
	}
	if id, err := e.ber.next(); err != nil {
		return err
	} else if id == tagContext1Cons { // unprotectedAttrs: nobody vouches for them
		if _, err := e.ber.element(maxHead); err != nil {
			return err
		}
	}
	for range 3 { // EnvelopedData, its explicit tag, ContentInfo
		if err := e.ber.leave(); err != nil {
			return err
		}
	}
	return e.ber.end()
}
