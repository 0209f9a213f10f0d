package server_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
	"barnevernportalen/ent/db/hendelse"
	"barnevernportalen/ent/viewer"
)

const dokBevis = `mutation($id:ID!$bevis:String){bekreftMottak(input:{id:$id bevis:$bevis}){melding{id bevis tilstand}feil{kode melding}}}`

// hentForseglet fetches the sealed container as a machine.
func (p *port) hentForseglet(t *testing.T, m maskin, id string) svar {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.url+"/last-ned/forseglet/"+id, nil)
	maa(t, err)
	m.bruk(r)
	return gjor(t, r)
}

// A machine's whole way on the native channel: it watches, fetches, opens, stores (here: not), and gives the token back.
func TestMaskinMottarOgBeviser(t *testing.T) {
	p := nyttHus(t)
	p.lytt(t)
	p.db.Client().Bydel.Update().SetGirBevis(true).ExecX(p.sys(t))
	m, melder := p.hus.maskiner[maskinOslo], p.okt(t, pidMelder, viewer.NivaBetydelig)
	c := p.maskinsokkel(t, m)
	c.send(wsMelding{ID: "1", Type: "subscribe", Payload: raa(t, map[string]any{
		"query": `subscription{mottakEndret(kommunenummer:"0301" bydelsnummer:"01"){nullstill antallUbekreftede meldinger{id nr bevis dokumenter{navn sti}}}}`,
	})})
	type endring struct {
		Data struct {
			MottakEndret struct {
				Nullstill         bool
				AntallUbekreftede int
				Meldinger         []struct {
					ID, Bevis  string
					Dokumenter []struct{ Navn, Sti string }
				}
			}
		}
	}
	neste := func() (e endring) {
		t.Helper()
		melding := c.neste()
		if melding.Type != "next" {
			t.Fatalf("%s %s", melding.Type, melding.Payload)
		}
		maa(t, json.Unmarshal(melding.Payload, &e))
		return e
	}
	if e := neste().Data.MottakEndret; !e.Nullstill || len(e.Meldinger) != 0 {
		t.Fatalf("the present state: %+v", e)
	}
	id := p.send(t, melder, "0301")
	e := neste().Data.MottakEndret
	if e.Nullstill || len(e.Meldinger) != 1 || e.Meldinger[0].ID != id || len(e.Meldinger[0].Dokumenter) != 1 {
		t.Fatalf("the new report: %+v", e)
	}
	if d := e.Meldinger[0].Dokumenter[0]; d.Navn != "asice.cms" || d.Sti != "/last-ned/forseglet/"+id {
		t.Errorf("%+v", d)
	}

	// The blind yes of one that has not even fetched it.
	s := p.sporsmal(t, m, dokBevis, map[string]any{"id": id})
	if s.les("data", "bekreftMottak", "feil", "kode") != "IKKE_HENTET" || s.les("data", "bekreftMottak", "melding", "bevis") != "INGEN" {
		t.Errorf("not fetched: %s", s.raw)
	}

	s = p.hentForseglet(t, m, id)
	if s.status != http.StatusOK || s.hode.Get("Content-Type") != "application/cms" || !strings.Contains(s.hode.Get("Content-Disposition"), "asice.cms") {
		t.Fatalf("%d %v", s.status, s.hode)
	}
	if n := p.db.Client().Hendelse.Query().Where(hendelse.SlagEQ(hendelse.SlagHentet)).CountX(p.sys(t)); n != 1 {
		t.Errorf("%d fetches logged", n)
	}
	container, err := seal.Open(bytes.NewReader(s.raw), int64(len(s.raw)), p.hus.signer)
	maa(t, err)
	whole, err := seal.ReadContainer(container, container.Size(), seal.ReadOptions{Names: []string{seal.MeldingJSONName, seal.MeldingPDFName}, Bevis: true})
	maa(t, err)
	fil, _ := whole.File(seal.BevisName)
	raw, err := fil.Bytes()
	maa(t, err)
	var bevis struct{ Bevis string }
	maa(t, json.Unmarshal(raw, &bevis))

	s = p.sporsmal(t, m, dokBevis, map[string]any{"id": id, "bevis": bevis.Bevis[:21] + "_"})
	if s.les("data", "bekreftMottak", "feil", "kode") != "FEIL_BEVIS" || s.les("data", "bekreftMottak", "melding", "bevis") != "INGEN" {
		t.Errorf("a wrong token: %s", s.raw)
	}
	// Hidden, and never there: the same to the byte.
	annens := p.send(t, melder, "4601")
	skjult := p.sporsmal(t, m, dokBevis, map[string]any{"id": annens, "bevis": bevis.Bevis})
	aldri := p.sporsmal(t, m, dokBevis, map[string]any{"id": uuid.NewString(), "bevis": bevis.Bevis})
	if string(skjult.raw) != string(aldri.raw) || skjult.status != aldri.status || skjult.kode() != "IKKE_FUNNET" {
		t.Errorf("told apart:\n%s\n%s", skjult.raw, aldri.raw)
	}
	s = p.sporsmal(t, m, dokBevis, map[string]any{"id": id, "bevis": bevis.Bevis})
	if s.les("data", "bekreftMottak", "feil") != nil || s.les("data", "bekreftMottak", "melding", "bevis") != "LAGRET" {
		t.Errorf("the right token: %s", s.raw)
	}
	melding := p.kjor(t, melder, dokMelding, map[string]any{"id": id})
	if !strings.Contains(string(melding.raw), `"LAGRET"`) {
		t.Errorf("the reporter is not told: %s", melding.raw)
	}
	if strings.Contains(p.logg.String(), bevis.Bevis) {
		t.Error("the token stands in the log")
	}
	// Others' tokens, others' kommuner, and persons: nothing to fetch.
	if s := p.hentForseglet(t, p.hus.maskiner[maskinBergen], id); s.status != http.StatusNotFound {
		t.Errorf("another kommune's machine: %d", s.status)
	}
}

func raa(t testing.TB, v any) json.RawMessage {
	t.Helper()
	raw, err := json.Marshal(v)
	maa(t, err)
	return raw
}
