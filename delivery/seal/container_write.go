package seal

import (
	"archive/zip"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"regexp"
)

// Payload names of the bekymringsmelding protocol. BevisName holds the token
// that proves storage; only receivers that opted in get it, and it comes last.
const (
	MeldingJSONName = "bekymringsmelding.json"
	MeldingPDFName  = "bekymringsmelding.pdf"
	FeilName        = "feilmelding.json"
	BevisName       = "bevis.json"
)

// maxContainer keeps every zip field within 32 bits; zip64 is neither written
// nor read.
const maxContainer = 1 << 31

var (
	errFileName = errors.New("file name is not plain")
	errMimeType = errors.New("mime type is not plain")
	errFiles    = errors.New("no files, one name twice, or bevis.json is not last")
	errTooLarge = errors.New("container over 2 GiB")
	errChanged  = errors.New("file changed while it was being sealed")
)

// Body is the content of a file to be sealed: *bytes.Reader, *strings.Reader and
// *io.SectionReader are Bodies. It is read twice and must not change between.
type Body interface {
	io.ReaderAt
	Size() int64
}

// File is a payload file of a container.
type File struct {
	Name     string // plain ASCII, no folders
	MimeType string // as in application/pdf
	Body     Body
}

// WriteContainer writes the files as an ASiC-E container signed by the signer:
// one signature over a manifest of SHA-256 digests. Files keep their order and
// the first is the root file; bevis.json may only be the last. Files are stored
// uncompressed: the PDF is compressed already.
func WriteContainer(w io.Writer, by Signer, files ...File) error {
	if err := checkFiles(files); err != nil {
		return fmt.Errorf("write container: %w", err)
	}
	sums := make([]uint32, len(files))
	refs := make([]reference, len(files))
	for i, f := range files {
		refs[i] = reference{Name: f.Name, MimeType: f.MimeType}
		digest, sum := sha256.New(), crc32.NewIEEE()
		if err := f.copyTo(io.MultiWriter(digest, sum)); err != nil {
			return fmt.Errorf("write container: read %s: %w", f.Name, err)
		}
		digest.Sum(refs[i].Digest[:0])
		sums[i] = sum.Sum32()
	}
	signatureName := metaFolder + "signature-" + newUUID() + ".p7s"
	manifest := writeManifest(signatureName, refs)
	signature, err := by.sign(manifest)
	if err != nil {
		return fmt.Errorf("write container: sign: %w", err)
	}

	z := zip.NewWriter(w)
	meta := func(name string, content []byte) error {
		f := File{Name: name, Body: bytes.NewReader(content)}
		return store(z, f, crc32.ChecksumIEEE(content), sha256.Sum256(content))
	}
	err = meta(mimetypeName, []byte(asicType))
	for i, f := range files {
		err = errors.Join(err, store(z, f, sums[i], refs[i].Digest))
	}
	err = errors.Join(err,
		meta(manifestName, manifest),
		meta(signatureName, signature),
		meta(oasisName, writeOASIS(refs)),
		z.Close())
	if err != nil {
		return fmt.Errorf("write container: %w", err)
	}
	return nil
}

// store adds one file uncompressed, its sizes and CRC in front of it. With the
// sizes after it (a data descriptor, what zip.Writer.Create does) Java's
// ZipInputStream refuses a stored file.
func store(z *zip.Writer, f File, sum uint32, want [sha256.Size]byte) error {
	size := uint64(f.Body.Size())
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: f.Name, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20,
		CRC32: sum, CompressedSize64: size, UncompressedSize64: size,
	})
	if err != nil {
		return err
	}
	digest := sha256.New()
	if err := f.copyTo(io.MultiWriter(w, digest)); err != nil {
		return err
	}
	if !sumIs(digest, want) {
		return errChanged
	}
	return nil
}

// copyTo writes the whole body, and fails if it is shorter than it says.
func (f File) copyTo(w io.Writer) error {
	n, err := io.Copy(w, io.NewSectionReader(f.Body, 0, f.Body.Size()))
	if err == nil && n != f.Body.Size() {
		err = errChanged
	}
	return err
}

func sumIs(h hash.Hash, want [sha256.Size]byte) bool {
	return bytes.Equal(h.Sum(nil), want[:])
}

var (
	plainName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)
	plainMime = regexp.MustCompile(`^[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}$`)
)

func checkFiles(files []File) error {
	seen := map[string]bool{mimetypeName: true}
	total := int64(1 << 20) // room for META-INF and the zip's own structure
	for i, f := range files {
		if !plainName.MatchString(f.Name) {
			return errFileName
		}
		if !plainMime.MatchString(f.MimeType) {
			return errMimeType
		}
		if seen[f.Name] || f.Name == BevisName && i != len(files)-1 {
			return errFiles
		}
		seen[f.Name] = true
		if total += f.Body.Size(); total > maxContainer {
			return errTooLarge
		}
	}
	if len(files) == 0 {
		return errFiles
	}
	return nil
}

// newUUID is a random UUID (RFC 9562 §5.4).
func newUUID() string {
	var u [16]byte
	rand.Read(u[:]) // never fails (crypto/rand)
	u[6], u[8] = u[6]&0x0f|0x40, u[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
