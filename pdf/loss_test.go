package pdf

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/johnfercher/maroto/v2"
	marototext "github.com/johnfercher/maroto/v2/pkg/components/text"
	"golang.org/x/text/unicode/norm"
)

// lost says where the words that came back part from those that were given.
func lost(given, back []string) string {
	for i := range max(len(given), len(back)) {
		if i >= len(given) || i >= len(back) || given[i] != back[i] {
			return fmt.Sprintf("%d words given, %d came back; they part at word %d: %q, %q",
				len(given), len(back), i, given[min(i, len(given)):min(i+3, len(given))], back[min(i, len(back)):min(i+3, len(back))])
		}
	}
	return ""
}

func prose(random *rand.Rand, characters int) string {
	const letters = "aaaábcčdđeeefghiijklmnŋnoprsštŧuvzžæøåÆØÅÁČĐŊŠŦŽ"
	alphabet := []rune(letters)
	var b strings.Builder
	for n := 0; n < characters; {
		word := make([]rune, 1+random.IntN(14))
		for i := range word {
			word[i] = alphabet[random.IntN(len(alphabet))]
		}
		b.WriteString(string(word))
		n += len(word) + 1
		switch random.IntN(40) {
		case 0:
			b.WriteString("\r\n\r\n")
		case 1:
			b.WriteString(".\t")
		default:
			b.WriteString(" ")
		}
	}
	return b.String()
}

func TestTwentyThousandCharactersComeBackWordForWord(t *testing.T) {
	r := renderer(t)
	text := prose(rand.New(rand.NewPCG(1, 2)), 20_000)
	d := Document{Reference: "Referanse 7F3K", Header: "Unntatt offentlighet", Sections: []Section{{Items: []Item{{Text: text}}}}}
	content := rendered(t, r, d, part2)
	if pages := len(pagesOf(t, content)); pages < 5 {
		t.Errorf("20 000 characters on %d pages", pages)
	}
	if diff := lost(strings.Fields(text), strings.Fields(bodyOf(t, content, d))); diff != "" {
		t.Error(diff)
	}
}

// The control: the same text given to maroto in one row, as anyone would. If nothing
// is missed then, the test above proves nothing.
func TestTheLossMarotoWouldCauseIsSeen(t *testing.T) {
	r := renderer(t)
	text := prose(rand.New(rand.NewPCG(1, 2)), 20_000)
	p := painter{Renderer: r, used: map[*face]map[rune]bool{}}
	engine := maroto.New(p.config())
	engine.AddRows(marototext.NewAutoRow(strings.Join(strings.Fields(text), " ")))
	document, err := engine.Generate()
	if err != nil {
		t.Fatal(err)
	}
	back := strings.Fields(strings.Join(pagesOf(t, document.GetBytes()), "\n"))
	if lost(strings.Fields(text), back) == "" {
		t.Error("maroto lost nothing: the test for loss cannot fail, or maroto is mended and our wrapping can go")
	}
}

func TestQuestionsAndAnswersComeInOrder(t *testing.T) {
	r := renderer(t)
	d := sample()
	body := bodyOf(t, rendered(t, r, d, part2), d)
	given := []string{d.Title}
	for _, section := range d.Sections {
		given = append(given, section.Title)
		for _, item := range section.Items {
			given = append(given, item.Label, r.regular.showable(item.Text))
		}
	}
	if diff := lost(strings.Fields(strings.Join(given, " ")), strings.Fields(body)); diff != "" {
		t.Error(diff)
	}
}

// Every character the faces have comes back as itself, between two letters.
func TestEveryCharacterComesBack(t *testing.T) {
	r := renderer(t)
	var given []string
	for c := rune(0x21); c <= lastDrawable; c++ {
		s := fmt.Sprintf("x%cy", c)
		if r.regular.shows(c) && norm.NFC.IsNormalString(s) && len(strings.Fields(s)) == 1 {
			given = append(given, s)
		}
	}
	if len(given) < 2000 {
		t.Fatalf("only %d characters", len(given))
	}
	d := Document{Sections: []Section{{Items: []Item{{Text: strings.Join(given, "\n")}}}}}
	back := strings.Fields(withoutDirection(bodyOf(t, rendered(t, r, d, part2), d)))
	if diff := lost(given, back); diff != "" {
		t.Error(diff)
	}
}

