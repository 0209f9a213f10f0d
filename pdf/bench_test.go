package pdf

import (
	"bytes"
	"testing"

	"github.com/phpdave11/gofpdf"
)

// BenchmarkDrawn is what a document costs before the PDF/A step: our wrapping and
// layout, and maroto. To be held against BenchmarkBare in the same run.
func BenchmarkDrawn(b *testing.B) {
	r := renderer(b)
	d := sample()
	w, err := wordsIn(d.Language)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		l, err := r.layout(d)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := r.draw(b.Context(), l, w); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBare(b *testing.B) {
	r := renderer(b)
	l, err := r.layout(sample())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		bare(b, r, l)
	}
}

func BenchmarkRender(b *testing.B) {
	r := renderer(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Render(b.Context(), sample()); err != nil {
			b.Fatal(err)
		}
	}
}

// bare draws the lines of a layout with gofpdf alone and the same font files.
func bare(tb testing.TB, r *Renderer, l layout) []byte {
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetCompression(true)
	f.AddUTF8FontFromBytes(family, "", bytes.Clone(r.regular.common))
	f.AddUTF8FontFromBytes(family, "B", bytes.Clone(r.bold.common))
	f.SetAutoPageBreak(false, 0)
	for _, s := range l.sheets {
		f.AddPage()
		y := 30.0
		for _, row := range s.rows {
			f.SetFont(family, r.face(row.style).style, row.style.size)
			f.SetTextColor(row.style.color.red, row.style.color.green, row.style.color.blue)
			y += row.above + row.style.height
			f.Text(marginSide, y, row.text)
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}
