package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/google/uuid"
)

// A document goes up once; what nothing links to any more is taken away; and what cannot be remembered is not guessed at.
func TestDokumentarkiv(t *testing.T) {
	ligger := map[string]string{}
	borte := false // every deletion finds nothing
	mux := http.NewServeMux()
	mux.HandleFunc("POST /last-opp/innsynsdokument", func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		if r.URL.RawQuery != "kommunenummer=4601" || r.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%s %v", r.URL, r.Header)
		}
		id := uuid.NewString()
		ligger[id] = string(raw)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]string{"id": id, "lenke": "https://portal/innsyn/dokument/" + id})
	})
	mux.HandleFunc("DELETE /last-opp/innsynsdokument/{id}", func(w http.ResponseWriter, r *http.Request) {
		if _, der := ligger[r.PathValue("id")]; !der || borte {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusNotFound)
			_, _ = fmt.Fprint(w, `{"kode":"IKKE_FUNNET"}`)
			return
		}
		delete(ligger, r.PathValue("id"))
		w.WriteHeader(http.StatusNoContent)
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	fil, _ := skrivOppsett(t, s.URL)
	o, err := flagger{fil: fil}.oppsett()
	if err != nil {
		t.Fatal(err)
	}
	p, err := program{maskinporten: testtoken}.portalen(o)
	if err != nil {
		t.Fatal(err)
	}
	// One run of the program: what it links to, and then whether it takes the rest away.
	kjor := func(ny, rydd, alle bool, innhold ...string) {
		t.Helper()
		a, err := apneDokumentarkiv(p, o)
		if err != nil {
			t.Fatal(err)
		}
		a.ny = ny
		for _, i := range innhold {
			if _, err := a.lenke(t.Context(), dokument{MimeType: "application/pdf", innhold: []byte(i)}); err != nil {
				t.Fatal(err)
			}
		}
		if rydd {
			if err := a.rydd(t.Context(), alle); err != nil {
				t.Fatal(err)
			}
		}
	}
	har := func(hva string, vil ...string) {
		t.Helper()
		der := map[string]int{}
		for _, i := range ligger {
			der[i]++
		}
		for _, v := range vil {
			if der[v] != 1 {
				t.Errorf("%s: %q is there %d times", hva, v, der[v])
			}
		}
		if len(ligger) != len(vil) {
			t.Errorf("%s: %v", hva, ligger)
		}
	}
	kjor(false, true, false, "a", "b", "a")
	har("first", "a", "b")
	kjor(false, true, false, "a", "b")
	har("again", "a", "b")
	kjor(true, false, false, "ny")
	kjor(false, false, false, "a", "c")
	har("broken off before it tidied", "a", "b", "c", "ny")
	kjor(false, true, false, "a", "c") // the next day
	har("another day", "a", "c", "ny")
	borte = true
	kjor(false, true, true)
	borte = false
	clear(ligger) // they were gone already, which is as good
	kjor(false, true, false, "a")
	har("gone at the portal, and forgotten", "a")

	a, err := apneDokumentarkiv(p, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(a.fil, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := apneDokumentarkiv(p, o); err == nil {
		t.Error("a spoilt archive was taken for an empty one")
	}
}
