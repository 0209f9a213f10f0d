package pdf

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// visual is line in the order it is drawn, from left to right, as a PDF has no other.
// Words of a script written from right to left are turned around, and the order of
// neighbouring ones with them; the typeface has Hebrew. It is the core of UAX #9 for
// short runs in a text that runs from left to right, no more: whatever stands between
// brackets stays there, and no character is replaced by its mirror image.
func visual(line string) string {
	if !strings.ContainsFunc(line, isRightToLeft) {
		return line
	}
	clusters := clusters(line)
	for start := 0; start < len(clusters); start++ {
		if !strings.ContainsFunc(clusters[start], isRightToLeft) {
			continue
		}
		end := start + 1 // after the last letter of the run
		for i := end; i < len(clusters) && !endsRun(clusters[i]); i++ {
			if strings.ContainsFunc(clusters[i], isRightToLeft) {
				end = i + 1
			}
		}
		slices.Reverse(clusters[start:end])
		start = end
	}
	return strings.Join(clusters, "")
}

// clusters splits s into what is never turned around: a character with its marks, and
// a number such as 12.3.2014.
func clusters(s string) []string {
	var clusters []string
	runes := []rune(s)
	for start := 0; start < len(runes); {
		end := start + 1
		for end < len(runes) && (unicode.Is(unicode.M, runes[end]) ||
			unicode.IsDigit(runes[start]) && continuesNumber(runes[end:])) {
			end++
		}
		clusters = append(clusters, string(runes[start:end]))
		start = end
	}
	return clusters
}

// continuesNumber tells whether rest, after a digit, begins with more of the number.
func continuesNumber(rest []rune) bool {
	if unicode.IsDigit(rest[0]) {
		return true
	}
	return strings.ContainsRune(".,:/-", rest[0]) && len(rest) > 1 && unicode.IsDigit(rest[1])
}

// endsRun tells whether a right-to-left run cannot go past the cluster.
func endsRun(cluster string) bool {
	for _, r := range cluster {
		properties, _ := bidi.LookupRune(r)
		return properties.Class() == bidi.L || properties.IsBracket()
	}
	return false
}

func isRightToLeft(r rune) bool {
	properties, _ := bidi.LookupRune(r)
	class := properties.Class()
	return class == bidi.R || class == bidi.AL
}
