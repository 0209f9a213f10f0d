package main

import (
	"bytes"
	"fmt"
	"strings"
)

// The page: A4 in points, and how much of it text in Helvetica 11 may fill.
const (
	linjer = 44 // on a page
	bredde = 84 // characters in a line
	avst   = 15 // between lines, points
)

// lagPDF is the smallest PDF with a heading and paragraphs, for examples and the demo. It knows the letters of Latin-1 and no
// others. A real letter is PDF/A.
func lagPDF(overskrift string, avsnitt []string) []byte {
	var b bytes.Buffer
	var steder []int
	objekt := func(format string, a ...any) {
		steder = append(steder, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n"+format+"\nendobj\n", append([]any{len(steder)}, a...)...)
	}
	sider := paaSider(avsnitt)
	var kids strings.Builder
	for i := range sider {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	b.WriteString("%PDF-1.4\n")
	objekt("<< /Type /Catalog /Pages 2 0 R /Lang (nb-NO) >>")
	objekt("<< /Type /Pages /Kids [%s] /Count %d >>", strings.TrimSpace(kids.String()), len(sider))
	objekt("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, side := range sider {
		var t bytes.Buffer
		fmt.Fprintf(&t, "BT %d TL /F 18 Tf 72 770 Td ", avst)
		if i == 0 {
			fmt.Fprintf(&t, "(%s) Tj ", latin1(overskrift))
		}
		t.WriteString("/F 11 Tf 0 -15 Td\n")
		for _, l := range side {
			fmt.Fprintf(&t, "(%s) '\n", latin1(l))
		}
		t.WriteString("ET")
		objekt("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>", len(steder)+2)
		objekt("<< /Length %d >>\nstream\n%s\nendstream", t.Len(), t.Bytes())
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(steder)+1)
	for _, s := range steder {
		fmt.Fprintf(&b, "%010d 00000 n \n", s)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(steder)+1, xref)
	return b.Bytes()
}

// paaSider breaks paragraphs into lines, and lines into pages; there is one at least.
func paaSider(avsnitt []string) [][]string {
	var alle []string
	for _, a := range avsnitt {
		linje := ""
		for _, ord := range strings.Fields(a) {
			if linje != "" && len([]rune(linje))+1+len([]rune(ord)) > bredde {
				alle, linje = append(alle, linje), ""
			}
			linje = strings.TrimSpace(linje + " " + ord)
		}
		alle = append(alle, linje, "")
	}
	sider := [][]string{nil}
	for i, l := range alle {
		if i > 0 && i%linjer == 0 {
			sider = append(sider, nil)
		}
		sider[len(sider)-1] = append(sider[len(sider)-1], l)
	}
	return sider
}

// latin1 is a text inside a PDF's parentheses. In what WinAnsi and Unicode have in common they have the same numbers.
func latin1(s string) []byte {
	var b bytes.Buffer
	for _, r := range s {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteByte(byte(r))
		case r >= ' ' && r < 0x7f || r >= 0xa0 && r <= 0xff:
			b.WriteByte(byte(r))
		default:
			b.WriteByte('?')
		}
	}
	return b.Bytes()
}
