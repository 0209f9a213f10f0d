package server_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/ent/viewer"
)

const (
	brevutkastfelt       = `{slag stedId nokkel versjon innhold lagret utloper filerHer}`
	dokBrevutkast        = `query Brevutkast($slag:Brevutkastslag!,$stedId:ID!){brevutkast(slag:$slag,stedId:$stedId)` + brevutkastfelt + `}`
	dokLagreBrevutkast   = `mutation LagreBrevutkast($input:LagreBrevutkastInput!){lagreBrevutkast(input:$input){utkast` + brevutkastfelt + ` nyere` + brevutkastfelt + ` sendt feil{felt kode}}}`
	dokSlettBrevutkast   = `mutation SlettBrevutkast($input:SlettBrevutkastInput!){slettBrevutkast(input:$input){slettet}}`
	dokVenter            = `query Venter{mineMapper{id venter{slag journalpostId tittel frist kom status}}}`
	hemmeligHalvferdig   = "hemmelig-halvferdig"
	brevutkastOverGrense = 300 << 10
)

var brevutkastdokumenter = []string{dokBrevutkast, dokLagreBrevutkast, dokSlettBrevutkast, dokVenter}

// galtBrevutkast is a draft from nowhere.
var galtBrevutkast = inn(map[string]any{"slag": "BREV", "stedId": nokkel1, "nokkel": nokkel1, "versjon": 1, "innhold": "{}"})

// A draft over HTTP: it is there in her next session, nobody else finds it or can write from her case, and neither the log nor
// the database says what it is.
func TestBrevutkastOverHTTP(t *testing.T) {
	p := nyttHus(t)
	p.indekser(t, pidMelder, "ord", meldingMappe, meldingPost)
	mor, fremmed := p.okt(t, pidMelder, viewer.NivaHoyt), p.okt(t, pidFremmed, viewer.NivaHoyt)
	for _, sted := range []string{radID(meldingMappe), radID(meldingPost)} {
		n := map[string]any{"slag": "BREV", "stedId": sted, "nokkel": uuid.NewString(), "versjon": 1, "innhold": `{"tekst":"` + hemmeligHalvferdig + `"}`}
		lagre := map[string]any{"input": n}
		if s := p.kjor(t, mor, dokLagreBrevutkast, lagre); s.les("data", "lagreBrevutkast", "utkast", "lagret") == nil {
			t.Fatalf("not saved: %s", s.raw)
		}
		hent := map[string]any{"slag": "BREV", "stedId": sted}
		neste := p.okt(t, pidMelder, viewer.NivaHoyt)
		if s := p.kjor(t, neste, dokBrevutkast, hent); s.les("data", "brevutkast", "innhold") != n["innhold"] || s.les("data", "brevutkast", "nokkel") != n["nokkel"] {
			t.Errorf("in the next session: %s", s.raw)
		}
		if s := p.kjor(t, fremmed, dokBrevutkast, hent); s.les("data") == nil || s.les("data", "brevutkast") != nil {
			t.Errorf("another's: %s", s.raw)
		}
		if s := p.kjor(t, fremmed, dokLagreBrevutkast, lagre); s.les("data", "lagreBrevutkast", "feil", 0, "kode") != "IKKE_FUNNET" {
			t.Errorf("another writes from it: %s", s.raw)
		}
		if s := p.kjor(t, fremmed, dokSlettBrevutkast, map[string]any{"input": map[string]any{"nokkel": n["nokkel"]}}); s.les("data", "slettBrevutkast", "slettet") != false {
			t.Errorf("another deletes it: %s", s.raw)
		}
		n["innhold"] = `"` + strings.Repeat("a", brevutkastOverGrense) + `"`
		if s := p.kjor(t, mor, dokLagreBrevutkast, lagre); s.les("data", "lagreBrevutkast", "feil", 0, "kode") != "FOR_LANG" {
			t.Errorf("too long: %.200s", s.raw)
		}
	}
	if s := p.kjor(t, mor, dokSlettBrevutkast, map[string]any{"input": map[string]any{"nokkel": nokkel1}}); s.les("data", "slettBrevutkast", "slettet") != false {
		t.Errorf("%s", s.raw)
	}
	if strings.Contains(p.logg.String(), hemmeligHalvferdig) {
		t.Error("the log says what she writes")
	}
}
