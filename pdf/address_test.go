package pdf

import (
	"errors"
	"image"
	_ "image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// letter is the sample behind an address page.
func letter(to ...string) Document {
	d := sample()
	d.Address = &AddressPage{To: to, From: []string{"Retur: Postboks 99", "0001 Prøvestad"}}
	return d
}

const dpi = 96

// front draws the first page and gives the smallest box, in millimetres, round everything that is not white within
// bounds.
func front(t *testing.T, content []byte, bounds image.Rectangle) (left, top, right, bottom float64) {
	t.Helper()
	base := filepath.Join(t.TempDir(), "side")
	run(t, "pdftoppm", "-r", "96", "-f", "1", "-l", "1", "-singlefile", "-gray", "-png", saved(t, content), base)
	file, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	picture, _, err := image.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	var ink image.Rectangle
	bounds = bounds.Intersect(picture.Bounds())
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			if r, _, _, _ := picture.At(x, y).RGBA(); r < 0xf000 {
				ink = ink.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	const mm = 25.4 / dpi
	return float64(ink.Min.X) * mm, float64(ink.Min.Y) * mm, float64(ink.Max.X) * mm, float64(ink.Max.Y) * mm
}

func pixels(mm float64) int { return int(mm / 25.4 * dpi) }

var wholePage = image.Rect(0, 0, 10_000, 10_000)

func TestAddressStandsWhereTheWindowIs(t *testing.T) {
	r := renderer(t)
	longest := []string{strings.Repeat("W", 60), strings.Repeat("W", 40), strings.Repeat("W", 40), strings.Repeat("W", 40), "0000 " + strings.Repeat("W", 28)}
	for name, to := range map[string][]string{
		"usual":   {"Prøve kommune, postmottak", "Postboks 7700", "5020 Prøvestad"},
		"one":     {"Prøve kommune"},
		"longest": longest,
	} {
		t.Run(name, func(t *testing.T) {
			content := rendered(t, r, letter(to...), part2)
			right := image.Rect(pixels(100), 0, 10_000, 10_000) // where the return address does not reach
			x0, y0, x1, y1 := front(t, content, right)
			z, pixel := AddressZone, 25.4/dpi
			if x0 < z.Left-pixel || y0 < z.Top-pixel || x1 > z.Left+z.Width+pixel || y1 > z.Top+z.Height+pixel || x1 <= x0 {
				t.Errorf("ink from (%.1f, %.1f) to (%.1f, %.1f) mm; the zone is %+v", x0, y0, x1, y1, z)
			}
			if x0 > z.Left+2 || y0 > z.Top+4 {
				t.Errorf("the address begins at (%.1f, %.1f), not in the zone's corner", x0, y0)
			}
			want := flat("Retur: Postboks 99 0001 Prøvestad " + strings.Join(to, " "))
			if got := flat(pagesOf(t, content)[0]); got != want {
				t.Errorf("on the page: %q, want %q", got, want)
			}
		})
	}
	t.Run("control: another page has ink outside", func(t *testing.T) {
		if x0, y0, _, y1 := front(t, rendered(t, r, sample(), part2), wholePage); x0 >= AddressZone.Left || y0 >= AddressZone.Top || y1 < 280 {
			t.Errorf("ink from (%.1f, %.1f) down to %.1f mm: the test cannot see", x0, y0, y1)
		}
	})
}

// The pages behind are those of the same document without an address, and the sheet's back is blank.
func TestAddressPageChangesNothingBehindIt(t *testing.T) {
	r := renderer(t)
	plain, with := pagesOf(t, rendered(t, r, sample(), part2)), pagesOf(t, rendered(t, r, letter("Prøve kommune"), part2))
	if len(with) != len(plain)+2 {
		t.Fatalf("%d pages, and %d with an address", len(plain), len(with))
	}
	if strings.TrimSpace(with[1]) != "" {
		t.Errorf("on the back: %q", with[1])
	}
	for i := range plain {
		if plain[i] != with[i+2] {
			t.Errorf("page %d differs", i+1)
		}
	}
	t.Run("and bookmarks lead there", func(t *testing.T) {
		out := run(t, "qpdf", "--json=2", "--json-key=outlines", saved(t, rendered(t, r, letter("Prøve kommune"), part2)))
		if !strings.Contains(out, `"destpageposfrom1": 3`) || strings.Contains(out, `"destpageposfrom1": 1`) {
			t.Error(out)
		}
	})
}

func TestAddressThatDoesNotFitIsAnError(t *testing.T) {
	d := letter(strings.Repeat("W", 5000))
	if _, err := renderer(t).Render(t.Context(), d); !errors.Is(err, ErrAddressTooLong) || strings.Contains(err.Error(), "WW") {
		t.Error(err)
	}
}
