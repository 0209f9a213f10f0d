package innsyn_test

import (
	"context"
	"errors"
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

// The deadline and the last day end her own answering, by themselves; not her withdrawing, and not what barnevernet writes down
// for her. The loser is told how it stands.
func TestSamtykkeOgTiden(t *testing.T) {
	h := nyttHus(t)
	for navn, c := range map[string]struct {
		naa      string
		til      innsyn.Svar
		hindring innsyn.Samtykkehindring
		status   innsyn.Samtykkestatus // after
	}{
		"given on the last evening":        {"2026-11-30T22:59:59Z", innsyn.SvarSamtykket, "", innsyn.StatusSamtykket},
		"given when the day is over":       {"2026-11-30T23:00:00Z", innsyn.SvarSamtykket, innsyn.HindringFrist, innsyn.StatusFristPassert},
		"declined when the day is over":    {"2026-11-30T23:00:00Z", innsyn.SvarIkkeSamtykket, innsyn.HindringFrist, innsyn.StatusFristPassert},
		"given after the last day":         {"2027-06-30T22:00:00Z", innsyn.SvarSamtykket, innsyn.HindringUtlopt, innsyn.StatusUtlopt},
		"withdrawn before it was given":    {"2026-11-22T10:00:00Z", innsyn.SvarTrukket, innsyn.HindringUlovlig, innsyn.StatusVenter},
		"withdrawn, never given, too late": {"2027-06-30T22:00:00Z", innsyn.SvarTrukket, innsyn.HindringUlovlig, innsyn.StatusUtlopt},
	} {
		h.settKlokke("2026-11-22T10:00:00Z")
		id := h.opprett(t, nyttSamtykke(t))
		h.settKlokke(c.naa)
		if s, hindring := h.besvar(t, fnrMor, id, c.til); hindring != c.hindring || s.Status != c.status {
			t.Errorf("%s: %q, %s", navn, hindring, s.Status)
		}
	}
	// Given in time; the last day passes by itself; she may withdraw all the same, and it stays withdrawn when the dates are moved.
	h.settKlokke("2026-11-22T10:00:00Z")
	id := h.opprett(t, nyttSamtykke(t))
	h.besvar(t, fnrMor, id, innsyn.SvarSamtykket)
	h.settKlokke("2027-07-01T10:00:00Z")
	s, err := h.Samtykke(h.som(t, fnrMor), id)
	maa(t, err)
	if s.Status != innsyn.StatusUtlopt || !s.KanTrekke || s.KanGi {
		t.Errorf("over: %+v", s)
	}
	if _, hindring := h.besvar(t, fnrMor, id, innsyn.SvarTrukket); hindring != "" {
		t.Errorf("withdrawn after the last day: %q", hindring)
	}
	m := samtykkemaskin(t, "4601")
	u, err := h.EndreSamtykke(m, id, dag(t, "2028-01-01"), dagen(t, "9999-12-31"), saksbehandler)
	if err != nil || u.Hindring != nil || u.Samtykke.SluttDato != nil || u.Samtykke.Status != innsyn.StatusTrukket {
		t.Errorf("moved: %v %+v", err, u)
	}
	// Far did not answer in time. Asked anew by the new dates he may; barnevernet may write it down for him at any time.
	if s, hindring := h.besvar(t, fnrFar, id, innsyn.SvarSamtykket); hindring != "" || s.Status != innsyn.StatusSamtykket {
		t.Errorf("asked anew: %q %+v", hindring, s)
	}
	h.settKlokke("2029-01-01T10:00:00Z")
	u, err = h.OppdaterSamtykkeForPart(m, id, fnrMor, innsyn.SvarSamtykket, dagen(t, "2020-02-29"), saksbehandler)
	if err != nil || u.Hindring != nil || u.Samtykke.Status != innsyn.StatusSamtykket || *u.Samtykke.Personer[0].SvarDato != dag(t, "2020-02-29") {
		t.Errorf("on her behalf: %v %+v", err, u)
	}
	// She sees that it was done on her behalf, and nothing of far.
	linjer, err := h.Samtykkehistorikk(h.som(t, fnrMor), id)
	maa(t, err)
	var sett []string
	for _, l := range linjer {
		sett = append(sett, string(l.Type)+" "+string(l.Aktor))
	}
	vil := "OPPRETTET FAGSYSTEM, AKSEPTERT_AV_PART INNBYGGER, AVSLAATT_AV_PART INNBYGGER, REDIGERT FAGSYSTEM, OPPDATERT_PAA_VEGNE_AV_PART FAGSYSTEM"
	if f := strings.Join(sett, ", "); f != vil {
		t.Errorf("mor's history: %s", f)
	}
}

// Ended for good: nothing of it changes after, but access, which may protect somebody. Asked for twice it is done once.
func TestSamtykkeInvalidert(t *testing.T) {
	h := nyttHus(t)
	m, id := samtykkemaskin(t, "4601"), h.opprett(t, nyttSamtykke(t))
	for range 2 {
		u, err := h.InvaliderSamtykke(m, id, "Feil person", saksbehandler)
		if err != nil || u.Hindring != nil || u.Samtykke.Status != innsyn.StatusUtlopt || u.Samtykke.Invalidert == nil {
			t.Fatalf("%v %+v", err, u)
		}
	}
	for _, til := range []innsyn.Svar{innsyn.SvarSamtykket, innsyn.SvarIkkeSamtykket, innsyn.SvarTrukket} {
		if s, hindring := h.besvar(t, fnrMor, id, til); hindring != innsyn.HindringInvalidert || s.Status != innsyn.StatusUtlopt || s.KanGi || s.KanTrekke {
			t.Errorf("%s: %q %+v", til, hindring, s)
		}
		if u, err := h.OppdaterSamtykkeForPart(m, id, fnrMor, til, nil, saksbehandler); err != nil || *u.Hindring != innsyn.HindringInvalidert {
			t.Errorf("on her behalf %s: %v %+v", til, err, u)
		}
	}
	if u, err := h.EndreSamtykke(m, id, dag(t, "2030-01-01"), nil, saksbehandler); err != nil || *u.Hindring != innsyn.HindringInvalidert {
		t.Errorf("moved: %v %+v", err, u)
	}
	if u, err := h.EndreTilgangForPart(m, id, fnrMor, false); err != nil || u.Hindring != nil || u.Samtykke.Personer[0].HarTilgang {
		t.Errorf("access: %v %+v", err, u)
	}
	if _, err := h.Samtykke(h.som(t, fnrMor), id); !errors.Is(err, ent.ErrIkkeFunnet) {
		t.Errorf("without access: %v", err)
	}
	if f := h.forlop(t, id); f != "OPPRETTET, SATT_UTGAATT_AV_BEHANDLER, REDIGERT" {
		t.Errorf("the history is %s", f)
	}
}

// At rest nothing tells: not a name, a number, a case or a reason, nor in the log. Control: what is not sealed is found.
func TestSamtykkeForseglet(t *testing.T) {
	h := nyttHus(t)
	const ord = "Kanarifugl"
	n, mappe := nyttSamtykke(t), ord
	n.Navn, n.Mappe.MappeID, n.Saksbehandler.SaksbehandlerID, n.Personer[1].Navn = ord, &mappe, ord, ord
	n.Dokument = &innsyn.Samtykkefil{Filnavn: ord, MimeType: ord, Tittel: ord, Lenke: ord}
	id := h.opprett(t, n)
	h.besvar(t, fnrMor, id, innsyn.SvarSamtykket)
	m := samtykkemaskin(t, "4601")
	_, err := h.InvaliderSamtykke(m, id, ord, innsyn.Saksbehandler{SaksbehandlerID: ord, Fagsystem: ord})
	maa(t, err)
	rader := func() (alt string) {
		for _, tabell := range []string{"samtykke", "samtykkepart", "samtykkehendelse", "innsynslogg"} {
			var raw string
			maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT string_agg(encode(convert_to(t::text, 'UTF8'), 'escape') || coalesce(encode(decode(substring(t::text from '\\x([0-9a-f]+)'), 'hex'), 'escape'), ''), ' ') FROM `+tabell+` t`, nil, &raw))
			alt += raw
		}
		return alt
	}
	if r := rader(); len(r) < 1000 || strings.Contains(r, ord) || strings.Contains(r, fnrMor) || strings.Contains(h.logg.String(), ord) || strings.Contains(h.logg.String(), fnrMor) {
		t.Errorf("in clear, of %d: %s", len(r), r)
	}
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE samtykke SET innhold = $1`, []byte(ord)))
	if !strings.Contains(rader(), ord) {
		t.Error("a row in clear is not found")
	}
	// A row moved to another consent does not open.
	annet := h.opprett(t, nyttSamtykke(t))
	maa(t, dbtest.Exec(t.Context(), h.dsn, `UPDATE samtykkepart p SET innhold = (SELECT innhold FROM samtykkepart WHERE samtykke_id = $1 AND nr = 1) WHERE samtykke_id = $2 AND nr = 0`, id, annet))
	if _, err := h.Samtykke(h.som(t, fnrMor), annet); err == nil {
		t.Error("another's row opens as hers")
	}
}

// The keys turn under all of it, her log too, though nothing was ever indexed for her; and it is as it was.
func TestSamtykkeSnus(t *testing.T) {
	h := nyttHus(t)
	id := h.opprett(t, nyttSamtykke(t))
	h.settKlokke("2026-11-22T10:00:00Z")
	h.besvar(t, fnrMor, id, innsyn.SvarSamtykket)
	forlop := h.forlop(t, id)
	gamle := func() (n int) {
		t.Helper()
		av, err := h.UnderGamleNokler(system(t))
		maa(t, err)
		for _, tabell := range []string{"samtykke", "samtykkepart", "samtykkehendelse", "innsynslogg"} {
			n += av[tabell]
		}
		return n
	}
	maa(t, h.Vault.Rotate())
	if n := gamle(); n != 6 { // a consent, two parties, two lines of history, one of the log
		t.Errorf("%d rows under old keys before", n)
	}
	maa(t, h.SnuNokler(system(t)))
	if n := gamle(); n != 0 {
		t.Errorf("%d rows under old keys after", n)
	}
	s, err := h.Samtykke(viewer.With(t.Context(), viewer.Innbygger{Person: viewer.Person{ID: h.Person(fnrMor).ID}, Niva: viewer.NivaHoyt}), id)
	if err != nil || s.Svar != innsyn.SvarSamtykket || s.AndreParter[0] != "Far Farsen" || h.forlop(t, id) != forlop {
		t.Errorf("under the new keys: %v %+v", err, s)
	}
	if _, hindring := h.besvar(t, fnrMor, id, innsyn.SvarTrukket); hindring != "" {
		t.Errorf("withdrawn under the new keys: %s", hindring)
	}
}
