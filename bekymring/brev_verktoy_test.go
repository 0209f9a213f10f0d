package bekymring_test

import (
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// verktoy runs a program that is not ours. Without it nothing is checked, which CI may not be content with.
func verktoy(t testing.TB, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed, and CI must not go without", name)
		}
		t.Skipf("NOT CHECKED: %s is not installed", name)
	}
	out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func lagret(t testing.TB, pdf []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "brev.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// sider is the text of each page.
func sider(t testing.TB, pdf []byte) []string {
	t.Helper()
	text := verktoy(t, "pdftotext", "-raw", lagret(t, pdf), "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

// ord is a word on a page and its box, in millimetres from the upper left corner.
type ord struct {
	Tekst                  string
	XMin, YMin, XMax, YMax float64
}

// ordPaaSidene is every word of the first two pages, with its box.
func ordPaaSidene(t testing.TB, pdf []byte) (front, back []ord) {
	t.Helper()
	raw := verktoy(t, "pdftotext", "-bbox", "-f", "1", "-l", "2", lagret(t, pdf), "-")
	var doc struct {
		Pages []struct {
			Words []struct {
				Text string  `xml:",chardata"`
				XMin float64 `xml:"xMin,attr"`
				YMin float64 `xml:"yMin,attr"`
				XMax float64 `xml:"xMax,attr"`
				YMax float64 `xml:"yMax,attr"`
			} `xml:"word"`
		} `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(strings.NewReader(raw))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	if err := d.Decode(&doc); err != nil || len(doc.Pages) != 2 {
		t.Fatalf("%v in %s", err, raw)
	}
	const mm = 25.4 / 72
	for i, words := range []*[]ord{&front, &back} {
		for _, w := range doc.Pages[i].Words {
			*words = append(*words, ord{w.Text, w.XMin * mm, w.YMin * mm, w.XMax * mm, w.YMax * mm})
		}
	}
	return front, back
}
