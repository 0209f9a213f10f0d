package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/delivery/seal"
)

func kjorKommando(t *testing.T, p program, args ...string) (ut, feil string, err error) {
	t.Helper()
	var o, f bytes.Buffer
	p.ut, p.feil, p.steg = &o, &f, func(string) {}
	if p.maskinporten == nil {
		p.maskinporten = testtoken
	}
	err = p.run(context.Background(), args)
	return o.String(), f.String(), err
}

func TestVis(t *testing.T) {
	l := nyPortalTest(t)
	fil, rot := skrivOppsett(t, l.URL)
	bevis, blind, fremmed := l.legg(nyRapport(t, 1, nokler()[0], true)), l.legg(nyRapport(t, 2, nokler()[0], false)), l.legg(nyRapport(t, 3, nokler()[2], true))
	if _, feil, err := kjorKommando(t, program{}, "motta", "-en-gang", "-oppsett", fil); err != nil {
		t.Fatal(err, feil)
	}
	ut, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil)
	if err != nil {
		t.Fatal(err)
	}
	for _, vil := range []string{"PROVEN", "said, not proven", bevis.sha256(), blind.id.String(), "Refused", fremmed.id.String(), "ULESELIG", "holds: 3 reports"} {
		if !strings.Contains(ut, vil) {
			t.Errorf("%q is not shown:\n%s", vil, ut)
		}
	}
	if strings.Contains(ut, kanari) {
		t.Errorf("content is shown unasked:\n%s", ut)
	}
	for navn, vil := range bevis.filer {
		ut, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil, "-id", bevis.id.String(), "-fil", navn)
		if navn == seal.BevisName {
			if err == nil || ut != "" {
				t.Errorf("the token is shown: %q", ut)
			}
		} else if err != nil || ut != string(vil) {
			t.Errorf("%s: %q %v", navn, ut, err)
		}
	}
	for _, id := range []string{"../x", uuid.NewString()} {
		if _, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil, "-id", id); err == nil {
			t.Errorf("%s is shown", id)
		}
	}
	// One that has rotted is called out, and is not shown.
	skrivTest(t, filepath.Join(rot, "meldinger", blind.id.String(), seal.MeldingPDFName), []byte("x"))
	if ut, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil); err == nil || !strings.Contains(ut, "DAMAGED") || !strings.Contains(ut, avvikSkadetHer) {
		t.Errorf("%v\n%s", err, ut)
	}
	if ut, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil, "-id", blind.id.String()); err == nil || ut != "" {
		t.Errorf("what is left of it is shown: %q", ut)
	}
}

func TestNokkel(t *testing.T) {
	mappe := filepath.Join(t.TempDir(), "n")
	ut, _, err := kjorKommando(t, program{}, "nokkel", "-navn", "Prøvestad", "-ut", mappe, "-dager", "10")
	if err != nil || !strings.Contains(ut, sertifikatFil) || strings.Contains(ut, "PRIVATE") {
		t.Fatalf("%q %v", ut, err)
	}
	k, err := lesNokkel(mappe)
	if err != nil || seal.CheckNokkel(k.Cert, time.Now()) != nil || seal.CheckNokkel(k.Cert, time.Now().AddDate(0, 0, 11)) == nil {
		t.Errorf("%v", err)
	}
	forst, _ := os.ReadFile(filepath.Join(mappe, privatFil))
	if _, _, err := kjorKommando(t, program{}, "nokkel", "-navn", "Prøvestad", "-ut", mappe); err == nil {
		t.Error("a key was written over")
	}
	if naa, _ := os.ReadFile(filepath.Join(mappe, privatFil)); !bytes.Equal(forst, naa) {
		t.Error("the key is another now")
	}
	if err := os.Chmod(filepath.Join(mappe, privatFil), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := lesNokkel(mappe); err == nil {
		t.Error("a private key that all can read is used")
	}
}

// The token is what Maskinporten gave, and what it says when it gives none is not repeated.
func TestToken(t *testing.T) {
	svar := `{"access_token":"eyJ-token","expires_in":119}`
	status := http.StatusOK
	mp := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("grant_type") != "urn:ietf:params:oauth:grant-type:jwt-bearer" || strings.Count(r.FormValue("assertion"), ".") != 2 {
			t.Errorf("%v", r.Form)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, svar)
	}))
	t.Cleanup(mp.Close)
	nokkel, err := maskinporten.NyNokkel()
	if err != nil {
		t.Fatal(err)
	}
	jwk, err := nokkel.JWK()
	if err != nil {
		t.Fatal(err)
	}
	// As the operator gives it out: a file of its own, which the settings name.
	mappe := t.TempDir()
	skrivTest(t, filepath.Join(mappe, "privat.jwk"), jwk)
	raw, err := json.Marshal(map[string]any{
		"integrasjonId": uuid.New(), "integrasjonPassord": passord, "fiksOrgId": uuid.New(), "kommunenummer": "0301",
		"maskinporten": map[string]string{"utsteder": mp.URL + "/", "klientId": "klient", "nokkelfil": filepath.Join(mappe, "privat.jwk")},
	})
	if err != nil {
		t.Fatal(err)
	}
	skrivTest(t, filepath.Join(mappe, "oslo.json"), raw)
	fil := filepath.Join(mappe, "fagsystem.json")
	skrivTest(t, fil, []byte(`{"integrasjon":"oslo.json","portal":"http://localhost:1","mappe":"x"}`))
	if ut, feil, err := kjorKommando(t, program{maskinporten: hentToken}, "token", "-oppsett", fil); err != nil || ut != "eyJ-token\n" || feil != "" {
		t.Errorf("%q %q %v", ut, feil, err)
	}
	status, svar = http.StatusBadRequest, `{"error":"invalid_grant","error_description":"`+kanari+`"}`
	if ut, _, err := kjorKommando(t, program{maskinporten: hentToken}, "token", "-oppsett", fil); err == nil || ut != "" || strings.Contains(err.Error(), kanari) {
		t.Errorf("%q %v", ut, err)
	}
}

func TestOppsettSomIkkeHolder(t *testing.T) {
	mappe := t.TempDir()
	for hva, raw := range map[string]string{
		"no JSON":              kanari,
		"a misspelt field":     `{"portall":"` + kanari + `"}`,
		"a kommune of words":   `{"mottakere":[{"kommunenummer":"Oslo","bydelsnummer":"03"}]}`,
		"a file that is gone":  `{"integrasjon":"borte.json"}`,
		"no password":          `{"portal":"https://a.example","mottakere":[{"kommunenummer":"0301","bydelsnummer":"03"}]}`,
		"a portal in clear":    `{"portal":"http://a.example","integrasjonId":"` + uuid.NewString() + `","integrasjonPassord":"x"}`,
		"a portal with a user": `{"portal":"https://a:b@a.example","integrasjonId":"` + uuid.NewString() + `","integrasjonPassord":"x"}`,
	} {
		fil := filepath.Join(mappe, "o.json")
		skrivTest(t, fil, []byte(raw))
		_, _, err := kjorKommando(t, program{}, "send", "-oppsett", fil, "-status", uuid.NewString())
		if err == nil || strings.Contains(err.Error(), kanari) {
			t.Errorf("%s: %v", hva, err)
		}
	}
	fil, _ := skrivOppsett(t, "http://localhost:1")
	if err := os.Chmod(fil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := kjorKommando(t, program{}, "vis", "-oppsett", fil); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a password all can read: %v", err)
	}
}
