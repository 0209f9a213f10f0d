package bekymring_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"barnevernportalen/bekymring"
	"barnevernportalen/bekymring/enhetsregister"
	"barnevernportalen/ent/viewer"
)

// registeret answers as it is told, and counts.
type registeret struct {
	spurt []string
	feil  error
}

func (r *registeret) Finn(_ context.Context, orgnr string) (enhetsregister.Enhet, error) {
	r.spurt = append(r.spurt, orgnr)
	return enhetsregister.Enhet{Navn: "SOLSLETTA SKOLE", Adresselinjer: []string{"Prøveveien 12"}, Postnummer: "5003", Poststed: "BERGEN"}, r.feil
}

const skolensNr = "311090011"

func TestSlaOppVirksomhet(t *testing.T) {
	var logg bytes.Buffer
	naa := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	s := &bekymring.Service{Klokke: func() time.Time { return naa }, Log: slog.New(slog.NewJSONHandler(&logg, nil))}
	som := func(hvem string) context.Context {
		return viewer.With(t.Context(), viewer.Innbygger{Person: viewer.Person{ID: []byte(hvem)}, Niva: viewer.NivaBetydelig})
	}
	sla := func(ctx context.Context, nr string, vil bekymring.Oppslagsutfall) *bekymring.Oppslag {
		t.Helper()
		var orgnr *string
		if nr != "" {
			orgnr = &nr
		}
		o, err := s.SlaOppVirksomhet(ctx, orgnr)
		if err != nil || o.Utfall != vil || (o.Virksomhet != nil) != (vil == bekymring.OppslagFunnet) {
			t.Fatalf("%q: %+v %v, want %s", nr, o, err, vil)
		}
		return o
	}
	melder := som("melder")
	sla(melder, "", bekymring.OppslagAv)
	sla(melder, skolensNr, bekymring.OppslagAv)

	r := &registeret{}
	s.Enhetsregister = r
	for _, ctx := range []context.Context{t.Context(), viewer.With(t.Context(), viewer.Fagsystem{})} {
		if _, err := s.SlaOppVirksomhet(ctx, nil); !errors.Is(err, bekymring.ErrIkkeInnbygger) {
			t.Errorf("%v", err)
		}
	}
	sla(melder, "", bekymring.OppslagKlart)
	// What cannot be a number is asked of nobody, and counts for nothing.
	for range 20 {
		sla(melder, "311090012", bekymring.OppslagIkkeFunnet)
		sla(melder, "02025099999", bekymring.OppslagIkkeFunnet)
	}
	if len(r.spurt) != 0 {
		t.Errorf("asked for %q", r.spurt)
	}
	if o := sla(melder, " 311 090 011", bekymring.OppslagFunnet); o.Virksomhet.Navn != "SOLSLETTA SKOLE" || o.Virksomhet.Postnummer != "5003" || r.spurt[0] != skolensNr {
		t.Errorf("%+v, asked for %q", o.Virksomhet, r.spurt)
	}
	r.feil = enhetsregister.ErrIkkeFunnet
	sla(melder, skolensNr, bekymring.OppslagIkkeFunnet)
	r.feil = enhetsregister.ErrUtilgjengelig
	sla(melder, skolensNr, bekymring.OppslagUtilgjengelig)
	if strings.Contains(logg.String(), skolensNr) || !strings.Contains(logg.String(), "could not be looked up") {
		t.Errorf("the log: %s", &logg)
	}

	r.feil = nil
	for range 7 {
		sla(melder, skolensNr, bekymring.OppslagFunnet)
	}
	sla(melder, skolensNr, bekymring.OppslagForMange) // the eleventh
	sla(som("laerer"), skolensNr, bekymring.OppslagFunnet)
	naa = naa.Add(time.Minute)
	sla(melder, skolensNr, bekymring.OppslagFunnet)
	for i := range 119 { // and one is 120 of all
		sla(som("nr "+string(rune('a'+i/9))), skolensNr, bekymring.OppslagFunnet)
	}
	sla(som("en til"), skolensNr, bekymring.OppslagForMange)
}
