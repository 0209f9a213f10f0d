package main

import (
	"encoding/json"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"barnevernportalen/delivery/maskinporten"
	"barnevernportalen/ent"
	"barnevernportalen/ent/dbtest"
	"barnevernportalen/ent/viewer"
	"barnevernportalen/forvaltning"
	"barnevernportalen/server"
)

func TestMaskinOppsett(t *testing.T) {
	for navn, c := range map[string]struct {
		env map[string]string
		ok  bool
	}{
		"nothing":            {nil, true},
		"a check only":       {map[string]string{"MASKINPORTEN_UTSTEDER": "https://maskinporten.no/"}, true},
		"a client too":       {map[string]string{"MASKINPORTEN_UTSTEDER": "https://maskinporten.no/", "MASKINPORTEN_KLIENT_ID": "x", "MASKINPORTEN_NOKKEL": "y"}, true},
		"a client, no key":   {map[string]string{"MASKINPORTEN_UTSTEDER": "https://maskinporten.no/", "MASKINPORTEN_KLIENT_ID": "x"}, false},
		"a key, no client":   {map[string]string{"MASKINPORTEN_UTSTEDER": "https://maskinporten.no/", "MASKINPORTEN_NOKKEL": "y"}, false},
		"a client of nobody": {map[string]string{"MASKINPORTEN_KLIENT_ID": "x", "MASKINPORTEN_NOKKEL": "y"}, false},
	} {
		if _, err := lesMaskinOppsett(func(n string) string { return c.env[n] }); (err == nil) != c.ok {
			t.Errorf("%s: %v", navn, err)
		}
	}
}

// In production nothing is made up: without a Maskinporten no machine gets in, and the look-alike is not there.
func TestMaskindorIProduksjon(t *testing.T) {
	o := maskinOppsettet(t)
	o.modus = server.ModusProduksjon
	if d, err := o.maskindor(); d != nil || err != nil {
		t.Errorf("a door of %+v: %v", d, err)
	}
	if _, err := os.Stat(filepath.Join(o.data, "liksom")); err == nil {
		t.Error("keys were made for look-alikes")
	}
	o.maskin.utsteder = "http://maskinporten.no/"
	if _, err := o.maskindor(); err == nil {
		t.Error("tokens are checked with keys that come in clear")
	}
	o.maskin.utsteder = "https://maskinporten.no/"
	if d, err := o.maskindor(); err != nil || d.sjekk == nil || d.klient != nil || d.liksom != nil {
		t.Errorf("a door of %+v: %v", d, err)
	}
	o.maskin.klientID, o.maskin.nokkel = "x", filepath.Join(o.data, "not there")
	if _, err := o.maskindor(); err == nil {
		t.Error("a key that is not there is not missed")
	}
}

func maskinOppsettet(t *testing.T) oppsett {
	t.Helper()
	adresse, err := server.ParseAdresse("http://localhost:8080", server.ModusDev)
	if err != nil {
		t.Fatal(err)
	}
	return oppsett{modus: server.ModusDev, adresse: adresse, data: t.TempDir()}
}

// The far side's folder: what a case system needs to call us, for its owner alone; the same at the next start, and made
// again if it is lost.
func TestMaskineneIDev(t *testing.T) {
	o := maskinOppsettet(t)
	d, err := ent.Open(t.Context(), ent.Config{DSN: dbtest.DSN(t), UnsafeForTests: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	f := &forvaltning.Service{DB: d, Klokke: time.Now, Log: slog.Default()}
	sys := viewer.With(t.Context(), viewer.System{Oppgave: "test"})
	if err := f.LagreKommuner(sys); err != nil {
		t.Fatal(err)
	}
	fro := func() map[string]integrasjonsfil {
		t.Helper()
		dor, err := o.maskindor()
		if err != nil || dor.klient == nil || dor.liksom == nil {
			t.Fatalf("a door of %+v: %v", dor, err)
		}
		if err := froMaskiner(sys, o, f); err != nil {
			t.Fatal(err)
		}
		ut := map[string]integrasjonsfil{}
		for _, navn := range []string{"bergen", "oslo"} {
			raw, err := os.ReadFile(filepath.Join(o.data, "liksom", "integrasjoner", navn+".json"))
			if err != nil {
				t.Fatal(err)
			}
			var i integrasjonsfil
			if err := json.Unmarshal(raw, &i); err != nil {
				t.Fatal(err)
			}
			ut[navn] = i
		}
		return ut
	}
	forst := fro()
	for navn, i := range forst {
		raw, err := os.ReadFile(i.Maskinporten.Nokkelfil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := maskinporten.LesNokkel(raw); err != nil {
			t.Errorf("%s: %v", navn, err)
		}
		if !strings.HasPrefix(i.Maskinporten.Utsteder, "http://localhost:8080/") || i.Maskinporten.KlientID != "fagsystem-"+navn || len(i.IntegrasjonPassord) != 43 {
			t.Errorf("%s: %+v", navn, i.Maskinporten)
		}
		if nr, err := f.FiksOrg(t.Context(), i.FiksOrgID); err != nil || nr != i.Kommunenummer {
			t.Errorf("%s: the Fiks organisation is %s: %v", navn, nr, err)
		}
	}
	if err := filepath.WalkDir(o.data, func(sti string, e fs.DirEntry, err error) error {
		if i, ferr := e.Info(); err != nil || ferr != nil || i.Mode().Perm()&0o077 != 0 && sti != o.data {
			t.Errorf("%s is open to others: %v %v", e.Name(), err, ferr)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if igjen := fro(); igjen["bergen"] != forst["bergen"] || igjen["oslo"] != forst["oslo"] {
		t.Error("another start made others of them")
	}
	if err := os.Remove(filepath.Join(o.data, "liksom", "integrasjoner", "oslo.json")); err != nil {
		t.Fatal(err)
	}
	igjen := fro()
	if igjen["oslo"].IntegrasjonPassord == forst["oslo"].IntegrasjonPassord || igjen["oslo"].IntegrasjonID != forst["oslo"].IntegrasjonID || igjen["bergen"] != forst["bergen"] {
		t.Error("a lost file was not mended")
	}
	alle, err := f.Integrasjoner(sys)
	if err != nil || len(alle) != 2 || len(alle[0].Rettigheter) != 4 {
		t.Errorf("%d machines: %v", len(alle), err)
	}
}
