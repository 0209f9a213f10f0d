package pdf

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/phpdave11/gofpdf"
)

// mostOfBare is how many times bare gofpdf two pages may take, before the PDF/A step.
const mostOfBare = 1.15

// BenchmarkTwoPagesAgainstBare gives the ratio of our wrapping, layout and maroto to
// gofpdf alone, which draws the same lines from the same font files. The two take turns,
// so that whatever else the machine does falls on both, and medians are compared.
func BenchmarkTwoPagesAgainstBare(b *testing.B) {
	r := renderer(b)
	l := laidOut(b, r)
	if len(l.sheets) != 2 {
		b.Fatalf("%d pages", len(l.sheets))
	}
	var ours, bares []time.Duration
	for b.Loop() {
		start := time.Now()
		drawn(b, r)
		middle := time.Now()
		bare(b, r, l)
		ours, bares = append(ours, middle.Sub(start)), append(bares, time.Since(middle))
	}
	ratio := float64(median(ours)) / float64(median(bares))
	b.ReportMetric(ratio, "×bare")
	b.ReportMetric(float64(median(ours))/1e6, "ms-ours")
	b.ReportMetric(float64(median(bares))/1e6, "ms-bare")
	if ratio > mostOfBare && len(ours) >= 20 {
		b.Errorf("two pages take %.2f × bare gofpdf, more than %.2f", ratio, mostOfBare)
	}
}

// BenchmarkRender is the whole: two pages as PDF/A.
func BenchmarkRender(b *testing.B) {
	r := renderer(b)
	b.ReportAllocs()
	for b.Loop() {
		rendered(b, r, sample(), part2)
	}
}

func laidOut(tb testing.TB, r *Renderer) layout {
	l, err := r.layout(sample())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func drawn(tb testing.TB, r *Renderer) []byte {
	d, err := r.draw(tb.Context(), laidOut(tb, r), words{pageOf: "Side %d av %d"})
	if err != nil {
		tb.Fatal(err)
	}
	return d.bytes
}

// bare draws a layout with gofpdf alone.
func bare(tb testing.TB, r *Renderer, l layout) []byte {
	f := gofpdf.New("P", "mm", "A4", "")
	f.SetAutoPageBreak(false, 0)
	for _, face := range []*face{r.regular, r.bold} {
		f.AddUTF8FontFromBytes(family, face.style, bytes.Clone(face.common))
	}
	put := func(y float64, row row) {
		color := row.style.color
		f.SetFont(family, r.face(row.style).style, row.style.size)
		f.SetTextColor(color.red, color.green, color.blue)
		f.Text(marginSide, y, row.text)
	}
	for _, sheet := range l.sheets {
		f.AddPage()
		y := marginTop + l.headHeight()
		put(marginTop, row{text: l.head[0], style: edgeStyle})
		for _, row := range sheet.rows {
			y += row.above + row.style.height
			put(y, row)
		}
		f.Line(marginSide, pageHeight-20, pageWidth-marginSide, pageHeight-20)
		put(pageHeight-marginBottom, row{text: l.foot[0] + " Side 1 av 2", style: edgeStyle})
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}
