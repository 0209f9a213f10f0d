package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Why a PDF somebody else has made is not taken.
var (
	ErrUnreadable = errors.New("pdf: it cannot be read as a PDF")
	ErrEncrypted  = errors.New("pdf: it is encrypted")
	// ErrActive: it does something when it is opened, or holds files of its own: scripts, programs to start, forms that are
	// sent, embedded files, media.
	ErrActive = errors.New("pdf: it holds active content")
)

// maxObjects bounds what is looked through.
const maxObjects = 200_000

// Check looks through every object of a PDF that somebody else has made, and refuses what is not only pages to read. It
// reads what the file's own table reaches, compressed objects too, and resolves nothing outside the file. Errors:
// [ErrUnreadable], [ErrEncrypted], [ErrActive], and that of ctx; none holds anything of the file.
func (r *Renderer) Check(ctx context.Context, file []byte) (err error) {
	select {
	case r.turns <- struct{}{}:
		defer func() { <-r.turns }()
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() {
		if recover() != nil { // a parser that is given anybody's bytes
			err = ErrUnreadable
		}
	}()
	if !bytes.HasPrefix(file, []byte("%PDF-")) {
		return ErrUnreadable
	}
	conf := &model.Configuration{
		Reader15: true, ValidationMode: model.ValidationRelaxed, Offline: true, Limits: model.DefaultResourceLimits(),
	}
	read, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(file), conf)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && (errors.Is(err, pdfcpu.ErrWrongPassword) || bytes.Contains(file, []byte("/Encrypt"))):
		return ErrEncrypted
	case err != nil:
		return ErrUnreadable
	case read.Encrypt != nil:
		return ErrEncrypted
	case len(read.Table) > maxObjects:
		return ErrUnreadable
	}
	catalog, err := read.Catalog()
	if err != nil {
		return ErrUnreadable
	}
	if err := opensQuietly(read, catalog); err != nil {
		return err
	}
	for _, e := range read.Table {
		if e == nil || e.Free {
			continue
		}
		o := e.Object
		if packed, ok := o.(types.LazyObjectStreamObject); ok { // read from its compressed stream only when asked for
			if o, err = packed.DecodedObject(ctx); err != nil {
				return ErrUnreadable
			}
		}
		// A name by itself is what a dictionary refers to: /S 4 0 R is an action as good as any.
		if name, ok := o.(types.Name); ok && activeTypes[name.Value()] {
			return ErrActive
		}
		if err := inactive(o, 0); err != nil {
			return err
		}
	}
	if err := read.EnsurePageCount(); err != nil || read.PageCount < 1 {
		return fmt.Errorf("%w: no pages", ErrUnreadable)
	}
	return nil
}

// opensQuietly holds what a document does when it is opened to showing one of its own pages.
func opensQuietly(read *model.Context, catalog types.Dict) error {
	at, err := read.Dereference(catalog["OpenAction"])
	if err != nil {
		return ErrUnreadable
	}
	action, ok := at.(types.Dict)
	if !ok {
		return nil // a place, or nothing
	}
	kind, err := read.Dereference(action["S"])
	if name, ok := kind.(types.Name); err != nil || !ok || name.Value() != "GoTo" || action["Next"] != nil {
		return ErrActive
	}
	return nil
}

// activeKeys are the entries of a dictionary that make a document do something, or carry something. PDF 32000-1, 12.6
// (actions), 7.11.4 (embedded files), 12.7.8 (XFA), 13 (multimedia).
var activeKeys = map[string]bool{
	"JS": true, "JavaScript": true, "AA": true, "EmbeddedFiles": true, "EF": true, "XFA": true, "RichMediaContent": true, "AF": true, "Collection": true,
}

// activeTypes are the values of /S (of an action), /Subtype and /Type that are refused.
var activeTypes = map[string]bool{
	"JavaScript": true, "Launch": true, "SubmitForm": true, "ImportData": true, "ResetForm": true, "GoToR": true, "GoToE": true, "Rendition": true,
	"Thread": true, "Movie": true, "Sound": true, "RichMediaExecute": true, "Hide": true, "SetOCGState": true, "Trans": true, "GoTo3DView": true,
	"EmbeddedFile": true, "FileAttachment": true, "RichMedia": true, "Screen": true, "3D": true,
}

func inactive(o types.Object, depth int) error {
	if depth > 100 {
		return ErrUnreadable
	}
	switch o := o.(type) {
	case types.Dict:
		return inactiveDict(o, depth)
	case types.StreamDict:
		return inactiveStream(o.Dict, depth)
	case *types.StreamDict:
		return inactiveStream(o.Dict, depth)
	case types.ObjectStreamDict:
		return inactiveDict(o.Dict, depth)
	case types.XRefStreamDict:
		return inactiveDict(o.Dict, depth)
	case types.Array:
		for _, e := range o {
			if err := inactive(e, depth+1); err != nil {
				return err
			}
		}
	case nil, types.Name, types.StringLiteral, types.HexLiteral, types.Integer, types.Float, types.Boolean, types.IndirectRef:
	default:
		return ErrUnreadable // a kind of object that nothing here looks into
	}
	return nil
}

// inactiveStream: one whose content lies in another file (7.3.8.1), or that stands for a page of one (8.10.4), makes a
// program look for that file, on another's machine too.
func inactiveStream(d types.Dict, depth int) error {
	if d["F"] != nil || d["Ref"] != nil {
		return ErrActive
	}
	return inactiveDict(d, depth)
}

// plainSchemes are the addresses a link may have: a page, a letter, a telephone. A file's address starts a program.
var plainSchemes = []string{"http://", "https://", "mailto:", "tel:"}

// startsSomething reports whether a link's address has a scheme that is not among them. One without any is a path of the web.
func startsSomething(o types.Object) bool {
	var address string
	switch o := o.(type) {
	case types.StringLiteral:
		raw, err := types.Unescape(o.Value())
		if err != nil {
			return true
		}
		address = string(raw)
	case types.HexLiteral:
		raw, err := o.Bytes()
		if err != nil {
			return true
		}
		address = string(raw)
	default:
		return false // not an address; /URI is a dictionary of the catalog too
	}
	address = strings.ToLower(strings.TrimLeft(address, " \t\r\n\f\x00"))
	scheme, _, there := strings.Cut(address, ":")
	if strings.HasPrefix(address, `\\`) || there && !strings.ContainsAny(scheme, "/?#") {
		return !slices.ContainsFunc(plainSchemes, func(s string) bool { return strings.HasPrefix(address, s) })
	}
	return false
}

func inactiveDict(d types.Dict, depth int) error {
	for key, v := range d {
		if activeKeys[key] {
			return ErrActive
		}
		if name, ok := v.(types.Name); ok && (key == "S" || key == "Subtype" || key == "Type") && activeTypes[name.Value()] {
			return ErrActive
		}
		if key == "URI" && startsSomething(v) {
			return ErrActive
		}
		if err := inactive(v, depth+1); err != nil {
			return err
		}
	}
	return nil
}
