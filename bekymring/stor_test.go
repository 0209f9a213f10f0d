package bekymring

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/pdf"
)

// The largest report the gateway lets in keeps below the national service's 5 MB, JSON and PDF together.
func TestStorsteMelding(t *testing.T) {
	o := offentligFylt()
	text := strings.Repeat("Åtte bokstaver pluss ett ord til. ", 3000)[:100_000]
	o.Melding, o.Historie, o.AndreSynspunkter = text, text, text
	o = o.normaliser()
	if f := funnI(o); len(f.feil) > 0 {
		t.Fatal(f.feil)
	}
	r, err := pdf.New()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	doc, err := r.Render(t.Context(), o.dokument(uuid.New(), mottakerV2, melderen, sendt))
	if err != nil {
		t.Fatal(err)
	}
	size := len(doc) + len(wireAv(t, o, mottakerV2))
	t.Logf("%d bytes in %v", size, time.Since(start))
	if size > 5_000_000 {
		t.Errorf("%d bytes", size)
	}
}
