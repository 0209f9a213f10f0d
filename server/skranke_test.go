package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"barnevernportalen/ent/db/tilgang"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
)

const pidKollega = "24859133333" // works in Bergen too, in these tests

// medKollega gives Bergen one more caseworker.
func (p *port) medKollega(t testing.TB) {
	t.Helper()
	maa(t, p.forvaltning.GiTilgang(p.sys(t), p.vault.Hash("person", pidKollega), tilgang.RolleSaksbehandler, bergen))
}

// til reads messages until one is as wanted: what is handed over besides may give more of them.
func (c *sokkelklient) til(hva string, ok func(wsMelding) bool) wsMelding {
	c.t.Helper()
	for {
		m := c.neste()
		if ok(m) {
			return m
		}
		if m.Type != "next" {
			c.t.Fatalf("%s: %s %s", hva, m.Type, m.Payload)
		}
	}
}

// What one caseworker does the other sees, and by whom it was done.
func TestToSaksbehandlereVedSammeSkranke(t *testing.T) {
	p := nyttHus(t)
	p.medKollega(t)
	p.lytt(t)
	en, to := p.okt(t, pidBergen, viewer.NivaHoyt), p.okt(t, pidKollega, viewer.NivaHoyt)
	c := p.sokkel(t, to)
	c.abonner("i", dokSkrankeLive, bergenVar)
	c.neste()
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	felt := func(m wsMelding, navn ...any) any {
		return m.les(append([]any{"data", "mottakEndret", "meldinger", 0}, navn...)...)
	}
	c.til("it came", func(m wsMelding) bool { return felt(m, "id") == id })

	p.kjor(t, en, dokTa, map[string]any{"id": id})
	m := c.til("it was taken", func(m wsMelding) bool { return felt(m, "tattAv") != nil })
	if felt(m, "tattAv", "navn") != "Navn "+pidBergen || felt(m, "tatt") == nil || felt(m, "brevfrist") == nil || felt(m, "bevis") != "INGEN" {
		t.Errorf("taken: %s", m.Payload)
	}
	// The same again moves nothing; a colleague may take it over, and the filter knows whose it is.
	p.kjor(t, en, dokTa, map[string]any{"id": id})
	mine := map[string]any{"k": "4601", "b": "00", "f": map[string]any{"tattAvMeg": true}}
	if s := p.kjor(t, to, dokSkranke, mine); s.les("data", "mottak", "edges", 0) != nil {
		t.Errorf("another's taking is mine: %s", s.raw)
	}
	p.kjor(t, to, dokTa, map[string]any{"id": id})
	if s := p.kjor(t, to, dokSkranke, mine); s.les("data", "mottak", "edges", 0, "node", "id") != id {
		t.Errorf("my taking is not mine: %s", s.raw)
	}
	p.kjor(t, to, dokTa, map[string]any{"id": id, "ta": false})
	if s := p.kjor(t, to, dokSkranke, mine); s.les("data", "mottak", "edges", 0) != nil {
		t.Errorf("laid back: %s", s.raw)
	}
	p.kjor(t, en, dokBekreft, map[string]any{"id": id})
	m = c.til("it was confirmed", func(m wsMelding) bool { return felt(m, "bekreftet") != nil })
	if felt(m, "bekreftetAv", "navn") != "Navn "+pidBergen || m.les("data", "mottakEndret", "antallUbekreftede") != 0.0 {
		t.Errorf("confirmed: %s", m.Payload)
	}
	if s := p.kjor(t, to, dokTa, map[string]any{"id": id}); s.les("data", "taMottak", "melding", "tattAv") != nil {
		t.Errorf("what is proven was taken: %s", s.raw)
	}

	var slag []any
	s := p.kjor(t, to, dokForlop, map[string]any{"id": id})
	hendelser, _ := s.les("data", "mottattMelding", "hendelser").([]any)
	for i := range hendelser {
		slag = append(slag, s.les("data", "mottattMelding", "hendelser", i, "slag"))
	}
	if fikk := fmt.Sprint(slag); fikk != "[AKSEPTERT OVERLEVERT TATT TATT LAGT_TILBAKE BEKREFTET]" && fikk != "[AKSEPTERT TATT TATT LAGT_TILBAKE BEKREFTET]" {
		t.Errorf("the history: %s", s.raw)
	}
}

