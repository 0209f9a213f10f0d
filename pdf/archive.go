package pdf

import (
	"bytes"
	"context"
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// part is the part of ISO 19005 a file claims, always at conformance level B.
type part int

const (
	// part1 is for tests alone: there is an independent checker for PDF/A-1b in Debian
	// (Apache preflight) and none for part 2. What we make differs between the two in
	// the claim, the PDF version and the CIDSet of the fonts, nothing else.
	part1 part = 1
	part2 part = 2
)

// version is the PDF version each part builds on.
func (p part) version() string {
	if p == part1 {
		return "1.4"
	}
	return "1.7"
}

// producer is in the metadata of every document: ours, not the user's.
const producer = "Barnevernportalen"

// archive makes a drawn PDF into PDF/A: colours are defined by an output intent, the
// metadata stands both in the information dictionary and in XMP and agree, the
// language is set, sections have bookmarks, fonts are named as the subsets they are,
// and what PDF/A forbids is gone.
func archive(ctx context.Context, d Document, l layout, w words, drawn drawing, p part) ([]byte, error) {
	// A nil or default configuration would make pdfcpu write to the home directory.
	conf := &model.Configuration{
		Reader15:       true,
		ValidationMode: model.ValidationRelaxed,
		Offline:        true,
		Limits:         model.DefaultResourceLimits(),
	}
	read, err := pdfcpu.ReadWithContext(ctx, bytes.NewReader(drawn.bytes), conf)
	if err != nil {
		return nil, fmt.Errorf("pdf: read what was drawn: %w", err)
	}
	a := archivist{Context: read, document: d, words: w, part: p}
	if err := a.catalog(); err != nil {
		return nil, fmt.Errorf("pdf: catalog: %w", err)
	}
	if err := a.bookmarks(l); err != nil {
		return nil, fmt.Errorf("pdf: bookmarks: %w", err)
	}
	if err := a.fonts(drawn.used); err != nil {
		return nil, fmt.Errorf("pdf: fonts: %w", err)
	}
	return a.write()
}

// archivist edits one PDF.
type archivist struct {
	*model.Context
	document Document
	words    words
	part     part
	info     types.Dict
}

func (a *archivist) catalog() error {
	root, err := a.Catalog()
	if err != nil {
		return err
	}
	root.Delete("Names") // gofpdf's empty tree of embedded files; part 1 forbids it
	root.Update("Lang", textString(a.words.tag))
	root.Update("ViewerPreferences", types.Dict{"DisplayDocTitle": types.Boolean(true)})

	profile, err := a.addStream(types.Dict{"N": types.Integer(3)}, sRGB(), true)
	if err != nil {
		return err
	}
	root.Update("OutputIntents", types.Array{types.Dict{
		"Type":                      types.Name("OutputIntent"),
		"S":                         types.Name("GTS_PDFA1"), // the name in every part of PDF/A
		"OutputConditionIdentifier": types.StringLiteral("sRGB IEC61966-2.1"),
		"Info":                      types.StringLiteral("sRGB IEC61966-2.1"),
		"DestOutputProfile":         *profile,
	}})

	// The XMP is left uncompressed, so that it can be found without reading the file.
	metadata, err := a.addStream(types.Dict{
		"Type":    types.Name("Metadata"),
		"Subtype": types.Name("XML"),
	}, xmp(a.document, a.words.tag, a.part), false)
	if err != nil {
		return err
	}
	root.Update("Metadata", *metadata)

	a.info = types.Dict{
		"Title":    textString(metadataText(a.document.Title)),
		"Creator":  textString(producer),
		"Producer": textString(producer),
	}
	if created := a.document.Created; !created.IsZero() {
		date := types.StringLiteral(types.DateString(created))
		a.info["CreationDate"], a.info["ModDate"] = date, date
	}
	return nil
}

// bookmarks makes a flat outline with one entry per titled section.
func (a *archivist) bookmarks(l layout) error {
	var entries []types.Dict
	for i, sheet := range l.sheets {
		y := float64(marginTop) + l.headHeight()
		for _, row := range sheet.rows {
			if row.bookmark != 0 {
				page, err := a.PageDictIndRef(l.coverPages() + i + 1)
				if err != nil {
					return err
				}
				title := a.document.Sections[row.bookmark-1].Title
				top := (pageHeight - y - row.above + 2) * pointsPerMM
				entries = append(entries, types.Dict{
					"Title": textString(metadataText(title)),
					"Dest":  types.Array{*page, types.Name("XYZ"), nil, types.Integer(top), nil},
				})
			}
			y += row.above + row.style.height
		}
	}
	if len(entries) == 0 {
		return nil
	}
	refs := make([]types.IndirectRef, len(entries))
	for i, entry := range entries {
		ref, err := a.IndRefForNewObject(entry)
		if err != nil {
			return err
		}
		refs[i] = *ref
	}
	last := len(refs) - 1
	outline, err := a.IndRefForNewObject(types.Dict{
		"Type":  types.Name("Outlines"),
		"First": refs[0],
		"Last":  refs[last],
		"Count": types.Integer(len(refs)),
	})
	if err != nil {
		return err
	}
	for i, entry := range entries {
		entry["Parent"] = *outline
		if i > 0 {
			entry["Prev"] = refs[i-1]
		}
		if i < last {
			entry["Next"] = refs[i+1]
		}
	}
	root, err := a.Catalog()
	if err != nil {
		return err
	}
	root.Update("Outlines", *outline)
	return nil
}

// addStream adds a stream object and says where it is.
func (a *archivist) addStream(dict types.Dict, content []byte, compress bool) (*types.IndirectRef, error) {
	stream, err := newStream(dict, content, compress)
	if err != nil {
		return nil, err
	}
	return a.IndRefForNewObject(stream)
}

// textString is a PDF text string in UTF-16, written in hex so that nothing needs escaping.
func textString(s string) types.HexLiteral {
	return types.NewHexLiteral([]byte(types.EncodeUTF16String(s)))
}
