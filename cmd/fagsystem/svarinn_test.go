package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"barnevernportalen/delivery/seal"
)

// liksomSvarinn has one letter, and keeps what is said of it.
type liksomSvarinn struct {
	*httptest.Server
	liste  []felter
	zip    []byte
	status int // of the zip; 0: 200
	sagt   []string
}

func zipAv(t testing.TB, til seal.Key, filer map[string]string) []byte {
	t.Helper()
	var klar, ut bytes.Buffer
	z := zip.NewWriter(&klar)
	for navn, tekst := range filer {
		w, err := z.Create(navn)
		if err == nil {
			_, err = io.WriteString(w, tekst)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	w, err := seal.Encrypt(&ut, til.Cert)
	if err == nil {
		_, err = w.Write(klar.Bytes())
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return ut.Bytes()
}

func nyLiksomSvarinn(t testing.TB, id uuid.UUID, navn, tekst string) *liksomSvarinn {
	t.Helper()
	sum := sha256.Sum256([]byte(tekst))
	l := &liksomSvarinn{zip: zipAv(t, nokler()[0], map[string]string{navn: tekst}), liste: []felter{{
		"id": id, "tittel": "Post fra innbygger", "type": medvirkningstype, "sikkerhetsniva": "HOYESTE",
		"nedlastingslenke": "https://et.annet.sted.example/" + id.String(),
		"filer":            []felter{{"filnavn": navn, "mimeType": "application/pdf", "hash": hex.EncodeToString(sum[:]), "storrelse": len(tekst)}},
	}}}
	l.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b, p, ok := r.BasicAuth(); !ok || b != "bruker" || p != "passord" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		switch {
		case r.Method == http.MethodPatch:
			raw, _ := io.ReadAll(r.Body)
			l.sagt = append(l.sagt, string(raw))
		case r.URL.Path == "/"+svarinnSti:
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(l.liste)
		case l.status != 0:
			w.WriteHeader(l.status)
		default:
			_, _ = w.Write(l.zip)
		}
	}))
	t.Cleanup(l.Close)
	return l
}

func nyttPostmottak(t testing.TB, l *liksomSvarinn, passord string) *postmottak {
	t.Helper()
	s, err := nySvarinn(l.URL, svarinnoppsett{Bruker: "bruker", Passord: passord})
	if err != nil {
		t.Fatal(err)
	}
	lager, err := apnePostlager(t.TempDir(), true, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(lager.lukk)
	return &postmottak{svarinn: s, lager: lager, nokler: nokler()[:2], log: program{feil: io.Discard}.log(), steg: func(string) {}}
}

// A letter is received once it is read back, and said again if it is asked again. What is not what the list says, is for another,
// or would be written where it should not, is refused for good; what the disk or the network does is not.
func TestSvarinnTarIkkeAlt(t *testing.T) {
	const mottatt, forGodt, forNaa, taus = `"MOTTATT"`, `"permanent":true`, `"permanent":false`, ""
	for hva, c := range map[string]struct {
		endre func(*liksomSvarinn, *postmottak)
		vil   string
	}{
		"as it should be": {func(*liksomSvarinn, *postmottak) {}, mottatt},
		"another type":    {func(l *liksomSvarinn, _ *postmottak) { l.liste[0]["type"] = "annet" }, forGodt},
		"a lower level":   {func(l *liksomSvarinn, _ *postmottak) { l.liste[0]["sikkerhetsniva"] = "BETYDELIG" }, forGodt},
		"no files":        {func(l *liksomSvarinn, _ *postmottak) { l.liste[0]["filer"] = []felter{} }, forGodt},
		"a path": {func(l *liksomSvarinn, _ *postmottak) {
			l.liste[0]["filer"].([]felter)[0]["filnavn"] = "../../melding.pdf"
		}, forGodt},
		"our own file's name": {func(l *liksomSvarinn, _ *postmottak) { l.liste[0]["filer"].([]felter)[0]["filnavn"] = postkortfil }, forGodt},
		"another hash": {func(l *liksomSvarinn, _ *postmottak) {
			l.liste[0]["filer"].([]felter)[0]["hash"] = strings.Repeat("0", 64)
		}, forGodt},
		"longer than told": {func(l *liksomSvarinn, _ *postmottak) { l.liste[0]["filer"].([]felter)[0]["storrelse"] = 2 }, forGodt},
		"one file more": {func(l *liksomSvarinn, _ *postmottak) {
			l.zip = zipAv(t, nokler()[0], map[string]string{"melding.pdf": kanari, "mer.pdf": "x"})
		}, forGodt},
		"another's key": {func(l *liksomSvarinn, _ *postmottak) {
			l.zip = zipAv(t, nokler()[2], map[string]string{"melding.pdf": kanari})
		}, forGodt},
		"not sealed":       {func(l *liksomSvarinn, _ *postmottak) { l.zip = []byte("PK") }, forGodt},
		"the portal fails": {func(l *liksomSvarinn, _ *postmottak) { l.status = 502 }, taus},
		"a full disk": {func(_ *liksomSvarinn, m *postmottak) {
			m.lager.synk = func(*os.File) error { return fmt.Errorf("no space") }
		}, forNaa},
		"too many": {func(l *liksomSvarinn, _ *postmottak) {
			for range maksForsendelser {
				l.liste = append(l.liste, felter{"id": uuid.New()})
			}
		}, taus},
		"twice in the list": {func(l *liksomSvarinn, _ *postmottak) { l.liste = append(l.liste, l.liste[0]) }, taus},
	} {
		t.Run(hva, func(t *testing.T) {
			id := uuid.New()
			l := nyLiksomSvarinn(t, id, "melding.pdf", kanari)
			m := nyttPostmottak(t, l, "passord")
			c.endre(l, m)
			_, err := m.runde(t.Context())
			if (err == nil) != (c.vil == mottatt) || err != nil && strings.Contains(err.Error(), kanari) {
				t.Errorf("%v", err)
			}
			if sagt := strings.Join(l.sagt, ""); len(l.sagt) > 1 || (c.vil == taus) != (sagt == "") || !strings.Contains(sagt, c.vil) {
				t.Errorf("said %q", l.sagt)
			}
			_, err = m.lesTilbake(id)
			if (err == nil) != (c.vil == mottatt) {
				t.Errorf("in the store: %v", err)
			}
		})
	}
}

// What has rotted since it was stored is set aside, and fetched anew; a wrong password takes nothing.
func TestSvarinnSkadet(t *testing.T) {
	id := uuid.New()
	l := nyLiksomSvarinn(t, id, "melding.pdf", kanari)
	if _, err := nyttPostmottak(t, l, "feil").runde(t.Context()); err == nil || len(l.sagt) > 0 {
		t.Errorf("%v %v", err, l.sagt)
	}
	m := nyttPostmottak(t, l, "passord")
	for range 2 {
		if nye, err := m.runde(t.Context()); err != nil || len(nye) != 1 {
			t.Fatal(err)
		}
	}
	skrivTest(t, m.lager.sti(postMappe, id.String(), "melding.pdf"), []byte("x"))
	if _, err := m.lesTilbake(id); err == nil {
		t.Error("rotten, and read")
	}
	if _, err := m.runde(t.Context()); err != nil {
		t.Error(err)
	}
	if k, err := m.lesTilbake(id); err != nil || k.Forsendelse.ID != id {
		t.Error(err)
	}
	if skadet, _ := os.ReadDir(m.lager.sti(skadetMappe)); len(skadet) != 1 || len(l.sagt) != 3 {
		t.Errorf("%d set aside, said %v", len(skadet), l.sagt)
	}
}