// A caseworker who will not have a report says why: the letter is due at once, and the history says who.
func TestSaksbehandlerAvviser(t *testing.T) {
	p := nyttHus(t)
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	if s := p.kjor(t, kake, dokAvvis, map[string]any{"id": id}); s.les("data", "avvisMottak", "melding", "id") != id || s.les("data", "avvisMottak", "feil") != nil {
		t.Fatalf("not refused: %s", s.raw)
	}
	avviste := map[string]any{"k": "4601", "b": "00", "f": map[string]any{"utvalg": "AVVIST"}}
	if s := p.kjor(t, kake, dokSkranke, avviste); s.les("data", "mottak", "edges", 0, "node", "id") != id {
		t.Errorf("not among the refused: %s", s.raw)
	}
	s := p.kjor(t, kake, dokForlop, map[string]any{"id": id})
	for _, ord := range []string{"AVVIST_FAGSYSTEM", "KAN_IKKE_LAGRES", "Navn " + pidBergen} {
		if !strings.Contains(string(s.raw), ord) {
			t.Errorf("the history has no %s: %s", ord, s.raw)
		}
	}
	brev, err := p.db.Client().Leveranse.Query().All(p.sys(t))
	maa(t, err)
	klar := false
	for _, l := range brev {
		klar = klar || string(l.Kanal) == "BREV" && string(l.Status) == "KLAR"
	}
	if !klar {
		t.Error("the letter is not due")
	}
}

// A caseworker whose right is withdrawn while her desk is open is gone within a second, and her colleague is not. Nothing else
// happens meanwhile, and the control says by what it is seen: without the trigger nothing comes.
func TestTrukketTilgangErBorteInnenEtSekund(t *testing.T) {
	p := nyttHus(t)
	p.medKollega(t)
	p.lytt(t)
	kollega := p.sokkel(t, p.okt(t, pidKollega, viewer.NivaHoyt))
	kollega.abonner("i", dokSkrankeLive, bergenVar)
	kollega.neste()
	person := p.vault.Hash("person", pidBergen)
	kake := p.okt(t, pidBergen, viewer.NivaHoyt)
	raskest := time.Hour
	for range 3 { // a machine may be busy with other things for a second; not each time
		c := p.sokkel(t, kake)
		c.abonner("i", dokSkrankeLive, bergenVar)
		c.neste()
		kjor(t, p.hus.dsn, fmt.Sprintf(`UPDATE tilgang SET trukket = now() WHERE person_id = '\x%x' AND trukket IS NULL`, person))
		start := time.Now()
		m := c.til("withdrawn", func(m wsMelding) bool { return m.Type == "error" })
		raskest = min(raskest, time.Since(start))
		if m.les(0, "extensions", "kode") != "IKKE_FUNNET" {
			t.Errorf("withdrawn: %s", m.Payload)
		}
		kjor(t, p.hus.dsn, fmt.Sprintf(`INSERT INTO tilgang (id, person_id, rolle, kommunenummer, bydelsnummer, gitt)
			SELECT gen_random_uuid(), person_id, rolle, kommunenummer, bydelsnummer, now() FROM tilgang WHERE person_id = '\x%x' LIMIT 1`, person)) // given anew
	}
	if raskest > time.Second {
		t.Errorf("gone after %v", raskest)
	}
	id := p.send(t, p.okt(t, pidMelder, viewer.NivaBetydelig), "4601")
	kollega.til("the colleague’s", func(m wsMelding) bool { return m.les("data", "mottakEndret", "meldinger", 0, "id") == id })

	maa(t, dbtest.Exec(t.Context(), p.hus.dsn, `DROP TRIGGER tilgang_varsle ON tilgang`))
	c := p.sokkel(t, kake)
	c.abonner("i", dokSkrankeLive, bergenVar)
	c.neste()
	kjor(t, p.hus.dsn, fmt.Sprintf(`UPDATE tilgang SET trukket = now() WHERE person_id = '\x%x' AND trukket IS NULL`, person))
	if !c.stille() {
		t.Error("without the trigger something came: the test above sees something else")
	}
}
