package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func ledigPort(t testing.TB) string {
	t.Helper()
	ln, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// The demo against the portal itself: indexed again, by the other way, or after being killed between any two batches, each
// person sees the same.
func TestIndekserEktePortal(t *testing.T) {
	p := startEkteportal(t)
	ekte := program{maskinporten: hentToken}
	kjor := func(navn string, mer ...string) string {
		t.Helper()
		ut, feil, err := kjorKommando(t, ekte, p.argumenter(navn, mer...)...)
		if err != nil {
			t.Fatalf("%v: %v %s", mer, err, feil)
		}
		return strings.TrimSpace(ut)
	}
	bergen, err := lesDemo("4601")
	if err != nil {
		t.Fatal(err)
	}
	oslo, err := lesDemo("0301")
	if err != nil {
		t.Fatal(err)
	}
	personer := map[string]string{}
	for _, d := range []demo{bergen, oslo} {
		for navn, part := range d.Personer {
			personer[navn] = part.Fodselsnummer
		}
	}
	alle := func() map[string]string {
		ut := map[string]string{}
		for navn, fnr := range personer {
			ut[navn] = p.ser(fnr)
		}
		return ut
	}
	like := func(hva string, for0, naa map[string]string) {
		t.Helper()
		for navn := range personer {
			if for0[navn] != naa[navn] {
				t.Errorf("%s: %s sees something else:\n%s\n%s", hva, navn, for0[navn], naa[navn])
			}
		}
	}

	// 1. Killed between every two batches, and begun again: the second run is never stopped by what the first has done.
	const bolk = 20 // five batches and more
	killed := 0
	for n := 1; ; n++ {
		c, l := barn(t, "ekte", fmt.Sprintf("bolk:%d", n), p.argumenter("bergen", "-bolk", fmt.Sprint(bolk))...)
		err := c.Wait()
		if err == nil {
			break
		}
		if !drept(err) {
			t.Fatalf("%v\n%s", err, l)
		}
		killed++
		if n == 3 && strings.Count(p.ser(personer["mor"]), `"Tittel"`) == 0 {
			t.Error("killed after its third batch, and nothing is there: the test does not see what is written")
		}
	}
	if killed < 5 {
		t.Errorf("killed %d times: the batches are too few to show anything", killed)
	}
	etterDrap := kjor("bergen")
	if !strings.Contains(etterDrap, "(0 new, ") {
		t.Errorf("after the kills: %s", etterDrap)
	}
	// And before a document is linked to.
	if c, l := barn(t, "ekte", "dokument:3", p.argumenter("oslo")...); !drept(c.Wait()) {
		t.Errorf("it lived\n%s", l)
	}
	kjor("oslo")
	forst := alle()
	for navn, ser := range forst {
		if strings.Count(ser, `"Kilde":"PORTAL"`) < 4 {
			t.Errorf("%s sees too little: %s", navn, ser)
		}
	}

	// 2. Replay, both ways.
	for _, navn := range []string{"bergen", "oslo"} {
		for _, vei := range [][]string{nil, {"-rest", "-bolk", "7"}} {
			if ut := kjor(navn, vei...); !strings.Contains(ut, "(0 new, ") {
				t.Errorf("%s %v: %s", navn, vei, ut)
			}
		}
	}
	like("replayed", forst, alle())
	dokumenter := func(hva string, minst int) {
		t.Helper()
		if n := p.lagret(); n != p.arkivert() || n < minst {
			t.Errorf("%s: the portal holds %d documents, and the case systems know of %d", hva, n, p.arkivert())
		}
	}
	dokumenter("replayed", 35)

	// 3. Deleted it is gone, for this kommune only, and comes back the same under the same ids.
	for _, vei := range [][]string{nil, {"-rest"}} {
		kjor("bergen", append(vei, "-slett")...)
		if ser := p.ser(personer["mor"]); ser != "null" {
			t.Errorf("deleted, and mor sees %s", ser)
		}
		if p.ser(personer["medmor"]) != forst["medmor"] {
			t.Error("Bergen's deletion has taken Oslo's")
		}
		kjor("bergen", vei...)
		like("deleted and indexed", forst, alle())
	}
	dokumenter("deleted and indexed", 35)

	// 4. One more, for one person: she sees it, and the others do not.
	if _, err := uuid.Parse(kjor("bergen", "-ny", "-person", "mor", "-tittel", "Helt nytt brev")); err != nil {
		t.Error(err)
	}
	for navn, ser := range alle() {
		if strings.Contains(ser, "Helt nytt brev") != (navn == "mor") {
			t.Errorf("%s: the new entry is seen by the wrong person, or not at all", navn)
		}
	}
	if kjor("bergen"); !strings.Contains(p.ser(personer["mor"]), "Helt nytt brev") {
		t.Error("replaying the demo took the new entry away")
	}

	// 5. Shut out stays shut out, whatever is indexed.
	if _, err := uuid.Parse(kjor("bergen", "-sperr", "mor")); err != nil {
		t.Error(err)
	}
	kjor("bergen")
	if ser := p.ser(personer["mor"]); ser != "null" {
		t.Errorf("shut out, and sees %s", ser)
	}
	if p.ser(personer["far"]) != forst["far"] {
		t.Error("mor is shut out, and far sees something else")
	}

	for navn, fnr := range personer {
		if strings.Contains(p.logg.String(), fnr) {
			t.Errorf("the number of %s is in the portal's log", navn)
		}
	}
}

// indeksportal answers the index's questions as the test says.
func indeksportal(t *testing.T, svar http.HandlerFunc) (fil string) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /helse", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/", svar)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	fil, _ = skrivOppsett(t, s.URL)
	return fil
}

