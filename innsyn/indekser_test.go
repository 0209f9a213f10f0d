package innsyn_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/ent"
	"barnevernportalen/ent/db/innsynsmelding"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/innsyn"
)

// Each party has a set of its own, and nothing of another's is in it.
func TestEttSettForHver(t *testing.T) {
	h := nyttHus(t)
	mor, far := mappe(fnrMor, "MOR", "Saken, slik mor ser den"), mappe(fnrFar, "FAR", "Saken, slik far ser den")
	postMor := journalpost(fnrMor, mor, "Bare mor", "2026-04-01T12:00:00Z")
	postFar := journalpost(fnrFar, far, "Bare far", "2026-04-01T12:00:00Z")
	h.indekser(t, postMor, postFar, mor, far) // entries before their cases
	for _, c := range []struct{ fnr, ser, ikke string }{{fnrMor, "mor", "far"}, {fnrFar, "far", "mor"}} {
		bilde := h.bilde(t, c.fnr)
		if !strings.Contains(bilde, "Bare "+c.ser) || strings.Contains(bilde, "Bare "+c.ikke) || strings.Contains(bilde, "slik "+c.ikke) {
			t.Errorf("%s sees %s", c.ser, bilde)
		}
		if strings.Contains(bilde, fnrMor) || strings.Contains(bilde, fnrFar) || strings.Contains(bilde, "974760673") {
			t.Errorf("a number is shown: %s", bilde)
		}
	}
	// By its id another's is not there; nor is what never was.
	for _, id := range []uuid.UUID{rad(bergensk, far), rad(bergensk, postFar), uuid.New()} {
		if _, err := h.Mappe(h.som(t, fnrMor), id); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("mappe %v", err)
		}
		if _, err := h.Journalpost(h.som(t, fnrMor), id); !errors.Is(err, ent.ErrIkkeFunnet) {
			t.Errorf("journalpost %v", err)
		}
	}
	if j, err := h.Journalpost(h.som(t, fnrMor), rad(bergensk, postMor)); err != nil || j.Tittel != "Bare mor" {
		t.Errorf("her own: %v", err)
	}
	if b := h.bilde(t, fnrFremmed); b != "" {
		t.Errorf("a stranger sees %s", b)
	}
}

