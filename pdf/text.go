package pdf

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
)

// showable rewrites s so that every character of it can be seen on paper:
//
//   - it is normalised to NFC, and bytes that are no UTF-8 become U+FFFD;
//   - every kind of line break becomes \n, and a tab a space;
//   - a character the face lacks, that is above U+FFFF, or that is a control
//     character is written out: ‹U+1F622 crying face›. So is a control of text
//     direction, since it could make the page read otherwise than it was written.
//
// A composed letter the face lacks is taken apart when the face has the parts.
func (f *face) showable(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(s))
	previous := rune(0)
	for _, r := range s {
		switch {
		case r == '\n' && previous == '\r':
			// The second half of a CRLF.
		case isLineBreak(r):
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case f.shows(r):
			b.WriteRune(r)
		default:
			b.WriteString(f.spellOut(r))
		}
		previous = r
	}
	return b.String()
}

// shows tells whether r can be drawn as it is.
func (f *face) shows(r rune) bool {
	return r <= lastDrawable && f.has[r] && !unicode.IsControl(r) && !isDirectionControl(r)
}

func (f *face) spellOut(r rune) string {
	if parts := norm.NFD.String(string(r)); parts != string(r) && f.showsAll(parts) {
		return parts
	}
	// Code points of a whole class have names such as <control>, unassigned ones none.
	name := strings.ToLower(strings.Trim(runenames.Name(r), "<>"))
	return strings.TrimSuffix(fmt.Sprintf("‹U+%04X %s", r, name), " ") + "›"
}

func (f *face) showsAll(s string) bool {
	for _, r := range s {
		if !f.shows(r) {
			return false
		}
	}
	return true
}

// isLineBreak holds Unicode's mandatory line breaks (UAX #14, class BK, CR, LF, NL).
func isLineBreak(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// isDirectionControl holds the explicit overrides, embeddings and isolates of UAX #9.
func isDirectionControl(r rune) bool {
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u206F'
}
