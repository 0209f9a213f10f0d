package server

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"log/slog"
	"sync"
	"time"

	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/graph"
)

const (
	// driftGjelder is how long what was read of the messages counts as known, and how long a database that did not answer is left alone.
	driftGjelder = 15 * time.Second
	// driftFrist is how long a page waits for them. It is shown without what is not here by then.
	driftFrist = 300 * time.Millisecond
)

// driftminne is what operations have said, as last read. It stands in each page from the first byte, so that one who comes while the
// database is away is told of it: the page asks for the newest itself, and has this where nobody answers. A process that has not once
// read them knows none.
type driftminne struct {
	les   func(context.Context) ([]forvaltning.Driftsmelding, error)
	naa   func() time.Time
	logg  *slog.Logger
	mu    sync.Mutex
	kjent []forvaltning.Driftsmelding // those in force and those to come: what is planned begins also while nobody can be asked
	spurt time.Time
	side  fil // as it was written last, with
	med   string
}

// driftmerke is how the portal's page has the messages, as it is built.
const driftmerke = `<meta name="drift" content=""`

// driftpaSiden is one message as the portal's own question for them would answer it.
type driftpaSiden struct {
	ID          string             `json:"id"`
	Alvorlighet string             `json:"alvorlighet"`
	Tekster     map[string]*string `json:"tekster"`
}

// skrivInn is a page with the messages that are in force.
func (d *driftminne) skrivInn(ctx context.Context, side fil) fil {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.friskOpp(ctx)
	ut, naa := []driftpaSiden{}, d.naa()
	for _, m := range d.kjent {
		if !m.Fra.After(naa) && (m.Til == nil || m.Til.After(naa)) {
			t := m.Tekster
			ut = append(ut, driftpaSiden{m.ID.String(), string(m.Alvorlighet), map[string]*string{"nb": &t.Nb, "nn": t.Nn, "en": t.En, "se": t.Se}})
		}
	}
	raw, err := json.Marshal(ut)
	if err != nil || len(ut) == 0 {
		return side
	}
	if med := string(raw); d.med != med {
		ny := []byte(`<meta name="drift" content="` + html.EscapeString(med) + `"`)
		d.side, d.med = nyFil("index.html", bytes.Replace(side.innhold, []byte(driftmerke), ny, 1)), med
	}
	return d.side
}

// friskOpp reads them if they are old. Pages that come meanwhile wait for the one that reads, and not for each their own.
func (d *driftminne) friskOpp(ctx context.Context) {
	naa := d.naa()
	if !d.spurt.IsZero() && naa.Sub(d.spurt) < driftGjelder {
		return
	}
	d.spurt = naa
	// Not until this browser goes: it reads for those who come after as well.
	ctx, slutt := context.WithTimeout(viewer.With(context.WithoutCancel(ctx), viewer.System{Oppgave: "driftsmeldinger"}), driftFrist)
	defer slutt()
	alle, err := d.les(ctx)
	if err != nil {
		d.logg.WarnContext(ctx, "the messages of operations are those last known", slog.String("feil", graph.Loggtekst(err)))
		return
	}
	d.kjent = alle
}
