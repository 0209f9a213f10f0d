package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"
)

var (
	errPadding = errors.New("cms: padding")
	errBlocks  = errors.New("cms: content is not whole blocks")
)

// Open checks a whole sealed envelope and returns its clear text as a window
// that decrypts what is read of it. No clear text is kept, on disk or in
// memory, so a file of any size opens in constant memory; src must stay as it
// is while the window is used. The window may be read from several goroutines.
//
// Only framing and padding can be checked here, since CMS EnvelopedData has no
// integrity of its own: give the window to [ReadContainer] before believing it.
//
// What cannot be opened gives [ErrUleselig]; an error of src's own is returned
// as it is.
func Open(src io.ReaderAt, size int64, keys ...Key) (*io.SectionReader, error) {
	s := &source{at: src}
	w, err := open(s, size, keys)
	if err != nil {
		return nil, s.verdict(err)
	}
	return w, nil
}

func open(src io.ReaderAt, size int64, keys []Key) (*io.SectionReader, error) {
	e, err := readEnvelope(io.NewSectionReader(src, 0, size))
	if err != nil {
		return nil, err
	}
	key, err := contentKey(e.recipients, keys)
	if err != nil {
		return nil, err
	}
	defer clear(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, e); err != nil {
		return nil, err
	}
	if e.total == 0 || e.total%aes.BlockSize != 0 {
		return nil, errBlocks
	}
	w := &window{src: src, block: block, iv: e.iv, chunks: e.chunks, total: e.total}
	var last [aes.BlockSize]byte
	if _, err := w.ReadAt(last[:], e.total-aes.BlockSize); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	pad, ok := padding(last[:])
	if !ok {
		return nil, errPadding
	}
	return io.NewSectionReader(w, 0, e.total-int64(pad)), nil
}

// Decrypt opens a sealed envelope as a stream. What has been written to dst
// when it fails is not to be trusted and must be dropped: nothing but the
// padding vouches for it, and that comes last. Where there is a file to read
// from, use [Open].
//
// What cannot be opened gives [ErrUleselig]; errors of src and dst are their
// own.
func Decrypt(dst io.Writer, src io.Reader, keys ...Key) error {
	s := &source{stream: src}
	d := &sink{w: dst}
	if err := decrypt(d, s, keys); err != nil {
		if d.err != nil {
			return fmt.Errorf("decrypt: %w", d.err)
		}
		return s.verdict(err)
	}
	return nil
}

func decrypt(dst io.Writer, src io.Reader, keys []Key) error {
	e, err := readEnvelope(src)
	if err != nil {
		return err
	}
	key, err := contentKey(e.recipients, keys)
	if err != nil {
		return err
	}
	defer clear(key)
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cbc := cipher.NewCBCDecrypter(block, e.iv)
	buf := make([]byte, 32<<10)
	held := 0 // the last block waits at the front of buf: it may be the padding
	for {
		n, err := io.ReadFull(e, buf[held:])
		ended := err == io.EOF || err == io.ErrUnexpectedEOF && e.complete()
		if err != nil && !ended {
			return err
		}
		if n%aes.BlockSize != 0 {
			return errBlocks
		}
		cbc.CryptBlocks(buf[held:held+n], buf[held:held+n])
		n += held
		if ended {
			if n == 0 {
				return errBlocks
			}
			pad, ok := padding(buf[n-aes.BlockSize : n])
			if !ok {
				return errPadding
			}
			_, err := dst.Write(buf[:n-pad])
			return err
		}
		held = aes.BlockSize
		if _, err := dst.Write(buf[:n-held]); err != nil {
			return err
		}
		copy(buf, buf[n-held:n])
	}
}

// padding reads PKCS #7 padding off the last block, in constant time.
func padding(last []byte) (n int, ok bool) {
	n = int(last[len(last)-1])
	good := subtle.ConstantTimeLessOrEq(1, n) & subtle.ConstantTimeLessOrEq(n, aes.BlockSize)
	for i, c := range last {
		outside := subtle.ConstantTimeLessOrEq(n, len(last)-1-i) // byte i is before the padding
		good &= outside | subtle.ConstantTimeByteEq(c, byte(n))
	}
	return n, good == 1
}

// window decrypts at any offset: in CBC a block needs only the one before it.
type window struct {
	src    io.ReaderAt
	block  cipher.Block
	iv     []byte
	chunks []chunk
	total  int64

	// scratch keeps ReadAt from making garbage at the speed of the stream. What
	// it holds is wiped before it is put back.
	scratch sync.Pool
}

// windowStep bounds the scratch memory of one ReadAt.
const windowStep = 32 << 10

// ReadAt implements io.ReaderAt over the clear text, padding included.
func (w *window) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errBlocks
	}
	buf, _ := w.scratch.Get().(*[windowStep + 2*aes.BlockSize]byte)
	if buf == nil {
		buf = new([windowStep + 2*aes.BlockSize]byte)
	}
	defer func() { clear(buf[:]); w.scratch.Put(buf) }()
	for n < len(p) {
		if off >= w.total {
			return n, io.EOF
		}
		first := off &^ (aes.BlockSize - 1)
		end := min((off+int64(min(len(p)-n, windowStep-aes.BlockSize))+aes.BlockSize-1)&^(aes.BlockSize-1), w.total)
		clearText := buf[aes.BlockSize : aes.BlockSize+end-first]
		iv := buf[:aes.BlockSize]
		if first == 0 {
			copy(iv, w.iv)
		} else if err := w.encrypted(iv, first-aes.BlockSize); err != nil {
			return n, err
		}
		if err := w.encrypted(clearText, first); err != nil {
			return n, err
		}
		cipher.NewCBCDecrypter(w.block, iv).CryptBlocks(clearText, clearText)
		m := copy(p[n:], clearText[off-first:])
		n, off = n+m, off+int64(m)
	}
	return n, nil
}

// encrypted fills p with the encrypted content from off on, across chunks.
func (w *window) encrypted(p []byte, off int64) error {
	i := sort.Search(len(w.chunks), func(i int) bool { return w.chunks[i].at > off }) - 1
	for len(p) > 0 {
		c, end := w.chunks[i], w.total
		if i+1 < len(w.chunks) {
			end = w.chunks[i+1].at
		}
		n := min(int64(len(p)), end-off)
		if n > 0 {
			if m, err := w.src.ReadAt(p[:n], c.source+off-c.at); int64(m) < n {
				if err == io.EOF {
					err = io.ErrUnexpectedEOF
				}
				return err
			}
		}
		p, off, i = p[n:], off+n, i+1
	}
	return nil
}

// source is where sealed bytes come from. It remembers an error that is not the
// end of the bytes, so that a failing disk is told from a broken seal.
type source struct {
	stream io.Reader
	at     io.ReaderAt
	mu     sync.Mutex
	err    error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.stream.Read(p)
	s.note(err)
	return n, err
}

func (s *source) ReadAt(p []byte, off int64) (int, error) {
	n, err := s.at.ReadAt(p, off)
	s.note(err)
	return n, err
}

func (s *source) note(err error) {
	if err == nil || err == io.EOF { //nolint:errorlint // a wrapped io.EOF is no end: it is a source that failed
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.err = err
	}
}

// verdict is the error to give: the source's own, or the uniform one.
func (s *source) verdict(error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return fmt.Errorf("read sealed bytes: %w", s.err)
	}
	return ErrUleselig
}

// sink remembers the error of the writer behind it.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil && s.err == nil {
		s.err = err
	}
	return n, err
}
