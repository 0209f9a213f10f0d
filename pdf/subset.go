package pdf

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

var errFontUnknown = errors.New("a font that was not drawn with")

// fonts names the fonts as the subsets they are, and gives each a map back to Unicode
// of just its own characters (gofpdf claims all 65 536 in one range, which the
// standard does not allow). In gofpdf's fonts a character's code is its code point.
func (a *archivist) fonts(used map[*face]map[rune]bool) error {
	for _, entry := range a.Table {
		font, ok := entry.Object.(types.Dict)
		if !ok || font.Subtype() == nil || *font.Subtype() != "Type0" {
			continue
		}
		if err := a.font(font, used); err != nil {
			return err
		}
	}
	return nil
}

func (a *archivist) font(font types.Dict, used map[*face]map[rune]bool) error {
	f, runes := faceNamed(*font.NameEntry("BaseFont"), used)
	if f == nil {
		return errFontUnknown
	}
	name := types.Name(subsetTag(runes) + "+" + f.name)
	toUnicode, err := a.addStream(types.Dict{}, unicodeMap(runes), true)
	if err != nil {
		return err
	}
	font.Update("BaseFont", name)
	font.Update("ToUnicode", *toUnicode)

	descendants, err := a.DereferenceArray(font["DescendantFonts"])
	if err != nil {
		return err
	}
	descendant, err := a.DereferenceDict(descendants[0])
	if err != nil {
		return err
	}
	descendant.Update("BaseFont", name)
	descriptor, err := a.DereferenceDict(descendant["FontDescriptor"])
	if err != nil {
		return err
	}
	descriptor.Update("FontName", name)
	if a.part == part1 { // asked for there; in part 2 optional, and of no use
		set, err := a.addStream(types.Dict{}, cidSet(runes), true)
		if err != nil {
			return err
		}
		descriptor.Update("CIDSet", *set)
	}
	return nil
}

// faceNamed finds the face behind gofpdf's font name, and its characters in order.
func faceNamed(name string, used map[*face]map[rune]bool) (*face, []rune) {
	for f, set := range used {
		if name != "utf8"+family+f.style {
			continue
		}
		runes := make([]rune, 0, len(set))
		for r := range set {
			runes = append(runes, r)
		}
		slices.SortFunc(runes, cmp.Compare[rune])
		return f, runes
	}
	return nil, nil
}

// subsetTag is the six letters that tell one subset of a font from another.
func subsetTag(runes []rune) string {
	sum := sha256.Sum256([]byte(string(runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// unicodeMap is a ToUnicode CMap for codes that are code points.
func unicodeMap(runes []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for chunk := range slices.Chunk(runes, 100) { // the most a block may hold
		fmt.Fprintf(&b, "%d beginbfchar\n", len(chunk))
		for _, r := range chunk {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", r, r)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// cidSet has one bit per code, from the highest bit of the first byte.
func cidSet(runes []rune) []byte {
	set := make([]byte, lastDrawable/8+1)
	set[0] = 0x80 // code 0, the missing character, is in every font
	last := 0
	for _, r := range runes {
		last = int(r) / 8
		set[last] |= 0x80 >> (r % 8)
	}
	return set[:last+1]
}
