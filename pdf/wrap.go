package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks showable text into lines no wider than width millimetres. Lines break
// at the newlines of the text, else between words; the white space at such a break
// is not drawn. A word too long for a line is broken where the line is full, but
// never between a letter and its accent. Every other character stands in some line.
func (f *face) wrap(s string, size, width float64) []string {
	limit := int(width * 1000 * pointsPerMM / size)
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = f.wrapParagraph(lines, strings.TrimRightFunc(paragraph, isBreakingSpace), limit)
	}
	return lines
}

// wrapParagraph appends the lines of a paragraph; limit is in 1/1000 em.
func (f *face) wrapParagraph(lines []string, paragraph string, limit int) []string {
	start, end, used := 0, 0, 0 // paragraph[start:end] is the line so far, used its width
	for end < len(paragraph) {
		space, word := nextWord(paragraph[end:])
		spaceWidth, wordWidth := f.width(space), f.width(word)
		if used+spaceWidth+wordWidth <= limit {
			end += len(space) + len(word)
			used += spaceWidth + wordWidth
			continue
		}
		if line := paragraph[start:end]; !blank(line) {
			lines = append(lines, line)
		}
		start = end + len(space)
		for wordWidth > limit {
			head := f.fitting(word, limit)
			lines = append(lines, word[:head])
			wordWidth -= f.width(word[:head])
			word = word[head:]
			start += head
		}
		end, used = start+len(word), wordWidth
	}
	return append(lines, paragraph[start:end])
}

// nextWord is the white space s begins with, and the word after it.
func nextWord(s string) (space, word string) {
	start := strings.IndexFunc(s, func(r rune) bool { return !isBreakingSpace(r) })
	if start < 0 {
		return s, ""
	}
	end := strings.IndexFunc(s[start:], isBreakingSpace)
	if end < 0 {
		return s[:start], s[start:]
	}
	return s[:start], s[start : start+end]
}

// fitting is how many bytes of word fit in limit: at least one character with its marks.
func (f *face) fitting(word string, limit int) int {
	used, end := 0, 0
	for i, r := range word {
		used += int(f.advance[r])
		if used > limit && end > 0 {
			return end
		}
		if next := i + utf8.RuneLen(r); !startsWithMark(word[next:]) {
			end = next
		}
	}
	return len(word)
}

func startsWithMark(s string) bool {
	for _, r := range s {
		return unicode.Is(unicode.M, r)
	}
	return false
}

// isBreakingSpace tells whether a line may break at r: any white space but those
// made to hold words together.
func isBreakingSpace(r rune) bool {
	switch r {
	case '\u00A0', '\u2007', '\u202F':
		return false
	}
	return r == '\u200B' || unicode.IsSpace(r)
}
