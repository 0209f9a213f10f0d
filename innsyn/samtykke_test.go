package innsyn_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/innsyn"
)

var saksbehandler = innsyn.Saksbehandler{SaksbehandlerID: "sb-1", Fagsystem: "Prøvesystem"}

// samtykkemaskin keeps consents of Bergen, by another integration than the one that indexes.
func samtykkemaskin(t testing.TB, kommuner ...string) context.Context {
	f := viewer.Fagsystem{IntegrasjonID: annen}
	for _, k := range kommuner {
		f.Rettigheter = append(f.Rettigheter, viewer.Rettighet{Rett: viewer.RettSamtykke, Kommunenummer: k})
	}
	return viewer.With(t.Context(), f)
}

func dag(t testing.TB, s string) innsyn.Dato {
	t.Helper()
	d, err := innsyn.ParseDato(s)
	maa(t, err)
	return d
}

func dagen(t testing.TB, s string) *innsyn.Dato { d := dag(t, s); return &d }

// klokke is a clock that a test sets.
func (h *hus) settKlokke(naa string) {
	t, err := time.Parse(time.RFC3339, naa)
	if err != nil {
		panic(err)
	}
	h.Klokke = func() time.Time { return t }
}

// nyttSamtykke asks mor and far, both with access, by 30 November 2026 Norwegian time.
func nyttSamtykke(t testing.TB) innsyn.NyttSamtykke {
	return innsyn.NyttSamtykke{
		Kommunenummer: "4601", Navn: "Samtykke til innhenting", Akseptfrist: dag(t, "2026-11-30"), SluttDato: dagen(t, "2027-06-30"),
		Personer:      []innsyn.NyPart{{Fodselsnummer: fnrMor, Navn: "Mor Morsen", HarTilgang: true}, {Fodselsnummer: fnrFar, Navn: "Far Farsen", HarTilgang: true}},
		Saksbehandler: saksbehandler,
	}
}

func (h *hus) opprett(t testing.TB, n innsyn.NyttSamtykke) uuid.UUID {
	t.Helper()
	id, feil, err := h.OpprettSamtykke(samtykkemaskin(t, "4601"), n)
	maa(t, err)
	if len(feil) > 0 {
		t.Fatalf("not made: %+v", feil)
	}
	return id
}

// besvar must not fail; it returns what hindered it.
func (h *hus) besvar(t testing.TB, fnr string, id uuid.UUID, til innsyn.Svar) (*innsyn.Samtykke, innsyn.Samtykkehindring) {
	t.Helper()
	s, hindring, err := h.BesvarSamtykke(h.som(t, fnr), id, til)
	maa(t, err)
	return s, hindring
}

// forlop is the history as the case system reads it.
func (h *hus) forlop(t testing.TB, id uuid.UUID) string {
	t.Helper()
	linjer, err := h.FagSamtykkehistorikk(samtykkemaskin(t, "4601"), id)
	maa(t, err)
	var ut []string
	for i, l := range linjer {
		if l.Sekvensnummer != i+1 {
			t.Errorf("line %d has number %d", i+1, l.Sekvensnummer)
		}
		til := ""
		if l.TilSvar != nil {
			til = " " + string(*l.FraSvar) + "→" + string(*l.TilSvar)
		}
		ut = append(ut, string(l.Type)+til)
	}
	return strings.Join(ut, ", ")
}

// Asked for, seen, given, and withdrawn as easily.
func TestSamtykkeGisOgTrekkes(t *testing.T) {
	h := nyttHus(t)
	h.settKlokke("2026-11-22T10:00:00Z")
	id := h.opprett(t, nyttSamtykke(t))
	mine, err := h.MineSamtykker(h.som(t, fnrMor))
	maa(t, err)
	if len(mine) != 1 || mine[0].ID != id || mine[0].Navn != "Samtykke til innhenting" || !slices.Equal(mine[0].AndreParter, []string{"Far Farsen"}) ||
		mine[0].Status != innsyn.StatusVenter || !mine[0].KanGi || !mine[0].KanAvsla || mine[0].KanTrekke ||
		mine[0].Akseptfrist != dag(t, "2026-11-30") || *mine[0].SluttDato != dag(t, "2027-06-30") {
		t.Fatalf("mor sees %+v", mine)
	}
	for range 2 { // a double click is one answer
		s, hindring := h.besvar(t, fnrMor, id, innsyn.SvarSamtykket)
		if hindring != "" || s.Status != innsyn.StatusSamtykket || !s.KanTrekke || s.KanGi || *s.SvarDato != dag(t, "2026-11-22") {
			t.Errorf("given: %q %+v", hindring, s)
		}
	}
	fag, err := h.HentSamtykke(samtykkemaskin(t, "4601"), id)
	maa(t, err)
	if fag.Status != innsyn.StatusVenter || fag.Personer[0].Svar != innsyn.SvarSamtykket || fag.Personer[0].Fodselsnummer != fnrMor {
		t.Errorf("barnevernet sees %+v", fag)
	}
	h.besvar(t, fnrFar, id, innsyn.SvarSamtykket)
	if fag, err = h.HentSamtykke(samtykkemaskin(t, "4601"), id); err != nil || fag.Status != innsyn.StatusSamtykket {
		t.Errorf("both have given it: %v %+v", err, fag)
	}
	if s, hindring := h.besvar(t, fnrMor, id, innsyn.SvarTrukket); hindring != "" || s.Status != innsyn.StatusTrukket || s.KanGi {
		t.Errorf("withdrawn: %q %+v", hindring, s)
	}
	if s, hindring := h.besvar(t, fnrMor, id, innsyn.SvarSamtykket); hindring != innsyn.HindringUlovlig || s.Svar != innsyn.SvarTrukket {
		t.Errorf("given again by herself: %q %+v", hindring, s)
	}
	vil := "OPPRETTET, AKSEPTERT_AV_PART VENTER_PAA_SVAR→SAMTYKKET, AKSEPTERT_AV_PART VENTER_PAA_SVAR→SAMTYKKET, AVSLAATT_AV_PART SAMTYKKET→TRUKKET"
	if f := h.forlop(t, id); f != vil {
		t.Errorf("the history is %s", f)
	}
}

var _ = fmt.Sprint
var _ = errors.Is
var _ = ent.ErrIkkeFunnet
var _ = dbtest.Exec