// pools are the kinds of text the random tests mix.
var pools = []string{
	"abcdefghijklmnopqrstuvwxyzæøåÆØÅ0123456789.,;:!?-«»",
	"áčđŋšŧžÁČĐŊŠŦŽâïǥǧǩʒǯ",
	"مرحباسلام ؟٣", "שלוםבן", "你好世界カタ한국", "абвгдеЖ", "αβγδεζ",
	"😢👍🏽👨‍👩‍👧❤️🇳🇴✓☺→", "\u200b\u200c\u200d\ufeff\u00ad\u2060\ufe0f",
	"\u0301\u0323\u030c\u0308", "\u202e\u202a\u2066\u2069\u200f", "\x00\x07\x1b\x7f\u0085\v\f\u2028",
	"\xff\xc3", "\ufffd\uffff\ue000\U0010ffff\u0378", "()[]{}<>\\/%&\"'",
}

func jumble(random *rand.Rand, characters int) string {
	var b strings.Builder
	for range characters {
		switch random.IntN(12) {
		case 0, 1:
			b.WriteByte(' ')
		case 2:
			b.WriteString([]string{"\n", "\r\n", "\r", "\t", "\u00a0", "\u2003"}[random.IntN(6)])
		default:
			pool := pools[0]
			if random.IntN(3) == 0 {
				pool = pools[random.IntN(len(pools))]
			}
			if random.IntN(50) == 0 { // any byte at all
				b.WriteByte(pool[random.IntN(len(pool))])
				continue
			}
			runes := []rune(pool)
			b.WriteRune(runes[random.IntN(len(runes))])
		}
	}
	return b.String()
}

// comesBack holds what was given to a document against what can be read from it. Which
// way right-to-left words are read, and which letter a mark among them goes with, is up
// to the reader; so when there are any, only what characters there are is compared.
func comesBack(tb testing.TB, r *Renderer, text string) {
	tb.Helper()
	d := Document{Title: "T", Sections: []Section{{Title: "S", Items: []Item{{Label: "L", Text: text}}}}}
	content := rendered(tb, r, d, part2)
	given := comparable("T S L " + r.regular.showable(text))
	back := comparable(bodyOf(tb, content, d))
	if strings.ContainsFunc(given, isRightToLeft) {
		given, back = sorted(norm.NFD.String(given)), sorted(norm.NFD.String(back))
	}
	if diff := lost(strings.Split(given, ""), strings.Split(back, "")); diff != "" {
		tb.Errorf("text was lost or changed: %s\nfrom %+q", diff, text)
	}
}

// comparable is s as a reader of a PDF can be held to: in NFC, without white space
// (a long word is broken, and U+200B is white space to us), and without the marks of
// direction pdftotext adds.
func comparable(s string) string {
	s = strings.ReplaceAll(withoutDirection(s), "\u200b", "")
	return norm.NFC.String(flat(s))
}

func withoutDirection(s string) string {
	return strings.Map(func(r rune) rune {
		if isDirectionControl(r) {
			return -1
		}
		return r
	}, s)
}

func sorted(s string) string {
	runes := []rune(s)
	slices.Sort(runes)
	return string(runes)
}

func TestStrangeTextComesBack(t *testing.T) {
	r := renderer(t)
	random := rand.New(rand.NewPCG(31, 18))
	for range 60 {
		comesBack(t, r, jumble(random, random.IntN(1500)))
	}
}

func FuzzTextComesBack(f *testing.F) {
	for _, pool := range pools {
		f.Add(pool)
	}
	f.Add("")
	f.Add(strings.Repeat("x", 500))
	f.Add("e\u0301 på\r\nlinje 2\ttabulator")
	r := renderer(f)
	f.Fuzz(func(t *testing.T, text string) {
		comesBack(t, r, text)
	})
}
