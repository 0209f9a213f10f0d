package bekymring_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"barnevernportalen/bekymring"
	"barnevernportalen/delivery"
	"barnevernportalen/pdf"
)

// opptaker keeps the letters that are rendered.
type opptaker struct {
	bekymring.Renderer
	mu      sync.Mutex
	brevene [][]byte
}

func (o *opptaker) Render(ctx context.Context, d pdf.Document) ([]byte, error) {
	b, err := o.Renderer.Render(ctx, d)
	if d.Address != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.brevene = append(o.brevene, b)
	}
	return b, err
}

// 500 letters of generated reports to generated addresses: the envelope side holds the address in the window, the return
// address outside it, and not one word of anything else; its back is blank.
func TestKonvoluttenRoperIngenting(t *testing.T) {
	letters, addresses := 500, 10
	if testing.Short() {
		letters = 40
	}
	h := nyttHus(t)
	h.bekymring.Retur = []string{"Retur: Postboks 99", "0001 Prøvestad"}
	rec := &opptaker{Renderer: h.bekymring.PDF}
	h.bekymring.PDF = rec
	melder := h.innbygger(t, "24859123456", "Melder Meldesen")
	for n := range addresses {
		a := adresse(rand.New(rand.NewPCG(1, uint64(n))))
		if err := h.forvaltning.LagrePostadresse(system(t), h.bergen, a); err != nil {
			t.Fatal(err)
		}
		rec.brevene = nil
		var wg sync.WaitGroup
		for worker := range 2 {
			wg.Go(func() {
				r := rand.New(rand.NewPCG(2, uint64(10*n+worker)))
				for range letters / addresses / 2 {
					if svar, err := h.bekymring.SendPrivat(melder, tilfeldig(r)); err != nil || svar.Bekymringsmelding == nil {
						t.Errorf("%+v, %v", svar, err)
						return
					}
				}
			})
		}
		wg.Wait()
		if len(rec.brevene) != letters/addresses {
			t.Fatalf("%d letters", len(rec.brevene))
		}
		for _, b := range rec.brevene {
			front, back := ordPaaSidene(t, b)
			if wrong := roper(front, a.Linjer(), h.bekymring.Retur); wrong != "" {
				t.Fatal(wrong)
			}
			if len(back) != 0 {
				t.Fatalf("on the back: %v", back)
			}
		}
	}
	t.Run("control: the report's own first page tells", func(t *testing.T) {
		d := pdf.Document{Title: "Bekymringsmelding", Reference: "r", Sections: []pdf.Section{{Items: []pdf.Item{{Text: strings.Repeat("Ord. ", 2000)}}}}}
		plain, err := renderer().Render(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		front, _ := ordPaaSidene(t, plain)
		if roper(front, nil, nil) == "" {
			t.Error("the test cannot see")
		}
	})
}

// roper says what is wrong with an envelope side: a word that is not the address's, or stands elsewhere.
func roper(words []ord, to, from []string) string {
	left, inZone := strings.Fields(strings.Join(from, " ")), strings.Fields(strings.Join(to, " "))
	z := pdf.AddressZone
	var text []string
	for _, w := range words {
		text = append(text, w.Tekst)
		list := &left
		if w.XMax > z.Left-5 {
			list = &inZone
			if w.XMin < z.Left-0.3 || w.XMax > z.Left+z.Width+0.3 || w.YMin < z.Top-0.3 || w.YMax > z.Top+z.Height+0.3 {
				return fmt.Sprintf("a word stands at (%.1f, %.1f) to (%.1f, %.1f) mm", w.XMin, w.YMin, w.XMax, w.YMax)
			}
		}
		i := slices.Index(*list, w.Tekst)
		if i < 0 {
			return fmt.Sprintf("%q is not of the address", w.Tekst)
		}
		*list = slices.Delete(slices.Clone(*list), i, i+1)
	}
	if len(left)+len(inZone) > 0 {
		return fmt.Sprintf("missing: %q %q", left, inZone)
	}
	if delivery.Noytral(text...) != nil {
		return "a word tells"
	}
	return ""
}

func adresse(r *rand.Rand) delivery.Postadresse {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	return delivery.Postadresse{
		Navn:   pick("Prøve kommune, postmottak", "Kárášjohka, poastavuostáiváldin", "Bydel Prøveløkka", "Øvre Ås kommune v/ postmottaket, 3. etasje"),
		Linje1: pick("Postboks 7700", "Gáŋgaviikgeaidnu 12 B", "Søndre Prøvegate 1"), Linje2: pick("", "c/o Servicetorget"),
		Linje3: pick("", "Inngang C"), Postnummer: pick("0001", "9730", "5020"), Poststed: pick("Prøvestad", "Kárášjohka", "Ås"),
	}
}

// tilfeldig is a report with canaries in it, and other characters than the usual.
func tilfeldig(r *rand.Rand) bekymring.Privat {
	p := melding()
	p.Barn = nil
	for range 1 + r.IntN(3) {
		p.Barn = append(p.Barn, bekymring.PrivatBarn{
			Personnavn: fmt.Sprintf("Kanari%d Prøvesen-%d", r.IntN(1e6), r.IntN(1e6)), Adresse: &bekymring.Adresse{Adresselinje1: "Prøvegata 1"},
		})
	}
	p.Melding = strings.Repeat(fmt.Sprintf("Barnevern kanari%d bekymring 😢 ", r.IntN(1e6)), 1+r.IntN(5))
	return p
}
