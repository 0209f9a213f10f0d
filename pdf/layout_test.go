package pdf

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// Whatever the length of what comes before, no heading, label or first line of an
// answer stands last on a page, and no last line first on one.
func TestNothingStandsAloneAtAPageBreak(t *testing.T) {
	r := renderer(t)
	for lines := range 120 {
		d := Document{Sections: []Section{
			{Items: []Item{{Text: "x" + strings.Repeat("\nx", lines)}}},
			{Title: "Seksjon", Items: []Item{
				{Label: "Spørsmål", Text: "en\nto\ntre"},
				{Label: strings.Repeat("Et langt spørsmål ", 20), Text: "svar"},
				{Label: "Spørsmål", Text: "en\nto"},
			}},
		}}
		l, err := r.layout(d)
		if err != nil {
			t.Fatal(err)
		}
		for i, sheet := range l.sheets[:len(l.sheets)-1] {
			if last := sheet.rows[len(sheet.rows)-1]; last.with {
				t.Errorf("%d lines: page %d ends with %q", lines, i+1, last.text)
			}
		}
		checkPages(t, l)
	}
}

// The control for the test above: without the bond, a label does end a page.
func TestAPageBreakCanPartALabelFromItsAnswer(t *testing.T) {
	label := row{text: "Spørsmål", style: labelStyle}
	answer := row{text: "svar", style: answerStyle}
	room := labelStyle.height + answerStyle.height/2
	if sheets := paginate([]row{label, answer}, room); len(sheets) != 2 {
		t.Errorf("%d pages", len(sheets))
	}
}

func TestRowsTooHighToBeKeptTogetherFlow(t *testing.T) {
	r := renderer(t)
	label := strings.Repeat("En etikett som er lengre enn en side. ", 300)
	l, err := r.layout(Document{Sections: []Section{{Items: []Item{{Label: label, Text: "svar"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	checkPages(t, l)
	if len(l.sheets) < 2 || len(l.sheets[0].rows) < 40 {
		t.Errorf("%d pages, %d rows on the first", len(l.sheets), len(l.sheets[0].rows))
	}
}

// checkPages fails the test when a page is empty or overfull.
func checkPages(t *testing.T, l layout) {
	t.Helper()
	for i, sheet := range l.sheets {
		height := 0.0
		for _, row := range sheet.rows {
			height += row.above + row.style.height
		}
		if height > l.room || height == 0 {
			t.Errorf("page %d of %d holds %.1f mm of %.1f", i+1, len(l.sheets), height, l.room)
		}
	}
}

func TestOurOwnWords(t *testing.T) {
	r := renderer(t)
	for language, want := range map[string]string{
		"": "Side 1 av 1", "nb": "Side 1 av 1", "nn-NO": "Side 1 av 1", "en": "Page 1 of 1", "en-GB": "Page 1 of 1",
		"se": "Siidu 1/1", "se-NO": "Siidu 1/1", "pl": "Side 1 av 1",
	} {
		pages := pagesOf(t, rendered(t, r, Document{Language: language}, part2))
		if len(pages) != 1 || strings.TrimSpace(pages[0]) != want {
			t.Errorf("%q: %q, not %q", language, pages, want)
		}
	}
	for _, language := range []string{"norsk bokmål", "x y", "-", "\x00"} {
		if _, err := r.Render(t.Context(), Document{Language: language}); !errors.Is(err, ErrLanguage) {
			t.Errorf("%q: %v", language, err)
		}
	}
}

func TestHeaderAndReferenceStandOnEveryPage(t *testing.T) {
	r := renderer(t)
	d := Document{
		Header:    "Unntatt offentlighet",
		Reference: "Referanse 7F3K-92QD " + strings.Repeat("med en lang hale ", 12),
		Sections:  []Section{{Items: []Item{{Text: strings.Repeat("tekst ", 3000)}}}},
	}
	l, err := r.layout(d)
	if err != nil {
		t.Fatal(err)
	}
	if len(l.foot) < 2 {
		t.Errorf("the reference is on %d lines", len(l.foot))
	}
	pages := pagesOf(t, rendered(t, r, d, part2))
	if len(pages) != len(l.sheets) {
		t.Errorf("%d pages were laid out, %d drawn", len(l.sheets), len(pages))
	}
	for i, page := range pages {
		for _, want := range []string{d.Header, d.Reference, fmt.Sprintf("Side %d av %d", i+1, len(pages))} {
			// The page number is drawn in the middle of a reference of several lines.
			rest := strings.Replace(flat(page), flat(fmt.Sprintf("Side %d av %d", i+1, len(pages))), "", 1)
			if !strings.Contains(flat(page), flat(want)) && !strings.Contains(rest, flat(want)) {
				t.Errorf("page %d lacks %q", i+1, want)
			}
		}
	}
}

func TestHeaderAndReferenceMayNotFillThePage(t *testing.T) {
	r := renderer(t)
	for _, d := range []Document{
		{Header: strings.Repeat("header ", 2000)},
		{Reference: strings.Repeat("referanse ", 2000)},
	} {
		if _, err := r.Render(t.Context(), d); !errors.Is(err, ErrEdgeTooLong) {
			t.Errorf("%v", err)
		}
	}
}
