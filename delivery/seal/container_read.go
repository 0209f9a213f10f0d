package seal

import (
	"archive/zip"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ReadOptions say what a container may hold. The zero value allows no file at
// all, so a caller must say what it expects.
type ReadOptions struct {
	Names    []string // the payload names allowed, exactly as written
	Bevis    bool     // also bevis.json, as the last in the manifest
	MaxBytes int64    // of all payload files together, unpacked; 0 means DefaultMaxBytes
	SHA1     bool     // believe SHA-1 in the signature, as older KS senders write
}

// DefaultMaxBytes is the payload of a container when the caller sets no limit.
const DefaultMaxBytes = 128 << 20

// maxMeta bounds each file in META-INF, unpacked.
const maxMeta = maxSignature

var (
	errName    = errors.New("asic: name not allowed here")
	errTwice   = errors.New("asic: name twice")
	errMissing = errors.New("asic: mimetype, manifest, signature or payload is missing")
	errExtra   = errors.New("asic: payload is not in the manifest")
	errSize    = errors.New("asic: over the size limit")
	errContent = errors.New("asic: content differs from its digest or size")
	errBevis   = errors.New("asic: bevis.json is not last")
)

// Container is a container that has been verified from its first byte to its
// last.
type Container struct {
	// Signer is the certificate the container was signed with. It says who
	// signed only to a caller who trusts the certificate: a container anyone
	// made verifies just as well.
	Signer *x509.Certificate

	// Files are the payload files in the order of the signed manifest.
	Files []Entry
}

// File finds a payload file by name.
func (c *Container) File(name string) (Entry, bool) {
	i := slices.IndexFunc(c.Files, func(e Entry) bool { return e.Name == name })
	if i < 0 {
		return Entry{}, false
	}
	return c.Files[i], true
}

// ReadContainer verifies a whole ASiC-E container before it returns anything of
// it: the zip's structure, the names, the signature over the manifest, and the
// digest of every file. What does not hold gives [ErrUleselig]; an error of r's
// own is returned as it is. r must stay as it is while entries are read.
func ReadContainer(r io.ReaderAt, size int64, o ReadOptions) (*Container, error) {
	s := &source{at: r}
	c, err := readContainer(s, size, o)
	if err != nil {
		return nil, s.verdict(err)
	}
	return c, nil
}

func readContainer(src *source, size int64, o ReadOptions) (*Container, error) {
	files, err := readZip(src, size)
	if err != nil {
		return nil, err
	}
	parts, err := sortOut(files, o)
	if err != nil {
		return nil, err
	}
	mimetype, err := readMeta(parts.mimetype)
	if err != nil {
		return nil, err
	}
	if string(mimetype) != asicType {
		return nil, fmt.Errorf("%w: %w", errContent, errMissing)
	}
	manifest, err := readMeta(parts.manifest)
	if err != nil {
		return nil, err
	}
	signature, err := readMeta(parts.signature)
	if err != nil {
		return nil, err
	}
	if parts.oasis != nil { // not believed, but no bomb and no broken zip either
		if _, err := readMeta(parts.oasis); err != nil {
			return nil, err
		}
	}
	signer, err := verifySignature(signature, manifest, o.SHA1)
	if err != nil {
		return nil, err
	}
	refs, err := readManifest(manifest, parts.signature.Name)
	if err != nil {
		return nil, err
	}
	entries, err := match(refs, parts.payload, src)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if err := e.verify(); err != nil {
			return nil, err
		}
	}
	return &Container{Signer: signer, Files: entries}, nil
}

// parts are the files of a container by what they are for.
type parts struct {
	mimetype, manifest, signature, oasis *zip.File
	payload                              []*zip.File
}

// sortOut gives every file its place by its name, and refuses a name that has
// none. Nothing is unpacked yet.
func sortOut(files []*zip.File, o ReadOptions) (parts, error) {
	var p parts
	names := o.Names
	if o.Bevis {
		names = append(slices.Clone(names), BevisName)
	} else {
		names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == BevisName })
	}
	left := uint64(DefaultMaxBytes)
	if o.MaxBytes > 0 {
		left = uint64(o.MaxBytes)
	}
	put := func(place **zip.File, f *zip.File) error {
		if *place != nil {
			return errTwice
		}
		*place = f
		return nil
	}
	for i, f := range files {
		var err error
		switch lower := strings.ToLower(f.Name); {
		case i == 0 && f.Name == mimetypeName:
			err = put(&p.mimetype, f)
		case lower == strings.ToLower(oasisName):
			err = put(&p.oasis, f)
		case strings.HasPrefix(lower, "meta-inf/asicmanifest") && strings.HasSuffix(lower, ".xml"):
			err = put(&p.manifest, f)
		case strings.HasPrefix(lower, "meta-inf/signature") && strings.HasSuffix(lower, ".p7s"):
			err = put(&p.signature, f)
		case slices.Contains(names, f.Name):
			if slices.ContainsFunc(p.payload, func(g *zip.File) bool { return g.Name == f.Name }) {
				return p, errTwice
			}
			if f.UncompressedSize64 > left {
				return p, errSize
			}
			left -= f.UncompressedSize64
			p.payload = append(p.payload, f)
		default:
			return p, errName
		}
		if err != nil {
			return p, err
		}
	}
	if p.mimetype == nil || p.manifest == nil || p.signature == nil || len(p.payload) == 0 {
		return p, errMissing
	}
	return p, nil
}

// match pairs the manifest with the files: each in the one is in the other.
func match(refs []reference, payload []*zip.File, src *source) ([]Entry, error) {
	var entries []Entry
	for i, ref := range refs {
		j := slices.IndexFunc(payload, func(f *zip.File) bool { return f.Name == ref.Name })
		if j < 0 {
			return nil, errMissing
		}
		if slices.ContainsFunc(entries, func(e Entry) bool { return e.Name == ref.Name }) {
			return nil, errTwice
		}
		if ref.Name == BevisName && i != len(refs)-1 {
			return nil, errBevis
		}
		entries = append(entries, Entry{
			Name: ref.Name, MimeType: ref.MimeType, Size: int64(payload[j].UncompressedSize64),
			SHA256: ref.Digest, file: payload[j], src: src,
		})
	}
	if len(entries) != len(payload) {
		return nil, errExtra
	}
	return entries, nil
}

// readMeta unpacks a file of ASiC's own whole.
func readMeta(f *zip.File) ([]byte, error) {
	if f.UncompressedSize64 > maxMeta {
		return nil, errSize
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	data := make([]byte, f.UncompressedSize64)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	if n, err := r.Read(make([]byte, 1)); n != 0 || err != io.EOF {
		return nil, fmt.Errorf("%w: %w", errContent, err)
	}
	return data, nil
}