// The same meldingId writes over, whole; everything sent again gives the same.
func TestIgjenOgOver(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "En")
	alle := []innsyn.Melding{m, journalpost(fnrMor, m, "A", "2026-04-01T12:00:00Z"), journalpost(fnrMor, m, "B", "2025-04-01T12:00:00Z")}
	alle[1].EksternRef = "gruppe"
	snart := time.Now().Add(time.Hour)
	alle[2].TilgjengeligTil = &snart
	if s := h.indekser(t, alle...); s.Opprettet != 3 || s.Oppdatert != 0 {
		t.Errorf("first %+v", s)
	}
	for1 := h.bilde(t, fnrMor)
	slices.Reverse(alle)
	if s := h.indekser(t, alle...); s.Opprettet != 0 || s.Oppdatert != 3 {
		t.Errorf("again %+v", s)
	}
	if n, err := h.Slett(maskin(t, bergensk, "4601"), innsyn.Utvalg{Kommunenummer: "4601"}); err != nil || n != 3 {
		t.Errorf("deleted %d %v", n, err)
	}
	if h.bilde(t, fnrMor) != "" {
		t.Error("deleted and seen")
	}
	h.indekser(t, alle...)
	if naa := h.bilde(t, fnrMor); naa != for1 {
		t.Errorf("replayed:\n%s\nfirst:\n%s", naa, for1)
	}

	// Written over by less: what the new one leaves out is gone from the columns too.
	over := alle[1]
	over.EksternRef, over.TilgjengeligTil, over.Metadata = "", nil, felter{"tittel": "C", "forelderMeldingId": m.MeldingID}.json()
	h.indekser(t, over)
	var n int
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM innsynsmelding WHERE id = $1 AND ekstern_ref IS NULL AND tilgjengelig_til IS NULL
		AND dato IS NULL AND dokumenttype IS NULL`, []any{rad(bergensk, over)}, &n))
	if n != 1 {
		t.Error("an old column is kept")
	}
	// To another person: it is that person's, and the first has it no more.
	til := endret(m, felter{"minPart": nil})
	til.Fodselsnummer = fnrFar
	h.indekser(t, til)
	if h.bilde(t, fnrMor) != "" || !strings.Contains(h.bilde(t, fnrFar), "En") {
		t.Error("a message that changed hands is not the new one's alone")
	}
}

// An integration touches its own, in its own kommuner.
func TestBareSineEgne(t *testing.T) {
	h := nyttHus(t)
	m := mappe(fnrMor, "MOR", "Vår")
	h.indekser(t, m)
	samme := endret(m, felter{"tittel": "Deres"})
	h.indekserSom(t, maskin(t, annen, "4601"), samme) // the same meldingId of another integration is another message
	if b := h.bilde(t, fnrMor); !strings.Contains(b, "Vår") || !strings.Contains(b, "Deres") {
		t.Errorf("sees %s", b)
	}
	if n, err := h.Slett(maskin(t, annen, "4601", "0301"), innsyn.Utvalg{Kommunenummer: "4601", MeldingIDer: []uuid.UUID{m.MeldingID}}); err != nil || n != 1 {
		t.Errorf("deleted %d %v", n, err)
	}
	if b := h.bilde(t, fnrMor); !strings.Contains(b, "Vår") || strings.Contains(b, "Deres") {
		t.Errorf("sees %s", b)
	}
	if _, err := h.Indekser(maskin(t, bergensk, "0301"), []innsyn.Melding{m}); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
		t.Errorf("another kommune: %v", err)
	}
	if _, err := h.Slett(maskin(t, bergensk, "0301"), innsyn.Utvalg{Kommunenummer: "4601"}); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
		t.Errorf("another kommune: %v", err)
	}
	if _, err := h.Indekser(h.som(t, fnrMor), []innsyn.Melding{m}); !errors.Is(err, innsyn.ErrIkkeIndekserer) {
		t.Errorf("a person: %v", err)
	}
}

// One bad message stops its batch, and each fault is named.
func TestEnFeilStopperAlt(t *testing.T) {
	h := nyttHus(t)
	god, dum := mappe(fnrMor, "MOR", "God"), mappe(fnrFar, "FAR", " ")
	dum = endret(dum, felter{"saksdato": "i fjor", "ukjent": 1, "milepeler": []felter{{"startdato": 3}}, "organisasjonsnummer": nil})
	svar, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{god, dum})
	maa(t, err)
	var stier []string
	for _, f := range svar.Feil {
		stier = append(stier, strings.Join(f.Sti, ".")+" "+string(f.Kode))
	}
	vil := []string{
		"meldinger.1.metadata.milepeler.0.navn MANGLER", "meldinger.1.metadata.milepeler.0.startdato FEIL_TYPE",
		"meldinger.1.metadata.organisasjonsnummer MANGLER", "meldinger.1.metadata.saksdato UGYLDIG_FORMAT",
		"meldinger.1.metadata.tittel UGYLDIG_FORMAT", "meldinger.1.metadata.ukjent UKJENT_FELT",
	}
	if !slices.Equal(stier, vil) {
		t.Errorf("got %q", stier)
	}
	var n int
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM innsynsmelding`, nil, &n))
	if n != 0 || h.bilde(t, fnrMor) != "" {
		t.Errorf("%d rows of a batch with a fault", n)
	}
	for navn, m := range map[string]innsyn.Melding{
		"another person's minPart": endret(god, felter{"minPart": felter{"rolle": "FAR", "fornavn": "F", "etternavn": "F", "fodselsnummer": fnrFar}}),
		"no number":                func() innsyn.Melding { m := god; m.Fodselsnummer = "1234567890"; return m }(),
		"a group with a quote":     func() innsyn.Melding { m := god; m.EksternRef = `a"b`; return m }(),
		"its own parent": func() innsyn.Melding {
			m := journalpost(fnrMor, god, "J", "2026-04-01T12:00:00Z")
			return endret(m, felter{"forelderMeldingId": m.MeldingID})
		}(),
		"two values": func() innsyn.Melding { m := god; m.Metadata = append(m.Metadata, "{}"...); return m }(),
		"no JSON":    func() innsyn.Melding { m := god; m.Metadata = []byte("{"); return m }(),
		"too large":  endret(god, felter{"beskrivelse": strings.Repeat("x", innsyn.MaksMetadata)}),
	} {
		if svar, err := h.Indekser(maskin(t, bergensk, "4601"), []innsyn.Melding{m}); err != nil || len(svar.Feil) == 0 {
			t.Errorf("%s: taken (%v)", navn, err)
		}
	}
	if svar, err := h.Indekser(maskin(t, bergensk, "4601"), make([]innsyn.Melding, 0)); err != nil || len(svar.Feil) != 1 {
		t.Errorf("an empty batch: %v", err)
	}
}

