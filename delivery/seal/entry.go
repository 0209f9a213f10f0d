package seal

import (
	"archive/zip"
	"crypto/sha256"
	"hash"
	"io"
)

// Entry is a verified payload file.
type Entry struct {
	Name     string
	MimeType string // as the manifest has it; the sender's word
	Size     int64  // bytes
	SHA256   [sha256.Size]byte

	file *zip.File
	src  *source
}

// Open reads the file's content. It was verified when the container was read; it
// is verified again on the way, so that bytes changed on disk in the meantime
// end in [ErrUleselig] and not in a quiet io.EOF.
func (e Entry) Open() io.ReadCloser {
	return &verifier{entry: e, judge: e.src.verdict}
}

// Bytes is the whole content, for the small files.
func (e Entry) Bytes() ([]byte, error) {
	r := e.Open()
	defer func() { _ = r.Close() }()
	data := make([]byte, 0, e.Size+1) // one more: room to see the end
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// verify reads the content through once, for its error.
func (e Entry) verify() error {
	v := &verifier{entry: e, judge: func(err error) error { return err }}
	defer func() { _ = v.Close() }()
	_, err := io.Copy(io.Discard, v)
	return err
}

// verifier gives io.EOF only when size and digest are as signed.
type verifier struct {
	entry  Entry
	judge  func(error) error // what the caller gets to know of an error
	r      io.ReadCloser
	digest hash.Hash
	n      int64
	err    error
}

func (v *verifier) Read(p []byte) (int, error) {
	if v.r == nil && v.err == nil {
		v.digest = sha256.New()
		if v.r, v.err = v.entry.file.Open(); v.err != nil {
			v.err = v.judge(v.err)
		}
	}
	if v.err != nil {
		return 0, v.err
	}
	// One byte more than signed is enough to know; the rest is not unpacked.
	p = p[:min(int64(len(p)), v.entry.Size-v.n+1)]
	n, err := v.r.Read(p)
	v.digest.Write(p[:n])
	v.n += int64(n)
	switch {
	case v.n > v.entry.Size, err == io.EOF && (v.n < v.entry.Size || !sumIs(v.digest, v.entry.SHA256)):
		v.err = v.judge(errContent)
		return 0, v.err
	case err == io.EOF:
		v.err = io.EOF
	case err != nil:
		v.err = v.judge(err)
		return 0, v.err
	}
	return n, v.err
}

func (v *verifier) Close() error {
	if v.r == nil {
		return nil
	}
	return v.r.Close()
}
