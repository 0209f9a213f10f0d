package innsyn

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"unicode/utf8"

	"barnevernportalen/ent/db/innsynsfil"
)

// Filtype is a kind of file that is taken in and given out here.
type Filtype struct {
	Type    innsynsfil.Type
	Mime    string // as it is told to the browser
	Endelse string
	Vises   bool // in the browser; else it is only saved

	merke string // the bytes it begins with; "": it has none
}

// filtyper are all of them. The bytes decide, whatever anybody calls the file: what a browser could take for a page or a
// program is not among them. Plain text has no mark of its own, so besides looking like it, it must be called so.
var filtyper = []Filtype{
	{innsynsfil.TypePDF, "application/pdf", ".pdf", true, "%PDF-"},
	{innsynsfil.TypePNG, "image/png", ".png", true, "\x89PNG\r\n\x1a\n"},
	{innsynsfil.TypeJPEG, "image/jpeg", ".jpg", true, "\xff\xd8\xff"},
	{innsynsfil.TypeTekst, "text/plain; charset=utf-8", ".txt", false, ""},
}

// hodelengde is how many bytes a type is known by.
const hodelengde = 512

// kjennIgjen says what a file is by its first bytes, and by what it is called where they do not tell.
func kjennIgjen(hode []byte, kalt string) (Filtype, bool) {
	for _, t := range filtyper {
		if t.merke != "" && bytes.HasPrefix(hode, []byte(t.merke)) {
			return t, true
		}
		if t.merke == "" {
			navn, _, _ := mime.ParseMediaType(kalt)
			return t, navn == "text/plain" && len(hode) > 0 && utenStyretegn(hode) && erUTF8(hode)
		}
	}
	return Filtype{}, false
}

// erUTF8: but for a character that the end of the piece cuts.
func erUTF8(hode []byte) bool {
	for kutt := 0; kutt < utf8.UTFMax && kutt <= len(hode); kutt++ {
		if utf8.Valid(hode[:len(hode)-kutt]) {
			return true
		}
	}
	return false
}

func utenStyretegn(b []byte) bool {
	return !bytes.ContainsFunc(b, func(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r == 0x7f })
}

var errIkkeTekst = errors.New("text that is none")

// somType reads on as the type that it began as: text stays text to its end.
func somType(r io.Reader, t Filtype) io.Reader {
	if t.merke != "" {
		return r
	}
	return bareTekst{r}
}

type bareTekst struct{ io.Reader }

func (b bareTekst) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if !utenStyretegn(p[:n]) {
		return 0, errIkkeTekst
	}
	return n, err
}
