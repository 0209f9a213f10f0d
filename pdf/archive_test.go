package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/validate"
)

// awkward are documents at the edges of what is asked for.
func awkward() map[string]Document {
	everything := Document{Title: "Alt", Sections: []Section{{Title: "Alt", Items: []Item{{Label: "Alt", Text: strings.Join(pools, "\n")}}}}}
	long := sample()
	long.Sections[2].Items[0].Text = strings.Repeat("Han sovner i timene. ", 1000)
	return map[string]Document{
		"sample":     sample(),
		"letter":     letter("Prøve kommune", "5020 Prøvestad"),
		"zero":       {},
		"everything": everything,
		"long":       long,
		"only title": {Title: "Tittel med ( ) \\ <&> 😢", Language: "se", Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)},
		"no text":    {Sections: []Section{{}, {Title: "Tom"}, {Items: []Item{{}, {Label: "Spørsmål"}}}}},
		"no words":   {Sections: []Section{{Items: []Item{{Text: strings.Repeat("W", 5000)}}}}},
		"marks":      {Sections: []Section{{Items: []Item{{Text: strings.Repeat("\u0301", 300)}}}}},
		"blank":      {Sections: []Section{{Title: " ", Items: []Item{{Label: "\n", Text: "\n\n \t\n"}}}}},
	}
}

func TestQpdfFindsNothing(t *testing.T) {
	r := renderer(t)
	for name, d := range awkward() {
		if out, err := try(t, "qpdf", "--check", saved(t, rendered(t, r, d, part2))); err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestFontsAreEmbeddedAsSubsets(t *testing.T) {
	r := renderer(t)
	for name, d := range awkward() {
		lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", saved(t, rendered(t, r, d, part2)))), "\n")[2:]
		if len(lines) == 0 {
			t.Errorf("%s: no fonts", name)
		}
		for _, line := range lines {
			if !regexp.MustCompile(`^[A-Z]{6}\+LiberationSans\S* .* yes yes yes +\d+ +0$`).MatchString(line) {
				t.Errorf("%s: not embedded, not a subset or without Unicode: %s", name, line)
			}
		}
	}
}

func TestMetadata(t *testing.T) {
	d := sample()
	d.Title = "Tittel <med> & Čáhci 😢"
	d.Language = "se"
	content := rendered(t, renderer(t), d, part2)
	if !bytes.HasPrefix(content, []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")) {
		t.Errorf("the file begins %q", content[:16])
	}
	for _, want := range []string{
		"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>",
		`<rdf:li xml:lang="x-default">Tittel &lt;med&gt; &amp; Čáhci 😢</rdf:li>`, "<rdf:li>se</rdf:li>",
		"<xmp:CreateDate>2026-11-21T14:03:09+01:00</xmp:CreateDate>",
		"<pdf:Producer>Barnevernportalen</pdf:Producer>",
	} {
		if !bytes.Contains(content, []byte(want)) {
			t.Errorf("the XMP lacks %s", want)
		}
	}
	read := reread(t, content)
	root, err := read.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if lang := textOf(t, read, root["Lang"]); lang != "se" {
		t.Errorf("catalog language %q", lang)
	}
	info, err := read.DereferenceDict(*read.Info)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"Title": d.Title, "Producer": producer, "Creator": producer,
		"CreationDate": "D:20261121140309+01'00'", "ModDate": "D:20261121140309+01'00'",
	} {
		if got := textOf(t, read, info[key]); got != want {
			t.Errorf("%s is %q, not %q", key, got, want)
		}
	}
	if author, ok := info["Author"]; ok {
		t.Errorf("an author is named: %v", author)
	}
	if len(read.ID) != 2 {
		t.Errorf("file id %v", read.ID)
	}
}

func TestSectionsHaveBookmarks(t *testing.T) {
	d := sample()
	read := reread(t, rendered(t, renderer(t), d, part2))
	bookmarks, err := pdfcpu.Bookmarks(read)
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, bookmark := range bookmarks {
		got = append(got, fmt.Sprint(bookmark.Title, " on page ", bookmark.PageFrom))
	}
	for i, page := range []int{1, 1, 1, 2} {
		want = append(want, fmt.Sprint(d.Sections[i].Title, " on page ", page))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("bookmarks %q, want %q", got, want)
	}
}

// Every character drawn has a glyph of its own in the font that was embedded: an empty
// box would be glyph 0, and pdftotext would not notice.
func TestNoCharacterIsAnEmptyBox(t *testing.T) {
	r := renderer(t)
	for name, d := range awkward() {
		if boxes := emptyBoxes(t, r, d); len(boxes) != 0 {
			t.Errorf("%s: drawn as empty boxes: %q", name, boxes)
		}
	}
	// The control: an engine given a character the face lacks.
	r.regular.has['✓'] = true
	if boxes := emptyBoxes(t, r, Document{Sections: []Section{{Items: []Item{{Text: "ja ✓"}}}}}); string(boxes) != "✓" {
		t.Errorf("a character without a glyph was not found, but %q", boxes)
	}
}

func emptyBoxes(t *testing.T, r *Renderer, d Document) []rune {
	t.Helper()
	l, err := r.layout(d)
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := r.draw(t.Context(), l, words{pageOf: "%d %d"})
	if err != nil {
		t.Fatal(err)
	}
	read := reread(t, rendered(t, r, d, part2))
	var boxes []rune
	for f, used := range drawn.used {
		glyphs := glyphMap(t, read, f)
		for c := range used {
			if glyphs[2*c] == 0 && glyphs[2*c+1] == 0 {
				boxes = append(boxes, c)
			}
		}
	}
	return boxes
}

// glyphMap is the embedded table from character code to glyph, two bytes each.
func glyphMap(t *testing.T, read *model.Context, f *face) []byte {
	t.Helper()
	for _, entry := range read.Table {
		font, ok := entry.Object.(types.Dict)
		if !ok || font.Subtype() == nil || *font.Subtype() != "CIDFontType2" || !strings.HasSuffix(*font.NameEntry("BaseFont"), "+"+f.name) {
			continue
		}
		stream, _, err := read.DereferenceStreamDict(font["CIDToGIDMap"])
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.Decode(); err != nil {
			t.Fatal(err)
		}
		return stream.Content
	}
	t.Fatalf("%s is not in the file", f.name)
	return nil
}

func textOf(t *testing.T, read *model.Context, object types.Object) string {
	t.Helper()
	s, err := read.DereferenceText(object)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reread reads a file back with pdfcpu, and validates it.
func reread(t *testing.T, content []byte) *model.Context {
	t.Helper()
	conf := &model.Configuration{Reader15: true, ValidationMode: model.ValidationStrict, Offline: true, Limits: model.DefaultResourceLimits()}
	read, err := pdfcpu.Read(bytes.NewReader(content), conf)
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.XRefTable(read); err != nil {
		t.Fatal(err)
	}
	return read
}
