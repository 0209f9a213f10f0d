package pdf

import (
	"bytes"
	"fmt"
	"math"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"github.com/phpdave11/gofpdf"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// lastDrawable is the highest code point the engine can draw: gofpdf, under maroto,
// indexes a table of 65 536 widths by code point and panics above it.
const lastDrawable = 0xFFFF

// face is one weight of the typeface: which characters it has, how wide they are,
// and the font files to embed. It is not changed after newFace.
type face struct {
	name    string   // PostScript name, as shown by a PDF reader
	style   string   // gofpdf's style code, "" or "B"
	advance []uint16 // width per code point in 1/1000 em, rounded as gofpdf rounds
	has     []bool   // whether the face has a glyph for the code point
	whole   []byte   // the font file
	common  []byte   // the font file cut to common()
}

func loadFaces() (regular, bold *face, err error) {
	if regular, err = newFace("LiberationSans", "", liberationsansregular.TTF); err != nil {
		return nil, nil, err
	}
	if bold, err = newFace("LiberationSans-Bold", "B", liberationsansbold.TTF); err != nil {
		return nil, nil, err
	}
	return regular, bold, nil
}

func newFace(name, style string, ttf []byte) (*face, error) {
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("pdf: parse %s: %w", name, err)
	}
	f := &face{
		name:    name,
		style:   style,
		advance: make([]uint16, lastDrawable+1),
		has:     make([]bool, lastDrawable+1),
		whole:   ttf,
	}
	// At one pixel per font unit an advance is in font units, unrounded.
	unitsPerEm := parsed.UnitsPerEm()
	ppem := fixed.I(int(unitsPerEm))
	scale := 1000 / float64(unitsPerEm)
	var buf sfnt.Buffer
	var cut []rune
	for r := rune(0); r <= lastDrawable; r++ {
		glyph, err := parsed.GlyphIndex(&buf, r)
		if err != nil || glyph == 0 { // glyph 0 is the empty box
			continue
		}
		advance, err := parsed.GlyphAdvance(&buf, glyph, ppem, font.HintingNone)
		if err != nil {
			return nil, fmt.Errorf("pdf: measure %U in %s: %w", r, name, err)
		}
		f.has[r] = true
		f.advance[r] = uint16(math.Round(scale * float64(advance.Round())))
		if common(r) {
			cut = append(cut, r)
		}
	}
	// gofpdf parses and cuts the font anew for every document, which is most of the
	// time a document takes; so it is given the small font whenever that will do.
	// The engine writes into the bytes it is given, hence the clone.
	f.common = gofpdf.UTF8CutFont(bytes.Clone(ttf), string(cut))
	if len(f.common) == 0 {
		return nil, fmt.Errorf("pdf: cut %s: no font came out", name)
	}
	return f, nil
}

// common tells whether r is in the small font: Latin with all the letters of the
// Nordic and Sámi languages, and everyday punctuation and signs.
func common(r rune) bool {
	return r <= 0x024F || // Latin, with Extended A and B (ǥ ǧ ǩ ǯ)
		r == 0x0292 || // ʒ
		r >= 0x2010 && r <= 0x203A || // dashes, quotes, bullet, ellipsis, ‹ ›
		r == 0x20AC // €
}

// file is the font file to embed for a text that uses these characters: a copy, for
// the engine writes into it.
func (f *face) file(used map[rune]bool) []byte {
	for r := range used {
		if !common(r) {
			return bytes.Clone(f.whole)
		}
	}
	return bytes.Clone(f.common)
}

// width measures s in 1/1000 em, exactly as the engine will. Showable text only.
func (f *face) width(s string) int {
	sum := 0
	for _, r := range s {
		sum += int(f.advance[r])
	}
	return sum
}
