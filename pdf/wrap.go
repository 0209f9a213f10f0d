package pdf

import (
	"strings"
	"unicode"
)

// wrap breaks showable text into lines no wider than width millimetres. Lines break
// at the newlines of the text, else between words; the white space at such a break
// is not drawn. A word too long for a line is broken where the line is full, but
// never between a letter and its accent. Every other character stands in some line.
func (f *face) wrap(s string, size, width float64) []string {
	var lines []string
	for _, paragraph := range strings.Split(s, "\n") {
		lines = f.wrapParagraph(lines, strings.TrimRightFunc(paragraph, isBreakingSpace), size, width)
	}
	return lines
}

func (f *face) wrapParagraph(lines []string, paragraph string, size, width float64) []string {
	line, used := "", 0.0
	for rest := paragraph; rest != ""; {
		var space, word string
		space, word, rest = nextWord(rest)
		spaceWidth, wordWidth := f.width(space, size), f.width(word, size)
		if used+spaceWidth+wordWidth <= width {
			line, used = line+space+word, used+spaceWidth+wordWidth
			continue
		}
		if strings.TrimFunc(line, isBreakingSpace) != "" {
			lines = append(lines, line)
		}
		for wordWidth > width {
			head := f.fitting(word, size, width)
			lines = append(lines, word[:head])
			word = word[head:]
			wordWidth = f.width(word, size)
		}
		line, used = word, wordWidth
	}
	return append(lines, line)
}

// nextWord splits s into its leading white space, the word after it, and the rest.
func nextWord(s string) (space, word, rest string) {
	start := strings.IndexFunc(s, func(r rune) bool { return !isBreakingSpace(r) })
	if start < 0 {
		return s, "", ""
	}
	space, s = s[:start], s[start:]
	end := strings.IndexFunc(s, isBreakingSpace)
	if end < 0 {
		end = len(s)
	}
	return space, s[:end], s[end:]
}

// fitting is how many bytes of word fit in width: at least one character with its marks.
func (f *face) fitting(word string, size, width float64) int {
	used, end := 0.0, 0
	for i, r := range word {
		w := f.width(string(r), size)
		if used+w > width && end > 0 {
			return end
		}
		used += w
		if next := i + len(string(r)); !startsWithMark(word[next:]) {
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
