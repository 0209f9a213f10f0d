package seal

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Sizes and marks of the zip format (APPNOTE.TXT 4.3).
const (
	endLen     = 22
	centralLen = 46
	localLen   = 30
	endMark    = 0x06054b50
	localMark  = 0x04034b50
	dataMark   = 0x08074b50 // of a data descriptor; optional

	flagEncrypted  = 0x0001
	flagDescriptor = 0x0008

	maxEntries   = 16       // three payload files, four of ASiC's own, and room
	maxDirectory = 64 << 10 // bytes
	maxExtra     = 512      // bytes in front of a file's data that say nothing to us
)

var errZip = errors.New("zip: not in the plain form")

// readZip reads a zip in which every byte is accounted for: the files lie one
// after the other from the first byte, in the order of the directory, each with
// a local header that says the same as the directory; then the directory, then
// the end. So there is no second reading of it: no hidden or overlapping files,
// nothing before, between or behind.
//
// The size of the directory is checked before archive/zip sees it, which
// otherwise takes memory for as many entries as the file says it has.
func readZip(r io.ReaderAt, size int64) ([]*zip.File, error) {
	start, end, err := directory(r, size)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	z.RegisterDecompressor(zip.Deflate, newWholeDeflate)
	if err := checkDirectory(r, start, end, z.File); err != nil {
		return nil, err
	}
	at := int64(0)
	for _, f := range z.File {
		if at, err = checkLocal(r, at, start, f); err != nil {
			return nil, err
		}
	}
	if at != start {
		return nil, fmt.Errorf("%w: gap before the directory", errZip)
	}
	return z.File, nil
}

// directory finds the end record and returns where the directory begins and
// ends. A comment after it is allowed only as the ASiC libraries write it.
func directory(r io.ReaderAt, size int64) (start, end int64, err error) {
	for _, comment := range []string{"", "mimetype=" + asicType} {
		at := size - endLen - int64(len(comment))
		if at < 0 {
			break
		}
		var buf [endLen + 64]byte
		record := buf[:endLen+len(comment)]
		if err := readAt(r, record, at); err != nil {
			return 0, 0, err
		}
		le := binary.LittleEndian
		if le.Uint32(record) != endMark || int(le.Uint16(record[20:])) != len(comment) || string(record[endLen:]) != comment {
			continue
		}
		disks := le.Uint32(record[4:]) // this one, and the directory's
		here, all := le.Uint16(record[8:]), le.Uint16(record[10:])
		length, start := int64(le.Uint32(record[12:])), int64(le.Uint32(record[16:]))
		if disks != 0 || here != all || all > maxEntries || length > maxDirectory || start+length != at {
			return 0, 0, fmt.Errorf("%w: end record", errZip)
		}
		return start, at, nil
	}
	return 0, 0, fmt.Errorf("%w: no end record", errZip)
}

// checkDirectory checks what archive/zip neither checks nor gives: that the
// files fill the directory, and that each begins on disk 0.
func checkDirectory(r io.ReaderAt, at, end int64, files []*zip.File) error {
	for _, f := range files {
		var head [centralLen]byte
		if err := readAt(r, head[:], at); err != nil {
			return err
		}
		if binary.LittleEndian.Uint16(head[34:]) != 0 {
			return fmt.Errorf("%w: another disk", errZip)
		}
		at += centralLen + int64(len(f.Name)+len(f.Extra)+len(f.Comment))
	}
	if at != end {
		return fmt.Errorf("%w: directory of another length", errZip)
	}
	return nil
}

// checkLocal checks that the local header at the offset belongs to f and returns
// where the next one must begin.
func checkLocal(r io.ReaderAt, at, limit int64, f *zip.File) (int64, error) {
	if f.Flags&flagEncrypted != 0 || f.Method != zip.Store && f.Method != zip.Deflate ||
		f.CompressedSize64 >= maxContainer || f.UncompressedSize64 >= maxContainer ||
		len(f.Extra) > maxExtra || f.Mode()&^0o777 != 0 {
		return 0, fmt.Errorf("%w: entry", errZip)
	}
	head := make([]byte, localLen+len(f.Name))
	if err := readAt(r, head, at); err != nil {
		return 0, err
	}
	le := binary.LittleEndian
	extra := int64(le.Uint16(head[28:]))
	data := at + int64(len(head)) + extra
	offset, err := f.DataOffset()
	if err != nil {
		return 0, err
	}
	if le.Uint32(head) != localMark || le.Uint16(head[4:]) != f.ReaderVersion || le.Uint16(head[6:]) != f.Flags ||
		le.Uint16(head[8:]) != f.Method || le.Uint16(head[10:]) != f.ModifiedTime || le.Uint16(head[12:]) != f.ModifiedDate ||
		int(le.Uint16(head[26:])) != len(f.Name) || string(head[localLen:]) != f.Name ||
		extra > maxExtra || data != offset {
		return 0, fmt.Errorf("%w: local header", errZip)
	}
	sums := [3]uint32{le.Uint32(head[14:]), le.Uint32(head[18:]), le.Uint32(head[22:])}
	want := [3]uint32{f.CRC32, uint32(f.CompressedSize64), uint32(f.UncompressedSize64)}
	end := data + int64(f.CompressedSize64)
	if f.Flags&flagDescriptor == 0 {
		if sums != want {
			return 0, fmt.Errorf("%w: local sizes", errZip)
		}
	} else {
		if sums != want && sums != [3]uint32{} {
			return 0, fmt.Errorf("%w: local sizes", errZip)
		}
		if end, err = checkDescriptor(r, end, want); err != nil {
			return 0, err
		}
	}
	if end > limit {
		return 0, fmt.Errorf("%w: file runs into the directory", errZip)
	}
	return end, nil
}

// checkDescriptor checks the sizes that stand after a file's data and returns
// where they end.
func checkDescriptor(r io.ReaderAt, at int64, want [3]uint32) (int64, error) {
	var d [16]byte // what follows a file is never shorter than this
	if err := readAt(r, d[:], at); err != nil {
		return 0, err
	}
	le := binary.LittleEndian
	length, sums := int64(12), d[:12]
	if le.Uint32(d[:]) == dataMark {
		length, sums = 16, d[4:]
	}
	if [3]uint32{le.Uint32(sums), le.Uint32(sums[4:]), le.Uint32(sums[8:])} != want {
		return 0, fmt.Errorf("%w: data descriptor", errZip)
	}
	return at + length, nil
}

// wholeDeflate ends only where the compressed data does: what stands behind the
// last deflate block is otherwise skipped in silence.
type wholeDeflate struct {
	io.ReadCloser
	in *bufio.Reader
}

func newWholeDeflate(r io.Reader) io.ReadCloser {
	in := bufio.NewReader(r) // an io.ByteReader: flate takes no byte too many
	return wholeDeflate{flate.NewReader(in), in}
}

func (w wholeDeflate) Read(p []byte) (int, error) {
	n, err := w.ReadCloser.Read(p)
	if err == io.EOF {
		if _, more := w.in.ReadByte(); more != io.EOF {
			return n, fmt.Errorf("%w: bytes behind the compressed data", errZip)
		}
	}
	return n, err
}

func readAt(r io.ReaderAt, p []byte, at int64) error {
	if n, err := r.ReadAt(p, at); n < len(p) {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	return nil
}
