package seal

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// Identifier octets of the ASN.1 types met here (X.690 §8.1.2).
const (
	tagOctets       = 0x04
	tagOctetsInBits = 0x24 // constructed OCTET STRING: chunks
	tagSequence     = 0x30
	tagSet          = 0x31
	tagContext0     = 0x80 // [0] IMPLICIT, primitive
	tagContext0Cons = 0xa0
	tagContext1Cons = 0xa1
)

// maxDepth bounds the nesting we follow. A certificate inside SignedData goes
// about twelve deep.
const maxDepth = 24

var errBER = errors.New("ber: malformed")

// berReader walks BER as it streams by, definite and indefinite lengths alike
// (X.690 §8.1.3). encoding/asn1 reads DER only, and the libraries of KS write
// BER.
//
// It is strict about structure: every element ends inside the one around it,
// and what is left over is an error, so that a cut or spliced stream is seen.
type berReader struct {
	r    *bufio.Reader
	off  int64   // bytes consumed
	open []frame // constructed elements we are inside
}

// frame is an open constructed element.
type frame struct {
	indefinite bool
	end        int64 // no byte at or after this offset belongs to it; -1 when nothing bounds it
}

func newBER(r io.Reader) *berReader {
	return &berReader{r: bufio.NewReaderSize(r, 32<<10)}
}

// limit is how many bytes may still be consumed inside the open elements, or
// -1 when nothing bounds them.
func (b *berReader) limit() int64 {
	if n := len(b.open); n > 0 && b.open[n-1].end >= 0 {
		return b.open[n-1].end - b.off
	}
	return -1
}

func (b *berReader) octet() (byte, error) {
	if b.limit() == 0 {
		return 0, errBER
	}
	c, err := b.r.ReadByte()
	if err != nil {
		return 0, err
	}
	b.off++
	return c, nil
}

// full fills p from the content of the current element.
func (b *berReader) full(p []byte) error {
	if l := b.limit(); l >= 0 && int64(len(p)) > l {
		return errBER
	}
	n, err := io.ReadFull(b.r, p)
	b.off += int64(n)
	return err
}

// header reads identifier and length. The length is -1 for the indefinite
// form. Tag numbers above 30 do not occur in CMS and are refused.
func (b *berReader) header() (id byte, length int64, err error) {
	if id, err = b.octet(); err != nil {
		return 0, 0, err
	}
	if id == 0 || id&0x1f == 0x1f || id&0xc0 == 0x40 || id&0xc0 == 0xc0 {
		return 0, 0, fmt.Errorf("%w: identifier %#x", errBER, id)
	}
	first, err := b.octet()
	if err != nil {
		return 0, 0, err
	}
	switch {
	case first == 0x80:
		if id&0x20 == 0 {
			return 0, 0, fmt.Errorf("%w: primitive of indefinite length", errBER)
		}
		return id, -1, nil
	case first < 0x80:
		length = int64(first)
	case first > 0x86: // more than 6 octets of length: over 256 TiB
		return 0, 0, fmt.Errorf("%w: length of length", errBER)
	default:
		for range int(first & 0x7f) {
			c, err := b.octet()
			if err != nil {
				return 0, 0, err
			}
			length = length<<8 | int64(c)
		}
	}
	if l := b.limit(); l >= 0 && length > l {
		return 0, 0, fmt.Errorf("%w: longer than what is around it", errBER)
	}
	return id, length, nil
}

// enter opens a constructed element that must have the given identifier.
func (b *berReader) enter(want byte) error {
	id, length, err := b.header()
	if err != nil {
		return err
	}
	if id != want {
		return fmt.Errorf("%w: identifier %#x, want %#x", errBER, id, want)
	}
	return b.push(length)
}

func (b *berReader) push(length int64) error {
	if len(b.open) >= maxDepth {
		return fmt.Errorf("%w: too deep", errBER)
	}
	f := frame{indefinite: length < 0, end: -1}
	if length >= 0 {
		f.end = b.off + length
	} else if n := len(b.open); n > 0 {
		f.end = b.open[n-1].end
	}
	b.open = append(b.open, f)
	return nil
}

// more tells whether the innermost open element has another child.
func (b *berReader) more() (bool, error) {
	f := b.open[len(b.open)-1]
	if !f.indefinite {
		return b.off < f.end, nil
	}
	next, err := b.r.Peek(1)
	if err != nil {
		return false, err
	}
	return next[0] != 0, nil // 0 begins the end-of-contents octets
}

// next is the identifier of the coming child, 0 when there is none.
func (b *berReader) next() (byte, error) {
	if more, err := b.more(); err != nil || !more {
		return 0, err
	}
	p, err := b.r.Peek(1)
	if err != nil {
		return 0, err
	}
	return p[0], nil
}

// leave closes the innermost open element, which must be used up.
func (b *berReader) leave() error {
	f := b.open[len(b.open)-1]
	if f.indefinite {
		var eoc [2]byte
		if err := b.full(eoc[:]); err != nil {
			return err
		}
		if eoc != [2]byte{} {
			return fmt.Errorf("%w: no end of contents", errBER)
		}
	} else if b.off != f.end {
		return fmt.Errorf("%w: element not used up", errBER)
	}
	b.open = b.open[:len(b.open)-1]
	return nil
}

// end demands that the stream ends here.
func (b *berReader) end() error {
	if _, err := b.r.ReadByte(); err == nil {
		return fmt.Errorf("%w: bytes after the end", errBER)
	} else if err != io.EOF {
		return err
	}
	return nil
}

// element reads one whole element and returns it in DER: definite, shortest
// lengths, chunked OCTET STRINGs joined. It consumes at most budget bytes.
func (b *berReader) element(budget int64) ([]byte, error) {
	return b.elementUntil(b.off + budget)
}

func (b *berReader) elementUntil(stop int64) ([]byte, error) {
	id, length, err := b.header()
	if err != nil {
		return nil, err
	}
	if b.off+max(length, 0) > stop {
		return nil, fmt.Errorf("%w: element too large", errBER)
	}
	if id&0x20 == 0 {
		content := make([]byte, length)
		if err := b.full(content); err != nil {
			return nil, err
		}
		return der(id, content), nil
	}
	if id&0xc0 == 0 && id != tagSequence && id != tagSet && id != tagOctetsInBits {
		return nil, fmt.Errorf("%w: constructed %#x", errBER, id)
	}
	if err := b.push(length); err != nil {
		return nil, err
	}
	var content []byte
	for {
		more, err := b.more()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		child, err := b.elementUntil(stop)
		if err != nil {
			return nil, err
		}
		if id == tagOctetsInBits {
			if child[0] != tagOctets {
				return nil, fmt.Errorf("%w: chunk is no octet string", errBER)
			}
			child = contentOf(child)
		}
		content = append(content, child...)
	}
	if err := b.leave(); err != nil {
		return nil, err
	}
	if id == tagOctetsInBits {
		id = tagOctets
	}
	return der(id, content), nil
}

// der puts an identifier and a DER length before content.
func der(id byte, content []byte) []byte {
	n := len(content)
	if n < 0x80 {
		return append([]byte{id, byte(n)}, content...)
	}
	var length []byte
	for v := n; v > 0; v >>= 8 {
		length = append([]byte{byte(v)}, length...)
	}
	out := append([]byte{id, 0x80 | byte(len(length))}, length...)
	return append(out, content...)
}

// contentOf strips the header that der wrote.
func contentOf(element []byte) []byte {
	if n := element[1]; n >= 0x80 {
		return element[2+int(n&0x7f):]
	}
	return element[2:]
}