// What has run out is seen no more, and then not there.
func TestTilgjengeligTil(t *testing.T) {
	h := nyttHus(t)
	gammel, varig := mappe(fnrMor, "MOR", "Utløpt"), mappe(fnrMor, "MOR", "Varig")
	for0 := time.Now().Add(-time.Minute)
	gammel.TilgjengeligTil = &for0
	h.indekser(t, gammel, varig)
	if b := h.bilde(t, fnrMor); strings.Contains(b, "Utløpt") || !strings.Contains(b, "Varig") {
		t.Errorf("sees %s", b)
	}
	maa(t, h.RyddUtlopte(system(t)))
	var n int
	maa(t, dbtest.QueryRow(t.Context(), h.dsn, `SELECT count(*) FROM innsynsmelding`, nil, &n))
	if n != 1 {
		t.Errorf("%d rows are left", n)
	}
}

// A batch in which more is wrong than is told is refused like any other: what comes after the last thing told is not taken
// for right because nothing more was written down about it.
func TestFlereFeilEnnSomFortelles(t *testing.T) {
	h := nyttHus(t)
	var bolk []innsyn.Melding
	for i := range 1100 {
		m := mappe(fnrMor, "MOR", "T")
		m.Metadata = [][]byte{[]byte(`[]`), []byte(`{}`), []byte(`null`)}[i%3]
		if i%2 == 0 {
			m.Slag = innsynsmelding.SlagJournalpost
		}
		bolk = append(bolk, m)
	}
	bolk = append(bolk, mappe(fnrMor, "MOR", "A right one, last"))
	svar, err := h.Indekser(maskin(t, bergensk, "4601"), bolk)
	maa(t, err)
	if len(svar.Feil) != 1000 || svar.Opprettet != 0 {
		t.Errorf("%d errors, %d written", len(svar.Feil), svar.Opprettet)
	}
	if h.bilde(t, fnrMor) != "" {
		t.Error("something of it is there")
	}
	meldinger := `{"meldinger":[` + strings.Repeat(`{},`, 1100) + `{}]}`
	if _, feil := innsyn.LesIndexRequest([]byte(meldinger)); len(feil) != 1000 {
		t.Errorf("KS's path: %d errors", len(feil))
	}
	slett := `{"meldinger":[` + strings.Repeat(`{"x":1},`, 999) + `{}]}`
	if _, feil := innsyn.LesSlettemeldinger([]byte(slett)); len(feil) != 1000 {
		t.Errorf("KS's path for deleting: %d errors", len(feil))
	}
}
