package pdf

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestShowable(t *testing.T) {
	r := renderer(t)
	for given, want := range map[string]string{
		"": "",
		"áčđŋšŧž ÁČĐŊŠŦŽ ÆØÅ æøå ǥǧǩʒǯ": "áčđŋšŧž ÁČĐŊŠŦŽ ÆØÅ æøå ǥǧǩʒǯ",
		"e\u0301": "é",
		"a\r\nb\rc\nd\ve\ff\u0085g\u2028h\u2029i": "a\nb\nc\nd\ne\nf\ng\nh\ni",
		"a\n\r\n\n\rb":                 "a\n\n\n\nb",
		"a\tb":                         "a b",
		"😢":                            "‹U+1F622 crying face›",
		"ja ✓.":                        "ja ‹U+2713 check mark›.",
		"☺ →":                          "☺ →",
		"م":                            "‹U+0645 arabic letter meem›",
		"好":                            "‹U+597D cjk ideograph›",
		"\x00\x1b\u009f":               "‹U+0000 control›‹U+001B control›‹U+009F control›",
		"a\u202eb\u2066":               "a‹U+202E right-to-left override›b‹U+2066 left-to-right isolate›",
		"\ue000\uffff\u0378\U0010ffff": "‹U+E000 private use›‹U+FFFF›‹U+0378›‹U+10FFFF›",
		"\xff":                         "‹U+FFFD replacement character›",
		"ḫ":                            "ḫ", // the face has it composed
		"ﷺ":                            "‹U+FDFA arabic ligature sallallahou alayhe wasallam›",
		"nb\u00a0sp":                   "nb\u00a0sp",
	} {
		if got := r.regular.showable(given); got != want {
			t.Errorf("%+q is shown as %+q, not %+q", given, got, want)
		}
	}
}

// A composed letter the face lacks is drawn from its parts.
func TestComposedFromParts(t *testing.T) {
	r := renderer(t)
	parted := 0
	for c := rune(0xC0); c <= lastDrawable; c++ {
		s := norm.NFC.String(string(c))
		if parts := norm.NFD.String(s); utf8.RuneCountInString(s) == 1 && parts != s && !r.regular.showsAll(s) && r.regular.showsAll(parts) {
			parted++
			if got := r.regular.showable(s); got != parts {
				t.Errorf("%s is shown as %+q, not from its parts %+q", s, got, parts)
			}
		}
	}
	if parted == 0 {
		t.Error("the face has every composed letter it has the parts of: nothing was tried")
	}
}

func TestBothWeightsHaveTheSameCharacters(t *testing.T) {
	r := renderer(t)
	for c := range r.regular.has {
		if r.regular.has[c] != r.bold.has[c] {
			t.Errorf("%U is in one weight only", c)
		}
	}
}

func TestVisual(t *testing.T) {
	for given, want := range map[string]string{
		"bare norsk (123)":  "bare norsk (123)",
		"abc שלום עולם x":   "abc םלוע םולש x",
		"(שלום)":            "(םולש)",
		"נולד 12.3.2014 בן": "ןב 12.3.2014 דלונ",
		"בֹ x":              "בֹ x",
		"א":                 "א",
	} {
		if got := visual(given); got != want {
			t.Errorf("%q is drawn %q, not %q", given, got, want)
		}
	}
}

// wrapped fails the test unless the lines hold s: all of it but white space at the
// breaks, none of them too wide, each drawable.
func wrapped(tb testing.TB, f *face, s string, size, width float64) {
	tb.Helper()
	lines := f.wrap(s, size, width)
	if flat(strings.ReplaceAll(s, "\u200b", " ")) != flat(strings.ReplaceAll(strings.Join(lines, "\n"), "\u200b", " ")) {
		tb.Fatalf("wrapping %+q lost text: %+q", s, lines)
	}
	for _, line := range lines {
		if w := float64(f.width(line)) / 1000 * size / pointsPerMM; w > width && utf8.RuneCountInString(line) > 1 && !startsWithMark(line[len(firstRune(line)):]) {
			tb.Fatalf("%+q is %.2f mm, more than %.2f", line, w, width)
		}
		for _, c := range line {
			if !f.shows(c) {
				tb.Fatalf("%+q holds %U", line, c)
			}
		}
		if flat(visual(line)) != flat(line) && sorted(visual(line)) != sorted(line) {
			tb.Fatalf("%+q lost text when drawn as %+q", line, visual(line))
		}
	}
}

func firstRune(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

func TestWrap(t *testing.T) {
	f := renderer(t).regular
	for given, want := range map[string]string{
		"":                       "",
		"a b":                    "a b",
		"\n\na\n\nb":             "||a||b",
		"  innrykk":              "  innrykk",
		"slutt   ":               "slutt",
		"ord ord ord ord":        "ord ord ord|ord",
		"ord ord ord   ord":      "ord ord ord|ord",
		"ord ord ord\u00a0ord":   "ord ord|ord\u00a0ord",
		"WWWWWWWWWWWW":           "WWWWW|WWWWW|WW",
		"a WWWWWWWWWWWW b":       "a|WWWWW|WWWWW|WW b",
		strings.Repeat(" ", 500): "",
	} {
		if got := strings.Join(f.wrap(given, 10, 18), "|"); got != want {
			t.Errorf("%q is wrapped as %q, not %q", given, got, want)
		}
	}
	marked := strings.Repeat("W\u0323\u030c", 40)
	for _, line := range f.wrap(marked, 10, 18) {
		if startsWithMark(line) {
			t.Errorf("a line begins with a mark: %+q", line)
		}
	}
}

// The pure half of what FuzzTextComesBack does, a thousand times faster.
func FuzzLines(f *testing.F) {
	for _, pool := range pools {
		f.Add(pool, 160.0)
	}
	f.Add(strings.Repeat("x", 500), 3.0)
	face := renderer(f).regular
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if !(width > 10 && width < 1000) { // the widest glyph is under 10 mm
			width = 160
		}
		shown := face.showable(s)
		if again := face.showable(shown); norm.NFC.String(again) != norm.NFC.String(shown) {
			t.Fatalf("%+q is shown as %+q, and that as %+q", s, shown, again)
		}
		wrapped(t, face, shown, answerStyle.size, width)
	})
}