// What the portal finds wrong is told by field and code; nothing that was sent, and no word of the portal's own, comes with it.
func TestIndekserFeil(t *testing.T) {
	for hva, c := range map[string]struct {
		svar, vil string
		status    int
	}{
		"a field": {`{"data":{"svar":{"opprettet":0,"oppdatert":0,"feil":[{"sti":["meldinger","3","metadata","` + kanari + ` x"],"kode":"MANGLER"},{"sti":[],"kode":"FOR_STOR"}]}}}`,
			"2 things wrong; the first is MANGLER at meldinger.3.metadata.?", 200},
		"no right": {`{"errors":[{"message":"` + kanari + `","extensions":{"kode":"MANGLER_RETTIGHET"}}],"data":null}`, "MANGLER_RETTIGHET", 200},
		"down":     {`<html>` + kanari, "no usable answer", 502},
	} {
		fil := indeksportal(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(c.status)
			_, _ = w.Write([]byte(c.svar))
		})
		ut, feil, err := kjorKommando(t, program{}, "indekser", "-uten-dokumenter", "-oppsett", fil)
		if err == nil || !strings.Contains(err.Error(), c.vil) {
			t.Errorf("%s: %v", hva, err)
		} else if strings.Contains(ut+feil+err.Error(), kanari) {
			t.Errorf("%s: a peer's word is repeated: %v", hva, err)
		}
	}
}

func TestIndekserNektes(t *testing.T) {
	fil := indeksportal(t, func(http.ResponseWriter, *http.Request) { t.Error("something was sent") })
	for _, args := range [][]string{{"-bolk", "0"}, {"-bolk", "5001"}, {"-sperr", "ukjent"}, {"-ny", "-person", "medmor"}, {"mor"}} {
		if _, _, err := kjorKommando(t, program{}, append([]string{"indekser", "-oppsett", fil}, args...)...); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}

// It can be started before the portal, and before its own settings are there; and gives up when told.
func TestIndekserVenter(t *testing.T) {
	provd := 0
	err := vent(t.Context(), time.Minute, func(context.Context) error {
		if provd++; provd < 3 {
			return errUtilgjengelig
		}
		return nil
	})
	if err != nil || provd != 3 {
		t.Errorf("%d %v", provd, err)
	}
	if err := vent(t.Context(), time.Millisecond, func(context.Context) error { return errUtilgjengelig }); err == nil {
		t.Error("waited for ever")
	}
	if _, _, err := kjorKommando(t, program{}, "indekser", "-vent", "1ms", "-oppsett", filepath.Join(t.TempDir(), "ingen.json")); err == nil {
		t.Error("no settings")
	}
}

// KS's body, field by field.
func TestIndekserREST(t *testing.T) {
	var meldinger []map[string]any
	fil := indeksportal(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPut || r.URL.Path != "/innsyn-index/api/v2/indexRequest" {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		var q struct{ Meldinger []map[string]any }
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Error(err)
		}
		meldinger = append(meldinger, q.Meldinger...)
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"opprettet":%d,"oppdatert":0,"manglerSamtykke":0,"meldingerUtenSamtykke":[]}`, len(q.Meldinger))
	})
	if _, _, err := kjorKommando(t, program{}, "indekser", "-rest", "-uten-dokumenter", "-oppsett", fil); err != nil {
		t.Fatal(err)
	}
	sett := map[any]bool{}
	for _, m := range meldinger {
		hvem, _ := m["eksponertFor"].(map[string]any)
		if hvem["identifikatorType"] != "FODSELSNUMMER" || len(fmt.Sprint(hvem["verdi"])) != 11 || m["sikkerhetsniva"] != 4.0 || m["eksternRef"] != demoRef ||
			m["fiksOrganisasjonId"] == "" || m["meldingMetadata"] == "" || sett[m["meldingId"]] {
			t.Fatalf("%v", m)
		}
		sett[m["meldingId"]] = true
	}
	if len(sett) < 60 {
		t.Errorf("%d messages", len(sett))
	}
}
