// Package pdf turns sections of labels and texts into an archivable document:
// PDF/A-2b on A4, with the reference and the page number on every page.
//
// It knows nothing of reports or cases; the caller decides what is said and in
// which order. What it promises in return is that no text is lost:
//
//   - Text is wrapped here, one row per line. maroto silently drops what does not
//     fit in a row taller than a page, so it is never given the chance.
//   - A character the typeface cannot show is written out, see [Renderer.Render].
//   - The same Document gives the same bytes, on every machine.
//
// The way through: text.go makes the text showable, wrap.go breaks it into lines,
// layout.go fills pages, draw.go hands the pages to maroto, and archive.go, with
// pdfcpu, makes the result PDF/A. This is the only package that imports either.
package pdf

import "time"

// Document is what is to be shown, in order. The zero value is one empty page.
type Document struct {
	// Title stands on the first page and in the metadata, where it is seen without
	// opening the file: the caller keeps it neutral where it must be.
	Title string
	// Language is a BCP 47 tag, such as nb, nn, en or se; empty means nb. It is the
	// language of the document and of our own words («Side 1 av 3»).
	Language string
	// Reference stands at the foot of every page.
	Reference string
	// Header stands at the head of every page, e.g. a line on confidentiality. May be empty.
	Header string
	// Created is the time in the metadata, to the second, in its own time zone.
	Created time.Time
	// Sections are shown in order; each with a title gets a bookmark.
	Sections []Section
	// Address, if any, is a sheet of its own in front, for an envelope with a window.
	Address *AddressPage
}

// AddressPage is what shows on the outside of a letter: a front with an address and nothing else of the document, no
// title, header, reference or page number, and a blank back, so that nothing shines through the paper when it is printed
// on both sides. The pages behind it are numbered as if it were not there.
type AddressPage struct {
	// To are the lines of the address, in [AddressZone].
	To []string
	// From are the lines of a return address, in the upper left corner, where no window is. May be empty.
	From []string
}

// AddressZone is where the address stands on the sheet, in millimetres from the upper left corner of the A4 page: behind
// the right-hand window of a C5 (folded once) or C4 envelope. Windows are 90 to 105 mm wide and 35 to 40 mm high, 42 to 44
// mm from the top and 15 to 20 mm from the side; the zone lies inside them all when the sheet lies against the envelope's
// upper right corner.
var AddressZone = struct{ Left, Top, Width, Height float64 }{Left: 106, Top: 46, Width: 78, Height: 31}

// Section is a titled run of items. The title may be empty.
type Section struct {
	Title string
	Items []Item
}

// Item is a question and its answer. Text may hold newlines. Without a Label it is
// a plain paragraph.
type Item struct {
	Label, Text string
}
